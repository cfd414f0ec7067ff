// kind.c - how a figure stands in time: which way it changed, and whether it is a running total, one
// event's share of it, a rate, or only asked for.
#include "extract/figure/draft.h"

#include <stdlib.h>

static unsigned cue_of_name(str name) {
    static const struct {
        const char *name;
        unsigned    cue;
    } cues[] = {{"target", CUE_TARGET},     {"modal", CUE_MODAL},    {"total", CUE_TOTAL},
                {"pause", CUE_PAUSE},       {"topic", CUE_TOPIC},    {"lasting", CUE_LASTING},
                {"exchange", CUE_EXCHANGE}, {"state", CUE_STATE},    {"tally", CUE_TALLY},
                {"blow", CUE_BLOW},         {"payment", CUE_PAYMENT}};
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        if (same(name, str_of(cues[i].name))) return cues[i].cue;
    }
    abort();
}

void open_kind_rules(arena *a, figure_rules *rules) {
    LIST(change_row) changes = {0};
    LIST(unsigned) cues = {0};
    data_rows rows = open_rows("changes.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        add_to_table(a, &rules->change_words, row.fields[0], (uint32_t)changes.count);
        const change_row made = {.way = same(row.fields[1], STR("up")) ? CHANGE_UP : CHANGE_DOWN,
                                 .is_verb = !same(row.fields[2], STR("noun")),
                                 .is_noun = !same(row.fields[2], STR("verb"))};
        PUSH_IN(a, &changes, made);
    }
    rows = open_rows("figure_cues.tsv");
    while (next_row(&rows, &row)) {
        add_to_table(a, &rules->cue_words, row.fields[0], (uint32_t)cues.count);
        str      names = row.fields[1];
        unsigned made = 0;
        while (names.at) {
            made |= cue_of_name(cut_at(&names, '|'));
        }
        PUSH_IN(a, &cues, made);
    }
    rules->changes = changes.at;
    rules->cues = cues.at;
    rules->tally_words = table_of_column(a, "tallies.tsv", 0);
}

// ---- Rates -------------------------------------------------------------------------------

// "a week after the raid": when it was, not how often.
static bool tells_when(str text, uint32_t at) {
    static const char *const words[] = {"ago",   "after", "before", "earlier",
                                        "later", "from",  "old"};
    near_words               near = words_after(text, at);
    for (size_t i = 0; i < sizeof words / sizeof *words && near.count > 0; i++) {
        if (same_ignoring_case(slice_span(text, near.words[0]), str_of(words[i]))) return true;
    }
    return false;
}

