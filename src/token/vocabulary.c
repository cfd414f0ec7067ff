// vocabulary.c - from texts to forms.
//
//     by_text: "colour" -> 17        forms[17] = {text colour, norm color, ...}, next -1
//              "ca"     -> 18        forms[18] = {text ca, norm ca}, next 19
//                                    forms[19] = {text ca, norm can}, next -1
//
// A text is found by hash; its forms with other norms, which only the tokenizer's exceptions give,
// hang behind the first one. Forms are kept in blocks, so that they stay where they are.
#include "token/vocabulary.h"

#include <assert.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/search.h"
#include "base/table.h"
#include "base/unicode.h"
#include "base/utf8.h"

enum {
    MOST_FORMS = 64000,
    MOST_MEMORY = 64 << 20,
    LONG_SHAPE = 100, // texts of so many characters have the shape "LONG"
    SHAPE_RUN = 4,    // equal characters of a shape that are kept in a row
    SUFFIX_SIZE = 3,
    FORMS_IN_BLOCK = 512,
    NO_FORM = -1,
};

typedef struct {
    form what;
    int  next; // another form of the same text, or NO_FORM
} kept_form;

struct vocabulary {
    const pipeline *pipeline;
    uint32_t        generation;
    arena           memory; // holds everything below
    LIST(kept_form *) blocks;
    int       form_count;
    str_table by_text;
    buffer    scratch;
};

// Norms that spaCy's code holds, and no file (spec, appendix B).
static const struct {
    const char *text, *norm;
} BASE_NORMS[] = {
    {"'s", "'s"},  {"'S", "'s"}, {"’s", "'s"}, {"’S", "'s"}, {"’", "'"},   {"‘", "'"},
    {"´", "'"},    {"`", "'"},   {"”", "\""},  {"“", "\""},  {"''", "\""}, {"``", "\""},
    {"´´", "\""},  {"„", "\""},  {"»", "\""},  {"«", "\""},  {"‘‘", "\""}, {"’’", "\""},
    {"？", "?"},   {"！", "!"},  {"，", ","},  {"；", ";"},  {"：", ":"},  {"。", "."},
    {"।", "."},    {"…", "..."}, {"—", "-"},   {"–", "-"},   {"--", "-"},  {"---", "-"},
    {"——", "-"},   {"€", "$"},   {"£", "$"},   {"¥", "$"},   {"฿", "$"},   {"US$", "$"},
    {"C$", "$"},   {"A$", "$"},  {"₺", "$"},   {"₹", "$"},   {"৳", "$"},   {"₩", "$"},
    {"Mex$", "$"}, {"₣", "$"},   {"E£", "$"},
};

vocabulary *open_vocabulary(const pipeline *p) {
    vocabulary *v = calloc(1, sizeof *v);
    if (!v) die_of_no_memory(sizeof *v);
    v->pipeline = p;
    return v;
}

void close_vocabulary(vocabulary *v) {
    if (!v) return;
    close_arena(&v->memory);
    close_buffer(&v->scratch);
    free(v);
}

uint32_t generation_of(const vocabulary *v) {
    return v->generation;
}

void renew_vocabulary(vocabulary *v) {
    if (v->form_count <= MOST_FORMS && arena_size(&v->memory) <= MOST_MEMORY) return;
    vocabulary renewed = {
        .pipeline = v->pipeline, .generation = v->generation + 1, .scratch = v->scratch};
    close_arena(&v->memory);
    *v = renewed;
}

// ---- What depends on the text alone (spec 3.1) ------------------------------------------

static bool find_table_norm(const pipeline *p, uint64_t id, str *norm) {
    int first;
    FIND_FIRST(first, 0, p->norm_count, p->norms[first].id >= id);
    if (first == p->norm_count || p->norms[first].id != id) return false;
    *norm = p->norms[first].norm;
    return true;
}

