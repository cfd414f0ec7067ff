// read_period.c - times that are named by their unit: quarters, halves, seasons, weeks and years
// with a direction ("last week", "the following day", "this year's third quarter").
#include "extract/time/reading.h"

time_unit unit_of_name(str name) {
    static const struct {
        const char *name;
        time_unit   unit;
    } rows[] = {{"second", UNIT_SECOND},
                {"minute", UNIT_MINUTE},
                {"hour", UNIT_HOUR},
                {"day", UNIT_DAY},
                {"weekend", UNIT_WEEKEND},
                {"week", UNIT_WEEK},
                {"fortnight", UNIT_FORTNIGHT},
                {"month", UNIT_MONTH},
                {"quarter", UNIT_QUARTER},
                {"year", UNIT_YEAR},
                {"decade", UNIT_DECADE},
                {"century", UNIT_CENTURY},
                {"millennium", UNIT_MILLENNIUM}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (same(name, str_of(rows[i].name))) return rows[i].unit;
    }
    return UNIT_NONE;
}

// ---- Directions --------------------------------------------------------------------------

// "last", "this past", "the same", "that same": where it ends, and which base it means.
int read_direction(const pieces *p, int i, time_base *base, bool *is_span) {
    static const struct {
        const char *word;
        time_base   base;
        bool        is_span; // with an amount: so long, up to or from now
    } rows[] = {
        {"this", BASE_THIS, false},          {"last", BASE_LAST, true},
        {"past", BASE_LAST, true},           {"next", BASE_NEXT, true},
        {"coming", BASE_NEXT, true},         {"previous", BASE_PREVIOUS, true},
        {"following", BASE_FOLLOWING, true}, {"that", BASE_THAT, false},
        {"latest", BASE_LAST, false},
    };
    bool has_the = is_word(p, i, "the");
    int  at = i + has_the;
    *base = BASE_OPEN;
    for (int words = 0; words < 2 && has_class(p, at, WORD_direction); words++, at++) {
        bool is_pair = *base == BASE_THIS || *base == BASE_THAT || words == 0;
        // "following months of talks": behind them
        is_pair &= has_the || words > 0 || !is_word(p, at, "following");
        if (!is_pair || token_at(p->doc, piece_at(p, at)->token)->tag == TAG_IN) break;
        str value = class_value(p, at, WORD_direction);
        for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
            if (!same(value, str_of(rows[r].word))) continue;
            *base = rows[r].base;
            *is_span |= rows[r].is_span;
        }
    }
    if (has_the && *base == BASE_NEXT && is_word(p, at - 1, "next")) *base = BASE_FOLLOWING;
    return *base == BASE_OPEN ? i : at;
}

// ---- What follows a direction ------------------------------------------------------------

static reading read_directed_word(const pieces *p, int at) {
    reading got = point_reading(at, at + 1, UNIT_NONE);
    if (has_class(p, at, WORD_weekday)) {
        got = read_calendar_date(p, at);
        if (has_class(p, at + 1, WORD_parts) || has_class(p, at, WORD_weekdays))
            return no_reading(at);
    } else if (has_class(p, at, WORD_month)) {
        reading month = read_calendar_date(p, at);
        got = month;
    } else if (has_class(p, at, WORD_season)) {
        got.unit = UNIT_SEASON;
        got.season = class_value(p, at, WORD_season);
    } else if (has_class(p, at, WORD_part)) {
        got.unit = UNIT_PART;
        got.part = class_value(p, at, WORD_part);
    } else if (has_class(p, at, WORD_unit)) {
        got.unit = unit_of_name(class_value(p, at, WORD_unit));
        if (got.unit == UNIT_SECOND || got.unit == UNIT_MINUTE) return no_reading(at);
    } else {
        return no_reading(at);
    }
    return got;
}

// "fiscal year", "calendar year", "academic year"; "full year", "trading day"
static int skip_kind_of_year(const pieces *p, int at, bool *is_fiscal) {
    if (!has_class(p, at, WORD_kind) || !has_class(p, at + 1, WORD_unit)) return at;
    *is_fiscal = is_word(p, at, "fiscal");
    return at + 1;
}

