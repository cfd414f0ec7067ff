// tree.c - from heads and sentence starts to everything else that the tree is asked for.
#include "doc/tree.h"

static void link_children(document *doc) {
    token *tokens = doc->tokens.at;
    for (int i = 0; i < doc->tokens.count; i++) {
        tokens[i].first_child = tokens[i].next_sibling = -1;
        tokens[i].left_edge = tokens[i].right_edge = i;
    }
    // From the right, so that each list of children comes out in text order.
    for (int i = doc->tokens.count - 1; i >= 0; i--) {
        int head = tokens[i].head;
        if (head == i) continue;
        tokens[i].next_sibling = tokens[head].first_child;
        tokens[head].first_child = i;
    }
}

// Widens every ancestor of a token. A tree's depth is bounded by its sentence, and text that nests
// deeply has short sentences; `most` ends the walk in a tree that is not one.
static void widen_edges(document *doc) {
    token *tokens = doc->tokens.at;
    bool   is_changed = true;
    for (int most = doc->tokens.count; is_changed && most >= 0; most--) {
        is_changed = false;
        for (int i = 0; i < doc->tokens.count; i++) {
            token *head = &tokens[tokens[i].head];
            if (tokens[i].left_edge < head->left_edge) {
                head->left_edge = tokens[i].left_edge;
                is_changed = true;
            }
            if (tokens[i].right_edge > head->right_edge) {
                head->right_edge = tokens[i].right_edge;
                is_changed = true;
            }
        }
        for (int i = doc->tokens.count - 1; i >= 0; i--) {
            token *head = &tokens[tokens[i].head];
            if (tokens[i].left_edge < head->left_edge) {
                head->left_edge = tokens[i].left_edge;
                is_changed = true;
            }
            if (tokens[i].right_edge > head->right_edge) {
                head->right_edge = tokens[i].right_edge;
                is_changed = true;
            }
        }
    }
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
