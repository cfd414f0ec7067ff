// find.c - words that may name a place: what the model calls a place, and other names that stand
// where places stand.
//
//     Troops left   Velm , Ill. ,  for the  northern  Orlava region
//                   GPE    short            part      GPE    hint
//                      around
//
// A name is cut at its commas, and loses its article. What it may mean is asked later.
#include <stdlib.h>

#include "base/fold.h"
#include "extract/place/work.h"

enum { MOST_NAME_TOKENS = 10, MOST_BETWEEN = 32 };

// ---- Words around a name -----------------------------------------------------------------

static bool is_in_sentence(const document *doc, int at, int like) {
    return at >= 0 && at < doc->tokens.count &&
           doc->tokens.at[at].sentence == doc->tokens.at[like].sentence;
}

static place_hint hint_inside(const place_work *w, token_range range) {
    const document *doc = w->doc;
    place_hint      last = hint_of_word(&w->rules->kind_words, token_text(doc, range.end - 1));
    if (last != HINT_NONE && range.end - range.begin > 1) return last;
    bool is_long = range.end - range.begin > 1;
    return is_long ? hint_of_word(&w->rules->before_words, token_text(doc, range.begin))
                   : HINT_NONE;
}

// "the Orlava region", "Orlava province"; a plural is no part of a name. "The Damascus road" leads
// to the town; a street's own name has a capital.
static place_hint hint_behind(const place_work *w, token_range range) {
    if (!is_in_sentence(w->doc, range.end, range.begin)) return HINT_NONE;
    str        word = token_text(w->doc, range.end);
    place_hint hint = hint_of_word(&w->rules->kind_words, word);
    return hint == HINT_STREET && is_lower(word.at[0]) ? HINT_NONE : hint;
}

// "the province of Orlava"
static place_hint hint_in_front(const place_work *w, token_range range) {
    const document *doc = w->doc;
    int             of = range.begin - 1;
    if (!is_in_sentence(doc, of, range.begin) || !is_token(doc, of, "of")) return HINT_NONE;
    if (!is_in_sentence(doc, of - 1, range.begin)) return HINT_NONE;
    return hint_of_word(&w->rules->before_words, token_text(doc, of - 1));
}

static bool is_direction(const place_work *w, int place) {
    str word = token_text(w->doc, place);
    return word.size > 0 && hint_of_word(&w->rules->direction_words, word) == HINT_NONE &&
           find_in_table(&w->rules->direction_words, w->doc->tokens.at[place].norm) != NOT_IN_TABLE;
}

// "northern Orlava", "near Orlava", "south of Orlava".
static bool is_part_of(const place_work *w, token_range range) {
    const document *doc = w->doc;
    int             before = range.begin - 1;
    if (is_in_sentence(doc, before, range.begin) && is_token(doc, before, "the")) before--;
    if (!is_in_sentence(doc, before, range.begin)) return false;
    if (is_direction(w, before)) return true;
    return is_token(doc, before, "of") && is_in_sentence(doc, before - 1, range.begin) &&
           is_direction(w, before - 1);
}

// "the Orl", not "the Orlava road", whose article is the road's.
static bool has_article(const place_work *w, token_range range, int head) {
    const document *doc = w->doc;
    for (int i = next_child(doc, head, -1); i >= 0 && i < range.end; i = next_child(doc, head, i)) {
        if (doc->tokens.at[i].dep == DEP_DET && is_token(doc, i, "the")) return true;
    }
    return is_in_sentence(doc, range.begin - 1, range.begin) && range.end == head + 1 &&
           is_token(doc, range.begin - 1, "the") && doc->tokens.at[range.begin - 1].head == head;
}

// ---- Spots -------------------------------------------------------------------------------

static bool is_blank_token(const document *doc, int i) {
    const token *t = &doc->tokens.at[i];
    str          word = token_text(doc, i);
    if (word.size == 1 && find_str(STR("()[]{}"), word, 0) >= 0) return true;
    return t->pos == POS_PUNCT || t->pos == POS_SPACE || t->tag == TAG_POS || t->pos == POS_DET ||
           t->pos == POS_ADP || t->pos == POS_CCONJ;
}

static token_range trim_range(const document *doc, token_range range) {
    while (range.begin < range.end && is_blank_token(doc, range.begin)) {
        range.begin++;
    }
    while (range.begin < range.end && is_blank_token(doc, range.end - 1)) {
        range.end--;
    }
    return range;
}

