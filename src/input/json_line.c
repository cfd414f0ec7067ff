// json_line.c - one report as an object of JSON Lines. Strict about types, so that a column that
// slipped is told and not read as something else; keys that Readout does not know are passed over.
#include "input/published.h"
#include "input/read.h"

static const char *name_of_kind_of(const json_value *value) {
    switch (json_kind_of(value)) {
    case JSON_NULL:
        return "null";
    case JSON_BOOL:
        return "true or false";
    case JSON_NUMBER:
        return "a number";
    case JSON_STRING:
        return "a string";
    case JSON_ARRAY:
        return "an array";
    case JSON_OBJECT:
        break;
    }
    return "an object";
}

// A string, or nothing when the key lacks or is null.
static bool take_string(const json_value *root, const char *key, const char *place, ro_text *out,
                        ro_error *error) {
    const json_value *value = json_get(root, key);
    if (!value) return true;
    if (json_kind_of(value) != JSON_STRING) {
        return refuse(error, RO_BAD_INPUT, "%s: expected a string as \"%s\", found %s", place, key,
                      name_of_kind_of(value));
    }
    *out = text_of_str(json_str(value));
    return true;
}

static bool take_id(arena *a, const json_value *root, const char *place, ro_text *id,
                    ro_error *error) {
    const json_value *value = json_get(root, "id");
    if (json_kind_of(value) != JSON_NUMBER) return take_string(root, "id", place, id, error);
    str text = json_number_text(a, value);
    if (text.size == 0) {
        return refuse(error, RO_BAD_INPUT, "%s: expected an \"id\" of at most 64 bits, found more",
                      place);
    }
    *id = text_of_str(text);
    return true;
}

static bool take_text(const json_value *root, const input_limits *limits, ro_report *report,
                      ro_error *error) {
    const char *place = report->place.at;
    if (!take_string(root, "text", place, &report->text, error)) return false;
    str text = {report->text.at, report->text.size};
    if (!text.at) return refuse(error, RO_BAD_INPUT, "%s: expected a \"text\", found none", place);
    if (text.size > limits->largest) {
        return refuse(error, RO_TOO_LARGE, "%s: expected a text of at most %zu bytes, found %zu",
                      place, limits->largest, text.size);
    }
    if (!limits->with_empty && trim(text).size == 0) {
        return refuse(error, RO_BAD_INPUT, "%s: expected a text, found an empty one", place);
    }
    return true;
}

// Friendlier than refusing the report: a text without a date can still be read.
static void take_published(arena *a, str written, ro_report *report, ro_error *remark) {
    str iso;
    if (written.size == 0) return;
    if (read_date(a, written, &iso)) {
        report->published = text_of_str(iso);
    } else {
        refuse(remark, RO_OK,
               "%s: \"%.*s\" as \"published\" is no date that can be read; it stays "
               "unknown",
               report->place.at, SHOWN(written));
    }
}

bool read_json_line(arena *a, str line, const input_limits *limits, ro_report *report,
                    json_value **root, ro_error *remark, ro_error *error) {
    const char *place = report->place.at;
    ro_text     published = {0};
    *root = read_json(line, place, error);
    if (!*root) return false;
    if (json_kind_of(*root) != JSON_OBJECT) {
        return refuse(error, RO_BAD_INPUT, "%s: expected an object, found %s", place,
                      name_of_kind_of(*root));
    }
    bool is_read = take_id(a, *root, place, &report->id, error) &&
                   take_text(*root, limits, report, error) &&
                   take_string(*root, "title", place, &report->title, error) &&
                   take_string(*root, "url", place, &report->url, error) &&
                   take_string(*root, "outlet", place, &report->outlet, error) &&
                   take_string(*root, "published", place, &published, error);
    if (is_read) take_published(a, (str){published.at, published.size}, report, remark);
    return is_read;
}
