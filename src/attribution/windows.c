// windows.c - cut as the training was (tools/train/statement_windows.py).
#include "attribution/windows.h"

typedef struct {
    const document *doc;
    token_range     range;
    const uint8_t  *pieces;
    arena          *memory;
    chunk_list     *windows;
    int             begin, size; // of the window that is open
} cutter;

static int pieces_of(const cutter *c, int i) {
    return c->pieces ? c->pieces[i - c->range.begin] : 1;
}

static void end_window(cutter *c, int end) {
    const token_range made = {c->begin, end};
    if (end > c->begin) PUSH_IN(c->memory, c->windows, made);
    c->begin = end;
    c->size = 0;
}

// A sentence or, of a long one, a part.
static void add_part(cutter *c, int begin, int size) {
    if (c->size && c->size + size > MOST_PIECES) end_window(c, begin);
    c->size += size;
}

static void cut_paragraph(cutter *c, token_range where) {
    int begin = where.begin, size = 0; // of the sentence
    c->begin = where.begin;
    c->size = 0;
    for (int i = where.begin; i < where.end; i++) {
        const int  more = pieces_of(c, i);
        const bool is_next = i > where.begin && token_at(c->doc, i)->starts_sentence;
        if (is_next || size + more > MOST_PIECES) {
            add_part(c, begin, size);
            begin = i;
            size = 0;
        }
        size += more;
    }
    add_part(c, begin, size);
    end_window(c, where.end);
}

void cut_windows(const document *doc, token_range range, const uint8_t *pieces, arena *a,
                 chunk_list *windows) {
    cutter c = {.doc = doc, .range = range, .pieces = pieces, .memory = a, .windows = windows};
    for (int p = first_paragraph_from(doc, range.begin); p < doc->paragraphs.count; p++) {
        const paragraph *where = &doc->paragraphs.at[p];
        if (where->first_token >= range.end) break;
        cut_paragraph(&c, (token_range){where->first_token, where->end_token});
    }
}
