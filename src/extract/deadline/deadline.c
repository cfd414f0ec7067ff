// deadline.c - by when: every date of the report is asked whether it is one of four:
//
//     limit     "his 60-day deadline", "a deadline of March to ...", "until Friday to ..."
//     bound     "if they are not home by Ramadan, ...", "aims to ... by the end of the week"
//     expiry    "the truce expires on Sunday"
//     step      "talks are to resume on Thursday", "will travel to Karsa on Friday"
//
// Steps are those of negotiations (talks, visits, exchanges); what else is planned has no record.
// What has happened and what merely may happen is none.
#include "extract/deadline/deadline.h"

#include <assert.h>

#include "extract/deadline/work.h"

// Tokens; a verb that stands farther from a date than any sentence is long tells nothing of it.
enum { NEAR = 6, FARTHEST = 64 };

// ---- The table ---------------------------------------------------------------------------

static unsigned role_of_name(str name) {
    static const char *const names[] = {"limit", "aim",    "plan", "step",  "hold",
                                        "move",  "lapse",  "term", "grant", "stand",
                                        "duty",  "parley", "last"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        if (same(name, str_of(names[i]))) return 1u << i;
    }
    assert(false && "a role of deadline_words.tsv");
    return 0;
}

deadline_rules *open_deadline_rules(arena *a) {
    deadline_rules *made = NEW_IN(a, deadline_rules, 1);
    data_rows       rows = open_rows("deadline_words.tsv");
    for (data_row row; next_row(&rows, &row);) {
        unsigned roles = 0;
        for (str names = row.fields[1]; names.at;) {
            roles |= role_of_name(cut_at(&names, '|'));
        }
        add_to_table(a, &made->lemmas, row.fields[0], roles);
    }
    return made;
}

bool has_role(const deadline_rules *rules, const document *doc, int i, word_role role) {
    uint32_t roles = find_in_table(&rules->lemmas, token_at(doc, i)->lemma);
    bool     is_noun = token_at(doc, i)->pos == POS_NOUN || token_at(doc, i)->pos == POS_PROPN;
    unsigned fits = is_noun ? WORD_LIMIT | WORD_AIM | WORD_STEP | WORD_TERM
                            : WORD_AIM | WORD_PLAN | WORD_HOLD | WORD_MOVE | WORD_LAPSE |
                                  WORD_GRANT | WORD_STAND | WORD_DUTY | WORD_PARLEY | WORD_LAST;
    return roles != NOT_IN_TABLE && (roles & fits & role);
}

// ---- Candidates --------------------------------------------------------------------------

static int lead_of(const document *doc, token_range words) {
    int lead = words.begin;
    while (lead > 0 && words.begin - lead < 2 &&
           (is_one_of(doc, lead - 1, "the") || token_at(doc, lead - 1)->tag == TAG_OPEN_QUOTE)) {
        lead--;
    }
    bool is_led = lead > 0 && is_one_of(doc, lead - 1,
                                        "by|before|until|till|within|on|at|in|for|from|of|since|"
                                        "after|to");
    return is_led ? lead - 1 : words.begin;
}

static bool is_reference_only(str value) {
    return find_str(value, STR("_REF"), 0) >= 0;
}

// The verb above, or a word of a plan on the way ("are due on Friday").
static int deed_above(const deadline_rules *rules, const document *doc, int i) {
    for (int steps = 0; steps < FAR && token_at(doc, i)->head != i; steps++) {
        i = token_at(doc, i)->head;
        bool is_plan = token_at(doc, i)->pos == POS_ADJ && has_role(rules, doc, i, WORD_PLAN);
        if (is_verb(doc, i) || is_plan) return i;
    }
    return -1;
}

static bool look_around(candidate_time *c, const content_list *contents) {
    const document *doc = c->doc;
    int             head = head_of_range(doc, c->words);
    if (head < 0) return false;
    c->lead = lead_of(doc, c->words);
    c->verb = deed_above(c->rules, doc, head);
    if (c->verb < head - FARTHEST || c->verb > head + FARTHEST) c->verb = -1;
    int around = find_innermost(contents, c->t->where, NO_ID);
    c->around = around == NO_ID ? NULL : &doc->statements.at[around];
    return true;
}

