// plain_tokens.c - from text to tokens by the simplest rule that can be.
#include "plain_tokens.h"

#include "doc/tree.h"

static bool is_wordy(char c) {
    return is_letter(c) || (unsigned char)c >= 0x80;
}

static uint32_t end_of_token(str text, uint32_t at) {
    uint32_t end = at;
    while (end < text.size && is_wordy(text.at[end])) {
        end++;
    }
    // "p.m.": dots between single letters belong to the word.
    while (end == at + 1 && end + 1 < text.size && text.at[end] == '.' &&
           is_letter(text.at[end + 1])) {
        at = end + 1;
        end = at + 1;
    }
    if (end < text.size && text.at[end] == '.' && end > 2 && text.at[end - 2] == '.') end++;
    while (end == at || (end < text.size && is_digit(text.at[end]) && is_digit(text.at[at]))) {
        end++;
    }
    return end;
}

static void label_token(document *doc, token *made) {
    str text = slice_span(doc->text, made->where);
    made->norm = made->lemma = text;
    made->pos = POS_OTHER;
    made->tag = TAG_NN;
    made->dep = DEP_DEP;
    if (same(text, STR("met"))) {
        made->pos = POS_VERB;
        made->tag = TAG_VBD;
    } else if (same(text, STR("meet"))) {
        made->pos = POS_VERB;
        made->tag = TAG_VB;
    } else if (same(text, STR("will"))) {
        made->pos = POS_AUX;
        made->tag = TAG_MD;
        made->dep = DEP_AUX;
    }
}

// Lets the tokens of a line hang on its verb, or on its first token.
static void hang_line(document *doc, int begin) {
    int verb = begin;
    for (int i = begin; i < doc->tokens.count && verb == begin; i++) {
        if (doc->tokens.at[i].pos == POS_VERB) verb = i;
    }
    for (int i = begin; i < doc->tokens.count; i++) {
        doc->tokens.at[i].head = verb;
    }
}

static void add_line(document *doc, uint32_t begin, uint32_t end) {
    int first = doc->tokens.count;
    for (uint32_t at = begin; at < end;) {
        if (is_blank(doc->text.at[at])) {
            at++;
            continue;
        }
        token made = {.where = {at, end_of_token(slice(doc->text, 0, end), at)}};
        made.starts_sentence = doc->tokens.count == first;
        label_token(doc, &made);
        PUSH_IN(&doc->memory, &doc->tokens, made);
        at = made.where.end;
    }
    if (doc->tokens.count == first) return;
    hang_line(doc, first);
    const paragraph made = {{begin, end}, first, doc->tokens.count, false};
    PUSH_IN(&doc->memory, &doc->paragraphs, made);
}

document *document_of_words(str text, const char *published) {
    document *doc = new_document();
    doc->text = copy_str(&doc->memory, text);
    doc->points = index_points(&doc->memory, doc->text);
    if (published) doc->meta.published = copy_str(&doc->memory, str_of(published));
    for (size_t begin = 0; begin < text.size;) {
        int64_t newline = find_char(text, '\n', begin);
        size_t  end = newline < 0 ? text.size : (size_t)newline;
        add_line(doc, (uint32_t)begin, (uint32_t)end);
        begin = end + 1;
    }
    finish_tree(doc);
    return doc;
}
