// save.c - putting a document into a store: one transaction, all of it or nothing.
#include "store/save.h"

#include "base/buffer.h"
#include "base/fold.h"
#include "base/sha256.h"
#include "store/sphere.h"

// ---- Identity ----------------------------------------------------------------------------

str key_of_report(arena *a, const report_meta *meta, str text) {
    if (meta->url.size > 0) return join_str(a, STR("url:"), meta->url);
    if (meta->id.size == 0) return join_str(a, STR("text:"), sha256_of(a, text));
    str outlet = join_str(a, meta->outlet, STR("/"));
    return join_str(a, join_str(a, STR("id:"), outlet), meta->id);
}

// A hash over everything that makes a version what it is. Sizes keep the parts apart.
static str hash_content(arena *a, const report_meta *meta, str text) {
    const str parts[] = {meta->title, meta->outlet, meta->published, text};
    buffer    all = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        add_format(&all, "%zu:", parts[i].size);
        add_str(&all, parts[i]);
    }
    str hash = sha256_of(a, str_of_buffer(&all));
    close_buffer(&all);
    return hash;
}

typedef struct {
    int64_t report, number; // 0: not there
    bool    is_same;
} kept;

static const char FIND_KEPT[] = "SELECT report, number, content_sha256 = ?2 FROM report "
                                "JOIN version USING (report) WHERE key = ?1 AND is_newest";

static bool find_kept(database *db, str key, str hash, kept *found, ro_error *error) {
    query *q = prepare(db, FIND_KEPT, error);
    if (!q) return false;
    bind_text(q, 1, key);
    bind_text(q, 2, hash);
    row_outcome outcome = next_query_row(q, error);
    *found = (kept){0};
    if (outcome == ROW_ONE) {
        *found = (kept){column_int(q, 0), column_int(q, 1), column_int(q, 2) != 0};
        reset_query(q);
    }
    return outcome != ROW_FAILED;
}

bool has_report(database *db, const report_meta *meta, str text) {
    arena scratch = {0};
    kept  found = {0};
    str   key = key_of_report(&scratch, meta, text), hash = hash_content(&scratch, meta, text);
    bool  is_there = find_kept(db, key, hash, &found, NULL) && found.is_same;
    close_arena(&scratch);
    return is_there;
}

// ---- Rows --------------------------------------------------------------------------------

typedef struct {
    database       *db;
    const document *doc;
    arena           scratch;
    int64_t         version;
    ro_error       *error;
} saver;

static str text_or_null(const document *doc, span where) {
    return is_empty_span(where) ? (str){NULL, 0} : text_of(doc, where);
}

static void bind_span(const saver *s, query *q, int parameter, span where) {
    bind_int(q, parameter, point_at_byte(&s->doc->points, where.begin));
    bind_int(q, parameter + 1, point_at_byte(&s->doc->points, where.end));
}

static str first_ten(str date) {
    return date.size > 10 ? slice(date, 0, 10) : date;
}

static const char SAVE_REPORT[] = "INSERT INTO report (key, id) VALUES (?1, ?2)";
static const char AGE_VERSIONS[] =
    "UPDATE version SET is_newest = 0 WHERE report = ?1 AND is_newest";
static const char SAVE_VERSION[] =
    "INSERT INTO version (report, number, is_newest, title, url, outlet, published, day, dateline,"
    " text, content_sha256, record) VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

static bool save_report(saver *s, str key, kept *found) {
    if (found->report == 0) {
        query *q = prepare(s->db, SAVE_REPORT, s->error);
        if (!q) return false;
        bind_text(q, 1, key);
        bind_text(q, 2,
                  s->doc->meta.id.at ? s->doc->meta.id : sha256_of(&s->scratch, s->doc->text));
        if (!run_query(q, s->error)) return false;
        found->report = last_inserted(s->db);
    }
    query *q = prepare(s->db, AGE_VERSIONS, s->error);
    if (!q) return false;
    bind_int(q, 1, found->report);
    return run_query(q, s->error);
}