static bool make_candidate(candidate_time *c, const content_list *contents, int i) {
    const document        *doc = c->doc;
    const time_expression *t = &doc->times.at[i];
    if (t->type == TIME_SET || is_inside(t->where, doc->dateline.where)) return false;
    c->time = i;
    c->t = t;
    c->words = tokens_in_span(doc, t->where);
    return look_around(c, contents);
}

// "by the end of its operation": what ends is no time, but its end is one.
static bool make_phrase(candidate_time *c, const content_list *contents, int end_word) {
    const document *doc = c->doc;
    const token    *t = token_at(doc, end_word);
    int             of = find_child(doc, end_word, DEP_PREP);
    bool            is_end = of == end_word + 1 && is_one_of(doc, of, "of") && t->pos == POS_NOUN &&
                  is_one_of(doc, end_word, "end|start|beginning|close|conclusion|completion") &&
                  is_one_of(doc, t->left_edge - (t->left_edge > 0), "by|before");
    if (!is_end) return false;
    int what = find_child(doc, of, DEP_POBJ);
    if (what < 0) return false;
    c->words = (token_range){t->left_edge, tokens_in_span(doc, thing_of(doc, what, 0)).end};
    c->own = (time_expression){.where = span_of_tokens(doc, c->words.begin, c->words.end),
                               .type = TIME_DATE};
    c->time = NO_ID;
    c->t = &c->own;
    return look_around(c, contents);
}

static bool is_date(const candidate_time *c) {
    return (c->t->type == TIME_DATE || c->t->type == TIME_TIME) && !is_reference_only(c->t->value);
}

// Whether the date lies behind the report's day; without either, nothing is known and it may.
static bool may_be_ahead(const candidate_time *c) {
    enum { CLOCK_END = 16 }; // "2024-02-22T17:00"
    str published = c->doc->meta.published;
    if (!c->t->to.at || published.size < 10) return true;
    str  day = slice(published, 0, 10);
    bool is_same_day = same(slice(c->t->to, 0, 10), day);
    if (!is_same_day || c->t->type != TIME_TIME)
        return compare_str(c->t->to, day) > 0 && !is_same_day;
    // "by 5 p.m. today": of a report that says no hour it is still to come.
    bool has_hour = published.size >= CLOCK_END && published.at[10] == 'T';
    return !has_hour ||
           compare_str(slice(c->t->to, 0, CLOCK_END), slice(published, 0, CLOCK_END)) > 0;
}

// The words of the deadline: from what leads to the date to its end, and a date right behind it
// ("before Ramadan next month").
static span words_of(const candidate_time *c, int begin) {
    const document *doc = c->doc;
    int             end = c->words.end;
    if (c->time != NO_ID && c->time + 1 < doc->times.count) {
        token_range next = tokens_in_span(doc, doc->times.at[c->time + 1].where);
        if (next.begin == end) end = next.end;
    }
    return span_of_tokens(doc, begin, end);
}

static deadline new_deadline(const candidate_time *c, deadline_way found_by, deadline_kind kind,
                             span where) {
    return (deadline){
        .where = where,
        .kind = kind,
        .found_by = found_by,
        .set_by = {.entity = NO_ID},
        .time = c->t->type == TIME_DURATION || is_reference_only(c->t->value) ? NO_ID : c->time,
        .said_in = NO_ID};
}

// ---- Limits ------------------------------------------------------------------------------

// The clause that a limit is for: "to defeat A", "for wiping out A"; -1: none is told.
static int clause_for(const document *doc, int word, int from) {
    for (int c = next_child(doc, word, -1); c >= 0; c = next_child(doc, word, c)) {
        const token *t = token_at(doc, c);
        if (c < from) continue;
        bool is_clause = t->dep == DEP_XCOMP || t->dep == DEP_ADVCL || t->dep == DEP_ACL ||
                         t->dep == DEP_RELCL || t->dep == DEP_CCOMP;
        if (is_clause && t->tag == TAG_VB) return c;
        int inner = is_one_of(doc, c, "for") ? find_child(doc, c, DEP_PCOMP) : -1;
        if (inner >= 0) return inner;
    }
    return -1;
}