static str norm_of(const pipeline *p, const form *f) {
    str norm;
    if (find_table_norm(p, f->orth, &norm)) return norm;
    for (size_t i = 0; i < sizeof BASE_NORMS / sizeof *BASE_NORMS; i++) {
        if (same(f->text, str_of(BASE_NORMS[i].text))) return str_of(BASE_NORMS[i].norm);
    }
    return f->lower_text;
}

static uint32_t shape_of_point(uint32_t point) {
    if (is_alpha_point(point)) return is_upper_point(point) ? 'X' : 'x';
    return is_digit_point(point) ? 'd' : point;
}

static uint64_t shape_id(buffer *scratch, str text) {
    if (count_points(text) >= LONG_SHAPE) return string_id(STR("LONG"));
    uint32_t last = 0;
    int      run = 0;
    scratch->size = 0;
    for (size_t i = 0; i < text.size;) {
        int      size;
        uint32_t shape = shape_of_point(decode_point(text, i, &size));
        run = i > 0 && shape == last ? run + 1 : 1;
        last = shape;
        i += (size_t)size;
        char bytes[4];
        if (run <= SHAPE_RUN) add_bytes(scratch, bytes, (size_t)encode_point(shape, bytes));
    }
    return string_id(str_of_buffer(scratch));
}

static uint64_t prefix_id(str text) {
    int size;
    decode_point(text, 0, &size);
    return string_id(slice(text, 0, (size_t)size));
}

static uint64_t suffix_id(str text) {
    size_t begin = text.size;
    for (int points = 0; begin > 0 && points < SUFFIX_SIZE;) {
        begin--;
        points += ((unsigned char)text.at[begin] & 0xc0) != 0x80;
    }
    return string_id(slice(text, begin, text.size));
}

static form make_form(vocabulary *v, str text) {
    form f = {.text = copy_str(&v->memory, text), .generation = v->generation};
    v->scratch.size = 0;
    add_lower(&v->scratch, text);
    str lower = str_of_buffer(&v->scratch);
    f.lower_text = same(lower, f.text) ? f.text : copy_str(&v->memory, lower);
    f.orth = string_id(f.text);
    f.lower = string_id(f.lower_text);
    f.norm_text = norm_of(v->pipeline, &f);
    f.norm = string_id(f.norm_text);
    f.prefix = prefix_id(f.text);
    f.suffix = suffix_id(f.text);
    f.shape = shape_id(&v->scratch, f.text);
    f.is_space = is_all_space(f.text);
    return f;
}

// ---- Finding -----------------------------------------------------------------------------

static kept_form *kept_at(const vocabulary *v, int number) {
    return &v->blocks.at[number / FORMS_IN_BLOCK][number % FORMS_IN_BLOCK];
}

static int keep_form(vocabulary *v, form f) {
    int number = v->form_count++;
    if (number % FORMS_IN_BLOCK == 0) {
        PUSH_IN(&v->memory, &v->blocks, NEW_IN(&v->memory, kept_form, FORMS_IN_BLOCK));
    }
    f.number = (uint32_t)number;
    *kept_at(v, number) = (kept_form){.what = f, .next = NO_FORM};
    return number;
}

static int find_text(vocabulary *v, str text) {
    uint32_t known = find_in_table(&v->by_text, text);
    if (known != NOT_IN_TABLE) return (int)known;
    int number = keep_form(v, make_form(v, text));
    add_to_table(&v->memory, &v->by_text, kept_at(v, number)->what.text, (uint32_t)number);
    return number;
}

const form *find_form(vocabulary *v, str text, str norm) {
    assert(text.size > 0);
    int number = find_text(v, text);
    if (!norm.at) return &kept_at(v, number)->what;
    int last = number;
    for (int i = number; i != NO_FORM; i = kept_at(v, i)->next) {
        if (same(kept_at(v, i)->what.norm_text, norm)) return &kept_at(v, i)->what;
        last = i;
    }
    form other = kept_at(v, number)->what;
    other.norm_text = copy_str(&v->memory, norm);
    other.norm = string_id(norm);
    int made = keep_form(v, other);
    kept_at(v, last)->next = made;
    return &kept_at(v, made)->what;
}
