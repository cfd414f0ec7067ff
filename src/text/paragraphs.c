// paragraphs.c - paragraphs from line ends.
//
// Web text has one paragraph a line; wires and mail wrap at 60 to 80 columns. A line was wrapped
// when the next line's first word would not have fitted on it, and most wraps are in mid-sentence:
//
//     Delegates left the capital on Monday without      |<- width
//     a word on what had been agreed, the second         "a" would not have fitted: wrapped
//     round to end so.                                   "Aid" would have: the paragraph ends
//         Aid groups said ...                            so does indentation
//
// The width is that of the longest line, and what is counted is the line ends in the whole text, so
// that a short heading above one long line does not count as wrapped.
#include "text/paragraphs.h"

#include "text/words.h"

enum {
    NARROWEST = 30, // columns of hard-wrapped text, from telex to terminals
    WIDEST = 132,
    INDENTED = 2, // columns more than usual that open a paragraph
};

typedef struct {
    span where;      // without the white space around it; empty: a blank line
    int  indent;     // bytes of white space before it
    int  first_word; // bytes
    bool ends_sentence;
    bool starts_lower;
} line;

typedef LIST(line) line_list;

// What is usual in a text. A width of 0: one paragraph a line.
typedef struct {
    int width, indent;
} layout;

// Size of the line end at `at`, or 0. Carriage returns are line ends too: some feeds leave them.
static uint32_t line_end_at(str text, size_t at) {
    if (text.at[at] == '\n' || text.at[at] == '\r') return 1;
    str rest = slice(text, at, text.size);
    return starts_with(rest, STR("\xe2\x80\xa8")) || starts_with(rest, STR("\xe2\x80\xa9")) ? 3 : 0;
}

static bool ends_sentence(str text, span where) {
    uint32_t end = where.end;
    while (end > where.begin) {
        uint32_t last = end - 1;
        while (last > where.begin && ((unsigned char)text.at[last] & 0xc0) == 0x80) {
            last--;
        }
        char c = text.at[last];
        if (c == '.' || c == '!' || c == '?' || c == ':') return true;
        if (punctuation_at(text, last) == 0 || c == ',' || c == ';' || c == '-') return false;
        end = last; // a closing quote or bracket
    }
    return false;
}

static line read_line_at(str text, span where) {
    line found = {.where = trim_span(text, where)};
    if (is_empty_span(found.where)) return found;
    found.indent = (int)(found.where.begin - where.begin);
    uint32_t end = found.where.begin;
    while (end < found.where.end && !is_blank(text.at[end])) {
        end++;
    }
    found.first_word = (int)(end - found.where.begin);
    found.ends_sentence = ends_sentence(text, found.where);
    found.starts_lower = is_lower(text.at[found.where.begin]);
    return found;
}

static line_list split_lines(arena *a, str text) {
    line_list lines = {0};
    uint32_t  begin = 0, at = 0;
    while (at < text.size) {
        uint32_t size = line_end_at(text, at);
        if (size == 0) {
            at++;
            continue;
        }
        PUSH_IN(a, &lines, read_line_at(text, (span){begin, at}));
        bool is_pair = text.at[at] == '\r' && at + 1 < text.size && text.at[at + 1] == '\n';
        at += size + is_pair;
        begin = at;
    }
    PUSH_IN(a, &lines, read_line_at(text, (span){begin, (uint32_t)text.size}));
    return lines;
}

static int width_of(const line *l) {
    return (int)(l->where.end - l->where.begin) + l->indent;
}

static bool is_blank_line(const line *l) {
    return is_empty_span(l->where);
}

// The next line's first word would not have fitted behind this line.
static bool is_full(const line *l, const line *next, int width) {
    return width_of(l) + 1 + next->first_word > width;
}