// "the bounds of a deed": from its verb to where its clause ends.
static span deed_behind(const document *doc, int verb) {
    return trim_tokens(doc, verb, token_at(doc, verb)->right_edge + 1);
}

static int limit_above(const candidate_time *c) {
    const document *doc = c->doc;
    int             at = head_of_range(doc, c->words);
    for (int steps = 0; steps < NEAR && token_at(doc, at)->head != at; steps++) {
        at = token_at(doc, at)->head;
        if (has_role(c->rules, doc, at, WORD_LIMIT)) return at;
        if (is_verb(doc, at)) return -1;
    }
    return -1;
}

// "has set the deadline for the vote for July 9"
static int limit_of_grant(const candidate_time *c) {
    if (c->verb < 0 || !is_date(c) || !has_role(c->rules, c->doc, c->verb, WORD_GRANT)) return -1;
    int limit = find_child(c->doc, c->verb, DEP_DOBJ);
    return limit >= 0 && has_role(c->rules, c->doc, limit, WORD_LIMIT) ? limit : -1;
}

// "his self-imposed deadline"
static bool is_own_limit(const document *doc, int limit) {
    for (int i = token_at(doc, limit)->left_edge; i < limit; i++) {
        if (is_one_of(doc, i, "self")) return true;
    }
    return false;
}

static void set_limit_setter(const candidate_time *c, int limit, deadline *made) {
    const document *doc = c->doc;
    int             owner = find_child(doc, limit, DEP_POSS), above = token_at(doc, limit)->head;
    bool            is_granted = is_verb(doc, above) && has_role(c->rules, doc, above, WORD_GRANT);
    bool is_with = is_one_of(doc, above, "with") && is_verb(doc, token_at(doc, above)->head);
    bool is_owned = owner >= 0 && (owner < c->words.begin || owner >= c->words.end);
    int  act = find_child(doc, limit, DEP_ACL);
    int  agent =
        act >= 0 && has_role(c->rules, doc, act, WORD_GRANT) ? find_child(doc, act, DEP_AGENT) : -1;
    if (agent >= 0) {
        made->set_by = reference_to(doc, find_child(doc, agent, DEP_POBJ));
        made->kind = DEADLINE_ULTIMATUM;
    } else if (is_owned) {
        made->set_by = reference_to(doc, owner);
        made->kind = is_own_limit(doc, limit) ? DEADLINE_TARGET : DEADLINE_ULTIMATUM;
    } else if (is_with) {
        made->set_by = reference_to(doc, actor_of(c->rules, doc, token_at(doc, above)->head));
    } else if (is_granted) {
        int actor = find_child(doc, above, DEP_NSUBJ);
        if (actor >= 0) made->set_by = reference_to(doc, actor);
        if (find_child(doc, above, DEP_DATIVE) >= 0) made->kind = DEADLINE_ULTIMATUM;
    }
    if (has_lemma(doc, limit, "ultimatum")) made->kind = DEADLINE_ULTIMATUM;
}

// "the deadline for a tariff", "set a deadline for a tariff": what is no time.
static span thing_for(const candidate_time *c, int above) {
    const document *doc = c->doc;
    for (int i = next_child(doc, above, -1); i >= 0; i = next_child(doc, above, i)) {
        int  what = is_one_of(doc, i, "for") ? find_child(doc, i, DEP_POBJ) : -1;
        bool is_time = what >= c->words.begin && what < c->words.end;
        if (what >= 0 && !is_time) return thing_of(doc, what, c->lead);
    }
    return (span){0, 0};
}

