// quotes.c - the scanner of quotation marks.
//
// The parser is weakest inside quotes, so this one does not ask it. Each paragraph is scanned once
// with a small stack of open marks:
//
//     “We ‘never’ agreed,” he said. “The workers’ deal     stack at the end: “
//
// A mark opens or closes by its shape (curly) or by the characters around it (straight); a single
// mark between letters is an apostrophe. What is still open at the end of the paragraph either is
// carried on (the next paragraph opens with a mark again), or lost its closing mark (kept to the
// end of the paragraph when nothing inside it closed), or was no quotation at all. A mark that opens
// behind the end of a sentence while another of its kind is open tells that the first one lost its
// closing mark; two blanks between them are the break of a paragraph that the page did not keep:
//
//     “A.  “B,” he said          “A. carried on, “B,”
//     “A,  he said. “B.”         “B.”
#include "doc/quotes.h"

#include <stdlib.h>

#include "base/utf8.h"

enum { MOST_DEPTH = 8 };

typedef enum { NO_MARK, OPENING, CLOSING, EITHER } mark_shape;

typedef struct {
    mark_shape shape;
    bool       is_single;
    int        size;
} mark;

typedef struct {
    uint32_t at;
    bool     is_single, holds_closed; // a quotation of the same kind opened and closed inside
} open_mark;

typedef struct {
    str            text; // of the paragraph's end: nothing behind it is looked at
    span           where;
    int            number;
    open_mark      stack[MOST_DEPTH];
    int            depth;
    arena         *memory;
    quotation_list found;
} scan;

static mark read_mark(str text, size_t at) {
    static const struct {
        const char *text;
        mark        made;
    } MARKS[] = {
        {"‘’", {CLOSING, false, 6}}, {"\"", {EITHER, false, 1}}, {"''", {EITHER, false, 2}},
        {"``", {OPENING, false, 2}}, {"“", {OPENING, false, 3}}, {"”", {CLOSING, false, 3}},
        {"„", {OPENING, false, 3}},  {"«", {OPENING, false, 2}}, {"»", {CLOSING, false, 2}},
        {"‘", {OPENING, true, 3}},   {"’", {CLOSING, true, 3}},  {"'", {EITHER, true, 1}},
    };
    static const mark none = {NO_MARK, false, 1};
    str               rest = slice(text, at, text.size);
    // Asked of every byte of a text, most of which are letters.
    if (rest.size == 0 || is_letter(*rest.at) || is_blank(*rest.at)) return none;
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        if (starts_with(rest, str_of(MARKS[i].text))) return MARKS[i].made;
    }
    return none;
}

// The lead byte of a letter or digit. U+2000 to U+2FFF (lead e2) are marks, dashes and spaces, as
// are the signs below U+00C0 (lead c2).
static bool is_word_byte(char c) {
    return is_letter(c) || is_digit(c) || ((unsigned char)c >= 0xc3 && (unsigned char)c != 0xe2);
}

static bool is_no_break_space(str text, size_t at) {
    return at + 1 < text.size && text.at[at] == '\xc2' && text.at[at + 1] == '\xa0';
}

static bool is_space_behind(str text, size_t at) {
    return at >= text.size || is_blank(text.at[at]) || is_no_break_space(text, at);
}

static bool is_word_at(str text, size_t at) {
    return at < text.size && is_word_byte(text.at[at]);
}

static bool is_word_before(str text, size_t begin, size_t at) {
    if (at <= begin) return false;
    size_t first = at - 1;
    while (first > begin && ((unsigned char)text.at[first] & 0xc0) == 0x80) {
        first--;
    }
    return is_word_byte(text.at[first]);
}

static bool is_space_before(str text, size_t begin, size_t at) {
    if (at <= begin) return true;
    return is_blank(text.at[at - 1]) || (at >= begin + 2 && is_no_break_space(text, at - 2));
}

// An opening mark has air before it (or a bracket, dash or other mark) and none behind it.
static bool can_open(const scan *s, size_t at, int size) {
    bool is_behind_stop = at > s->where.begin && s->text.at[at - 1] == '.';
    return !is_space_behind(s->text, at + (size_t)size) && !is_behind_stop &&
           !is_word_before(s->text, s->where.begin, at);
}

static bool can_close(const scan *s, size_t at) {
    return !is_space_before(s->text, s->where.begin, at);
}

static int find_open(const scan *s, bool is_single) {
    for (int i = s->depth - 1; i >= 0; i--) {
        if (s->stack[i].is_single == is_single) return i;
        if (is_single) return -1; // a single mark does not close across a double one
    }
    return -1;
}

static void open_quotation(scan *s, size_t at, bool is_single) {
    if (s->depth == MOST_DEPTH) return;
    s->stack[s->depth++] = (open_mark){(uint32_t)at, is_single, false};
}

static void close_quotation(scan *s, int level, size_t end) {
    const open_mark closed = s->stack[level];
    s->depth = level;
    for (int i = 0; i < level; i++) {
        if (s->stack[i].is_single == closed.is_single) s->stack[i].holds_closed = true;
    }
    const quotation made = {{closed.at, (uint32_t)end}, s->number, true, false};
    PUSH_IN(s->memory, &s->found, made);
}

// "the workers’ deal’": a mark after an s and before a small letter may be a genitive; it closes
// only when no other mark follows that could.
static bool is_genitive(str text, size_t at, int size) {
    size_t next = at + (size_t)size;
    if (at == 0 || text.at[at - 1] != 's' || next + 1 >= text.size) return false;
    if (text.at[next] != ' ' || !is_lower(text.at[next + 1])) return false;
    for (size_t i = next; i < text.size;) {
        mark seen = read_mark(text, i);
        if (seen.shape != NO_MARK && !is_word_at(text, i + (size_t)seen.size)) {
            return seen.is_single && seen.shape != OPENING && !is_blank(text.at[i - 1]);
        }
        if (seen.shape == OPENING) return false;
        i += (size_t)seen.size;
    }
    return false;
}

