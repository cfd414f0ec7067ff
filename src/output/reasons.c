// reasons.c - the facts behind a record, as rows: what, which words, and why.
//
// What was noted while the record was made (doc/reason.h) is put into words here; the chain of
// said_in and the mentions of an entity are in the record itself.
#include "output/reasons.h"

#include "base/buffer.h"
#include "base/json.h"

enum { MOST_MENTIONS = 8, FAR_MENTIONS = 200, DEEPEST = 16 };

typedef struct {
    arena          *memory;
    const document *doc;
    reason_list    *list;
} lister;

static str keep_buffer(arena *a, buffer *b) {
    str kept = copy_str(a, str_of_buffer(b));
    close_buffer(b);
    return kept;
}

static reason *add_reason(lister *l, const char *what, str words, str why) {
    const reason made = {.mark = MARK_NONE, .what = what, .words = words, .why = why};
    PUSH_IN(l->memory, l->list, made);
    return &l->list->at[l->list->count - 1];
}

// Words of the report; none where the span is empty.
static reason *add_words(lister *l, const char *what, span where, str why) {
    reason *made = add_reason(l, what, text_of(l->doc, where), why);
    made->where = where;
    return made;
}

static str id_of(arena *a, char kind, int index) {
    buffer id = {0};
    add_format(&id, "%c%d", kind, index + 1);
    return keep_buffer(a, &id);
}

// ---- Who is meant ------------------------------------------------------------------------

static bool is_told_before(const document *doc, const entity *e, int m) {
    for (int i = 0; i < m; i++) {
        if (same(text_of(doc, e->mentions.at[i].where), text_of(doc, e->mentions.at[m].where)))
            return true;
    }
    return false;
}

// "e3, person; in this report: Ilse Varga, the minister, she"
static str tell_entity(arena *a, const document *doc, int index) {
    const entity *e = &doc->entities.at[index];
    buffer        told = {0};
    add_format(&told, "e%d, %s; in this report: ", index + 1, name_of_entity_type(e->type));
    int shown = 0;
    for (int m = 0; m < e->mentions.count; m++) {
        if (m >= FAR_MENTIONS || shown == MOST_MENTIONS) {
            add_str(&told, STR(" ..."));
            break;
        }
        if (is_told_before(doc, e, m)) continue;
        if (shown++ > 0) add_str(&told, STR(", "));
        add_str(&told, text_of(doc, e->mentions.at[m].where));
    }
    return keep_buffer(a, &told);
}

static void add_who(lister *l, const char *what, int index) {
    if (index == NO_ID) {
        add_reason(l, what, (str){NULL, 0}, STR("nobody that the report tells of elsewhere"));
        return;
    }
    add_reason(l, what, l->doc->entities.at[index].name, tell_entity(l->memory, l->doc, index));
}

// ---- Whose words it stands in ------------------------------------------------------------

static str tell_outer(arena *a, const document *doc, int outer) {
    const statement *s = &doc->statements.at[outer];
    buffer           told = {0};
    bool             is_told = !is_empty_span(s->source.where);
    add_format(&told, "s%d: ", outer + 1);
    add_str(&told, is_told ? text_of(doc, s->source.where) : STR("source not told"));
    add_format(&told, " (%s)", name_of_act(s->act));
    return keep_buffer(a, &told);
}

static void add_chain(lister *l, int outer, link_way way) {
    if (outer == NO_ID) {
        add_reason(l, "said in", (str){NULL, 0}, str_of(words_of_link_way(LINK_BY_NONE)));
    }
    for (int steps = 0; outer != NO_ID && steps < DEEPEST; steps++) {
        const statement *s = &l->doc->statements.at[outer];
        reason          *made = add_reason(
                     l, steps == 0 ? "said in" : "in turn in", tell_outer(l->memory, l->doc, outer),
                     str_of(words_of_link_way(way == LINK_BY_NONE ? LINK_BY_SPAN : way)));
        made->where = s->where;
        outer = s->said_in;
        way = s->why.link;
    }
}

// ---- Statements --------------------------------------------------------------------------

static const char *file_when(int line, const char *file) {
    return line > 0 ? file : NULL;
}

static void add_cue(lister *l, const statement *s) {
    buffer why = {0};
    if (is_empty_span(s->cue)) {
        add_reason(l, "cue", (str){NULL, 0}, STR("none: nothing but the layout tells who speaks"));
        return;
    }
    if (s->why.cue_line > 0) {
        add_format(&why, "\"%.*s\" of the lexicon", (int)s->cue_lemma.size, s->cue_lemma.at);
    } else {
        add_format(&why, "\"%.*s\"", (int)s->cue_lemma.size, s->cue_lemma.at);
    }
    if (s->plover_root.at) {
        add_format(&why, "; PLOVER %.*s", (int)s->plover_root.size, s->plover_root.at);
        if (s->plover_mode.at)
            add_format(&why, "/%.*s", (int)s->plover_mode.size, s->plover_mode.at);
    }
    reason *made = add_words(l, "cue", s->cue, keep_buffer(l->memory, &why));
    made->mark = MARK_CUE;
    made->line = s->why.cue_line;
    made->file = file_when(made->line, "data/en/cues.tsv");
}