// "[100 trucks] daily"
static const char *unit_of_adverb(str word) {
    static const struct {
        str         word;
        const char *unit;
    } rows[] = {{{"hourly", 6}, "hour"},   {{"daily", 5}, "day"},   {{"weekly", 6}, "week"},
                {{"monthly", 7}, "month"}, {{"yearly", 6}, "year"}, {{"annually", 8}, "year"},
                {{"nightly", 7}, "night"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (same_ignoring_case(word, rows[i].word)) return rows[i].unit;
    }
    return NULL;
}

// "one hostage for every 30 prisoners": both sides are a rate.
static bool is_side_of_rate(const document *doc, const draft *d) {
    span       every;
    uint32_t   end = d->made.counted.where.end > d->made.where.end ? d->made.counted.where.end
                                                                   : d->made.where.end;
    near_words behind = words_after(doc->text, end);
    bool       is_led = is_word_before(doc->text, d->made.where.begin, STR("every"), &every) ||
                  is_word_before(doc->text, d->made.where.begin, STR("each"), &every);
    span for_word;
    if (is_led && is_word_before(doc->text, every.begin, STR("for"), &for_word)) return true;
    return behind.count >= 2 &&
           same_ignoring_case(slice_span(doc->text, behind.words[0]), STR("for")) &&
           (same_ignoring_case(slice_span(doc->text, behind.words[1]), STR("every")) ||
            same_ignoring_case(slice_span(doc->text, behind.words[1]), STR("each")));
}

// "60 km/h", "$5/barrel"
static const char *find_per_behind_slash(const figure_rules *rules, const document *doc,
                                         uint32_t at, bool *is_rate) {
    near_words   near = words_after(doc->text, at + 1);
    phrase_match found = {.row = NOT_IN_TABLE};
    near.count = near.count > 1 ? 1 : near.count;
    if (near.count > 0 && near.is_attached[0])
        found = match_after(&rules->unit_words, doc->text, &near);
    if (found.row == NOT_IN_TABLE) return NULL;
    const unit_row *unit = &rules->units[found.row];
    *is_rate = unit->measure != MEASURE_SHARE && unit->measure != MEASURE_MONEY;
    return *is_rate ? unit->code : NULL;
}

// "per [60 kilograms]": the code of the unit; NULL: of no unit.
static const char *unit_behind_number(const figure_rules *rules, const document *doc, uint32_t at) {
    number       amount = read_number(rules->numbers, doc->text, at, true);
    near_words   rest = words_after(doc->text, amount.where.end);
    phrase_match found = match_after(&rules->unit_words, doc->text, &rest);
    bool         is_unit = amount.kind != NUMBER_NONE && found.row != NOT_IN_TABLE;
    return is_unit ? rules->units[found.row].code : NULL;
}

// "[20,000 crowns] (roughly $140) per 60 kg", "(roughly [$140]) per 60 kg": behind the brackets that
// say the same in another unit.
static uint32_t skip_aside(str text, uint32_t at) {
    enum { LONGEST_ASIDE = 40 };
    if (at < text.size && text.at[at] == ')') return at + 1;
    if (!starts_with(slice(text, at, text.size), STR(" ("))) return at;
    for (uint32_t end = at; end < text.size && end < at + LONGEST_ASIDE; end++) {
        if (text.at[end] == ')') return end + 1;
    }
    return at;
}

// "[5 dollars] a barrel", "[60 km] per hour": the code of what the rate is by.
static const char *find_per(const figure_rules *rules, const document *doc, uint32_t at,
                            bool *is_rate) {
    near_words near = words_after(doc->text, at);
    *is_rate = false;
    if (at < doc->text.size && doc->text.at[at] == '/')
        return find_per_behind_slash(rules, doc, at, is_rate);
    if (near.count < 1) near = words_after(doc->text, skip_aside(doc->text, at));
    if (near.count < 1 || near.is_hyphened[0]) return NULL;
    str         first = slice_span(doc->text, near.words[0]);
    const char *period = unit_of_adverb(first);
    if (period) {
        *is_rate = true;
        return period;
    }
    bool is_per = same_ignoring_case(first, STR("per"));
    if (is_per && near.words[0].end + 1 < doc->text.size &&
        is_digit(doc->text.at[near.words[0].end + 1])) {
        *is_rate = true; // "seven per 100,000", "20,000 crowns per 60 kg"
        return unit_behind_number(rules, doc, near.words[0].end + 1);
    }
    bool is_each = same_ignoring_case(first, STR("a")) || same_ignoring_case(first, STR("an")) ||
                   same_ignoring_case(first, STR("each")) ||
                   same_ignoring_case(first, STR("every"));
    if (near.count < 2 || (!is_per && !is_each)) return NULL;
    near_words   rest = words_after(doc->text, near.words[0].end);
    phrase_match found = match_after(&rules->unit_words, doc->text, &rest);
    if (found.row == NOT_IN_TABLE) {
        *is_rate = is_per;
        return NULL;
    }
    const unit_row *unit = &rules->units[found.row];
    if (is_each && tells_when(doc->text, found.where.end)) return NULL;
    bool fits = !unit->is_short && unit->measure != MEASURE_SHARE && unit->measure != MEASURE_MONEY;
    *is_rate = fits;
    return fits ? unit->code : NULL;
}

// ---- Kind --------------------------------------------------------------------------------

unsigned cues_of(const figure_rules *rules, const document *doc, int i) {
    uint32_t row = find_lemma(&rules->cue_words, doc, i);
    return row == NOT_IN_TABLE ? 0 : rules->cues[row];
}

int verb_or_top(const document *doc, int i) {
    for (int steps = 0; steps < 12; steps++) {
        const token *t = token_at(doc, i);
        if (is_verb(doc, i) || t->head == i) return i;
        i = t->head;
    }
    return i;
}

static bool has_cue_child(const figure_rules *rules, const document *doc, int head, unsigned cue) {
    for (int i = next_child(doc, head, -1); i >= 0; i = next_child(doc, head, i)) {
        dep_label dep = token_at(doc, i)->dep;
        bool      is_clause = dep == DEP_ADVCL || dep == DEP_CONJ || dep == DEP_XCOMP; // "totaling"
        if (!is_clause && cues_of(rules, doc, i) & cue) return true;
        int object =
            cue == CUE_TOTAL && has_lemma(doc, i, "to") ? find_child(doc, i, DEP_POBJ) : -1;
        if (object >= 0 && has_lemma(doc, object, "date")) return true; // "to date"
        int mark = token_at(doc, i)->dep == DEP_ADVCL ? find_child(doc, i, DEP_MARK) : -1;
        if (mark >= 0 && cues_of(rules, doc, mark) & cue) return true; // "since the truce ended"
    }
    return false;
}

// Prepositions that set the scene rather than say what is wanted: "after two months".
static bool sets_scene(const document *doc, int i) {
    return is_any_lemma(doc, i,
                        "after|before|between|since|during|despite|follow|following|among|"
                        "amid|from|throughout|over|accord|according");
}

// Whether what is said of the head is said of this dependent as its object.
static bool is_object(const document *doc, const draft *d, int i) {
    const token *t = token_at(doc, i);
    switch (t->dep) {
    case DEP_PREP: // that of the figure itself sets none: "between two and four"
        return is_inside(t->where, d->made.where) || !sets_scene(doc, i);
    case DEP_DOBJ:
    case DEP_POBJ:
    case DEP_ATTR:
    case DEP_NSUBJPASS:
    case DEP_CONJ:
    case DEP_COMPOUND:
    case DEP_NMOD:
    case DEP_NUMMOD:
    case DEP_QUANTMOD:
    case DEP_NPADVMOD:
    case DEP_AMOD:
    case DEP_XCOMP:
    case DEP_CCOMP:
    case DEP_ACOMP:
    case DEP_DATIVE:
    case DEP_PCOMP:
        return true;
    default:
        return false;
    }
}

// "the two leaders", "its three goals": all that there are.
static bool is_definite(const document *doc, const draft *d) {
    int i = first_token_after(doc, d->made.where.begin) - 1;
    if (i < 0) return false;
    bool is_owned = token_at(doc, i)->tag == TAG_PRPS &&
                    (d->made.measure == MEASURE_COUNT || d->made.measure == MEASURE_DURATION);
    return is_owned || is_any_lemma(doc, i, "the|these|those|all");
}

// "the next 48 hours", "the past two weeks": a stretch that the calendar gives, nobody asks for it.
static bool is_given_stretch(const document *doc, const draft *d) {
    int i = first_token_after(doc, d->made.where.begin) - 1;
    return d->unit && d->unit->is_time && i >= 0 &&
           is_any_lemma(doc, i, "next|coming|following|past|last|previous|preceding");
}

// "the 4,800 soldiers [that it needs]", "the 12 planes [promised] in May".
static bool is_wanted_behind(const figure_rules *rules, const document *doc, const draft *d) {
    int clause = d->noun >= 0 ? find_child(doc, d->noun, DEP_RELCL) : -1;
    int participle = d->noun >= 0 ? find_child(doc, d->noun, DEP_ACL) : -1;
    if (clause >= 0 && cues_of(rules, doc, clause) & CUE_TARGET) {
        return find_child(doc, clause, DEP_NSUBJ) >= 0 && token_at(doc, clause)->tag != TAG_VBD &&
               !is_any_lemma(doc, clause, "call|expect"); // "a man, whom we call Ilan"
    }
    bool is_done = participle >= 0 && token_at(doc, participle)->tag == TAG_VBN;
    return is_done && cues_of(rules, doc, participle) & CUE_TARGET &&
           !is_any_lemma(doc, participle, "need|require|call|expect");
}

// "a planned [two-day] shutdown", "the proposed [$50m] fund".
static bool is_called_planned(const figure_rules *rules, const document *doc, const draft *d) {
    int noun = d->noun >= 0 ? d->noun : d->top;
    for (int i = next_child(doc, noun, -1); i >= 0; i = next_child(doc, noun, i)) {
        if (token_at(doc, i)->dep == DEP_AMOD && cues_of(rules, doc, i) & CUE_TARGET) return true;
    }
    return false;
}

// "the goal was to exceed [90 percent]"; "voted to extend it by [15 days]".
static bool is_goal(const figure_rules *rules, const document *doc, int verb) {
    const token *t = token_at(doc, verb);
    if (has_lemma(doc, verb, "be")) {
        int subject = find_child(doc, verb, DEP_NSUBJ);
        return subject >= 0 && cues_of(rules, doc, subject) & CUE_TARGET;
    }
    bool is_due = has_lemma(doc, t->head, "be") && token_at(doc, t->head)->tag != TAG_VBD &&
                  find_child(doc, t->head, DEP_ACOMP) < 0; // "they are to pay 20,000 crowns"
    return t->dep == DEP_XCOMP &&
           (is_due || is_any_lemma(doc, t->head, "vote|decide|choose|opt|resolve"));
}

// "received permission from Velia for [100 trucks]"
static bool is_asked_for(const figure_rules *rules, const document *doc, int preposition) {
    if (!has_lemma(doc, preposition, "for")) return false;
    int wish = find_child(doc, token_at(doc, preposition)->head, DEP_DOBJ);
    return wish >= 0 && wish < preposition && cues_of(rules, doc, wish) & CUE_TARGET;
}

// "ordered [40 villagers] to leave", "[40 villagers] were asked to stay": who is told, not what is
// wanted.
static bool is_told_to(const document *doc, int i) {
    const token *t = token_at(doc, i);
    bool         may_be_told = t->dep == DEP_DOBJ || t->dep == DEP_NSUBJPASS;
    if (!may_be_told || !is_any_lemma(doc, t->head, "order|ask|urge|require|expect|call|press")) {
        return false;
    }
    return find_child(doc, t->head, DEP_XCOMP) >= 0 || find_child(doc, t->head, DEP_CCOMP) >= 0;
}

// "would scrap the [$10m] bounty": it was there before.
static bool is_ended(const document *doc, int i) {
    const token *t = token_at(doc, i);
    return t->dep == DEP_DOBJ &&
           is_any_lemma(doc, t->head, "scrap|lift|drop|cancel|waive|abandon|revoke|repeal|rescind");
}

// "has been unable to order for [two months]": how long, not what for.
static bool is_how_long(const document *doc, const draft *d, int preposition) {
    bool is_stretch = d->unit && d->unit->is_time && has_lemma(doc, preposition, "for");
    int  above = token_at(doc, preposition)->head;
    for (int steps = 0; is_stretch && steps < 4; steps++) {
        if (has_present_perfect(doc, above)) return true;
        const token *t = token_at(doc, above);
        if (t->dep != DEP_XCOMP && t->dep != DEP_ACOMP) return false;
        above = t->head;
    }
    return false;
}

// "since 2018", "as of Friday", "by now": all that there was until then.
static bool is_running(const document *doc, const draft *d) {
    if (is_empty_span(d->made.period)) return false;
    near_words near = words_after(doc->text, d->made.period.begin);
    str        first = near.count > 0 ? slice_span(doc->text, near.words[0]) : (str){0};
    return same_ignoring_case(first, STR("since")) || same_ignoring_case(first, STR("by")) ||
           same_ignoring_case(first, STR("as"));
}

// "in the past day", "in May", and not "during the campaign", which may go on.
static bool is_closed_period(const document *doc, const draft *d) {
    if (is_empty_span(d->made.period) || is_running(doc, d)) return false;
    near_words near = words_after(doc->text, d->made.period.begin);
    str        first = near.count > 0 ? slice_span(doc->text, near.words[0]) : (str){0};
    bool       is_event =
        same_ignoring_case(first, STR("during")) || same_ignoring_case(first, STR("throughout"));
    return !is_event || d->made.period_to.size > 0;
}

// Asked for, offered or planned: the figure is the object of a word of wanting, or its clause has a
// modal.
static bool is_target(const figure_rules *rules, const document *doc, const draft *d) {
    int  i = d->top;
    bool is_there = d->made.measure == MEASURE_DURATION || d->made.measure == MEASURE_COUNT;
    if (is_given_stretch(doc, d) || (d->noun >= 0 && is_ended(doc, d->noun))) return false;
    if (is_wanted_behind(rules, doc, d) || is_called_planned(rules, doc, d)) return true;
    if (is_there && is_definite(doc, d)) return false; // "agreed to lift its 11-week blockade"
    // "will not leave 58 hostages behind"; "that would be 5% of all" is reckoned, not wanted
    bool is_in_clause = d->made.measure != MEASURE_HELD && !is_share(d);
    for (int steps = 0; steps < 8; steps++) {
        const token *t = token_at(doc, i);
        if (has_lemma(doc, i, "plead") && find_child(doc, i, DEP_ACOMP) >= 0) return false;
        if (i != d->top && cues_of(rules, doc, i) & CUE_TARGET) return true;
        bool is_verb = t->pos == POS_VERB || t->pos == POS_AUX;
        if (is_verb && is_goal(rules, doc, i)) return true;
        if (is_verb && is_in_clause) {
            if (has_cue_child(rules, doc, i, CUE_MODAL)) return true;
            is_in_clause = t->dep == DEP_XCOMP || t->dep == DEP_CONJ;
        }
        if (t->head == i || !is_object(doc, d, i) || is_told_to(doc, i)) return false;
        if (is_ended(doc, i)) return false;
        if (t->dep == DEP_PREP && is_how_long(doc, d, i)) return false;
        if (is_asked_for(rules, doc, i)) return true;
        if (t->dep == DEP_CCOMP) return t->head < i && cues_of(rules, doc, t->head) & CUE_TARGET;
        i = t->head;
    }
    return false;
}

bool has_present_perfect(const document *doc, int verb) {
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        const token *t = token_at(doc, i);
        bool         is_have = t->dep == DEP_AUX && has_lemma(doc, i, "have");
        if (is_have && (t->tag == TAG_VBP || t->tag == TAG_VBZ)) return true;
    }
    return false;
}