// "W.Va." is three letters and two points, however it was cut; a point that ends the sentence as
// well belongs to the short form.
static int find_short(const place_work *w, span *where) {
    str      text = w->doc->text;
    uint32_t row = NOT_IN_TABLE;
    if (where->end < text.size && text.at[where->end] == '.') {
        span longer = {where->begin, where->end + 1};
        row = find_in_table(&w->rules->short_words, slice_span(text, longer));
        if (row != NOT_IN_TABLE) *where = longer;
    }
    if (row == NOT_IN_TABLE) row = find_in_table(&w->rules->short_words, slice_span(text, *where));
    return row == NOT_IN_TABLE ? -1 : (int)row;
}

static bool is_place_label(name_label label) {
    return label == NAME_GPE || label == NAME_LOC || label == NAME_FAC;
}

static bool is_glued_by_hyphen(const document *doc, int i) {
    str word = token_text(doc, i);
    return same(word, STR("-")) && i > 0 &&
           doc->tokens.at[i - 1].where.end == doc->tokens.at[i].where.begin &&
           doc->tokens.at[i].where.end == doc->tokens.at[i + 1].where.begin;
}

static bool is_listed_whole(const place_work *w, token_range range) {
    char        key[LONGEST_PLACE_KEY];
    token_range trimmed = trim_range(w->doc, range);
    if (range.begin >= range.end || trimmed.begin != range.begin || trimmed.end != range.end) {
        return false;
    }
    str    words = text_of(w->doc, span_of_tokens(w->doc, range.begin, range.end));
    size_t size = make_place_key(words, key, sizeof key);
    int    first;
    if (size == 0) return false;
    if (has_key(&w->rules->listed_keys, (str){key, size})) return true;
    bool is_compound = range.end - range.begin > 2 && w->rules->world &&
                       (is_glued_by_hyphen(w->doc, range.end - 2) ||
                        w->doc->tokens.at[range.end - 2].tag == TAG_POS);
    return is_compound && find_in_atlas(w->rules->world, (str){key, size}, &first) > 0;
}

// "Jabalia" of "Jabalia refugee camp" and "Sahel" of "central Sahel", where our list knows the
// whole; "Orekhovo" of "Orekhovo-Zuyevo" and "Cox" of "Cox's Bazar", where the atlas does.
static token_range lengthen(const place_work *w, token_range range) {
    enum { MOST_MORE = 4, MOST_BEFORE = 1 };
    for (int more = MOST_MORE; more >= 0; more--) {
        for (int before = MOST_BEFORE; before >= 0; before--) {
            token_range longer = {range.begin - before, range.end + more};
            if (more + before == 0) return range;
            if (is_in_sentence(w->doc, longer.begin, range.begin) &&
                is_in_sentence(w->doc, longer.end - 1, range.begin) && is_listed_whole(w, longer)) {
                return longer;
            }
        }
    }
    return range;
}

// "R-" of "Ana Ruiz, R-Velm": a party, and where its member sits.
static bool is_party(const document *doc, int i) {
    static const char *const parties[] = {"D", "R", "I", "DFL"};
    if (i < 0 || i + 2 >= doc->tokens.count || !is_glued_by_hyphen(doc, i + 1)) return false;
    for (size_t k = 0; k < sizeof parties / sizeof *parties; k++) {
        if (is_token(doc, i, parties[k])) return true;
    }
    return false;
}

static void add_spot(place_work *w, token_range range, name_label label) {
    const document *doc = w->doc;
    range = trim_range(doc, range);
    while (range.end - range.begin > 2 && is_party(doc, range.begin)) {
        range.begin += 2;
    }
    if (range.begin < range.end && is_party(doc, range.begin - 2)) label = NAME_GPE;
    if (range.begin < range.end) range = lengthen(w, range);
    int size = range.end - range.begin;
    if (size <= 0 || size > MOST_NAME_TOKENS) return;
    spot made = {.where = span_of_tokens(doc, range.begin, range.end),
                 .head = head_of_range(doc, range),
                 .label = label,
                 .hint = hint_inside(w, range),
                 .is_unsure = !is_place_label(label),
                 .around = -1,
                 .sense = -1};
    made.short_row = find_short(w, &made.where);
    if (made.hint == HINT_NONE) {
        made.hint = hint_behind(w, range);
        made.is_told = made.hint != HINT_NONE && doc->tokens.at[range.end].dep != DEP_COMPOUND;
    }
    if (made.hint == HINT_NONE) {
        made.hint = hint_in_front(w, range);
        made.is_told = made.hint != HINT_NONE;
    }
    made.is_part = is_part_of(w, range);
    made.has_article = has_article(w, range, made.head);
    PUSH_IN(w->scratch, &w->spots, made);
}

