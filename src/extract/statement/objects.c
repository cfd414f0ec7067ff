// objects.c - contents that are no clause of their own: infinitives, gerunds, predicates, objects.
//
// Whoever stands between cue and content is noted on the way: who is asked (addressee), who is
// accused or described (target).
#include "extract/statement/content.h"
#include "lexicon/lexicon.h"

int to_of(const document *doc, int verb) {
    int to = -1;
    for (int c = next_child(doc, verb, -1); c >= 0; c = next_child(doc, verb, c)) {
        if (token_at(doc, c)->tag == TAG_TO && c < verb) to = c;
    }
    return to;
}

static int begin_of_infinitive(const document *doc, int verb, bool with_to) {
    int to = to_of(doc, verb);
    if (!with_to) return to + 1;
    return to > 0 && is_one_of(doc, to - 1, "not|never") ? to - 1 : to;
}

bool is_infinitive_child(const document *doc, int child) {
    const dep_label dep = token_at(doc, child)->dep;
    return (dep == DEP_XCOMP || dep == DEP_CCOMP || dep == DEP_ADVCL || dep == DEP_ACL ||
            dep == DEP_RELCL) &&
           to_of(doc, child) >= 0;
}

// "called for the rebels to leave": the parser takes "for" for a conjunction.
static bool is_for_clause(const document *doc, const draft *made, int child) {
    return is_one_of(doc, token_at(doc, child)->left_edge, "for") &&
           token_at(doc, child)->left_edge == made->cue_words.end - 1;
}

bool find_infinitive(const reading *r, draft *made, bool needs_object) {
    const document *doc = r->doc;
    int             object = -1;
    for (int c = next_child(doc, made->cue, -1); c >= 0; c = next_child(doc, made->cue, c)) {
        const token *t = token_at(doc, c);
        if (c < made->cue) continue;
        if (t->dep == DEP_DOBJ || t->dep == DEP_DATIVE) object = c;
        if (t->dep == DEP_PREP && find_child(doc, c, DEP_POBJ) >= 0 &&
            is_one_of(doc, c, "on|upon|to|with|for"))
            object = find_child(doc, c, DEP_POBJ);
        if (t->dep == DEP_ADVCL && object < 0 && !is_for_clause(doc, made, c)) continue;
        if (!is_infinitive_child(doc, c)) continue;
        int subject = find_child(doc, c, DEP_NSUBJ);
        if (subject < 0) subject = find_child(doc, c, DEP_NSUBJPASS);
        if (subject >= 0 && subject < to_of(doc, c)) object = subject;
        if (needs_object != (object >= 0)) continue;
        bool is_for =
            made->cue_words.end - 1 > made->cue && is_one_of(doc, made->cue_words.end - 1, "for");
        // "expects the talks to fail", as "called for the talks to go on": nobody is asked.
        const bool is_expected = made->row->act == ACT_PREDICT || made->row->act == ACT_BELIEVE;
        if (object >= 0 && (is_expected || (is_for && object == subject))) {
            add_range(r, made, subtree_of(doc, object).begin, subtree_of(doc, c).end);
            return made->content.count > 0;
        }
        if (object >= 0) made->addressee = source_range(r, object, c);
        made->is_order = needs_object;
        add_range(r, made, begin_of_infinitive(doc, c, needs_object), subtree_of(doc, c).end);
        return made->content.count > 0;
    }
    return false;
}

// "36 people believed to be held".
bool is_reduced_passive(const document *doc, int verb) {
    const token *t = token_at(doc, verb);
    return t->dep == DEP_ACL && t->tag == TAG_VBN && t->head < verb;
}

// "Israel was urged to stop": who is urged is the subject.
bool find_passive_infinitive(const reading *r, draft *made, bool with_subject) {
    const document *doc = r->doc;
    int             subject = find_child(doc, made->cue, DEP_NSUBJPASS);
    if (subject < 0 && is_reduced_passive(doc, made->cue)) subject = token_at(doc, made->cue)->head;
    for (int c = next_child(doc, made->cue, -1); subject >= 0 && c >= 0;
         c = next_child(doc, made->cue, c)) {
        bool is_predicate = token_at(doc, c)->dep == DEP_OPRD ||
                            token_at(doc, c)->dep == DEP_XCOMP ||
                            token_at(doc, c)->dep == DEP_ACOMP;
        if (c < made->cue || !is_predicate) continue;
        token_range said = source_range(r, subject, made->cue);
        if (with_subject)
            add_range(r, made, said.begin, said.end);
        else
            made->addressee = said;
        made->is_order = !with_subject;
        int to = to_of(doc, c);
        add_range(r, made, to >= 0 ? to + with_subject : subtree_of(doc, c).begin,
                  subtree_of(doc, c).end);
        return made->content.count > 0;
    }
    return false;
}

