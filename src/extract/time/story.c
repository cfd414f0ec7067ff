// story.c - what the tree says of a time: one that hangs on a noun tells of that thing, one that hangs
// on the verb tells when the story is. So an earlier time that hangs on a noun is looked at in passing,
// and a later year that is still to come; and any year alone that is far from the months told before.
//
//     Papers released in 2005 show ...       beside
//     On 4 August the ship was hit.          of the year in which the story stood before
#include "extract/time/story.h"

enum { MOST_STEPS = 12, NEXT_YEARS = 2 };

// The token that heads a reading.
static int head_of_reading(const pieces *p, const reading *got) {
    token_range range = {piece_at(p, got->begin)->token, piece_at(p, got->end - 1)->token + 1};
    return head_of_range(p->doc, range);
}

static bool is_noun(const token *t) {
    return t->pos == POS_NOUN || t->pos == POS_PROPN;
}

bool hangs_on_noun(const pieces *p, const reading *got) {
    const document *doc = p->doc;
    int             at = head_of_reading(p, got);
    for (int step = 0; at >= 0 && step < MOST_STEPS; step++) {
        const token *t = token_at(doc, at);
        if (t->head == at) return false;
        const token *above = token_at(doc, t->head);
        bool         is_part = t->dep == DEP_PREP || t->dep == DEP_POBJ || t->dep == DEP_NUMMOD ||
                       t->dep == DEP_COMPOUND || t->dep == DEP_AMOD || t->dep == DEP_NMOD;
        if (is_part && is_noun(above)) return true;
        if (t->dep == DEP_ACL) return true;
        bool goes_on =
            above->pos == POS_ADP || above->dep == DEP_ACL || is_part || t->dep == DEP_CONJ;
        if (!goes_on || above->pos == POS_AUX) return false;
        at = t->head;
    }
    return false;
}

static bool is_before(const stamp *a, const stamp *b) {
    if (a->year == OPEN || b->year == OPEN || a->is_bc || b->is_bc) return false;
    if (a->year != b->year) return a->year < b->year;
    return a->month != OPEN && b->month != OPEN && a->month < b->month;
}

bool is_told_beside(const pieces *p, const reading *got, const anchors *from, const stamp *made) {
    if (from->story.unit == UNIT_NONE || made->unit == UNIT_NONE) return false;
    if (is_before(made, &from->story)) return hangs_on_noun(p, got);
    if (made->unit < UNIT_SEASON || !is_before(&from->story, made)) return false;
    bool is_far = made->year - from->story.year > NEXT_YEARS;
    return tense_of_reading(p, got) == TENSE_FUTURE || (is_far && hangs_on_noun(p, got));
}

bool only_bounds(const pieces *p, const reading *got) {
    static const char *const BOUNDS[] = {"until", "since", "before", "after", "to", "than"};
    for (size_t b = 0; b < sizeof BOUNDS / sizeof *BOUNDS; b++) {
        if (is_word(p, got->begin - 1, BOUNDS[b])) return true;
    }
    const document *doc = p->doc;
    int             at = head_of_reading(p, got);
    for (int step = 0; at >= 0 && step < MOST_STEPS; step++) {
        const token *t = token_at(doc, at);
        bool         is_limit =
            t->pos == POS_ADP && (has_lemma(doc, at, "until") || has_lemma(doc, at, "till"));
        if (is_limit) return true;
        bool goes_on = t->dep == DEP_PREP || t->dep == DEP_POBJ || is_noun(t) || t->pos == POS_NUM;
        if (t->head == at || !goes_on) return false;
        at = t->head;
    }
    return false;
}

// "left", "was found"
static bool is_of_past(const document *doc, int verb) {
    if (token_at(doc, verb)->tag == TAG_VBD) return true;
    int aux = token_at(doc, verb)->tag == TAG_VBN ? find_child(doc, verb, DEP_AUXPASS) : -1;
    return aux >= 0 && token_at(doc, aux)->tag == TAG_VBD;
}

bool hangs_on_past(const pieces *p, const reading *got) {
    const document *doc = p->doc;
    int             at = head_of_reading(p, got);
    if (is_word(p, got->begin - 1, "ended")) return true; // "the year ended March 31"
    bool is_rough = got->is_narrowed && got->day == OPEN; // "in late April"
    if (at < 0 || is_rough) return false;
    int above = token_at(doc, at)->head;
    if (!has_lemma(doc, above, "in") && !has_lemma(doc, above, "on")) return false;
    enum { MOST_APART = 5 }; // "told the buyers of a cut in supplies in May"
    int          verb_at = token_at(doc, above)->head;
    const token *verb = token_at(doc, verb_at);
    bool         is_far = above > verb_at + MOST_APART;
    return token_at(doc, above)->dep == DEP_PREP && is_of_past(doc, verb_at) && !is_far &&
           !is_lemma_of_class(p, verb->lemma, WORD_ahead);
}

bool goes_on(const pieces *p, const reading *got) {
    const document *doc = p->doc;
    if (hangs_on_noun(p, got)) return false;
    int at = head_of_reading(p, got);
    for (int step = 0; at >= 0 && step < MOST_STEPS; step++) {
        const token *t = token_at(doc, at);
        if (is_verb(doc, at)) return !is_past_perfect(doc, at);
        if (t->head == at) return true;
        at = t->head;
    }
    return true;
}

void tell_story(anchors *from, const stamp *made, int in_sentence, bool is_beside) {
    from->told = *made;
    from->told_sentence = in_sentence;
    from->is_told_beside = is_beside;
    if (made->unit == UNIT_QUARTER && made->quarter != OPEN) {
        from->told_quarter = *made;
        from->told_quarter_sentence = in_sentence;
    }
    if (made->unit <= UNIT_DAY) from->told_day = *made;
    bool has_month = made->unit <= UNIT_MONTH && made->year != OPEN && made->month != OPEN;
    if (is_beside) return;
    if (has_month) from->story_month = *made;
    from->story = *made;
}

const stamp *find_story(const anchors *from, int in_sentence) {
    const stamp *story = from->is_told_beside ? &from->story : &from->told;
    const stamp *month = &from->story_month;
    bool         is_coarse = story->unit >= UNIT_SEASON;
    if (!is_coarse || month->unit == UNIT_NONE || from->told_sentence == in_sentence) return story;
    int years = story->is_bc ? month->year - story->year : story->year - month->year;
    return years < 0 || years > NEXT_YEARS ? month : story;
}
