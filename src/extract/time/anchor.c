// anchor.c - what kind of text this is, by counting, and tense, by climbing the tree.
#include "extract/time/anchor.h"

#include "doc/helpers.h"

// ---- Tense -------------------------------------------------------------------------------

// "gathered to mark Friday's vote": the purpose of what was done is of its time.
static bool is_purpose(const document *doc, int verb) {
    return token_at(doc, verb)->dep == DEP_ADVCL;
}

static clause_tense tense_by_helpers(const document *doc, int verb) {
    switch (tense_of_helpers(doc, verb)) {
    case HELPERS_WILL:
    case HELPERS_WOULD:
    case HELPERS_DUE:
    case HELPERS_MAY:
    case HELPERS_NOW:
        return TENSE_FUTURE;
    case HELPERS_TO:
        return is_purpose(doc, verb) ? TENSE_OPEN : TENSE_FUTURE;
    case HELPERS_PAST:
        return TENSE_PAST;
    case HELPERS_COULD:
    case HELPERS_NONE:
        break;
    }
    return TENSE_OPEN;
}

// "the truce expires on Friday", "talks resume on Monday", "demanded that they leave on Friday"
static bool is_to_come(const pieces *p, int verb) {
    const document *doc = p->doc;
    const token    *t = token_at(doc, verb);
    bool            is_present = t->tag == TAG_VBZ || t->tag == TAG_VBP;
    if (is_present && is_lemma_of_class(p, t->lemma, WORD_timetable)) return true;
    return t->tag == TAG_VB && t->dep == DEP_CCOMP &&
           has_one_lemma(doc, t->head, "demand|ask|insist|order|propose|urge|request|require");
}

static clause_tense tense_of_verb(const pieces *p, int verb) {
    const document *doc = p->doc;
    clause_tense    by_helpers = tense_by_helpers(doc, verb);
    if (by_helpers != TENSE_OPEN) return by_helpers;
    if (is_to_come(p, verb)) return TENSE_FUTURE;
    const token *t = token_at(doc, verb);
    bool         is_participle = t->tag == TAG_VBN && t->dep == DEP_ACL; // "the deal signed Monday"
    return t->tag == TAG_VBD || is_participle ? TENSE_PAST : TENSE_OPEN;
}

bool is_past_perfect(const document *doc, int verb) {
    int have = find_helper(doc, verb, "have");
    return have >= 0 && token_at(doc, have)->tag == TAG_VBD;
}

// "had been due to expire", "had been planned": what was still to come is over.
static bool is_future_of_past(const document *doc, int verb) {
    enum { MOST_STEPS = 3 };
    for (int step = 0; step < MOST_STEPS; step++) {
        const token *t = token_at(doc, verb);
        bool         is_state = is_verb(doc, verb) || t->pos == POS_ADJ;
        if (!is_state) return false;
        if (is_past_perfect(doc, verb)) return true;
        if (t->head == verb || (step > 0 && t->dep != DEP_ACOMP && t->dep != DEP_XCOMP))
            return false;
        verb = t->head;
    }
    return false;
}

// "the first country to join": it did.
static bool is_first_to(const document *doc, int verb) {
    const token *t = token_at(doc, verb);
    if (t->dep != DEP_ACL && t->dep != DEP_RELCL) return false;
    for (int i = next_child(doc, t->head, -1); i >= 0; i = next_child(doc, t->head, i)) {
        if (i < t->head && has_one_lemma(doc, i, "first|second|third|last|latest|only"))
            return true;
    }
    return false;
}

// "was unable to meet", "failed to appear": what is so or not is of the time of the word above.
static bool is_as_above(const document *doc, int verb) {
    const token *t = token_at(doc, verb);
    return t->dep == DEP_XCOMP &&
           has_one_lemma(
               doc, t->head,
               "able|unable|fail|manage|begin|start|refuse|decline|continue|happen|force|suppose");
}

clause_tense tense_at(const pieces *p, int token_index) {
    enum { MOST_STEPS = 40 };
    const document *doc = p->doc;
    int             at = token_index;
    for (int step = 0; step < MOST_STEPS; step++) {
        const token *t = token_at(doc, at);
        if (is_verb(doc, at)) {
            bool         is_ahead = is_lemma_of_class(p, t->lemma, WORD_ahead);
            bool         is_open = is_as_above(doc, at) || is_first_to(doc, at);
            clause_tense tense = is_ahead  ? TENSE_FUTURE
                                 : is_open ? TENSE_OPEN
                                           : tense_of_verb(p, at);
            if (tense == TENSE_FUTURE && is_future_of_past(doc, at)) return TENSE_PAST;
            if (tense != TENSE_OPEN) return tense;
        }
        // "to bring the first break since a pause in late November"
        if (t->pos == POS_ADP && has_lemma(doc, at, "since")) return TENSE_PAST;
        if (t->head == at) break;
        at = t->head;
    }
    return TENSE_OPEN;
}

// "Until Tuesday, he had not said a word": that day is over.
static bool is_until_over(const pieces *p, int i) {
    int  token_index = piece_at(p, i)->token;
    bool is_first = piece_at(p, i - 1)->begins_sentence;
    return is_first && tense_at(p, token_index) == TENSE_PAST;
}

// "until Tuesday", "as early as Tuesday", "a pause starting on Tuesday"
static bool is_told_ahead(const pieces *p, int i) {
    bool is_as = is_word(p, i - 1, "as") && is_word(p, i - 3, "as") &&
                 (is_word(p, i - 2, "soon") || is_word(p, i - 2, "early"));
    int  at = i - is_word(p, i - 1, "on");
    bool is_start = is_word(p, at - 1, "starting") || is_word(p, at - 1, "beginning");
    bool is_until = is_word(p, i - 1, "until") || is_word(p, i - 1, "till");
    bool is_in_force = is_word(p, i - 1, "effective");
    return is_as || is_start || is_in_force || (is_until && !is_until_over(p, i));
}