// "'em", "'90s": short forms that only look like an opening mark.
static bool is_short_form(str text, size_t behind) {
    static const char *const FORMS[] = {"em ", "til ", "cause ", "tis ", "twas ", "n "};
    str                      rest = slice(text, behind, text.size);
    if (rest.size > 1 && is_digit(rest.at[0]) && is_digit(rest.at[1])) return true;
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        if (starts_with(rest, str_of(FORMS[i]))) return true;
    }
    return false;
}

static void take_single(scan *s, size_t at, mark seen) {
    size_t behind = at + (size_t)seen.size;
    bool   is_after_word = is_word_before(s->text, s->where.begin, at);
    bool   is_before_word = is_word_at(s->text, behind);
    if (is_after_word && is_before_word) return; // don't
    int  level = find_open(s, true);
    bool closes = level >= 0 && seen.shape != OPENING && can_close(s, at) && !is_before_word;
    if (closes && !is_genitive(s->text, at, seen.size)) {
        close_quotation(s, level, behind);
    } else if (seen.shape != CLOSING && can_open(s, at, seen.size) &&
               !is_short_form(s->text, behind)) {
        open_quotation(s, at, true);
    }
}

static bool opens_here(const scan *s, size_t at, mark seen, int level) {
    bool may_open = can_open(s, at, seen.size), may_close = can_close(s, at);
    if (seen.shape == OPENING) return may_open || !may_close || level < 0;
    if (seen.shape == CLOSING) return may_open && !may_close;
    if (may_open != may_close) return may_open;
    return level < 0;
}

// The end of the sentence before a mark, over blanks; 0: none ends there.
static size_t sentence_end_before(const scan *s, size_t at) {
    const size_t begin = s->where.begin;
    size_t       end = at;
    while (end > begin && is_space_before(s->text, begin, end)) {
        end -= is_blank(s->text.at[end - 1]) ? 1 : 2;
    }
    const char last = end > begin && end < at ? s->text.at[end - 1] : 0;
    return last == '.' || last == '!' || last == '?' ? end : 0;
}

// What is still open when the next sentence opens a quotation.
static void give_up_open(scan *s, size_t at, int level) {
    const size_t end = sentence_end_before(s, at);
    if (level < 0 || end <= s->stack[level].at) return;
    const open_mark *open = &s->stack[level];
    const bool       is_break = at > end + 1 && !open->holds_closed;
    if (is_break) {
        const quotation made = {{open->at, (uint32_t)end}, s->number, false, true};
        PUSH_IN(s->memory, &s->found, made);
    }
    s->depth = level;
}

static void take_double(scan *s, size_t at, mark seen) {
    size_t behind = at + (size_t)seen.size;
    int    level = find_open(s, false);
    if (behind < s->where.end && opens_here(s, at, seen, level)) {
        give_up_open(s, at, level);
        open_quotation(s, at, false);
    } else if (level >= 0) {
        close_quotation(s, level, behind);
    }
}

static bool opens_with_mark(str text, span paragraph) {
    if (is_empty_span(paragraph)) return false;
    mark first = read_mark(slice(text, 0, paragraph.end), paragraph.begin);
    return first.shape == OPENING || first.shape == EITHER;
}

// What never closed, from the outermost on: the first that is taken holds the rest.
static void settle_open_marks(scan *s, bool next_opens) {
    for (int i = 0; i < s->depth; i++) {
        const open_mark *open = &s->stack[i];
        bool             is_carried_on = next_opens && !open->holds_closed;
        if (open->holds_closed ||
            (open->is_single && !(is_carried_on && open->at == s->where.begin))) {
            continue;
        }
        const quotation made = {{open->at, s->where.end}, s->number, false, is_carried_on};
        PUSH_IN(s->memory, &s->found, made);
        return;
    }
}

static int compare_begin(const void *a, const void *b) {
    const span first = ((const quotation *)a)->where, second = ((const quotation *)b)->where;
    if (first.begin != second.begin) return first.begin < second.begin ? -1 : 1;
    return first.end > second.end ? -1 : first.end < second.end;
}

static void keep_outermost(arena *a, quotation_list *kept, quotation_list *found) {
    if (found->count > 1) {
        qsort(found->at, (size_t)found->count, sizeof *found->at, compare_begin);
    }
    uint32_t behind = 0;
    for (int i = 0; i < found->count; i++) {
        if (found->at[i].where.begin < behind) continue;
        PUSH_IN(a, kept, found->at[i]);
        behind = found->at[i].where.end;
    }
}

quotation_list find_quotations(arena *a, str text, const span *paragraphs, int count) {
    quotation_list kept = {0};
    for (int p = 0; p < count; p++) {
        scan s = {.text = slice(text, 0, paragraphs[p].end),
                  .where = paragraphs[p],
                  .number = p,
                  .memory = a};
        for (size_t at = s.where.begin; at < s.where.end;) {
            mark seen = read_mark(s.text, at);
            if (seen.shape != NO_MARK && seen.is_single) take_single(&s, at, seen);
            if (seen.shape != NO_MARK && !seen.is_single) take_double(&s, at, seen);
            at += (size_t)seen.size;
        }
        settle_open_marks(&s, p + 1 < count && opens_with_mark(text, paragraphs[p + 1]));
        keep_outermost(a, &kept, &s.found);
    }
    return kept;
}
