// record_json.c - the record as JSON: keys in the order of docs/record.md, lists in text order,
// spans turned from bytes into code points here and nowhere else.
#include "output/record_json.h"

#include <stdio.h>

#include "base/json.h"
#include "base/sha256.h"

typedef struct {
    json_writer     json;
    const document *doc;
} record_writer;

static void write_point_span(record_writer *w, span where) {
    open_array(&w->json);
    write_int(&w->json, point_at_byte(&w->doc->points, where.begin));
    write_int(&w->json, point_at_byte(&w->doc->points, where.end));
    close_array(&w->json);
}

static void write_span_or_null(record_writer *w, span where) {
    if (is_empty_span(where)) {
        write_null(&w->json);
    } else {
        write_point_span(w, where);
    }
}

static void write_spans(record_writer *w, const char *key, const span_list *list) {
    write_key(&w->json, key);
    open_array(&w->json);
    for (int i = 0; i < list->count; i++) {
        write_point_span(w, list->at[i]);
    }
    close_array(&w->json);
}

static void write_texts(record_writer *w, const char *key, const span_list *list) {
    write_key(&w->json, key);
    open_array(&w->json);
    for (int i = 0; i < list->count; i++) {
        write_string(&w->json, text_of(w->doc, list->at[i]));
    }
    close_array(&w->json);
}

static void write_id(record_writer *w, char kind, int index) {
    char name[16];
    if (index == NO_ID) {
        write_null(&w->json);
        return;
    }
    int size = snprintf(name, sizeof name, "%c%d", kind, index + 1);
    write_string(&w->json, (str){name, (size_t)size});
}

static void write_id_key(record_writer *w, const char *key, char kind, int index) {
    write_key(&w->json, key);
    write_id(w, kind, index);
}

static void write_word(record_writer *w, const char *key, const char *word) {
    write_key(&w->json, key);
    write_string_or_null(&w->json, str_of(word));
}

static void write_str(record_writer *w, const char *key, str text) {
    write_key(&w->json, key);
    write_string_or_null(&w->json, text);
}

static void write_span_and_text(record_writer *w, span where) {
    write_key(&w->json, "span");
    write_point_span(w, where);
    write_key(&w->json, "text");
    write_string(&w->json, text_of(w->doc, where));
}

static void write_reference(record_writer *w, reference to) {
    if (is_empty_span(to.where)) {
        write_null(&w->json);
        return;
    }
    open_object(&w->json);
    write_span_and_text(w, to.where);
    write_id_key(w, "entity", 'e', to.entity);
    close_object(&w->json);
}

static void write_reference_key(record_writer *w, const char *key, reference to) {
    write_key(&w->json, key);
    write_reference(w, to);
}

static void write_optional_number(record_writer *w, const char *key, bool is_known, double value) {
    write_key(&w->json, key);
    if (is_known) {
        write_number(&w->json, value);
    } else {
        write_null(&w->json);
    }
}

// ---- Report ------------------------------------------------------------------------------

static void write_dateline(record_writer *w) {
    const dateline *line = &w->doc->dateline;
    write_key(&w->json, "dateline");
    if (is_empty_span(line->where)) {
        write_null(&w->json);
        return;
    }
    open_object(&w->json);
    str place = is_empty_span(line->place) ? (str){0} : text_of(w->doc, line->place);
    str date = is_empty_span(line->date) ? (str){0} : text_of(w->doc, line->date);
    write_str(w, "place", place);
    write_str(w, "date", date);
    write_id_key(w, "place_id", 'p', line->place_id);
    write_key(&w->json, "span");
    write_point_span(w, line->where);
    close_object(&w->json);
}

static void write_bylines(record_writer *w) {
    if (w->doc->bylines.count > 0 || !w->doc->meta.byline.at) {
        write_texts(w, "bylines", &w->doc->bylines);
        return;
    }
    write_key(&w->json, "bylines");
    open_array(&w->json);
    write_string(&w->json, w->doc->meta.byline);
    close_array(&w->json);
}