// "The toll stands at 212", "the number of missing fell to 12": a count that goes on.
static bool is_of_tally(const figure_rules *rules, const document *doc, int verb) {
    int  subject = find_child(doc, verb, DEP_NSUBJ), object = find_child(doc, verb, DEP_DOBJ);
    bool goes_on =
        change_of(rules, doc, verb) ||
        is_any_lemma(doc, verb, "stand|pass|exceed|top|surpass|reach|hit|near|put|bring|take");
    int beside = has_lemma(doc, verb, "be") ? find_child(doc, verb, DEP_ADVMOD) : -1;
    goes_on |= beside >= 0 && change_of(rules, doc, beside); // "the toll is up from 40"
    for (int steps = 0; steps < 3 && subject < 0 && token_at(doc, verb)->dep == DEP_CONJ; steps++) {
        verb = token_at(doc, verb)->head;
        subject = find_child(doc, verb, DEP_NSUBJ);
    }
    if (!goes_on) return false;
    if (subject >= 0 && find_lemma(&rules->tally_words, doc, subject) != NOT_IN_TABLE) return true;
    return object >= 0 && find_lemma(&rules->tally_words, doc, object) != NOT_IN_TABLE;
}

// Deaths, and people driven out, that no single event is reported with in one breath; the fewest dead
// that "have been killed" in more than one.
enum { LARGE_TOLL = 5000, LARGE_FLIGHT = 100000, LEAST_TOTAL = 100 };

