// names.c - where the report names somebody: what the gazetteer knows first, longest match at each
// token, then what the model has found, cleaned.
//
// The model's borders are often off by a title, a possessive or a date ("the Israeli Prime Minister
// Benjamin Netanyahu Wednesday's"); a known name is never cut by them. Inside a longer name a known
// one counts only where it says whose that is ("Gaza Health Ministry", "Bank of Israel").
#include "entity/entity_internal.h"
#include "entity/spelling.h"

int add_found(entity_work *w, found made) {
    int at = w->found.count;
    made.actor = -1;
    PUSH_IN(w->scratch, &w->found, made);
    for (int i = made.tokens.begin; i < made.tokens.end && !made.is_nested; i++) {
        w->covering[i] = at;
    }
    w->headed[made.head] = at;
    return at;
}

bool is_date_word(str word) {
    static const char *const names[] = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",   "Saturday",
        "Sunday", "January", "February",  "March",    "April",    "June",
        "July",   "August",  "September", "October",  "November", "December",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (same(word, str_of(names[i]))) return true;
    }
    return false;
}

static bool names_actors(name_label label) {
    switch ((int)label) {
    case NAME_PERSON:
    case NAME_NORP:
    case NAME_FAC:
    case NAME_ORG:
    case NAME_GPE:
    case NAME_LOC:
    case NAME_PRODUCT:
    case NAME_WORK_OF_ART:
        return true;
    default:
        return false;
    }
}

static bool is_lower_word(str word) {
    return word.size > 0 && is_lower(word.at[0]) && !starts_with(word, STR("al-"));
}

// ---- Known names -------------------------------------------------------------------------

static const named_entity *name_around(const entity_work *w, const int *name_at, int place) {
    return name_at[place] < 0 ? NULL : &w->doc->names.at[name_at[place]];
}

static bool is_possessive(const document *doc, int place) {
    return place < doc->tokens.count && doc->tokens.at[place].tag == TAG_POS;
}

// Inside a longer name of the model: whose it is, or a piece that means nothing.
typedef enum { STANDS_ALONE, IS_OWNER, IS_PIECE } standing;

static standing stand_in_name(const entity_work *w, const named_entity *name, token_range known,
                              form_kind kind) {
    const document *doc = w->doc;
    if (!name || !names_actors(name->label)) return STANDS_ALONE;
    bool begins = known.begin <= name->tokens.begin, ends = known.end >= name->tokens.end;
    if (begins && ends) return STANDS_ALONE;
    if (kind == FORM_ADJECTIVE && known.end < name->tokens.end && is_title(w, known.end)) {
        return STANDS_ALONE;
    }
    if (name->label == NAME_PERSON) return is_possessive(doc, known.end) ? STANDS_ALONE : IS_PIECE;
    if (is_possessive(doc, known.end) && known.end + 1 >= name->tokens.end) return STANDS_ALONE;
    bool is_first =
        known.begin == name->tokens.begin || (known.begin == name->tokens.begin + 1 &&
                                              doc->tokens.at[name->tokens.begin].pos == POS_DET);
    bool is_word_next = known.end < name->tokens.end && is_lower_word(token_text(doc, known.end));
    if (is_first && (ends || is_word_next)) return STANDS_ALONE; // "AFP news"
    bool is_after_of = known.begin > 0 && is_token(doc, known.begin - 1, "of");
    return is_first || is_after_of ? IS_OWNER : IS_PIECE;
}

// "Water UK": a body that works there.
static bool is_branch(const entity_work *w, token_range tokens) {
    const document *doc = w->doc;
    int             front = tokens.begin - 1;
    str             name = text_of(doc, span_of_tokens(doc, tokens.begin, tokens.end));
    int             like = is_all_capitals(name) ? find_known_form(&w->rules->names, name) : -1;
    if (front < 0 || like < 0 || w->rules->names.forms.at[like].kind != FORM_NAME) return false;
    const token *t = token_at(doc, front);
    return w->rules->names.known.at[w->rules->names.forms.at[like].entry].is_country &&
           t->pos == POS_PROPN && t->head == tokens.begin && t->dep == DEP_COMPOUND &&
           t->label == NAME_NONE;
}

static bool is_noun_like(const token *t) {
    return t->pos == POS_PROPN || t->pos == POS_NOUN || t->label != NAME_NONE;
}

