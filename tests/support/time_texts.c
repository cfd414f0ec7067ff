// time_texts.c - one set of rules for all tests of a program; every text is a document of its own.
#include "time_texts.h"

#include <stdlib.h>

#include "testing.h"

int open_time_fixture(void **state) {
    time_fixture *f = calloc(1, sizeof *f);
    f->rules = open_time_rules(&f->memory);
    *state = f;
    return 0;
}

int close_time_fixture(void **state) {
    time_fixture *f = *state;
    close_arena(&f->memory);
    close_arena(&f->scratch);
    free(f);
    return 0;
}

document *read_times(time_fixture *f, str text, const char *published) {
    document  *doc = document_of_words(text, published);
    arena_mark before = mark_arena(&f->scratch);
    find_times(f->rules, &f->scratch, doc);
    rewind_arena(&f->scratch, before);
    return doc;
}

void list_times(const document *doc, buffer *out) {
    for (int i = 0; i < doc->times.count; i++) {
        const time_expression *t = &doc->times.at[i];
        if (i > 0) add_str(out, STR("; "));
        add_str(out, text_of(doc, t->where));
        add_char(out, '=');
        add_str(out, t->value);
    }
    add_char(out, '\0');
}

void check_form_cases(time_fixture *f, const form_case *cases, size_t count,
                      const char *published) {
    for (size_t i = 0; i < count; i++) {
        buffer    got = {0};
        document *doc = read_times(f, str_of(cases[i].text), published);
        list_times(doc, &got);
        if (strcmp(got.at, cases[i].wanted) != 0) {
            fail_msg("\"%s\" (%s): got \"%s\", wanted \"%s\"", cases[i].text,
                     published ? published : "no date", got.at, cases[i].wanted);
        }
        close_buffer(&got);
        close_document(doc);
    }
}