// "[53,000 have been killed since May,] 82 of them in the past 24 hours"
static bool has_own_period(const document *doc, const draft *d) {
    uint32_t end = d->made.counted.where.end > d->made.where.end ? d->made.counted.where.end
                                                                 : d->made.where.end;
    uint32_t begin = d->made.period.begin;
    return !is_empty_span(d->made.period) && begin >= end && begin - end <= 2 &&
           !is_running(doc, d);
}

// "12 men are detained", "thousands of trucks of aid were ready": how many there are, not what was
// done.
static bool is_stock(const document *doc, const draft *d, int verb) {
    switch (d->made.measure) {
    case MEASURE_MISSING: // and not "went missing"
        return has_lemma(doc, verb, "be") || token_at(doc, verb)->tag == TAG_VBG;
    case MEASURE_AID:
    case MEASURE_DEPLOYED:
    case MEASURE_DETAINED:
    case MEASURE_CAPTURED:
        break;
    default:
        return is_definite(doc, d) && d->made.measure != MEASURE_KILLED &&
               d->made.measure != MEASURE_INJURED && !d->is_deed_of_noun;
    }
    int  auxiliary = find_child(doc, verb, DEP_AUXPASS);
    bool is_now = auxiliary >= 0 && (token_at(doc, auxiliary)->tag == TAG_VBP ||
                                     token_at(doc, auxiliary)->tag == TAG_VBZ);
    return is_now || has_lemma(doc, verb, "be") || (is_definite(doc, d) && !d->is_deed_of_noun);
}

