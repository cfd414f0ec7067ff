// pieces.c - a tokenizer.json, checked; and the list that stands for it from then on.
#include "model/pieces.h"

#include "base/buffer.h"
#include "base/json.h"

enum { MOST_PIECES = 1 << 20 };

#define FIRST_LINE STR("readout pieces 1\n")

// The places in a tokenizer.json that say how it reads, and what they must say.
static const struct {
    const char *part, *key, *text; // text: NULL for `true`
} NEEDED[] = {
    {"model", "type", "WordPiece"},
    {"model", "unk_token", "[UNK]"},
    {"model", "continuing_subword_prefix", "##"},
    {"normalizer", "type", "BertNormalizer"},
    {"normalizer", "clean_text", NULL},
    {"normalizer", "handle_chinese_chars", NULL},
    {"normalizer", "lowercase", NULL},
    {"pre_tokenizer", "type", "BertPreTokenizer"},
};

static bool check_kind(const json_value *root, const char *place, ro_error *error) {
    for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++) {
        const json_value *value = json_get(json_get(root, NEEDED[i].part), NEEDED[i].key);
        const char       *text = NEEDED[i].text;
        if (text ? same(json_str(value), str_of(text)) : json_is_true(value)) continue;
        return refuse(error, RO_BAD_MODEL, "%s: %s.%s: only %s is supported", place, NEEDED[i].part,
                      NEEDED[i].key, text ? text : "true");
    }
    const json_value *accents = json_get(json_get(root, "normalizer"), "strip_accents");
    double longest = json_number(json_get(json_get(root, "model"), "max_input_chars_per_word"));
    if (json_kind_of(accents) == JSON_BOOL && !json_is_true(accents)) {
        return refuse(error, RO_BAD_MODEL, "%s: only stripped accents are supported", place);
    }
    return longest == LONGEST_PIECED_WORD ||
           refuse(error, RO_BAD_MODEL, "%s: expected words of at most %d characters", place,
                  LONGEST_PIECED_WORD);
}

// ---- The vocabulary ----------------------------------------------------------------------

typedef struct {
    arena       *a;
    piece_names *pieces;
    const char  *place;
    bool         is_refused;
    ro_error    *error;
} vocabulary_reader;

static void refuse_piece(vocabulary_reader *r, str text, const char *problem) {
    r->is_refused = true;
    refuse(r->error, RO_BAD_MODEL, "%s: the piece \"%.*s\" has %s", r->place, SHOWN(text), problem);
}

static void count_piece(void *context, str text, const json_value *value) {
    vocabulary_reader *r = context;
    double             number = json_number(value);
    bool               is_good = number >= 0 && number < MOST_PIECES;
    if (r->is_refused) return;
    if (!is_good || json_kind_of(value) != JSON_NUMBER || number != (double)(int)number) {
        refuse_piece(r, text, "no number");
    } else if (text.size == 0 || find_char(text, '\n', 0) >= 0) {
        refuse_piece(r, text, "no characters of a piece");
    } else if ((int)number >= r->pieces->count) {
        r->pieces->count = (int)number + 1;
    }
}

static void add_piece(void *context, str text, const json_value *value) {
    vocabulary_reader *r = context;
    str               *name = &r->pieces->at[(int)json_number(value)];
    if (r->is_refused) return;
    if (name->size > 0) {
        refuse_piece(r, text, "the number of another");
        return;
    }
    *name = copy_str(r->a, text);
}

static bool read_vocabulary(vocabulary_reader *r, const json_value *vocabulary) {
    json_each(vocabulary, count_piece, r);
    if (r->is_refused) return false;
    if (r->pieces->count == 0) {
        return refuse(r->error, RO_BAD_MODEL, "%s: model.vocab: expected pieces, found none",
                      r->place);
    }
    r->pieces->at = NEW_IN(r->a, str, r->pieces->count);
    json_each(vocabulary, add_piece, r);
    return !r->is_refused;
}

bool read_tokenizer_json(str settings, const char *place, arena *a, piece_names *pieces,
                         ro_error *error) {
    json_value *root = read_json(settings, place, error);
    if (!root) return false;
    *pieces = (piece_names){0};
    vocabulary_reader r = {.a = a, .pieces = pieces, .place = place, .error = error};
    bool              is_read = check_kind(root, place, error) &&
                   read_vocabulary(&r, json_get(json_get(root, "model"), "vocab"));
    close_json(root);
    return is_read;
}

// ---- The list ----------------------------------------------------------------------------

static size_t count_lines(str text) {
    size_t count = 0;
    for (int64_t at = 0; (at = find_char(text, '\n', (size_t)at)) >= 0; at++) {
        count++;
    }
    return count;
}

bool read_piece_list(str list, const char *place, arena *a, piece_names *pieces, ro_error *error) {
    size_t count = count_lines(list);
    if (!starts_with(list, FIRST_LINE) || count < 2 || count > MOST_PIECES ||
        list.at[list.size - 1] != '\n') {
        return refuse(error, RO_BAD_MODEL,
                      "%s: expected \"readout pieces 1\" and a line for each piece", place);
    }
    *pieces = (piece_names){alloc_raw_in_arena(a, sizeof *pieces->at, count - 1), (int)count - 1};
    str rest = slice(list, FIRST_LINE.size, list.size);
    for (int i = 0; i < pieces->count; i++) {
        pieces->at[i] = cut_at(&rest, '\n');
    }
    return true;
}

str make_piece_list(arena *a, const piece_names *pieces) {
    buffer list = {0};
    add_str(&list, FIRST_LINE);
    for (int i = 0; i < pieces->count; i++) {
        add_str(&list, pieces->at[i]);
        add_char(&list, '\n');
    }
    str made = copy_str(a, str_of_buffer(&list));
    close_buffer(&list);
    return made;
}
