// invariants.c - the promises of doc/document.h and doc/record.h as checks.
//
// Nothing here knows what a text means: only that spans lie in it, that indexes point at something,
// that lists are in order, that trees are trees, and that what claims to hold a record holds it.
#include "invariants.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"

enum { MOST_PRINTED = 10, SHOWN_BYTES = 60 };

typedef struct {
    const document *doc;
    const char     *name;
    arena           scratch;
    int             breaches;
} checking;

__attribute__((format(printf, 3, 4))) static void check(checking *c, bool holds, const char *claim,
                                                        ...) {
    if (holds || ++c->breaches > MOST_PRINTED) return;
    va_list arguments;
    va_start(arguments, claim);
    printf("%s: broken: ", c->name);
    vprintf(claim, arguments);
    printf("\n");
    va_end(arguments);
}

// ---- Spans -------------------------------------------------------------------------------

static bool is_border(str text, uint32_t byte) {
    return byte == text.size || ((unsigned char)text.at[byte] & 0xc0) != 0x80;
}

static bool is_span(const checking *c, span where) {
    str text = c->doc->text;
    return where.begin <= where.end && where.end <= text.size && is_border(text, where.begin) &&
           is_border(text, where.end);
}

// A span that must be there.
static void check_span(checking *c, span where, const char *what, int i) {
    check(c, is_span(c, where), "%s %d: span %u-%u lies in the text on code point borders", what, i,
          where.begin, where.end);
    check(c, where.begin < where.end, "%s %d: span %u-%u is not empty", what, i, where.begin,
          where.end);
}

static void check_spans(checking *c, const span_list *list, const char *what) {
    for (int i = 0; i < list->count; i++) {
        check_span(c, list->at[i], what, i);
        check(c, i == 0 || list->at[i - 1].end <= list->at[i].begin, "%s %d begins behind %d", what,
              i, i - 1);
    }
}

// A span that may be unknown, but lies in `outer` when it is known.
static void check_within(checking *c, span where, span outer, const char *what, int i) {
    if (is_empty_span(where)) return;
    check_span(c, where, what, i);
    check(c, is_inside(where, outer), "%s %d: %u-%u lies in %u-%u", what, i, where.begin, where.end,
          outer.begin, outer.end);
}

static void check_index(checking *c, int index, int count, const char *what, int i) {
    check(c, index == NO_ID || (index >= 0 && index < count), "%s %d: %d is one of %d", what, i,
          index, count);
}

static void check_reference(checking *c, reference to, const char *what, int i) {
    check_within(c, to.where, (span){0, (uint32_t)c->doc->text.size}, what, i);
    check_index(c, to.entity, c->doc->entities.count, what, i);
    check(c, !is_empty_span(to.where) || to.entity == NO_ID, "%s %d: an entity has words", what, i);
}

// ---- Text, tokens, tree ------------------------------------------------------------------

static void check_structure(checking *c) {
    const document *doc = c->doc;
    for (int i = 0; i < doc->paragraphs.count; i++) {
        const paragraph *p = &doc->paragraphs.at[i];
        check_span(c, p->where, "paragraph", i);
        check(c, i == 0 || p[-1].where.end <= p->where.begin, "paragraph %d begins behind %d", i,
              i - 1);
        check(c, p->first_token <= p->end_token && p->end_token <= doc->tokens.count,
              "paragraph %d: tokens %d-%d are there", i, p->first_token, p->end_token);
    }
    const span all = {0, (uint32_t)doc->text.size};
    check_within(c, doc->dateline.where, all, "dateline", 0);
    check_within(c, doc->dateline.place, doc->dateline.where, "dateline's place", 0);
    check_within(c, doc->dateline.date, doc->dateline.where, "dateline's date", 0);
    check_spans(c, &doc->bylines, "byline");
    check_spans(c, &doc->contributors, "contributor");
    check_spans(c, &doc->credits, "credit");
    check_spans(c, &doc->boilerplate, "boilerplate");
}

static void check_tokens(checking *c) {
    const document *doc = c->doc;
    for (int i = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        check_span(c, t->where, "token", i);
        check(c, i == 0 || t[-1].where.end <= t->where.begin, "token %d begins behind %d", i,
              i - 1);
        bool has_space = t->where.end < doc->text.size && doc->text.at[t->where.end] == ' ';
        check(c, has_space || !t->space_after, "token %d has a space behind it", i);
        check(c, t->sentence >= 0 && t->sentence < doc->sentences.count,
              "token %d: sentence %d is there", i, t->sentence);
        bool is_near = t->head >= 0 && t->head < doc->tokens.count &&
                       token_at(doc, t->head)->sentence == t->sentence;
        check(c, is_near, "token %d: head %d is in its sentence", i, t->head);
        check(c, t->left_edge <= i && i <= t->right_edge, "token %d: edges %d-%d hold it", i,
              t->left_edge, t->right_edge);
    }
}