static void set_limit_deed(const candidate_time *c, int limit, deadline *made) {
    const document *doc = c->doc;
    int             above = token_at(doc, limit)->head, deed = clause_for(doc, limit, limit);
    for (int i = c->words.begin; deed < 0 && i < c->words.end; i++) {
        deed = clause_for(doc, i, limit);
    }
    if (deed < 0 && is_verb(doc, above)) deed = clause_for(doc, above, limit);
    if (deed < 0) {
        made->about = thing_for(c, limit);
        if (is_empty_span(made->about) && above == c->verb) made->about = thing_for(c, above);
        return;
    }
    made->about = deed_behind(doc, deed);
    int  other = subject_of(doc, deed);
    bool is_other = other >= 0 && may_act(doc, other);
    if (is_other && doc->mention_heads[other] != made->set_by.entity) {
        made->kind = DEADLINE_ULTIMATUM;
    }
}

// "his 60-day deadline", "a deadline of March"; "the deadline is Friday"
static bool read_limit(const candidate_time *c, deadline *made) {
    const document *doc = c->doc;
    int             limit = limit_above(c);
    if (limit < 0) limit = limit_of_grant(c);
    if (limit >= 0) {
        int begin = token_at(doc, limit)->left_edge;
        int end = c->words.end > limit + 1 ? c->words.end : limit + 1;
        if (begin > c->words.begin || end - begin > 2 * NEAR) return false;
        *made = new_deadline(c, DEADLINE_BY_LIMIT, DEADLINE_TARGET, trim_tokens(doc, begin, end));
    } else {
        int subject = c->verb < 0 ? -1 : subject_of(doc, c->verb);
        if (subject < 0 || !has_role(c->rules, doc, subject, WORD_LIMIT) || !is_date(c))
            return false;
        bool lapses = has_role(c->rules, doc, c->verb, WORD_LAPSE);
        bool is_set = has_role(c->rules, doc, c->verb, WORD_GRANT) &&
                      token_at(doc, subject)->dep == DEP_NSUBJPASS;
        if (!lapses && !is_set && !has_role(c->rules, doc, c->verb, WORD_STAND)) return false;
        limit = subject;
        *made = new_deadline(c, DEADLINE_BY_LIMIT, lapses ? DEADLINE_EXPIRY : DEADLINE_TARGET,
                             words_of(c, c->lead));
    }
    set_limit_setter(c, limit, made);
    set_limit_deed(c, limit, made);
    return true;
}

// "gave them until Friday to leave", "has until March to pay"
static bool read_grant(const candidate_time *c, deadline *made) {
    const document *doc = c->doc;
    bool            is_until = is_one_of(doc, c->lead, "until|till");
    if (!is_until || c->verb < 0 || !is_date(c)) return false;
    bool is_given = has_lemma(doc, c->verb, "give");
    int  deed = clause_for(doc, c->verb, c->words.end);
    if (!is_given && !(has_lemma(doc, c->verb, "have") && deed >= 0)) return false;
    *made = new_deadline(c, DEADLINE_BY_GRANT, DEADLINE_ULTIMATUM, words_of(c, c->lead));
    int giver = is_given ? find_child(doc, c->verb, DEP_NSUBJ) : -1;
    int actor = is_given && find_child(doc, c->verb, DEP_NSUBJPASS) < 0
                    ? actor_of(c->rules, doc, c->verb)
                    : -1;
    if (actor < 0) actor = giver;
    if (actor >= 0) made->set_by = reference_to(doc, actor);
    if (deed >= 0) made->about = deed_behind(doc, deed);
    return true;
}

// ---- Bounds ------------------------------------------------------------------------------

static bool is_pressing(const statement *said) {
    return said && (said->act == ACT_DEMAND || said->act == ACT_ORDER ||
                    said->act == ACT_THREATEN || said->act == ACT_URGE || said->act == ACT_WARN);
}

