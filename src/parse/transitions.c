// transitions.c - the state of the parser and its five moves.
//
//     stack              returned      fresh
//     ... S2 S1 S0   |   B0 B1 ...     next, next + 1, ...
//
// The buffer is what REDUCE has put back (`returned`, last in first out), then the tokens not yet
// seen. A token that REDUCE puts back, because it has no head and others stand below it, may not
// be shifted again before it has got a child on its left. Every move ends a token's time on the
// stack or in the buffer, attaches it or marks a sentence start, so the moves are linear in number.
#include "parse/transitions.h"

#include <math.h>

#include "base/table.h"

typedef struct {
    int           count, first_row, next;
    int          *stack, stack_size, *returned, returned_size;
    int          *head, *label;
    int          *last_left, *last_right; // the child attached last, on either side
    int          *right_before;           // of a right child: the one attached before it
    bool         *is_unshiftable;
    bool         *is_break; // marked by BREAK
    const int8_t *starts;
} parser_state;

static parser_state begin_state(arena *scratch, parse_tree *tree) {
    size_t       count = (size_t)tree->count;
    parser_state s = {.count = tree->count,
                      .first_row = tree->first_row,
                      .stack = NEW_IN(scratch, int, count),
                      .returned = NEW_IN(scratch, int, count),
                      .head = tree->head,
                      .label = tree->label,
                      .last_left = NEW_IN(scratch, int, count),
                      .last_right = NEW_IN(scratch, int, count),
                      .right_before = NEW_IN(scratch, int, count),
                      .is_unshiftable = NEW_IN(scratch, bool, count),
                      .is_break = NEW_IN(scratch, bool, count),
                      .starts = tree->starts};
    for (int i = 0; i < tree->count; i++) {
        s.head[i] = s.last_left[i] = s.last_right[i] = NO_TOKEN;
        s.label[i] = NO_LABEL;
    }
    return s;
}

static int buffer_at(const parser_state *s, int k) {
    if (k < s->returned_size) return s->returned[s->returned_size - 1 - k];
    int i = s->next + k - s->returned_size;
    return i < s->count ? i : NO_TOKEN;
}

static int stack_at(const parser_state *s, int k) {
    return k < s->stack_size ? s->stack[s->stack_size - 1 - k] : NO_TOKEN;
}

static int buffer_size(const parser_state *s) {
    return s->count - s->next + s->returned_size;
}

static bool starts_sentence(const parser_state *s, int i) {
    return i != NO_TOKEN && (s->starts[i] == STARTS || s->is_break[i]);
}

static bool cannot_start(const parser_state *s, int i) {
    return i != NO_TOKEN && s->starts[i] == STARTS_NOT;
}

// The moves that are valid (spec 6.3), as bits 1 << MOVE_X.
static unsigned valid_moves(const parser_state *s) {
    int      first = buffer_at(s, 0), second = buffer_at(s, 1), left = buffer_size(s);
    bool     is_start = starts_sentence(s, first);
    unsigned moves = 0;
    if (s->stack_size == 0) {
        moves |= 1u << MOVE_SHIFT;
    } else {
        if (left >= 2 && !is_start && !s->is_unshiftable[first]) moves |= 1u << MOVE_SHIFT;
        if (left == 0 || s->stack_size > 1 || !cannot_start(s, first)) moves |= 1u << MOVE_REDUCE;
        if (left > 0 && !is_start) moves |= 1u << MOVE_LEFT | 1u << MOVE_RIGHT;
    }
    if (left >= 2 && second == first + 1 && !starts_sentence(s, second) &&
        !cannot_start(s, second)) {
        moves |= 1u << MOVE_BREAK;
    }
    return moves;
}

static void push(parser_state *s) {
    s->stack[s->stack_size++] = s->returned_size > 0 ? s->returned[--s->returned_size] : s->next++;
}

static void reduce(parser_state *s) {
    int top = s->stack[--s->stack_size];
    if (s->head[top] != NO_TOKEN || s->stack_size == 0) return;
    s->is_unshiftable[top] = true;
    s->returned[s->returned_size++] = top;
}

// Only a right child can be on the stack with a head, and it is then that head's last one.
static void attach_left(parser_state *s, int label) {
    int child = s->stack[--s->stack_size], head = buffer_at(s, 0);
    if (s->head[child] != NO_TOKEN) s->last_right[s->head[child]] = s->right_before[child];
    s->head[child] = head;
    s->label[child] = label;
    s->last_left[head] = child;
    s->is_unshiftable[head] = false;
}

static void attach_right(parser_state *s, int label) {
    int head = stack_at(s, 0), child = buffer_at(s, 0);
    s->head[child] = head;
    s->label[child] = label;
    s->right_before[child] = s->last_right[head];
    s->last_right[head] = child;
    push(s);
}

static void apply_move(parser_state *s, parser_move move, int label) {
    switch (move) {
    case MOVE_SHIFT:
        push(s);
        break;
    case MOVE_REDUCE:
        reduce(s);
        break;
    case MOVE_LEFT:
        attach_left(s, label);
        break;
    case MOVE_RIGHT:
        attach_right(s, label);
        break;
    case MOVE_BREAK:
        s->is_break[buffer_at(s, 1)] = true;
        break;
    }
}

