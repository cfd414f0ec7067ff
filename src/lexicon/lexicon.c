// lexicon.c - rows of embedded data files.
#include "lexicon/lexicon.h"

#include <stdio.h>
#include <stdlib.h>

#include "lexicon/embedded.h"

data_rows open_rows(const char *name) {
    for (int i = 0; i < EMBEDDED_FILE_COUNT; i++) {
        if (same(str_of(EMBEDDED_FILES[i].name), str_of(name))) {
            return (data_rows){name, EMBEDDED_FILES[i].content, 0};
        }
    }
    fprintf(stderr, "readout: %s is not among the data files of this build\n", name);
    abort();
}

bool next_row(data_rows *rows, data_row *row) {
    while (rows->rest.size > 0) {
        str line = cut_at(&rows->rest, '\n');
        rows->line++;
        if (trim(line).size == 0 || line.at[0] == '#') continue;
        *row = (data_row){.line = rows->line};
        while (line.at && row->field_count < MOST_FIELDS) {
            row->fields[row->field_count++] = trim(cut_at(&line, '\t'));
        }
        return true;
    }
    return false;
}

str_table table_of_column(arena *a, const char *name, int field) {
    str_table table = {0};
    data_rows rows = open_rows(name);
    data_row  row;
    for (uint32_t number = 0; next_row(&rows, &row); number++) {
        if (row.fields[field].size > 0) add_to_table(a, &table, row.fields[field], number);
    }
    return table;
}

int number_of_field(str field) {
    uint64_t value = 0;
    bool     is_negative = starts_with(field, STR("-"));
    if (!read_uint64(slice(field, is_negative, field.size), &value)) return 0;
    return is_negative ? -(int)value : (int)value;
}
