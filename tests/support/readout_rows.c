// readout_rows.c - records of reports whose token rows are given: JSON Lines in, records out.
#include <stdio.h>
#include <stdlib.h>

#include "engine/rules.h"
#include "output/record_json.h"
#include "rows.h"

int main(void) {
    rules  *opened = open_rules(NULL);
    char   *line = NULL;
    size_t  room = 0;
    arena   scratch = {0};
    ssize_t size;
    while ((size = getline(&line, &room, stdin)) > 0) {
        ro_error    error = {0};
        json_value *row = read_json((str){line, (size_t)size}, "row", &error);
        if (!row) {
            fprintf(stderr, "%s\n", error.message);
            return EXIT_FAILURE;
        }
        buffer     out = {0};
        document  *doc = document_of_rows(row);
        arena_mark before = mark_arena(&scratch);
        find_records(opened, &scratch, doc, NULL);
        rewind_arena(&scratch, before);
        write_record_json(&out, doc, &(record_options){.engine = "rows", .model = "rows"});
        fwrite(out.at, 1, out.size, stdout);
        close_buffer(&out);
        close_document(doc);
        close_json(row);
    }
    free(line);
    close_arena(&scratch);
    close_rules(opened);
    return EXIT_SUCCESS;
}