// Ends at a root from everywhere: what is known to end is marked, so that each token is walked once.
static void check_roots(checking *c) {
    const document *doc = c->doc;
    int            *seen = NEW_IN(&c->scratch, int, doc->tokens.count + 1);
    for (int i = 0; i < doc->tokens.count; i++) {
        int at = i;
        while (seen[at] == 0) {
            seen[at] = i + 1;
            at = token_at(doc, at)->head;
        }
        bool is_circle = seen[at] == i + 1 && token_at(doc, at)->head != at;
        check(c, !is_circle, "token %d: its heads end at a root", i);
    }
}

static void check_children(checking *c) {
    const document *doc = c->doc;
    int            *seen = NEW_IN(&c->scratch, int, doc->tokens.count + 1);
    int            *listed = NEW_IN(&c->scratch, int, doc->tokens.count + 1);
    for (int i = 0; i < doc->tokens.count; i++) {
        int before = -1;
        for (int child = next_child(doc, i, -1); child >= 0; child = next_child(doc, i, child)) {
            const token *t = token_at(doc, child);
            check(c, t->head == i && child != i && child > before && seen[child]++ == 0,
                  "token %d: child %d is its own, once, in order", i, child);
            check(c,
                  t->left_edge >= token_at(doc, i)->left_edge &&
                      t->right_edge <= token_at(doc, i)->right_edge,
                  "token %d: its edges hold child %d's", i, child);
            before = child;
            listed[i]++;
        }
    }
    for (int i = 0; i < doc->tokens.count; i++) {
        int  head = token_at(doc, i)->head;
        bool is_full = listed[head] == MOST_CHILDREN;
        check(c, head == i || seen[i] == 1 || is_full, "token %d is its head's child", i);
    }
}

static void check_sentences(checking *c) {
    const document *doc = c->doc;
    int             next = 0;
    for (int i = 0; i < doc->sentences.count; i++) {
        const sentence *s = &doc->sentences.at[i];
        check_span(c, s->where, "sentence", i);
        check(c, s->tokens.begin == next && s->tokens.end > next, "sentence %d begins at token %d",
              i, next);
        next = s->tokens.end;
        check(c, s->root >= s->tokens.begin && s->root < s->tokens.end, "sentence %d has a root",
              i);
        check(c, token_at(doc, s->root)->head == s->root, "sentence %d: its root heads itself", i);
        check(c,
              s->paragraph >= 0 && s->paragraph < doc->paragraphs.count &&
                  is_inside(s->where, doc->paragraphs.at[s->paragraph].where),
              "sentence %d lies in its paragraph %d", i, s->paragraph);
        for (int t = s->tokens.begin; t < s->tokens.end; t++) {
            check(c, token_at(doc, t)->sentence == i, "token %d is of sentence %d", t, i);
            check(c, token_at(doc, t)->starts_sentence == (t == s->tokens.begin),
                  "token %d starts a sentence only where one begins", t);
        }
    }
    check(c, next == doc->tokens.count, "every token is of a sentence");
}

static void check_ranges(checking *c) {
    const document *doc = c->doc;
    for (int i = 0; i < doc->noun_chunks.count; i++) {
        const token_range *r = &doc->noun_chunks.at[i];
        check(c, r->begin >= 0 && r->begin < r->end && r->end <= doc->tokens.count,
              "noun chunk %d: tokens %d-%d are there", i, r->begin, r->end);
    }
    for (int i = 0; i < doc->names.count; i++) {
        const token_range r = doc->names.at[i].tokens;
        check(c, r.begin >= 0 && r.begin < r.end && r.end <= doc->tokens.count,
              "name %d: tokens %d-%d are there", i, r.begin, r.end);
        check(c, i == 0 || doc->names.at[i - 1].tokens.end <= r.begin, "name %d begins behind %d",
              i, i - 1);
    }
}

// ---- Entities ----------------------------------------------------------------------------

