// time.c - times in three steps: the text in pieces; readings, each the longest expression from its
// first piece on, left to right; records, each resolved from the report's date or from the readings
// before it.
//
// Every reader looks at most a fixed number of pieces ahead, so a report takes time in its length.
#include "extract/time/time.h"

#include "base/list.h"
#include "extract/time/join.h"
#include "extract/time/known.h"
#include "extract/time/read.h"
#include "extract/time/sense.h"

typedef LIST(reading) reading_list;

struct time_rules {
    word_list           words;
    const number_words *numbers;
    const feast_list   *feasts;
    const phrase_list  *phrases;
    const known_days   *known;
    const known_events *events;
    const nation_days  *nations;
};

time_rules *open_time_rules(arena *a) {
    time_rules *rules = NEW_IN(a, time_rules, 1);
    rules->words = read_time_words(a);
    rules->numbers = open_number_words(a);
    rules->feasts = read_feasts(a);
    rules->phrases = read_phrases(a);
    rules->known = read_known_days(a);
    rules->events = read_known_events(a);
    rules->nations = read_nation_days(a);
    return rules;
}

static bool is_behind_length(const reading_list *so_far, int i) {
    const reading *last = so_far->count > 0 ? &so_far->at[so_far->count - 1] : NULL;
    return last && last->kind == READING_DURATION && last->end + 1 == i;
}

// Behind "the first Monday of", the whole that it is a part of; behind "two days after", an event too.
static reading read_next(const time_reader *reader, const reading_list *so_far, int i) {
    const reading *last = so_far->count > 0 ? &so_far->at[so_far->count - 1] : NULL;
    bool           is_whole_of = last && last->kind == READING_PART && last->end == i;
    if (is_whole_of) return read_whole_of(reader, i);
    bool    is_behind = is_behind_length(so_far, i);
    reading event = is_behind ? read_event(reader->events, reader->text, i) : no_reading(i);
    return event.kind != READING_NONE ? event : read_expression(reader, i);
}

static void guess_known_year(const time_rules *rules, resolver *r, reading *got) {
    int known = find_known_year(rules->known, r->text, got, &r->from.published, &r->known_days);
    if (known != OPEN) got->year = known;
}

void find_times(const time_rules *rules, arena *scratch, document *doc) {
    reading_list readings = {0};
    pieces       text = cut_pieces(&rules->words, scratch, doc);
    text.numbers = rules->numbers;
    country_counts    counts = {scratch, NULL};
    const time_reader reader = {&text,         rules->feasts,  rules->phrases,
                                rules->events, rules->nations, &counts};
    for (int i = 0; i < text.count;) {
        bool    may_be = may_begin(&text, i) || is_behind_length(&readings, i);
        reading got = may_be ? read_next(&reader, &readings, i) : no_reading(i);
        if (got.kind != READING_NONE) got = read_in_place(&text, got);
        if (got.kind != READING_NONE && !is_idiom(&text, &got)) PUSH_IN(scratch, &readings, got);
        i = got.kind != READING_NONE && got.end > i ? got.end : i + 1;
    }
    join_readings(&text, readings.at, readings.count);
    resolver r = {.memory = &doc->memory,
                  .doc = doc,
                  .text = &text,
                  .feasts = rules->feasts,
                  .from = open_anchors(doc, readings.at, readings.count)};
    for (int i = 0; i < readings.count; i++) {
        reading *got = &readings.at[i];
        if (got->kind == READING_NONE) continue;
        guess_known_year(rules, &r, got);
        time_expression record;
        if (got->join == JOIN_NONE) {
            record = resolve_reading(&r, got);
        } else {
            guess_known_year(rules, &r, got + 1);
            record = resolve_joined(&r, got, got + 1);
            i++;
        }
        PUSH_IN(&doc->memory, &doc->times, record);
    }
}
