// read_date.c - dates of the calendar in all forms that news uses, and years by themselves.
//
//     [weekday[,]] month day[ending][[,] year]       Wednesday, Feb. 7th, 2024
//     [weekday[,]] [the] day[ending] [of] month [[,] year]
//     month [[,] [of] year]
//
// A form is read as far as it goes; a month that no number follows is a month.
#include "base/calendar.h"
#include "base/date.h"
#include "extract/time/reading.h"

// ---- Years -------------------------------------------------------------------------------

static reading year_reading(int begin, int end, int year) {
    reading got = point_reading(begin, end, UNIT_YEAR);
    got.year = year;
    return got;
}

static reading add_era(const pieces *p, reading got) {
    if (!has_class(p, got.end, WORD_era)) return got;
    got.is_bc = same(class_value(p, got.end, WORD_era), STR("bc"));
    got.end++;
    return got;
}

// "nineteen ninety-six", "two thousand (and) five"
static reading read_year_in_words(const pieces *p, int i) {
    if (piece_at(p, i)->kind != PIECE_WORD) return no_reading(i);
    piece_number first = read_amount(p, i);
    if (first.kind != NUMBER_WORDS) return no_reading(i);
    if (first.value >= 2000 && first.value <= 2050 && first.end - i >= 2 &&
        !is_counted(p, first.end)) {
        return year_reading(i, first.end, (int)first.value);
    }
    // "nineteen hundred ninety-three"; with no more behind the hundred it is an amount as well.
    bool is_hundreds = is_word(p, i + 1, "hundred") && first.value > 1100 && first.value < 2000;
    if (is_hundreds && (int)first.value % 100 != 0 && !is_counted(p, first.end)) {
        return year_reading(i, first.end, (int)first.value);
    }
    if (first.value < 13 || first.value > 20) return no_reading(i);
    piece_number second = read_amount(p, first.end);
    bool         is_year = second.kind == NUMBER_WORDS && second.value >= 10 && second.value <= 99;
    if (!is_year) return no_reading(i);
    return year_reading(i, second.end, (int)(first.value * 100 + second.value));
}

static bool is_joint(const pieces *p, int i) {
    return is_mark(p, i, '-') || is_word(p, i, "to") || is_word(p, i, "and") || is_word(p, i, "or");
}

reading read_plain_year(const pieces *p, int i) {
    int  year = piece_at(p, i)->value;
    bool is_price = is_mark(p, i - 1, '$') || is_mark(p, i - 1, '#');
    bool runs_on = is_joined(p, i + 1) &&
                   (piece_at(p, i + 1)->kind == PIECE_WORD ||
                    (is_mark(p, i + 1, '.') && is_digits(p, i + 2, 1, 8) && is_joined(p, i + 2)) ||
                    is_mark(p, i + 1, '%'));
    if (is_digits(p, i, 4, 4) && year >= FIRST_YEAR && year <= LAST_YEAR && !is_price && !runs_on) {
        return add_era(p, year_reading(i, i + 1, year));
    }
    if (is_digits(p, i, 1, 4) && has_class(p, i + 1, WORD_era)) {
        return add_era(p, year_reading(i, i + 1, year));
    }
    bool is_first_of_two = is_joint(p, i + 1) && is_digits(p, i, 1, 4) &&
                           is_digits(p, i + 2, 1, 4) && has_class(p, i + 3, WORD_era);
    if (is_first_of_two) return year_reading(i, i + 1, year);
    if (is_mark(p, i, '\'') && is_joined(p, i + 1) && is_digits(p, i + 1, 2, 2) &&
        !(i > 0 && is_joined(p, i))) {
        int  short_year = piece_at(p, i + 1)->value;
        bool is_plural = is_joined(p, i + 2) && piece_at(p, i + 2)->kind == PIECE_WORD;
        if (is_plural) return no_reading(i);
        return year_reading(i, i + 2, short_year + (short_year < 30 ? 2000 : 1900));
    }
    return read_year_in_words(p, i);
}

// "the 2011 protests", "Kenya's 2007 elections", "since 2014 riots": amounts are rounder, and stand
// behind no owner.
static bool is_year_of_things(const pieces *p, int i) {
    static const char *const BEFORE[] = {"in", "since", "after", "before", "during", "following"};
    const token             *before = token_at(p->doc, piece_at(p, i - 1)->token);
    bool                     is_round = piece_at(p, i)->value % 100 == 0;
    if (is_word(p, i - 1, "the") || before->tag == TAG_POS || before->tag == TAG_PRPS) return true;
    for (size_t b = 0; b < sizeof BEFORE / sizeof *BEFORE; b++) {
        if (is_word(p, i - 1, BEFORE[b])) return !is_round;
    }
    return false;
}