// The width of hard-wrapped text, or 0 for a text with a paragraph a line.
static int find_wrap_width(const line_list *lines) {
    int width = 0, ends = 0, full = 0, inside = 0, sure = 0;
    for (int i = 0; i < lines->count; i++) {
        if (width_of(&lines->at[i]) > width) width = width_of(&lines->at[i]);
    }
    if (width < NARROWEST || width > WIDEST) return 0;
    for (int i = 0; i + 1 < lines->count; i++) {
        const line *l = &lines->at[i], *next = &lines->at[i + 1];
        if (is_blank_line(l) || is_blank_line(next)) continue;
        ends++;
        // Typists' right edges are ragged: a sixth of the width is let go.
        bool is_wrapped = is_full(l, next, width - width / 6);
        full += is_wrapped;
        inside += !l->ends_sentence;
        sure += is_wrapped && next->starts_lower;
    }
    return sure > 0 && full * 2 > ends && inside * 2 > ends ? width : 0;
}

static bool is_list_line(str text, const line *l) {
    static const str bullets[] = {
        {"- ", 2},          {"* ", 2}, {"-- ", 3}, {"\xe2\x80\xa2", 3}, {"\xe2\x80\x93 ", 4},
        {"\xe2\x96\xaa", 3}};
    str rest = slice_span(text, l->where);
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        if (starts_with(rest, bullets[i])) return true;
    }
    size_t digits = 0;
    while (digits < rest.size && is_digit(rest.at[digits])) {
        digits++;
    }
    return digits > 0 && digits < 3 && digits + 1 < rest.size &&
           (rest.at[digits] == '.' || rest.at[digits] == ')') && rest.at[digits + 1] == ' ';
}

// The indentation that most lines have.
static int find_indent(const line_list *lines) {
    enum { DEEPEST = 16 };
    int counts[DEEPEST] = {0}, usual = 0;
    for (int i = 0; i < lines->count; i++) {
        const line *l = &lines->at[i];
        if (!is_blank_line(l) && l->indent < DEEPEST) counts[l->indent]++;
    }
    for (int i = 1; i < DEEPEST; i++) {
        if (counts[i] > counts[usual]) usual = i;
    }
    return usual;
}

static bool ends_paragraph(str text, const line *l, const line *next, layout usual) {
    int width = usual.width;
    if (is_blank_line(next) || is_list_line(text, next)) return true;
    // A break in mid-sentence ends nothing, wherever it comes from.
    if (next->starts_lower && !l->ends_sentence && width_of(l) >= NARROWEST) return false;
    if (width == 0) return true;
    bool is_indented = next->indent >= usual.indent + INDENTED;
    if (is_indented && (next->indent > l->indent || l->ends_sentence)) return true;
    if (next->starts_lower) return false;
    return !is_full(l, next, width - width / 6) && (l->ends_sentence || width_of(l) * 2 < width);
}

void find_paragraphs(document *doc) {
    arena      scratch = {0};
    line_list  lines = split_lines(&scratch, doc->text);
    layout     usual = {find_wrap_width(&lines), find_indent(&lines)};
    const line none = {0};
    for (int i = 0; i < lines.count; i++) {
        if (is_blank_line(&lines.at[i])) continue;
        span where = lines.at[i].where;
        while (!ends_paragraph(doc->text, &lines.at[i],
                               i + 1 < lines.count ? &lines.at[i + 1] : &none, usual)) {
            where.end = lines.at[++i].where.end;
        }
        PUSH_IN(&doc->memory, &doc->paragraphs, ((paragraph){.where = where}));
    }
    close_arena(&scratch);
}

static void push_part(document *doc, paragraph_list *out, span where, bool is_boilerplate) {
    where = trim_span(doc->text, where);
    if (is_empty_span(where)) return;
    PUSH_IN(&doc->memory, out, ((paragraph){.where = where, .is_boilerplate = is_boilerplate}));
}

void set_apart(document *doc, const span_list *notes) {
    paragraph_list out = {0};
    for (int p = 0, n = 0; p < doc->paragraphs.count; p++) {
        const paragraph whole = doc->paragraphs.at[p];
        uint32_t        begin = whole.where.begin;
        for (; n < notes->count && notes->at[n].begin < whole.where.end; n++) {
            const span note = notes->at[n];
            if (whole.is_boilerplate || note.begin < begin || note.end > whole.where.end) continue;
            push_part(doc, &out, (span){begin, note.begin}, false);
            push_part(doc, &out, note, true);
            begin = note.end;
        }
        push_part(doc, &out, (span){begin, whole.where.end}, whole.is_boilerplate);
    }
    doc->paragraphs = out;
}
