// answer.h - rows and columns: what a question to the store, or about models, came to.
#ifndef READOUT_ANSWER_H
#define READOUT_ANSWER_H

#include "base/buffer.h"
#include "base/list.h"

typedef enum { CELL_NULL, CELL_TEXT, CELL_NUMBER } cell_kind;

typedef struct {
    cell_kind kind;
    str       text; // in the answer's arena
    double    number;
} cell;

typedef LIST(cell) cell_list;

// How a column is set in a table.
typedef enum {
    COLUMN_PLAIN,
    COLUMN_CUT,    // an identifier: its first `widest` columns are enough for people
    COLUMN_PROSE,  // takes what room is left and is broken into lines
    COLUMN_GROUP,  // shown as a heading above its rows when it changes, not as a column
    COLUMN_HIDDEN, // for programs only
} column_setting;

typedef struct {
    const char    *name;
    column_setting setting;
    int            widest; // columns; 0: no limit
} answer_column;

typedef struct {
    arena                memory;
    const answer_column *columns; // static
    int                  column_count;
    cell_list            cells; // row after row
    buffer               rendered;
} answer;

answer *new_answer(const answer_column *columns, int column_count);
void    close_answer(answer *a); // takes NULL

void add_text_cell(answer *a, str text); // copied; text.at == NULL is null
void add_number_cell(answer *a, double number);

static inline int row_count(const answer *a) {
    return a->cells.count / a->column_count;
}
static inline const cell *cell_at(const answer *a, int row, int column) {
    return &a->cells.at[row * a->column_count + column];
}

#endif