static reading read_directed(const pieces *p, int i) {
    time_base base;
    bool      is_span = false, is_fiscal = false;
    int       at = read_direction(p, i, &base, &is_span);
    if (at == i) return no_reading(i);
    int     core = skip_kind_of_year(p, at, &is_fiscal);
    reading got = read_directed_word(p, core);
    if (got.kind == READING_NONE) return got;
    bool is_one_thing = is_mark(p, got.end, '-') && is_joined(p, got.end + 1);
    if (is_one_thing) return no_reading(i);
    got.begin = i;
    got.base = base;
    got.is_fiscal = is_fiscal;
    if (got.unit == UNIT_FORTNIGHT) { // two weeks of the calendar have no number
        got.kind = READING_DURATION;
        got.part_count = 1;
        got.parts[0].amount = 1;
        got.parts[0].unit = UNIT_FORTNIGHT;
    }
    return got;
}

// "week 27 of last year", "in week 27"; "week 3 of the war" is none of the calendar.
static reading read_week_number(const pieces *p, int i) {
    int week_at = i + is_word(p, i, "the");
    int week = piece_at(p, week_at + 1)->value;
    if (!is_word(p, week_at, "week") || !is_digits(p, week_at + 1, 1, 2) || week < 1 || week > 53) {
        return no_reading(i);
    }
    reading got = point_reading(i, week_at + 2, UNIT_WEEK);
    got.week = week;
    got.base = BASE_THIS;
    reading with_year = read_outer(p, got);
    bool    is_told_apart = is_word(p, got.end, "of") || is_counted(p, got.end);
    bool    is_alone = !is_told_apart && (week_at > i || is_word(p, i - 1, "in"));
    return with_year.end > got.end ? with_year : is_alone ? got : no_reading(i);
}

// ---- Quarters and halves -----------------------------------------------------------------

// "last year", "that year", "of the same year", "2024", "of 2024": the year of what stands before.
static reading add_outer(const pieces *p, reading got) {
    time_base base;
    bool      is_span = false;
    int       at = got.end + (is_word(p, got.end, "of") || is_word(p, got.end, "in"));
    reading   year = read_plain_year(p, skip_mark(p, at, ','));
    if (year.kind != READING_NONE && got.year == OPEN && !is_word(p, got.end, "in")) {
        got.year = year.year;
        got.is_bc = year.is_bc;
        got.end = year.end;
        return got;
    }
    int unit_at = read_direction(p, at, &base, &is_span);
    if (unit_at == at && is_word(p, at, "the")) {
        base = BASE_THAT;
        unit_at = at + 1;
    }
    if (unit_at == at || !has_class(p, unit_at, WORD_unit)) return got;
    time_unit unit = unit_of_name(class_value(p, unit_at, WORD_unit));
    if (unit <= got.unit || unit < UNIT_WEEK || is_mark(p, unit_at + 1, '-')) return got;
    got.outer_base = base;
    got.outer_unit = unit;
    got.end = unit_at + 1;
    return got;
}

static reading read_counted_quarter(const pieces *p, int i) {
    piece_number place = read_place(p, i, 4);
    int          at = skip_mark(p, place.end, '-');
    bool is_last = is_word(p, i, "last") && is_word(p, i + 1, "half") && is_word(p, i + 2, "of") &&
                   (is_digits(p, i + 3, 4, 4) || has_class(p, i + 4, WORD_unit));
    if (place.kind != NUMBER_ORDINAL && (is_word(p, i, "latter") || is_last)) {
        place = (piece_number){NUMBER_ORDINAL, 2, i + 1};
        at = i + 1;
    }
    if (place.kind != NUMBER_ORDINAL) return no_reading(i);
    if (is_word(p, at, "fiscal")) at++;
    reading got = point_reading(i, at + 1, UNIT_NONE);
    if (is_word(p, at, "quarter")) {
        got.unit = UNIT_QUARTER;
        got.quarter = (int)place.value;
    } else if (is_word(p, at, "half") && place.value <= 2) {
        got.unit = UNIT_HALF;
        got.half = (int)place.value;
    } else {
        return no_reading(i);
    }
    return got;
}

// "Q3", "1Q": letters and digit stand together.
static reading read_short_quarter(const pieces *p, int i) {
    bool is_letter_first = piece_at(p, i)->kind == PIECE_WORD;
    int  letter = is_letter_first ? i : i + 1, digit = is_letter_first ? i + 1 : i;
    int  value = piece_at(p, digit)->value;
    bool is_half = is_letter_first && is_word(p, letter, "h"), is_quarter = is_word(p, letter, "q");
    bool runs_on = is_joined(p, i + 2) && piece_at(p, i + 2)->kind != PIECE_MARK; // "H1N1"
    if (!is_digits(p, digit, 1, 1) || !is_joined(p, i + 1) || value < 1) return no_reading(i);
    if (runs_on) return no_reading(i);
    if (!(is_half && value <= 2) && !(is_quarter && value <= 4)) return no_reading(i);
    reading got = point_reading(i, i + 2, is_half ? UNIT_HALF : UNIT_QUARTER);
    if (is_half) got.half = value;
    if (is_quarter) got.quarter = value;
    return got;
}

