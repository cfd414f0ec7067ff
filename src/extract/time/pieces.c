// pieces.c - from tokens to pieces, in one pass over the characters of each token.
#include "extract/time/pieces.h"

#include <assert.h>

#include "base/buffer.h"
#include "base/calendar.h"
#include "base/date.h"
#include "base/list.h"
#include "lexicon/lexicon.h"

enum { LONGEST_WORD = 24, MOST_DIGITS = 8 };

// ---- Words -------------------------------------------------------------------------------

#define ONE(name) #name,
static const char *const CLASS_NAMES[] = {WORD_CLASSES(ONE)};
#undef ONE

static int class_of_name(str name) {
    int class = 0;
    while (class < WORD_CLASS_COUNT && !same(name, str_of(CLASS_NAMES[class]))) {
        class ++;
    }
    return class;
}

static bool is_word_byte(char c) {
    return is_letter(c) || (unsigned char)c >= 0x80;
}

typedef LIST(time_word) time_word_list;

// The row of a word, a new one if need be.
static time_word *row_of_word(arena *a, word_list *made, time_word_list *list, str word) {
    uint32_t at = find_in_table(&made->table, word);
    if (at == NOT_IN_TABLE) {
        at = (uint32_t)list->count;
        add_to_table(a, &made->table, word, at);
        PUSH_IN(a, list, (time_word){0});
    }
    return &list->at[at];
}

static bool is_article(str word) {
    return same(word, STR("the")) || same(word, STR("a")) || same(word, STR("an"));
}

// Words of other tables that an expression can begin with have a row without a class, and so have
// words behind an article.
static void add_openers(arena *a, const char *name, word_list *made, time_word_list *list) {
    bool      are_numbers = strcmp(name, "number_words.tsv") == 0;
    data_rows rows = open_rows(name);
    for (data_row row; next_row(&rows, &row);) {
        if (are_numbers && is_in_list(STR("and|of|point|letter"), '|', row.fields[2])) continue;
        for (str phrases = row.fields[0]; phrases.at;) {
            str    phrase = cut_at(&phrases, '|');
            size_t end = 0;
            while (end < phrase.size && is_word_byte(phrase.at[end])) {
                end++;
            }
            row_of_word(a, made, list, slice(phrase, 0, end))->begins_number |= are_numbers;
            if (end >= phrase.size || !is_article(slice(phrase, 0, end))) continue;
            str behind = slice(phrase, end + 1, phrase.size);
            row_of_word(a, made, list, cut_at(&behind, ' '));
        }
    }
}

static void set_class(time_word *word, word_class class, str text, int value) {
    word->has_class = true;
    word->values[class] = text;
    word->numbers[class] = value;
}

// A name of a month or day, and its first letters, which count only where a date is told.
static void add_name(arena *a, word_list *made, time_word_list *list, str name, word_class class,
                     int value) {
    enum { SHORT_NAME = 3 };
    time_word *letters = row_of_word(a, made, list, slice(name, 0, SHORT_NAME));
    letters->is_doubtful = letters->needs_capital = true;
    set_class(letters, class, name, value);
    if (name.size == SHORT_NAME) return;
    set_class(row_of_word(a, made, list, name), class, name, value);
}

static void add_names(arena *a, word_list *made, time_word_list *list) {
    for (int month = 1; month <= 12; month++) {
        add_name(a, made, list, name_of_month(month), WORD_month, month);
    }
    for (int weekday = MONDAY; weekday <= SUNDAY; weekday++) {
        str    name = name_of_weekday(weekday);
        buffer plural = {0};
        add_str(&plural, name);
        add_char(&plural, 's');
        str word = copy_str(a, str_of_buffer(&plural));
        close_buffer(&plural);
        add_name(a, made, list, name, WORD_weekday, weekday);
        set_class(row_of_word(a, made, list, word), WORD_weekdays, word, weekday);
    }
}

