// words.c - what single words of a report are to this stage, and the lists that say so.
#include "entity/entity.h"
#include "entity/entity_internal.h"
#include "entity/spelling.h"
#include "lexicon/lexicon.h"

static noun_class class_of_name(str name) {
    static const char *const names[] = {"person", "body", "population", "document"};
    int                      i = 0;
    while (i < NOUN_DOCUMENT && !same(name, str_of(names[i]))) {
        i++;
    }
    return (noun_class)i;
}

static void read_nouns(arena *a, entity_rules *rules) {
    data_rows rows = open_rows("actor_nouns.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        if (row.fields[1].size == 0) continue; // only speaks
        add_to_table(a, &rules->noun_rows, row.fields[0], (uint32_t)rules->nouns.count);
        PUSH_IN(a, &rules->nouns,
                ((actor_noun){.lemma = row.fields[0],
                              .class = class_of_name(row.fields[1]),
                              .mark = row.fields[2],
                              .stands = row.fields[3]}));
    }
}

// Words with a letter beside them: the gender that they tell.
static void read_genders(arena *a, str_table *table, const char *file) {
    data_rows rows = open_rows(file);
    data_row  row;
    while (next_row(&rows, &row)) {
        uint32_t gender = row.fields[1].size ? (uint32_t)row.fields[1].at[0] : 0;
        add_to_table(a, table, row.fields[0], gender);
    }
}

static void read_name_types(arena *a, entity_rules *rules) {
    data_rows rows = open_rows("name_types.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        for (int type = 0; type <= (int)ENTITY_OTHER; type++) {
            str name = str_of(name_of_entity_type((entity_type)type));
            if (!same(name, row.fields[1])) continue;
            add_to_table(a, &rules->name_types, row.fields[0], (uint32_t)type);
        }
    }
}

// The verbs of speech are the cues of statements that can take a quotation.
static void read_speaking(arena *a, entity_rules *rules) {
    data_rows rows = open_rows("cues.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        bool speaks =
            same(row.fields[1], STR("verb")) && (is_in_list(row.fields[5], ',', STR("quote")) ||
                                                 is_in_list(row.fields[5], ',', STR("clause")));
        if (speaks) add_to_table(a, &rules->speaking, row.fields[0], 1);
    }
}

entity_rules *open_entity_rules(arena *a) {
    entity_rules *rules = NEW_IN(a, entity_rules, 1);
    open_gazetteer(a, &rules->names);
    read_nouns(a, rules);
    read_genders(a, &rules->first_names, "first_names.tsv");
    read_genders(a, &rules->honorifics, "honorifics.tsv");
    read_name_types(a, rules);
    read_speaking(a, rules);
    return rules;
}

static uint32_t find_lower(const str_table *table, str word) {
    char key[32];
    if (word.size > sizeof key) return NOT_IN_TABLE;
    for (size_t i = 0; i < word.size; i++) {
        key[i] = to_lower(word.at[i]);
    }
    return find_in_table(table, (str){key, word.size});
}

const actor_noun *find_noun(const entity_work *w, int place) {
    pos_label pos = w->doc->tokens.at[place].pos;
    if (pos != POS_NOUN && pos != POS_PROPN && pos != POS_ADJ) return NULL;
    str      text = token_text(w->doc, place);
    uint32_t row = find_lower(&w->rules->noun_rows, text); // "authorities" before "authority"
    if (row == NOT_IN_TABLE) row = find_lower(&w->rules->noun_rows, w->doc->tokens.at[place].lemma);
    if (row == NOT_IN_TABLE && pos == POS_PROPN && ends_with(text, STR("s"))) {
        row = find_lower(&w->rules->noun_rows, slice(text, 0, text.size - 1));
    }
    return row == NOT_IN_TABLE ? NULL : &w->rules->nouns.at[row];
}

bool is_person_noun(const entity_work *w, int place) {
    const actor_noun *noun = find_noun(w, place);
    return noun && noun->class == NOUN_PERSON;
}

bool is_title(const entity_work *w, int place) {
    if (find_in_table(&w->rules->honorifics, token_text(w->doc, place)) != NOT_IN_TABLE) {
        return true;
    }
    return is_person_noun(w, place) && !is_plural_token(w->doc, place);
}

bool is_speaking_verb(const entity_work *w, int i) {
    const token *t = token_at(w->doc, i);
    return t->pos == POS_VERB && find_lower(&w->rules->speaking, t->lemma) != NOT_IN_TABLE;
}

bool is_pronoun(const token *t) {
    return t->tag == TAG_PRP || t->tag == TAG_PRPS;
}

bool is_readable(const document *doc, int place) {
    enum { MOST_TOKENS = 600 };
    token_range in = doc->sentences.at[doc->tokens.at[place].sentence].tokens;
    return in.end - in.begin <= MOST_TOKENS;
}

bool is_plural_token(const document *doc, int i) {
    tag_label tag = doc->tokens.at[i].tag;
    return tag == TAG_NNS || tag == TAG_NNPS;
}

// "according to the ministry"
bool is_told_by(const document *doc, int object) {
    if (doc->tokens.at[object].dep != DEP_POBJ) return false;
    int to = doc->tokens.at[object].head;
    return is_token(doc, to, "to") && has_lemma(doc, doc->tokens.at[to].head, "accord");
}
