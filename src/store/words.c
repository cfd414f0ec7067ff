// words.c - full-text queries (FTS5 syntax, sqlite.org/fts5.html section 3).
#include "store/words.h"

#include "base/buffer.h"

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

static void add_quoted(buffer *out, str word) {
    add_char(out, '"');
    add_str(out, word);
    add_str(out, STR("\" "));
}

static void add_word(buffer *out, str word) {
    if (is_operator(word)) {
        add_str(out, word);
        add_char(out, ' ');
    } else if (word.size > 1 && word.at[word.size - 1] == '*') {
        add_char(out, '"');
        add_str(out, slice(word, 0, word.size - 1));
        add_str(out, STR("\"* "));
    } else {
        add_quoted(out, word);
    }
}

str make_word_query(arena *a, str typed) {
    buffer out = {0};
    for (size_t i = 0; i < typed.size;) {
        char c = typed.at[i];
        if (c == '"') {
            int64_t close = find_char(typed, '"', i + 1);
            size_t  end = close < 0 ? typed.size : (size_t)close;
            add_quoted(&out, slice(typed, i + 1, end));
            i = end + 1;
        } else if (c == '(' || c == ')') {
            add_char(&out, c);
            i++;
        } else if (is_blank(c)) {
            i++;
        } else {
            size_t end = word_end(typed, i);
            add_word(&out, slice(typed, i, end));
            i = end;
        }
    }
    str query = copy_str(a, out.size > 0 ? str_of_buffer(&out) : STR("\"\""));
    close_buffer(&out);
    return query;
}
