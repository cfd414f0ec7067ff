// export_tokens.c - what the engine sees of labelled reports, for training: one line of JSON a
// report, and the vectors of its tokens as raw float32 in a second file.
//
//     export_tokens VECTORS FILE.jsonl... > tokens.jsonl
//
// A line: {"id", "text", "tokens": [[begin, end, pos, tag, dep, head, label, sentence, paragraph,
// quoted], ...], "lemmas": [...], "statements": [{"cue", "source", "content"}, ...]}. Positions are code
// points, heads and statements tokens, labels the numbers of src/doc/labels.h.
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "doc/quotes.h"
#include "engine/worker.h"

static void write_numbers(json_writer *w, const int *numbers, size_t count) {
    open_array(w);
    for (size_t i = 0; i < count; i++) {
        write_int(w, numbers[i]);
    }
    close_array(w);
}

static void write_tokens(json_writer *w, const document *doc, const quotation_list *quotes) {
    for (int i = 0, q = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        while (q < quotes->count && quotes->at[q].where.end <= t->where.begin) {
            q++;
        }
        const bool quoted = q < quotes->count && t->where.end > quotes->at[q].where.begin;
        const int  row[] = {(int)point_at_byte(&doc->points, t->where.begin),
                            (int)point_at_byte(&doc->points, t->where.end),
                            (int)t->pos,
                            (int)t->tag,
                            (int)t->dep,
                            t->head,
                            (int)t->label,
                            t->sentence,
                            doc->sentences.at[t->sentence].paragraph,
                            quoted};
        write_numbers(w, row, sizeof row / sizeof *row);
    }
}

static void write_range(json_writer *w, const document *doc, span where) {
    const token_range range = tokens_in_span(doc, where);
    const int         ends[] = {range.begin, range.end};
    if (where.end > where.begin) {
        write_numbers(w, ends, 2);
    } else {
        write_null(w);
    }
}

static void write_statement(json_writer *w, const document *doc, const statement *said) {
    open_object(w);
    write_key(w, "cue");
    write_range(w, doc, said->cue);
    write_key(w, "source");
    write_range(w, doc, said->source.where);
    write_key(w, "content");
    open_array(w);
    for (int n = 0; n < said->content.count; n++) {
        write_range(w, doc, said->content.at[n]);
    }
    close_array(w);
    close_object(w);
}

static quotation_list quotations_of(arena *a, const document *doc) {
    span *where = NEW_IN(a, span, doc->paragraphs.count + 1);
    for (int p = 0; p < doc->paragraphs.count; p++) {
        where[p] = doc->paragraphs.at[p].where;
    }
    return find_quotations(a, doc->text, where, doc->paragraphs.count);
}

static void write_report(buffer *out, const document *doc) {
    arena                scratch = {0};
    json_writer          w = {.out = out};
    const quotation_list quotes = quotations_of(&scratch, doc);
    open_object(&w);
    write_key(&w, "id");
    write_string(&w, doc->meta.id);
    write_key(&w, "text");
    write_string(&w, doc->text);
    write_key(&w, "tokens");
    open_array(&w);
    write_tokens(&w, doc, &quotes);
    close_array(&w);
    write_key(&w, "lemmas");
    open_array(&w);
    for (int i = 0; i < doc->tokens.count; i++) {
        write_string(&w, token_at(doc, i)->lemma);
    }
    close_array(&w);
    write_key(&w, "statements");
    open_array(&w);
    for (int i = 0; i < doc->statements.count; i++) {
        write_statement(&w, doc, &doc->statements.at[i]);
    }
    close_array(&w);
    close_object(&w);
    add_char(out, '\n');
    close_arena(&scratch);
}

static void write_vectors(void *context, document *doc, const token_vectors *vectors) {
    (void)doc;
    const int count = (vectors->tokens.end - vectors->tokens.begin) * vectors->width;
    fwrite(vectors->rows, sizeof(float), (size_t)count, context);
}

static bool export_report(worker *w, const ro_report *report, ro_error *error) {
    const ro_read_options options = {.task = RO_READ, .form = RO_AS_NOTHING};
    ro_document          *made = read_on_worker(w, report, &options, error);
    if (!made) return false;
    const document *doc = made->doc;
    buffer          line = {0};
    write_report(&line, doc);
    fwrite(line.at, 1, line.size, stdout);
    close_buffer(&line);
    ro_close_document(made);
    return true;
}

int main(int count, char **words) {
    ro_error error = {0};
    FILE    *vectors = count > 2 ? fopen(words[1], "wb") : NULL;
    if (!vectors) {
        fprintf(stderr, "usage: export_tokens VECTORS FILE.jsonl... > tokens.jsonl\n");
        return 2;
    }
    ro_model *model = ro_open_model(NULL, &error);
    ro_input *input =
        model ? ro_open_input((const char *const *)words + 2, (size_t)count - 2, NULL, &error)
              : NULL;
    worker *w = input ? open_worker(model, RO_READ) : NULL;
    bool    is_good = w != NULL;
    if (w) watch_vectors(w, (vector_taker){write_vectors, vectors});
    ro_report report;
    while (is_good) {
        const ro_next next = ro_next_report(input, &report, &error);
        if (next == RO_END) break;
        is_good = next == RO_REPORT && export_report(w, &report, &error);
    }
    if (!is_good) fprintf(stderr, "export_tokens: %s\n", error.message);
    close_worker(w);
    if (input) ro_close_input(input);
    ro_close_model(model);
    return fclose(vectors) == 0 && is_good ? 0 : 1;
}
