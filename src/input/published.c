// published.c - one pass over the words of a date, each of which fills what it can be.
//
//     Thu,  8    Feb    2024  14:05  GMT         2:05  p.m.   EST   Thu  February  8,  2024
//     -     day  month  year  time   offset      time  half   offset -   month     day year
//
// A word that can be nothing refuses the whole, and so does a second one of a kind: what is left
// is a date and nothing but a date.
#include "input/published.h"

#include "base/buffer.h"
#include "base/calendar.h"

typedef struct {
    int year, month, day;
    int hour, minute, second; // -1: not told
    int half;                 // 0: not told; 'a' or 'p'
    enum { ZONE_UNKNOWN, ZONE_OPEN, ZONE_OFFSET } zone;
    int offset; // minutes ahead of UTC, for ZONE_OFFSET
} moment;

static const moment NOTHING = {.hour = -1, .minute = -1, .second = -1};

enum { LONGEST = 80 }; // bytes of a date; more is a sentence

static const char *const FILLERS[] = {"at",       "on",   "published", "updated", "posted",
                                      "modified", "last", "first",     "date",    "time",
                                      "the",      "of",   "and"};

// Zones with one meaning in English news (RFC 2822, section 4.3, and those of Europe).
static const struct {
    const char *name;
    int         hours;
} ZONES[] = {
    {"z", 0},    {"gmt", 0},  {"utc", 0},  {"ut", 0},   {"est", -5},
    {"edt", -4}, {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8},
    {"pdt", -7}, {"cet", 1},  {"cest", 2}, {"eet", 2},  {"eest", 3},
};
// Zones that mean different offsets by season or place: they say nothing certain.
static const char *const ORDINAL_ENDINGS[] = {"st", "nd", "rd", "th"};
static const char *const OPEN_ZONES[] = {"et", "ct", "pt", "mt", "bst", "ist", "cst", "local"};

static bool is_one_of(str word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (same_ignoring_case(word, str_of(list[i]))) return true;
    }
    return false;
}
#define IS_ONE_OF(word, list) is_one_of((word), (list), sizeof(list) / sizeof *(list))

static bool is_possible(const moment *m) {
    if (m->year < 1000 || m->month < 1 || m->month > 12) return false;
    if (m->day < 1 || m->day > days_of_month(m->year, m->month)) return false;
    return m->hour < 24 && m->minute < 60 && m->second < 61;
}

// Takes exactly `count` digits; -1 when they are not there.
static int take_digits(str *rest, size_t count) {
    int number = 0;
    if (rest->size < count) return -1;
    for (size_t i = 0; i < count; i++) {
        if (!is_digit(rest->at[i])) return -1;
        number = number * 10 + (rest->at[i] - '0');
    }
    *rest = slice(*rest, count, rest->size);
    return number;
}

static bool take_char(str *rest, char c) {
    if (rest->size == 0 || rest->at[0] != c) return false;
    *rest = slice(*rest, 1, rest->size);
    return true;
}

// "14:05", "9.30", "14:05:00", "14:05:00.123"
static bool take_time(str *rest, moment *m) {
    bool is_short = rest->size > 1 && is_digit(rest->at[0]) && !is_digit(rest->at[1]);
    m->hour = take_digits(rest, is_short ? 1 : 2);
    if (m->hour < 0 || (!take_char(rest, ':') && !take_char(rest, '.'))) return false;
    m->minute = take_digits(rest, 2);
    if (m->minute < 0) return false;
    if (!take_char(rest, ':')) return true;
    m->second = take_digits(rest, 2);
    if (m->second < 0) return false;
    if (rest->size > 1 && (rest->at[0] == '.' || rest->at[0] == ',') && is_digit(rest->at[1])) {
        do {
            *rest = slice(*rest, 1, rest->size);
        } while (rest->size > 0 && is_digit(rest->at[0]));
    }
    return true;
}

static bool read_zone(str word, moment *m) {
    if (m->zone != ZONE_UNKNOWN) return false;
    for (size_t i = 0; i < sizeof ZONES / sizeof *ZONES; i++) {
        if (!same_ignoring_case(word, str_of(ZONES[i].name))) continue;
        m->zone = ZONE_OFFSET;
        m->offset = ZONES[i].hours * 60;
        return true;
    }
    if (!IS_ONE_OF(word, OPEN_ZONES)) return false;
    m->zone = ZONE_OPEN;
    return true;
}

// "Z", "+02:00", "+0200", "+02", to the end of the text.
static bool read_offset(str text, moment *m) {
    if (text.size == 1 && to_lower(text.at[0]) == 'z') {
        m->zone = ZONE_OFFSET;
        return true;
    }
    if (text.size < 3 || (text.at[0] != '+' && text.at[0] != '-')) return false;
    str rest = slice(text, 1, text.size);
    int hours = take_digits(&rest, 2);
    take_char(&rest, ':');
    int minutes = rest.size == 0 ? 0 : take_digits(&rest, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59 || rest.size > 0) return false;
    m->zone = ZONE_OFFSET;
    m->offset = (hours * 60 + minutes) * (text.at[0] == '-' ? -1 : 1);
    return true;
}

