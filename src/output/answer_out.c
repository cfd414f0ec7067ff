// answer_out.c - answers for people and programs.
//
// A table fits its width by setting every column as wide as its widest cell (or the column's own
// limit) and giving what is left to the one column of prose, which is broken into lines:
//
//     2031-04-07
//     report   who           words
//     r1       Ilse Varga    "We will not sign under
//                            fire"
#include "output/answer_out.h"

#include <assert.h>

#include "base/json.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "output/shown.h"

enum { GAP = 2, LEAST_PROSE = 24, MOST_COLUMNS = 32 };

static bool is_shown(const answer_column *column) {
    return column->setting != COLUMN_GROUP && column->setting != COLUMN_HIDDEN;
}

// ---- Programs ----------------------------------------------------------------------------

void write_answer_json(buffer *out, const answer *a) {
    for (int row = 0; row < row_count(a); row++) {
        json_writer w = {.out = out};
        open_object(&w);
        for (int column = 0; column < a->column_count; column++) {
            const cell *c = cell_at(a, row, column);
            write_key(&w, a->columns[column].name);
            switch (c->kind) {
            case CELL_NULL:
                write_null(&w);
                break;
            case CELL_TEXT:
                write_string(&w, c->text);
                break;
            case CELL_NUMBER:
                write_number(&w, c->number);
                break;
            }
        }
        close_object(&w);
        add_char(out, '\n');
    }
}

static void add_csv_field(buffer *out, str text) {
    bool is_plain = find_char(text, ',', 0) < 0 && find_char(text, '"', 0) < 0 &&
                    find_char(text, '\n', 0) < 0 && find_char(text, '\r', 0) < 0;
    if (is_plain) {
        add_str(out, text);
        return;
    }
    add_char(out, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '"') add_char(out, '"');
        add_char(out, text.at[i]);
    }
    add_char(out, '"');
}

void write_answer_csv(buffer *out, const answer *a) {
    for (int column = 0; column < a->column_count; column++) {
        if (column > 0) add_char(out, ',');
        add_csv_field(out, str_of(a->columns[column].name));
    }
    add_char(out, '\n');
    for (int row = 0; row < row_count(a); row++) {
        for (int column = 0; column < a->column_count; column++) {
            const cell *c = cell_at(a, row, column);
            if (column > 0) add_char(out, ',');
            if (c->kind == CELL_TEXT) add_csv_field(out, c->text);
            if (c->kind == CELL_NUMBER) add_number(out, c->number);
        }
        add_char(out, '\n');
    }
}

// ---- People ------------------------------------------------------------------------------

typedef struct {
    buffer       *out;
    const answer *answer;
    bool          colour;
    int           widths[MOST_COLUMNS];
    str          *shown; // cells as text, white space folded
} table;

static str show_cell(arena *a, const cell *c) {
    buffer number = {0};
    str    shown = {"", 0};
    if (c->kind == CELL_TEXT) return show_text(a, c->text);
    if (c->kind == CELL_NUMBER) {
        add_number(&number, c->number);
        shown = copy_str(a, str_of_buffer(&number));
        close_buffer(&number);
    }
    return shown;
}

static void measure(table *t, int width) {
    const answer *a = t->answer;
    int           used = 0, prose = -1;
    for (int column = 0; column < a->column_count; column++) {
        const answer_column *facts = &a->columns[column];
        int                  widest = columns_of_text(str_of(facts->name));
        for (int row = 0; row < row_count(a); row++) {
            int wide = columns_of_text(t->shown[row * a->column_count + column]);
            if (wide > widest) widest = wide;
        }
        if (facts->widest > 0 && widest > facts->widest) widest = facts->widest;
        t->widths[column] = is_shown(facts) ? widest : 0;
        if (facts->setting == COLUMN_PROSE) prose = column;
        if (is_shown(facts) && facts->setting != COLUMN_PROSE) used += widest + GAP;
    }
    if (prose < 0) return;
    int left = width - used;
    if (left < LEAST_PROSE) left = LEAST_PROSE;
    if (t->widths[prose] > left) t->widths[prose] = left;
}