static bool fits_form(const entity_work *w, token_range tokens, form_kind kind) {
    const token *last = token_at(w->doc, tokens.end - 1);
    if (kind == FORM_ADJECTIVE) return is_noun_like(last) || last->pos == POS_ADJ;
    if (tokens.end - tokens.begin > 1) return true;
    // "Sana'a": no word of the language is written so, whatever the tagger takes it for.
    bool is_foreign = find_char(token_text(w->doc, tokens.begin), '\'', 1) > 0;
    return is_foreign || is_noun_like(last);
}

static bool is_modifier(const token *t) {
    return t->dep == DEP_AMOD || t->dep == DEP_COMPOUND || t->dep == DEP_NMOD || t->dep == DEP_POSS;
}

// "The Australian government": no outlet of this name.
static bool is_adjective_behind_the(const entity_work *w, token_range tokens) {
    const token *t = token_at(w->doc, tokens.end - 1);
    int          like = find_known_form(&w->rules->names, text_of(w->doc, t->where));
    return tokens.end - tokens.begin == 2 && is_one_of(w->doc, tokens.begin, "the") && like >= 0 &&
           w->rules->names.forms.at[like].kind == FORM_ADJECTIVE && is_modifier(t) &&
           t->head >= tokens.end;
}

static void add_known(entity_work *w, token_range tokens, int number, bool is_nested) {
    const known_form *of = &w->rules->names.forms.at[number];
    const known_name *entry = &w->rules->names.known.at[of->entry];
    int               head = head_of_range(w->doc, tokens);
    const token      *t = token_at(w->doc, head);
    found             made = {.tokens = tokens,
                              .head = head,
                              .label = t->label,
                              .known = of->entry,
                              .form = of->kind,
                              .is_nested = is_nested,
                              .owner = -1,
                              .body = entry->body,
                              .name = text_of(w->doc, span_of_tokens(w->doc, tokens.begin, tokens.end))};
    if (of->kind == FORM_ADJECTIVE && !is_modifier(t) && !is_nested) {
        bool is_one = find_child(w->doc, head, DEP_DET) >= 0 &&
                      !is_token(w->doc, t->left_edge, "the") &&
                      !is_token(w->doc, t->left_edge, "The");
        if (is_one || t->pos == POS_ADJ) return; // "an Afghan"; "it is French"
        made.is_people = true;
    }
    if (of->kind == FORM_PEOPLE) made.is_people = true;
    if (is_nested && w->headed[head] >= 0) return;
    add_found(w, made);
}

static int *list_name_places(const entity_work *w) {
    int *name_at = NEW_IN(w->scratch, int, w->doc->tokens.count + 1);
    for (int i = 0; i < w->doc->tokens.count; i++) {
        name_at[i] = -1;
    }
    for (int n = 0; n < w->doc->names.count; n++) {
        token_range tokens = w->doc->names.at[n].tokens;
        for (int i = tokens.begin; i < tokens.end; i++) {
            name_at[i] = n;
        }
    }
    return name_at;
}

static void collect_known(entity_work *w, const int *name_at) {
    const document *doc = w->doc;
    for (int i = 0; i < doc->tokens.count;) {
        int number = -1, count = match_known(&w->rules->names, doc, i, &number);
        if (count == 0) {
            i++;
            continue;
        }
        form_kind           kind = w->rules->names.forms.at[number].kind;
        token_range         tokens = {i, i + count};
        const named_entity *name = name_around(w, name_at, i);
        standing            stands = stand_in_name(w, name, tokens, kind);
        bool                is_other = is_branch(w, tokens) || is_adjective_behind_the(w, tokens);
        if (stands == IS_PIECE || !fits_form(w, tokens, kind) || is_other) {
            i++;
            continue;
        }
        add_known(w, tokens, number, stands == IS_OWNER);
        i += count;
    }
}

// ---- The model's names -------------------------------------------------------------------

static bool is_cut_behind(const document *doc, int i) {
    const token *t = token_at(doc, i);
    return t->tag == TAG_POS || t->pos == POS_PUNCT || t->pos == POS_SPACE || t->pos == POS_ADP ||
           is_date_word(token_text(doc, i));
}

