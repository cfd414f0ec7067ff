// golden.c - what every comparison with golden texts does around the comparing itself.
#include "golden.h"

#include <stdlib.h>

#include "models.h"
#include "rows.h"

enum { SKIPPED = 77, MOST_SHOWN = 20 };

static bool open_texts(golden_texts *texts, const pipeline *p, ro_error *error) {
    texts->pipeline = p;
    texts->tokenizer = open_tokenizer(p, error);
    if (!texts->tokenizer) return false;
    texts->vocabulary = open_vocabulary(p);
    texts->tokens = open_tokenizer_worker(texts->tokenizer, texts->vocabulary);
    return true;
}

static void close_texts(golden_texts *texts) {
    close_tokenizer_worker(texts->tokens);
    close_vocabulary(texts->vocabulary);
    close_tokenizer(texts->tokenizer);
}

document *tokenize_again(const golden_texts *texts, const document *wanted) {
    document *got = new_document();
    got->text = wanted->text;
    tokenize(texts->tokens, got, (span){0, (uint32_t)got->text.size});
    return got;
}

bool is_shown_difference(golden_texts *texts) {
    return texts->difference_count++ < MOST_SHOWN;
}

static void compare_line(const golden_check *check, void *workshop, golden_texts *texts, str line) {
    json_value *row = read_json(line, "golden", NULL);
    document   *wanted = document_of_rows(row);
    check->compare(workshop, texts, wanted);
    texts->text_count++;
    texts->token_count += wanted->tokens.count;
    texts->chunk_count += wanted->noun_chunks.count;
    close_document(wanted);
    close_json(row);
    renew_vocabulary(texts->vocabulary);
}

static void compare_lines(const golden_check *check, void *workshop, golden_texts *texts) {
    char  *line = NULL;
    size_t room = 0;
    for (ssize_t size; (size = getline(&line, &room, stdin)) > 0;) {
        compare_line(check, workshop, texts, (str){line, (size_t)size});
    }
    free(line);
    printf("%d texts, %d tokens, %d noun chunks: %d differences\n", texts->text_count,
           texts->token_count, texts->chunk_count, texts->difference_count);
}

int compare_golden_texts(const golden_check *check, void *workshop, int count, char **arguments) {
    bool             is_md = count > 1 && strcmp(arguments[1], "md") == 0;
    loaded_pipeline *model = open_test_model(is_md ? MODEL_MD : MODEL_SM);
    if (!model) return SKIPPED;
    golden_texts texts = {0};
    ro_error     error = {0};
    bool         is_open = open_texts(&texts, pipeline_of(model), &error) &&
                   check->open(workshop, texts.pipeline, &error);
    if (is_open) {
        compare_lines(check, workshop, &texts);
    } else {
        printf("%s\n", error.message);
    }
    check->close(workshop);
    close_texts(&texts);
    close_pipeline(model);
    bool is_good = is_open && texts.difference_count == 0 && texts.text_count > 0;
    return is_good ? EXIT_SUCCESS : EXIT_FAILURE;
}