static void write_report(record_writer *w, const record_options *options) {
    arena              scratch = {0};
    const document    *doc = w->doc;
    const report_meta *meta = &doc->meta;
    str                hash = sha256_of(&scratch, doc->text);
    write_word(w, "schema", "readout/1");
    write_str(w, "id", meta->id.at ? meta->id : hash);
    write_str(w, "text_sha256", hash);
    write_word(w, "engine", options->engine);
    write_word(w, "model", options->model);
    write_str(w, "atlas", options->atlas);
    write_str(w, "title", meta->title);
    write_str(w, "url", meta->url);
    write_str(w, "outlet", meta->outlet);
    write_str(w, "published", meta->published);
    write_key(&w->json, "updated");
    write_bool(&w->json, doc->is_updated);
    write_dateline(w);
    write_bylines(w);
    write_texts(w, "contributors", &doc->contributors);
    write_texts(w, "credits", &doc->credits);
    write_spans(w, "boilerplate", &doc->boilerplate);
    write_key(&w->json, "sentences");
    open_array(&w->json);
    for (int i = 0; i < doc->sentences.count; i++) {
        write_point_span(w, doc->sentences.at[i].where);
    }
    close_array(&w->json);
    write_word(w, "language", "en");
    close_arena(&scratch);
}

// ---- Records -----------------------------------------------------------------------------

static void write_strs(record_writer *w, const char *key, const str_list *list) {
    write_key(&w->json, key);
    open_array(&w->json);
    for (int i = 0; i < list->count; i++) {
        write_string(&w->json, list->at[i]);
    }
    close_array(&w->json);
}

static void write_entity(record_writer *w, int i) {
    const entity *e = &w->doc->entities.at[i];
    open_object(&w->json);
    write_id_key(w, "id", 'e', i);
    write_word(w, "type", name_of_entity_type(e->type));
    write_str(w, "name", e->name);
    write_strs(w, "aliases", &e->aliases);
    write_strs(w, "roles", &e->roles);
    write_id_key(w, "of", 'e', e->of);
    write_key(&w->json, "mentions");
    open_array(&w->json);
    for (int m = 0; m < e->mentions.count; m++) {
        open_object(&w->json);
        write_key(&w->json, "span");
        write_point_span(w, e->mentions.at[m].where);
        write_word(w, "kind", name_of_mention_kind(e->mentions.at[m].kind));
        close_object(&w->json);
    }
    close_array(&w->json);
    write_word(w, "links", NULL);
    close_object(&w->json);
}

static void write_cue(record_writer *w, const statement *s) {
    write_key(&w->json, "cue");
    if (is_empty_span(s->cue)) {
        write_null(&w->json);
        return;
    }
    open_object(&w->json);
    write_span_and_text(w, s->cue);
    write_str(w, "lemma", s->cue_lemma);
    close_object(&w->json);
}

static void write_plover(record_writer *w, const statement *s) {
    write_key(&w->json, "plover");
    if (!s->plover_root.at) {
        write_null(&w->json);
        return;
    }
    open_object(&w->json);
    write_str(w, "root", s->plover_root);
    write_str(w, "mode", s->plover_mode);
    close_object(&w->json);
}

static void write_statement(record_writer *w, int i) {
    const statement *s = &w->doc->statements.at[i];
    open_object(&w->json);
    write_id_key(w, "id", 's', i);
    write_key(&w->json, "span");
    write_point_span(w, s->where);
    write_word(w, "form", name_of_form(s->form));
    write_reference_key(w, "source", s->source);
    write_word(w, "class", name_of_class(s->class));
    write_optional_number(w, "count", s->count > 0, s->count);
    write_key(&w->json, "access");
    write_span_or_null(w, s->access);
    write_cue(w, s);
    write_word(w, "act", name_of_act(s->act));
    write_spans(w, "content", &s->content);
    write_plover(w, s);
    write_reference_key(w, "addressee", s->addressee);
    write_reference_key(w, "via", s->via);
    write_key(&w->json, "targets");
    open_array(&w->json);
    for (int t = 0; t < s->targets.count; t++) {
        write_reference(w, s->targets.at[t]);
    }
    close_array(&w->json);
    write_id_key(w, "time", 't', s->time);
    write_id_key(w, "place", 'p', s->place);
    write_id_key(w, "said_in", 's', s->said_in);
    close_object(&w->json);
}

static void write_populations(record_writer *w, unsigned bits) {
    write_key(&w->json, "population");
    open_array(&w->json);
    for (int p = 0; p <= (int)POPULATION_FOREIGNERS; p++) {
        if (bits >> p & 1) write_string(&w->json, str_of(name_of_population((figure_population)p)));
    }
    close_array(&w->json);
}

static void write_period(record_writer *w, const figure *f) {
    write_key(&w->json, "period");
    if (is_empty_span(f->period)) {
        write_null(&w->json);
        return;
    }
    open_object(&w->json);
    write_key(&w->json, "span");
    write_point_span(w, f->period);
    write_str(w, "from", f->period_from);
    write_str(w, "to", f->period_to);
    close_object(&w->json);
}