static bool is_cut_in_front(const document *doc, int i) {
    const token *t = token_at(doc, i);
    return t->pos == POS_DET || t->pos == POS_PUNCT || t->pos == POS_SPACE || t->pos == POS_ADP ||
           t->tag == TAG_POS || t->tag == TAG_PRPS;
}

static char gender_of_title(const entity_work *w, int i) {
    uint32_t honorific = find_in_table(&w->rules->honorifics, token_text(w->doc, i));
    if (honorific != NOT_IN_TABLE && honorific) return (char)honorific;
    const actor_noun *noun = find_noun(w, i);
    return noun && noun->class == NOUN_PERSON && noun->mark.size ? noun->mark.at[0] : 0;
}

// A title must leave a name behind: "Pope Francis" is "Francis", but "King" alone stays.
static void cut_titles(const entity_work *w, found *made) {
    const document *doc = w->doc;
    while (made->tokens.end - made->tokens.begin > 1) {
        int  i = made->tokens.begin;
        bool is_cut = is_title(w, i) || doc->tokens.at[i].pos == POS_PUNCT ||
                      (w->headed[i] >= 0 && w->found.at[w->headed[i]].form == FORM_ADJECTIVE);
        if (!is_cut) return;
        if (is_title(w, i) && !made->gender) made->gender = gender_of_title(w, i);
        if (is_title(w, i)) made->is_clear = true;
        made->tokens.begin++;
    }
}

static bool is_covered(const entity_work *w, token_range tokens) {
    for (int i = tokens.begin; i < tokens.end; i++) {
        if (w->covering[i] >= 0) return true;
    }
    return false;
}

// Leaves out what a known name covers at either end.
static void cut_known(const entity_work *w, token_range *tokens) {
    while (tokens->begin < tokens->end && w->covering[tokens->begin] >= 0) {
        tokens->begin++;
    }
    while (tokens->begin < tokens->end && w->covering[tokens->end - 1] >= 0) {
        tokens->end--;
    }
}

static bool goes_on(const document *doc, int i) {
    return i < doc->tokens.count && doc->tokens.at[i].label != NAME_NONE &&
           !doc->tokens.at[i].starts_name;
}

// "Helena" taken for a place in front of a surname without a label: one name.
static void join_surname(const entity_work *w, found *made) {
    const document *doc = w->doc;
    int             i = made->tokens.begin, next = made->tokens.end;
    bool            is_double = next == i + 3 && is_token(doc, i + 1, "-"); // "Jean-Marc"
    if ((next != i + 1 && !is_double) || next >= doc->tokens.count || w->covering[next] >= 0)
        return;
    const token *t = token_at(doc, next);
    bool         is_alone = t->label == NAME_NONE || (t->starts_name && !goes_on(doc, next + 1));
    bool         is_surname = t->pos == POS_PROPN && is_alone && !t->starts_sentence &&
                      is_capitalised(token_text(doc, next)) && doc->tokens.at[i].head == next;
    str first = fold_name(w->scratch, token_text(doc, i));
    if (!is_surname || find_noun(w, next)) return;
    if (find_in_table(&w->rules->first_names, first) == NOT_IN_TABLE) return;
    made->tokens.end = next + 1;
    made->label = NAME_PERSON;
}

static bool is_given_name(const entity_work *w, str word) {
    str     folded = fold_name(w->scratch, word);
    int64_t hyphen = find_char(word, '-', 0);
    bool    is_double = hyphen > 0 && (size_t)hyphen + 1 < word.size && is_capitalised(word) &&
                     is_lower(word.at[hyphen + 1]); // "Man-kei"
    return is_double || find_in_table(&w->rules->first_names, folded) != NOT_IN_TABLE;
}

static bool has_title_in_front(const entity_work *w, int begin) {
    enum { MOST_WORDS = 6 };
    for (int i = begin - 1; i >= 0 && begin - i <= MOST_WORDS; i--) {
        const token *t = token_at(w->doc, i);
        bool         is_inside = t->pos == POS_ADP || t->pos == POS_PROPN || t->pos == POS_NOUN ||
                         t->pos == POS_ADJ || t->pos == POS_DET || t->tag == TAG_POS;
        if (!is_inside) return false;
        if (is_person_noun(w, i) && !is_plural_token(w->doc, i)) return true;
    }
    return false;
}