// What may stand before a quarter: "the", "this year's", "the 1988", "the fiscal", "2024".
static int read_quarter_front(const pieces *p, int i, reading *front) {
    int at = i + is_word(p, i, "the");
    *front = read_directed(p, i);
    if (front->kind != READING_NONE && front->unit == UNIT_YEAR) {
        bool is_owner = is_mark(p, front->end, '\'') && is_word(p, front->end + 1, "s");
        return is_owner ? front->end + 2 : i;
    }
    *front = read_plain_year(p, at);
    if (front->kind != READING_NONE && piece_at(p, at)->kind == PIECE_DIGITS) {
        at = skip_mark(p, front->end, '-');
    }
    if (is_word(p, at, "fiscal")) at++;
    return at;
}

static reading read_quarter(const pieces *p, int i) {
    reading front;
    int     at = read_quarter_front(p, i, &front);
    reading got = read_counted_quarter(p, at);
    if (got.kind == READING_NONE) got = read_short_quarter(p, at);
    if (got.kind == READING_NONE) return got;
    bool is_modifier = is_mark(p, got.end - 2, '-') && is_word(p, i, "the");
    got.begin = i + is_modifier;
    if (front.kind != READING_NONE && front.unit == UNIT_YEAR && front.year != OPEN) {
        got.year = front.year;
        return got;
    }
    if (front.kind != READING_NONE) {
        got.outer_base = front.base;
        got.outer_unit = UNIT_YEAR;
        return got;
    }
    return add_outer(p, got);
}

// ---- Seasons -----------------------------------------------------------------------------

// "-02" behind "the winter of 2001"
static reading skip_next_year(const pieces *p, reading season) {
    int  next = (season.year + 1) % 100;
    bool is_next = season.year != OPEN && is_mark(p, season.end, '-') && is_joined(p, season.end) &&
                   is_digits(p, season.end + 1, 2, 2) && piece_at(p, season.end + 1)->value == next;
    if (is_next) season.end += 2;
    return season;
}

// "the 2028 Summer Games", "the 2020 Winter Olympic Games": the season is part of a name.
static bool is_of_name(const pieces *p, int i) {
    str text = p->doc->text;
    return is_upper(text.at[piece_at(p, i)->where.begin]) &&
           piece_at(p, i + 1)->kind == PIECE_WORD &&
           is_upper(text.at[piece_at(p, i + 1)->where.begin]);
}

// "summer 1941", "the winter of 1941", "1982 summer", "this spring"; a season alone only where it
// cannot be a verb or another thing: after "the", or as the tagger sees it.
static reading read_season(const pieces *p, int i) {
    bool    has_the = is_word(p, i, "the");
    int     at = i + has_the;
    reading year = read_plain_year(p, at);
    if (year.kind != READING_NONE && has_class(p, year.end, WORD_season) &&
        !is_of_name(p, year.end)) {
        reading got = point_reading(i, year.end + 1, UNIT_SEASON);
        got.season = class_value(p, year.end, WORD_season);
        got.year = year.year;
        return got;
    }
    if (!has_class(p, at, WORD_season)) return no_reading(i);
    const token *t = token_at(p->doc, piece_at(p, at)->token);
    bool         is_noun = t->pos == POS_NOUN || t->pos == POS_PROPN;
    reading      got = point_reading(i, at + 1, UNIT_SEASON);
    got.season = class_value(p, at, WORD_season);
    reading with_year = add_outer(p, got);
    if (with_year.end > got.end) return skip_next_year(p, with_year);
    bool is_other_noun = same(got.season, STR("FA")) || same(got.season, STR("SP"));
    bool is_sure = t->label == NAME_DATE || (!is_other_noun && is_noun);
    return is_sure && is_noun ? got : no_reading(i);
}

// ---- Weeks and days of a month, ends of years ----------------------------------------------

