// read_length.c - lengths of time and what is told with them: durations ("nearly six weeks", "a
// four-and-a-half-month", "the past 24 hours"), shifts ("two days later", "a year ago") and habits
// ("every Friday", "twice a week").
//
//     [direction] [hedge] amount [-] unit [and amount unit] [old | long | ago | later | ...]
#include "extract/time/reading.h"

static const double VAGUE = -1;

// ---- Amounts -----------------------------------------------------------------------------

// "a", "an", "one", "half", "several", "two and a half": how many, and where the unit stands.
typedef struct {
    double value;
    int    end;
    bool   is_found, is_article, is_bare;
} quantity;

static int skip_hedges(const pieces *p, int i) {
    static const char *const PAIRS[][2] = {
        {"more", "than"}, {"less", "than"}, {"fewer", "than"}, {"at", "least"}, {"at", "most"},
        {"up", "to"},     {"close", "to"},  {"no", "more"},    {"as", "long"},  {"as", "little"},
    };
    for (size_t i_pair = 0; i_pair < sizeof PAIRS / sizeof *PAIRS; i_pair++) {
        if (!is_word(p, i, PAIRS[i_pair][0]) || !is_word(p, i + 1, PAIRS[i_pair][1])) continue;
        bool has_third = is_word(p, i, "no") || is_word(p, i, "as");
        return has_third ? i + 3 : i + 2;
    }
    // "over two days" is more than that, or all of that time: then it is a preposition.
    const token *t = token_at(p->doc, piece_at(p, i)->token);
    bool         is_preposition = t->tag == TAG_IN && t->dep == DEP_PREP;
    return has_class(p, i, WORD_about) && !is_preposition ? i + 1 : i;
}

static quantity read_vague(const pieces *p, int i) {
    int at = i + (is_word(p, i, "a") || is_word(p, i, "the"));
    if (is_word(p, at, "very") || is_word(p, at, "good") || is_word(p, at, "great")) at++;
    bool is_couple = is_word(p, at, "couple");
    if (!has_class(p, at, WORD_vague) || is_word(p, at, "recent")) return (quantity){.end = i};
    at++;
    if (is_word(p, at - 1, "some") && read_amount(p, at).end > at) return (quantity){.end = i};
    at += is_word(p, at, "of");
    at += is_word(p, at, "more");
    return (quantity){.value = is_couple ? 2 : VAGUE, .end = at, .is_found = true};
}

static quantity read_half(const pieces *p, int i) {
    if (!is_word(p, i, "half")) return (quantity){.end = i};
    bool has_article = is_word(p, i + 1, "a") || is_word(p, i + 1, "an");
    int  at = has_article ? i + 2 : skip_mark(p, i + 1, '-');
    return (quantity){.value = 0.5, .end = at, .is_found = has_class(p, at, WORD_unit)};
}

static quantity read_quantity(const pieces *p, int i) {
    quantity got = read_half(p, is_word(p, i, "a") ? i + 1 : i);
    if (got.is_found) return got;
    got = read_vague(p, i);
    if (got.is_found) return got;
    piece_number got_number = read_amount(p, i);
    bool         is_number = got_number.kind == NUMBER_DIGITS || got_number.kind == NUMBER_WORDS ||
                     got_number.kind == NUMBER_MIXED || got_number.kind == NUMBER_FRACTION;
    // "a third-quarter loss" tells a place, not a third of a quarter.
    bool is_part = got_number.kind == NUMBER_FRACTION && got_number.value < 1;
    if (is_number && !(is_part && piece_at(p, i)->kind == PIECE_WORD)) {
        int at = got_number.end;
        if (is_word(p, at, "or") || is_word(p, at, "to") || is_mark(p, at, '-')) {
            piece_number second = read_amount(p, at + 1);
            bool is_range = second.kind == got_number.kind && second.value > got_number.value;
            if (is_range) at = second.end;
        }
        return (quantity){.value = got_number.value, .end = at, .is_found = true};
    }
    if (got_number.kind == NUMBER_VAGUE) {
        int at = got_number.end + is_word(p, got_number.end, "of");
        return (quantity){.value = VAGUE, .end = at, .is_found = true};
    }
    if (is_word(p, i, "a") || is_word(p, i, "an")) {
        return (quantity){.value = 1, .end = i + 1, .is_found = true, .is_article = true};
    }
    return (quantity){.end = i};
}

