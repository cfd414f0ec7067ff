// config.c - one flat table from whole paths to the texts of their values.
//
// Values are parsed when they are asked for: most of the file is about training, and what stands
// there is no concern of ours. Resolving walks from the whole path upwards:
//
//     components.tagger.model.width        in the table? then its text
//     components.tagger.model  + width     in the table? as an object: look inside;
//                                          as ${x.y}: go on at x.y.width
//
// Every step takes from a budget, so that references in circles, or many to many, end.
#include "model/config.h"

#include "base/json.h"
#include "base/list.h"
#include "base/table.h"

enum { MOST_STEPS = 1000, DEEPEST = 16, LONGEST_VALUE = 1 << 16 };

typedef LIST(str) text_list;
typedef LIST(json_value *) root_list;

struct config {
    arena      *a;
    const char *place;
    str_table   numbers; // of paths
    text_list   values;  // JSON or references, by number
    root_list   parsed;
    int         steps; // left for the setting that is being resolved
};

// ---- Reading the lines -------------------------------------------------------------------

static str join_names(arena *a, str first, str second) {
    return join_str(a, join_str(a, first, STR(".")), second);
}

static bool read_section(config *c, str line, int number, str *section, ro_error *error) {
    if (line.at[line.size - 1] != ']' || line.size < 3) {
        return refuse(error, RO_BAD_MODEL, "%s:%d: expected [section], found \"%.*s\"", c->place,
                      number, SHOWN(line));
    }
    *section = slice(line, 1, line.size - 1);
    return true;
}

static bool read_pair(config *c, str line, int number, str section, ro_error *error) {
    int64_t equals = find_char(line, '=', 0);
    if (equals <= 0) {
        return refuse(error, RO_BAD_MODEL, "%s:%d: expected key = value, found \"%.*s\"", c->place,
                      number, SHOWN(line));
    }
    str key = trim(slice(line, 0, (size_t)equals));
    str value = trim(slice(line, (size_t)equals + 1, line.size));
    str path = section.size ? join_names(c->a, section, key) : key;
    if (!add_to_table(c->a, &c->numbers, path, (uint32_t)c->values.count)) {
        return refuse(error, RO_BAD_MODEL, "%s:%d: \"%.*s\" is there twice", c->place, number,
                      SHOWN(path));
    }
    PUSH_IN(c->a, &c->values, value);
    return true;
}

static bool read_lines(config *c, str text, ro_error *error) {
    str section = {NULL, 0};
    str rest = text;
    for (int number = 1; rest.at; number++) {
        str line = trim(cut_at(&rest, '\n'));
        if (line.size == 0 || line.at[0] == '#' || line.at[0] == ';') continue;
        bool is_read = line.at[0] == '[' ? read_section(c, line, number, &section, error)
                                         : read_pair(c, line, number, section, error);
        if (!is_read) return false;
    }
    return true;
}

config *open_config(arena *a, str text, const char *place, ro_error *error) {
    config *c = NEW_IN(a, config, 1);
    c->a = a;
    c->place = place;
    return read_lines(c, text, error) ? c : NULL;
}

void close_config(config *c) {
    for (int i = 0; c && i < c->parsed.count; i++) {
        close_json(c->parsed.at[i]);
    }
}

const char *config_place(const config *c) {
    return c->place;
}

// ---- References --------------------------------------------------------------------------

// The path of "${section:key}" when the whole text is one, else at == NULL.
static str path_of_reference(arena *a, str text) {
    if (!starts_with(text, STR("${")) || find_char(text, '}', 0) != (int64_t)text.size - 1) {
        return (str){NULL, 0};
    }
    str   path = copy_str(a, slice(text, 2, text.size - 1));
    char *at = (char *)(uintptr_t)path.at;
    for (size_t i = 0; i < path.size; i++) {
        if (at[i] == ':') at[i] = '.';
    }
    return path;
}

