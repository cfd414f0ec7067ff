// anchor.c - what kind of text this is, by counting, and tense, by climbing the tree.
#include "extract/time/anchor.h"

// ---- Tense -------------------------------------------------------------------------------

static bool is_future_modal(str lemma) {
    static const char *const MODALS[] = {"will", "shall", "'ll", "wo",     "would",
                                         "may",  "might", "can", "should", "must"};
    for (size_t i = 0; i < sizeof MODALS / sizeof *MODALS; i++) {
        if (same_ignoring_case(lemma, str_of(MODALS[i]))) return true;
    }
    return false;
}

// "gathered to mark Friday's vote": the purpose of what was done is of its time.
static bool is_purpose(const document *doc, int verb) {
    return token_at(doc, verb)->dep == DEP_ADVCL;
}

// What the auxiliaries of a verb say; the first that decides wins.
static clause_tense tense_of_auxiliaries(const document *doc, int verb) {
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        const token *t = token_at(doc, i);
        if (t->dep != DEP_AUX && t->dep != DEP_AUXPASS) continue;
        bool is_perfect = has_lemma(doc, i, "have");
        if (t->tag == TAG_MD) return is_future_modal(t->lemma) ? TENSE_FUTURE : TENSE_OPEN;
        if (t->tag == TAG_TO) return is_purpose(doc, verb) ? TENSE_OPEN : TENSE_FUTURE;
        if (t->tag == TAG_VBD || is_perfect) return TENSE_PAST;
        if (t->tag == TAG_VBZ || t->tag == TAG_VBP) return TENSE_FUTURE;
    }
    return TENSE_OPEN;
}

static clause_tense tense_of_verb(const document *doc, int verb) {
    clause_tense by_auxiliary = tense_of_auxiliaries(doc, verb);
    if (by_auxiliary != TENSE_OPEN) return by_auxiliary;
    const token *t = token_at(doc, verb);
    bool         is_participle = t->tag == TAG_VBN && t->dep == DEP_ACL; // "the deal signed Monday"
    return t->tag == TAG_VBD || is_participle ? TENSE_PAST : TENSE_OPEN;
}

// "was unable to meet", "failed to appear": what is so or not is of the time of the word above.
static bool is_as_above(const document *doc, int verb) {
    static const char *const WORDS[] = {"able",   "unable",  "fail",     "manage", "begin", "start",
                                        "refuse", "decline", "continue", "happen", "force"};
    const token             *t = token_at(doc, verb);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && t->dep == DEP_XCOMP; i++) {
        if (has_lemma(doc, t->head, WORDS[i])) return true;
    }
    return false;
}

clause_tense tense_at(const pieces *p, int token_index) {
    enum { MOST_STEPS = 40 };
    const document *doc = p->doc;
    int             at = token_index;
    for (int step = 0; step < MOST_STEPS; step++) {
        const token *t = token_at(doc, at);
        if (t->pos == POS_VERB || t->pos == POS_AUX) {
            if (is_lemma_of_class(p, t->lemma, WORD_ahead)) return TENSE_FUTURE;
            bool         is_open = is_as_above(doc, at);
            clause_tense tense = is_open ? TENSE_OPEN : tense_of_verb(doc, at);
            if (tense != TENSE_OPEN) return tense;
        }
        if (t->head == at) break;
        at = t->head;
    }
    return TENSE_OPEN;
}

// "until Tuesday", "as early as Tuesday", "a pause starting on Tuesday"
static bool is_told_ahead(const pieces *p, int i) {
    bool is_as = is_word(p, i - 1, "as") && is_word(p, i - 3, "as") &&
                 (is_word(p, i - 2, "soon") || is_word(p, i - 2, "early"));
    int  at = i - is_word(p, i - 1, "on");
    bool is_start = is_word(p, at - 1, "starting") || is_word(p, at - 1, "beginning");
    return is_as || is_start || is_word(p, i - 1, "until") || is_word(p, i - 1, "till");
}

clause_tense tense_of_reading(const pieces *p, const reading *got) {
    if (is_told_ahead(p, got->begin)) return TENSE_FUTURE;
    bool is_owner = is_mark(p, got->end, '\'') && is_word(p, got->end + 1, "s");
    if (is_owner) return TENSE_PAST;
    return tense_at(p, piece_at(p, got->end - 1)->token);
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

anchors open_anchors(const document *doc, const pieces *p, const reading *readings, int count) {
    enum { FAR_YEARS = 2, LEAST_FAR = 3 };
    anchors made = {
        .published = published_of(doc), .told = open_stamp(UNIT_NONE), .told_sentence = -1};
    made.told_month = made.told_day = made.told_quarter = open_stamp(UNIT_NONE);
    int far_count = 0, near_count = 0;
    (void)p;
    for (int i = 0; i < count; i++) {
        const reading *r = &readings[i];
        if (r->kind == READING_POINT && r->year != OPEN) {
            bool is_far = r->is_bc || made.published.unit == UNIT_NONE ||
                          r->year <= made.published.year - FAR_YEARS;
            far_count += is_far;
        } else if (is_deictic(r)) {
            near_count++;
        }
    }
    made.is_narrative = far_count >= LEAST_FAR && far_count > 2 * near_count;
    return made;
}
