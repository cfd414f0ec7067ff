// record_read.c - from JSON to a document. Records come from our own store, but a store is a file
// that anybody may have written to: spans and indexes are checked, other slips become "unknown".
#include "output/record_read.h"

#include "base/json.h"
#include "base/sha256.h"

typedef struct {
    document *doc;
    uint32_t *bytes; // of each code point, and of the end
    size_t    points;
    bool      is_broken; // a span or a word that cannot be
} record_reader;

static str keep(record_reader *r, const json_value *value) {
    str text = json_str(value);
    return text.at ? copy_str(&r->doc->memory, text) : text;
}

static str keep_field(record_reader *r, const json_value *object, const char *key) {
    return keep(r, json_get(object, key));
}

static void list_bytes(record_reader *r) {
    str text = r->doc->text;
    r->points = count_points(text);
    r->bytes = NEW_IN(&r->doc->memory, uint32_t, r->points + 1);
    size_t point = 0;
    for (size_t i = 0; i < text.size; point++) {
        int size = 0;
        decode_point(text, i, &size);
        r->bytes[point] = (uint32_t)i;
        i += (size_t)size;
    }
    r->bytes[point] = (uint32_t)text.size;
}

static bool read_point(const json_value *value, size_t most, size_t *point) {
    double number = json_number(value);
    bool   is_point = json_kind_of(value) == JSON_NUMBER && number >= 0 && number <= (double)most;
    if (is_point) *point = (size_t)number;
    return is_point && (double)*point == number;
}

// A span that must be there.
static span read_span(record_reader *r, const json_value *value) {
    size_t begin = 0, end = 0;
    bool   is_span = json_count(value) == 2 && read_point(json_at(value, 0), r->points, &begin) &&
                   read_point(json_at(value, 1), r->points, &end) && begin < end;
    if (is_span) return (span){r->bytes[begin], r->bytes[end]};
    r->is_broken = true;
    return (span){0, 0};
}

static span read_span_field(record_reader *r, const json_value *object, const char *key) {
    return read_span(r, json_get(object, key));
}

// A span that may be null, or whose object is.
static span read_optional_span(record_reader *r, const json_value *object, const char *key) {
    const json_value *value = json_get(object, key);
    return json_kind_of(value) == JSON_NULL ? (span){0, 0} : read_span(r, value);
}

static void read_spans(record_reader *r, const json_value *array, span_list *list) {
    for (int i = 0; i < json_count(array); i++) {
        span one = read_span(r, json_at(array, i));
        PUSH_IN(&r->doc->memory, list, one);
    }
}

// "s12" is 11 among the records whose letter is s; null is NO_ID.
static int read_id(record_reader *r, const json_value *value, char letter) {
    str      id = json_str(value);
    uint64_t number = 0;
    if (json_kind_of(value) == JSON_NULL) return NO_ID;
    if (id.size > 1 && id.at[0] == letter && read_uint64(slice(id, 1, id.size), &number) &&
        number > 0 && number <= INT32_MAX) {
        return (int)number - 1;
    }
    r->is_broken = true;
    return NO_ID;
}

static reference read_reference(record_reader *r, const json_value *value) {
    if (json_kind_of(value) != JSON_OBJECT) return (reference){{0, 0}, NO_ID};
    return (reference){read_span_field(r, value, "span"),
                       read_id(r, json_get(value, "entity"), 'e')};
}

#define READ_WORD(r, object, key, of_name, place)                                                  \
    do {                                                                                           \
        str word = json_str(json_get((object), (key)));                                            \
        if (!of_name(word, (place))) (r)->is_broken = true;                                        \
    } while (0)

// ---- Kinds of record ---------------------------------------------------------------------

static void read_strs(record_reader *r, const json_value *array, str_list *list) {
    for (int i = 0; i < json_count(array); i++) {
        str one = keep(r, json_at(array, i));
        PUSH_IN(&r->doc->memory, list, one);
    }
}