// A number of four digits in front of what it counts ("2000 soldiers") is no year.
static bool counts_something(const pieces *p, int i) {
    const token *t = token_at(p->doc, piece_at(p, i)->token);
    const token *head = token_at(p->doc, t->head);
    bool         is_plural = head->tag == TAG_NNS || head->tag == TAG_NNPS;
    bool is_next = head->where.begin >= t->where.end && head->where.begin - t->where.end < 40;
    int  year = piece_at(p, i)->value;
    if (t->dep == DEP_NUMMOD && is_plural && is_next) {
        return year < FIRST_SURE_YEAR || year > LAST_SURE_YEAR || !is_year_of_things(p, i);
    }
    bool is_money = t->label == NAME_MONEY || t->label == NAME_QUANTITY || t->label == NAME_PERCENT;
    return is_money;
}

// Years far from the present are years only where the words around say so.
static bool is_told_as_year(const pieces *p, int i) {
    static const char *const BEFORE[] = {"in",    "of",     "since", "until", "till",  "by",
                                         "from",  "to",     "early", "late",  "mid",   "during",
                                         "after", "before", "year",  "about", "circa", "around"};
    int                      year = piece_at(p, i)->value;
    if (year >= FIRST_SURE_YEAR && year <= LAST_SURE_YEAR) return true;
    const token *t = token_at(p->doc, piece_at(p, i)->token);
    if (t->label == NAME_DATE) return true;
    for (size_t b = 0; b < sizeof BEFORE / sizeof *BEFORE; b++) {
        if (is_word(p, i - 1, BEFORE[b])) return true;
    }
    return false;
}

// "1939-45": one expression of a range.
static reading add_end_year(const pieces *p, reading got) {
    int last = got.end + 1;
    if (!is_mark(p, got.end, '-') || !is_joined(p, got.end) || !is_joined(p, last)) return got;
    bool is_short = is_digits(p, last, 2, 2);
    bool runs_on = is_joined(p, last + 1) &&
                   (piece_at(p, last + 1)->kind == PIECE_WORD || is_mark(p, last + 1, '-'));
    // Two whole years are two expressions, each a time of its own.
    if (!is_short || got.is_bc || runs_on) return got;
    int year = piece_at(p, last)->value + got.year / 100 * 100;
    if (year <= got.year || year > LAST_YEAR) return got;
    got.end_year = year;
    got.end = last + 1;
    return got;
}

static reading decade_reading(int begin, int end, int decade) {
    reading got = point_reading(begin, end, UNIT_DECADE);
    got.decade = decade;
    return got;
}

// "1990s", "'90s", "nineties"
static reading read_decade(const pieces *p, int i) {
    static const char *const WORDS[] = {"twenties", "thirties",  "forties",  "fifties",
                                        "sixties",  "seventies", "eighties", "nineties"};
    int                      at = skip_mark(p, i, '\'');
    int                      value = piece_at(p, at)->value;
    int plural = is_mark(p, at + 1, '\'') && is_joined(p, at + 2) ? at + 2 : at + 1;
    if (is_word(p, plural, "s") && is_joined(p, plural) && value % 10 == 0) {
        if (is_digits(p, at, 4, 4) && value >= FIRST_YEAR && value <= LAST_YEAR) {
            return decade_reading(i, plural + 1, value / 10);
        }
        if (is_digits(p, at, 2, 2) &&
            (at > i || is_word(p, i - 1, "the") || has_class(p, i - 1, WORD_position))) {
            return decade_reading(i, plural + 1, 190 + value / 10);
        }
        if (is_digits(p, at, 3, 3) && has_class(p, plural + 1, WORD_era)) {
            return add_era(p, decade_reading(i, plural + 1, value / 10));
        }
    }
    for (int w = 0; w < (int)(sizeof WORDS / sizeof *WORDS); w++) {
        if (is_word(p, i, WORDS[w]) &&
            (is_word(p, i - 1, "the") || has_class(p, i - 1, WORD_position)))
            return decade_reading(i, i + 1, 192 + w);
    }
    return no_reading(i);
}

// "20th century", "the nineteenth-century"
static reading read_century(const pieces *p, int i) {
    piece_number place = read_place(p, i, 30);
    int          at = skip_mark(p, place.end, '-');
    bool         is_unit =
        has_class(p, at, WORD_unit) && unit_of_name(class_value(p, at, WORD_unit)) == UNIT_CENTURY;
    if (place.kind != NUMBER_ORDINAL || !is_unit) return no_reading(i);
    reading got = point_reading(i, at + 1, UNIT_CENTURY);
    got.century = (int)place.value - 1;
    return add_era(p, got);
}