static figure_kind kind_of_deed(const figure_rules *rules, const document *doc, const draft *d) {
    int           verb = verb_or_top(doc, d->top);
    const figure *before = figure_before(doc, d);
    bool          is_of_total =
        d->is_member && before->kind == KIND_TOTAL && before->period.begin == d->made.period.begin;
    if (is_of_total) return KIND_TOTAL; // "killed 62 since May, including [54] children"
    if (has_own_period(doc, d)) return KIND_INCREMENT;
    if (is_of_tally(rules, doc, verb) || is_stock(doc, d, verb)) return KIND_TOTAL;
    if (has_cue_child(rules, doc, verb, CUE_TOTAL)) return KIND_TOTAL;
    bool is_toll = d->made.measure == MEASURE_KILLED || d->made.measure == MEASURE_INJURED;
    bool is_of_one = is_toll && d->first.value < LEAST_TOTAL && is_empty_span(d->made.period);
    bool goes_on = has_present_perfect(doc, verb) && !is_closed_period(doc, d);
    if (goes_on && !is_of_one) return KIND_TOTAL;
    if (find_child(doc, verb, DEP_ACOMP) >= 0 && has_lemma(doc, verb, "be") && d->noun < 0) {
        const token *t = token_at(doc, d->top);
        if (t->dep == DEP_POBJ) return KIND_TOTAL; // "is responsible for the deaths of hundreds"
    }
    bool is_large = is_toll && d->first.value >= LARGE_TOLL && is_empty_span(d->made.period);
    return is_large ? KIND_TOTAL : KIND_INCREMENT;
}

