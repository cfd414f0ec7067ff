// words.c - full-text queries (FTS5 syntax, sqlite.org/fts5.html section 3).
//
// People forget to close what they open, and close what they did not. FTS5 joins neighbouring words
// by AND of itself, but not words and parentheses; that AND is written here.
#include "store/words.h"

#include "base/buffer.h"

typedef struct {
    buffer out;
    int    open;           // parentheses that wait for their end
    bool   follows_term;   // the last was a word or phrase
    bool   follows_closed; // the last was ")"
} word_query;

static bool is_operator(str word) {
    return same(word, STR("AND")) || same(word, STR("OR")) || same(word, STR("NOT"));
}

static size_t word_end(str typed, size_t at) {
    while (at < typed.size && !is_blank(typed.at[at]) && typed.at[at] != '"' &&
           typed.at[at] != '(' && typed.at[at] != ')') {
        at++;
    }
    return at;
}

static void add_term(word_query *q, str words, bool is_beginning) {
    if (q->follows_closed) add_str(&q->out, STR("AND "));
    add_char(&q->out, '"');
    add_str(&q->out, words);
    add_str(&q->out, is_beginning ? STR("\"* ") : STR("\" "));
    q->follows_term = true;
    q->follows_closed = false;
}

static void add_word(word_query *q, str word) {
    if (is_operator(word)) {
        add_str(&q->out, word);
        add_char(&q->out, ' ');
        q->follows_term = q->follows_closed = false;
        return;
    }
    bool is_beginning = word.size > 1 && word.at[word.size - 1] == '*';
    add_term(q, slice(word, 0, is_beginning ? word.size - 1 : word.size), is_beginning);
}

static void open_group(word_query *q) {
    if (q->follows_term || q->follows_closed) add_str(&q->out, STR("AND "));
    add_char(&q->out, '(');
    q->open++;
    q->follows_term = q->follows_closed = false;
}

static void close_group(word_query *q) {
    if (q->open == 0) return; // a smile, or a slip
    add_str(&q->out, STR(") "));
    q->open--;
    q->follows_term = false;
    q->follows_closed = true;
}

// The next phrase, parenthesis or word; returns where it ends.
static size_t take_piece(word_query *q, str typed, size_t at) {
    char c = typed.at[at];
    if (c == '"') {
        int64_t close = find_char(typed, '"', at + 1);
        size_t  end = close < 0 ? typed.size : (size_t)close;
        add_term(q, slice(typed, at + 1, end), false);
        return end + 1;
    }
    if (c == '(') open_group(q);
    if (c == ')') close_group(q);
    if (c == '(' || c == ')' || is_blank(c)) return at + 1;
    size_t end = word_end(typed, at);
    add_word(q, slice(typed, at, end));
    return end;
}

str make_word_query(arena *a, str typed) {
    word_query q = {0};
    for (size_t i = 0; i < typed.size;) {
        i = take_piece(&q, typed, i);
    }
    while (q.open > 0) {
        close_group(&q);
    }
    str query = copy_str(a, q.out.size > 0 ? trim(str_of_buffer(&q.out)) : STR("\"\""));
    close_buffer(&q.out);
    return query;
}
