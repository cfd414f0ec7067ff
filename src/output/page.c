// page.c - the page for people.
//
//     Title of the report
//     Outlet · 2031-04-07 · KARSA
//
//     WHO SAID WHAT
//      s1  Foreign Minister Ilse Varga  said  (to reporters, on Monday)
//            "We will not sign under fire"
//      s2    she [Ilse Varga]  warned
//              that talks could end within days
//
//     FIGURES
//      f1  at least 14 people      killed · in two days · according to s3
//
//     DATES
//      t1  Monday                  2031-04-07
//
//     PLACES
//      p1  Karsa                   city · Orlava · 44.1, 20.5
//
// A statement inside another is set in further. Words of the report are never changed; white space
// is folded and lines are broken, nothing else.
#include "output/page.h"

#include "base/json.h"
#include "base/unicode.h"
#include "output/shown.h"

enum { LEAST_WIDTH = 40, DEEPEST = 6, LABEL = 6, STEP = 2, LEFT_COLUMN = 34 };

static const char BOLD[] = "\x1b[1m", DIM[] = "\x1b[2m", CYAN[] = "\x1b[36m", PLAIN[] = "\x1b[0m";

typedef struct {
    buffer             *out;
    const document     *doc;
    const page_options *options;
    arena               scratch;
} page;

static str words_at(page *p, span where) {
    return show_text(&p->scratch, text_of(p->doc, where));
}

static void add_styled(page *p, const char *style, str text) {
    if (p->options->colour) add_str(p->out, str_of(style));
    add_str(p->out, text);
    if (p->options->colour) add_str(p->out, str_of(PLAIN));
}

static void add_spaces(page *p, int count) {
    for (int i = 0; i < count; i++) {
        add_char(p->out, ' ');
    }
}

// Sets shown words between `indent` and the right edge, the first line beginning at column `at`.
// Says at which column the last line ends.
static int add_wrapped(page *p, str words, int indent, int at) {
    for (bool is_first = true; words.at; is_first = false) {
        str word = cut_at(&words, ' ');
        int columns = columns_of_text(word);
        if (!is_first && at + 1 + columns > p->options->width) {
            add_char(p->out, '\n');
            add_spaces(p, indent);
            at = indent;
        } else if (!is_first) {
            add_char(p->out, ' ');
            at++;
        }
        add_str(p->out, word);
        at += columns;
    }
    return at;
}

static void add_heading(page *p, const char *words) {
    add_char(p->out, '\n');
    add_styled(p, BOLD, str_of(words));
    add_char(p->out, '\n');
}

static void add_label(page *p, char kind, int index) {
    buffer label = {0};
    add_format(&label, " %c%-*d", kind, LABEL - 2, index + 1);
    add_styled(p, DIM, str_of_buffer(&label));
    close_buffer(&label);
}

// ---- Head --------------------------------------------------------------------------------

static void add_fact(page *p, bool *has_any, str fact) {
    if (fact.size == 0) return;
    if (*has_any) add_str(p->out, STR(" · "));
    add_str(p->out, show_text(&p->scratch, fact));
    *has_any = true;
}

static void add_head(page *p) {
    const document *doc = p->doc;
    if (doc->meta.title.size > 0) {
        add_styled(p, BOLD, show_text(&p->scratch, doc->meta.title));
        add_char(p->out, '\n');
    }
    bool has_any = false;
    if (doc->meta.title.size == 0) add_fact(p, &has_any, doc->meta.id);
    add_fact(p, &has_any, doc->meta.outlet);
    add_fact(p, &has_any, doc->meta.published);
    if (!is_empty_span(doc->dateline.place)) {
        add_fact(p, &has_any, text_of(doc, doc->dateline.place));
    }
    for (int i = 0; i < doc->bylines.count; i++) {
        add_fact(p, &has_any, text_of(doc, doc->bylines.at[i]));
    }
    if (doc->bylines.count == 0) add_fact(p, &has_any, doc->meta.byline);
    if (doc->is_updated) add_fact(p, &has_any, STR("updated"));
    if (has_any) add_char(p->out, '\n');
}

// ---- Statements --------------------------------------------------------------------------

static int depth_of(const document *doc, int i) {
    int depth = 0;
    for (int outer = doc->statements.at[i].said_in; outer != NO_ID && depth < DEEPEST; depth++) {
        outer = doc->statements.at[outer].said_in;
    }
    return depth;
}