static bool resolve(config *c, str path, int depth, const json_value **found, ro_error *error);
static bool find_text(config *c, str path, int depth, str *text, ro_error *error);

static bool take_step(config *c, str path, int depth, ro_error *error) {
    if (c->steps-- > 0 && depth < DEEPEST) return true;
    return refuse(error, RO_BAD_MODEL, "%s: the references of \"%.*s\" do not end", c->place,
                  SHOWN(path));
}

// Copies a value with what its references stand for; inside a string without their quotes.
static bool expand(config *c, str text, int depth, str *expanded, ro_error *error) {
    buffer out = {0};
    bool   is_fine = true, in_string = false;
    for (size_t i = 0; is_fine && i < text.size; i++) {
        int64_t end =
            starts_with(slice(text, i, text.size), STR("${")) ? find_char(text, '}', i) : -1;
        str value = {NULL, 0};
        if (end < 0) {
            if (text.at[i] == '"' && (i == 0 || text.at[i - 1] != '\\')) in_string = !in_string;
            add_char(&out, text.at[i]);
            continue;
        }
        str path = path_of_reference(c->a, slice(text, i, (size_t)end + 1));
        is_fine = find_text(c, path, depth + 1, &value, error);
        bool is_quoted = value.size >= 2 && value.at[0] == '"';
        add_str(&out, in_string && is_quoted ? slice(value, 1, value.size - 1) : value);
        i = (size_t)end;
        if (is_fine && out.size > LONGEST_VALUE) {
            is_fine = refuse(error, RO_TOO_LARGE, "%s: \"%.*s\" stands for too much", c->place,
                             SHOWN(text));
        }
    }
    *expanded = copy_str(c->a, str_of_buffer(&out));
    close_buffer(&out);
    return is_fine;
}

// The text that a path stands for itself.
static bool find_text(config *c, str path, int depth, str *text, ro_error *error) {
    if (!take_step(c, path, depth, error)) return false;
    uint32_t i = find_in_table(&c->numbers, path);
    if (i == NOT_IN_TABLE) {
        return refuse(error, RO_BAD_MODEL,
                      "%s: expected \"%.*s\", which is referred to, found none", c->place,
                      SHOWN(path));
    }
    str value = c->values.at[i];
    if (find_str(value, STR("${"), 0) >= 0) return expand(c, value, depth, text, error);
    *text = value;
    return true;
}

// ---- Resolving ---------------------------------------------------------------------------

static bool parse_value(config *c, str path, str text, const json_value **found, ro_error *error) {
    *found = NULL;
    if (same(text, STR("null"))) return true;
    str         whole = join_str(c->a, str_of(c->place), join_str(c->a, STR(": "), path));
    json_value *root = read_json(text, whole.at, error);
    if (!root) {
        if (error) error->status = RO_BAD_MODEL;
        return false;
    }
    PUSH_IN(c->a, &c->parsed, root);
    *found = root;
    return true;
}

// Follows "a.b" into an object; what is not there is NULL.
static const json_value *look_inside(arena *a, const json_value *object, str path) {
    while (path.at && object) {
        object = json_get(object, copy_str(a, cut_at(&path, '.')).at);
    }
    return object;
}

// The entry above a path, or its own, with what is left of the path below it.
static bool resolve_entry(config *c, uint32_t i, str path, str below, int depth,
                          const json_value **found, ro_error *error) {
    str value = c->values.at[i];
    str target = path_of_reference(c->a, value);
    if (target.at) {
        str whole = below.at ? join_names(c->a, target, below) : target;
        return resolve(c, whole, depth + 1, found, error);
    }
    if (below.at && !starts_with(value, STR("{"))) return true;
    if (!expand(c, value, depth, &value, error) || !parse_value(c, path, value, found, error)) {
        return false;
    }
    *found = look_inside(c->a, *found, below);
    return true;
}