word_list read_time_words(arena *a) {
    time_word_list list = {0};
    word_list      made = {0};
    data_rows      rows = open_rows("time_words.tsv");
    add_names(a, &made, &list);
    for (data_row row; next_row(&rows, &row);) {
        time_word *word = row_of_word(a, &made, &list, row.fields[0]);
        int class = class_of_name(row.fields[1]);
        assert(class < WORD_CLASS_COUNT);
        set_class(word, (word_class) class, row.fields[2], number_of_field(row.fields[2]));
        word->is_doubtful |= same(row.fields[3], STR("short"));
        word->needs_capital |= word->is_doubtful;
        word->needs_upper |= same(row.fields[3], STR("upper"));
        word->is_adverb |= same(row.fields[3], STR("adverb"));
    }
    add_openers(a, "number_words.tsv", &made, &list);
    add_openers(a, "time_phrases.tsv", &made, &list);
    add_openers(a, "feasts.tsv", &made, &list);
    add_openers(a, "national_days.tsv", &made, &list);
    made.rows = list.at;
    return made;
}

// ---- Cutting -----------------------------------------------------------------------------

typedef struct {
    const word_list *words;
    arena           *scratch;
    const document  *doc;
    LIST(piece) list;
} cutter;

static char mark_of_point(uint32_t point) {
    if (point < 0x80) return (char)point;
    if (point >= 0x2010 && point <= 0x2015) return '-';
    if (point == 0x201c || point == 0x201d) return '"';
    return point == 0x2018 || point == 0x2019 ? '\'' : 0;
}

static bool is_mark_point(uint32_t point) {
    return point < 0xc0 || (point >= 0x2000 && point <= 0x206f) || point == REPLACEMENT;
}

// Letters with dots between them ("p.m.", "B.C.") are one word, with a last dot.
static uint32_t end_of_dotted(str text, uint32_t begin, uint32_t end) {
    uint32_t at = begin;
    while (at + 1 < end && is_letter(text.at[at]) && text.at[at + 1] == '.') {
        at += 2;
    }
    bool has_last_letter = at > begin && at < end && is_letter(text.at[at]) &&
                           (at + 1 == end || !is_word_byte(text.at[at + 1]));
    at += has_last_letter;
    return at - begin >= 3 ? at : begin;
}

static uint32_t end_of_word(str text, uint32_t begin, uint32_t end) {
    uint32_t at = end_of_dotted(text, begin, end);
    if (at > begin) return at;
    while (at < end && is_word_byte(text.at[at])) {
        int      size = 1;
        uint32_t point = decode_point(text, at, &size);
        if (is_mark_point(point) && !is_letter(text.at[at])) break;
        at += (uint32_t)size;
    }
    return at;
}

static const time_word *find_word(const cutter *c, str text, str lower) {
    uint32_t row = find_in_table(&c->words->table, lower);
    if (row == NOT_IN_TABLE) return NULL;
    const time_word *word = &c->words->rows[row];
    if (word->needs_capital && !is_upper(text.at[0])) return NULL;
    if (word->needs_upper && is_lower(text.at[0])) return NULL;
    return word;
}

static void fill_word(cutter *c, piece *made) {
    made->lower = STR(""); // of a word longer than any that is known
    str text = slice_span(c->doc->text, made->where);
    if (text.size > LONGEST_WORD) return;
    char *lower = alloc_raw_in_arena(c->scratch, 1, text.size);
    for (size_t i = 0; i < text.size; i++) {
        lower[i] = to_lower(text.at[i]);
    }
    made->lower = (str){lower, text.size};
    made->word = find_word(c, text, made->lower);
}

static uint32_t fill_digits(str text, uint32_t end, piece *made) {
    uint32_t at = made->where.begin;
    while (at < end && is_digit(text.at[at])) {
        if (at - made->where.begin < MOST_DIGITS)
            made->value = made->value * 10 + text.at[at] - '0';
        at++;
    }
    if (at - made->where.begin > MOST_DIGITS) made->value = -1;
    return at;
}

static uint32_t add_piece(cutter *c, uint32_t begin, uint32_t end, int token_at) {
    str      text = c->doc->text;
    int      size = 1;
    uint32_t point = decode_point(text, begin, &size);
    piece    made = {.where = {begin, begin + (uint32_t)size}, .token = token_at};
    if (is_digit(text.at[begin])) {
        made.kind = PIECE_DIGITS;
        made.where.end = fill_digits(text, end, &made);
    } else if (is_letter(text.at[begin]) || !is_mark_point(point)) {
        made.kind = PIECE_WORD;
        made.where.end = end_of_word(text, begin, end);
        fill_word(c, &made);
    } else {
        made.kind = PIECE_MARK;
        made.mark = mark_of_point(point);
    }
    made.has_space_before =
        c->list.count == 0 || c->list.at[c->list.count - 1].where.end != made.where.begin;
    PUSH_IN(c->scratch, &c->list, made);
    return made.where.end;
}