// "Roe" stands in "Benjamin Roe", "he" does not stand in "Henrik Dahl".
static bool holds_words(str text, str words) {
    for (int64_t at = find_str(text, words, 0); at >= 0;
         at = find_str(text, words, (size_t)at + 1)) {
        const size_t begin = (size_t)at, end = begin + words.size;
        bool         begins = begin == 0 || text.at[begin - 1] == ' ';
        if (begins && (end == text.size || text.at[end] == ' ' || text.at[end] == '\''))
            return true;
    }
    return false;
}

// The name of somebody whom the words alone do not tell; empty where they do.
static str name_beside(page *p, reference who) {
    if (who.entity == NO_ID) return (str){"", 0};
    str  words = words_at(p, who.where);
    str  name = show_text(&p->scratch, p->doc->entities.at[who.entity].name);
    bool is_told =
        words.size == 0 || name.size == 0 || holds_words(words, name) || holds_words(name, words);
    return is_told ? (str){"", 0} : name;
}

// "he [Benjamin Roe]": the words, and who that is where the words alone do not tell.
static void add_who(page *p, reference who) {
    str name = name_beside(p, who);
    add_styled(p, BOLD, words_at(p, who.where));
    if (name.size == 0) return;
    add_str(p->out, STR(" ["));
    add_str(p->out, name);
    add_char(p->out, ']');
}

static void add_aside(page *p, const char *word, span where, bool *has_any) {
    if (is_empty_span(where)) return;
    add_str(p->out, *has_any ? STR(", ") : STR("  ("));
    add_str(p->out, str_of(word));
    add_str(p->out, words_at(p, where));
    *has_any = true;
}

static void add_statement(page *p, int i) {
    const statement *s = &p->doc->statements.at[i];
    int              indent = depth_of(p->doc, i) * STEP;
    bool             has_aside = false;
    add_label(p, 's', i);
    add_spaces(p, indent);
    if (is_empty_span(s->source.where)) {
        add_styled(p, DIM, STR("source not told"));
    } else {
        add_who(p, s->source);
    }
    add_str(p->out, STR("  "));
    add_styled(p, CYAN, str_of(name_of_act(s->act)));
    add_aside(p, "to ", s->addressee.where, &has_aside);
    add_aside(p, "told ", s->via.where, &has_aside);
    if (s->time != NO_ID) add_aside(p, "", p->doc->times.at[s->time].where, &has_aside);
    // How an unnamed source knows mostly stands in the words that name it.
    if (!is_inside(s->access, s->source.where)) add_aside(p, "", s->access, &has_aside);
    if (has_aside) add_char(p->out, ')');
    add_char(p->out, '\n');
    for (int c = 0; c < s->content.count; c++) {
        int column = LABEL + indent + STEP + STEP;
        add_spaces(p, column);
        add_wrapped(p, words_at(p, s->content.at[c]), column, column);
        add_char(p->out, '\n');
    }
}

// ---- Figures and dates -------------------------------------------------------------------

// Words in a left column; what is known of them goes behind it. Says at which column that begins.
static int add_left(page *p, span where) {
    int at = add_wrapped(p, words_at(p, where), LABEL, LABEL);
    int gap = at < LABEL + LEFT_COLUMN ? LABEL + LEFT_COLUMN - at : 2;
    add_spaces(p, gap);
    return at + gap;
}

// "s3, Ilse Varga": whose words a figure stands in.
static void add_teller(page *p, int said_in) {
    const reference source = p->doc->statements.at[said_in].source;
    str             name = name_beside(p, source);
    add_format(p->out, is_empty_span(source.where) ? " · in s%d" : " · s%d, ", said_in + 1);
    add_str(p->out, name.size > 0 ? name : words_at(p, source.where));
}

static void add_figure_facts(page *p, const figure *f, bool is_counted_shown) {
    bool has_any = false;
    add_fact(p, &has_any, str_of(name_of_measure(f->measure)));
    if (!is_counted_shown && !is_empty_span(f->counted.where)) {
        add_fact(p, &has_any, text_of(p->doc, f->counted.where));
    }
    if (!is_empty_span(f->period)) add_fact(p, &has_any, text_of(p->doc, f->period));
    if (f->said_in != NO_ID) add_teller(p, f->said_in);
}

// Between the two, facts are written apart; then they are wrapped beside what stands on the left up
// to column `at`. The first gives what the page is written to.
static buffer *begin_facts(page *p, buffer *facts) {
    buffer *out = p->out;
    p->out = facts;
    return out;
}

static void end_facts(page *p, buffer *out, int at) {
    buffer *facts = p->out;
    p->out = out;
    add_wrapped(p, str_of_buffer(facts), LABEL + LEFT_COLUMN, at);
    close_buffer(facts);
    add_char(out, '\n');
}