// The verb whose "if" holds the date: "if we do not have them settled by Friday"; -1: none.
static int conditional_above(const candidate_time *c) {
    const document *doc = c->doc;
    int             verb = c->verb;
    for (int steps = 0; steps < NEAR; steps++) {
        if (is_verb(doc, verb) && condition_of(doc, verb) >= 0) return verb;
        const token *t = token_at(doc, verb);
        bool         is_part = t->dep == DEP_ACL || t->dep == DEP_XCOMP || t->dep == DEP_CCOMP ||
                       t->dep == DEP_DOBJ || t->dep == DEP_NSUBJ;
        if (!is_part || (is_verb(doc, verb) && has_role(c->rules, doc, verb, WORD_MOVE))) return -1;
        verb = t->head;
    }
    return -1;
}

// "if A is not done by Friday, B": what follows is the rest of the clause above.
static void set_condition(const candidate_time *c, int verb, deadline *made) {
    const document *doc = c->doc;
    int             above = token_at(doc, verb)->head, mark = condition_of(doc, verb);
    made->about =
        trim_tokens(doc, mark, c->lead > mark ? c->lead : token_at(doc, verb)->right_edge + 1);
    if (above == verb || !is_verb(doc, above)) return;
    const token *clause = token_at(doc, verb), *main = token_at(doc, above);
    bool         is_first = clause->right_edge < above;
    int          begin = is_first ? clause->right_edge + 1 : main->left_edge;
    int          end = is_first ? main->right_edge + 1 : clause->left_edge;
    if (begin < c->words.end && is_first) begin = c->words.end;
    if (begin < end && is_one_of(doc, begin, "then")) begin++;
    span words = trim_tokens(doc, begin, end);
    bool is_apart = is_empty_span(words) || !c->around;
    for (int p = 0; !is_apart && p < c->around->content.count; p++) {
        is_apart = is_inside(words, c->around->content.at[p]);
    }
    if (is_apart) made->consequence = words;
}

static deadline_kind kind_of_bound(const candidate_time *c, clause_tense tense, int actor) {
    bool is_pressed = is_pressing(c->around) && c->around->source.entity != NO_ID;
    bool is_other =
        is_pressed && (actor < 0 || c->doc->mention_heads[actor] != c->around->source.entity);
    if (is_other && (tense == TENSE_DUE || tense == TENSE_PRESENT)) return DEADLINE_ULTIMATUM;
    return tense == TENSE_PLANNED && actor >= 0 ? DEADLINE_SCHEDULE : DEADLINE_TARGET;
}

// The clause of a bound is one that somebody aims at, will do or has to.
static bool is_bound_clause(const candidate_time *c, clause_tense tense, bool is_before,
                            int actor) {
    // What somebody will need is foretold.
    if (tense == TENSE_WILL && has_one_lemma(c->doc, c->verb, "need|have|cost|want")) return false;
    bool is_passive = find_child(c->doc, c->verb, DEP_AUXPASS) >= 0;
    bool is_open = tense == TENSE_PRESENT && is_pressing(c->around);
    bool is_demanded = is_open && c->around->act != ACT_WARN && c->around->act != ACT_THREATEN;
    if (tense == TENSE_AIMED || tense == TENSE_DUE || is_demanded) return true;
    if (is_before) return false;
    return tense == TENSE_PLANNED ? actor >= 0 || is_passive : tense == TENSE_WILL && actor >= 0;
}

// "by Friday or face an attack"
static span alternative_behind(const candidate_time *c) {
    const document *doc = c->doc;
    int             at = c->words.end;
    if (at < doc->tokens.count && token_at(doc, at)->pos == POS_PUNCT) at++;
    if (at + 1 >= doc->tokens.count || !is_one_of(doc, at, "or")) return (span){0, 0};
    at += is_one_of(doc, at + 1, "else") ? 2 : 1;
    int verb = at;
    while (verb < doc->tokens.count && verb < at + NEAR && !is_verb(doc, verb)) {
        verb++;
    }
    if (verb >= doc->tokens.count || !is_verb(doc, verb) ||
        token_at(doc, verb)->sentence != token_at(doc, c->verb)->sentence) {
        return (span){0, 0};
    }
    return trim_tokens(doc, at, token_at(doc, verb)->right_edge + 1);
}

// "wants a deal by Friday": what is behind the verb.
static bool is_aim_itself(const candidate_time *c, clause_tense tense) {
    return tense == TENSE_PRESENT && has_role(c->rules, c->doc, c->verb, WORD_AIM) &&
           c->lead > c->verb + 1;
}

