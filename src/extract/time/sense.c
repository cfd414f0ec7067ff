// sense.c - phrases that mean something else than their words, told by a look at what stands beside
// them.
//
//     Islam will one day be     FUTURE_REF, no length
//     soon after the vote       no time of its own
//     over the past week        seven days up to now: a length, not the week before
//     at the end of the day,    nothing
#include "extract/time/sense.h"

// "soon" in a clause of the past tells of what came next, "now" of what was then.
static bool suits_tense(const pieces *text, const reading *got) {
    bool is_future = same(got->value, STR("FUTURE_REF"));
    int  token_index = piece_at(text, got->begin)->token;
    bool is_adverb = token_at(text->doc, token_index)->pos == POS_ADV;
    bool is_up_to_date = is_word(text, got->begin, "to") && (is_word(text, got->begin - 1, "up") ||
                                                             is_mark(text, got->begin - 1, '-'));
    if (is_up_to_date) return false;
    bool is_joint = is_word(text, got->begin - 1, "as") || is_word(text, got->end, "after");
    if (is_joint && is_adverb) return false; // "as soon as", "soon after"
    bool is_part = is_mark(text, got->begin - 1, '-') && is_joined(text, got->begin);
    if (is_part && is_joined(text, got->begin - 1)) return false; // "non-current"
    return !is_future || !is_adverb || tense_at(text, token_index) != TENSE_PAST;
}

// "Islam will one day be", "One day a letter came": some day, and no length.
static bool is_some_day(const pieces *text, const reading *got) {
    bool is_one_day = got->kind == READING_DURATION && got->end == got->begin + 2 &&
                      is_word(text, got->begin, "one") && is_word(text, got->begin + 1, "day");
    if (!is_one_day) return false;
    pos_label next = token_at(text->doc, piece_at(text, got->end)->token)->pos;
    bool      is_first = piece_at(text, got->begin)->begins_sentence;
    return is_first ? !is_word(text, got->end, "of") : next == POS_VERB || next == POS_AUX;
}

static reading read_some_day(const pieces *text, reading got) {
    bool is_ahead = tense_at(text, piece_at(text, got.begin)->token) == TENSE_FUTURE;
    got.kind = READING_FIXED;
    got.value = is_ahead ? STR("FUTURE_REF") : STR("PAST_REF");
    return got;
}

static bool is_any_of(const pieces *text, int i, const char *const *words, size_t count) {
    for (size_t w = 0; w < count; w++) {
        if (is_word(text, i, words[w])) return true;
    }
    return false;
}
#define IS_ANY_OF(text, i, words) is_any_of((text), (i), (words), sizeof(words) / sizeof *(words))

// "the March to the sea", "the Long March": people walk.
static bool is_walk(const pieces *text, const reading *got) {
    static const char *const ALONG[] = {"to", "for", "on", "through", "from", "against"};
    static const char *const TELLING[] = {"in",      "since",   "by",   "of",     "until",
                                          "from",    "to",      "and",  "or",     "during",
                                          "between", "through", "till", "before", "after"};
    int                      i = got->end - 1;
    bool is_bare = got->kind == READING_POINT && got->unit == UNIT_MONTH && got->year == OPEN &&
                   got->begin == i && is_word(text, i, "march") && got->outer_unit == UNIT_NONE;
    if (!is_bare || IS_ANY_OF(text, i - 1, TELLING)) return false;
    const token *own = token_at(text->doc, piece_at(text, i)->token);
    const token *before = token_at(text->doc, piece_at(text, i - 1)->token);
    bool is_name = before->pos == POS_PROPN && before->head != piece_at(text, i - 1)->token &&
                   piece_at(text, i - 1)->kind == PIECE_WORD && before + 1 == own;
    pos_label next = token_at(text->doc, piece_at(text, i + 1)->token)->pos;
    bool      is_owned = before->tag == TAG_POS && next != POS_NOUN && next != POS_PROPN;
    return is_name || is_owned ||
           (IS_ANY_OF(text, i + 1, ALONG) && !piece_at(text, i)->begins_sentence);
}

// CBS's "60 Minutes", ABC's "This Week": the name of a broadcast.
static bool is_title(const pieces *text, const reading *got) {
    const piece *first = piece_at(text, got->begin), *last = piece_at(text, got->end - 1);
    str          words = text->doc->text;
    char         mark = piece_at(text, got->begin - 1)->mark;
    bool         is_quoted = got->begin > 0 && !first->begins_sentence &&
                     (mark == '"' || mark == '`' || mark == '\'') && !first->has_space_before;
    bool is_capital =
        is_upper(words.at[last->where.begin]) && !is_lower(words.at[first->where.begin]);
    bool is_unit =
        has_class(text, got->end - 1, WORD_unit) || has_class(text, got->end - 1, WORD_units);
    char behind = piece_at(text, got->end)->mark;
    bool is_whole = is_word(text, got->end, "with") || behind == ',' || behind == '.' ||
                    behind == '"' || (behind == '\'' && !is_word(text, got->end + 1, "s"));
    return is_quoted && is_capital && is_unit && is_whole && got->end > got->begin + 1;
}