static void check_mentions(checking *c, int i) {
    const document *doc = c->doc;
    const entity   *e = &doc->entities.at[i];
    check(c, e->mentions.count > 0, "entity %d is mentioned", i);
    for (int m = 0; m < e->mentions.count; m++) {
        const mention *one = &e->mentions.at[m];
        check_span(c, one->where, "mention of entity", i);
        check(c, m == 0 || one[-1].where.begin <= one->where.begin,
              "entity %d: mention %d stands behind %d", i, m, m - 1);
        bool is_there = one->head >= 0 && one->head < doc->tokens.count;
        check(c, is_there && is_inside(token_at(doc, one->head)->where, one->where),
              "entity %d: mention %d holds its head %d", i, m, one->head);
        check(c, is_there && doc->mention_heads[one->head] == i,
              "entity %d: the head of mention %d knows it", i, m);
    }
}

static void check_names(checking *c, int i) {
    const entity *e = &c->doc->entities.at[i];
    check(c, e->name.size > 0, "entity %d has a name", i);
    for (int a = 0; a < e->aliases.count; a++) {
        check(c, !same(e->aliases.at[a], e->name), "entity %d: alias %d is another name", i, a);
        for (int b = 0; b < a; b++) {
            check(c, !same(e->aliases.at[a], e->aliases.at[b]), "entity %d: alias %d comes once", i,
                  a);
        }
    }
}

static int compare_spans(const void *a, const void *b) {
    const span *first = a, *second = b;
    if (first->begin != second->begin) return first->begin < second->begin ? -1 : 1;
    return (first->end > second->end) - (first->end < second->end);
}

static void check_mentioned_once(checking *c) {
    span_list all = {0};
    for (int i = 0; i < c->doc->entities.count; i++) {
        const mention_list *mentions = &c->doc->entities.at[i].mentions;
        for (int m = 0; m < mentions->count; m++) {
            PUSH_IN(&c->scratch, &all, mentions->at[m].where);
        }
    }
    if (all.count > 1) qsort(all.at, (size_t)all.count, sizeof *all.at, compare_spans);
    for (int i = 1; i < all.count; i++) {
        check(c, compare_spans(&all.at[i - 1], &all.at[i]) != 0,
              "the mention at %u-%u is of one entity", all.at[i].begin, all.at[i].end);
    }
}

static void check_entities(checking *c) {
    const document *doc = c->doc;
    uint32_t        before = 0;
    for (int i = 0; i < doc->entities.count; i++) {
        const entity *e = &doc->entities.at[i];
        check_mentions(c, i);
        check_names(c, i);
        check_index(c, e->of, doc->entities.count, "entity's `of`", i);
        check(c, e->of != i, "entity %d is not of itself", i);
        if (e->mentions.count == 0) continue;
        check(c, before <= e->mentions.at[0].where.begin, "entity %d is in text order", i);
        before = e->mentions.at[0].where.begin;
    }
    check_mentioned_once(c);
    for (int t = 0; doc->mention_heads && t < doc->tokens.count; t++) {
        check_index(c, doc->mention_heads[t], doc->entities.count, "entity of token", t);
    }
}

// ---- Statements --------------------------------------------------------------------------

static bool holds(const statement *outer, span where) {
    for (int i = 0; i < outer->content.count; i++) {
        if (is_inside(where, outer->content.at[i])) return true;
    }
    return false;
}

static bool shares_content(const statement *a, const statement *b) {
    for (int i = 0; i < a->content.count; i++) {
        if (holds(b, a->content.at[i])) return true;
    }
    return false;
}

static bool overlap(span a, span b) {
    return a.begin < b.end && b.begin < a.end;
}

static void check_extent(checking *c, int i) {
    const statement *s = &c->doc->statements.at[i];
    check_span(c, s->where, "statement", i);
    // Of an answer without a label, the name that it is laid to stands above.
    const bool is_above = is_empty_span(s->cue) && s->source.where.end <= s->where.begin;
    if (!is_above) check_within(c, s->source.where, s->where, "source of statement", i);
    check_within(c, s->cue, s->where, "cue of statement", i);
    check_within(c, s->access, (span){0, (uint32_t)c->doc->text.size}, "access of statement", i);
    check_spans(c, &s->content, "content of a statement, piece");
    check(c, s->content.count > 0 || s->act == ACT_DECLINE_COMMENT, "statement %d says something",
          i);
    for (int p = 0; p < s->content.count; p++) {
        check_within(c, s->content.at[p], s->where, "content of statement", i);
        check(c, is_empty_span(s->cue) || !overlap(s->cue, s->content.at[p]),
              "statement %d: its cue is not what is said", i);
        check(c, is_empty_span(s->source.where) || !overlap(s->source.where, s->content.at[p]),
              "statement %d: its source is not what is said", i);
    }
}

