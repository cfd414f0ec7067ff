// wordpiece.c - one pass over the characters gathers a word; the word is then cut from the left.
//
// Characters keep the place they came from, so that a piece knows its bytes whatever lower case and
// the loss of accents made of them. A word of more than LONGEST_WORD characters is one unknown
// piece; only its length is kept then, and every look-up is bounded by the longest entry of the
// vocabulary: the work is linear in the text.
#include "encoder/wordpiece.h"

#include <stdlib.h>

#include "base/table.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "model/pieces.h"

enum { LONGEST_WORD = LONGEST_PIECED_WORD };

struct wordpiece {
    arena     memory;
    str_table begins, goes_on; // pieces at the start of a word, and behind it without "##"
    size_t    longest;         // bytes of the longest of them
    int32_t   count, unknown, begin, end;
};

// ---- Opening -----------------------------------------------------------------------------

static void add_piece(wordpiece *w, int id, str name) {
    bool goes_on = starts_with(name, STR("##")) && name.size > 2;
    if (goes_on) name = slice(name, 2, name.size);
    add_to_table(&w->memory, goes_on ? &w->goes_on : &w->begins, name, (uint32_t)id);
    if (name.size > w->longest) w->longest = name.size;
}

static bool find_special(const wordpiece *w, const char *text, const char *place, int32_t *id,
                         ro_error *error) {
    uint32_t found = find_in_table(&w->begins, str_of(text));
    *id = (int32_t)found;
    return found != NOT_IN_TABLE ||
           refuse(error, RO_BAD_MODEL, "%s: expected a piece %s, found none", place, text);
}

static bool add_pieces(wordpiece *w, const piece_names *pieces, const char *place,
                       ro_error *error) {
    w->count = pieces->count;
    reserve_in_table(&w->memory, &w->begins, (uint32_t)pieces->count);
    for (int id = 0; id < pieces->count; id++) {
        if (pieces->at[id].size > 0) add_piece(w, id, pieces->at[id]);
    }
    return find_special(w, "[UNK]", place, &w->unknown, error) &&
           find_special(w, "[CLS]", place, &w->begin, error) &&
           find_special(w, "[SEP]", place, &w->end, error);
}

wordpiece *open_wordpiece(const wordpiece_file *file, ro_error *error) {
    wordpiece *w = calloc(1, sizeof *w);
    if (!w) die_of_no_memory(sizeof *w);
    piece_names pieces;
    bool        is_read =
        file->is_list ? read_piece_list(copy_str(&w->memory, file->content), file->place,
                                               &w->memory, &pieces, error)
                             : read_tokenizer_json(file->content, file->place, &w->memory, &pieces, error);
    if (is_read && add_pieces(w, &pieces, file->place, error)) return w;
    close_wordpiece(w);
    return NULL;
}

void close_wordpiece(wordpiece *w) {
    if (!w) return;
    close_arena(&w->memory);
    free(w);
}

int32_t piece_count(const wordpiece *w) {
    return w->count;
}
int32_t piece_of_unknown(const wordpiece *w) {
    return w->unknown;
}
int32_t piece_of_begin(const wordpiece *w) {
    return w->begin;
}
int32_t piece_of_end(const wordpiece *w) {
    return w->end;
}

// ---- Words into pieces -------------------------------------------------------------------

// Where pieces go: into a list, or the first `room` ids into an array.
typedef struct {
    const wordpiece *w;
    arena           *a;
    piece_list      *list;
    int32_t         *ids;
    int              room, count;
} piece_sink;

static void put_piece(piece_sink *sink, int32_t id, span where) {
    if (sink->list) {
        PUSH_IN(sink->a, sink->list, ((piece){id, where}));
    } else if (sink->count < sink->room) {
        sink->ids[sink->count] = id;
    }
    sink->count++;
}

static void take_back(piece_sink *sink, int count) {
    if (sink->list) sink->list->count -= sink->count - count;
    sink->count = count;
}

typedef struct {
    char     bytes[LONGEST_WORD * 4];
    uint32_t at[LONGEST_WORD + 1]; // where characters begin in `bytes`
    span     from[LONGEST_WORD];   // and in the text
    int      count;                // of all characters, kept or not
    span     where;
} gathered_word;