// "ordered them to leave", "were told to leave": the verb that lays it on somebody; -1: none.
static int duty_above(const candidate_time *c) {
    const token *t = token_at(c->doc, c->verb);
    bool         is_laid = t->dep == DEP_XCOMP || t->dep == DEP_CCOMP;
    return is_laid && t->tag == TAG_VB && has_role(c->rules, c->doc, t->head, WORD_DUTY) ? t->head
                                                                                         : -1;
}

static reference who_lays(const candidate_time *c, int duty) {
    const document *doc = c->doc;
    if (find_child(doc, duty, DEP_NSUBJPASS) < 0) {
        return reference_to(doc, actor_of(c->rules, doc, duty));
    }
    int agent = find_child(doc, duty, DEP_AGENT);
    return reference_to(doc, agent < 0 ? -1 : find_child(doc, agent, DEP_POBJ));
}

// "replaced by August Busch": a person of such a name.
static bool is_named_agent(const candidate_time *c) {
    const document *doc = c->doc;
    return token_at(doc, c->lead)->dep == DEP_AGENT && c->words.end < doc->tokens.count &&
           token_at(doc, c->words.end)->pos == POS_PROPN;
}

static bool read_bound(const candidate_time *c, deadline *made) {
    const document *doc = c->doc;
    bool            is_before = is_one_of(doc, c->lead, "before");
    bool            is_within = is_one_of(doc, c->lead, "within") && c->t->type == TIME_DURATION;
    bool            is_by = is_one_of(doc, c->lead, "by") && !is_named_agent(c);
    if (c->verb < 0 || !may_be_ahead(c)) return false;
    if (!is_within && (!(is_before || is_by) || c->t->type == TIME_DURATION)) return false;
    if (is_reference_only(c->t->value)) return false;
    int conditional = conditional_above(c);
    if (conditional >= 0) {
        *made = new_deadline(c, DEADLINE_BY_CONDITION, DEADLINE_ULTIMATUM, words_of(c, c->lead));
        set_condition(c, conditional, made);
        if (c->around) made->set_by = c->around->source;
        return true;
    }
    clause_tense tense = tense_of(c->rules, doc, c->verb);
    int          actor = actor_of(c->rules, doc, c->verb);
    bool         is_aim = is_aim_itself(c, tense);
    if (is_aim) tense = TENSE_AIMED;
    if (!is_bound_clause(c, tense, is_before || is_within, actor)) return false;
    *made =
        new_deadline(c, DEADLINE_BY_BOUND, kind_of_bound(c, tense, actor), words_of(c, c->lead));
    made->about = is_aim ? trim_tokens(doc, c->verb + 1, c->lead) : deed_of(c, c->verb);
    made->consequence = alternative_behind(c);
    int  duty = duty_above(c);
    bool is_passive_duty = tense == TENSE_DUE && find_child(doc, c->verb, DEP_AUXPASS) >= 0;
    if (duty >= 0) {
        made->kind = DEADLINE_ULTIMATUM;
        made->set_by = who_lays(c, duty);
    } else if (made->kind == DEADLINE_ULTIMATUM) {
        made->set_by = c->around->source;
    } else if (made->kind == DEADLINE_TARGET && actor >= 0 && !is_passive_duty) {
        made->set_by = reference_to(doc, actor);
    }
    return true;
}

// "his plans for a summit by March"
static bool read_plan(const candidate_time *c, deadline *made) {
    const document *doc = c->doc;
    int             aim = c->lead - 1, what = -1;
    if (aim < 0 || !is_one_of(doc, c->lead, "by|before") || !may_be_ahead(c)) return false;
    do {
        if (is_verb(doc, aim) || token_at(doc, aim)->head == aim) return false;
        if (token_at(doc, aim)->dep == DEP_POBJ) what = aim;
        aim = token_at(doc, aim)->head;
        if (aim >= c->lead || c->lead - aim > 2 * NEAR) return false;
    } while (!has_role(c->rules, doc, aim, WORD_AIM));
    if (what < 0 || is_verb(doc, aim)) return false;
    *made = new_deadline(c, DEADLINE_BY_BOUND, DEADLINE_TARGET, words_of(c, c->lead));
    made->about = thing_of(doc, what, c->lead);
    made->set_by = reference_to(doc, find_child(doc, aim, DEP_POSS));
    return true;
}