// "00:27 01:09 03:06": how long films last, not when.
static bool is_listed_clock(const pieces *text, const reading *got) {
    bool is_bare = got->kind == READING_POINT && got->hour != OPEN && !got->has_meridiem &&
                   !got->zone.at && got->month == OPEN && got->weekday == OPEN &&
                   got->base == BASE_OPEN && is_mark(text, got->begin + 1, ':');
    bool is_behind = digit_count(text, got->begin - 1) == 2 && is_mark(text, got->begin - 2, ':');
    bool is_before = digit_count(text, got->end) == 2 && is_mark(text, got->end + 1, ':');
    return is_bare && (is_behind || is_before);
}

// "They scored in the second half": of a match, not of a year.
static bool is_of_match(const pieces *text, const reading *got) {
    enum { REACH = 40 };
    bool is_bare = got->kind == READING_POINT && got->year == OPEN && got->base == BASE_OPEN &&
                   got->outer_unit == UNIT_NONE;
    int words = 0, least = got->unit == UNIT_HALF ? 1 : 2; // firms have quarters, and coaches
    if (!is_bare || (got->unit != UNIT_HALF && got->unit != UNIT_QUARTER)) return false;
    for (int i = got->begin > REACH ? got->begin - REACH : 0; i < got->end + REACH; i++) {
        words += has_class(text, i, WORD_sport);
    }
    return words >= least;
}

// "90 miles an hour"
static bool is_of_speed(const pieces *text, const reading *got) {
    return got->kind == READING_DURATION && got->unit == UNIT_HOUR &&
           is_word(text, got->begin, "an") && is_speed(text, got->begin);
}

static bool is_capital(const pieces *text, int i) {
    return piece_at(text, i)->kind == PIECE_WORD &&
           is_upper(text->doc->text.at[piece_at(text, i)->where.begin]);
}

// "Daily Maverick", "North West Tonight": names of papers and broadcasts.
static bool is_in_title(const pieces *text, const reading *got) {
    int  i = got->begin;
    bool is_one_word = got->end == i + 1 && i > 0 && is_capital(text, i) &&
                       is_lower(text->doc->text.at[piece_at(text, i)->where.end - 1]);
    bool is_inside =
        piece_at(text, i - 1)->kind == PIECE_WORD && !piece_at(text, i)->begins_sentence;
    if (!is_one_word || !is_inside) return false;
    bool is_habit = got->kind == READING_SET && got->value.at && is_capital(text, i + 1);
    bool is_near = has_class(text, i, WORD_tonight) || has_class(text, i, WORD_day);
    return is_habit || (is_near && is_capital(text, i - 1));
}

// "At the end of the day, it is his choice"; "in my early 20s": words of time that tell none.
bool is_idiom(const pieces *text, const reading *got) {
    int          i = got->begin;
    const token *before = token_at(text->doc, piece_at(text, i > 0 ? i - 1 : 0)->token);
    bool         is_age = got->decade != OPEN && i > 0 && before->tag == TAG_PRPS;
    bool is_end = is_word(text, i - 1, "at") && is_word(text, i + 1, "end") && got->end == i + 5 &&
                  is_word(text, i + 4, "day") && is_mark(text, got->end, ',');
    return is_age || is_end || is_walk(text, got) || is_title(text, got) ||
           is_listed_clock(text, got) || is_of_match(text, got) || is_of_speed(text, got) ||
           is_in_title(text, got);
}

// "The past week", "the last year and a half"; not "the last week of May".
static bool is_rolling(const pieces *text, const reading *got) {
    int  i = got->begin;
    bool is_named = got->unit == UNIT_DAY || got->unit == UNIT_QUARTER; // "the last day"
    bool is_back = is_word(text, i + 1, "past") || (is_word(text, i + 1, "last") && !is_named);
    bool is_long = got->unit >= UNIT_DAY && got->unit != UNIT_WEEKEND && got->unit != UNIT_SEASON;
    bool is_unit = got->kind == READING_POINT && got->base == BASE_LAST && is_long &&
                   has_class(text, i + 2, WORD_unit) && got->end == i + 3;
    bool is_part = is_word(text, got->end, "of") || is_word(text, got->end, "before") ||
                   is_mark(text, got->end, '\'');
    return is_unit && is_word(text, i, "the") && is_back && !is_part;
}

static reading read_rolling(const pieces *text, const reading *got) {
    reading length = no_reading(got->begin);
    bool    has_half = is_word(text, got->end, "and") && is_word(text, got->end + 1, "a") &&
                    is_word(text, got->end + 2, "half");
    length.kind = READING_DURATION;
    length.base = BASE_LAST;
    length.end = got->end + (has_half ? 3 : 0);
    length.unit = length.parts[0].unit = got->unit;
    length.parts[0].amount = has_half ? 1.5 : 1;
    length.part_count = 1;
    return length;
}

reading read_in_place(const pieces *text, reading got) {
    if (is_some_day(text, &got)) got = read_some_day(text, got);
    if (is_rolling(text, &got)) got = read_rolling(text, &got);
    if (got.kind == READING_FIXED && !suits_tense(text, &got)) got.kind = READING_NONE;
    return got;
}