static void add_figure(page *p, int i) {
    const figure *f = &p->doc->figures.at[i];
    span          words = f->where;
    add_label(p, 'f', i);
    // The counted words are shown where they follow the number, as they nearly always do.
    if (!is_empty_span(f->counted.where) && f->counted.where.begin >= words.begin &&
        f->counted.where.begin <= words.end + 1 && f->counted.where.end > words.end) {
        words.end = f->counted.where.end;
    }
    int     at = add_left(p, words);
    buffer  facts = {0};
    buffer *out = begin_facts(p, &facts);
    add_figure_facts(p, f, words.end != f->where.end);
    end_facts(p, out, at);
}

static void add_time(page *p, int i) {
    const time_expression *t = &p->doc->times.at[i];
    add_label(p, 't', i);
    add_left(p, t->where);
    add_str(p->out, t->value);
    add_char(p->out, '\n');
}

// Each place once, where it is named first.
static bool is_named_before(const document *doc, int i) {
    enum { FARTHEST = 64 };
    const place_record *p = &doc->places.at[i];
    for (int k = i - 1; k >= 0 && k >= i - FARTHEST; k--) {
        const place_record *other = &doc->places.at[k];
        bool                is_same = same(other->name, p->name) && other->geonames == p->geonames;
        if (is_same && same(text_of(doc, other->where), text_of(doc, p->where))) return true;
    }
    return false;
}

// To the hundredth, which is a kilometre.
static void add_degrees(buffer *out, double degrees) {
    int hundredths = (int)(degrees * 100 + (degrees < 0 ? -0.5 : 0.5));
    add_number(out, hundredths / 100.0);
}

static void add_place(page *p, int i) {
    const place_record *where = &p->doc->places.at[i];
    bool                has_any = false;
    if (is_named_before(p->doc, i)) return;
    add_label(p, 'p', i);
    add_left(p, where->where);
    str words = words_at(p, where->where);
    if (!same(show_text(&p->scratch, where->name), words)) add_fact(p, &has_any, where->name);
    add_fact(p, &has_any, str_of(name_of_place_kind(where->kind)));
    if (where->inside.count > 0) add_fact(p, &has_any, where->inside.at[0]);
    if (where->inside.count > 1) {
        add_fact(p, &has_any, where->inside.at[where->inside.count - 1]);
    }
    if (where->has_point && where->precision != POINT_COUNTRY) {
        buffer point = {0};
        add_degrees(&point, where->lat);
        add_str(&point, STR(", "));
        add_degrees(&point, where->lon);
        add_fact(p, &has_any, str_of_buffer(&point));
        close_buffer(&point);
    }
    add_char(p->out, '\n');
}

static void add_deadline(page *p, int i) {
    const deadline *d = &p->doc->deadlines.at[i];
    buffer          facts = {0};
    bool            has_any = false;
    add_label(p, 'd', i);
    int     at = add_left(p, d->where);
    buffer *out = begin_facts(p, &facts);
    add_fact(p, &has_any, str_of(name_of_deadline_kind(d->kind)));
    if (!is_empty_span(d->set_by.where)) add_fact(p, &has_any, words_at(p, d->set_by.where));
    if (!is_empty_span(d->about)) add_fact(p, &has_any, words_at(p, d->about));
    if (d->time != NO_ID) add_fact(p, &has_any, p->doc->times.at[d->time].value);
    if (!is_empty_span(d->consequence)) add_fact(p, &has_any, words_at(p, d->consequence));
    end_facts(p, out, at);
}

static void add_list(page *p, const char *heading, int count, void (*add_one)(page *, int)) {
    if (count == 0) return;
    add_heading(p, heading);
    for (int i = 0; i < count; i++) {
        add_one(p, i);
    }
}

void write_page(buffer *out, const document *doc, const page_options *options) {
    page_options sane = *options;
    if (sane.width < LEAST_WIDTH) sane.width = LEAST_WIDTH;
    page p = {.out = out, .doc = doc, .options = &sane};
    add_head(&p);
    add_list(&p, "WHO SAID WHAT", doc->statements.count, add_statement);
    add_list(&p, "FIGURES", doc->figures.count, add_figure);
    add_list(&p, "DATES", doc->times.count, add_time);
    add_list(&p, "DEADLINES", doc->deadlines.count, add_deadline);
    add_list(&p, "PLACES", doc->places.count, add_place);
    if (doc->statements.count + doc->figures.count + doc->times.count + doc->places.count == 0) {
        add_styled(&p, DIM, STR("\nnobody says anything, and no figure, date or place is told"));
        add_char(out, '\n');
    }
    add_char(out, '\n');
    close_arena(&p.scratch);
}