reading read_year(const pieces *p, int i) {
    reading got = read_decade(p, i);
    if (got.kind == READING_NONE) got = read_century(p, i);
    if (got.kind != READING_NONE) return got;
    bool is_in_date = is_mark(p, i - 1, '/') || is_mark(p, i + 1, '/');
    got = read_plain_year(p, i);
    if (got.kind == READING_NONE || got.is_bc) return got;
    if (piece_at(p, i)->kind == PIECE_DIGITS &&
        (is_in_date || counts_something(p, i) || !is_told_as_year(p, i))) {
        return no_reading(i);
    }
    return add_end_year(p, got);
}

// ---- Dates in words ----------------------------------------------------------------------

static int skip_dot(const pieces *p, int i) {
    return is_mark(p, i, '.') && is_joined(p, i) && !piece_at(p, i + 1)->begins_sentence ? i + 1
                                                                                         : i;
}

// A word that is a month by itself or an abbreviation with its dot.
static int read_month(const pieces *p, int i, reading *got) {
    bool is_day_before = got->day != OPEN; // "second of Aug"
    int  month = is_day_before ? month_at_piece(p, i) : 0;
    if (has_class(p, i, WORD_month)) month = class_number(p, i, WORD_month);
    if (month == 0 || (!is_day_before && !is_told_as_date(p, i))) return i;
    got->month = month;
    bool is_short = !same_ignoring_case(piece_at(p, i)->lower, name_of_month(month));
    return is_short ? skip_dot(p, i + 1) : i + 1;
}

// "April 24 and 25, 2023": the year of the last day is that of the first.
static int year_behind_days(const pieces *p, int end) {
    enum { MOST_DAYS = 4 };
    for (int n = 0; n < MOST_DAYS && is_digits(p, end + 1, 1, 2); n++) {
        if (!is_mark(p, end, ',') && !is_word(p, end, "and") && !is_word(p, end, "or")) return OPEN;
        end += 2;
    }
    bool is_year = is_mark(p, end, ',') && is_digits(p, end + 1, 4, 4);
    return is_year ? read_plain_year(p, end + 1).year : OPEN;
}

// Behind a date: ", 2024", "2024", "of 2024".
static reading add_year(const pieces *p, reading got) {
    int at = skip_mark(p, got.end, ',');
    if (got.day != OPEN && is_digits(p, got.end + 1, 1, 2)) {
        got.year = year_behind_days(p, got.end);
        if (got.year != OPEN) return got;
    }
    if (at == got.end && (is_word(p, at, "of") || is_word(p, at, "in"))) at++;
    reading year = read_plain_year(p, at);
    bool    is_apart = at != got.end && !is_word(p, got.end, "of") && got.day == OPEN;
    if (year.kind == READING_NONE || (piece_at(p, at)->kind == PIECE_WORD && is_apart)) {
        return got;
    }
    got.year = year.year;
    got.is_bc = year.is_bc;
    got.end = year.end;
    return got;
}

// Words between two days of a range; "and" only behind "between".
static bool is_day_joint(const pieces *p, int i, int begin) {
    static const char *const TO[] = {"to", "through", "thru", "until", "till"};
    for (size_t t = 0; t < sizeof TO / sizeof *TO; t++) {
        if (is_word(p, i, TO[t])) return true;
    }
    return is_mark(p, i, '-') || (is_word(p, i, "and") && is_word(p, begin - 1, "between"));
}

// "-12", "to 12", "through the 17th" behind "March 10": the last day of a range. An ordinal may be
// one of the next month.
static reading add_end_day(const pieces *p, reading got) {
    bool         is_dash = is_mark(p, got.end, '-');
    int          at = got.end + 1 + is_word(p, got.end + 1, "the");
    piece_number last = read_place(p, at, 31);
    bool         is_after = last.value > got.day;
    if (last.kind == NUMBER_NONE || !is_day_joint(p, got.end, got.begin)) return got;
    if (!is_after && (is_dash || last.kind != NUMBER_ORDINAL || last.value == got.day)) return got;
    if (is_mark(p, last.end, '-') && is_joined(p, last.end)) return got;
    bool is_other = has_class(p, last.end, WORD_month) || is_word(p, last.end, "of") ||
                    is_mark(p, last.end, ':') || is_mark(p, last.end, '/') ||
                    has_class(p, last.end, WORD_meridiem) || is_counted(p, last.end) ||
                    is_moved(p, got.begin - 1);
    if (!is_dash && (is_other || got.day == OPEN)) return got;
    got.end_day = (int)last.value;
    got.end = last.end;
    return got;
}

