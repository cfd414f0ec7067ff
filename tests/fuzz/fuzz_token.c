// fuzz_token.c - any text into tokens: they cover it but for single spaces, they come out alike from
// a worker that remembers and one that does not, and a suffix found at the end of a chunk is the one
// that a whole search finds.
#include "base/regex.h"
#include "fuzz.h"
#include "small_rules.h"
#include "token/chunk.h"
#include "token/tokenizer.h"

#include <stdlib.h>

static str clean_text(arena *a, const uint8_t *data, size_t size) {
    str   text = copy_str(a, (str){(const char *)data, size});
    char *bytes = alloc_raw_in_arena(a, 1, size + 1);
    memcpy(bytes, text.at, size);
    text.at = bytes;
    for (int64_t bad; (bad = find_invalid_utf8(text)) >= 0;) {
        bytes[bad] = '?';
    }
    return text;
}

static void expect(bool is_so) {
    if (!is_so) abort();
}

static void check_cover(const document *doc) {
    uint32_t at = 0;
    for (int i = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        expect(t->where.begin == at && t->where.end > at);
        expect(same(t->form->text, token_text(doc, i)));
        at = t->where.end;
        if (t->space_after) expect(doc->text.at[at++] == ' ');
    }
    expect(at == doc->text.size);
}

static void check_same(const document *a, const document *b) {
    expect(a->tokens.count == b->tokens.count);
    for (int i = 0; i < a->tokens.count; i++) {
        expect(token_at(a, i)->where.end == token_at(b, i)->where.end);
        expect(same(token_at(a, i)->norm, token_at(b, i)->norm));
    }
}

static void check_suffixes(str text) {
    ro_error error = {0};
    regex   *suffix = compile_regex(SMALL_RULES.tokenizer.suffix, REGEX_SEARCH, "fuzz", &error);
    matcher *m = open_matcher();
    for (chunk taken; take_chunk(&text, &taken);) {
        span whole = NO_HIT, tail = NO_HIT;
        bool in_whole = find_hit(m, suffix, taken.text, &whole);
        expect(find_hit_at_end(m, suffix, taken.text, &tail) == in_whole);
        expect(!in_whole || (whole.begin == tail.begin && whole.end == tail.end));
    }
    close_matcher(m);
    close_regex(suffix);
}

static document *cut(tokenizer_worker *w, str text) {
    document *doc = new_document();
    doc->text = text;
    tokenize(w, doc, (span){0, (uint32_t)text.size});
    check_cover(doc);
    return doc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena             a = {0};
    ro_error          error = {0};
    str               text = clean_text(&a, data, size);
    tokenizer        *t = open_tokenizer(&SMALL_RULES, &error);
    vocabulary       *v = open_vocabulary(&SMALL_RULES);
    tokenizer_worker *w = open_tokenizer_worker(t, v);
    document         *first = cut(w, text), *again = cut(w, text);
    check_same(first, again);
    check_suffixes(text);
    close_document(first);
    close_document(again);
    close_tokenizer_worker(w);
    close_vocabulary(v);
    close_tokenizer(t);
    close_arena(&a);
    return 0;
}