// "[3,728 cases since then,] with 198 recorded in the last 24 hours": a time behind its own word.
static bool has_own_time(const document *doc, const draft *d) {
    int clause = find_child(doc, d->noun >= 0 ? d->noun : d->carrier, DEP_ACL);
    return clause >= 0 && d->made.period.begin > token_at(doc, clause)->where.begin;
}

static figure_kind kind_of_count(const figure_rules *rules, const document *doc, const draft *d) {
    int verb = verb_or_top(doc, d->top);
    if (d->is_part) return figure_before(doc, d)->kind;
    if (!d->made.unit && d->first.decimals > 0) return KIND_TOTAL; // "a 5.2 quake hit"
    if (d->unit && d->unit->code && strcmp(d->unit->code, "degree") == 0) return KIND_TOTAL;
    bool is_measured = d->unit && token_at(doc, place_in_clause(doc, d))->dep != DEP_DOBJ;
    if (is_measured) return KIND_TOTAL;
    if (is_closed_period(doc, d) && has_own_time(doc, d)) return KIND_INCREMENT;
    if (!is_of_event(rules, doc, d) || is_definite(doc, d)) return KIND_TOTAL;
    if (is_of_tally(rules, doc, verb)) return KIND_TOTAL;
    if (is_verb_of_tally(rules, doc, verb) && d->made.period_to.size == 0) return KIND_TOTAL;
    if (has_cue_child(rules, doc, verb, CUE_TOTAL)) return KIND_TOTAL;
    bool is_flight = d->made.measure == MEASURE_DISPLACED && d->first.value >= LARGE_FLIGHT;
    if (is_flight && is_empty_span(d->made.period)) return KIND_TOTAL;
    return has_present_perfect(doc, verb) && is_empty_span(d->made.period) ? KIND_TOTAL
                                                                           : KIND_INCREMENT;
}

