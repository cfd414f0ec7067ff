// fields.c - the smaller fields of a statement: class and number of the source, why it knows,
// who was told, when it was said.
#include "extract/statement/reading.h"

#include "lexicon/lexicon.h"

// ---- Class -------------------------------------------------------------------------------

static bool is_plural(const document *doc, int i) {
    const tag_label tag = token_at(doc, i)->tag;
    return tag == TAG_NNS || tag == TAG_NNPS;
}

static bool is_outlet(const reading *r, token_range words) {
    const document *doc = r->doc;
    while (!is_empty_range(words)) {
        str text = text_of(doc, span_of_tokens(doc, words.begin, words.end));
        if (find_in_table(&r->rules->outlets, text) != NOT_IN_TABLE) return true;
        if (!is_one_of(doc, words.begin, "the|a|an|news|agency")) break;
        words.begin++;
    }
    return false;
}

// A proper name in the phrase that is not only the body that a noun belongs to.
static bool has_person_name(const document *doc, token_range words) {
    for (int i = words.begin; i < words.end; i++) {
        if (token_at(doc, i)->label == NAME_PERSON) return true;
    }
    return false;
}

static source_class class_of_entity(const document *doc, int e, source_class otherwise) {
    switch (doc->entities.at[e].type) {
    case ENTITY_PERSON:
        return SOURCE_PERSON;
    case ENTITY_MEDIA:
        return SOURCE_MEDIA;
    case ENTITY_DOCUMENT:
        return SOURCE_DOCUMENT;
    case ENTITY_POPULATION:
        return SOURCE_GROUP;
    case ENTITY_GOVERNMENT:
    case ENTITY_MINISTRY:
    case ENTITY_ARMED_GROUP:
    case ENTITY_POLITICAL_GROUP:
    case ENTITY_MILITARY:
    case ENTITY_INTERNATIONAL:
    case ENTITY_COMPANY:
        return SOURCE_ORGANIZATION;
    case ENTITY_PLACE:
    case ENTITY_FACILITY:
    case ENTITY_OTHER:
        return otherwise;
    }
    return otherwise;
}

static source_class class_of_name(const document *doc, int head, source_class otherwise) {
    switch ((int)token_at(doc, head)->label) {
    case NAME_PERSON:
        return SOURCE_PERSON;
    case NAME_ORG:
    case NAME_GPE:
    case NAME_FAC:
    case NAME_LOC:
        return SOURCE_ORGANIZATION;
    case NAME_NORP:
        return SOURCE_GROUP;
    case NAME_LAW:
    case NAME_WORK_OF_ART:
        return SOURCE_DOCUMENT;
    default:
        return otherwise;
    }
}

static source_class class_of_noun(const reading *r, const draft *made) {
    const document *doc = r->doc;
    uint32_t        row = find_in_table(&r->rules->nouns, token_at(doc, made->source)->lemma);
    if (row == NOT_IN_TABLE) return is_plural(doc, made->source) ? SOURCE_GROUP : SOURCE_PERSON;
    source_class found = r->rules->classes.at[row];
    bool         is_office = find_in_table(&r->rules->offices, token_at(doc, made->source)->lemma) != NOT_IN_TABLE;
    if (is_plural(doc, made->source) && is_office) return SOURCE_UNNAMED_OFFICIAL;
    if (found == SOURCE_UNNAMED_OFFICIAL && has_person_name(doc, made->source_words))
        return SOURCE_PERSON;
    return found;
}

static source_class class_of_source(const reading *r, const draft *made) {
    const document *doc = r->doc;
    const token    *head = token_at(doc, made->source);
    if (is_outlet(r, made->source_words)) return SOURCE_MEDIA;
    bool     is_name = head->pos == POS_PROPN;
    uint32_t noun = find_in_table(&r->rules->nouns, head->lemma);
    int      e = entity_of_span(doc, span_of_tokens(doc, made->source, made->source + 1));
    if (head->pos == POS_PRON) {
        if (is_one_of(doc, made->source, "he|she|i|who|his|her|my|me|him")) return SOURCE_PERSON;
        if (e != NO_ID) return class_of_entity(doc, e, SOURCE_ORGANIZATION);
        return is_one_of(doc, made->source, "it|its|we|our")                 ? SOURCE_ORGANIZATION
               : is_one_of(doc, made->source, "some|many|others|most|those") ? SOURCE_GROUP
                                                                             : SOURCE_PERSON;
    }
    if (!is_name && noun != NOT_IN_TABLE) return class_of_noun(r, made);
    if (e != NO_ID)
        return class_of_entity(doc, e, class_of_name(doc, made->source, SOURCE_ORGANIZATION));
    return is_name ? class_of_name(doc, made->source, SOURCE_PERSON) : class_of_noun(r, made);
}

