// moves.c - the labels and classes of components.
//
// A transition network's classes are not listed in the file: they follow from how often each label
// was seen in training. Types in the order of their digits; within one the most frequent label
// first, and among equals the greater name first (spec 1.10).
#include "model/loading.h"

#include <stdlib.h>

enum { MOST_CLASSES = 10000, MISSING = 0, OUT = 5, LAST_PARSER_MOVE = 4, LAST_NER_MOVE = 5 };

typedef struct {
    int    move;
    str    label;
    double times;
} seen_label;

typedef LIST(seen_label) seen_list;

typedef struct {
    const loading *l;
    const char    *place;
    seen_list      seen;
    int            move, last_move;
    bool           is_broken;
} move_reader;

static json_value *open_settings(const loading *l, const char *file) {
    str content;
    return read_needed(l, file, &content) ? read_package_json(l, file, content) : NULL;
}

// ---- Labels ------------------------------------------------------------------------------

static bool copy_labels(const loading *l, const char *file, const json_value *list, int *count,
                        const str **labels) {
    *count = json_count(list);
    if (*count < 1 || *count > MOST_CLASSES) {
        return refuse(l->error, RO_BAD_MODEL, "%s: expected 1 to %d labels, found %d",
                      place_of(l, file), MOST_CLASSES, *count);
    }
    str *at = NEW_IN(l->a, str, *count);
    for (int i = 0; i < *count; i++) {
        if (json_kind_of(json_at(list, i)) != JSON_STRING) {
            return refuse(l->error, RO_BAD_MODEL, "%s: expected label %d to be a text",
                          place_of(l, file), i);
        }
        at[i] = copy_str(l->a, json_str(json_at(list, i)));
    }
    *labels = at;
    return true;
}

bool load_labels(loading *l, str name, int *count, const str **labels) {
    const char *file = format_in(l->a, "%.*s/cfg", SHOWN(name));
    json_value *root = open_settings(l, file);
    bool        is_read = root && copy_labels(l, file, json_get(root, "labels"), count, labels);
    close_json(root);
    return is_read;
}

// ---- Classes -----------------------------------------------------------------------------

static bool refuse_moves(move_reader *r, const char *what, str found) {
    if (r->is_broken) return false;
    r->is_broken = true;
    return refuse(r->l->error, RO_BAD_MODEL, "%s: expected %s, found \"%.*s\"", r->place, what,
                  SHOWN(found));
}

static void read_label(void *context, str label, const json_value *times) {
    move_reader *r = context;
    seen_label   seen = {r->move, copy_str(r->l->a, label), json_number(times)};
    if (json_kind_of(times) != JSON_NUMBER || seen.times < 0) {
        refuse_moves(r, "a count of at least 0 for each label", label);
    } else if (r->seen.count == MOST_CLASSES) {
        refuse_moves(r, "fewer classes", label);
    } else {
        PUSH_IN(r->l->a, &r->seen, seen);
    }
}

static void read_move(void *context, str digit, const json_value *labels) {
    move_reader *r = context;
    uint64_t     move;
    if (digit.size != 1 || !read_uint64(digit, &move) || move > (uint64_t)r->last_move) {
        refuse_moves(r, "the number of a move", digit);
    } else if (json_kind_of(labels) != JSON_OBJECT) {
        refuse_moves(r, "labels for each move", digit);
    } else {
        r->move = (int)move;
        json_each(labels, read_label, r);
    }
}

static int by_class_order(const void *a, const void *b) {
    const seen_label *left = a, *right = b;
    if (left->move != right->move) return left->move - right->move;
    if (left->times != right->times) return left->times < right->times ? 1 : -1;
    return compare_str(right->label, left->label);
}

static bool is_class(const seen_label *seen, bool is_parser) {
    return is_parser || (seen->move != MISSING && (seen->move != OUT || seen->label.size == 0));
}

static void list_classes(move_reader *r, bool is_parser, int *count,
                         const transition_class **classes) {
    transition_class *at = NEW_IN(r->l->a, transition_class, r->seen.count);
    if (r->seen.count) {
        qsort(r->seen.at, (size_t)r->seen.count, sizeof *r->seen.at, by_class_order);
    }
    *count = 0;
    for (int i = 0; i < r->seen.count; i++) {
        if (is_class(&r->seen.at[i], is_parser)) {
            at[(*count)++] = (transition_class){r->seen.at[i].move, r->seen.at[i].label};
        }
    }
    *classes = at;
}

// The file is a MessagePack map, one value of which is JSON text.
static bool find_moves(const loading *l, const char *file, str *text) {
    str content;
    if (!read_needed(l, file, &content)) return false;
    pack_reader r = {.content = content, .place = place_of(l, file), .error = l->error};
    *text = (str){NULL, 0};
    for (uint32_t n = read_map(&r); n > 0; n--) {
        if (same(read_text(&r), STR("moves"))) {
            *text = read_text(&r);
        } else {
            skip_pack(&r);
        }
    }
    if (!end_pack(&r)) return false;
    return text->at ||
           refuse(l->error, RO_BAD_MODEL, "%s: expected \"moves\", found none", place_of(l, file));
}

bool load_classes(loading *l, str name, bool is_parser, int *count,
                  const transition_class **classes) {
    const char *file = format_in(l->a, "%.*s/moves", SHOWN(name));
    move_reader r = {.l = l, .place = place_of(l, file)};
    str         text;
    r.last_move = is_parser ? LAST_PARSER_MOVE : LAST_NER_MOVE;
    if (!find_moves(l, file, &text)) return false;
    json_value *root = read_package_json(l, file, text);
    if (!root) return false;
    json_each(root, read_move, &r);
    list_classes(&r, is_parser, count, classes);
    close_json(root);
    if (r.is_broken) return false;
    return *count > 0 || refuse_moves(&r, "classes", STR("none"));
}

// ---- What a transition network may not ask for -------------------------------------------

bool check_transition_settings(loading *l, str name) {
    const char *file = format_in(l->a, "%.*s/cfg", SHOWN(name)), *place = place_of(l, file);
    json_value *root = open_settings(l, file);
    if (!root) return false;
    const json_value *width = json_get(root, "beam_width");
    bool              learns_tokens = json_is_true(json_get(root, "learn_tokens"));
    bool              has_beam = width && json_number(width) != 1;
    close_json(root);
    if (has_beam || learns_tokens) {
        return refuse(l->error, RO_BAD_MODEL, "%s: %s is not supported", place,
                      has_beam ? "a beam_width other than 1" : "learn_tokens = true");
    }
    const char *path = format_in(l->a, "components.%.*s.learn_tokens", SHOWN(name));
    if (!bool_setting(l->settings, path, false, &learns_tokens, l->error)) return false;
    return !learns_tokens || refuse(l->error, RO_BAD_MODEL, "%s: %s = true is not supported",
                                    config_place(l->settings), path);
}