// "after a week-long truce in November", "the truce expired": it was held.
static bool is_over(const document *doc, const draft *d) {
    const token *t = token_at(doc, d->noun);
    if (t->dep == DEP_NSUBJ && token_at(doc, t->head)->tag == TAG_VBD) {
        return is_any_lemma(
            doc, t->head, "expire|end|collapse|hold|break|lapse|last|run|fail|come|elapse|unravel");
    }
    return t->dep == DEP_POBJ && sets_scene(doc, t->head);
}

// "paid $5m", "was fined €300", and not "has paid $5m", which may go on.
static bool is_payment(const figure_rules *rules, const document *doc, const draft *d) {
    int          i = place_in_clause(doc, d);
    const token *t = token_at(doc, i), *head = token_at(doc, t->head);
    bool         is_object_of = t->dep == DEP_DOBJ || t->dep == DEP_NSUBJPASS || t->dep == DEP_OPRD;
    bool         is_past = head->tag == TAG_VBD || head->tag == TAG_VBN;
    bool         is_paid = is_object_of && is_past && cues_of(rules, doc, t->head) & CUE_PAYMENT;
    return is_paid && (!has_present_perfect(doc, t->head) || d->made.period_to.size > 0);
}

// "proposes a rise of 12%: [six] this year, [six] the next".
static bool goes_on_as_target(const document *doc, const draft *d) {
    const figure *before = figure_before(doc, d);
    bool          is_after_target =
        before && before->measure == MEASURE_SHARE && before->kind == KIND_TARGET;
    if (!is_after_target) return false;
    int end = first_token_after(doc, d->made.where.begin);
    for (int i = first_token_after(doc, before->where.end); i < end; i++) {
        if (token_at(doc, i)->tag == TAG_VBD || token_at(doc, i)->tag == TAG_VBZ) return false;
    }
    return true;
}

static figure_kind choose_kind(const figure_rules *rules, const document *doc, const draft *d) {
    if (is_strength(d->unit)) return KIND_TOTAL;
    bool is_change = d->made.change || is_step(rules, doc, d);
    if (is_share(d)) {
        if (is_target(rules, doc, d) || goes_on_as_target(doc, d)) return KIND_TARGET;
        return is_change ? KIND_INCREMENT : KIND_SHARE;
    }
    if (d->is_exchange) return KIND_TARGET;
    bool is_done = d->is_deed_of_noun && d->made.measure != MEASURE_HELD &&
                   d->made.measure <= MEASURE_DETAINED; // "may meet the 12 who were freed"
    if (!is_done && is_target(rules, doc, d)) return KIND_TARGET;
    if (is_running(doc, d) && d->made.measure != MEASURE_DURATION) return KIND_TOTAL;
    if (is_change) return KIND_INCREMENT;
    bool is_pause = d->unit && d->unit->is_time && !d->is_age && d->noun >= 0 &&
                    !is_given_stretch(doc, d) && cues_of(rules, doc, d->noun) & CUE_PAUSE;
    if (is_pause) return is_over(doc, d) ? KIND_INCREMENT : KIND_TARGET;
    switch (d->made.measure) {
    case MEASURE_KILLED:
    case MEASURE_INJURED:
    case MEASURE_MISSING:
    case MEASURE_CAPTURED:
    case MEASURE_RELEASED:
    case MEASURE_DETAINED:
    case MEASURE_DEPLOYED:
    case MEASURE_AID:
        return kind_of_deed(rules, doc, d);
    case MEASURE_DISPLACED:
    case MEASURE_COUNT:
        return kind_of_count(rules, doc, d);
    case MEASURE_MONEY:
        return is_payment(rules, doc, d) ? KIND_INCREMENT : KIND_TOTAL;
    case MEASURE_HELD:
    case MEASURE_VOTE:
    case MEASURE_DURATION:
    case MEASURE_DISTANCE:
    case MEASURE_AGE:
    case MEASURE_SHARE:
        break;
    }
    return KIND_TOTAL;
}

// "could die in the next two days", "should be 500 by May"
static bool is_foreseen(const document *doc, const draft *d) {
    int verb = verb_or_top(doc, d->top);
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        if (token_at(doc, i)->tag == TAG_MD) return true;
    }
    return false;
}