static void check_circle(checking *c, int i) {
    int outer = i;
    for (int steps = 0; outer != NO_ID; steps++) {
        if (steps > c->doc->statements.count) {
            check(c, false, "statement %d: said_in ends outside", i);
            return;
        }
        outer = c->doc->statements.at[outer].said_in;
    }
}

static void check_statement(checking *c, int i) {
    const document  *doc = c->doc;
    const statement *s = &doc->statements.at[i];
    check_extent(c, i);
    check(c, i == 0 || s[-1].where.begin <= s->where.begin, "statement %d is in text order", i);
    check_reference(c, s->source, "source of statement", i);
    check_reference(c, s->addressee, "addressee of statement", i);
    check_reference(c, s->via, "via of statement", i);
    for (int t = 0; t < s->targets.count; t++) {
        check_reference(c, s->targets.at[t], "target of statement", i);
        check(c, !is_empty_span(s->targets.at[t].where), "statement %d: target %d has words", i, t);
    }
    check(c, (s->class == SOURCE_NONE) == is_empty_span(s->source.where),
          "statement %d: no source, no class (%s)", i, name_of_class(s->class));
    check(c, s->count >= 0, "statement %d: %d voices", i, s->count);
    check(c, is_empty_span(s->cue) == (s->cue_lemma.size == 0), "statement %d: a cue has a lemma",
          i);
    check_index(c, s->cue_token, doc->tokens.count, "cue token of statement", i);
    check_index(c, s->time, doc->times.count, "time of statement", i);
    check_index(c, s->place, doc->places.count, "place of statement", i);
    check_index(c, s->said_in, doc->statements.count, "said_in of statement", i);
    if (s->said_in == NO_ID) return;
    const statement *outer = &doc->statements.at[s->said_in];
    check(c, holds(outer, s->where) || shares_content(s, outer),
          "statement %d lies in the content of %d", i, s->said_in);
    check_circle(c, i);
}

// ---- Figures and times -------------------------------------------------------------------

static void check_figure(checking *c, int i) {
    const document *doc = c->doc;
    const figure   *f = &doc->figures.at[i];
    check_span(c, f->where, "figure", i);
    check(c, i == 0 || f[-1].where.begin < f->where.begin, "figure %d is in text order", i);
    check(c, f->has_value || f->has_low || f->has_high, "figure %d: something is known", i);
    check(c, isfinite(f->value) && isfinite(f->low) && isfinite(f->high), "figure %d is finite", i);
    check(c, !f->has_low || !f->has_high || f->low <= f->high, "figure %d: %g to %g", i, f->low,
          f->high);
    check(c, !f->has_value || !f->has_low || f->low <= f->value, "figure %d: %g is at least %g", i,
          f->value, f->low);
    check(c, !f->has_value || !f->has_high || f->value <= f->high, "figure %d: %g is at most %g", i,
          f->value, f->high);
    check(c, f->bound != BOUND_EXACT || f->has_value, "figure %d: what is exact has a value", i);
    check_reference(c, f->counted, "counted of figure", i);
    check_within(c, f->period, (span){0, (uint32_t)doc->text.size}, "period of figure", i);
    check(c, !is_empty_span(f->period) || (!f->period_from.at && !f->period_to.at),
          "figure %d: a period has its words", i);
    check(c,
          !f->period_from.at || !f->period_to.at || compare_str(f->period_from, f->period_to) < 0,
          "figure %d: a period runs forward", i);
    check_index(c, f->said_in, doc->statements.count, "said_in of figure", i);
    check(c, f->said_in == NO_ID || holds(&doc->statements.at[f->said_in], f->where),
          "figure %d lies in the content of %d", i, f->said_in);
}

static void check_time(checking *c, int i) {
    const time_expression *t = &c->doc->times.at[i];
    check_span(c, t->where, "time", i);
    check(c, i == 0 || t[-1].where.begin < t->where.begin, "time %d is in text order", i);
    check(c, t->value.size > 0, "time %d has a value", i);
    check(c, (t->from.at == NULL) == (t->to.at == NULL), "time %d: from and to come together", i);
    check(c, !t->from.at || (t->type != TIME_DURATION && t->type != TIME_SET),
          "time %d: durations and sets have no dates", i);
    // Years before the first begin with "-" and are in order only as numbers.
    bool is_early = t->from.at && t->from.at[0] == '-';
    check(c,
          !t->from.at || is_early || t->from.size != t->to.size || compare_str(t->from, t->to) < 0,
          "time %d: %.*s comes before %.*s", i, SHOWN(t->from), SHOWN(t->to));
}