// ---- Expiry ------------------------------------------------------------------------------

static bool read_expiry(const candidate_time *c, deadline *made) {
    const document *doc = c->doc;
    if (c->verb < 0 || !is_date(c) || !may_be_ahead(c)) return false;
    bool lasts = is_one_of(doc, c->lead, "until|till|through") &&
                 has_role(c->rules, doc, c->verb, WORD_LAST);
    if (!lasts && !has_role(c->rules, doc, c->verb, WORD_LAPSE)) return false;
    clause_tense tense = tense_of(c->rules, doc, c->verb);
    int          subject = subject_of(doc, c->verb);
    int          above = token_at(doc, c->verb)->head;
    bool         is_relative = token_at(doc, c->verb)->dep == DEP_RELCL;
    if (is_relative || (subject < 0 && above != c->verb))
        subject = is_relative ? above : subject_of(doc, above);
    if (tense == TENSE_PAST || tense == TENSE_MAYBE || subject < 0) return false;
    if (!has_role(c->rules, doc, subject, WORD_TERM)) return false;
    *made = new_deadline(c, DEADLINE_BY_EXPIRY, DEADLINE_EXPIRY, words_of(c, c->lead));
    made->about = thing_of(doc, subject, subject < c->verb ? c->verb : c->lead);
    return true;
}

// ---- Steps -------------------------------------------------------------------------------

static bool is_step(const candidate_time *c, int noun) {
    return noun >= 0 && has_role(c->rules, c->doc, noun, WORD_STEP);
}

// "talks scheduled for Friday", "another round was due on Friday"
static int step_of_plan(const candidate_time *c) {
    const token *t = token_at(c->doc, c->verb);
    int          subject = subject_of(c->doc, c->verb);
    if (t->dep == DEP_ACL && is_step(c, t->head)) return t->head;
    return is_step(c, subject) ? subject : -1;
}

// "will convene for a fifth round", "will come for a visit"
static int step_behind(const candidate_time *c, int verb) {
    const document *doc = c->doc;
    bool            is_hold = has_role(c->rules, doc, verb, WORD_HOLD);
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        bool is_led = is_one_of(doc, i, "for") || (is_hold && is_one_of(doc, i, "in|to|into"));
        int  what = is_led && token_at(doc, i)->dep == DEP_PREP ? find_child(doc, i, DEP_POBJ) : -1;
        if (is_step(c, what)) return what;
    }
    return -1;
}

static int step_of_verb(const candidate_time *c) {
    const document *doc = c->doc;
    int             verb = c->verb;
    if (has_role(c->rules, doc, verb, WORD_PLAN)) return step_of_plan(c);
    if (!has_role(c->rules, doc, verb, WORD_HOLD)) return step_behind(c, verb);
    for (int steps = 0; steps < NEAR; steps++) {
        int subject = subject_of(doc, verb), object = find_child(doc, verb, DEP_DOBJ);
        if (is_step(c, subject)) return subject;
        if (is_step(c, object)) return object;
        if (steps == 0 && step_behind(c, verb) >= 0) return step_behind(c, verb);
        const token *t = token_at(doc, verb);
        bool         is_lent = t->dep == DEP_XCOMP || t->dep == DEP_CONJ || t->dep == DEP_ACOMP;
        if (t->dep == DEP_RELCL || t->dep == DEP_ACL) return is_step(c, t->head) ? t->head : -1;
        if (!is_lent || subject >= 0) return -1;
        verb = t->head;
    }
    return -1;
}