pieces cut_pieces(const word_list *words, arena *scratch, const document *doc) {
    cutter c = {.words = words, .scratch = scratch, .doc = doc};
    for (int t = 0; t < doc->tokens.count; t++) {
        const token *from = token_at(doc, t);
        int          first = c.list.count;
        if (from->pos == POS_SPACE) continue;
        for (uint32_t at = from->where.begin; at < from->where.end;) {
            at = is_blank(doc->text.at[at]) ? at + 1 : add_piece(&c, at, from->where.end, t);
        }
        if (first < c.list.count) c.list.at[first].begins_sentence = from->starts_sentence;
    }
    int count = c.list.count;
    PUSH_IN(scratch, &c.list, ((piece){.kind = PIECE_MARK, .has_space_before = true}));
    return (pieces){.at = c.list.at,
                    .count = count,
                    .doc = doc,
                    .words = words,
                    .amounts = NEW_IN(scratch, piece_number, count + 1)};
}

// ---- Looking -----------------------------------------------------------------------------

bool is_word(const pieces *p, int i, const char *lower) {
    const piece *at = piece_at(p, i);
    if (at->kind != PIECE_WORD || at->lower.size == 0 || *at->lower.at != *lower) return false;
    return same(at->lower, str_of(lower));
}

static bool leads_on(const pieces *p, int i) {
    const piece *next = piece_at(p, i + 1);
    return next->kind == PIECE_WORD && is_in_list(class_value(p, i, WORD_leads), '|', next->lower);
}

bool may_begin(const pieces *p, int i) {
    const piece *at = piece_at(p, i), *next = piece_at(p, i + 1);
    if (at->kind == PIECE_DIGITS) return true;
    if (has_class(p, i, WORD_sport)) return false;
    if (at->mark == '\'') return next->kind == PIECE_DIGITS; // "'90s"
    if (has_class(p, i, WORD_leads)) return leads_on(p, i);
    // "that the": no expression goes on so; "this" and "current" begin phrases too.
    bool is_direction =
        has_class(p, i, WORD_direction) && !same(class_value(p, i, WORD_direction), STR("this"));
    if (is_direction && next->kind == PIECE_WORD && (!next->word || is_word(p, i + 1, "the"))) {
        return false;
    }
    if (!has_class(p, i, WORD_article)) return at->word != NULL;
    return next->kind == PIECE_DIGITS || next->mark == '\'' || next->word;
}

bool is_lemma_of_class(const pieces *p, str lemma, word_class class) {
    uint32_t row = find_in_table(&p->words->table, lemma);
    return row != NOT_IN_TABLE && p->words->rows[row].values[class].at;
}

int digit_count(const pieces *p, int i) {
    const piece *at = piece_at(p, i);
    return at->kind == PIECE_DIGITS ? (int)(at->where.end - at->where.begin) : 0;
}

bool is_digits(const pieces *p, int i, int least, int most) {
    int count = digit_count(p, i);
    return count >= least && count <= most;
}

static int end_of_number(const pieces *p, int i, number got) {
    int end = i;
    while (end < p->count && piece_at(p, end)->where.begin < got.where.end) {
        end++;
    }
    return end;
}

static bool is_quarter(const pieces *p, int i) {
    return is_word(p, i, "quarter") || is_word(p, i, "quarters");
}

static piece_number read_new_amount(const pieces *p, int i) {
    const piece *from = piece_at(p, i);
    number       got = read_number(p->numbers, p->doc->text, from->where.begin, true);
    int          end = end_of_number(p, i, got);
    bool         is_length = got.kind == NUMBER_FRACTION && end > i + 1 && is_quarter(p, end - 1);
    if (is_length) { // "two quarters" are a length here, and no fraction
        str before = slice(p->doc->text, 0, piece_at(p, end - 1)->where.begin);
        got = read_number(p->numbers, before, from->where.begin, true);
        end = end_of_number(p, i, got);
    }
    if (got.kind == NUMBER_NONE) return (piece_number){NUMBER_NONE, 0, i};
    return (piece_number){got.kind, got.value, end};
}

