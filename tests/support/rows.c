// rows.c - from token rows to a document.
#include "rows.h"

#include "doc/tree.h"

static str keep(document *doc, const json_value *value) {
    str text = json_str(value);
    return text.at ? copy_str(&doc->memory, text) : text;
}

// Byte offset of every code point, and of the end.
static uint32_t *list_offsets(document *doc) {
    uint32_t *offsets = NEW_IN(&doc->memory, uint32_t, count_points(doc->text) + 1);
    size_t    count = 0;
    for (size_t i = 0; i < doc->text.size; count++) {
        int size = 0;
        decode_point(doc->text, i, &size);
        offsets[count] = (uint32_t)i;
        i += (size_t)size;
    }
    offsets[count] = (uint32_t)doc->text.size;
    return offsets;
}

static void add_row(document *doc, const json_value *row, const uint32_t *offsets) {
    const token made = {
        .where = {offsets[(int)json_number(json_at(row, 0))],
                  offsets[(int)json_number(json_at(row, 1))]},
        .space_after = json_number(json_at(row, 2)) != 0,
        .norm = keep(doc, json_at(row, 3)),
        .tag_name = keep(doc, json_at(row, 4)),
        .pos_name = keep(doc, json_at(row, 5)),
        .morph = keep(doc, json_at(row, 6)),
        .lemma = keep(doc, json_at(row, 7)),
        .head = (int)json_number(json_at(row, 8)),
        .dep_name = keep(doc, json_at(row, 9)),
        .starts_sentence = json_number(json_at(row, 10)) > 0,
        .starts_name = same(json_str(json_at(row, 11)), STR("B")),
        .label_name = keep(doc, json_at(row, 12)),
        .tag = tag_of_name(json_str(json_at(row, 4))),
        .pos = pos_of_name(json_str(json_at(row, 5))),
        .dep = dep_of_name(json_str(json_at(row, 9))),
        .label = name_label_of_name(json_str(json_at(row, 12))),
    };
    PUSH_IN(&doc->memory, &doc->tokens, made);
}

static void list_names(document *doc) {
    for (int i = 0; i < doc->tokens.count; i++) {
        if (!doc->tokens.at[i].starts_name) continue;
        int end = i + 1;
        while (end < doc->tokens.count && doc->tokens.at[end].label != NAME_NONE &&
               !doc->tokens.at[end].starts_name) {
            end++;
        }
        const named_entity made = {{i, end}, doc->tokens.at[i].label};
        PUSH_IN(&doc->memory, &doc->names, made);
    }
}

static void list_paragraphs(document *doc) {
    for (size_t begin = 0; begin < doc->text.size;) {
        int64_t newline = find_char(doc->text, '\n', begin);
        size_t  end = newline < 0 ? doc->text.size : (size_t)newline;
        if (trim(slice(doc->text, begin, end)).size > 0) {
            int first = first_token_after(doc, (uint32_t)begin);
            int behind = first;
            while (behind < doc->tokens.count && doc->tokens.at[behind].where.begin < end) {
                behind++;
            }
            const paragraph made = {.where = {(uint32_t)begin, (uint32_t)end},
                                    .first_token = first,
                                    .end_token = behind};
            PUSH_IN(&doc->memory, &doc->paragraphs, made);
        }
        begin = end + 1;
    }
}

document *document_of_rows(const json_value *row) {
    document *doc = new_document();
    doc->text = keep(doc, json_get(row, "text"));
    doc->points = index_points(&doc->memory, doc->text);
    doc->meta = (report_meta){.id = keep(doc, json_get(row, "id")),
                              .title = keep(doc, json_get(row, "title")),
                              .outlet = keep(doc, json_get(row, "outlet")),
                              .published = keep(doc, json_get(row, "published"))};
    const uint32_t   *offsets = list_offsets(doc);
    const json_value *tokens = json_get(row, "tokens");
    for (int i = 0; i < json_count(tokens); i++) {
        add_row(doc, json_at(tokens, i), offsets);
    }
    list_paragraphs(doc);
    list_names(doc);
    const json_value *chunks = json_get(row, "noun_chunks");
    for (int i = 0; i < json_count(chunks); i++) {
        const json_value *chunk = json_at(chunks, i);
        const token_range made = {(int)json_number(json_at(chunk, 0)),
                                  (int)json_number(json_at(chunk, 1))};
        PUSH_IN(&doc->memory, &doc->noun_chunks, made);
    }
    finish_tree(doc);
    return doc;
}
