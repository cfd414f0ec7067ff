// json.c - reading by json-c; the only file that sees it.
#include "base/json.h"

#include "base/utf8.h"

#include <json-c/json.h>
#include <limits.h>

// json_value is json-c's own object under another name, so that no copy is made.
static struct json_object *object_of(const json_value *value) {
    return (struct json_object *)(uintptr_t)value;
}
static const json_value *value_of(const struct json_object *object) {
    return (const json_value *)(const void *)object;
}

enum { DEEPEST = 64 };

json_value *read_json(str text, const char *place, ro_error *error) {
    if (text.size > INT_MAX) {
        refuse(error, RO_TOO_LARGE, "%s: JSON of %zu bytes is over 2 GiB", place, text.size);
        return NULL;
    }
    int64_t invalid = find_invalid_utf8(text); // json-c's own check lets overlong forms through
    if (invalid >= 0) {
        refuse_at(error, RO_BAD_INPUT, invalid,
                  "%s: expected JSON in UTF-8, found byte 0x%02x at %lld, which is none", place,
                  (unsigned char)text.at[invalid], (long long)invalid);
        return NULL;
    }
    struct json_tokener *parser = json_tokener_new_ex(DEEPEST);
    if (!parser) die_of_no_memory(0);
    json_tokener_set_flags(parser, JSON_TOKENER_STRICT);

    // json-c calls a number at the very end unfinished; the newline behind it finishes it.
    struct json_object     *root = json_tokener_parse_ex(parser, text.at, (int)text.size);
    enum json_tokener_error problem = json_tokener_get_error(parser);
    size_t                  end = json_tokener_get_parse_end(parser);
    if (problem == json_tokener_continue) {
        root = json_tokener_parse_ex(parser, "\n", 1);
        if (json_tokener_get_error(parser) == json_tokener_success) problem = json_tokener_success;
    }
    if (problem == json_tokener_success && end < text.size &&
        trim(slice(text, end, text.size)).size > 0) {
        problem = json_tokener_error_parse_unexpected;
    }
    json_tokener_free(parser);
    if (problem == json_tokener_success && root) return (json_value *)(void *)root;
    if (root) json_object_put(root);
    refuse_at(error, RO_BAD_INPUT, (int64_t)end,
              "%s: expected JSON, found an error at byte %zu: %s", place, end,
              problem == json_tokener_continue  ? "it ends too early"
              : problem == json_tokener_success ? "a bare null"
                                                : json_tokener_error_desc(problem));
    return NULL;
}

void close_json(json_value *root) {
    if (root) json_object_put(object_of(root));
}

json_kind json_kind_of(const json_value *value) {
    switch (json_object_get_type(object_of(value))) {
    case json_type_boolean:
        return JSON_BOOL;
    case json_type_double:
    case json_type_int:
        return JSON_NUMBER;
    case json_type_string:
        return JSON_STRING;
    case json_type_array:
        return JSON_ARRAY;
    case json_type_object:
        return JSON_OBJECT;
    case json_type_null:
        break;
    }
    return JSON_NULL;
}

str json_str(const json_value *value) {
    if (json_kind_of(value) != JSON_STRING) return (str){NULL, 0};
    struct json_object *object = object_of(value);
    return (str){json_object_get_string(object), (size_t)json_object_get_string_len(object)};
}

double json_number(const json_value *value) {
    return json_kind_of(value) == JSON_NUMBER ? json_object_get_double(object_of(value)) : 0;
}

str json_number_text(arena *a, const json_value *value) {
    if (json_kind_of(value) != JSON_NUMBER) return (str){NULL, 0};
    struct json_object *object = object_of(value);
    bool                is_whole = json_object_is_type(object, json_type_int);
    // json-c stops at the ends of its range without a word.
    if (is_whole && (json_object_get_uint64(object) == UINT64_MAX ||
                     json_object_get_int64(object) == INT64_MIN)) {
        return (str){NULL, 0};
    }
    return copy_str(a, str_of(json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN)));
}

bool json_is_true(const json_value *value) {
    return json_kind_of(value) == JSON_BOOL && json_object_get_boolean(object_of(value));
}

int json_count(const json_value *array) {
    if (json_kind_of(array) != JSON_ARRAY) return 0;
    return (int)json_object_array_length(object_of(array));
}

const json_value *json_at(const json_value *array, int i) {
    if (i < 0 || i >= json_count(array)) return NULL;
    return value_of(json_object_array_get_idx(object_of(array), (size_t)i));
}

const json_value *json_get(const json_value *object, const char *key) {
    struct json_object *found = NULL;
    if (json_kind_of(object) != JSON_OBJECT) return NULL;
    json_object_object_get_ex(object_of(object), key, &found);
    return value_of(found);
}

void json_each(const json_value *object, json_pair each, void *context) {
    if (json_kind_of(object) != JSON_OBJECT) return;
    struct json_object_iterator at = json_object_iter_begin(object_of(object));
    struct json_object_iterator end = json_object_iter_end(object_of(object));
    while (!json_object_iter_equal(&at, &end)) {
        each(context, str_of(json_object_iter_peek_name(&at)),
             value_of(json_object_iter_peek_value(&at)));
        json_object_iter_next(&at);
    }
}