// "year-end", "the year end", "month's end"
static reading read_end_of_unit(const pieces *p, int i) {
    int at = i + is_word(p, i, "the");
    if (!has_class(p, at, WORD_unit)) return no_reading(i);
    time_unit unit = unit_of_name(class_value(p, at, WORD_unit));
    int       end = skip_mark(p, at + 1, '-');
    if (is_mark(p, end, '\'') && is_word(p, end + 1, "s")) end += 2;
    if ((unit != UNIT_YEAR && unit != UNIT_MONTH) || !is_word(p, end, "end")) return no_reading(i);
    reading got = point_reading(i, end + 1, unit);
    got.base = BASE_THIS;
    got.is_narrowed = true;
    return got;
}

// "the year to date", "year-to-date"
static reading read_year_to_date(const pieces *p, int i) {
    int at = i + is_word(p, i, "the");
    int to = skip_mark(p, at + 1, '-'), date = skip_mark(p, to + 1, '-');
    if (!is_word(p, at, "year") || !is_word(p, to, "to") || !is_word(p, date, "date")) {
        return no_reading(i);
    }
    reading got = point_reading(i, date + 1, UNIT_YEAR);
    got.base = BASE_THIS;
    got.is_narrowed = true;
    return got;
}

// "fiscal 2024", "the fiscal year 2024", "the year 2000", "FY2024-25"
static reading read_fiscal_year(const pieces *p, int i) {
    int  at = i + is_word(p, i, "the");
    bool is_fiscal = is_word(p, at, "fiscal");
    bool has_kind = has_class(p, at, WORD_kind) && is_word(p, at + 1, "year");
    at += is_fiscal || has_kind;
    bool is_short = is_word(p, at, "fy");
    bool has_year = is_word(p, at, "year") || is_short;
    at += has_year;
    if (!is_fiscal && !has_year) return no_reading(i);
    reading got = is_short ? read_year(p, at) : read_plain_year(p, at);
    if (got.kind == READING_NONE) return got;
    got.begin = i;
    got.is_fiscal = is_fiscal;
    return got;
}

// ---- Parts of a time ---------------------------------------------------------------------

// Where the words behind a part end that lead to its whole: "of", "in", "beginning on"; `i`: none.
static int skip_of(const pieces *p, int i, bool is_around) {
    static const char *const EDGES[] = {"beginning", "starting", "commencing", "ending"};
    if (is_word(p, i, "of") || (!is_around && is_word(p, i, "in"))) return i + 1;
    for (size_t e = 0; e < sizeof EDGES / sizeof *EDGES && is_around; e++) {
        if (is_word(p, i, EDGES[e])) return i + 1 + is_word(p, i + 1, "on");
    }
    return i;
}

// "first", "3rd", "last", "opening": a place, and the piece behind it; 0: none.
static int read_place_word(const pieces *p, int i, int *end) {
    enum { MOST_PLACES = 366 };
    piece_number place = read_place(p, i, MOST_PLACES);
    *end = i + 1;
    if (is_word(p, i, "last") || is_word(p, i, "final") || is_word(p, i, "closing")) return -1;
    if (is_word(p, i, "opening")) return 1;
    *end = place.kind == NUMBER_ORDINAL ? place.end : i;
    return place.kind == NUMBER_ORDINAL ? (int)place.value : 0;
}

static time_unit part_unit(const pieces *p, int i, word_class class) {
    time_unit unit = has_class(p, i, class) ? unit_of_name(class_value(p, i, class)) : UNIT_NONE;
    bool      is_part = unit == UNIT_DAY || unit == UNIT_WEEKEND || unit == UNIT_WEEK ||
                   unit == UNIT_MONTH || unit == UNIT_YEAR;
    return is_part ? unit : UNIT_NONE;
}

// "the first Monday of", "the last ten days of", "the week of", "the eve of", "the first night of"
reading read_place_of(const pieces *p, int i) {
    enum { MOST_COUNT = 366 };
    int     at = i + is_word(p, i, "the"), end = at;
    int     place = read_place_word(p, at, &end);
    reading got = point_reading(i, i, UNIT_DAY);
    got.kind = READING_PART;
    got.place = place;
    got.count = 1;
    piece_number count = place != 0 ? read_amount(p, end) : (piece_number){NUMBER_NONE, 0, end};
    bool         has_count = (count.kind == NUMBER_DIGITS || count.kind == NUMBER_WORDS) &&
                     count.value >= 2 && count.value <= MOST_COUNT;
    if (has_count) {
        got.count = (int)count.value;
        got.unit = part_unit(p, count.end, WORD_units);
        end = count.end;
    } else if (place != 0 && has_class(p, end, WORD_weekday)) {
        got.weekday = class_number(p, end, WORD_weekday);
    } else if (place != 0 && is_word(p, end, "night")) {
        got.unit = UNIT_PART;
        got.part = class_value(p, end, WORD_part);
    } else if (is_word(p, at, "eve")) {
        got.is_eve = true;
    } else {
        got.unit = part_unit(p, end, WORD_unit);
        bool is_around = got.unit == UNIT_WEEK || got.unit == UNIT_WEEKEND;
        if (place == 0 && !is_around) return no_reading(i);
    }
    got.end = skip_of(p, end + 1, place == 0);
    return got.unit != UNIT_NONE && got.end > end + 1 ? got : no_reading(i);
}