static void write_figure(record_writer *w, int i) {
    const figure *f = &w->doc->figures.at[i];
    open_object(&w->json);
    write_id_key(w, "id", 'f', i);
    write_span_and_text(w, f->where);
    write_optional_number(w, "value", f->has_value, f->value);
    write_optional_number(w, "low", f->has_low, f->low);
    write_optional_number(w, "high", f->has_high, f->high);
    write_key(&w->json, "approximate");
    write_bool(&w->json, f->approximate);
    write_word(w, "bound", name_of_bound(f->bound));
    write_word(w, "unit", f->unit);
    write_word(w, "per", f->per);
    write_reference_key(w, "counted", f->counted);
    write_word(w, "change", name_of_change(f->change));
    write_word(w, "measure", name_of_measure(f->measure));
    write_word(w, "kind", name_of_kind(f->kind));
    write_period(w, f);
    write_populations(w, f->population);
    write_word(w, "event", NULL);
    write_id_key(w, "said_in", 's', f->said_in);
    close_object(&w->json);
}

static void write_time(record_writer *w, int i) {
    const time_expression *t = &w->doc->times.at[i];
    open_object(&w->json);
    write_id_key(w, "id", 't', i);
    write_span_and_text(w, t->where);
    write_word(w, "type", name_of_time_type(t->type));
    write_str(w, "value", t->value);
    write_str(w, "from", t->from);
    write_str(w, "to", t->to);
    write_word(w, "precision", t->has_precision ? name_of_precision(t->precision) : NULL);
    write_word(w, "anchor", t->has_anchor ? name_of_anchor(t->anchor) : NULL);
    close_object(&w->json);
}

static void write_place(record_writer *w, int i) {
    const place_record *p = &w->doc->places.at[i];
    open_object(&w->json);
    write_id_key(w, "id", 'p', i);
    write_span_and_text(w, p->where);
    write_str(w, "name", p->name);
    write_word(w, "kind", name_of_place_kind(p->kind));
    write_str(w, "country", p->country);
    write_optional_number(w, "lat", p->has_point, p->lat);
    write_optional_number(w, "lon", p->has_point, p->lon);
    write_word(w, "precision", p->has_point ? name_of_point_precision(p->precision) : NULL);
    write_optional_number(w, "geonames", p->geonames > 0, p->geonames);
    write_strs(w, "inside", &p->inside);
    close_object(&w->json);
}

static void write_deadline(record_writer *w, int i) {
    const deadline *d = &w->doc->deadlines.at[i];
    open_object(&w->json);
    write_id_key(w, "id", 'd', i);
    write_span_and_text(w, d->where);
    write_word(w, "kind", name_of_deadline_kind(d->kind));
    write_reference_key(w, "set_by", d->set_by);
    write_key(&w->json, "about");
    write_span_or_null(w, d->about);
    write_id_key(w, "time", 't', d->time);
    write_key(&w->json, "consequence");
    write_span_or_null(w, d->consequence);
    write_id_key(w, "said_in", 's', d->said_in);
    close_object(&w->json);
}

static void write_list(record_writer *w, const char *key, int count,
                       void (*write_one)(record_writer *, int)) {
    write_key(&w->json, key);
    open_array(&w->json);
    for (int i = 0; i < count; i++) {
        write_one(w, i);
    }
    close_array(&w->json);
}

void write_record_json(buffer *out, const document *doc, const record_options *options) {
    // Kinds of record that Readout does not read: the key stands there all the same.
    static const char *const unread[] = {"events", "proposals", "terms", "positions", "conditions"};
    record_writer            w = {.json = {.out = out}, .doc = doc};
    open_object(&w.json);
    write_report(&w, options);
    write_list(&w, "entities", doc->entities.count, write_entity);
    write_list(&w, "statements", doc->statements.count, write_statement);
    write_list(&w, "figures", doc->figures.count, write_figure);
    write_list(&w, "times", doc->times.count, write_time);
    write_list(&w, "places", doc->places.count, write_place);
    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++) {
        write_list(&w, unread[i], 0, NULL);
    }
    write_list(&w, "deadlines", doc->deadlines.count, write_deadline);
    write_list(&w, "rounds", 0, NULL);
    if (options->with_text) write_str(&w, "text", doc->text);
    close_object(&w.json);
    add_char(out, '\n');
}
