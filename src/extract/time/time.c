// time.c - times in three steps: the text in pieces; readings, each the longest expression from its
// first piece on, left to right; records, each resolved from the report's date or from the readings
// before it.
//
// Every reader looks at most a fixed number of pieces ahead, so a report takes time in its length.
#include "extract/time/time.h"

#include "base/list.h"
#include "extract/time/known.h"
#include "extract/time/read.h"
#include "extract/time/resolve.h"

struct time_rules {
    word_list           words;
    const number_words *numbers;
    const feast_list   *feasts;
    const phrase_list  *phrases;
    const known_days   *known;
};

time_rules *open_time_rules(arena *a) {
    time_rules *rules = NEW_IN(a, time_rules, 1);
    rules->words = read_time_words(a);
    rules->numbers = open_number_words(a);
    rules->feasts = read_feasts(a);
    rules->phrases = read_phrases(a);
    rules->known = read_known_days(a);
    return rules;
}

// "soon" in a clause of the past tells of what came next, "now" of what was then.
static bool suits_tense(const pieces *text, const reading *got) {
    bool is_future = same(got->value, STR("FUTURE_REF"));
    int  token_index = piece_at(text, got->begin)->token;
    bool is_adverb = token_at(text->doc, token_index)->pos == POS_ADV;
    bool is_joint = is_word(text, got->begin - 1, "as") || is_word(text, got->end, "after");
    if (is_joint && is_adverb) return false; // "as soon as", "soon after"
    return !is_future || !is_adverb || tense_at(text->doc, token_index) != TENSE_PAST;
}

// "April and June 1955", "the 13th to the 19th of October", "499 to 493 BC": the first takes what it
// lacks from the second.
static void share_with_next(const pieces *text, reading *first, const reading *second) {
    static const char *const JOINTS[] = {"and", "to", "or", "until", "through", "till"};
    int                      at = first->end;
    bool                     is_joined_by_word = is_mark(text, at, '-');
    for (size_t i = 0; i < sizeof JOINTS / sizeof *JOINTS; i++) {
        is_joined_by_word |= is_word(text, at, JOINTS[i]);
    }
    bool are_points = first->kind == READING_POINT && second->kind == READING_POINT;
    if (!is_joined_by_word || second->begin != at + 1 || !are_points) return;
    if (first->year != OPEN && second->is_bc && first->year > second->year) first->is_bc = true;
    if (second->month == OPEN || second->unit > UNIT_MONTH || first->feast != OPEN) return;
    if (first->month == OPEN && first->day != OPEN && first->day < second->day) {
        first->month = second->month;
    }
    bool is_open = first->year == OPEN && first->month != OPEN && first->outer_unit == UNIT_NONE;
    if (!is_open || second->year == OPEN) return;
    first->year = second->year - (first->month > second->month);
    first->is_bc = second->is_bc;
}

void find_times(const time_rules *rules, arena *scratch, document *doc) {
    LIST(reading) readings = {0};
    pieces text = cut_pieces(&rules->words, scratch, doc);
    text.numbers = rules->numbers;
    const time_reader reader = {&text, rules->feasts, rules->phrases};
    for (int i = 0; i < text.count;) {
        if (!may_begin(&text, i)) {
            i++;
            continue;
        }
        reading got = read_expression(&reader, i);
        if (got.kind == READING_FIXED && !suits_tense(&text, &got)) got.kind = READING_NONE;
        if (got.kind != READING_NONE) PUSH_IN(scratch, &readings, got);
        i = got.kind != READING_NONE && got.end > i ? got.end : i + 1;
    }
    for (int i = readings.count - 2; i >= 0; i--) {
        share_with_next(&text, &readings.at[i], &readings.at[i + 1]);
    }
    resolver r = {.memory = &doc->memory,
                  .doc = doc,
                  .text = &text,
                  .feasts = rules->feasts,
                  .from = open_anchors(doc, &text, readings.at, readings.count)};
    for (int i = 0; i < readings.count; i++) {
        int known = find_known_year(rules->known, &text, &readings.at[i], &r.from.published);
        if (known != OPEN) readings.at[i].year = known;
        PUSH_IN(&doc->memory, &doc->times, resolve_reading(&r, &readings.at[i]));
    }
}
