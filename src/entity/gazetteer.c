// gazetteer.c - the files of names, and the longest match at a token.
#include "entity/gazetteer.h"

#include <assert.h>

#include "entity/spelling.h"
#include "lexicon/lexicon.h"

enum { MOST_TOKENS = 9, MOST_BYTES = 96 };

static void add_forms(arena *a, gazetteer *names, str phrases, known_form like) {
    while (phrases.at) {
        str phrase = cut_at(&phrases, '|');
        if (phrase.size == 0) continue;
        known_form made = like;
        if (made.kind == FORM_SEAT && phrase.at[0] == '*') {
            made.kind = FORM_BUILDING;
            phrase = slice(phrase, 1, phrase.size);
        }
        if (add_to_table(a, &names->phrases, phrase, (uint32_t)names->forms.count)) {
            PUSH_IN(a, &names->forms, made);
        }
    }
}

static void read_countries(arena *a, gazetteer *names) {
    data_rows rows = open_rows("countries.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        int entry = names->known.count;
        PUSH_IN(a, &names->known,
                ((known_name){.name = row.fields[1],
                              .type = ENTITY_GOVERNMENT,
                              .code = row.fields[0],
                              .is_country = true}));
        add_to_table(a, &names->codes, row.fields[0], (uint32_t)entry);
        add_forms(a, names, row.fields[1], (known_form){entry, FORM_NAME});
        add_forms(a, names, row.fields[2], (known_form){entry, FORM_NAME});
        add_forms(a, names, row.fields[3], (known_form){entry, FORM_ADJECTIVE});
        add_forms(a, names, row.fields[4], (known_form){entry, FORM_PEOPLE});
        add_forms(a, names, row.fields[5], (known_form){entry, FORM_SEAT});
    }
}

static entity_type type_of_row(const data_row *row) {
    for (int type = 0; type <= (int)ENTITY_OTHER; type++) {
        if (same(row->fields[0], str_of(name_of_entity_type((entity_type)type)))) {
            return (entity_type)type;
        }
    }
    assert(false && "the first column holds a type of the record");
    return ENTITY_OTHER;
}

static void read_bodies(arena *a, gazetteer *names, const char *file) {
    data_rows rows = open_rows(file);
    data_row  row;
    while (next_row(&rows, &row)) {
        int entry = names->known.count;
        PUSH_IN(a, &names->known,
                ((known_name){.name = row.fields[1],
                              .type = type_of_row(&row),
                              .code = row.fields[3],
                              .body = row.fields[4]}));
        add_forms(a, names, row.fields[1], (known_form){entry, FORM_NAME});
        add_forms(a, names, row.fields[2], (known_form){entry, FORM_NAME});
        add_forms(a, names, row.fields[5], (known_form){entry, FORM_SEAT});
    }
}

void open_gazetteer(arena *a, gazetteer *names) {
    read_countries(a, names);
    read_bodies(a, names, "groups.tsv");
    read_bodies(a, names, "bodies.tsv");
    read_bodies(a, names, "media.tsv");
}

int find_known_form(const gazetteer *names, str phrase) {
    char   key[MOST_BYTES];
    size_t size = 0;
    if (phrase.size > MOST_BYTES) return -1;
    for (size_t i = 0; i < phrase.size; i++) {
        // U+2019, the curly apostrophe, is e2 80 99.
        if (i + 2 < phrase.size && memcmp(phrase.at + i, "\xe2\x80\x99", 3) == 0) {
            key[size++] = '\'';
            i += 2;
        } else {
            key[size++] = phrase.at[i];
        }
    }
    uint32_t number = find_in_table(&names->phrases, (str){key, size});
    return number == NOT_IN_TABLE ? -1 : (int)number;
}

int find_country(const gazetteer *names, str code) {
    uint32_t entry = find_in_table(&names->codes, code);
    return entry == NOT_IN_TABLE ? -1 : (int)entry;
}

static bool can_begin(str word) {
    return is_capitalised(word) || (word.size > 0 && is_digit(word.at[0])) ||
           starts_with(word, STR("al")) || starts_with(word, STR("anti")) ||
           starts_with(word, STR("dpa")) || starts_with(word, STR("tele")) ||
           starts_with(word, STR("i24")) || starts_with(word, STR("+"));
}

int match_known(const gazetteer *names, const document *doc, int at, int *found_form) {
    if (!can_begin(token_text(doc, at))) return 0;
    const sentence *in = &doc->sentences.at[doc->tokens.at[at].sentence];
    int             end = at + MOST_TOKENS < in->tokens.end ? at + MOST_TOKENS : in->tokens.end;
    for (; end > at; end--) {
        *found_form = find_known_form(names, text_of(doc, span_of_tokens(doc, at, end)));
        if (*found_form >= 0) return end - at;
    }
    return 0;
}
