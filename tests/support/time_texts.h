// time_texts.h - reads the times of small texts, for tests of times.
#ifndef READOUT_TEST_TIME_TEXTS_H
#define READOUT_TEST_TIME_TEXTS_H

#include "base/buffer.h"
#include "extract/time/time.h"
#include "plain_tokens.h"

typedef struct {
    arena       memory, scratch;
    time_rules *rules;
} time_fixture;

int open_time_fixture(void **state); // for cmocka_run_group_tests
int close_time_fixture(void **state);

// The caller closes it. `published` may be NULL.
document *read_times(time_fixture *f, str text, const char *published);

// "text=value" of every time, with "; " between them.
void list_times(const document *doc, buffer *out);

typedef struct {
    const char *text, *wanted; // wanted: as list_times writes
} form_case;

void check_form_cases(time_fixture *f, const form_case *cases, size_t count, const char *published);
#define CHECK_CASES(f, cases, published)                                                           \
    check_form_cases((f), (cases), sizeof(cases) / sizeof *(cases), (published))

#endif