static int last_child(const int *last, int head) {
    return head == NO_TOKEN ? NO_TOKEN : last[head];
}

// The tokens that the network looks at (spec 6.2), as rows of its inputs.
static void list_slots(const parser_state *s, int slots[PARSER_SLOTS]) {
    int first = buffer_at(s, 0), top = stack_at(s, 0);
    slots[0] = first;
    slots[1] = buffer_at(s, 1);
    slots[2] = top;
    slots[3] = stack_at(s, 1);
    slots[4] = stack_at(s, 2);
    slots[5] = last_child(s->last_left, first);
    slots[6] = last_child(s->last_left, top);
    slots[7] = last_child(s->last_right, top);
    for (int i = 0; i < PARSER_SLOTS; i++) {
        if (slots[i] != NO_TOKEN) slots[i] += s->first_row;
    }
}

static int choose_class(const parser_classes *classes, scorer *scores, const parser_state *s,
                        unsigned moves) {
    int slots[PARSER_SLOTS];
    if (classes->only[moves] != NO_CLASS) return classes->only[moves];
    list_slots(s, slots);
    return find_best_class(scores, slots, classes->masks + (size_t)moves * classes->mask_room);
}

void parse_window(const parser_classes *classes, scorer *scores, arena *scratch, parse_tree *tree) {
    arena_mark   before = mark_arena(scratch);
    parser_state s = begin_state(scratch, tree);
    while (s.stack_size > 0 || buffer_size(&s) > 0) {
        unsigned moves = valid_moves(&s) & classes->known;
        if (moves == 0) break;
        int best = choose_class(classes, scores, &s, moves);
        apply_move(&s, (parser_move)classes->moves[best], classes->labels[best]);
    }
    for (int i = 0; i < tree->count; i++) {
        if (tree->head[i] == NO_TOKEN) {
            tree->head[i] = i;
            tree->label[i] = classes->root;
        }
    }
    rewind_arena(scratch, before);
}

// ---- Classes -----------------------------------------------------------------------------

static int add_label(arena *a, str_table *numbers, parser_classes *classes, str name) {
    uint32_t known = find_in_table(numbers, name);
    if (known != NOT_IN_TABLE) return (int)known;
    int number = classes->label_count++;
    classes->names[number] = (dependency_label){name, dep_of_name(name), NO_LABEL, NO_LABEL};
    add_to_table(a, numbers, name, (uint32_t)number);
    return number;
}

// Labels with "||" refer to two others.
static int add_class_label(arena *a, str_table *numbers, parser_classes *classes, str name) {
    int     number = add_label(a, numbers, classes, name);
    int64_t bars = find_str(name, STR("||"), 0);
    if (bars >= 0) {
        int lifted = add_label(a, numbers, classes, slice(name, 0, (size_t)bars));
        int head = add_label(a, numbers, classes, slice(name, (size_t)bars + 2, name.size));
        classes->names[number].lifted = lifted;
        classes->names[number].head = head;
    }
    return number;
}

static void make_masks(arena *a, const packed_transitions *net, parser_classes *classes) {
    classes->mask_room = (size_t)class_room(net);
    classes->masks = NEW_IN(a, float, classes->mask_room *MOVE_SETS);
    for (unsigned set = 0; set < MOVE_SETS; set++) {
        float *mask = classes->masks + set * classes->mask_room;
        int    open = 0;
        for (size_t c = 0; c < classes->mask_room; c++) {
            bool is_open = c < (size_t)classes->class_count && (set >> classes->moves[c] & 1);
            mask[c] = is_open ? 0 : -INFINITY;
            if (is_open) classes->only[set] = open++ == 0 ? (int)c : NO_CLASS;
        }
    }
}

bool make_parser_classes(arena *a, const pipeline *p, const packed_transitions *net,
                         parser_classes *classes, ro_error *error) {
    str_table numbers = {0};
    int       count = p->parser_class_count;
    if (net->slots != PARSER_SLOTS || net->upper.outputs != count) {
        return refuse(error, RO_BAD_MODEL,
                      "parser: expected %d features and a score for each of %d classes, found %d "
                      "and %d",
                      PARSER_SLOTS, count, net->slots, net->upper.outputs);
    }
    *classes = (parser_classes){.class_count = count,
                                .moves = NEW_IN(a, int, count),
                                .labels = NEW_IN(a, int, count),
                                .names = NEW_IN(a, dependency_label, 3 * count + 1)};
    classes->root = add_label(a, &numbers, classes, STR("ROOT"));
    for (int c = 0; c < count; c++) {
        const transition_class *from = &p->parser_classes[c];
        if (from->move < 0 || from->move >= MOVE_COUNT) {
            return refuse(error, RO_BAD_MODEL, "parser: class %d has the unknown move %d", c,
                          from->move);
        }
        bool is_arc = from->move == MOVE_LEFT || from->move == MOVE_RIGHT;
        classes->moves[c] = from->move;
        classes->labels[c] = is_arc ? add_class_label(a, &numbers, classes, from->label) : NO_LABEL;
        classes->known |= 1u << from->move;
    }
    make_masks(a, net, classes);
    return true;
}