// ---- Number ------------------------------------------------------------------------------

static int small_number(const document *doc, int i) {
    static const char *const WORDS[] = {"one",   "two",   "three", "four", "five",   "six",
                                        "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
    uint64_t                 value = 0;
    if (read_uint64(token_text(doc, i), &value) && value < 1000) return (int)value;
    for (int n = 0; n < 12; n++) {
        if (is_one_of(doc, i, WORDS[n])) return n + 1;
    }
    return is_one_of(doc, i, "both") ? 2 : 0;
}

static int stated_number(const document *doc, int head) {
    for (int c = next_child(doc, head, -1); c >= 0 && c < head; c = next_child(doc, head, c)) {
        const token *t = token_at(doc, c);
        if (t->dep == DEP_NUMMOD || t->dep == DEP_PREDET || t->dep == DEP_DET) {
            int number = small_number(doc, c);
            if (number > 0) return number;
        }
    }
    return 0;
}

static int count_voices(const reading *r, const draft *made, source_class class) {
    const document *doc = r->doc;
    int             voices = 0, member = made->source;
    for (; member >= 0 && is_in_range(member, made->source_words);
         member = find_child(doc, member, DEP_CONJ)) {
        int own = stated_number(doc, member);
        if (own == 0 && is_plural(doc, member) && class != SOURCE_ORGANIZATION &&
            class != SOURCE_MEDIA)
            return 0;
        if (own == 0 && is_plural(doc, member) && token_at(doc, member)->pos == POS_NOUN) return 0;
        voices += own > 0 ? own : 1;
    }
    if (is_one_of(doc, made->source, "they|we|their|our|some|many|others|most|those")) {
        return class == SOURCE_ORGANIZATION || class == SOURCE_DOCUMENT ? 1 : 0;
    }
    return voices;
}

// ---- Access ------------------------------------------------------------------------------

static const char *const ACCESS[] = {
    "familiar with",        "with knowledge of",
    "briefed on",           "with direct knowledge",
    "close to the",         "not authorised to",
    "not authorized to",    "on condition of",
    "on the condition of",  "who asked not to be",
    "who declined to be",   "requesting anonymity",
    "involved in the",      "who requested anonymity",
    "speaking anonymously", "who spoke on condition",
    "with access to",       "privy to",
};

static span find_access(const reading *r, const draft *made) {
    const document *doc = r->doc;
    span            where = doc->sentences.at[token_at(doc, made->source)->sentence].where;
    str             text = text_of(doc, where);
    uint32_t        from = doc->tokens.at[made->source_words.begin].where.begin - where.begin;
    for (size_t i = 0; i < sizeof ACCESS / sizeof *ACCESS; i++) {
        int64_t at = find_str(text, str_of(ACCESS[i]), from);
        if (at < 0) continue;
        int begin = first_token_after(doc, where.begin + (uint32_t)at);
        int end = begin;
        while (end < doc->tokens.count && token_at(doc, end)->where.end <= where.end) {
            const token *t = token_at(doc, end);
            bool is_end = t->tag == TAG_COMMA || t->tag == TAG_PERIOD || t->tag == TAG_COLON ||
                          r->quote_of[end] >= 0 || end == made->cue;
            if (is_end) break;
            end++;
        }
        return span_of_tokens(doc, begin, end);
    }
    return (span){0, 0};
}

// ---- Who was told ------------------------------------------------------------------------

static reference make_reference(const document *doc, span where) {
    return (reference){where, is_empty_span(where) ? NO_ID : entity_of_span(doc, where)};
}

static int child_of(const document *doc, int head, dep_label dep, const char *words) {
    for (int c = next_child(doc, head, -1); c >= 0; c = next_child(doc, head, c)) {
        if (token_at(doc, c)->dep == dep && c > head && is_one_of(doc, c, words)) return c;
    }
    return -1;
}

static bool is_in_content(const draft *made, int i) {
    for (int p = 0; p < made->content.count; p++) {
        if (is_in_range(i, made->content.at[p])) return true;
    }
    return false;
}

// "told reporters", "warned Iran that", "said to the council".
static int told_head(const document *doc, const draft *made) {
    int told = find_child(doc, made->cue, DEP_DATIVE);
    if (told >= 0 && token_at(doc, told)->pos == POS_ADP) told = find_child(doc, told, DEP_POBJ);
    bool takes_person = (made->row->frames & (TAKES_OBJECT_CLAUSE | TAKES_OBJECT_INFINITIVE)) != 0;
    if (told < 0 && takes_person) told = find_child(doc, made->cue, DEP_DOBJ);
    if (told < 0 && takes_person && is_passive(doc, made->cue))
        told = find_child(doc, made->cue, DEP_NSUBJPASS);
    if (told < 0) {
        int to = child_of(doc, made->cue, DEP_PREP, "to");
        told = to < 0 ? -1 : find_child(doc, to, DEP_POBJ);
    }
    return told >= 0 && !is_in_content(made, told) ? told : -1;
}

static void fill_told(const reading *r, const draft *made, statement *said) {
    const document *doc = r->doc;
    token_range     words = made->addressee;
    if (is_empty_range(words) && made->row->kind == CUE_VERB) {
        int told = told_head(doc, made);
        if (told >= 0) words = source_range(r, told, -1);
    }
    if (is_empty_range(words)) return;
    reference told = make_reference(doc, span_of_tokens(doc, words.begin, words.end));
    bool      is_media = is_outlet(r, words) ||
                    (told.entity != NO_ID && doc->entities.at[told.entity].type == ENTITY_MEDIA);
    if (is_media)
        said->via = told;
    else
        said->addressee = told;
}

// ---- When --------------------------------------------------------------------------------

static int verb_above(const document *doc, int i) {
    for (int head = token_at(doc, i)->head; head != i; i = head, head = token_at(doc, i)->head) {
        if (is_verb(doc, head)) return head;
    }
    return -1;
}

static int find_time(const document *doc, const draft *made, span sentence_span) {
    int found = NO_ID;
    for (int i = 0; i < doc->times.count && found == NO_ID; i++) {
        const time_expression *t = &doc->times.at[i];
        if (t->where.begin >= sentence_span.end) break;
        if (t->where.begin < sentence_span.begin) continue;
        if (t->type != TIME_DATE && t->type != TIME_TIME) continue;
        int head = head_of_range(doc, tokens_in_span(doc, t->where));
        if (head < 0 || is_in_content(made, head)) continue;
        if (verb_above(doc, head) == made->cue) found = i;
    }
    return found;
}

// ---- Form --------------------------------------------------------------------------------

static statement_form form_of(const reading *r, const draft *made) {
    int quoted = 0, words = 0;
    int own = made->cue >= 0 ? r->quote_of[made->cue] : -1;
    for (int p = 0; p < made->content.count; p++) {
        for (int i = made->content.at[p].begin; i < made->content.at[p].end; i++) {
            const pos_label pos = token_at(r->doc, i)->pos;
            if (pos == POS_PUNCT || pos == POS_SPACE) continue;
            words++;
            quoted += r->quote_of[i] >= 0 && r->quote_of[i] != own;
        }
    }
    if (words == 0) return made->row ? made->row->form : FORM_DIRECT;
    return quoted == words ? FORM_DIRECT : quoted > 0 ? FORM_MIXED : FORM_INDIRECT;
}

void fill_fields(const reading *r, const draft *made, statement *said) {
    document *doc = r->doc;
    said->form = form_of(r, made);
    said->class = SOURCE_NONE;
    said->time = NO_ID;
    if (made->source >= 0) {
        said->source = make_reference(
            doc, span_of_tokens(doc, made->source_words.begin, made->source_words.end));
        said->class = class_of_source(r, made);
        said->count = count_voices(r, made, said->class);
        bool is_unnamed = said->class == SOURCE_UNNAMED_OFFICIAL ||
                          said->class == SOURCE_UNNAMED_MEMBER ||
                          said->class == SOURCE_UNNAMED_OTHER || said->class == SOURCE_GROUP ||
                          said->class == SOURCE_PERSON;
        if (is_unnamed) said->access = find_access(r, made);
    }
    if (made->cue < 0) return;
    fill_told(r, made, said);
    if (!is_empty_range(made->target)) {
        reference target =
            make_reference(doc, span_of_tokens(doc, made->target.begin, made->target.end));
        PUSH_IN(&doc->memory, &said->targets, target);
    }
    said->time = find_time(doc, made, doc->sentences.at[token_at(doc, made->cue)->sentence].where);
}
