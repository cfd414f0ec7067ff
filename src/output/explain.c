// explain.c - an explanation: the sentences of the record with its parts marked below them, and one
// row for each part with its reason.
//
//     s2  Karsa market shelled
//
//         “We will not sign,” Mara Oden told reporters in Ardo.
//         ------------------- ========= ^^^^ ~~~~~~~~~
//
//     found by                  a cue of the lexicon, by rules on the tree
//     ^ cue      told           "tell" of the lexicon (data/en/cues.tsv:127)
//     = source   Mara Oden      the subject of the cue
#include "output/explain.h"

#include "base/json.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "output/answer_out.h"
#include "output/reasons.h"
#include "output/shown.h"

enum { INDENT = 4, LEAST_WIDTH = 40, MOST_SENTENCES = 24, LONGEST_WORDS = 64 };

typedef LIST(char) mark_list;

// ---- Which record ------------------------------------------------------------------------

static int count_of_kind(const document *doc, char kind) {
    switch (kind) {
    case 's':
        return doc->statements.count;
    case 'f':
        return doc->figures.count;
    case 'd':
        return doc->deadlines.count;
    case 't':
        return doc->times.count;
    case 'e':
        return doc->entities.count;
    default:
        return 0;
    }
}

bool find_record(const document *doc, str id, char *kind, int *index, ro_error *error) {
    static const char KINDS[] = "sfdte";
    uint64_t          number = 0;
    bool              is_id = id.size > 1 && find_char(str_of(KINDS), id.at[0], 0) >= 0 &&
                 read_uint64(slice(id, 1, id.size), &number) && number > 0;
    if (!is_id) {
        return refuse(error, RO_BAD_INPUT,
                      "expected a record such as s3, f1, d1, t2 or e4, found \"%.*s\"", SHOWN(id));
    }
    const int count = count_of_kind(doc, id.at[0]);
    if (count == 0)
        return refuse(error, RO_NOT_FOUND, "the report has no %.*s; it has none of its kind",
                      SHOWN(id));
    if (number > (uint64_t)count) {
        return refuse(error, RO_NOT_FOUND, "the report has no %.*s; its last one is %c%d",
                      SHOWN(id), id.at[0], count);
    }
    *kind = id.at[0];
    *index = (int)number - 1;
    return true;
}

static reason_list reasons_of(arena *a, const document *doc, char kind, int index) {
    reason_list list = {0};
    if (kind == 's') list_statement_reasons(a, doc, index, &list);
    if (kind == 'f') list_figure_reasons(a, doc, index, &list);
    if (kind == 'd') list_deadline_reasons(a, doc, index, &list);
    if (kind == 't') list_time_reasons(a, doc, index, &list);
    if (kind == 'e') list_entity_reasons(a, doc, index, &list);
    return list;
}

// ---- Which sentences ---------------------------------------------------------------------

static bool touches(span a, span b) {
    return a.begin < b.end && b.begin < a.end;
}

static bool is_marked(const reason_list *list, span where) {
    for (int i = 0; i < list->count; i++) {
        if (list->at[i].mark != MARK_NONE && touches(list->at[i].where, where)) return true;
    }
    return false;
}

// Sentences in which something is marked, in text order; the first of them when there are many.
static span_list marked_sentences(arena *a, const document *doc, const reason_list *list) {
    span_list found = {0};
    for (int i = 0; i < doc->sentences.count && found.count < MOST_SENTENCES; i++) {
        const span where = doc->sentences.at[i].where;
        if (is_marked(list, where)) PUSH_IN(a, &found, where);
    }
    return found;
}

// Later marks go over earlier ones, in the order of this string.
static const char ORDER_OF_MARKS[] = {MARK_CONTENT, MARK_OTHER, MARK_SOURCE, MARK_CUE};

// A mark for each byte of a sentence.
static char *marks_of(arena *a, const reason_list *list, span whole) {
    const uint32_t size = whole.end - whole.begin;
    char          *marks = alloc_raw_in_arena(a, 1, size + 1);
    memset(marks, MARK_NONE, size);
    for (size_t order = 0; order < sizeof ORDER_OF_MARKS; order++) {
        for (int i = 0; i < list->count; i++) {
            const reason *one = &list->at[i];
            if (one->mark != ORDER_OF_MARKS[order] || !touches(one->where, whole)) continue;
            uint32_t begin = one->where.begin > whole.begin ? one->where.begin : whole.begin;
            uint32_t end = one->where.end < whole.end ? one->where.end : whole.end;
            memset(marks + (begin - whole.begin), one->mark, end - begin);
        }
    }
    return marks;
}

