// settle.c - what follows from heads: edges, lifted arcs, sentence starts.
//
// The rules, odd as some are, are those that the models' labels were made with (spec 6.6, 6.7):
// which tokens count as below a head is taken from edges that are computed in passes over the
// text, and at most MOST_PASSES of them, even where arcs cross.
#include "parse/transitions.h"

enum { MOST_PASSES = 12 };

typedef struct {
    int  *left, *right; // first and last token below each, itself included
    bool *is_left_of_root;
} tree_edges;

static void widen_head(const int *head, tree_edges *edges, int i) {
    int h = head[i];
    if (edges->left[i] < edges->left[h]) edges->left[h] = edges->left[i];
    if (edges->right[i] > edges->right[h]) edges->right[h] = edges->right[i];
}

// True when no head lies outside the stretch between its two neighbouring sentence starts.
static bool are_heads_inside(const int *head, const tree_edges *edges, int count) {
    int begin = 0;
    for (int i = 0; i < count; i++) {
        if (!(i > 0 && edges->is_left_of_root[i]) && i != count - 1) continue;
        for (int j = begin; j < i; j++) {
            if (head[j] < begin || head[j] > i) return false;
        }
        begin = i;
    }
    return true;
}

static void find_edges(const int *head, tree_edges *edges, int count) {
    for (int i = 0; i < count; i++) {
        edges->left[i] = edges->right[i] = i;
    }
    for (int pass = 0; pass < MOST_PASSES; pass++) {
        for (int i = 0; i < count; i++) {
            widen_head(head, edges, i);
        }
        for (int i = count - 1; i >= 0; i--) {
            widen_head(head, edges, i);
        }
        for (int i = 0; i < count; i++) {
            edges->is_left_of_root[i] = false;
        }
        for (int i = 0; i < count; i++) {
            if (head[i] == i) edges->is_left_of_root[edges->left[i]] = true;
        }
        if (are_heads_inside(head, edges, count)) return;
    }
}

// ---- Lifted arcs -------------------------------------------------------------------------

// Children of every token in text order, kept true while arcs move.
typedef struct {
    int *first, *next; // NO_TOKEN: none
} child_lists;

static child_lists list_children(arena *scratch, const parse_tree *tree) {
    size_t      count = (size_t)tree->count;
    child_lists lists = {NEW_IN(scratch, int, count), NEW_IN(scratch, int, count)};
    for (int i = 0; i < tree->count; i++) {
        lists.first[i] = lists.next[i] = NO_TOKEN;
    }
    for (int i = tree->count - 1; i >= 0; i--) {
        if (tree->head[i] == i) continue;
        lists.next[i] = lists.first[tree->head[i]];
        lists.first[tree->head[i]] = i;
    }
    return lists;
}

static void move_child(child_lists *lists, parse_tree *tree, int child, int head) {
    int *link = &lists->first[tree->head[child]];
    while (*link != child) {
        link = &lists->next[*link];
    }
    *link = lists->next[child];
    link = &lists->first[head];
    while (*link != NO_TOKEN && *link < child) {
        link = &lists->next[*link];
    }
    lists->next[child] = *link;
    *link = child;
    tree->head[child] = head;
}

// The nearest token below `i`'s head, level by level, that has the label; NO_TOKEN: none. Neither
// white space nor `i` itself is looked at or below.
static int find_below(const child_lists *lists, const parse_tree *tree, const tree_edges *edges,
                      int i, int label, int *queue) {
    int count = 0;
    queue[count++] = tree->head[i];
    for (int at = 0; at < count; at++) {
        int head = queue[at];
        for (int c = lists->first[head]; c != NO_TOKEN; c = lists->next[c]) {
            if (c < edges->left[head] || c > edges->right[head]) continue;
            if (tree->is_space[c] || c == i) continue;
            if (tree->label[c] == label) return c;
            queue[count++] = c;
        }
    }
    return NO_TOKEN;
}

static void lower_arcs(const parser_classes *classes, arena *scratch, parse_tree *tree,
                       const tree_edges *edges) {
    child_lists lists = list_children(scratch, tree);
    int        *queue = NEW_IN(scratch, int, tree->count + 1);
    for (int i = 0; i < tree->count; i++) {
        const dependency_label *label = &classes->names[tree->label[i]];
        if (label->lifted == NO_LABEL) continue;
        int head = find_below(&lists, tree, edges, i, label->head, queue);
        if (head != NO_TOKEN) move_child(&lists, tree, i, head);
        tree->label[i] = label->lifted;
    }
}

static bool has_lifted_arcs(const parser_classes *classes, const parse_tree *tree) {
    for (int i = 0; i < tree->count; i++) {
        if (classes->names[tree->label[i]].lifted != NO_LABEL) return true;
    }
    return false;
}

void settle_tree(const parser_classes *classes, arena *scratch, parse_tree *tree, int *left_edge) {
    arena_mark before = mark_arena(scratch);
    size_t     count = (size_t)tree->count;
    tree_edges edges = {left_edge, NEW_IN(scratch, int, count), NEW_IN(scratch, bool, count)};
    find_edges(tree->head, &edges, tree->count);
    if (has_lifted_arcs(classes, tree)) {
        lower_arcs(classes, scratch, tree, &edges);
        find_edges(tree->head, &edges, tree->count);
    }
    for (int i = 0; i < tree->count; i++) {
        tree->starts[i] = edges.is_left_of_root[i] ? STARTS : STARTS_NOT;
    }
    rewind_arena(scratch, before);
}