static bool has_will(const document *doc, int verb) {
    return tense_of_helpers(doc, verb) == HELPERS_WILL;
}

enum { NEAR = 5 }; // steps from a date up to its verb

// "is set to expire", "is due to end", "is leaving"
static bool is_arranged(const document *doc, int verb) {
    const token *t = token_at(doc, verb);
    if (t->tag == TAG_VB && has_one_lemma(doc, t->head, "set|due|expect|schedule|plan|go|slate")) {
        return true;
    }
    for (int i = next_child(doc, verb, -1); i >= 0 && t->tag == TAG_VBG;
         i = next_child(doc, verb, i)) {
        const token *aux = token_at(doc, i);
        if (aux->dep == DEP_AUX && (aux->tag == TAG_VBZ || aux->tag == TAG_VBP)) return true;
    }
    return false;
}

bool is_sure_to_come(const document *doc, int token_index) {
    int verb = nearest_verb(doc, token_index, NEAR);
    return verb >= 0 && (has_will(doc, verb) || is_arranged(doc, verb));
}

bool is_future_told_back(const pieces *p, const reading *got) {
    enum { MOST_STEPS = 40 };
    const document *doc = p->doc;
    int             at = piece_at(p, got->end - 1)->token;
    int             verb = nearest_verb(doc, at, NEAR);
    if ((verb >= 0 && has_will(doc, verb)) || is_told_ahead(p, got->begin)) return false;
    for (int step = 0; step < MOST_STEPS && token_at(doc, at)->head != at; step++) {
        at = token_at(doc, at)->head;
    }
    return tense_of_verb(p, at) == TENSE_PAST;
}

clause_tense tense_of_reading(const pieces *p, const reading *got) {
    if (is_told_ahead(p, got->begin)) return TENSE_FUTURE;
    bool is_owner = is_mark(p, got->end, '\'') && is_word(p, got->end + 1, "s");
    int  token_index = piece_at(p, got->end - 1)->token;
    if (is_owner) { // "Sunday's vote will show"; of what days own, only that is still to come
        int verb = nearest_verb(p->doc, token_index, NEAR);
        return verb >= 0 && has_will(p->doc, verb) ? TENSE_FUTURE : TENSE_PAST;
    }
    return tense_at(p, token_index);
}

// ---- Kind of text ------------------------------------------------------------------------

static stamp published_of(const document *doc) {
    civil_date date;
    stamp      made = open_stamp(UNIT_NONE);
    if (!doc->meta.published.at || !read_iso_date(doc->meta.published, &date)) return made;
    made = stamp_of_day(day_of_date(date), UNIT_DAY);
    str rest =
        slice(doc->meta.published, 10 < doc->meta.published.size ? 10 : doc->meta.published.size,
              doc->meta.published.size);
    bool has_clock = rest.size >= 6 && rest.at[0] == 'T' && is_digit(rest.at[1]) &&
                     is_digit(rest.at[2]) && rest.at[3] == ':' && is_digit(rest.at[4]) &&
                     is_digit(rest.at[5]);
    if (has_clock) {
        made.hour = (rest.at[1] - '0') * 10 + rest.at[2] - '0';
        made.minute = (rest.at[4] - '0') * 10 + rest.at[5] - '0';
    }
    return made;
}

static bool is_deictic(const reading *r) {
    if (r->kind == READING_SHIFT) return r->base == BASE_THIS;
    if (r->kind != READING_POINT || r->year != OPEN) return false;
    bool is_bare_weekday = r->weekday != OPEN && r->month == OPEN;
    bool is_near_base = r->base == BASE_THIS || r->base == BASE_LAST || r->base == BASE_NEXT;
    return is_bare_weekday || is_near_base;
}

// What the times of a text say about its kind.
typedef struct {
    int  far, fine, near; // told of years ago, those with a month; told from the report's day
    int  seen;
    bool opens_near; // one of the first
} time_count;

static void count_reading(time_count *count, const reading *r, int this_year) {
    enum { FAR_YEARS = 2, FIRST = 3 };
    bool has_year = r->kind == READING_POINT && r->year != OPEN;
    bool is_far = has_year && (r->is_bc || this_year == OPEN || r->year <= this_year - FAR_YEARS);
    bool is_near = is_deictic(r);
    bool has_open_month = r->kind == READING_POINT && r->month != OPEN && r->year == OPEN;
    count->seen += r->kind == READING_POINT || r->kind == READING_SHIFT;
    count->far += is_far;
    count->fine += is_far && (r->month != OPEN || r->is_bc);
    count->near += is_near;
    count->opens_near |= count->seen <= FIRST && (is_near || (has_year && !is_far));
    count->opens_near |= has_open_month && count->far == 0;
}

anchors open_anchors(const document *doc, const reading *readings, int count) {
    enum { LEAST_FAR = 3, LEAST_FINE = 2 };
    anchors made = {
        .published = published_of(doc), .told = open_stamp(UNIT_NONE), .told_sentence = -1};
    made.story = made.story_month = made.told_day = made.told_quarter = made.told;
    time_count of = {0};
    for (int i = 0; i < count; i++) {
        count_reading(&of, &readings[i], made.published.year);
    }
    made.is_narrative = of.far >= LEAST_FAR && of.fine >= LEAST_FINE && of.far > 2 * of.near &&
                        !(of.opens_near && made.published.unit != UNIT_NONE);
    return made;
}