// ---- Sentences with marks ----------------------------------------------------------------

// One character as it is shown.
typedef struct {
    str  shown;
    int  columns;
    char mark;
} glyph;

typedef LIST(glyph) glyph_list;

static glyph_list glyphs_of(arena *a, str text, const char *marks) {
    glyph_list all = {0};
    for (size_t i = 0; i < text.size;) {
        int size;
        (void)decode_point(text, i, &size);
        str   piece = slice(text, i, i + (size_t)size);
        bool  is_space = is_blank(piece.at[0]);
        glyph made = {is_space ? STR(" ") : show_text(a, piece), 1, marks[i]};
        if (!is_space) made.columns = columns_of_text(made.shown);
        bool is_double = is_space && all.count > 0 && all.at[all.count - 1].shown.at[0] == ' ';
        if (!is_double) PUSH_IN(a, &all, made);
        i += (size_t)size;
    }
    return all;
}

// Behind the last glyph of the line that begins at `begin`.
static int end_of_line(const glyph_list *all, int begin, int width) {
    int columns = 0, space = -1;
    for (int i = begin; i < all->count; i++) {
        if (all->at[i].shown.at[0] == ' ') space = i;
        columns += all->at[i].columns;
        if (columns > width) return space > begin ? space : i > begin ? i : begin + 1;
    }
    return all->count;
}

static void add_repeated(buffer *out, char c, int count) {
    for (int i = 0; i < count; i++) {
        add_char(out, c);
    }
}

static void add_marks(buffer *out, const glyph_list *all, int begin, int end, bool colour) {
    int spaces = 0;
    while (end > begin && all->at[end - 1].mark == MARK_NONE) {
        end--;
    }
    if (end == begin) return;
    add_repeated(out, ' ', INDENT);
    if (colour) add_str(out, STR("\x1b[36m"));
    for (int i = begin; i < end; i++) {
        if (all->at[i].mark == MARK_NONE) {
            spaces += all->at[i].columns;
            continue;
        }
        add_repeated(out, ' ', spaces);
        add_repeated(out, all->at[i].mark, all->at[i].columns);
        spaces = 0;
    }
    if (colour) add_str(out, STR("\x1b[0m"));
    add_char(out, '\n');
}

static void add_sentence(buffer *out, const glyph_list *all, const page_options *options) {
    for (int begin = 0; begin < all->count;) {
        int end = end_of_line(all, begin, options->width - INDENT);
        add_repeated(out, ' ', INDENT);
        for (int i = begin; i < end; i++) {
            add_str(out, all->at[i].shown);
        }
        add_char(out, '\n');
        add_marks(out, all, begin, end, options->colour);
        begin = end < all->count && all->at[end].shown.at[0] == ' ' ? end + 1 : end;
    }
}

// ---- The page ----------------------------------------------------------------------------

static str mark_and_name(arena *a, const reason *one) {
    buffer name = {0};
    if (one->mark != MARK_NONE) add_format(&name, "%c ", one->mark);
    add_str(&name, str_of(one->what));
    str kept = copy_str(a, str_of_buffer(&name));
    close_buffer(&name);
    return kept;
}

static str why_with_place(arena *a, const reason *one) {
    buffer why = {0};
    add_str(&why, one->why);
    if (one->file) add_format(&why, " (%s:%d)", one->file, one->line);
    str kept = copy_str(a, str_of_buffer(&why));
    close_buffer(&why);
    return kept;
}

// Long words stand in the sentence above; their beginning is enough to know them.
static str cut_words(arena *a, str words) {
    if (words.size <= LONGEST_WORDS) return words;
    size_t end = LONGEST_WORDS;
    while (end > 0 && words.at[end] != ' ') {
        end--;
    }
    return end == 0 ? words : join_str(a, slice(words, 0, end), STR(" ..."));
}