// A name that runs over commas is several: "Velm, Illinois".
static void add_parts(place_work *w, token_range range, name_label label) {
    int begin = range.begin;
    for (int i = range.begin; i < range.end; i++) {
        if (!is_token(w->doc, i, ",")) continue;
        add_spot(w, (token_range){begin, i}, label);
        begin = i + 1;
    }
    add_spot(w, (token_range){begin, range.end}, label);
}

// ---- Places in names of bodies -----------------------------------------------------------

static bool is_known_name(const place_work *w, token_range range) {
    char   key[LONGEST_PLACE_KEY];
    str    words = text_of(w->doc, span_of_tokens(w->doc, range.begin, range.end));
    size_t size = make_place_key(words, key, sizeof key);
    int    first = 0;
    if (size == 0 || !w->rules->world) return false;
    if (has_word_of(&w->rules->body_words, words) ||
        has_word_of(&w->rules->direction_words, words) ||
        hint_of_word(&w->rules->kind_words, words) != HINT_NONE) {
        return false;
    }
    return find_in_atlas(w->rules->world, (str){key, size}, &first) > 0;
}

// "Velm Police Department", "Tarn County Health Board": the longest place that such a name begins
// with, in front of a word that says whom the body serves.
static bool add_of_body(place_work *w, token_range range, name_label label) {
    enum { MOST_PLACE_TOKENS = 4 };
    range = trim_range(w->doc, range);
    int most = range.end - 1 - range.begin;
    for (int size = most < MOST_PLACE_TOKENS ? most : MOST_PLACE_TOKENS; size > 0; size--) {
        token_range part = {range.begin, range.begin + size};
        bool        serves = has_word_of(&w->rules->body_words, token_text(w->doc, part.end));
        if (!serves || !is_known_name(w, part)) continue;
        int before = w->spots.count;
        add_spot(w, part, label);
        if (w->spots.count > before) w->spots.at[before].is_of_body = true;
        return true;
    }
    return false;
}

static bool is_in_dateline(const document *doc, int i) {
    return is_inside(doc->tokens.at[i].where, doc->dateline.where);
}

static bool may_hold_place(name_label label) {
    switch (label) {
    case NAME_GPE:
    case NAME_LOC:
    case NAME_FAC:
    case NAME_ORG:
    case NAME_PERSON:
    case NAME_NORP:
    case NAME_PRODUCT:
    case NAME_EVENT:
    case NAME_WORK_OF_ART:
        return true;
    default:
        return false;
    }
}

static void find_names(place_work *w) {
    const document *doc = w->doc;
    for (int i = 0; i < doc->names.count; i++) {
        const named_entity *name = &doc->names.at[i];
        // "Fordow" as a law, "Ta'izz" as a time: where our list knows better.
        bool is_listed = is_listed_whole(w, trim_range(doc, name->tokens));
        if (!may_hold_place(name->label) && !is_listed) continue;
        if (is_in_dateline(doc, name->tokens.begin)) continue;
        bool is_body = name->label == NAME_ORG || name->label == NAME_PERSON;
        if (is_body && add_of_body(w, name->tokens, name->label)) continue;
        add_parts(w, name->tokens, name->label);
    }
}

// "Velm, OK": a word of another kind everywhere else.
static bool is_short_behind_comma(const place_work *w, int i) {
    const document *doc = w->doc;
    return i > 1 && is_token(doc, i - 1, ",") && doc->tokens.at[i - 2].pos == POS_PROPN &&
           doc->tokens.at[i].label == NAME_NONE &&
           has_key(&w->rules->short_words, token_text(doc, i));
}

static bool is_unnamed(const document *doc, int i) {
    const token *t = &doc->tokens.at[i];
    return t->pos == POS_PROPN && t->label == NAME_NONE && !is_in_dateline(doc, i);
}

// Proper nouns that the model did not see a name in.
static void find_unnamed(place_work *w) {
    const document *doc = w->doc;
    for (int i = 0; i < doc->tokens.count; i++) {
        if (!is_unnamed(doc, i) && !is_short_behind_comma(w, i)) continue;
        int end = i + 1;
        while (end < doc->tokens.count && is_unnamed(doc, end) && is_in_sentence(doc, end, i)) {
            end++;
        }
        add_spot(w, (token_range){i, end}, NAME_NONE);
        i = end - 1;
    }
}