// "twenty-nine" of "May twenty-nine": a day where it counts nothing, or where a year follows.
static piece_number read_day_in_words(const pieces *p, int i) {
    enum { MOST_DAYS = 31 };
    piece_number none = {NUMBER_NONE, 0, i};
    if (piece_at(p, i)->kind != PIECE_WORD || is_word(p, i, "a")) return none;
    piece_number got = read_amount(p, i);
    bool         is_day = got.kind == NUMBER_WORDS && got.value >= 1 && got.value <= MOST_DAYS &&
                  got.value == (double)(int)got.value;
    if (!is_day) return none;
    bool has_year = read_plain_year(p, skip_mark(p, got.end, ',')).kind != READING_NONE;
    return has_year || !is_counted(p, got.end) ? got : none;
}

static reading read_month_first(const pieces *p, int i) {
    reading got = no_reading(i);
    got.end = read_month(p, i, &got);
    if (got.end == i) return got;
    got.kind = READING_POINT;
    got.unit = UNIT_MONTH;
    int          at = is_word(p, got.end, "the") ? got.end + 1 : skip_mark(p, got.end, '-');
    piece_number day = read_place(p, at, 31);
    if (is_mark(p, at, ',')) { // "October, 1st"
        day = read_place(p, at + 1, 31);
        if (day.kind != NUMBER_ORDINAL || piece_at(p, at + 1)->kind != PIECE_DIGITS)
            day.kind = NUMBER_NONE;
    }
    if (day.kind == NUMBER_NONE) day = read_day_in_words(p, at);
    bool is_clock = (is_mark(p, day.end, ':') && digit_count(p, day.end + 1) > 0) ||
                    has_class(p, day.end, WORD_meridiem);
    if (day.kind != NUMBER_NONE && !is_clock) {
        got.unit = UNIT_DAY;
        got.day = (int)day.value;
        got.end = day.end;
        got = add_end_day(p, got);
    }
    return add_year(p, got);
}

static reading read_day_first(const pieces *p, int i) {
    reading      got = no_reading(i);
    piece_number day = read_place(p, i, 31);
    // "$12 December" and "107.31 August" hold no day.
    bool is_amount = is_mark(p, i - 1, '$') ||
                     (is_joined(p, i) && (is_mark(p, i - 1, '.') || is_mark(p, i - 1, ',')) &&
                      digit_count(p, i - 2) > 0);
    bool is_in_words = day.kind == NUMBER_NONE;
    if (is_in_words) day = read_day_in_words(p, i);
    if (day.kind == NUMBER_NONE || is_amount) return got;
    got.day = (int)day.value;
    got.end = day.end;
    got = add_end_day(p, got);
    int at = skip_mark(p, got.end, '-');
    if (is_word(p, at, "day") && is_word(p, at + 1, "of")) at++;
    at += is_word(p, at, "of");
    int end = read_month(p, at, &got);
    if (end == at) return no_reading(i);
    got.kind = READING_POINT;
    got.unit = UNIT_DAY;
    got.end = end;
    got = add_year(p, got);
    return is_in_words && got.year == OPEN ? no_reading(i) : got;
}

// "15" of "15 to 22 February", "the ninth" of "the ninth to the tenth of June": the second day names the month.
static reading read_first_of_two_days(const pieces *p, int i) {
    reading                  got = no_reading(i);
    static const char *const TO[] = {"and", "or", "to", "until", "till", "through", "thru"};
    piece_number             first =
        is_mark(p, i - 1, '-') ? (piece_number){NUMBER_NONE, 0, i} : read_place(p, i, 31);
    bool is_joined_on = false;
    for (size_t t = 0; t < sizeof TO / sizeof *TO; t++) {
        is_joined_on |= is_word(p, first.end, TO[t]);
    }
    if (first.kind == NUMBER_NONE || !is_joined_on) return got;
    int          at = first.end + 1 + is_word(p, first.end + 1, "the");
    piece_number second = read_place(p, at, 31);
    int          month_at = second.end + is_word(p, second.end, "of");
    if (second.value <= first.value || !has_class(p, month_at, WORD_month)) return got;
    got.kind = READING_POINT;
    got.unit = UNIT_DAY;
    got.day = (int)first.value;
    got.end = first.end;
    return got;
}