static void read_entity(record_reader *r, const json_value *object) {
    entity made = {.name = keep_field(r, object, "name"),
                   .of = read_id(r, json_get(object, "of"), 'e')};
    READ_WORD(r, object, "type", entity_type_of_word, &made.type);
    read_strs(r, json_get(object, "aliases"), &made.aliases);
    read_strs(r, json_get(object, "roles"), &made.roles);
    const json_value *mentions = json_get(object, "mentions");
    for (int i = 0; i < json_count(mentions); i++) {
        const json_value *one = json_at(mentions, i);
        mention           m = {.where = read_span_field(r, one, "span"), .head = NO_ID};
        READ_WORD(r, one, "kind", mention_kind_of_word, &m.kind);
        PUSH_IN(&r->doc->memory, &made.mentions, m);
    }
    PUSH_IN(&r->doc->memory, &r->doc->entities, made);
}

static int read_voices(record_reader *r, const json_value *value) {
    size_t voices = 0;
    if (json_kind_of(value) == JSON_NULL) return 0;
    if (!read_point(value, INT32_MAX, &voices)) r->is_broken = true;
    return (int)voices;
}

static void read_statement(record_reader *r, const json_value *object) {
    const json_value *cue = json_get(object, "cue"), *plover = json_get(object, "plover");
    statement         made = {
                .where = read_span_field(r, object, "span"),
                .source = read_reference(r, json_get(object, "source")),
                .count = read_voices(r, json_get(object, "count")),
                .access = read_optional_span(r, object, "access"),
                .cue = read_optional_span(r, cue, "span"),
                .cue_lemma = keep_field(r, cue, "lemma"),
                .cue_token = NO_ID,
                .plover_root = keep_field(r, plover, "root"),
                .plover_mode = keep_field(r, plover, "mode"),
                .addressee = read_reference(r, json_get(object, "addressee")),
                .via = read_reference(r, json_get(object, "via")),
                .time = read_id(r, json_get(object, "time"), 't'),
                .place = read_id(r, json_get(object, "place"), 'p'),
                .said_in = read_id(r, json_get(object, "said_in"), 's'),
    };
    READ_WORD(r, object, "form", form_of_word, &made.form);
    READ_WORD(r, object, "class", class_of_word, &made.class);
    READ_WORD(r, object, "act", act_of_word, &made.act);
    read_spans(r, json_get(object, "content"), &made.content);
    const json_value *targets = json_get(object, "targets");
    for (int i = 0; i < json_count(targets); i++) {
        reference one = read_reference(r, json_at(targets, i));
        PUSH_IN(&r->doc->memory, &made.targets, one);
    }
    PUSH_IN(&r->doc->memory, &r->doc->statements, made);
}

static bool read_known(const json_value *object, const char *key, double *number) {
    const json_value *value = json_get(object, key);
    *number = json_number(value);
    return json_kind_of(value) == JSON_NUMBER;
}

static unsigned read_populations(record_reader *r, const json_value *array) {
    unsigned bits = 0;
    for (int i = 0; i < json_count(array); i++) {
        figure_population one;
        if (population_of_word(json_str(json_at(array, i)), &one)) {
            bits |= 1u << one;
        } else {
            r->is_broken = true;
        }
    }
    return bits;
}

static void read_figure(record_reader *r, const json_value *object) {
    figure made = {
        .where = read_span_field(r, object, "span"),
        .approximate = json_is_true(json_get(object, "approximate")),
        .unit = keep_field(r, object, "unit").at,
        .per = keep_field(r, object, "per").at,
        .counted = read_reference(r, json_get(object, "counted")),
        .period = read_optional_span(r, json_get(object, "period"), "span"),
        .period_from = keep_field(r, json_get(object, "period"), "from"),
        .period_to = keep_field(r, json_get(object, "period"), "to"),
        .population = read_populations(r, json_get(object, "population")),
        .said_in = read_id(r, json_get(object, "said_in"), 's'),
    };
    made.has_value = read_known(object, "value", &made.value);
    made.has_low = read_known(object, "low", &made.low);
    made.has_high = read_known(object, "high", &made.high);
    READ_WORD(r, object, "bound", bound_of_word, &made.bound);
    READ_WORD(r, object, "measure", measure_of_word, &made.measure);
    READ_WORD(r, object, "kind", kind_of_word, &made.kind);
    if (json_kind_of(json_get(object, "change")) == JSON_STRING) {
        READ_WORD(r, object, "change", change_of_word, &made.change);
    }
    PUSH_IN(&r->doc->memory, &r->doc->figures, made);
}