// "KARSA/VELM, Orlava": parts between slashes and commas.
static void find_in_dateline(place_work *w) {
    span line = w->doc->dateline.place;
    str  text = text_of(w->doc, line);
    for (size_t begin = 0, i = 0; i <= text.size && !is_empty_span(line); i++) {
        if (i < text.size && text.at[i] != '/' && text.at[i] != ',') continue;
        str part = trim(slice(text, begin, i));
        begin = i + 1;
        if (part.size == 0) continue;
        uint32_t at = (uint32_t)(part.at - w->doc->text.at);
        spot     made = {.where = {at, at + (uint32_t)part.size},
                         .head = -1,
                         .label = NAME_GPE,
                         .is_dateline = true,
                         .around = -1,
                         .sense = -1};
        made.short_row = find_short(w, &made.where);
        PUSH_IN(w->scratch, &w->spots, made);
    }
}

// ---- What lies in what -------------------------------------------------------------------

// Between a name and the area it is said to lie in: a comma, "in", a bracket, with directions.
static bool is_holding(const place_work *w, str between) {
    bool has_link = false;
    if (between.size > MOST_BETWEEN) return false;
    for (size_t i = 0; i < between.size;) {
        char   c = between.at[i];
        size_t end = i + 1;
        while (is_letter(c) && end < between.size &&
               (is_letter(between.at[end]) || between.at[end] == '-')) {
            end++;
        }
        str word = slice(between, i, end);
        i = end;
        bool is_link = c == ',' || c == '(' || same(word, STR("in"));
        has_link |= is_link;
        if (is_link || c == ' ' || same(word, STR("the"))) continue;
        if (find_in_table(&w->rules->direction_words, word) == NOT_IN_TABLE) return false;
    }
    return has_link;
}

static int by_position(const void *a, const void *b) {
    const spot *left = a, *right = b;
    if (left->where.begin != right->where.begin) {
        return left->where.begin < right->where.begin ? -1 : 1;
    }
    return (left->where.end < right->where.end) - (left->where.end > right->where.end);
}

// "Velm, Orlava and Tarn" is a list; "Velm, Orlava, a truck" is none, though it may be read as one.
static bool is_listed_with(const place_work *w, const spot *next) {
    enum { LONGEST_LIST = 8 };
    const document *doc = w->doc;
    bool            is_one = next->head >= 0 && doc->tokens.at[next->head].dep == DEP_CONJ;
    if (!is_one || next->short_row >= 0) return false;
    int at = doc->tokens.at[next->head].head;
    for (int steps = 0; steps < LONGEST_LIST && at >= 0 && doc->tokens.at[at].pos == POS_PROPN;
         steps++) {
        if (find_child(doc, at, DEP_CC) >= 0) return true;
        at = find_child(doc, at, DEP_CONJ);
    }
    return false;
}

// Sorts the spots, drops those inside another, and sees which lie in the next one.
static void order_spots(place_work *w) {
    spot_list *spots = &w->spots;
    int        kept = 0;
    if (spots->count > 1) {
        qsort(spots->at, (size_t)spots->count, sizeof *spots->at, by_position);
    }
    for (int i = 0; i < spots->count; i++) {
        if (kept > 0 && spots->at[i].where.begin < spots->at[kept - 1].where.end) continue;
        spots->at[kept++] = spots->at[i];
    }
    spots->count = kept;
    for (int i = 0; i + 1 < kept; i++) {
        spot *here = &spots->at[i], *next = &spots->at[i + 1];
        str   between = slice(w->doc->text, here->where.end, next->where.begin);
        if (is_listed_with(w, next)) continue;
        if (here->is_dateline == next->is_dateline && is_holding(w, between)) {
            here->around = i + 1;
            next->is_around = true;
        }
    }
}

static void note_persons(place_work *w) {
    const document *doc = w->doc;
    for (int i = 0; i < doc->names.count; i++) {
        token_range range = trim_range(doc, doc->names.at[i].tokens);
        if (doc->names.at[i].label != NAME_PERSON || range.end - range.begin < 2) continue;
        add_to_table(w->scratch, &w->person_names, token_text(doc, range.begin), 1);
        add_to_table(w->scratch, &w->person_names, token_text(doc, range.end - 1), 1);
    }
}

// The short form of a region is another name than the region's own: it means nothing else.
static str key_of_spot(const place_work *w, const spot *s) {
    if (s->short_row < 0) return key_of_words(w->scratch, text_of(w->doc, s->where));
    const short_form *brief = &w->rules->shorts.at[s->short_row];
    return join_str(w->scratch, join_str(w->scratch, brief->country, STR("/")), brief->region);
}

void find_spots(place_work *w) {
    note_persons(w);
    find_in_dateline(w);
    find_names(w);
    find_unnamed(w);
    order_spots(w);
    for (int i = 0; i < w->spots.count; i++) {
        w->spots.at[i].key = key_of_spot(w, &w->spots.at[i]);
    }
}