static void write_rows(buffer *out, const reason_list *list, const page_options *options) {
    static const answer_column columns[] = {
        {"part", COLUMN_PLAIN, 14}, {"words", COLUMN_PLAIN, 28}, {"why", COLUMN_PROSE, 0}};
    answer *rows = new_answer(columns, (int)(sizeof columns / sizeof *columns));
    for (int i = 0; i < list->count; i++) {
        const reason *one = &list->at[i];
        add_text_cell(rows, mark_and_name(&rows->memory, one));
        add_text_cell(rows, cut_words(&rows->memory, one->words));
        add_text_cell(rows, why_with_place(&rows->memory, one));
    }
    write_answer_table(out, rows, options->width, options->colour);
    close_answer(rows);
}

void write_explanation_page(buffer *out, const document *doc, char kind, int index,
                            const page_options *options) {
    arena             scratch = {0};
    page_options      sane = *options;
    const reason_list list = reasons_of(&scratch, doc, kind, index);
    const span_list   sentences = marked_sentences(&scratch, doc, &list);
    if (sane.width < LEAST_WIDTH) sane.width = LEAST_WIDTH;
    str title = doc->meta.title.size > 0 ? doc->meta.title : doc->meta.id;
    if (sane.colour) add_str(out, STR("\x1b[1m"));
    add_format(out, "%c%d", kind, index + 1);
    if (title.size > 0) add_str(out, STR("  "));
    add_str(out, show_text(&scratch, title));
    if (sane.colour) add_str(out, STR("\x1b[0m"));
    add_str(out, STR("\n\n"));
    for (int i = 0; i < sentences.count; i++) {
        const span where = sentences.at[i];
        glyph_list all = glyphs_of(&scratch, text_of(doc, where), marks_of(&scratch, &list, where));
        add_sentence(out, &all, &sane);
    }
    if (sentences.count == MOST_SENTENCES) add_str(out, STR("    ...\n"));
    if (sentences.count > 0) add_char(out, '\n');
    write_rows(out, &list, &sane);
    close_arena(&scratch);
}

// ---- JSON --------------------------------------------------------------------------------

static void write_span_key(json_writer *w, const document *doc, span where) {
    write_key(w, "span");
    if (is_empty_span(where)) {
        write_null(w);
        return;
    }
    open_array(w);
    write_int(w, point_at_byte(&doc->points, where.begin));
    write_int(w, point_at_byte(&doc->points, where.end));
    close_array(w);
}

static void write_reason(json_writer *w, const document *doc, const reason *one) {
    open_object(w);
    write_key(w, "part");
    write_string(w, str_of(one->what));
    write_span_key(w, doc, one->where);
    write_key(w, "words");
    write_string_or_null(w, one->words.size > 0 ? one->words : (str){NULL, 0});
    write_key(w, "why");
    write_string_or_null(w, one->why.size > 0 ? one->why : (str){NULL, 0});
    write_key(w, "file");
    write_string_or_null(w, one->file ? str_of(one->file) : (str){NULL, 0});
    write_key(w, "line");
    if (one->file) {
        write_int(w, one->line);
    } else {
        write_null(w);
    }
    close_object(w);
}

static void write_sentences(json_writer *w, const document *doc, const span_list *sentences) {
    write_key(w, "sentences");
    open_array(w);
    for (int i = 0; i < sentences->count; i++) {
        open_object(w);
        write_span_key(w, doc, sentences->at[i]);
        write_key(w, "text");
        write_string(w, text_of(doc, sentences->at[i]));
        close_object(w);
    }
    close_array(w);
}

void write_explanation_json(buffer *out, const document *doc, char kind, int index) {
    arena             scratch = {0};
    char              id[16];
    const reason_list list = reasons_of(&scratch, doc, kind, index);
    const span_list   sentences = marked_sentences(&scratch, doc, &list);
    json_writer       w = {.out = out};
    snprintf(id, sizeof id, "%c%d", kind, index + 1);
    open_object(&w);
    write_key(&w, "report");
    write_string_or_null(&w, doc->meta.id);
    write_key(&w, "record");
    write_string(&w, str_of(id));
    write_sentences(&w, doc, &sentences);
    write_key(&w, "reasons");
    open_array(&w);
    for (int i = 0; i < list.count; i++) {
        write_reason(&w, doc, &list.at[i]);
    }
    close_array(&w);
    close_object(&w);
    add_char(out, '\n');
    close_arena(&scratch);
}