// "Ambassador at Large on War Crimes Mara Oden": behind a title the end of a long name is a person.
static void cut_to_person(const entity_work *w, found *made) {
    enum { FEWEST_WORDS = 4 };
    int begin = made->tokens.end - 2;
    if (made->label == NAME_PERSON || begin - made->tokens.begin < FEWEST_WORDS - 2) return;
    str  last = fold_name(w->scratch, token_text(w->doc, begin + 1));
    bool is_name = is_given_name(w, token_text(w->doc, begin)) &&
                   token_at(w->doc, begin + 1)->pos == POS_PROPN &&
                   find_in_table(&w->rules->name_types, last) == NOT_IN_TABLE;
    bool is_cut_off = is_token(w->doc, begin - 1, "-"); // "Alon-Lee Green"
    if (!is_name || is_cut_off || !has_title_in_front(w, made->tokens.begin)) return;
    made->tokens.begin = begin;
    made->label = NAME_PERSON;
    made->is_clear = true;
}

static found clean_name(const entity_work *w, const named_entity *name) {
    const document *doc = w->doc;
    found           made = {.tokens = name->tokens, .label = name->label, .known = -1, .owner = -1};
    for (int i = made.tokens.begin + 1; i < made.tokens.end; i++) {
        if (doc->tokens.at[i].pos == POS_SPACE)
            made.tokens.end = i; // nobody's name goes over a gap
    }
    cut_known(w, &made.tokens);
    while (made.tokens.begin < made.tokens.end && is_cut_behind(doc, made.tokens.end - 1)) {
        made.tokens.end--;
    }
    while (made.tokens.begin < made.tokens.end && is_cut_in_front(doc, made.tokens.begin)) {
        made.tokens.begin++;
    }
    if (made.tokens.begin < made.tokens.end && name->label != NAME_ORG) cut_titles(w, &made);
    if (made.tokens.begin < made.tokens.end) join_surname(w, &made);
    cut_to_person(w, &made);
    if (made.tokens.begin < made.tokens.end && is_branch(w, made.tokens)) {
        made.tokens.begin--;
        made.label = NAME_ORG;
    }
    return made;
}

// A description of people in the plural ("Islamists"), as against "Islamist gunmen".
static bool is_people_name(const entity_work *w, const found *made) {
    const token *t = token_at(w->doc, made->head);
    return !is_modifier(t) && (t->tag == TAG_NNS || t->tag == TAG_NNPS || t->tag == TAG_NNP);
}

static void add_model_name(entity_work *w, const named_entity *name) {
    if (!names_actors(name->label)) return;
    const document *doc = w->doc;
    found           made = clean_name(w, name);
    if (made.tokens.begin >= made.tokens.end || is_covered(w, made.tokens)) return;
    made.head = head_of_range(doc, made.tokens);
    if (doc->tokens.at[made.head].sentence != doc->tokens.at[made.tokens.begin].sentence) return;
    if (made.tokens.end - made.tokens.begin == 1) {
        const actor_noun *noun = find_noun(w, made.head);
        bool              is_actor_word = noun && noun->class != NOUN_POPULATION;
        bool              is_word = is_lower_word(token_text(doc, made.head)) || is_actor_word;
        if (is_word) return;
    }
    if (doc->tokens.at[made.head].pos == POS_NUM) return;
    if (name->label == NAME_NORP && !is_people_name(w, &made)) return;
    made.is_people = name->label == NAME_NORP;
    made.name = text_of(doc, span_of_tokens(doc, made.tokens.begin, made.tokens.end));
    add_found(w, made);
}

// ---- Names in pieces ---------------------------------------------------------------------

// "[Velian President Tarin] Oden": what the editor put in brackets belongs to the name behind them.
static void join_over_bracket(entity_work *w, int bracket) {
    const document *doc = w->doc;
    int             left = w->covering[bracket - 1], next = bracket + 1;
    if (left < 0 || next >= doc->tokens.count || doc->tokens.at[next].pos != POS_PROPN) return;
    found *front = &w->found.at[left];
    int    right = w->covering[next], end = right < 0 ? next + 1 : w->found.at[right].tokens.end;
    bool   is_person =
        (front->label == NAME_PERSON || is_given_name(w, front->name)) && front->known < 0;
    bool is_surname = end == next + 1 && is_capitalised(token_text(doc, next));
    if (!is_person || !is_surname || (right >= 0 && w->found.at[right].known >= 0)) return;
    if (right >= 0) {
        w->headed[w->found.at[right].head] = -1;
        w->found.at[right].tokens.end = w->found.at[right].tokens.begin;
    }
    w->headed[front->head] = -1;
    front->name =
        join_str(w->scratch, join_str(w->scratch, front->name, STR(" ")), token_text(doc, next));
    front->tokens.end = end;
    front->head = next;
    w->headed[next] = left;
    w->covering[bracket] = w->covering[next] = left;
}