piece_number read_amount(const pieces *p, int i) {
    const piece *from = piece_at(p, i);
    bool         is_word_of_number = from->word && from->word->begins_number;
    if (from->kind != PIECE_DIGITS && !is_word_of_number) {
        return (piece_number){NUMBER_NONE, 0, i};
    }
    if (p->amounts[i].end == 0) p->amounts[i] = read_new_amount(p, i);
    return p->amounts[i];
}

bool is_told_as_date(const pieces *p, int i) {
    static const char *const BEFORE[] = {"in",     "since", "until", "till",  "by",
                                         "last",   "next",  "this",  "early", "late",
                                         "during", "from",  "to",    "and",   "between"};
    const piece             *at = piece_at(p, i);
    name_label               label = token_at(p->doc, at->token)->label;
    if (!at->word->is_doubtful || label == NAME_DATE || label == NAME_TIME) return true;
    for (size_t b = 0; b < sizeof BEFORE / sizeof *BEFORE && label == NAME_NONE; b++) {
        if (at->word->values[WORD_month].at && is_word(p, i - 1, BEFORE[b])) return true;
    }
    bool is_month = at->word->values[WORD_month].at;
    int  place = i + 1 + is_word(p, i + 1, "the");
    if (is_month && read_place(p, place, 31).kind == NUMBER_ORDINAL) return true;
    int behind = i + 1 + (is_mark(p, i + 1, '.') || is_mark(p, i + 1, ','));
    return digit_count(p, i - 1) > 0 || digit_count(p, behind) > 0;
}

piece_number read_place(const pieces *p, int i, int most) {
    piece_number none = {NUMBER_NONE, 0, i};
    if (piece_at(p, i)->kind == PIECE_WORD) {
        piece_number got = read_amount(p, i);
        bool         is_place = got.kind == NUMBER_ORDINAL && got.value >= 1 && got.value <= most;
        return is_place ? got : none;
    }
    int value = piece_at(p, i)->value;
    if (!is_digits(p, i, 1, 2) || value < 1 || value > most) return none;
    static const char *const ENDINGS[] = {"st", "nd", "rd", "th"};
    for (size_t e = 0; e < sizeof ENDINGS / sizeof *ENDINGS; e++) {
        if (is_joined(p, i + 1) && is_word(p, i + 1, ENDINGS[e])) {
            return (piece_number){NUMBER_ORDINAL, value, i + 2};
        }
    }
    bool runs_on = is_joined(p, i + 1) && piece_at(p, i + 1)->kind == PIECE_WORD;
    return runs_on ? none : (piece_number){NUMBER_DIGITS, value, i + 1};
}

int month_at_piece(const pieces *p, int i) {
    enum { SHORTEST = 3 };
    str      name = piece_at(p, i)->lower;
    uint32_t row = name.size >= SHORTEST ? find_in_table(&p->words->table, name) : NOT_IN_TABLE;
    if (row == NOT_IN_TABLE) return 0;
    const time_word *word = &p->words->rows[row];
    bool             is_other = word->values[WORD_name].at && !piece_at(p, i)->word;
    return word->values[WORD_month].at && !is_other ? word->numbers[WORD_month] : 0;
}

bool is_moved(const pieces *p, int i) {
    enum { REACH = 8 };
    for (int at = i; at > i - REACH && at > 0 && !piece_at(p, at)->begins_sentence; at--) {
        if (has_class(p, at - 1, WORD_moved)) return true;
    }
    return false;
}

bool is_counted(const pieces *p, int i) {
    const token *t = token_at(p->doc, piece_at(p, i)->token);
    bool         is_same_line = i < p->count && !piece_at(p, i)->begins_sentence;
    bool         is_thing = t->pos == POS_NOUN || t->pos == POS_ADJ || t->pos == POS_NUM ||
                    t->pos == POS_PROPN || is_mark(p, i, '%') || is_mark(p, i, '-');
    bool is_time = has_class(p, i, WORD_day) || has_class(p, i, WORD_weekday) ||
                   has_class(p, i, WORD_month) || has_class(p, i, WORD_part) ||
                   has_class(p, i, WORD_tonight) || has_class(p, i, WORD_direction);
    return is_same_line && !is_time && (is_thing || piece_at(p, i)->kind == PIECE_DIGITS);
}