static bool is_to_come(const candidate_time *c, int verb) {
    clause_tense tense = tense_of(c->rules, c->doc, verb);
    if (tense == TENSE_PAST || tense == TENSE_MAYBE) return false;
    bool is_said = tense == TENSE_WILL || tense == TENSE_PLANNED || tense == TENSE_DUE;
    return is_said || (c->t->to.at && c->doc->meta.published.size >= 10);
}

// "in late July or August": the other half is told already.
static bool is_second_half(const candidate_time *c) {
    if (c->time <= 0 || !is_one_of(c->doc, c->lead - (c->lead > 0), "or|and")) return false;
    const span before = c->doc->times.at[c->time - 1].where;
    return tokens_in_span(c->doc, before).end == c->lead - 1;
}

// "will discuss the truce with his counterpart", "will go to Karsa"
static bool is_parley(const candidate_time *c) {
    const document *doc = c->doc;
    if (!has_role(c->rules, doc, c->verb, WORD_PARLEY)) return false;
    for (int i = next_child(doc, c->verb, -1); i >= 0; i = next_child(doc, c->verb, i)) {
        int whom = is_one_of(doc, i, "with") ? find_child(doc, i, DEP_POBJ) : -1;
        if (may_act(doc, whom)) return true;
        int where = is_one_of(doc, i, "to") ? find_child(doc, i, DEP_POBJ) : -1;
        if (where >= 0 && token_at(doc, where)->pos == POS_PROPN) return true;
    }
    return false;
}

static bool read_step(const candidate_time *c, deadline *made) {
    const document *doc = c->doc;
    if (c->verb < 0 || !is_date(c) || !may_be_ahead(c)) return false;
    if (is_one_of(doc, c->lead, "from|before|until|since|after|to")) return false;
    bool is_owner = c->words.end < doc->tokens.count && token_at(doc, c->words.end)->tag == TAG_POS;
    if (is_owner || is_second_half(c)) return false;
    bool is_deed = has_role(c->rules, doc, c->verb, WORD_MOVE) || is_parley(c);
    bool is_move = is_deed && actor_of(c->rules, doc, c->verb) >= 0;
    int  step = is_move ? -1 : step_of_verb(c);
    if ((step < 0 && !is_move) || !is_to_come(c, c->verb) || condition_of(doc, c->verb) >= 0) {
        return false;
    }
    int begin = is_one_of(doc, c->lead, "of|for") ? c->words.begin : c->lead;
    *made = new_deadline(c, DEADLINE_BY_STEP, DEADLINE_SCHEDULE, words_of(c, begin));
    made->about =
        is_move ? deed_of(c, c->verb) : thing_of(doc, step, step < c->verb ? c->verb : c->lead);
    return true;
}

// ---- All ---------------------------------------------------------------------------------

static void add_deadline(const candidate_time *c) {
    document *doc = c->doc;
    deadline  made;
    bool      is_one = read_limit(c, &made) || read_grant(c, &made) || read_bound(c, &made) ||
                  read_plan(c, &made) || read_expiry(c, &made) || read_step(c, &made);
    int last = doc->deadlines.count - 1;
    // One that begins right behind another is its hour: "on Friday at 6 p.m.".
    bool is_over = is_one && last >= 0 && doc->deadlines.at[last].where.end + 1 >= made.where.begin;
    if (is_one && !is_over) PUSH_IN(&doc->memory, &doc->deadlines, made);
}

void find_deadlines(const deadline_rules *rules, const content_list *contents, document *doc) {
    const candidate_time none = {.rules = rules, .doc = doc, .time = NO_ID, .verb = -1};
    uint32_t             done = 0; // end of the last time
    for (int i = 0, time = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        for (; time < doc->times.count && doc->times.at[time].where.begin < t->where.end; time++) {
            candidate_time c = none;
            if (make_candidate(&c, contents, time)) add_deadline(&c);
            done = doc->times.at[time].where.end;
        }
        candidate_time c = none;
        bool           is_noun = t->pos == POS_NOUN && t->dep == DEP_POBJ;
        if (is_noun && t->where.begin >= done && make_phrase(&c, contents, i)) add_deadline(&c);
    }
}