// The value of a path: NULL for one that is absent or null.
static bool resolve(config *c, str path, int depth, const json_value **found, ro_error *error) {
    if (!take_step(c, path, depth, error)) return false;
    *found = NULL;
    for (size_t end = path.size; end > 0; end--) {
        if (end < path.size && path.at[end] != '.') continue;
        str      below = end < path.size ? slice(path, end + 1, path.size) : (str){NULL, 0};
        uint32_t i = find_in_table(&c->numbers, slice(path, 0, end));
        if (i != NOT_IN_TABLE) return resolve_entry(c, i, path, below, depth, found, error);
    }
    return true;
}

static bool find_setting(config *c, const char *path, json_kind kind, const json_value **found,
                         ro_error *error) {
    static const char *const NAMES[] = {
        [JSON_NULL] = "null",     [JSON_BOOL] = "true or false", [JSON_NUMBER] = "a number",
        [JSON_STRING] = "a text", [JSON_ARRAY] = "a list",       [JSON_OBJECT] = "an object",
    };
    c->steps = MOST_STEPS;
    if (!resolve(c, str_of(path), 0, found, error)) return false;
    json_kind is = json_kind_of(*found);
    if (!*found || is == kind) return true;
    return refuse(error, RO_BAD_MODEL, "%s: %s: expected %s, found %s", c->place, path, NAMES[kind],
                  NAMES[is]);
}

bool text_setting(config *c, const char *path, str *value, ro_error *error) {
    const json_value *found;
    *value = (str){NULL, 0};
    if (!find_setting(c, path, JSON_STRING, &found, error)) return false;
    if (found) *value = copy_str(c->a, json_str(found));
    return true;
}

bool bool_setting(config *c, const char *path, bool absent, bool *value, ro_error *error) {
    const json_value *found;
    if (!find_setting(c, path, JSON_BOOL, &found, error)) return false;
    *value = found ? json_is_true(found) : absent;
    return true;
}

static bool read_whole_number(config *c, const char *path, const json_value *number, int64_t *value,
                              ro_error *error) {
    double real = json_number(number);
    if (json_kind_of(number) != JSON_NUMBER || !(real > -1e15 && real < 1e15) ||
        real != (double)(int64_t)real) {
        return refuse(error, RO_BAD_MODEL, "%s: %s: expected a whole number", c->place, path);
    }
    *value = (int64_t)real;
    return true;
}

bool int_setting(config *c, const char *path, int64_t absent, int64_t *value, ro_error *error) {
    const json_value *found;
    *value = absent;
    if (!find_setting(c, path, JSON_NUMBER, &found, error)) return false;
    return !found || read_whole_number(c, path, found, value, error);
}

bool texts_setting(config *c, const char *path, str_list *value, ro_error *error) {
    const json_value *found;
    *value = (str_list){0, NULL};
    if (!find_setting(c, path, JSON_ARRAY, &found, error)) return false;
    if (!found) return true;
    int count = json_count(found);
    *value = (str_list){count, NEW_IN(c->a, str, count + 1)};
    for (int i = 0; i < count; i++) {
        const json_value *each = json_at(found, i);
        if (json_kind_of(each) != JSON_STRING) {
            return refuse(error, RO_BAD_MODEL, "%s: %s: expected a list of texts", c->place, path);
        }
        value->at[i] = copy_str(c->a, json_str(each));
    }
    return true;
}

bool ints_setting(config *c, const char *path, int_list *value, ro_error *error) {
    const json_value *found;
    *value = (int_list){0, NULL};
    if (!find_setting(c, path, JSON_ARRAY, &found, error)) return false;
    if (!found) return true;
    int count = json_count(found);
    *value = (int_list){count, NEW_IN(c->a, int64_t, count + 1)};
    for (int i = 0; i < count; i++) {
        if (!read_whole_number(c, path, json_at(found, i), &value->at[i], error)) {
            return false;
        }
    }
    return true;
}
