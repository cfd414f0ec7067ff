// quotation.c - where people are quoted, and whose words those are.
//
// The speaker of a quotation is the subject of a verb of speech outside its marks: in the sentence where
// it opens (He said: "...") or, when it runs over several, in the one where it closes ("...," he said).
// A quotation without either goes on with the words of the one before.
#include "entity/entity_internal.h"
#include "entity/spelling.h"

static bool opens_quote(str text) {
    return same(text, STR("\xe2\x80\x9c")) || same(text, STR("``"));
}

static bool closes_quote(str text) {
    return same(text, STR("\xe2\x80\x9d")) || same(text, STR("''"));
}

// Marks open at the end of a paragraph: the next one opens the quotation anew.
static int number_quotations(entity_work *w) {
    const document *doc = w->doc;
    int             count = 0;
    for (int p = 0; p < doc->paragraphs.count; p++) {
        bool is_open = false;
        for (int i = doc->paragraphs.at[p].first_token; i < doc->paragraphs.at[p].end_token; i++) {
            str  text = token_text(doc, i);
            bool is_straight = same(text, STR("\""));
            if (opens_quote(text) || (is_straight && !is_open)) {
                is_open = true;
                count++;
            } else if (closes_quote(text) || is_straight) {
                is_open = false;
            } else if (is_open) {
                w->quote[i] = count;
            }
        }
    }
    return count;
}

// ---- Speakers ----------------------------------------------------------------------------

// The subject, also of "was quoted as saying".
static int speaker_of_verb(const entity_work *w, int verb) {
    int  subject = find_child(w->doc, verb, DEP_NSUBJ);
    bool is_quoting = has_lemma(w->doc, verb, "quote") || has_lemma(w->doc, verb, "cite");
    return subject < 0 && is_quoting ? find_child(w->doc, verb, DEP_NSUBJPASS) : subject;
}

static int speaker_in_sentence(const entity_work *w, int number) {
    const token_range in = w->doc->sentences.at[number].tokens;
    for (int i = in.begin; i < in.end; i++) {
        if (w->quote[i] || !is_speaking_verb(w, i)) continue;
        int subject = speaker_of_verb(w, i);
        if (subject >= 0 && !w->quote[subject]) return subject;
    }
    return -1;
}

// Each sentence is read once: it gives its speaker to all quotations that open or close in it.
static int *list_sentence_speakers(const entity_work *w) {
    int *speakers = NEW_IN(w->scratch, int, w->doc->sentences.count + 1);
    for (int i = 0; i < w->doc->sentences.count; i++) {
        speakers[i] = speaker_in_sentence(w, i);
    }
    return speakers;
}

static void find_speakers(entity_work *w, int quote_count) {
    const document *doc = w->doc;
    const int      *of_sentence = list_sentence_speakers(w);
    int             speaker = -1;
    w->speakers = NEW_IN(w->scratch, int, quote_count + 1);
    for (int i = 0; i < doc->tokens.count;) {
        int quote = w->quote[i], first = i, last = i;
        while (i < doc->tokens.count && w->quote[i] == quote) {
            last = i++;
        }
        if (!quote) continue;
        int here = of_sentence[doc->tokens.at[first].sentence];
        if (here < 0) here = of_sentence[doc->tokens.at[last].sentence];
        if (here >= 0) speaker = here;
        w->speakers[quote] = speaker;
    }
}

void mark_quotations(entity_work *w) {
    find_speakers(w, number_quotations(w));
}

int speaker_of_quote(const entity_work *w, int quote) {
    for (int back = 0; back < 4 && quote - back > 0; back++) {
        int subject = w->speakers[quote - back];
        int who = subject >= 0 ? actor_of_token(w, subject) : -1;
        if (who < 0 && subject >= 0 && back == 0) who = guess_nominal(w, subject);
        if (who >= 0) return who;
    }
    return -1;
}

// Somebody who is named inside a quotation does not speak it.
bool is_spoken_of(const entity_work *w, const mention_event *event, int place) {
    int quote = w->quote[event->token];
    return quote && !w->quote[place] && w->speakers[quote] == place &&
           w->doc->tokens.at[event->token].pos != POS_PRON;
}

// ---- I and we ----------------------------------------------------------------------------

// "We" of a minister is the government, of a spokesman the body that he speaks for.
static int body_of_speaker(const entity_work *w, int who) {
    const actor *is = actor_at(w, who);
    bool         is_nobody = is->type == ENTITY_DOCUMENT || is->type == ENTITY_FACILITY ||
                     (is->type == ENTITY_OTHER && has_shape_of_person(is->name));
    if (is_nobody) return -1;
    if (!is->is_person) return who;
    return is->of >= 0 && !actor_at(w, is->of)->is_person ? root_actor(w, is->of) : -1;
}

static int first_person(const entity_work *w, int place) {
    static const char *const I[] = {"i", "me", "my", "mine", "myself"};
    static const char *const WE[] = {"we", "us", "our", "ours", "ourselves"};
    str                      text = token_text(w->doc, place);
    int                      subject = w->speakers[w->quote[place]];
    int                      who = subject < 0 ? -1 : actor_of_token(w, subject);
    if (who < 0) return -1;
    for (size_t i = 0; i < sizeof I / sizeof *I; i++) {
        if (same_ignoring_case(text, str_of(I[i])))
            return actor_at(w, who)->is_person && !actor_at(w, who)->is_plural ? who : -1;
        if (same_ignoring_case(text, str_of(WE[i]))) return body_of_speaker(w, who);
    }
    return -1;
}

void resolve_first_persons(entity_work *w) {
    for (int i = 0; i < w->doc->tokens.count; i++) {
        bool is_open = w->quote[i] && w->headed[i] < 0 && w->covering[i] < 0;
        if (!is_open || !is_pronoun(token_at(w->doc, i))) continue;
        int who = first_person(w, i);
        if (who >= 0) add_description(w, i, MENTION_PRONOUN, who);
    }
}
