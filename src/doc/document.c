// document.c - making documents and looking around in them.
#include "doc/document.h"

#include <stdlib.h>

#include "base/search.h"

document *new_document(void) {
    document *doc = calloc(1, sizeof *doc);
    if (!doc) die_of_no_memory(sizeof *doc);
    return doc;
}

void close_document(document *doc) {
    if (!doc) return;
    close_arena(&doc->memory);
    free(doc);
}

bool is_token(const document *doc, int i, const char *text) {
    return same(token_text(doc, i), str_of(text));
}

bool has_lemma(const document *doc, int i, const char *lemma) {
    return same(doc->tokens.at[i].lemma, str_of(lemma));
}

bool is_one_of(const document *doc, int i, const char *words) {
    enum { LONGEST = 96 };
    char small[LONGEST];
    str  text = token_text(doc, i);
    if (text.size == 0 || text.size >= LONGEST) return false;
    for (size_t at = 0; at < text.size; at++) {
        small[at] = to_lower(text.at[at]);
    }
    return is_in_list(str_of(words), '|', (str){small, text.size});
}

bool has_one_lemma(const document *doc, int i, const char *lemmas) {
    return is_in_list(str_of(lemmas), '|', token_at(doc, i)->lemma);
}

int nearest_verb(const document *doc, int i, int most_steps) {
    for (int steps = 0; !is_verb(doc, i); steps++) {
        int head = token_at(doc, i)->head;
        if (head == i || steps == most_steps) return -1;
        i = head;
    }
    return i;
}

int next_child(const document *doc, int head, int after) {
    return after < 0 ? doc->tokens.at[head].first_child : doc->tokens.at[after].next_sibling;
}

int find_child(const document *doc, int head, dep_label dep) {
    for (int i = next_child(doc, head, -1); i >= 0; i = next_child(doc, head, i)) {
        if (doc->tokens.at[i].dep == dep) return i;
    }
    return -1;
}

bool is_below(const document *doc, int i, int ancestor) {
    while (i != ancestor) {
        int head = doc->tokens.at[i].head;
        if (head == i) return false;
        i = head;
    }
    return true;
}

span span_of_tokens(const document *doc, int begin, int end) {
    if (begin >= end) return (span){0, 0};
    return (span){doc->tokens.at[begin].where.begin, doc->tokens.at[end - 1].where.end};
}

span span_of_subtree(const document *doc, int head) {
    const token *t = &doc->tokens.at[head];
    return span_of_tokens(doc, t->left_edge, t->right_edge + 1);
}

int first_token_after(const document *doc, uint32_t byte) {
    int first;
    FIND_FIRST(first, 0, doc->tokens.count, doc->tokens.at[first].where.end > byte);
    return first;
}

int first_paragraph_from(const document *doc, int first_token) {
    int first;
    FIND_FIRST(first, 0, doc->paragraphs.count,
               doc->paragraphs.at[first].first_token >= first_token);
    return first;
}

token_range tokens_in_span(const document *doc, span where) {
    int begin = first_token_after(doc, where.begin);
    int first; // the first that begins at or behind the end
    FIND_FIRST(first, begin, doc->tokens.count, doc->tokens.at[first].where.begin >= where.end);
    return (token_range){begin, first};
}

int head_of_range(const document *doc, token_range range) {
    for (int i = range.begin; i < range.end; i++) {
        const token *t = &doc->tokens.at[i];
        bool         is_out = t->head < range.begin || t->head >= range.end || t->head == i;
        if (is_out && t->pos != POS_PUNCT && t->pos != POS_SPACE) return i;
    }
    return range.begin < range.end ? range.begin : -1;
}

int sentence_of_byte(const document *doc, uint32_t byte) {
    int i = first_token_after(doc, byte);
    return i < doc->tokens.count ? doc->tokens.at[i].sentence : -1;
}

// Somebody else beside the head, joined to it inside the range.
static bool is_joined(const document *doc, int head, token_range range) {
    for (int i = next_child(doc, head, -1); i >= 0; i = next_child(doc, head, i)) {
        if (doc->tokens.at[i].dep != DEP_CONJ || i >= range.end) continue;
        int other = doc->mention_heads[i];
        if (other != NO_ID && other != doc->mention_heads[head]) return true;
    }
    return false;
}

// Where the parse of a phrase fell apart ("UN Under Secretary-General for ... Martin Griffiths"):
// a person named at its end, with nothing set off by commas in between.
static int person_at_end(const document *doc, token_range range) {
    const token *last = &doc->tokens.at[range.end - 1];
    int          who = doc->mention_heads[range.end - 1];
    bool         is_in_phrase = last->head >= range.begin && last->head < range.end - 1;
    if (who == NO_ID || is_in_phrase || doc->entities.at[who].type != ENTITY_PERSON) return NO_ID;
    for (int i = range.begin; i < range.end; i++) {
        if (is_token(doc, i, ",") || doc->tokens.at[i].pos == POS_CCONJ) return NO_ID;
    }
    return who;
}

int entity_of_span(const document *doc, span where) {
    token_range range = tokens_in_span(doc, where);
    int         head = head_of_range(doc, range);
    if (head < 0 || !doc->mention_heads || is_joined(doc, head, range)) return NO_ID;
    int person = head < range.end - 1 ? person_at_end(doc, range) : NO_ID;
    return person != NO_ID ? person : doc->mention_heads[head];
}