static int preposition_in(const document *doc, int head, str list) {
    for (int c = next_child(doc, head, -1); c >= 0; c = next_child(doc, head, c)) {
        const dep_label dep = token_at(doc, c)->dep;
        if (c > head && (dep == DEP_PREP || dep == DEP_AGENT || dep == DEP_PRT) &&
            is_in_list(list, '|', token_text(doc, c)))
            return c;
    }
    return -1;
}

static bool add_complement(const reading *r, draft *made, int preposition) {
    const document *doc = r->doc;
    if (preposition < 0) return false;
    token_range all = subtree_of(doc, preposition);
    // "warned of famine if A": the condition may hang on the cue.
    for (int c = next_child(doc, made->cue, -1); c >= 0; c = next_child(doc, made->cue, c)) {
        token_range clause = subtree_of(doc, c);
        bool        is_condition = token_at(doc, c)->dep == DEP_ADVCL && clause.begin == all.end;
        if (is_condition && is_one_of(doc, clause.begin, "if|unless")) all.end = clause.end;
    }
    add_range(r, made, preposition + 1, all.end);
    return made->content.count > 0;
}

static int object_child(const document *doc, int verb) {
    int object = find_child(doc, verb, DEP_DOBJ);
    return object > verb ? object : -1;
}

// "stressed the need", "did not return calls": some verbs are cues only with some objects, others
// with all but some: "claimed 20 lives", "denied them entry".
bool has_wanted_object(const draft *made, const document *doc) {
    str        list = made->row->object;
    int        object = object_child(doc, made->cue);
    const bool is_unwanted = starts_with(list, STR("!"));
    if (list.size == 0) return true;
    if (object < 0) return is_unwanted;
    if (is_unwanted) list = slice(list, 1, list.size);
    return is_in_list(list, '|', token_at(doc, object)->lemma) != is_unwanted;
}

bool find_gerund(const reading *r, draft *made) {
    const document *doc = r->doc;
    if (made->row->gerund.size == 0) {
        int c = find_child(doc, made->cue, DEP_XCOMP);
        if (c < made->cue || token_at(doc, c)->tag != TAG_VBG) return false;
        add_range(r, made, subtree_of(doc, c).begin, subtree_of(doc, c).end);
        return made->content.count > 0;
    }
    int object = object_child(doc, made->cue);
    if (object < 0 && is_passive(doc, made->cue))
        object = find_child(doc, made->cue, DEP_NSUBJPASS);
    int from = preposition_in(doc, made->cue, made->row->gerund);
    if (from < 0 && object > made->cue) from = preposition_in(doc, object, made->row->gerund);
    if (from < 0 || object < 0) return false;
    made->target = source_range(r, object, from);
    return add_complement(r, made, from);
}

// "what the army calls X", "a state the UN described as X": what it is said of stands outside.
static bool is_said_of_outer(const document *doc, const draft *made) {
    const dep_label dep = token_at(doc, made->cue)->dep;
    return dep == DEP_RELCL || dep == DEP_PCOMP || dep == DEP_CCOMP || dep == DEP_CSUBJ ||
           dep == DEP_ADVCL;
}

bool find_as(const reading *r, draft *made) {
    const document *doc = r->doc;
    int             object = object_child(doc, made->cue);
    if (object < 0) object = find_child(doc, made->cue, DEP_NSUBJPASS);
    if (object < 0) object = find_child(doc, made->cue, DEP_DOBJ);
    int as = preposition_in(doc, made->cue, STR("as"));
    if (as < 0 && object > made->cue) as = preposition_in(doc, object, STR("as"));
    if (as < 0 || (object < 0 && !is_said_of_outer(doc, made))) return false;
    if (object >= 0 && token_at(doc, object)->tag != TAG_WP &&
        token_at(doc, object)->tag != TAG_WDT) {
        made->target = source_range(r, object, as);
        add_range(r, made, made->target.begin, made->target.end);
    }
    return add_complement(r, made, as);
}

static int second_object(const document *doc, int verb, int first) {
    for (int c = next_child(doc, verb, first); c >= 0; c = next_child(doc, verb, c)) {
        if (token_at(doc, c)->dep == DEP_DOBJ) return c;
    }
    return -1;
}