static void read_time(record_reader *r, const json_value *object) {
    time_expression made = {
        .where = read_span_field(r, object, "span"),
        .value = keep_field(r, object, "value"),
        .from = keep_field(r, object, "from"),
        .to = keep_field(r, object, "to"),
    };
    READ_WORD(r, object, "type", time_type_of_word, &made.type);
    made.has_precision =
        precision_of_word(json_str(json_get(object, "precision")), &made.precision);
    made.has_anchor = anchor_of_word(json_str(json_get(object, "anchor")), &made.anchor);
    PUSH_IN(&r->doc->memory, &r->doc->times, made);
}

static void read_place(record_reader *r, const json_value *object) {
    place_record made = {
        .where = read_span_field(r, object, "span"),
        .name = keep_field(r, object, "name"),
        .country = keep_field(r, object, "country"),
    };
    double geonames = 0;
    bool   has_number = read_known(object, "geonames", &geonames);
    READ_WORD(r, object, "kind", place_kind_of_word, &made.kind);
    made.has_point = read_known(object, "lat", &made.lat) && read_known(object, "lon", &made.lon);
    if (made.has_point) {
        READ_WORD(r, object, "precision", point_precision_of_word, &made.precision);
    }
    if (has_number && geonames > 0 && geonames <= UINT32_MAX) made.geonames = (uint32_t)geonames;
    read_strs(r, json_get(object, "inside"), &made.inside);
    PUSH_IN(&r->doc->memory, &r->doc->places, made);
}

static void read_deadline(record_reader *r, const json_value *object) {
    deadline made = {
        .where = read_span_field(r, object, "span"),
        .set_by = read_reference(r, json_get(object, "set_by")),
        .about = read_optional_span(r, object, "about"),
        .consequence = read_optional_span(r, object, "consequence"),
        .time = read_id(r, json_get(object, "time"), 't'),
        .said_in = read_id(r, json_get(object, "said_in"), 's'),
    };
    READ_WORD(r, object, "kind", deadline_kind_of_word, &made.kind);
    PUSH_IN(&r->doc->memory, &r->doc->deadlines, made);
}

static void read_each(record_reader *r, const json_value *array,
                      void (*read_one)(record_reader *, const json_value *)) {
    for (int i = 0; i < json_count(array); i++) {
        read_one(r, json_at(array, i));
    }
}

static void check_index(record_reader *r, int index, int count) {
    if (index != NO_ID && index >= count) r->is_broken = true;
}

static void check_links(record_reader *r) {
    const document *doc = r->doc;
    for (int i = 0; i < doc->entities.count; i++) {
        check_index(r, doc->entities.at[i].of, doc->entities.count);
    }
    for (int i = 0; i < doc->statements.count; i++) {
        const statement *s = &doc->statements.at[i];
        check_index(r, s->source.entity, doc->entities.count);
        check_index(r, s->addressee.entity, doc->entities.count);
        check_index(r, s->via.entity, doc->entities.count);
        check_index(r, s->time, doc->times.count);
        check_index(r, s->place, doc->places.count);
        check_index(r, s->said_in, doc->statements.count);
        for (int t = 0; t < s->targets.count; t++) {
            check_index(r, s->targets.at[t].entity, doc->entities.count);
        }
    }
    check_index(r, doc->dateline.place_id, doc->places.count);
    for (int i = 0; i < doc->figures.count; i++) {
        check_index(r, doc->figures.at[i].counted.entity, doc->entities.count);
        check_index(r, doc->figures.at[i].said_in, doc->statements.count);
    }
    for (int i = 0; i < doc->deadlines.count; i++) {
        check_index(r, doc->deadlines.at[i].set_by.entity, doc->entities.count);
        check_index(r, doc->deadlines.at[i].time, doc->times.count);
        check_index(r, doc->deadlines.at[i].said_in, doc->statements.count);
    }
}