static bool save_version(saver *s, const kept *found, str hash, str record) {
    const report_meta *meta = &s->doc->meta;
    query             *q = prepare(s->db, SAVE_VERSION, s->error);
    if (!q) return false;
    bind_int(q, 1, found->report);
    bind_int(q, 2, found->number + 1);
    bind_text(q, 3, meta->title);
    bind_text(q, 4, meta->url);
    bind_text(q, 5, meta->outlet);
    bind_text(q, 6, meta->published);
    bind_text(q, 7, first_ten(meta->published));
    bind_text(q, 8, text_or_null(s->doc, s->doc->dateline.place));
    bind_text(q, 9, s->doc->text);
    bind_text(q, 10, hash);
    bind_text(q, 11, record);
    if (!run_query(q, s->error)) return false;
    s->version = last_inserted(s->db);
    return true;
}

static const char SAVE_ENTITY[] =
    "INSERT INTO entity (version, number, type, name, of) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char SAVE_NAME[] =
    "INSERT OR IGNORE INTO entity_name (version, number, name) VALUES (?1, ?2, ?3)";

static bool save_name(saver *s, int number, str name) {
    query *q = prepare(s->db, SAVE_NAME, s->error);
    if (!q) return false;
    bind_int(q, 1, s->version);
    bind_int(q, 2, number);
    bind_text(q, 3, name);
    return run_query(q, s->error);
}

static bool save_entity(saver *s, int i) {
    const entity *e = &s->doc->entities.at[i];
    query        *q = prepare(s->db, SAVE_ENTITY, s->error);
    if (!q) return false;
    bind_int(q, 1, s->version);
    bind_int(q, 2, i);
    bind_text(q, 3, str_of(name_of_entity_type(e->type)));
    bind_text(q, 4, e->name);
    bind_index_or_null(q, 5, e->of);
    if (!run_query(q, s->error) || !save_name(s, i, e->name)) return false;
    for (int n = 0; n < e->aliases.count; n++) {
        if (!save_name(s, i, e->aliases.at[n])) return false;
    }
    return true;
}

// The pieces of a statement's content, joined by " ... " as editors do.
static str join_content(saver *s, const statement *said) {
    str joined = {"", 0};
    for (int i = 0; i < said->content.count; i++) {
        if (i > 0) joined = join_str(&s->scratch, joined, STR(" ... "));
        joined = join_str(&s->scratch, joined, text_of(s->doc, said->content.at[i]));
    }
    return joined;
}

// When it was said, as far as the report tells; else the day of the report.
static str day_of_statement(const document *doc, const statement *said) {
    if (said->time != NO_ID && doc->times.at[said->time].from.at) {
        return first_ten(doc->times.at[said->time].from);
    }
    return first_ten(doc->meta.published);
}

static bool has_name(const entity *e) {
    for (int m = 0; m < e->mentions.count; m++) {
        if (e->mentions.at[m].kind == MENTION_NAME) return true;
    }
    return false;
}

// Who is meant: by name, where the report tells one; else the words there.
static str name_of_reference(const document *doc, reference who) {
    if (who.entity != NO_ID && has_name(&doc->entities.at[who.entity])) {
        return doc->entities.at[who.entity].name;
    }
    return text_or_null(doc, who.where);
}

static const char SAVE_STATEMENT[] =
    "INSERT INTO statement (version, number, source, source_entity, source_name, class, form, act,"
    " cue, content, day, via, addressee, said_in, span_begin, span_end)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";

static bool save_statement(saver *s, int i) {
    const document  *doc = s->doc;
    const statement *said = &doc->statements.at[i];
    query           *q = prepare(s->db, SAVE_STATEMENT, s->error);
    if (!q) return false;
    bind_int(q, 1, s->version);
    bind_int(q, 2, i);
    bind_text(q, 3, text_or_null(doc, said->source.where));
    bind_index_or_null(q, 4, said->source.entity);
    bind_text(q, 5, name_of_reference(doc, said->source));
    bind_text(q, 6, str_of(name_of_class(said->class)));
    bind_text(q, 7, str_of(name_of_form(said->form)));
    bind_text(q, 8, str_of(name_of_act(said->act)));
    bind_text(q, 9, text_or_null(doc, said->cue));
    bind_text(q, 10, join_content(s, said));
    bind_text(q, 11, day_of_statement(doc, said));
    bind_text(q, 12, text_or_null(doc, said->via.where));
    bind_text(q, 13, text_or_null(doc, said->addressee.where));
    bind_index_or_null(q, 14, said->said_in);
    bind_span(s, q, 15, said->where);
    return run_query(q, s->error);
}