// Words between an amount and its unit that change nothing about the length: "the two full weeks",
// "the five past years".
static int skip_filler(const pieces *p, int i) {
    bool is_direction = has_class(p, i, WORD_direction) && has_class(p, i + 1, WORD_units);
    return has_class(p, i, WORD_filler) || is_direction ? i + 1 : i;
}

// ---- Units -------------------------------------------------------------------------------

time_unit unit_at(const pieces *p, int i) {
    if (has_class(p, i, WORD_unit)) return unit_of_name(class_value(p, i, WORD_unit));
    if (has_class(p, i, WORD_units)) return unit_of_name(class_value(p, i, WORD_units));
    return UNIT_NONE;
}

static bool add_part(reading *got, double amount, time_unit unit) {
    if (got->part_count == MOST_PARTS) return false;
    got->parts[got->part_count].amount = amount;
    got->parts[got->part_count++].unit = unit;
    got->unit = unit;
    return true;
}

// "and a half" behind "a year"; "and 30 minutes" behind "an hour"; "and five days".
static void add_more(const pieces *p, reading *got) {
    bool has_direction = has_class(p, got->begin + is_word(p, got->begin, "the"), WORD_direction);
    while (got->part_count < MOST_PARTS) {
        int     at = got->end + (is_mark(p, got->end, ',') || is_word(p, got->end, "and"));
        double *last = &got->parts[got->part_count - 1].amount;
        int     share = at + is_word(p, at, "a");
        bool    is_half = is_word(p, share, "half"), is_quarter = is_word(p, share, "quarter");
        if (at > got->end && (is_half || (is_quarter && share > at)) && *last > 0) {
            *last += is_half ? 0.5 : 0.25;
            got->end = share + 1;
            return;
        }
        quantity  next = read_quantity(p, at);
        time_unit unit = next.is_found && !next.is_article ? unit_at(p, next.end) : UNIT_NONE;
        bool      is_finer = unit != UNIT_NONE && unit < got->parts[got->part_count - 1].unit;
        // "for the last three months and two days ago": two times.
        bool is_apart = has_direction && has_class(p, next.end + 1, WORD_shift);
        if (is_apart || !is_finer || next.value < 0 || !add_part(got, next.value, unit)) return;
        got->end = next.end + 1;
    }
}

// "-old", "years old", "-long"
static int skip_old(const pieces *p, int i) {
    static const char *const ENDINGS[] = {"old", "long", "olds"};
    int                      at = skip_mark(p, i, '-');
    for (size_t e = 0; e < sizeof ENDINGS / sizeof *ENDINGS; e++) {
        if (is_word(p, at, ENDINGS[e])) return at + 1;
    }
    return i;
}

static int skip_or_so(const pieces *p, int i) {
    bool is_tail =
        is_word(p, i, "or") && (is_word(p, i + 1, "so") || is_word(p, i + 1, "more") ||
                                is_word(p, i + 1, "less") || is_word(p, i + 1, "longer"));
    return is_tail ? i + 2 : i;
}

// "60 Minutes", "48 Hours": broadcasts.
static bool is_titled(const pieces *p, int amount, int unit) {
    str    text = p->doc->text;
    size_t at = piece_at(p, unit)->where.begin;
    return piece_at(p, amount)->kind == PIECE_DIGITS && piece_at(p, unit)->has_space_before &&
           is_upper(text.at[at]) && is_lower(text.at[at + 1]);
}

