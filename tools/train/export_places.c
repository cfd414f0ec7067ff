// export_places.c - what the places of reports may mean, and what speaks for it, for training.
//
//     export_places OUTLINE FILE.jsonl... < weights > clues
//
// OUTLINE gets one line of JSON a report: {"id", "senses": [{"spans", "hint", "is_within",
// "candidates": [[latitude, longitude, kind, population, is_seat], ...]}, ...]}; spans are code
// points, degrees parts of 1e5. Then each line of weights (of every clue alone, then of every clue
// among others) is answered by the clues of all candidates in that order, as raw float64. The
// reports are read once, so that many weights can be tried.
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "engine/worker.h"
#include "extract/place/work.h"

typedef LIST(ro_document *) document_list;
typedef LIST(place_work) work_list;

typedef struct {
    arena         memory, scratch;
    place_rules  *tables;
    document_list documents;
    work_list     works;
} exporting;

// ---- Outline -----------------------------------------------------------------------------

typedef enum { OF_COUNTRY, OF_LIST, OF_REGION, OF_DISTRICT, OF_TOWN } candidate_kind;

static candidate_kind kind_of(const candidate *c) {
    if (c->kind == PLACE_COUNTRY) return OF_COUNTRY;
    if (c->listed >= 0) return OF_LIST;
    if (c->kind == PLACE_REGION) return c->is_district ? OF_DISTRICT : OF_REGION;
    return OF_TOWN;
}

static void write_candidate(json_writer *w, const candidate *c) {
    open_array(w);
    write_int(w, (int64_t)(c->lat * 1e5));
    write_int(w, (int64_t)(c->lon * 1e5));
    write_int(w, (int)kind_of(c));
    write_int(w, c->population);
    write_int(w, c->is_seat);
    close_array(w);
}

static void write_spans(json_writer *w, const place_work *work, int number) {
    const point_index *points = &work->doc->points;
    open_array(w);
    for (int i = 0; i < work->spots.count; i++) {
        const spot *s = &work->spots.at[i];
        if (s->sense != number) continue;
        open_array(w);
        write_int(w, point_at_byte(points, s->where.begin));
        write_int(w, point_at_byte(points, s->where.end));
        close_array(w);
    }
    close_array(w);
}

static void write_sense(json_writer *w, const place_work *work, int number) {
    const sense *s = &work->senses.at[number];
    open_object(w);
    write_key(w, "spans");
    write_spans(w, work, number);
    write_key(w, "hint");
    write_int(w, (int)s->hint);
    write_key(w, "is_within");
    write_bool(w, s->is_within);
    write_key(w, "candidates");
    open_array(w);
    for (int i = 0; i < s->candidates.count; i++) {
        write_candidate(w, &s->candidates.at[i]);
    }
    close_array(w);
    close_object(w);
}

static void write_outline(FILE *file, const place_work *work) {
    buffer      line = {0};
    json_writer w = {.out = &line};
    open_object(&w);
    write_key(&w, "id");
    write_string(&w, work->doc->meta.id);
    write_key(&w, "senses");
    open_array(&w);
    for (int i = 0; i < work->senses.count; i++) {
        write_sense(&w, work, i);
    }
    close_array(&w);
    close_object(&w);
    add_char(&line, '\n');
    fwrite(line.at, 1, line.size, file);
    close_buffer(&line);
}

// ---- Clues -------------------------------------------------------------------------------

static void write_clues(exporting *e) {
    for (int i = 0; i < e->works.count; i++) {
        place_work *work = &e->works.at[i];
        arena_mark  before = mark_arena(&e->scratch);
        work->scratch = &e->scratch;
        find_backing(work);
        choose_meanings(work);
        for (int k = 0; k < work->senses.count; k++) {
            const sense *s = &work->senses.at[k];
            fwrite(s->clues, sizeof *s->clues, (size_t)s->candidates.count * CLUES, stdout);
        }
        rewind_arena(&e->scratch, before);
    }
    fflush(stdout);
}

static bool read_weights(place_rules *tables) {
    for (int i = 0; i < WEIGHINGS * CLUES; i++) {
        if (scanf("%lf", &tables->weights[i / CLUES][i % CLUES]) != 1) return false;
    }
    return true;
}

// ---- Reports -----------------------------------------------------------------------------

static bool read_report(exporting *e, worker *w, const ro_report *report, ro_error *error) {
    const ro_read_options options = {.task = RO_READ, .form = RO_AS_NOTHING};
    ro_document          *made = read_on_worker(w, report, &options, error);
    if (!made) return false;
    place_work work = {.rules = e->tables, .scratch = &e->memory, .doc = made->doc};
    weigh_places(&work);
    PUSH_IN(&e->memory, &e->documents, made);
    PUSH_IN(&e->memory, &e->works, work);
    return true;
}

static bool read_reports(exporting *e, const ro_model *model, ro_input *input, ro_error *error) {
    worker *w = open_worker(model, RO_READ);
    bool    is_good = true;
    e->tables = open_place_rules(&e->memory, model->world);
    while (is_good) {
        ro_report     report;
        const ro_next next = ro_next_report(input, &report, error);
        if (next == RO_END) break;
        is_good = next == RO_REPORT && read_report(e, w, &report, error);
    }
    close_worker(w);
    return is_good;
}

static void close_exporting(exporting *e) {
    for (int i = 0; i < e->documents.count; i++) {
        ro_close_document(e->documents.at[i]);
    }
    close_arena(&e->scratch);
    close_arena(&e->memory);
}

int main(int count, char **words) {
    ro_error  error = {0};
    exporting e = {0};
    FILE     *outline = count > 2 ? fopen(words[1], "wb") : NULL;
    if (!outline) {
        fprintf(stderr, "usage: export_places OUTLINE FILE.jsonl... < weights > clues\n");
        return 2;
    }
    ro_model *model = ro_open_model(NULL, &error);
    ro_input *input =
        model ? ro_open_input((const char *const *)words + 2, (size_t)count - 2, NULL, &error)
              : NULL;
    bool is_good = input && read_reports(&e, model, input, &error);
    for (int i = 0; i < e.works.count; i++) {
        write_outline(outline, &e.works.at[i]);
    }
    is_good &= fclose(outline) == 0;
    while (is_good && read_weights(e.tables)) {
        write_clues(&e);
    }
    if (!is_good) fprintf(stderr, "export_places: %s\n", error.message);
    close_exporting(&e);
    if (input) ro_close_input(input);
    ro_close_model(model);
    return is_good ? 0 : 1;
}