// Where the first columns of a text end. Marks that take no column stay with what they are drawn on.
static size_t end_of_columns(str text, int width) {
    size_t end = 0;
    for (int columns = 0; end < text.size;) {
        int size;
        int wide = columns_of_point(decode_point(text, end, &size));
        if (columns + wide > width && end > 0) break;
        columns += wide;
        end += (size_t)size;
    }
    return end;
}

// Cuts the next line of at most `width` columns off a text, between words where there are any.
static str cut_line(str *rest, int width) {
    size_t end = end_of_columns(*rest, width);
    if (end < rest->size && rest->at[end] != ' ') {
        size_t space = end;
        while (space > 0 && rest->at[space - 1] != ' ') {
            space--;
        }
        if (space > 0) end = space;
    }
    str line = trim(slice(*rest, 0, end));
    *rest = trim(slice(*rest, end, rest->size));
    return line;
}

static void add_spaces(buffer *out, int count) {
    for (int i = 0; i < count; i++) {
        add_char(out, ' ');
    }
}

static void add_row(table *t, str *cells) {
    bool has_more = true;
    for (int line = 0; has_more; line++) {
        int pending = 0; // spaces are written only before something
        has_more = false;
        for (int column = 0; column < t->answer->column_count; column++) {
            if (!is_shown(&t->answer->columns[column])) continue;
            str part = cut_line(&cells[column], t->widths[column]);
            if (part.size > 0) {
                add_spaces(t->out, pending);
                add_str(t->out, part);
                pending = 0;
            }
            pending += t->widths[column] - columns_of_text(part) + GAP;
            has_more = has_more || cells[column].size > 0;
        }
        add_char(t->out, '\n');
    }
}

static void add_styled_line(table *t, const char *style, str text) {
    if (t->colour) add_str(t->out, str_of(style));
    add_str(t->out, text);
    if (t->colour) add_str(t->out, STR("\x1b[0m"));
    add_char(t->out, '\n');
}

static void add_names(table *t) {
    str cells[MOST_COLUMNS];
    for (int column = 0; column < t->answer->column_count; column++) {
        cells[column] = str_of(t->answer->columns[column].name);
    }
    if (t->colour) add_str(t->out, STR("\x1b[2m"));
    add_row(t, cells);
    if (t->colour) add_str(t->out, STR("\x1b[0m"));
}

// A heading where the group changes.
static void add_group(table *t, int row) {
    const answer *a = t->answer;
    for (int column = 0; column < a->column_count; column++) {
        if (a->columns[column].setting != COLUMN_GROUP) continue;
        str now = t->shown[row * a->column_count + column];
        if (row > 0 && same(now, t->shown[(row - 1) * a->column_count + column])) return;
        if (row > 0) add_char(t->out, '\n');
        add_styled_line(t, "\x1b[1m", now.size > 0 ? now : STR("not told"));
    }
}

void write_answer_table(buffer *out, const answer *a, int width, bool colour) {
    assert(a->column_count <= MOST_COLUMNS);
    if (row_count(a) == 0) return;
    arena scratch = {0};
    table t = {.out = out, .answer = a, .colour = colour};
    t.shown = NEW_IN(&scratch, str, a->cells.count);
    bool has_groups = false;
    for (int i = 0; i < a->cells.count; i++) {
        const answer_column *column = &a->columns[i % a->column_count];
        t.shown[i] = show_cell(&scratch, &a->cells.at[i]);
        if (column->setting == COLUMN_CUT)
            t.shown[i] = slice(t.shown[i], 0, end_of_columns(t.shown[i], column->widest));
    }
    for (int column = 0; column < a->column_count; column++) {
        has_groups = has_groups || a->columns[column].setting == COLUMN_GROUP;
    }
    measure(&t, width);
    if (!has_groups) add_names(&t);
    for (int row = 0; row < row_count(a); row++) {
        str cells[MOST_COLUMNS];
        if (has_groups) add_group(&t, row);
        memcpy(cells, &t.shown[row * a->column_count], sizeof(str) * (size_t)a->column_count);
        add_row(&t, cells);
    }
    close_arena(&scratch);
}