static bool read_iso(str text, moment *m) {
    str rest = text;
    *m = NOTHING;
    m->year = take_digits(&rest, 4);
    if (m->year < 0 || !take_char(&rest, '-')) return false;
    m->month = take_digits(&rest, 2);
    if (m->month < 0 || !take_char(&rest, '-')) return false;
    m->day = take_digits(&rest, 2);
    if (rest.size == 0) return is_possible(m);
    if (!take_char(&rest, 'T') && !take_char(&rest, 't') && !take_char(&rest, ' ')) return false;
    if (!take_time(&rest, m)) return false;
    rest = trim(rest);
    return (rest.size == 0 || read_offset(rest, m) || read_zone(rest, m)) && is_possible(m);
}

// "8", "8th", "2024"
static bool read_number(str word, moment *m) {
    str rest = word;
    if (word.size == 4 && m->year == 0 && (m->year = take_digits(&rest, 4)) > 0) return true;
    rest = word;
    size_t digits = word.size > 1 && is_digit(word.at[1]) ? 2 : 1;
    int    number = take_digits(&rest, digits);
    if (number < 1 || number > 31 || m->day != 0) return false;
    m->day = number;
    return rest.size == 0 || IS_ONE_OF(rest, ORDINAL_ENDINGS);
}

// "am", "p.m.", alone or behind the time without a blank
static bool read_half(str word, moment *m) {
    if (m->half != 0 || word.size < 2 || word.size > 4) return false;
    char first = to_lower(word.at[0]);
    bool is_half = same_ignoring_case(slice(word, 1, word.size), STR("m")) ||
                   same_ignoring_case(slice(word, 1, word.size), STR(".m")) ||
                   same_ignoring_case(slice(word, 1, word.size), STR(".m."));
    if (!is_half || (first != 'a' && first != 'p')) return false;
    m->half = first;
    return true;
}

// "14:05:00", "2.05pm", "2pm"
static bool read_clock(str word, moment *m) {
    str  rest = word;
    bool is_bare =
        word.size > 2 && !is_letter(word.at[0]) && to_lower(word.at[word.size - 1]) == 'm';
    if (m->hour >= 0) return false;
    if (find_char(word, ':', 0) < 0 && is_bare && find_char(word, '.', 0) < 0) {
        m->hour = take_digits(&rest, is_digit(word.at[1]) ? 2 : 1);
        m->minute = 0;
        return m->hour > 0 && read_half(rest, m);
    }
    return take_time(&rest, m) && (rest.size == 0 || read_half(rest, m));
}

static bool read_word(str word, moment *m) {
    if (is_digit(word.at[0])) {
        moment before = *m;
        if (read_number(word, m)) return true;
        *m = before;
        return read_clock(word, m);
    }
    if (m->zone == ZONE_UNKNOWN && m->hour >= 0 && read_offset(word, m)) return true;
    if (read_half(word, m)) return true;
    str bare = ends_with(word, STR(".")) ? slice(word, 0, word.size - 1) : word;
    int month = month_of_name(bare);
    if (month > 0 && m->month == 0) {
        m->month = month;
        return true;
    }
    if (weekday_of_name(bare) > 0 || IS_ONE_OF(bare, FILLERS)) return true;
    return m->hour >= 0 && read_zone(bare, m);
}

static bool is_separator(char c) {
    return is_blank(c) || c == ',' || c == '(' || c == ')' || c == '|';
}

static bool read_words(str text, moment *m) {
    *m = NOTHING;
    for (size_t i = 0; i < text.size;) {
        size_t end = i;
        while (end < text.size && !is_separator(text.at[end])) {
            end++;
        }
        str word = slice(text, i, end);
        if (word.size > 0 && word.at[word.size - 1] == ':') word.size--;
        if (word.size > 0 && !read_word(word, m)) return false;
        i = end + 1;
    }
    if (m->half != 0) {
        if (m->hour < 1 || m->hour > 12) return false;
        m->hour = m->hour % 12 + (m->half == 'p' ? 12 : 0);
    }
    return is_possible(m);
}

bool read_date(arena *a, str text, str *iso) {
    moment m;
    text = trim(text);
    if (text.size > LONGEST || (!read_iso(text, &m) && !read_words(text, &m))) return false;
    buffer out = {0};
    add_format(&out, "%04d-%02d-%02d", m.year, m.month, m.day);
    if (m.hour >= 0) add_format(&out, "T%02d:%02d", m.hour, m.minute);
    if (m.second >= 0) add_format(&out, ":%02d", m.second);
    if (m.hour >= 0 && m.zone == ZONE_OFFSET) {
        int minutes = m.offset < 0 ? -m.offset : m.offset;
        if (minutes == 0) {
            add_char(&out, 'Z');
        } else {
            add_format(&out, "%c%02d:%02d", m.offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
        }
    }
    *iso = copy_str(a, str_of_buffer(&out));
    close_buffer(&out);
    return true;
}
