// resolve.c - once more through the text, in order: names remind of their actors, descriptions and
// pronouns are given one. What was said a moment ago is what counts, so the history of mentions is
// a list, and only its last stretch is looked at.
#include "entity/entity_internal.h"
#include "entity/spelling.h"

// ---- History -----------------------------------------------------------------------------

static void remember(entity_work *w, int who, int place, bool is_plural) {
    if (who >= 0) {
        actor *is = actor_at(w, who);
        if (place > is->last) is->last = place;
        who = root_actor(w, who);
    }
    PUSH_IN(w->scratch, &w->history, ((mention_event){who, place, is_plural}));
}

static int score_role(const document *doc, int place) {
    const token_list *tokens = &doc->tokens;
    int               i = place;
    for (int steps = 0; tokens->at[i].dep == DEP_CONJ && steps < 4; steps++) {
        i = tokens->at[i].head;
    }
    switch ((int)tokens->at[i].dep) {
    case DEP_NSUBJ:
    case DEP_NSUBJPASS:
        return tokens->at[tokens->at[i].head].dep == DEP_ROOT ? 22 : 16;
    case DEP_DOBJ:
    case DEP_DATIVE:
        return 6;
    case DEP_POSS:
        return tokens->at[tokens->at[i].head].dep == DEP_NSUBJ ? 18 : 4;
    case DEP_POBJ:
        return is_told_by(doc, i) ? 18 : 0;
    case DEP_AMOD:
    case DEP_COMPOUND:
        return -12;
    case DEP_APPOS:
        return 2;
    default:
        return 0;
    }
}

int score_mention(const entity_work *w, const mention_event *event, int place) {
    const document *doc = w->doc;
    int distance = doc->tokens.at[place].sentence - doc->tokens.at[event->token].sentence;
    int score = score_role(doc, event->token) - PER_SENTENCE * distance;
    if (event->actor >= 0) {
        int often = actor_at(w, event->actor)->mention_count;
        score += 2 * (often < 6 ? often : 6);
    }
    if (w->quote[event->token] && w->quote[event->token] != w->quote[place]) score -= 8;
    return score;
}

// ---- The pass ----------------------------------------------------------------------------

void add_description(entity_work *w, int head, mention_kind kind, int to) {
    token_range tokens = {head, head + 1};
    if (w->chunk[head] >= 0 && kind == MENTION_NOMINAL) {
        tokens = w->doc->noun_chunks.at[w->chunk[head]];
        if (tokens.end <= head) tokens.end = head + 1;
    }
    int at = add_found(
        w, (found){.tokens = tokens,
                   .head = head,
                   .kind = kind,
                   .known = -1,
                   .owner = -1,
                   .is_nested = true,
                   .name = text_of(w->doc, span_of_tokens(w->doc, tokens.begin, tokens.end))});
    attach(w, at, to);
}

// A noun that only modifies another ("hostage families") is nobody.
static bool is_own_phrase(const entity_work *w, int i) {
    const token *t = token_at(w->doc, i);
    if (w->covering[i] >= 0) return false;
    return t->dep != DEP_COMPOUND && t->dep != DEP_AMOD && t->dep != DEP_NMOD &&
           t->dep != DEP_NPADVMOD && t->dep != DEP_QUANTMOD;
}

static void resolve_noun(entity_work *w, int i) {
    const actor_noun *noun = find_noun(w, i);
    int               who = noun && is_own_phrase(w, i) ? resolve_nominal(w, i, noun) : -1;
    if (who >= 0) add_description(w, i, MENTION_NOMINAL, who);
    bool is_phrase = who >= 0 || w->chunk[i] >= 0;
    if (is_phrase) remember(w, who, i, is_plural_token(w->doc, i));
}

void resolve_descriptions(entity_work *w) {
    const document *doc = w->doc;
    for (int i = 0; i < w->actors.count; i++) {
        w->actors.at[i].last = -1;
    }
    for (int i = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        if (w->headed[i] >= 0) {
            int who = actor_of_token(w, i);
            if (who >= 0) remember(w, who, i, actor_at(w, who)->is_plural);
        } else if (!is_readable(doc, i)) {
            continue;
        } else if (is_pronoun(t)) {
            int who = resolve_pronoun(w, i);
            if (who < 0) continue;
            add_description(w, i, MENTION_PRONOUN, who);
            remember(w, who, i, actor_at(w, who)->is_plural);
        } else if (t->pos == POS_NOUN || t->pos == POS_PROPN) {
            resolve_noun(w, i);
        }
    }
}