static reading length_from(const pieces *p, int begin, quantity how_many) {
    reading   got = no_reading(begin);
    int       at = how_many.end;
    bool      has_hyphen = is_mark(p, at, '-') && is_joined(p, at) && is_joined(p, at + 1);
    int       unit_piece = has_hyphen ? at + 1 : skip_filler(p, at);
    bool      is_joined_on = is_joined(p, at) && piece_at(p, at - 1)->kind == PIECE_DIGITS;
    time_unit unit = is_joined_on && is_word(p, at, "h") ? UNIT_HOUR : unit_at(p, unit_piece);
    bool      is_apart = piece_at(p, unit_piece)->has_space_before || has_hyphen || is_joined_on;
    if (unit == UNIT_NONE || !is_apart) return got;
    bool is_of_year = piece_at(p, at - 1)->kind == PIECE_DIGITS &&
                      has_class(p, unit_piece, WORD_unit) && how_many.value >= FIRST_SURE_YEAR &&
                      !has_hyphen;
    if (is_of_year) return got; // "the 2023 quarter"
    if (is_titled(p, at - 1, unit_piece)) return got;
    bool is_share = is_word(p, unit_piece + 1, "of") || is_word(p, unit_piece + 1, "the");
    if (unit == UNIT_QUARTER && (how_many.is_article || is_share)) return got;
    bool is_place = unit == UNIT_SECOND && how_many.is_article; // "a second group"
    if (is_place && token_at(p->doc, piece_at(p, unit_piece)->token)->tag != TAG_NN) return got;
    if (skip_old(p, unit_piece + 1) > unit_piece + 1 &&
        !is_word(p, skip_old(p, unit_piece + 1) - 1, "long")) {
        return got; // an age is no time
    }
    bool is_chain = how_many.is_article && is_mark(p, unit_piece + 1, '-') &&
                    is_joined(p, unit_piece + 1) && skip_old(p, unit_piece + 1) == unit_piece + 1;
    bool is_ago = is_word(p, unit_piece + 2, "ago") || is_word(p, unit_piece + 2, "earlier");
    if (is_chain && !is_ago) return got; // "a year-over-year rise", "a year-end sale"
    got.kind = READING_DURATION;
    got.end = unit_piece + 1;
    bool is_span = false;
    if (unit_piece > at) read_direction(p, at, &got.base, &is_span);
    add_part(&got, how_many.value, unit);
    add_more(p, &got);
    got.end = skip_or_so(p, skip_old(p, got.end));
    // "the two-day rally", "the two day rally", "a several-year tenure"
    bool is_singular = has_class(p, unit_piece, WORD_unit) && how_many.value > 1;
    bool is_modifier = ((has_hyphen || is_singular) && is_word(p, begin, "the")) ||
                       (has_hyphen && how_many.value < 0 && is_word(p, begin, "a"));
    got.begin += is_modifier;
    return got;
}

// "months of talks", "days of rain"; not "the days of the war", "minutes of the meeting"
static bool is_full_of(const pieces *p, int i) {
    const token *before = token_at(p->doc, piece_at(p, i - 1)->token);
    const token *whole = token_at(p->doc, piece_at(p, i + 2)->token);
    bool         is_bare = i == 0 || piece_at(p, i)->begins_sentence ||
                   (before->pos != POS_DET && before->pos != POS_ADJ && before->pos != POS_PRON &&
                    before->pos != POS_NUM && before->pos != POS_NOUN && before->tag != TAG_POS);
    bool is_thing = (whole->pos == POS_NOUN || whole->pos == POS_ADJ || whole->tag == TAG_VBG) &&
                    !is_word(p, i + 2, "age");
    return unit_at(p, i) >= UNIT_HOUR && is_bare && is_thing;
}

// "the weeks ahead", "the days to come"
static reading read_units_ahead(const pieces *p, int i) {
    int     at = i + is_word(p, i, "the");
    reading got = no_reading(i);
    bool    is_ahead = is_word(p, at + 1, "ahead") && !is_word(p, at + 2, "of");
    bool    is_to_come = is_word(p, at + 1, "to") && is_word(p, at + 2, "come");
    if (!has_class(p, at, WORD_units) || (!is_ahead && !is_to_come)) return got;
    got.kind = READING_DURATION;
    got.base = BASE_NEXT;
    got.is_future = true;
    got.end = at + 2 + is_to_come;
    add_part(&got, VAGUE, unit_at(p, at));
    return got;
}

