// rules.c - the stages behind the language engine, in the order in which they build on each other.
#include "engine/rules.h"

#include <stdlib.h>

#include "entity/entity.h"
#include "extract/deadline/deadline.h"
#include "extract/figure/figure.h"
#include "extract/link.h"
#include "extract/place/place.h"
#include "extract/statement/statement.h"
#include "extract/time/time.h"

struct rules {
    arena            memory;
    time_rules      *times;
    entity_rules    *entities;
    figure_rules    *figures;
    statement_rules *statements;
    place_rules     *places;
    deadline_rules  *deadlines;
};

rules *open_rules(const atlas *world) {
    rules *opened = calloc(1, sizeof *opened);
    if (!opened) die_of_no_memory(sizeof *opened);
    opened->times = open_time_rules(&opened->memory);
    opened->entities = open_entity_rules(&opened->memory);
    opened->figures = open_figure_rules(&opened->memory);
    opened->statements = open_statement_rules(&opened->memory);
    opened->places = open_place_rules(&opened->memory, world);
    opened->deadlines = open_deadline_rules(&opened->memory);
    return opened;
}

void close_rules(rules *opened) {
    if (!opened) return;
    close_arena(&opened->memory);
    free(opened);
}

static void tell_done(const part_watcher *watcher, const char *part) {
    if (watcher && watcher->done) watcher->done(watcher->context, part);
}

void find_records(const rules *opened, arena *scratch, document *doc, const part_watcher *watcher) {
    const arena_mark before = mark_arena(scratch); // the first stages leave nothing there
    find_times(opened->times, scratch, doc);
    rewind_arena(scratch, before);
    tell_done(watcher, "times");
    find_entities(opened->entities, scratch, doc);
    rewind_arena(scratch, before);
    tell_done(watcher, "entities");
    find_places(opened->places, scratch, doc);
    rewind_arena(scratch, before);
    tell_done(watcher, "places");
    find_figures(opened->figures, doc);
    tell_done(watcher, "figures");
    find_statements(opened->statements, scratch, doc);
    tell_done(watcher, "statements");
    link_places(doc);
    const content_list contents = list_contents(scratch, doc);
    find_deadlines(opened->deadlines, &contents, doc);
    tell_done(watcher, "deadlines");
    link_records(&contents, doc);
    tell_done(watcher, "links");
}