// The end of the longest piece from a character on; `begin` where there is none.
static int find_piece(const wordpiece *w, const gathered_word *word, int begin, uint32_t *id) {
    const str_table *table = begin == 0 ? &w->begins : &w->goes_on;
    int              end = begin;
    while (end < word->count && word->at[end + 1] - word->at[begin] <= w->longest) {
        end++;
    }
    for (; end > begin; end--) {
        str part = {word->bytes + word->at[begin], word->at[end] - word->at[begin]};
        *id = find_in_table(table, part);
        if (*id != NOT_IN_TABLE) break;
    }
    return end;
}

static void end_word(piece_sink *sink, gathered_word *word) {
    int  before = sink->count;
    bool is_known = word->count <= LONGEST_WORD;
    for (int begin = 0, end; is_known && begin < word->count; begin = end) {
        uint32_t id;
        end = find_piece(sink->w, word, begin, &id);
        is_known = end > begin;
        if (is_known) {
            put_piece(sink, (int32_t)id, (span){word->from[begin].begin, word->from[end - 1].end});
        }
    }
    if (!is_known) {
        take_back(sink, before);
        put_piece(sink, sink->w->unknown, word->where);
    }
    word->count = 0;
}

static void gather_point(gathered_word *word, uint32_t point, span from) {
    if (word->count == 0) word->where = from;
    word->where.end = from.end;
    if (word->count < LONGEST_WORD) {
        uint32_t at = word->count == 0 ? 0 : word->at[word->count];
        word->at[0] = 0;
        word->from[word->count] = from;
        word->at[word->count + 1] = at + (uint32_t)encode_point(point, word->bytes + at);
    }
    word->count += word->count <= LONGEST_WORD;
}

// ---- Characters into words ---------------------------------------------------------------

// The blocks of ideographs that each stand as a word.
static const point_range IDEOGRAPHS[] = {{0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xf900, 0xfaff},
                                         {0x20000, 0x2a6df}, {0x2a700, 0x2b73f}, {0x2b740, 0x2b81f},
                                         {0x2b920, 0x2ceaf}, {0x2f800, 0x2fa1f}};

static bool is_ideograph(uint32_t point) {
    for (size_t i = 0; point >= 0x3400 && i < sizeof IDEOGRAPHS / sizeof *IDEOGRAPHS; i++) {
        if (point >= IDEOGRAPHS[i].first && point <= IDEOGRAPHS[i].last) return true;
    }
    return false;
}

static bool is_dropped(uint32_t point) {
    if (point == '\t' || point == '\n' || point == '\r') return false;
    return point == REPLACEMENT || is_control_point(point);
}

// Every sign of ASCII stands alone, also those that are symbols to Unicode.
static bool stands_alone(uint32_t point) {
    if (point < 0x80) return point > ' ' && !is_letter((char)point) && !is_digit((char)point);
    return is_punctuation_point(point);
}

static void add_bare(piece_sink *sink, gathered_word *word, uint32_t point, span from) {
    uint32_t bare = lower_of_point(point);
    if (stands_alone(bare)) {
        if (word->count > 0) end_word(sink, word);
        gather_point(word, bare, from);
        end_word(sink, word);
    } else {
        gather_point(word, bare, from);
    }
}

static void add_character(piece_sink *sink, gathered_word *word, uint32_t point, span from) {
    uint32_t bare[MOST_BARE_POINTS];
    bool     is_alone = is_ideograph(point);
    if (is_dropped(point)) return;
    if ((is_space_point(point) || is_alone) && word->count > 0) end_word(sink, word);
    if (is_space_point(point)) return;
    int count = bare_points_of(point, bare);
    for (int i = 0; i < count; i++) {
        add_bare(sink, word, bare[i], from);
    }
    if (is_alone && word->count > 0) end_word(sink, word);
}

static void split(piece_sink *sink, str text) {
    gathered_word word;
    word.count = 0;
    for (size_t i = 0; i < text.size;) {
        int      size = 1;
        uint32_t point = (unsigned char)text.at[i];
        if (point >= 0x80) point = decode_point(text, i, &size);
        add_character(sink, &word, point, (span){(uint32_t)i, (uint32_t)i + (uint32_t)size});
        i += (size_t)size;
    }
    if (word.count > 0) end_word(sink, &word);
}

void split_text(const wordpiece *w, str text, arena *a, piece_list *pieces) {
    piece_sink sink = {.w = w, .a = a, .list = pieces};
    split(&sink, text);
}

int split_word(const wordpiece *w, str word, int32_t *ids, int room) {
    piece_sink sink = {.w = w, .ids = ids, .room = room};
    split(&sink, word);
    return sink.count;
}