// ---- The report --------------------------------------------------------------------------

// The record gives the words of a dateline's place and date; they stand in the dateline.
static span find_within(const record_reader *r, span where, str words) {
    str     line = slice_span(r->doc->text, where);
    int64_t at = words.size > 0 ? find_str(line, words, 0) : -1;
    if (at < 0) return (span){0, 0};
    uint32_t begin = where.begin + (uint32_t)at;
    return (span){begin, begin + (uint32_t)words.size};
}

static void read_meta(record_reader *r, const json_value *root) {
    document         *doc = r->doc;
    const json_value *line = json_get(root, "dateline");
    doc->meta = (report_meta){.id = keep_field(r, root, "id"),
                              .title = keep_field(r, root, "title"),
                              .url = keep_field(r, root, "url"),
                              .outlet = keep_field(r, root, "outlet"),
                              .published = keep_field(r, root, "published")};
    doc->is_updated = json_is_true(json_get(root, "updated"));
    doc->dateline.where = read_optional_span(r, line, "span");
    doc->dateline.place = find_within(r, doc->dateline.where, json_str(json_get(line, "place")));
    doc->dateline.date = find_within(r, doc->dateline.where, json_str(json_get(line, "date")));
    doc->dateline.place_id = read_id(r, json_get(line, "place_id"), 'p');
    // The record holds the words of bylines, not where they stand.
    const json_value *bylines = json_get(root, "bylines");
    for (int i = 0; i < json_count(bylines); i++) {
        if (i > 0) doc->meta.byline = join_str(&doc->memory, doc->meta.byline, STR(" · "));
        str one = json_str(json_at(bylines, i));
        doc->meta.byline = join_str(&doc->memory, doc->meta.byline, one);
    }
    read_spans(r, json_get(root, "boilerplate"), &doc->boilerplate);
    const json_value *sentences = json_get(root, "sentences");
    for (int i = 0; i < json_count(sentences); i++) {
        const sentence one = {.where = read_span(r, json_at(sentences, i))};
        PUSH_IN(&doc->memory, &doc->sentences, one);
    }
}

static bool is_record_of(const json_value *root, str text) {
    arena scratch = {0};
    bool  is_it = same(json_str(json_get(root, "schema")), STR("readout/1")) &&
                 same(json_str(json_get(root, "text_sha256")), sha256_of(&scratch, text));
    close_arena(&scratch);
    return is_it;
}

document *read_record(str record, str text, const char *place, ro_error *error) {
    json_value *root = read_json(record, place, error);
    if (!root) return NULL;
    record_reader r = {.doc = new_document(), .is_broken = !is_record_of(root, text)};
    r.doc->text = copy_str(&r.doc->memory, text);
    r.doc->points = index_points(&r.doc->memory, r.doc->text);
    list_bytes(&r);
    read_meta(&r, root);
    read_each(&r, json_get(root, "entities"), read_entity);
    read_each(&r, json_get(root, "statements"), read_statement);
    read_each(&r, json_get(root, "figures"), read_figure);
    read_each(&r, json_get(root, "times"), read_time);
    read_each(&r, json_get(root, "places"), read_place);
    read_each(&r, json_get(root, "deadlines"), read_deadline);
    check_links(&r);
    close_json(root);
    if (!r.is_broken) return r.doc;
    close_document(r.doc);
    refuse(error, RO_BAD_STORE, "%s: the record does not fit its text", place);
    return NULL;
}