// "weeks" without an amount, where the words around say that time is meant.
static reading read_bare_units(const pieces *p, int i) {
    static const char *const BEFORE[] = {"for",   "in",     "after", "within", "over",
                                         "of",    "during", "take",  "took",   "lasted",
                                         "spent", "last",   "by",    "many",   "or"};
    reading                  got = no_reading(i);
    bool is_share = is_mark(p, i - 1, '-') && is_joined(p, i); // "three-quarters"
    if (!has_class(p, i, WORD_units) || is_share) return got;
    bool is_told = has_class(p, i + 1, WORD_shift);
    for (size_t b = 0; b < sizeof BEFORE / sizeof *BEFORE && !is_told; b++) {
        is_told = is_word(p, i - 1, BEFORE[b]);
    }
    bool is_owned = is_word(p, i + 1, "of") && !has_class(p, i + 1, WORD_shift);
    bool is_long = is_mark(p, i + 1, '-') && is_word(p, i + 2, "long");
    is_told |= is_owned && is_full_of(p, i);
    if ((!is_told && !is_long) || (is_owned && is_word(p, i - 1, "of"))) return got;
    got.kind = READING_DURATION;
    got.end = skip_old(p, i + 1);
    add_part(&got, VAGUE, unit_at(p, i));
    return got;
}

// "the last three weeks", "the first nine months", "recent years", "the coming days"
static reading read_directed_length(const pieces *p, int i) {
    time_base base = BASE_OPEN;
    bool      is_span = false;
    int       has_the = is_word(p, i, "the");
    int       at = read_direction(p, i, &base, &is_span);
    if (at == i && has_the) {
        piece_number first = read_place(p, i + 1, 2);
        bool         is_first = first.kind == NUMBER_ORDINAL && first.value == 1;
        at = is_first ? first.end : is_word(p, i + 1, "final") ? i + 2 : i + 1;
        is_span = true;
    }
    if (at == i && is_word(p, i, "recent")) at = i + 1;
    if (at == i || (!is_span && base != BASE_OPEN && base != BASE_THIS)) return no_reading(i);
    quantity how_many = read_quantity(p, skip_hedges(p, at));
    if (how_many.is_found && how_many.is_article) return no_reading(i);
    bool is_plural = !how_many.is_found && has_class(p, at, WORD_units);
    bool is_the_only = has_the && at == i + 1;
    if (is_plural && !is_the_only)
        how_many = (quantity){.value = VAGUE, .end = at, .is_found = true};
    if (!how_many.is_found || is_mark(p, how_many.end, '-')) return no_reading(i);
    reading got = length_from(p, i, how_many);
    if (got.kind == READING_NONE) return got;
    got.base = base;
    if (is_plural && base == BASE_LAST) got.is_past = true;
    if (is_plural && base == BASE_NEXT) got.is_future = true;
    if (is_plural && is_word(p, i, "recent")) got.is_past = true;
    return got;
}

// ---- Shifts ------------------------------------------------------------------------------

// A word such as "later" that an amount of time leads up to. "before" and "after" are only that
// when nothing follows that they could govern.
static bool ends_phrase(const pieces *p, int i) {
    const piece *at = piece_at(p, i);
    const token *t = token_at(p->doc, at->token);
    return i >= p->count || at->begins_sentence || is_mark(p, i, ',') || is_mark(p, i, '.') ||
           is_mark(p, i, ';') || is_mark(p, i, '?') || is_mark(p, i, '!') || is_mark(p, i, ')') ||
           is_mark(p, i, '"') || is_word(p, i, "and") || is_word(p, i, "but") ||
           t->pos == POS_ADP || t->tag == TAG_VBD || t->tag == TAG_VBZ || t->tag == TAG_MD;
}

static bool is_this_time(const pieces *p, int i) {
    return is_word(p, i, "this") &&
           (has_class(p, i + 1, WORD_unit) || has_class(p, i + 1, WORD_part) ||
            has_class(p, i + 1, WORD_season));
}