// "called the raid shameful": where the parser takes both words for one phrase, a word that judges is
// the predicate.
static bool split_at_verdict(const reading *r, draft *made, int object) {
    const document   *doc = r->doc;
    const token_range all = subtree_of(doc, object);
    const int         last = all.end - 1;
    if (all.begin <= made->cue || all.end - all.begin < 2 ||
        token_at(doc, last - 1)->pos == POS_DET || token_at(doc, last - 1)->pos == POS_ADJ ||
        find_in_table(&r->rules->verdicts, token_at(doc, last)->norm) == NOT_IN_TABLE)
        return false;
    made->target = (token_range){all.begin, last};
    add_range(r, made, all.begin, last);
    add_range(r, made, last, all.end);
    return true;
}

// "called X Y": one object and one predicate, or a clause without a verb form of its own.
bool find_small_clause(const reading *r, draft *made) {
    const document *doc = r->doc;
    int             object = object_child(doc, made->cue);
    if (object < 0 && is_passive(doc, made->cue))
        object = find_child(doc, made->cue, DEP_NSUBJPASS);
    int predicate = find_child(doc, made->cue, DEP_OPRD);
    if (predicate < 0) predicate = find_child(doc, made->cue, DEP_ACOMP);
    if (predicate < 0 && object > made->cue) predicate = second_object(doc, made->cue, object);
    int clause = find_child(doc, made->cue, DEP_CCOMP);
    if (predicate < 0 && clause > made->cue && find_child(doc, clause, DEP_NSUBJ) > made->cue) {
        object = find_child(doc, clause, DEP_NSUBJ);
        token_range about = subtree_of(doc, object);
        add_range(r, made, about.begin, about.end);
        add_range(r, made, about.end, subtree_of(doc, clause).end);
        made->target = about;
        return made->content.count > 0;
    }
    if (predicate < made->cue) return object > made->cue && split_at_verdict(r, made, object);
    if (object < 0 && !is_said_of_outer(doc, made)) return split_at_verdict(r, made, predicate);
    if (object >= 0) {
        made->target = source_range(r, object, predicate);
        add_range(r, made, made->target.begin, made->target.end);
    }
    add_range(r, made, subtree_of(doc, predicate).begin, subtree_of(doc, predicate).end);
    return made->content.count > 0;
}

// "They speak of peace": one word tells what was talked about, and nothing that was said.
static bool is_bare_topic(const document *doc, const draft *made) {
    if (made->row->kind != CUE_VERB || made->row->act != ACT_SAY) return false;
    for (int c = next_child(doc, made->cue, -1); c >= 0; c = next_child(doc, made->cue, c)) {
        int object = token_at(doc, c)->dep == DEP_PREP ? find_child(doc, c, DEP_POBJ) : -1;
        if (object < made->cue || !is_one_of(doc, c, "of|about")) continue;
        token_range topic = subtree_of(doc, object);
        return topic.end - topic.begin == 1;
    }
    return false;
}

bool find_object(const reading *r, draft *made) {
    const document *doc = r->doc;
    int             object = object_child(doc, made->cue);
    if (!has_wanted_object(made, doc)) return false;
    // The object of a key with a preposition ("insist on X") hangs on that.
    if (made->cue_words.end > made->cue + 1) {
        int last = made->cue_words.end - 1;
        return token_at(doc, last)->pos == POS_ADP && !is_bare_topic(doc, made) &&
               add_complement(r, made, last);
    }
    if (object < 0) {
        int subject = is_passive(doc, made->cue) ? find_child(doc, made->cue, DEP_NSUBJPASS) : -1;
        if (subject < 0) return false;
        token_range said = source_range(r, subject, made->cue);
        add_range(r, made, said.begin, said.end);
        return made->content.count > 0;
    }
    bool is_asked = made->row->act == ACT_ASK && token_at(doc, object)->label == NAME_PERSON;
    if (is_asked ||
        is_one_of(doc, object, "himself|herself|themselves|itself|him|her|them|me|us|you"))
        return false;
    add_range(r, made, subtree_of(doc, object).begin, subtree_of(doc, object).end);
    return made->content.count > 0;
}

bool find_topic(const reading *r, draft *made) {
    const document *doc = r->doc;
    int             last = made->cue_words.end - 1;
    if (is_bare_topic(doc, made)) return false;
    if (last > made->cue && is_in_list(made->row->topic, '|', token_text(doc, last))) {
        return add_complement(r, made, last);
    }
    return add_complement(r, made, preposition_in(doc, made->cue, made->row->topic));
}
