// names.c - the name finder's state is what is open: nothing, or a name of one type since a token.
//
//     nothing open   OUT; UNIT unless white space; BEGIN unless white space or at a border
//     a name open    LAST of its type; IN of its type unless at a border
//
// A border: the next token starts a sentence, or there is none. So names never cross one.
#include "parse/names.h"

#include <math.h>

#include "base/table.h"

enum { NO_TYPE = -1, NAME_MOVES = NAME_OUT + 1 };

// What may come when nothing is open, as an index into masks.
typedef enum { ONLY_OUT, OUT_OR_UNIT, OUT_UNIT_OR_BEGIN, OUTSIDE_SETS } outside_set;

static outside_set outside_set_of(bool is_space, bool is_border) {
    if (is_space) return ONLY_OUT;
    return is_border ? OUT_OR_UNIT : OUT_UNIT_OR_BEGIN;
}

typedef struct {
    int begin, type; // of the open name; NO_TYPE: nothing open
} open_name;

static int choose_class(const name_classes *classes, scorer *s, int row, int open_row, int type,
                        outside_set outside, bool is_border) {
    int slots[NER_SLOTS] = {row, NO_TOKEN, NO_TOKEN};
    if (type == NO_TYPE) {
        return find_best_class(s, slots, classes->outside + (size_t)outside * classes->mask_room);
    }
    if (is_border) return classes->last[type];
    slots[1] = open_row;
    slots[2] = row - 1;
    return find_best_class(s, slots, classes->inside + (size_t)type * classes->mask_room);
}

static void add_name(document *doc, const name_type *type, int begin, int end) {
    const named_entity made = {{begin, end}, type->label};
    for (int i = begin; i < end; i++) {
        token *t = &doc->tokens.at[i];
        t->label_name = type->name;
        t->label = type->label;
        t->starts_name = i == begin;
    }
    PUSH_IN(&doc->memory, &doc->names, made);
}

void find_names(const name_classes *classes, scorer *s, document *doc, token_range window,
                int first_row, const int8_t *starts) {
    open_name open = {0, NO_TYPE};
    for (int i = window.begin; i < window.end; i++) {
        int  at = i - window.begin;
        bool is_border = i + 1 == window.end || starts[at + 1] == 1;
        int  best = choose_class(
             classes, s, first_row + at, first_row + open.begin - window.begin, open.type,
             outside_set_of(token_at(doc, i)->form->is_space, is_border), is_border);
        const name_type *type = &classes->names[classes->types[best]];
        switch ((name_move)classes->moves[best]) {
        case NAME_BEGIN:
            open = (open_name){i, classes->types[best]};
            break;
        case NAME_UNIT:
            add_name(doc, type, i, i + 1);
            break;
        case NAME_LAST:
            add_name(doc, type, open.begin, i + 1);
            open.type = NO_TYPE;
            break;
        case NAME_IN:
        case NAME_OUT:
        case NAME_MISSING:
            break;
        }
    }
}

// ---- Classes -----------------------------------------------------------------------------

static bool is_open_outside(outside_set set, int move, bool has_type) {
    if (move == NAME_OUT) return true;
    if (!has_type) return false;
    return (move == NAME_UNIT && set >= OUT_OR_UNIT) ||
           (move == NAME_BEGIN && set >= OUT_UNIT_OR_BEGIN);
}

static float *close_all(arena *a, size_t room) {
    float *mask = NEW_IN(a, float, room);
    for (size_t c = 0; c < room; c++) {
        mask[c] = -INFINITY;
    }
    return mask;
}

static void make_masks(arena *a, const packed_transitions *net, name_classes *classes) {
    size_t room = classes->mask_room = (size_t)class_room(net);
    classes->outside = close_all(a, room * OUTSIDE_SETS);
    classes->inside = close_all(a, room * (size_t)classes->type_count);
    classes->last = NEW_IN(a, int, classes->type_count);
    for (int c = 0; c < classes->class_count; c++) {
        int  move = classes->moves[c], type = classes->types[c];
        bool has_type = classes->names[type].name.size > 0;
        for (int set = 0; set < OUTSIDE_SETS; set++) {
            if (is_open_outside((outside_set)set, move, has_type)) {
                classes->outside[(size_t)set * room + (size_t)c] = 0;
            }
        }
        if (has_type && (move == NAME_IN || move == NAME_LAST)) {
            classes->inside[(size_t)type * room + (size_t)c] = 0;
        }
        if (move == NAME_LAST) classes->last[type] = c;
    }
}

// Every type that can begin must be able to end, and there must be a way out of nothing.
static bool check_classes(const name_classes *classes, ro_error *error) {
    bool has_out = false;
    for (int c = 0; c < classes->class_count; c++) {
        has_out |= classes->moves[c] == NAME_OUT;
        int last = classes->last[classes->types[c]];
        if (classes->moves[c] == NAME_BEGIN &&
            (classes->moves[last] != NAME_LAST || classes->types[last] != classes->types[c])) {
            str name = classes->names[classes->types[c]].name;
            return refuse(error, RO_BAD_MODEL, "names: type %.*s can begin but not end",
                          SHOWN(name));
        }
    }
    if (!has_out) return refuse(error, RO_BAD_MODEL, "names: expected a class O, found none");
    return true;
}

static int add_type(arena *a, str_table *numbers, name_classes *classes, str name) {
    uint32_t known = find_in_table(numbers, name);
    if (known != NOT_IN_TABLE) return (int)known;
    int number = classes->type_count++;
    classes->names[number] = (name_type){name, name_label_of_name(name)};
    add_to_table(a, numbers, name, (uint32_t)number);
    return number;
}

bool make_name_classes(arena *a, const pipeline *p, const packed_transitions *net,
                       name_classes *classes, ro_error *error) {
    str_table numbers = {0};
    int       count = p->ner_class_count;
    if (net->slots != NER_SLOTS || net->upper.outputs != count) {
        return refuse(error, RO_BAD_MODEL,
                      "names: expected %d features and a score for each of %d classes, found %d "
                      "and %d",
                      NER_SLOTS, count, net->slots, net->upper.outputs);
    }
    *classes = (name_classes){.class_count = count,
                              .moves = NEW_IN(a, int, count),
                              .types = NEW_IN(a, int, count),
                              .names = NEW_IN(a, name_type, count)};
    for (int c = 0; c < count; c++) {
        const transition_class *from = &p->ner_classes[c];
        if (from->move <= NAME_MISSING || from->move >= NAME_MOVES) {
            return refuse(error, RO_BAD_MODEL, "names: class %d has the unknown move %d", c,
                          from->move);
        }
        classes->moves[c] = from->move;
        classes->types[c] = add_type(a, &numbers, classes, from->label);
    }
    make_masks(a, net, classes);
    return check_classes(classes, error);
}