static void join_brackets(entity_work *w) {
    for (int i = 1; i < w->doc->tokens.count; i++) {
        if (is_token(w->doc, i, "]")) join_over_bracket(w, i);
    }
}

// "The Courier" of a report that also names the Velmouth Courier.
static void collect_short_outlets(entity_work *w) {
    const document *doc = w->doc;
    str_table       outlets = {0};
    for (int i = 0; i < w->found.count; i++) {
        const found *it = &w->found.at[i];
        bool is_outlet = it->known >= 0 && w->rules->names.known.at[it->known].type == ENTITY_MEDIA;
        if (is_outlet && count_words(it->name) > 1)
            add_to_table(w->scratch, &outlets, last_word(it->name), (uint32_t)it->known);
    }
    for (int i = 1; i < doc->tokens.count && outlets.count > 0; i++) {
        bool is_open = w->covering[i] < 0 && same_ignoring_case(token_text(doc, i - 1), STR("the"));
        if (!is_open || token_at(doc, i)->pos != POS_PROPN || is_modifier(token_at(doc, i)))
            continue;
        uint32_t known = find_in_table(&outlets, token_text(doc, i));
        if (known == NOT_IN_TABLE) continue;
        add_found(w, (found){.tokens = {i, i + 1},
                             .head = i,
                             .label = NAME_ORG,
                             .known = (int)known,
                             .owner = -1,
                             .name = token_text(doc, i)});
    }
}

// ---- Names that the model has missed -----------------------------------------------------

// A run of proper nouns without a label: kept when it does something, or bears a first name.
static void add_missed_name(entity_work *w, int begin, int end) {
    const document *doc = w->doc;
    found           made = {.tokens = {begin, end}, .label = NAME_NONE, .known = -1, .owner = -1};
    cut_titles(w, &made);
    cut_to_person(w, &made);
    made.head = head_of_range(doc, made.tokens);
    const token *t = token_at(doc, made.head);
    bool         is_subject = t->dep == DEP_NSUBJ || t->dep == DEP_NSUBJPASS;
    str          first = fold_name(w->scratch, token_text(doc, made.tokens.begin));
    bool         has_first_name = made.tokens.end - made.tokens.begin > 1 &&
                          find_in_table(&w->rules->first_names, first) != NOT_IN_TABLE;
    bool is_single_noun = find_noun(w, made.head) && !has_first_name;
    if (is_single_noun || is_modifier(t)) return;
    if (!is_subject && !has_first_name && !is_all_capitals(token_text(doc, made.head))) return;
    if (has_first_name) made.label = NAME_PERSON;
    made.name = text_of(doc, span_of_tokens(doc, made.tokens.begin, made.tokens.end));
    add_found(w, made);
}

static bool is_open_name(const entity_work *w, int i) {
    const token *t = token_at(w->doc, i);
    return t->pos == POS_PROPN && t->label == NAME_NONE && w->covering[i] < 0 &&
           is_capitalised(token_text(w->doc, i)) && !is_date_word(token_text(w->doc, i));
}

static void collect_missed(entity_work *w) {
    const document *doc = w->doc;
    for (int i = 0; i < doc->tokens.count;) {
        if (!is_open_name(w, i)) {
            i++;
            continue;
        }
        int end = i + 1;
        while (end < doc->tokens.count && is_open_name(w, end) &&
               !doc->tokens.at[end].starts_sentence) {
            end++;
        }
        add_missed_name(w, i, end);
        i = end;
    }
}

void collect_names(entity_work *w) {
    collect_known(w, list_name_places(w));
    collect_short_outlets(w);
    for (int n = 0; n < w->doc->names.count; n++) {
        add_model_name(w, &w->doc->names.at[n]);
    }
    collect_missed(w);
    join_brackets(w);
}