// What a place lies in grows from one to the next, and so ends; a town, its district and its province
// may share a name.
static void check_areas(checking *c, const place_record *p, int i) {
    enum { MOST_AREAS = 8 };
    check(c, p->inside.count <= MOST_AREAS, "place %d lies in %d areas", i, p->inside.count);
    for (int k = 0; k < p->inside.count; k++) {
        check(c, p->inside.at[k].size > 0, "area %d of place %d has a name", k, i);
    }
}

static void check_place(checking *c, int i) {
    const place_record *p = &c->doc->places.at[i];
    check_span(c, p->where, "place", i);
    check(c, i == 0 || p[-1].where.end <= p->where.begin, "place %d stands behind the one before",
          i);
    check(c, p->name.size > 0, "place %d has a name", i);
    check(c, p->country.at == NULL || p->country.size == 2, "country of place %d is a code", i);
    check(c, p->lat >= -90 && p->lat <= 90 && p->lon >= -180 && p->lon <= 180,
          "place %d lies on the globe", i);
    check(c, p->has_point || (p->lat == 0 && p->lon == 0), "place %d is nowhere or somewhere", i);
    check_areas(c, p, i);
}

static void check_deadline(checking *c, int i) {
    const document *doc = c->doc;
    const deadline *d = &doc->deadlines.at[i];
    const span      all = {0, (uint32_t)doc->text.size};
    check_span(c, d->where, "deadline", i);
    check(c, i == 0 || d[-1].where.end <= d->where.begin,
          "deadline %d stands behind the one before", i);
    check_reference(c, d->set_by, "set_by of deadline", i);
    check_within(c, d->about, all, "about of deadline", i);
    check_within(c, d->consequence, all, "consequence of deadline", i);
    check_index(c, d->time, doc->times.count, "time of deadline", i);
    check_index(c, d->said_in, doc->statements.count, "said_in of deadline", i);
    check(c, d->said_in == NO_ID || holds(&doc->statements.at[d->said_in], d->where),
          "deadline %d lies in the content of %d", i, d->said_in);
}

static bool is_inside_tokens(const checking *c, token_range range) {
    return range.begin >= 0 && range.begin <= range.end && range.end <= c->doc->tokens.count;
}

static void check_readings(checking *c) {
    const cue_reading_list *all = &c->doc->readings;
    for (int i = 0, behind = 0; i < all->count; i++) {
        const cue_reading *one = &all->at[i];
        check(c,
              is_inside_tokens(c, one->cue) && one->cue.begin < one->cue.end &&
                  one->cue.begin >= behind,
              "cues that were read ascend");
        check(c, one->head >= one->cue.begin && one->head < one->cue.end, "a cue holds its head");
        check(c, is_inside_tokens(c, one->source), "a source that was read is in the document");
        for (int n = 0, last = 0; n < one->content.count; n++) {
            const token_range piece = one->content.at[n];
            check(c, is_inside_tokens(c, piece) && piece.begin < piece.end && piece.begin >= last,
                  "contents that were read ascend");
            last = piece.end;
        }
        check(c, one->cue_score >= 0 && one->role_score >= 0, "what was read is the best reading");
        behind = one->cue.end;
    }
}

int count_breaches(const document *doc, const char *name) {
    checking c = {.doc = doc, .name = name};
    check(&c, find_invalid_utf8(doc->text) < 0, "the text is UTF-8");
    check_structure(&c);
    check_tokens(&c);
    check_sentences(&c);
    if (c.breaches == 0) { // walks need heads that are there
        check_roots(&c);
        check_children(&c);
    }
    check_ranges(&c);
    check_entities(&c);
    check_readings(&c);
    for (int i = 0; i < doc->statements.count; i++) {
        check_statement(&c, i);
    }
    for (int i = 0; i < doc->figures.count; i++) {
        check_figure(&c, i);
    }
    for (int i = 0; i < doc->times.count; i++) {
        check_time(&c, i);
    }
    for (int i = 0; i < doc->places.count; i++) {
        check_place(&c, i);
    }
    for (int i = 0; i < doc->deadlines.count; i++) {
        check_deadline(&c, i);
    }
    if (c.breaches > MOST_PRINTED) printf("%s: %d breaches in all\n", name, c.breaches);
    close_arena(&c.scratch);
    return c.breaches;
}