// "the weekend", "the 20th century" is read elsewhere.
static reading read_weekend(const pieces *p, int i) {
    int at = i + is_word(p, i, "the");
    if (at == i || !is_word(p, at, "weekend")) return no_reading(i);
    return point_reading(i, at + 1, UNIT_WEEKEND);
}

// "ended March 31", "to 18 May" behind "the year"
static bool is_up_to_date(const pieces *p, int i) {
    bool is_led = is_word(p, i, "ended") || is_word(p, i, "ending") || is_word(p, i, "to");
    int  at = i + 1 + is_word(p, i + 1, "on");
    bool is_day = is_digits(p, at, 1, 2) && has_class(p, at + 1, WORD_month);
    return is_led && (is_day || has_class(p, at, WORD_month) || has_class(p, at, WORD_weekday) ||
                      has_class(p, at, WORD_day));
}

static reading length_of_one(reading got) {
    got.kind = READING_DURATION;
    got.base = BASE_OPEN;
    got.part_count = 1;
    got.parts[0].amount = 1;
    got.parts[0].unit = got.unit;
    return got;
}

// "for the year", "during the quarter", "throughout the week": the one that is being told of.
static reading read_known_unit(const pieces *p, int i) {
    static const char *const BEFORE[] = {"for", "during", "in", "throughout", "through", "until"};
    if (!is_word(p, i, "the")) return no_reading(i);
    bool is_fiscal = false, is_after = false;
    int  at = skip_kind_of_year(p, i + 1, &is_fiscal);
    for (size_t b = 0; b < sizeof BEFORE / sizeof *BEFORE; b++) {
        is_after |= is_word(p, i - 1, BEFORE[b]);
    }
    time_unit unit =
        has_class(p, at, WORD_unit) ? unit_of_name(class_value(p, at, WORD_unit)) : UNIT_NONE;
    bool is_known =
        unit == UNIT_QUARTER || unit == UNIT_YEAR || unit == UNIT_WEEK || unit == UNIT_MONTH;
    bool is_told_apart = is_word(p, at + 1, "of") || is_word(p, at + 1, "that") ||
                         is_word(p, at + 1, "when") || is_mark(p, at + 1, '-') ||
                         is_word(p, at + 1, "before") || is_word(p, at + 1, "after");
    if (!is_known || !is_after || is_told_apart) return no_reading(i);
    reading got = point_reading(i, at + 1, unit);
    got.base = BASE_THAT;
    got.is_fiscal = is_fiscal;
    return is_up_to_date(p, got.end) && unit != UNIT_QUARTER ? length_of_one(got) : got;
}

reading read_period(const pieces *p, int i) {
    reading (*const readers[])(const pieces *, int) = {
        read_quarter,  read_fiscal_year, read_end_of_unit, read_season,       read_weekend,
        read_directed, read_known_unit,  read_week_number, read_year_to_date,
    };
    reading best = no_reading(i);
    for (size_t r = 0; r < sizeof readers / sizeof *readers; r++) {
        reading got = readers[r](p, i);
        if (got.kind != READING_NONE && got.end > best.end) best = got;
    }
    return best;
}

reading read_outer(const pieces *p, reading got) {
    return add_outer(p, got);
}

// "yesterday", "tonight"
reading read_day_word(const pieces *p, int i) {
    bool is_tonight = has_class(p, i, WORD_tonight);
    if (!is_tonight && !has_class(p, i, WORD_day)) return no_reading(i);
    reading got = point_reading(i, i + 1, is_tonight ? UNIT_PART : UNIT_DAY);
    got.base = BASE_THIS;
    got.direction = is_tonight ? 0 : class_number(p, i, WORD_day);
    if (is_tonight) got.part = STR("NI");
    return got;
}