static void add_source(lister *l, const statement *s) {
    reason *made =
        add_words(l, "source", s->source.where, str_of(words_of_source_way(s->why.source)));
    made->mark = MARK_SOURCE;
    if (!is_empty_span(s->source.where)) add_who(l, "who", s->source.entity);
    made = add_reason(l, "class", str_of(name_of_class(s->class)),
                      str_of(words_of_class_way(s->why.class)));
    made->line = s->why.class_line;
    made->file = file_when(made->line, "data/en/actor_nouns.tsv");
    if (!is_empty_span(s->access)) {
        add_words(l, "access", s->access, STR("why it knows, or is not named"))->mark = MARK_OTHER;
    }
}

static str tell_content_ways(arena *a, unsigned ways) {
    buffer told = {0};
    for (int way = 0; way < CONTENT_WAY_COUNT; way++) {
        if (!(ways & content_bit((content_way)way))) continue;
        if (told.size > 0) add_str(&told, STR("; "));
        add_str(&told, str_of(words_of_content_way((content_way)way)));
    }
    if (told.size == 0) add_str(&told, STR("not kept with the record"));
    return keep_buffer(a, &told);
}

static void add_content(lister *l, const statement *s) {
    str why = tell_content_ways(l->memory, s->why.content);
    if (s->content.count == 0) add_reason(l, "content", (str){NULL, 0}, why);
    for (int p = 0; p < s->content.count; p++) {
        add_words(l, "content", s->content.at[p], p == 0 ? why : (str){"", 0})->mark = MARK_CONTENT;
    }
}

static void add_form(lister *l, const statement *s) {
    buffer why = {0};
    if (s->why.found_by == FOUND_BY_UNKNOWN) {
        add_str(&why, STR("not kept with the record"));
    } else if (s->why.words > 0) {
        add_format(&why, "%d of %d word%s stand%s in quotation marks", s->why.quoted, s->why.words,
                   s->why.words == 1 ? "" : "s", s->why.quoted == 1 ? "s" : "");
    } else {
        add_str(&why, s->why.found_by == FOUND_BY_LAYOUT
                          ? STR("a turn or a post is the speaker's own words")
                          : STR("what the lexicon has for the cue"));
    }
    add_reason(l, "form", str_of(name_of_form(s->form)), keep_buffer(l->memory, &why));
}

static void add_told(lister *l, const char *what, reference who, str why) {
    if (is_empty_span(who.where)) return;
    add_words(l, what, who.where, why)->mark = MARK_OTHER;
    if (who.entity != NO_ID) add_who(l, "who", who.entity);
}

static str tell_finder(arena *a, const statement *s) {
    buffer told = {0};
    add_str(&told, str_of(words_of_finding_way(s->why.found_by)));
    if (s->why.found_by == FOUND_BY_READER)
        add_format(&told, "; its next best label for the cue comes to %.1f less",
                   (double)s->why.margin);
    return keep_buffer(a, &told);
}

void list_statement_reasons(arena *a, const document *doc, int i, reason_list *list) {
    lister           l = {a, doc, list};
    const statement *s = &doc->statements.at[i];
    add_reason(&l, "found by", (str){NULL, 0}, tell_finder(a, s));
    add_cue(&l, s);
    add_source(&l, s);
    add_content(&l, s);
    add_reason(&l, "act", str_of(name_of_act(s->act)), str_of(words_of_act_way(s->why.act)));
    add_form(&l, s);
    add_told(&l, "addressee", s->addressee, STR("to whom it was said"));
    add_told(&l, "via", s->via, STR("the outlet that was told"));
    for (int t = 0; t < s->targets.count; t++) {
        add_told(&l, "target", s->targets.at[t], STR("of whom or what it is said"));
    }
    if (s->time != NO_ID) {
        const time_expression *t = &doc->times.at[s->time];
        add_words(&l, "time", t->where, t->value)->mark = MARK_OTHER;
    }
    add_chain(&l, s->said_in, s->why.link);
}

// ---- Figures, deadlines, times, entities ------------------------------------------------------------

static str number_text(arena *a, double number) {
    buffer digits = {0};
    add_number(&digits, number);
    return keep_buffer(a, &digits);
}

static void add_bound(lister *l, const char *what, bool is_known, double number, str why) {
    if (is_known) add_reason(l, what, number_text(l->memory, number), why);
}

