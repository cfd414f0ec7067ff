// tree.c - from heads and sentence starts to everything else that the tree is asked for.
#include "doc/tree.h"

static void link_children(document *doc) {
    arena  scratch = {0};
    token *tokens = doc->tokens.at;
    int   *listed = NEW_IN(&scratch, int, doc->tokens.count + 1);
    int   *last = NEW_IN(&scratch, int, doc->tokens.count + 1);
    for (int i = 0; i < doc->tokens.count; i++) {
        tokens[i].first_child = tokens[i].next_sibling = -1;
        tokens[i].left_edge = tokens[i].right_edge = i;
    }
    for (int i = 0; i < doc->tokens.count; i++) {
        int head = tokens[i].head;
        if (head == i || listed[head] == MOST_CHILDREN) continue;
        if (listed[head]++ == 0) {
            tokens[head].first_child = i;
        } else {
            tokens[last[head]].next_sibling = i;
        }
        last[head] = i;
    }
    close_arena(&scratch);
}

static void widen(token *head, const token *child) {
    if (child->left_edge < head->left_edge) head->left_edge = child->left_edge;
    if (child->right_edge > head->right_edge) head->right_edge = child->right_edge;
}

// Leaves first: a token widens its head once all of its own children have widened it, so that each
// is looked at once, however deep the tree. What is in a circle, which no tree has, is never a leaf.
static void widen_edges(document *doc) {
    arena  scratch = {0};
    token *tokens = doc->tokens.at;
    int    count = doc->tokens.count, ready_count = 0;
    int   *waits_for = NEW_IN(&scratch, int, count + 1); // children that have not widened it yet
    int   *ready = NEW_IN(&scratch, int, count + 1);
    for (int i = 0; i < count; i++) {
        if (tokens[i].head != i) waits_for[tokens[i].head]++;
    }
    for (int i = 0; i < count; i++) {
        if (waits_for[i] == 0) ready[ready_count++] = i;
    }
    for (int n = 0; n < ready_count; n++) {
        const token *child = &tokens[ready[n]];
        if (child->head == ready[n]) continue;
        widen(&tokens[child->head], child);
        if (--waits_for[child->head] == 0) ready[ready_count++] = child->head;
    }
    close_arena(&scratch);
}

static sentence make_sentence(document *doc, int begin, int end, int paragraph_at) {
    sentence made = {.tokens = {begin, end}, .paragraph = paragraph_at, .root = begin};
    int      first = begin, last = end - 1;
    while (first < last && doc->tokens.at[first].pos == POS_SPACE) {
        first++;
    }
    while (last > first && doc->tokens.at[last].pos == POS_SPACE) {
        last--;
    }
    for (int i = end - 1; i >= begin; i--) {
        const token *t = &doc->tokens.at[i];
        if (t->head == i && t->pos != POS_SPACE) made.root = i;
    }
    made.where = span_of_tokens(doc, first, last + 1);
    return made;
}

static void list_sentences(document *doc) {
    int at_paragraph = 0;
    for (int begin = 0; begin < doc->tokens.count;) {
        int end = begin + 1;
        while (end < doc->tokens.count && !doc->tokens.at[end].starts_sentence) {
            end++;
        }
        uint32_t byte = doc->tokens.at[begin].where.begin;
        while (at_paragraph + 1 < doc->paragraphs.count &&
               doc->paragraphs.at[at_paragraph].where.end <= byte) {
            at_paragraph++;
        }
        sentence made = make_sentence(doc, begin, end, at_paragraph);
        PUSH_IN(&doc->memory, &doc->sentences, made);
        for (int i = begin; i < end; i++) {
            doc->tokens.at[i].sentence = doc->sentences.count - 1;
        }
        begin = end;
    }
}

void finish_tree(document *doc) {
    link_children(doc);
    widen_edges(doc);
    list_sentences(doc);
}
