// rows_json.c - token rows as JSON.
#include "output/rows_json.h"

#include "base/json.h"

static str iob_of(const token *t) {
    if (t->label == NAME_NONE) return STR("O");
    return t->starts_name ? STR("B") : STR("I");
}

static void write_row(json_writer *w, const document *doc, int i) {
    const token *t = token_at(doc, i);
    open_array(w);
    write_int(w, point_at_byte(&doc->points, t->where.begin));
    write_int(w, point_at_byte(&doc->points, t->where.end));
    write_int(w, t->space_after);
    write_string(w, t->norm);
    write_string(w, t->tag_name);
    write_string(w, t->pos_name);
    write_string(w, t->morph);
    write_string(w, t->lemma);
    write_int(w, t->head);
    write_string(w, t->dep_name);
    write_int(w, t->starts_sentence ? 1 : -1);
    write_string(w, iob_of(t));
    write_string(w, t->label_name);
    close_array(w);
}

void write_rows_json(buffer *out, const document *doc, bool with_text) {
    json_writer w = {.out = out};
    open_object(&w);
    write_key(&w, "id");
    write_string_or_null(&w, doc->meta.id);
    if (with_text) {
        write_key(&w, "text");
        write_string(&w, doc->text);
    }
    write_key(&w, "tokens");
    open_array(&w);
    for (int i = 0; i < doc->tokens.count; i++) {
        write_row(&w, doc, i);
    }
    close_array(&w);
    write_key(&w, "noun_chunks");
    open_array(&w);
    for (int i = 0; i < doc->noun_chunks.count; i++) {
        open_array(&w);
        write_int(&w, doc->noun_chunks.at[i].begin);
        write_int(&w, doc->noun_chunks.at[i].end);
        close_array(&w);
    }
    close_array(&w);
    close_object(&w);
    add_char(out, '\n');
}
