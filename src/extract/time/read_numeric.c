// read_numeric.c - dates of numbers (or a month's name among numbers) with one mark between them:
//
//     2024-02-07   07/02/2024   7.2.2024      three fields; the year has four digits or stands last
//     7-Feb-2024   2024/Feb/7   Feb-7-2024    the month by name, in any order
//     2024-02      02/2024      Feb/2024      a month
//     20240207                                eight digits by themselves
//     22/04        2/7                        behind "on", "by", "from", or in a range of such days
//
// Two fields are no date by themselves: "1/2" and "9/10" are shares far more often, and "2001-02" is
// two years where its end may be one.
#include "base/date.h"
#include "extract/time/reading.h"

enum { MONTHS = 12, CENTURY = 100 };

static bool is_separator(const pieces *p, int i) {
    return (is_mark(p, i, '/') || is_mark(p, i, '-') || is_mark(p, i, '.')) && is_joined(p, i) &&
           is_joined(p, i + 1);
}

// Digits or letters run on behind the piece: it is part of something longer.
static bool runs_on(const pieces *p, int i) {
    return is_joined(p, i) &&
           (piece_at(p, i)->kind != PIECE_MARK || (is_separator(p, i) && !is_mark(p, i, '-') &&
                                                   piece_at(p, i + 1)->kind == PIECE_DIGITS));
}

static bool is_bound_before(const pieces *p, int i) {
    return i > 0 && is_joined(p, i) && !is_mark(p, i - 1, '(') && !is_mark(p, i - 1, '-');
}

static reading date_reading(int begin, int end, civil_date date) {
    if (!is_date(date)) return no_reading(begin);
    reading got = point_reading(begin, end, UNIT_DAY);
    got.year = date.year;
    got.month = date.month;
    got.day = date.day;
    return got;
}

static reading month_reading(int begin, int end, int year, int month) {
    reading got = point_reading(begin, end, UNIT_MONTH);
    if (year < FIRST_SURE_YEAR || year > LAST_SURE_YEAR || month < 1 || month > MONTHS) {
        return no_reading(begin);
    }
    got.year = year;
    got.month = month;
    return got;
}

// Day first or month first: what cannot be a month decides; else the day is first, as in most of
// the world, where the separator is a dot, and the month where it is a slash.
static civil_date order_fields(int first, int second, int year, char separator) {
    bool day_first = first > MONTHS || (second <= MONTHS && separator == '.');
    return (civil_date){year, day_first ? second : first, day_first ? first : second};
}

static reading read_three_numbers(const pieces *p, int i) {
    int first = piece_at(p, i)->value, second = piece_at(p, i + 2)->value;
    int third = piece_at(p, i + 4)->value;
    if (is_digits(p, i, 4, 4) && is_digits(p, i + 2, 1, 2) && is_digits(p, i + 4, 1, 2)) {
        return date_reading(i, i + 5, (civil_date){first, second, third});
    }
    if (!is_digits(p, i, 1, 2) || !is_digits(p, i + 2, 1, 2)) return no_reading(i);
    if (is_digits(p, i + 4, 2, 2) && !is_mark(p, i + 1, '.')) third += third < 40 ? 2000 : 1900;
    if (third < FIRST_YEAR || third > LAST_YEAR) return no_reading(i);
    return date_reading(i, i + 5, order_fields(first, second, third, piece_at(p, i + 1)->mark));
}

// "7-Feb-2024", "2024/Feb/7", "Feb-7-2024"
static reading read_named_fields(const pieces *p, int i) {
    int month = 0, day = 0, year = 0;
    for (int field = 0; field < 3; field++) {
        int at = i + 2 * field;
        if (piece_at(p, at)->kind == PIECE_WORD && month == 0) {
            month = month_at_piece(p, at);
        } else if (is_digits(p, at, 4, 4) && year == 0) {
            year = piece_at(p, at)->value;
        } else if (is_digits(p, at, 1, 2) && day == 0) {
            day = piece_at(p, at)->value;
        }
    }
    bool is_whole = month > 0 && day > 0 && year >= FIRST_YEAR && year <= LAST_YEAR;
    return is_whole ? date_reading(i, i + 5, (civil_date){year, month, day}) : no_reading(i);
}