void list_figure_reasons(arena *a, const document *doc, int i, reason_list *list) {
    lister        l = {a, doc, list};
    const figure *f = &doc->figures.at[i];
    add_words(&l, "number", f->where, STR("with its bound words and unit"))->mark = MARK_CUE;
    add_bound(&l, "value", f->has_value, f->value, STR("as stated"));
    add_reason(&l, "bound", str_of(name_of_bound(f->bound)), STR("by the words around the number"));
    add_bound(&l, "low", f->has_low, f->low, STR("the least that the words allow"));
    add_bound(&l, "high", f->has_high, f->high, STR("the most that the words allow"));
    if (f->unit) add_reason(&l, "unit", str_of(f->unit), (str){"", 0});
    if (!is_empty_span(f->counted.where)) {
        add_words(&l, "counted", f->counted.where, STR("what is counted"))->mark = MARK_SOURCE;
        if (f->counted.entity != NO_ID) add_who(&l, "who", f->counted.entity);
    }
    add_reason(&l, "measure", str_of(name_of_measure(f->measure)), (str){"", 0});
    add_reason(&l, "kind", str_of(name_of_kind(f->kind)), (str){"", 0});
    if (!is_empty_span(f->period)) {
        buffer value = {0};
        if (f->period_from.at)
            add_format(&value, "from %.*s", (int)f->period_from.size, f->period_from.at);
        if (f->period_to.at)
            add_format(&value, " to %.*s", (int)f->period_to.size, f->period_to.at);
        add_words(&l, "period", f->period, keep_buffer(a, &value))->mark = MARK_OTHER;
    }
    add_chain(&l, f->said_in, LINK_BY_SPAN);
}

static str tell_days(arena *a, const time_expression *t) {
    buffer told = {0};
    add_str(&told, t->value);
    if (t->from.at) add_format(&told, ": from %.*s", (int)t->from.size, t->from.at);
    if (t->to.at) add_format(&told, " to %.*s", (int)t->to.size, t->to.at);
    return keep_buffer(a, &told);
}

void list_deadline_reasons(arena *a, const document *doc, int i, reason_list *list) {
    lister          l = {a, doc, list};
    const deadline *d = &doc->deadlines.at[i];
    add_reason(&l, "found by", (str){NULL, 0}, str_of(words_of_deadline_way(d->found_by)));
    add_words(&l, "words", d->where, (str){"", 0})->mark = MARK_CUE;
    add_reason(&l, "kind", str_of(name_of_deadline_kind(d->kind)), (str){"", 0});
    if (is_empty_span(d->set_by.where)) {
        add_reason(&l, "set by", (str){NULL, 0}, STR("the report does not tell"));
    } else {
        add_words(&l, "set by", d->set_by.where, (str){"", 0})->mark = MARK_SOURCE;
        add_who(&l, "who", d->set_by.entity);
    }
    if (!is_empty_span(d->about)) {
        add_words(&l, "about", d->about, STR("what is to be done, or happens"))->mark =
            MARK_CONTENT;
    }
    if (!is_empty_span(d->consequence)) {
        add_words(&l, "consequence", d->consequence, STR("what is to follow otherwise"))->mark =
            MARK_OTHER;
    }
    if (d->time == NO_ID) {
        add_reason(&l, "time", (str){NULL, 0}, STR("a length, or without a date"));
    } else {
        const time_expression *t = &doc->times.at[d->time];
        add_words(&l, "time", t->where, tell_days(a, t));
    }
    add_chain(&l, d->said_in, LINK_BY_SPAN);
}

void list_time_reasons(arena *a, const document *doc, int i, reason_list *list) {
    static const char *const ANCHORED[] = {"the words alone tell it",
                                           "counted from the day of publication",
                                           "counted from another time in the text"};
    lister                   l = {a, doc, list};
    const time_expression   *t = &doc->times.at[i];
    add_words(&l, "words", t->where, str_of(name_of_time_type(t->type)))->mark = MARK_CUE;
    add_reason(
        &l, "value", t->value,
        str_of(t->has_anchor ? ANCHORED[t->anchor] : "nothing to count from, or no need to"));
    if (t->from.at) add_reason(&l, "from", t->from, STR("the first moment of it"));
    if (t->to.at) add_reason(&l, "to", t->to, STR("the first moment after it"));
    if (t->has_precision)
        add_reason(&l, "precision", str_of(name_of_precision(t->precision)), (str){"", 0});
}

void list_entity_reasons(arena *a, const document *doc, int i, reason_list *list) {
    lister        l = {a, doc, list};
    const entity *e = &doc->entities.at[i];
    add_reason(&l, "name", e->name, STR("the fullest form in the report"));
    add_reason(&l, "type", str_of(name_of_entity_type(e->type)), (str){"", 0});
    for (int n = 0; n < e->roles.count; n++) {
        add_reason(&l, "role", e->roles.at[n], (str){"", 0});
    }
    if (e->of != NO_ID) {
        add_reason(&l, "of", doc->entities.at[e->of].name, id_of(a, 'e', e->of));
    }
    for (int m = 0; m < e->mentions.count; m++) {
        const mention *one = &e->mentions.at[m];
        add_words(&l, "mention", one->where, str_of(name_of_mention_kind(one->kind)))->mark =
            MARK_CUE;
    }
}
