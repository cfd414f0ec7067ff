// gazetteer.h - names that are known before any report is read: countries, groups, bodies, media.
#ifndef READOUT_GAZETTEER_H
#define READOUT_GAZETTEER_H

#include "base/table.h"
#include "doc/document.h"

// How a phrase names what it names.
typedef enum {
    FORM_NAME,      // "Syria", "SDF"
    FORM_ADJECTIVE, // "Syrian"
    FORM_PEOPLE,    // "Syrians"
    FORM_SEAT,      // "Damascus": the government when it acts
    FORM_BUILDING,  // "the White House": the government nearly always
} form_kind;

typedef struct {
    str         name;
    entity_type type;
    str         code; // of the country it is or belongs to; empty: none
    str         body; // "military": what it is of its country
    bool        is_country;
} known_name;

typedef struct {
    int       entry; // index into known
    form_kind kind;
} known_form;

typedef LIST(known_name) known_list;
typedef LIST(known_form) form_list;

typedef struct {
    known_list known;
    form_list  forms;
    str_table  phrases; // to forms
    str_table  codes;   // of countries, to known
} gazetteer;

void open_gazetteer(arena *a, gazetteer *names);

// The form that a phrase is, by these very letters (curly apostrophes count as straight); -1: none.
int find_known_form(const gazetteer *names, str phrase);

// The country with a code; -1: none.
int find_country(const gazetteer *names, str code);

// The longest known phrase that begins at a token and ends in its sentence: how many tokens (0:
// none), and its form.
int match_known(const gazetteer *names, const document *doc, int at, int *found_form);

#endif