// The words of the sentence that holds a record.
static str sentence_around(const document *doc, span where) {
    int at = sentence_of_byte(doc, where.begin);
    return text_of(doc, at < 0 ? where : doc->sentences.at[at].where);
}

static const char SAVE_FIGURE[] =
    "INSERT INTO figure (version, number, words, value, low, high, bound, unit, per, counted,"
    " measure, kind, change, period, period_from, period_to, said_in, sentence, span_begin,"
    " span_end) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
    " ?17, ?18, ?19, ?20)";

static bool save_figure(saver *s, int i) {
    const document *doc = s->doc;
    const figure   *f = &doc->figures.at[i];
    query          *q = prepare(s->db, SAVE_FIGURE, s->error);
    if (!q) return false;
    bind_int(q, 1, s->version);
    bind_int(q, 2, i);
    bind_text(q, 3, text_of(doc, f->where));
    bind_number_or_null(q, 4, f->has_value, f->value);
    bind_number_or_null(q, 5, f->has_low, f->low);
    bind_number_or_null(q, 6, f->has_high, f->high);
    bind_text(q, 7, str_of(name_of_bound(f->bound)));
    bind_text(q, 8, str_of(f->unit));
    bind_text(q, 9, str_of(f->per));
    bind_text(q, 10, text_or_null(doc, f->counted.where));
    bind_text(q, 11, str_of(name_of_measure(f->measure)));
    bind_text(q, 12, str_of(name_of_kind(f->kind)));
    bind_text(q, 13, str_of(name_of_change(f->change)));
    bind_text(q, 14, text_or_null(doc, f->period));
    bind_text(q, 15, f->period_from);
    bind_text(q, 16, f->period_to);
    bind_index_or_null(q, 17, f->said_in);
    bind_text(q, 18, sentence_around(doc, f->where));
    bind_span(s, q, 19, f->where);
    return run_query(q, s->error);
}

static const char SAVE_TIME[] =
    "INSERT INTO time_expression (version, number, words, type, value, starts, ends, span_begin,"
    " span_end) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

static bool save_time(saver *s, int i) {
    const time_expression *t = &s->doc->times.at[i];
    query                 *q = prepare(s->db, SAVE_TIME, s->error);
    if (!q) return false;
    bind_int(q, 1, s->version);
    bind_int(q, 2, i);
    bind_text(q, 3, text_of(s->doc, t->where));
    bind_text(q, 4, str_of(name_of_time_type(t->type)));
    bind_text(q, 5, t->value);
    bind_text(q, 6, t->from);
    bind_text(q, 7, t->to);
    bind_span(s, q, 8, t->where);
    return run_query(q, s->error);
}

// "|rafah|gaza strip|palestine|ps|"
static void add_key(buffer *keys, str name) {
    char   key[128];
    size_t size = make_place_key(name, key, sizeof key);
    if (size == 0) return;
    add_bytes(keys, key, size);
    add_char(keys, '|');
}

// An area goes by its name without "oblast" or "strip" as well.
static void add_area_key(buffer *keys, str name) {
    char   key[128];
    size_t size = make_place_key(name, key, sizeof key);
    add_key(keys, name);
    add_key(keys, place_key_without_kind((str){key, size}));
}

static str keys_of_place(saver *s, const place_record *p) {
    buffer keys = {0};
    add_char(&keys, '|');
    add_key(&keys, p->name);
    add_key(&keys, text_of(s->doc, p->where));
    for (int i = 0; i < p->inside.count; i++) {
        add_area_key(&keys, p->inside.at[i]);
    }
    if (p->country.at) add_key(&keys, p->country);
    str joined = copy_str(&s->scratch, str_of_buffer(&keys));
    close_buffer(&keys);
    return joined;
}

static void bind_point(query *q, int parameter, const place_record *p) {
    const sphere_point at = point_on_sphere(p->lat, p->lon);
    bind_number_or_null(q, parameter, p->has_point, at.x);
    bind_number_or_null(q, parameter + 1, p->has_point, at.y);
    bind_number_or_null(q, parameter + 2, p->has_point, at.z);
}

static const char SAVE_PLACE[] =
    "INSERT INTO place (version, number, words, name, kind, country, lat, lon, precision, geonames,"
    " keys, x, y, z, is_dateline, sentence_begin, sentence_end, span_begin, span_end)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
    " ?19)";

