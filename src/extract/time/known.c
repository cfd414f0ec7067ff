// known.c - the year of "October 7" in "the October 7 attacks", by table.
//
// Tense and nearness give a day without a year its nearest one. For a few days that is wrong for
// ever: news goes on naming them without the year. A word of what happened must stand near, in the
// same sentence, or have stood near it earlier in the report; and no anniversary near the report, since
// then the news may be of this year's day.
#include "extract/time/known.h"

#include <assert.h>
#include <stdlib.h>

#include "base/list.h"
#include "lexicon/lexicon.h"

typedef struct {
    civil_date date;
    str        words; // between |
} known_day;

struct known_days {
    LIST(known_day) rows;
};

known_days *read_known_days(arena *a) {
    known_days *list = NEW_IN(a, known_days, 1);
    data_rows   rows = open_rows("known_days.tsv");
    for (data_row row; next_row(&rows, &row);) {
        const civil_date date = {number_of_field(row.fields[2]), number_of_field(row.fields[0]),
                                 number_of_field(row.fields[1])};
        PUSH_IN(a, &list->rows, ((known_day){date, row.fields[3]}));
    }
    assert(list->rows.count <= MOST_KNOWN_DAYS);
    return list;
}

// "Since October 7 ...": the day of a story, whose word may stand in the sentence before or behind.
static bool is_border(const pieces *p, int i) {
    return is_word(p, i, "since") || is_word(p, i, "before") || is_word(p, i, "after");
}

static bool is_told_near(const pieces *p, const reading *got, str words) {
    enum { NEAR = 8, FAR = 60 };
    bool is_far = is_border(p, got->begin - 1);
    int  reach = is_far ? FAR : NEAR;
    int  own = token_at(p->doc, piece_at(p, got->begin)->token)->sentence;
    int  begin = got->begin > reach ? got->begin - reach : 0;
    for (int i = begin; i < got->end + reach && i < p->count; i++) {
        bool is_behind = i == got->end && piece_at(p, i)->kind == PIECE_WORD;
        bool is_here =
            is_far || is_behind || token_at(p->doc, piece_at(p, i)->token)->sentence == own;
        bool is_word = piece_at(p, i)->kind == PIECE_WORD;
        if (is_here && is_word && is_in_list(words, '|', piece_at(p, i)->lower)) return true;
    }
    return false;
}

// "the October 7 attack" is a name, whenever it is told.
static bool is_named_behind(const pieces *p, int i, str words) {
    return piece_at(p, i)->kind == PIECE_WORD && is_in_list(words, '|', piece_at(p, i)->lower);
}

// Whether an anniversary of the day lies so near to the report that it may be news.
static bool is_near_anniversary(civil_date date, const stamp *published) {
    enum { NEAR_DAYS = 60 };
    int today = day_of_stamp(published);
    for (int year = published->year - 1; year <= published->year + 1; year++) {
        int away = abs(day_of_date((civil_date){year, date.month, date.day}) - today);
        if (year > date.year && away <= NEAR_DAYS) return true;
    }
    return false;
}

int find_known_year(const known_days *days, const pieces *p, const reading *got,
                    const stamp *published, uint64_t *told) {
    bool is_open = got->kind == READING_POINT && got->year == OPEN && got->day != OPEN &&
                   got->base == BASE_OPEN && got->outer_unit == UNIT_NONE && got->end_day == OPEN;
    if (!is_open) return OPEN;
    for (int i = 0; i < days->rows.count; i++) {
        civil_date date = days->rows.at[i].date;
        if (date.month != got->month || date.day != got->day) continue;
        if (!has_day(published)) {
            if (is_named_behind(p, got->end, days->rows.at[i].words)) return date.year;
            continue;
        }
        bool is_over = day_of_date(date) <= day_of_stamp(published);
        if (!is_over || is_near_anniversary(date, published)) continue;
        if (is_told_near(p, got, days->rows.at[i].words)) *told |= (uint64_t)1 << i;
        if (*told >> i & 1) return date.year;
    }
    return OPEN;
}

// ---- Events ------------------------------------------------------------------------------

struct known_events {
    phrase_table names;
    LIST(civil_date) days;
};

known_events *read_known_events(arena *a) {
    known_events *list = NEW_IN(a, known_events, 1);
    data_rows     rows = open_rows("known_events.tsv");
    for (data_row row; next_row(&rows, &row);) {
        for (str names = row.fields[0]; names.at;) {
            add_phrase(a, &list->names, cut_at(&names, '|'), (uint32_t)list->days.count);
        }
        const civil_date day = {number_of_field(row.fields[1]), number_of_field(row.fields[2]),
                                number_of_field(row.fields[3])};
        PUSH_IN(a, &list->days, day);
    }
    return list;
}

reading read_event(const known_events *events, const pieces *p, int i) {
    reading  got = point_reading(i, i, UNIT_DAY);
    uint32_t row = find_phrase(&events->names, p, i + is_word(p, i, "the"), &got.end);
    if (row == NOT_IN_TABLE) return no_reading(i);
    got.is_event = true;
    got.year = events->days.at[row].year;
    got.month = events->days.at[row].month;
    got.day = events->days.at[row].day;
    return got;
}