static reading read_three_fields(const pieces *p, int i) {
    bool is_three = is_separator(p, i + 1) && is_separator(p, i + 3) &&
                    piece_at(p, i + 1)->mark == piece_at(p, i + 3)->mark;
    bool is_longer = is_joined(p, i + 5) && piece_at(p, i + 5)->kind == PIECE_DIGITS;
    if (!is_three || is_longer) return no_reading(i);
    reading got = read_three_numbers(p, i);
    return got.kind == READING_NONE ? read_named_fields(p, i) : got;
}

// "2024-02", "02/2024", "Feb/2024". "2001-02" is two years.
static reading read_month_of_year(const pieces *p, int i) {
    if (!is_separator(p, i + 1) || is_mark(p, i + 1, '.') || runs_on(p, i + 3)) {
        return no_reading(i);
    }
    int first = piece_at(p, i)->value, second = piece_at(p, i + 2)->value;
    if (is_digits(p, i + 2, 4, 4)) {
        bool is_word = piece_at(p, i)->kind == PIECE_WORD;
        int  month = is_word ? month_at_piece(p, i) : is_digits(p, i, 1, 2) ? first : 0;
        return month_reading(i, i + 3, second, month);
    }
    bool is_iso = is_mark(p, i + 1, '-') && is_digits(p, i, 4, 4) && is_digits(p, i + 2, 1, 2) &&
                  !is_mark(p, i + 3, '-') && second <= first % CENTURY;
    return is_iso ? month_reading(i, i + 3, first, second) : no_reading(i);
}

static reading read_eight_digits(const pieces *p, int i) {
    enum { FIRST = 1900, MONTH_DIGITS = 10000 };
    int value = piece_at(p, i)->value, year = value / MONTH_DIGITS;
    if (!is_digits(p, i, 8, 8) || year < FIRST || year > LAST_SURE_YEAR || runs_on(p, i + 1)) {
        return no_reading(i);
    }
    return date_reading(i, i + 1, (civil_date){year, value / CENTURY % CENTURY, value % CENTURY});
}

// ---- Days without a year -----------------------------------------------------------------

static bool is_two_numbers(const pieces *p, int i) {
    return is_digits(p, i, 1, 2) && is_mark(p, i + 1, '/') && is_separator(p, i + 1) &&
           is_digits(p, i + 2, 1, 2);
}

// Whether words in front say that a day follows, or another such day does.
static bool is_led_to_day(const pieces *p, int i) {
    static const char *const BEFORE[] = {"on",   "by",      "since", "until",  "till", "from",
                                         "then", "between", "after", "before", "dated"};
    for (size_t b = 0; b < sizeof BEFORE / sizeof *BEFORE; b++) {
        if (is_word(p, i - 1, BEFORE[b])) return true;
    }
    bool is_joint = is_word(p, i - 1, "to") || is_word(p, i - 1, "and") ||
                    is_word(p, i - 1, "or") || is_mark(p, i - 1, '-') || is_mark(p, i - 1, ',');
    return is_joint && is_two_numbers(p, i - 4);
}

// "22/04", "Oct/2"
static reading read_two_fields(const pieces *p, int i) {
    enum { LEAP_YEAR = 2000 };
    bool is_named = is_mark(p, i + 1, '/') && is_separator(p, i + 1) && is_digits(p, i + 2, 1, 2) &&
                    month_at_piece(p, i) > 0;
    bool is_range = is_mark(p, i + 3, '-') && is_two_numbers(p, i + 4);
    bool is_day = is_named || (is_two_numbers(p, i) && (is_led_to_day(p, i) || is_range));
    bool is_share = is_word(p, i + 3, "of") || is_mark(p, i + 3, '%') || is_word(p, i + 3, "inch");
    if (!is_day || is_share || runs_on(p, i + 3)) return no_reading(i);
    int        first = piece_at(p, i)->value, second = piece_at(p, i + 2)->value;
    civil_date date = is_named ? (civil_date){LEAP_YEAR, month_at_piece(p, i), second}
                               : order_fields(first, second, LEAP_YEAR, '/');
    reading    got = date_reading(i, i + 3, date);
    got.year = OPEN;
    return got;
}

reading read_numeric_date(const pieces *p, int i) {
    reading (*const readers[])(const pieces *, int) = {read_three_fields, read_eight_digits,
                                                       read_month_of_year, read_two_fields};
    if (is_bound_before(p, i)) return no_reading(i);
    for (size_t r = 0; r < sizeof readers / sizeof *readers; r++) {
        reading got = readers[r](p, i);
        if (got.kind != READING_NONE) return got;
    }
    return no_reading(i);
}