static bool save_place(saver *s, int i) {
    const document     *doc = s->doc;
    const place_record *p = &doc->places.at[i];
    int                 at = sentence_of_byte(doc, p->where.begin);
    query              *q = prepare(s->db, SAVE_PLACE, s->error);
    if (!q) return false;
    bind_int(q, 1, s->version);
    bind_int(q, 2, i);
    bind_text(q, 3, text_of(doc, p->where));
    bind_text(q, 4, p->name);
    bind_text(q, 5, str_of(name_of_place_kind(p->kind)));
    bind_text(q, 6, p->country);
    bind_number_or_null(q, 7, p->has_point, p->lat);
    bind_number_or_null(q, 8, p->has_point, p->lon);
    bind_text(q, 9, str_of(p->has_point ? name_of_point_precision(p->precision) : NULL));
    if (p->geonames > 0) bind_int(q, 10, p->geonames);
    bind_text(q, 11, keys_of_place(s, p));
    bind_point(q, 12, p);
    bind_int(q, 15, is_inside(p->where, doc->dateline.where));
    bind_span(s, q, 16, at < 0 ? p->where : doc->sentences.at[at].where);
    bind_span(s, q, 18, p->where);
    return run_query(q, s->error);
}

static const char SAVE_DEADLINE[] =
    "INSERT INTO deadline (version, number, words, kind, set_by, set_by_entity, set_by_name, about,"
    " consequence, starts, ends, said_in, sentence, span_begin, span_end)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";

static bool save_deadline(saver *s, int i) {
    const document        *doc = s->doc;
    const deadline        *d = &doc->deadlines.at[i];
    const time_expression *t = d->time == NO_ID ? NULL : &doc->times.at[d->time];
    query                 *q = prepare(s->db, SAVE_DEADLINE, s->error);
    if (!q) return false;
    bind_int(q, 1, s->version);
    bind_int(q, 2, i);
    bind_text(q, 3, text_of(doc, d->where));
    bind_text(q, 4, str_of(name_of_deadline_kind(d->kind)));
    bind_text(q, 5, text_or_null(doc, d->set_by.where));
    bind_index_or_null(q, 6, d->set_by.entity);
    bind_text(q, 7, name_of_reference(doc, d->set_by));
    bind_text(q, 8, text_or_null(doc, d->about));
    bind_text(q, 9, text_or_null(doc, d->consequence));
    bind_text(q, 10, t ? t->from : (str){NULL, 0});
    bind_text(q, 11, t ? t->to : (str){NULL, 0});
    bind_index_or_null(q, 12, d->said_in);
    bind_text(q, 13, sentence_around(doc, d->where));
    bind_span(s, q, 14, d->where);
    return run_query(q, s->error);
}

static bool save_each(saver *s, int count, bool (*save_one)(saver *, int)) {
    for (int i = 0; i < count; i++) {
        if (!save_one(s, i)) return false;
    }
    return true;
}

static bool save_new(saver *s, str key, str hash, kept *found, str record) {
    return save_report(s, key, found) && save_version(s, found, hash, record) &&
           save_each(s, s->doc->entities.count, save_entity) &&
           save_each(s, s->doc->statements.count, save_statement) &&
           save_each(s, s->doc->figures.count, save_figure) &&
           save_each(s, s->doc->times.count, save_time) &&
           save_each(s, s->doc->places.count, save_place) &&
           save_each(s, s->doc->deadlines.count, save_deadline);
}

bool save_document(database *db, const document *doc, str record, ro_added *added,
                   ro_error *error) {
    saver s = {.db = db, .doc = doc, .error = error};
    kept  found = {0};
    str   key = key_of_report(&s.scratch, &doc->meta, doc->text);
    str   hash = hash_content(&s.scratch, &doc->meta, doc->text);
    bool  is_saved = false;
    if (run_sql(db, "BEGIN IMMEDIATE", error)) {
        is_saved = find_kept(db, key, hash, &found, error);
        *added = found.is_same ? RO_UNCHANGED : found.report ? RO_NEW_VERSION : RO_ADDED;
        if (is_saved && !found.is_same) is_saved = save_new(&s, key, hash, &found, record);
        is_saved = is_saved && run_sql(db, "COMMIT", error);
        if (!is_saved && !run_sql(db, "ROLLBACK", NULL)) {
            // SQLite has rolled back by itself; the first error says why.
        }
    }
    close_arena(&s.scratch);
    return is_saved;
}