// "25" of "April 24 and 25", "26" of "April 24, 25 and 26": the first day names the month.
static reading read_day_beside(const pieces *p, int i) {
    enum { MOST_DAYS = 4 };
    reading      got = no_reading(i);
    piece_number day = read_place(p, i, 31);
    int          at = i;
    for (int n = 0; n < MOST_DAYS; n++) {
        bool is_joined_on = is_word(p, at - 1, "and") || is_word(p, at - 1, "or") ||
                            (is_mark(p, at - 1, ',') && (n > 0 || is_word(p, day.end, "and")));
        if (!is_joined_on || !is_digits(p, at - 2, 1, 2)) return got;
        at -= 2;
        if (has_class(p, at - 1, WORD_month)) break;
    }
    bool is_month = has_class(p, at - 1, WORD_month) && is_told_as_date(p, at - 1);
    bool is_other = is_mark(p, day.end, ':') || is_mark(p, day.end, '.') ? is_joined(p, day.end + 1)
                                                                         : is_counted(p, day.end);
    bool is_clock = has_class(p, day.end, WORD_meridiem) || is_mark(p, day.end, '/');
    if (!is_month || day.kind == NUMBER_NONE || is_other || is_clock ||
        day.value <= piece_at(p, at)->value) {
        return got;
    }
    got = point_reading(i, day.end, UNIT_DAY);
    got.day = (int)day.value;
    got.month = class_number(p, at - 1, WORD_month);
    return got;
}

// "the 7th": a day of the month told before.
static reading read_bare_day(const pieces *p, int i) {
    reading got = read_first_of_two_days(p, i);
    if (got.kind != READING_NONE) return got;
    got = read_day_beside(p, i);
    if (got.kind != READING_NONE) return add_year(p, got);
    if (!is_word(p, i - 1, "the")) return got;
    piece_number day = read_place(p, i, 31);
    bool is_digit_place = piece_at(p, i)->kind == PIECE_DIGITS && day.kind == NUMBER_ORDINAL;
    const token *next = token_at(p->doc, piece_at(p, day.end)->token);
    bool is_attribute = day.end < p->count && (next->pos == POS_NOUN || next->pos == POS_PROPN ||
                                               next->pos == POS_ADJ || is_mark(p, day.end, '-'));
    const token *own = token_at(p->doc, piece_at(p, i)->token);
    int          behind = day.end + is_word(p, day.end, "of");
    bool         is_told = own->label == NAME_DATE || is_word(p, i - 2, "on") ||
                   (has_class(p, behind, WORD_direction) && is_word(p, behind + 1, "month"));
    if (!is_digit_place || is_attribute || !is_told) return got;
    got.kind = READING_POINT;
    got.unit = UNIT_DAY;
    got.day = (int)day.value;
    got.end = day.end;
    return got;
}

static reading read_day_and_month(const pieces *p, int i) {
    reading got = read_month_first(p, i);
    if (got.kind == READING_NONE) got = read_day_first(p, is_word(p, i, "the") ? i + 1 : i);
    if (got.kind == READING_NONE) got = read_bare_day(p, i + is_word(p, i, "the"));
    got.begin = i;
    return got;
}

static reading read_weekday(const pieces *p, int i) {
    reading got = no_reading(i);
    if (!has_class(p, i, WORD_weekday) || !is_told_as_date(p, i)) return got;
    got.kind = READING_POINT;
    got.unit = UNIT_DAY;
    got.weekday = class_number(p, i, WORD_weekday);
    got.end = piece_at(p, i)->lower.size <= 5 ? skip_dot(p, i + 1) : i + 1;
    return got;
}

// "the 11th", "11th" or "the eleventh" behind "Tuesday"
static reading add_place(const pieces *p, reading weekday) {
    bool         has_the = is_word(p, weekday.end, "the");
    int          at = weekday.end + has_the;
    piece_number day = read_place(p, at, 31);
    bool         is_sure = has_the || piece_at(p, at)->kind == PIECE_DIGITS;
    if (day.kind != NUMBER_ORDINAL || !is_sure || is_counted(p, day.end)) return weekday;
    weekday.day = (int)day.value;
    weekday.end = day.end;
    return weekday;
}

reading read_calendar_date(const pieces *p, int i) {
    reading weekday = read_weekday(p, i);
    if (weekday.kind == READING_NONE) return read_day_and_month(p, i);
    int     at = skip_mark(p, weekday.end, ',');
    reading date = read_day_and_month(p, skip_mark(p, at, '('));
    if (date.kind == READING_NONE || date.unit != UNIT_DAY) return add_place(p, weekday);
    date.begin = i;
    date.weekday = weekday.weekday;
    return date;
}