static reading add_shift(const pieces *p, reading got) {
    int at = skip_mark(p, got.end, '-');
    if (is_word(p, at, "from") && is_word(p, at + 1, "now")) {
        got.kind = READING_SHIFT;
        got.base = BASE_THIS;
        got.direction = 1;
        got.end = at + 2;
        return got;
    }
    if (!has_class(p, at, WORD_shift)) return got;
    str  kind = class_value(p, at, WORD_shift);
    bool may_govern = is_word(p, at, "before") || is_word(p, at, "after");
    bool is_other = (is_word(p, at, "hence") && !ends_phrase(p, at + 1)) ||
                    is_this_time(p, at + 1); // "for ten minutes later this week"
    if (is_other || (may_govern && !ends_phrase(p, at + 1))) return got;
    got.kind = READING_SHIFT;
    got.base = same(kind, STR("ago")) ? BASE_THIS : BASE_THAT;
    got.direction = same(kind, STR("later")) ? 1 : -1;
    got.end = at + 1;
    return got;
}

// "year-earlier", "the year-ago quarter"
static reading read_year_ago(const pieces *p, int i) {
    int     at = i + is_word(p, i, "the");
    reading got = no_reading(i);
    bool    is_ago = is_word(p, at + 2, "ago") || is_word(p, at + 2, "earlier");
    if (!is_word(p, at, "year") || !is_mark(p, at + 1, '-') || !is_ago) return got;
    bool has_noun = is_word(p, at + 3, "quarter") || is_word(p, at + 3, "period");
    got.begin = has_noun ? i : at;
    got.kind = READING_SHIFT;
    got.base = BASE_THIS;
    got.direction = -1;
    got.end = at + 3 + has_noun;
    add_part(&got, 1, UNIT_YEAR);
    return got;
}

// "the day before", "the year after", "the week before last"
static reading read_unit_before(const pieces *p, int i) {
    reading got = no_reading(i);
    int     at = i + (is_word(p, i, "the") || is_word(p, i, "a"));
    if (at == i || !has_class(p, at, WORD_unit)) return got;
    bool is_before = is_word(p, at + 1, "before") || is_word(p, at + 1, "earlier");
    bool is_after = is_word(p, at + 1, "after") || is_word(p, at + 1, "later");
    if ((!is_before && !is_after) || unit_at(p, at) < UNIT_DAY) return got;
    bool is_last = is_word(p, at + 2, "last") || is_word(p, at + 2, "yesterday");
    bool is_next = is_word(p, at + 2, "next") || is_word(p, at + 2, "tomorrow");
    if (!is_last && !is_next && !ends_phrase(p, at + 2)) return got;
    got.kind = READING_SHIFT;
    got.base = is_last || is_next ? BASE_THIS : BASE_THAT;
    got.direction = is_before ? -1 : 1;
    got.end = at + 2 + (is_last || is_next);
    add_part(&got, is_last || is_next ? 2 : 1, unit_at(p, at));
    return got;
}

// "another week", "all day"
static reading read_one_unit(const pieces *p, int i) {
    bool    is_one = is_word(p, i, "another") || is_word(p, i, "all");
    reading got = no_reading(i);
    if (!is_one || !has_class(p, i + 1, WORD_unit) || unit_at(p, i + 1) < UNIT_DAY) return got;
    got.kind = READING_DURATION;
    got.end = i + 2;
    add_part(&got, 1, unit_at(p, i + 1));
    return got;
}

reading read_length(const pieces *p, int i) {
    reading got = read_one_unit(p, i);
    if (got.kind != READING_NONE) return got;
    got = read_unit_before(p, i);
    if (got.kind != READING_NONE) return got;
    got = read_year_ago(p, i);
    if (got.kind != READING_NONE) return got;
    got = read_directed_length(p, i);
    if (got.kind != READING_NONE) return got;
    got = read_units_ahead(p, i);
    if (got.kind != READING_NONE) return got;
    quantity how_many = read_quantity(p, i);
    if (!how_many.is_found) {
        int behind = skip_hedges(p, i);
        if (behind > i) how_many = read_quantity(p, behind);
    }
    got = how_many.is_found ? length_from(p, i, how_many) : read_bare_units(p, i);
    return got.kind == READING_NONE ? got : add_shift(p, got);
}

reading read_counted_length(const pieces *p, int i) {
    quantity how_many = read_quantity(p, i);
    return how_many.is_found ? length_from(p, i, how_many) : no_reading(i);
}
