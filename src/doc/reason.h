// reason.h - why a statement or a deadline stands as it does. Whoever decides notes it here; `readout explain` shows
// it. No part of the record: reading the report once more brings it back.
//
// Each way is a row: its name, and what people are told. The first of each list is what stands where
// nobody noted anything, as in a record that comes from a store.
#ifndef READOUT_REASON_H
#define READOUT_REASON_H

#include <stdbool.h>

// clang-format off
#define FINDERS(X)                                                                                 \
    X(UNKNOWN, "not kept with the record") X(LEXICON, "a cue of the lexicon, by rules on the tree")\
    X(READER, "the trained reader") X(CITATION, "the teller above names another source")           \
    X(LAYOUT, "the layout: a name and what it says")

#define CONTENT_WAYS(X)                                                                            \
    X(CLAUSE, "the clause that hangs on the cue")                                                  \
    X(HALVES, "both halves of the sentence around source and cue")                                 \
    X(AROUND, "the clause that source and cue stand in")                                           \
    X(DISPLACED, "the clause with \"that\" behind the cue")                                        \
    X(INFINITIVE, "the infinitive behind the cue")                                                 \
    X(OTHERS_DEED, "what somebody is told or expected to do")                                      \
    X(PASSIVE, "what the passive tells of its subject")                                            \
    X(GERUND, "the doing that the cue takes")                                                      \
    X(SMALL, "what is called, and how")                                                            \
    X(AS, "what is described, and as what")                                                        \
    X(TOPIC, "the topic behind its preposition")                                                   \
    X(OBJECT, "the object of the cue")                                                             \
    X(FINDING, "what a document shows")                                                            \
    X(NOUN_CLAUSE, "the clause that hangs on the noun")                                            \
    X(NOUN_DEED, "the infinitive that hangs on the noun")                                          \
    X(STATE, "the clause that hangs on the adjective")                                             \
    X(PHRASE, "the clause around the phrase")                                                      \
    X(SILENCE, "nothing needs to be said where nothing is said")                                   \
    X(QUOTE_BEFORE, "the quotation right before source and cue")                                   \
    X(QUOTE_BEHIND, "the quotation that follows them")                                             \
    X(BLOCK, "the paragraph behind a colon")                                                       \
    X(CARRIED_ON, "a quotation without a cue of its own, after the same speaker's")                \
    X(TURN, "what follows the name and its colon")                                                 \
    X(SIGNED, "what stands before the signature")                                                  \
    X(SHARED, "what the teller above tells")                                                       \
    X(MARKED, "the words that the trained reader marked")                                          \
    X(TOLD_WHOLE, "the sentence before its last teller")

#define SOURCE_WAYS(X)                                                                             \
    X(UNKNOWN, "not kept with the record") X(NONE, "the report names none")                        \
    X(SUBJECT, "the subject of the cue") X(AGENT, "the agent of the passive (\"by\")")             \
    X(LENT, "the source of the cue that this one goes on from")                                    \
    X(INVERTED, "the noun right behind the cue, after a quotation")                                \
    X(BETWEEN, "the document named right before the cue")                                          \
    X(POSSESSOR, "whose word it is, or who gives it") X(STATE, "who is in that state")             \
    X(PHRASE, "the noun that the phrase names") X(CITED, "the one who is cited")                   \
    X(QUOTED, "the one whom another quotes") X(NAME, "the name before the colon")                  \
    X(SIGNATURE, "the name in the signature") X(MARKED, "the words that the trained reader marked")\
    X(ANSWERS, "the label of a turn: the one person or outlet named before")

#define ACT_WAYS(X)                                                                                \
    X(UNKNOWN, "not kept with the record") X(ROW, "what the lexicon has for the cue")              \
    X(ORDER, "somebody is told to do something") X(ALOUD, "a thought in quotation marks was said") \
    X(VERDICT, "a word that judges, in verdicts.tsv") X(PLAIN, "nothing but that it is said")      \
    X(QUESTION, "a turn that asks") X(DEED, "what the cue tells, in deeds.tsv")

#define CLASS_WAYS(X)                                                                              \
    X(UNKNOWN, "not kept with the record") X(NONE, "there is no source")                           \
    X(OUTLET, "the words name an outlet") X(SURNAME, "the last word is the surname of a person")   \
    X(PRONOUN, "what the pronoun stands for") X(NOUN, "what the noun is in actor_nouns.tsv")       \
    X(ENTITY, "the type of its entity") X(NAME, "the kind of name")                                \
    X(NUMBER, "the noun is unknown; one or several decides")                                       \
    X(TURN, "who asks and who answers")                                                            \
    X(BODY, "the body that it belongs to") X(ACCESS, "it is told how it knows, not who it is")

#define LINK_WAYS(X)                                                                               \
    X(NONE, "no other statement holds it: the report itself tells it")                             \
    X(SPAN, "the innermost statement whose content holds it")                                      \
    X(SECOND_HAND, "both tell the same words, and this cue hangs on that one's")

#define DEADLINE_WAYS(X)                                                                           \
    X(UNKNOWN, "not kept with the record") X(LIMIT, "a limit is named with its time")              \
    X(GRANT, "somebody is given until then") X(CONDITION, "what has to be done by then, or else")  \
    X(BOUND, "somebody aims at it, will do it or has to, by then") X(EXPIRY, "it runs out then")   \
    X(STEP, "a step of talks, a visit or an exchange is planned for then")
// clang-format on

#define NUMBER_ONE(prefix, c) prefix##_##c,
#define ONE(c, words) NUMBER_ONE(FOUND_BY, c)
typedef enum { FINDERS(ONE) } finding_way;
#undef ONE
#define ONE(c, words) NUMBER_ONE(CONTENT, c)
typedef enum { CONTENT_WAYS(ONE) CONTENT_WAY_COUNT } content_way;
#undef ONE
#define ONE(c, words) NUMBER_ONE(SOURCE_BY, c)
typedef enum { SOURCE_WAYS(ONE) } source_way;
#undef ONE
#define ONE(c, words) NUMBER_ONE(ACT_BY, c)
typedef enum { ACT_WAYS(ONE) } act_way;
#undef ONE
#define ONE(c, words) NUMBER_ONE(CLASS_BY, c)
typedef enum { CLASS_WAYS(ONE) } class_way;
#undef ONE
#define ONE(c, words) NUMBER_ONE(LINK_BY, c)
typedef enum { LINK_WAYS(ONE) } link_way;
#undef ONE
#define ONE(c, words) NUMBER_ONE(DEADLINE_BY, c)
typedef enum { DEADLINE_WAYS(ONE) } deadline_way;
#undef ONE
#undef NUMBER_ONE

typedef struct {
    finding_way found_by;
    int         cue_line;   // of data/en/cues.tsv, from 1; 0: the lexicon lacks the cue
    int         class_line; // of data/en/actor_nouns.tsv; 0: no row of it decided
    unsigned    content;    // bits 1 << content_way
    source_way  source;
    act_way     act;
    class_way class;
    link_way link;
    int      words, quoted; // words of the content, and those of them in quotation marks
    float    margin;        // of the trained reader's cue over its next best label
} reasons;

// What people are told of a way.
const char *words_of_finding_way(finding_way value);
const char *words_of_content_way(content_way value);
const char *words_of_source_way(source_way value);
const char *words_of_act_way(act_way value);
const char *words_of_class_way(class_way value);
const char *words_of_link_way(link_way value);
const char *words_of_deadline_way(deadline_way value);

static inline unsigned content_bit(content_way way) {
    return 1U << way;
}

#endif
