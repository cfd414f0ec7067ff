// answer.c - rows and columns.
#include "doc/answer.h"

#include <stdlib.h>

answer *new_answer(const answer_column *columns, int column_count) {
    answer *made = calloc(1, sizeof *made);
    if (!made) die_of_no_memory(sizeof *made);
    made->columns = columns;
    made->column_count = column_count;
    return made;
}

void close_answer(answer *a) {
    if (!a) return;
    close_buffer(&a->rendered);
    close_arena(&a->memory);
    free(a);
}

void add_text_cell(answer *a, str text) {
    cell made = {.kind = text.at ? CELL_TEXT : CELL_NULL};
    if (text.at) made.text = copy_str(&a->memory, text);
    PUSH_IN(&a->memory, &a->cells, made);
}

void add_number_cell(answer *a, double number) {
    const cell made = {.kind = CELL_NUMBER, .number = number};
    PUSH_IN(&a->memory, &a->cells, made);
}