// "revenue fell to [$450 million] in May": where a change ended.
static bool is_level(const figure_rules *rules, const document *doc, const draft *d) {
    const token *t = token_at(doc, place_in_clause(doc, d));
    return t->dep == DEP_POBJ && is_any_lemma(doc, t->head, "to|at|from") &&
           change_of(rules, doc, token_at(doc, t->head)->head);
}

// What covers a time: deeds, what events did or may do, what was tallied, paid, or changed by so much.
static bool has_period(const figure_rules *rules, const document *doc, const draft *d) {
    bool is_counted =
        d->made.measure == MEASURE_COUNT && d->made.unit && !d->unit && !is_definite(doc, d);
    bool is_sum = d->made.measure == MEASURE_MONEY || d->made.measure == MEASURE_SHARE;
    bool is_deed = d->made.measure <= MEASURE_AID && d->made.measure != MEASURE_HELD;
    bool is_thing_of_event = is_counted && (is_of_event(rules, doc, d) || is_foreseen(doc, d));
    return is_deed || d->made.change || is_thing_of_event ||
           (is_sum && is_payment(rules, doc, d)) ||
           ((is_sum || is_counted) && is_level(rules, doc, d));
}

static void drop_period(draft *d) {
    d->made.period = (span){0};
    d->made.period_from = d->made.period_to = (str){0};
}

// "On Saturday the toll rose to 50": told on that day, counted from the beginning.
static void drop_day_of_toll(const figure_rules *rules, const document *doc, draft *d) {
    str  first = slice_span(doc->text, words_after(doc->text, d->made.period.begin).words[0]);
    bool is_day = same_ignoring_case(first, STR("on"));
    if (is_day && is_of_tally(rules, doc, verb_or_top(doc, d->top))) drop_period(d);
}

static void choose_period(const figure_rules *rules, document *doc, draft *d) {
    bool is_held = d->made.measure == MEASURE_HELD;
    if (is_held || has_period(rules, doc, d)) {
        find_period(doc, d);
        if (is_held && !is_running(doc, d)) drop_period(d); // that of the clause about some of them
        if (!is_empty_span(d->made.period)) drop_day_of_toll(rules, doc, d);
    }
    if (!is_empty_span(d->made.period)) return;
    bool is_known = d->made.measure == MEASURE_COUNT && is_definite(doc, d);
    if (is_strength(d->unit) || is_known) return; // "the two states, since May"
    switch (d->made.measure) {
    case MEASURE_COUNT:
    case MEASURE_MONEY:
    case MEASURE_SHARE:
        find_stated_period(doc, d);
        return;
    default:
        return;
    }
}

// "agreed last week to free 40": when it was agreed, not when they are to be freed.
static bool is_gone_by(const document *doc, const draft *d) {
    str today = doc->meta.published;
    if (d->made.period_to.size < 10 || today.size < 10) return false;
    return compare_str(slice(d->made.period_to, 0, 10), slice(today, 0, 10)) <= 0;
}

// "[100 trucks] a day"
static bool counts_behind(const draft *d) {
    return !d->unit && d->made.counted.where.begin >= d->made.where.end;
}

void find_kind(const figure_rules *rules, document *doc, draft *d) {
    bool is_rate;
    d->made.kind = is_share(d) ? KIND_SHARE : KIND_TOTAL;
    if (is_endless(doc, d->carrier)) return;
    d->made.change = find_change(rules, doc, d);
    d->made.per = find_per(rules, doc, d->made.where.end, &is_rate);
    if (!is_rate && counts_behind(d)) {
        d->made.per = find_per(rules, doc, d->made.counted.where.end, &is_rate);
    }
    choose_period(rules, doc, d);
    is_rate |= is_side_of_rate(doc, d);
    if (d->unit && d->unit->per) {
        d->made.per = d->unit->per;
        is_rate = true;
    }
    d->made.kind = is_rate ? KIND_RATE : choose_kind(rules, doc, d);
    const figure *before = figure_before(doc, d);
    if (!is_rate && is_restated(doc, d, before)) d->made.kind = before->kind;
    if (d->made.kind == KIND_TARGET && is_gone_by(doc, d)) drop_period(d);
}
