// lexicon.h - language data: the tables of data/, one row a line, fields between tabs.
//
//     # comment             lines that begin with # are for people
//     said    say     ...   a row; there is no quoting and no escape
//
// The files are embedded at build time. What is wrong in one of them is the project's mistake, so
// it ends in an assertion with the file and line, and a test opens every file.
#ifndef READOUT_LEXICON_H
#define READOUT_LEXICON_H

#include "base/table.h"

enum { MOST_FIELDS = 16 };

typedef struct {
    str fields[MOST_FIELDS]; // fields behind the last one are empty
    int field_count;
    int line; // from 1
} data_row;

typedef struct {
    const char *name;
    str         rest;
    int         line;
} data_rows;

// The rows of an embedded file, by its name in data/ ("cues.tsv"). The name must exist.
data_rows open_rows(const char *name);
bool      next_row(data_rows *rows, data_row *row);

// The phrases of one column (`field`), each with the number of its row (from 0).
str_table table_of_column(arena *a, const char *name, int field);

// The whole number that a field holds; 0 when it holds another text.
int number_of_field(str field);

#endif
