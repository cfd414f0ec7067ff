// messagepack.c - MessagePack (msgpack/spec, 2013) without extension types and time stamps, which
// trained pipelines do not use.
//
// Why not msgpack-c: it builds a tree of 24-byte objects before anything can be looked at (33 MB
// for the 8 MB map of word vectors) and allocates whatever count a file announces before it has
// seen the elements. A cursor needs no memory at all, and a count that the rest of the file cannot
// hold is refused when it is read.
#include "model/messagepack.h"

#include <stdarg.h>
#include <stdio.h>

// What a first byte means: fixed forms carry their number in the byte itself, the others in the
// `width` bytes behind it (big-endian).
typedef struct {
    uint8_t   first, last;
    pack_kind kind;
    int       width; // 0: fixed
    uint8_t   mask;  // the bits of a fixed form
} pack_form;

static const pack_form FORMS[] = {
    {0x00, 0x7f, PACK_UNSIGNED, 0, 0x7f}, {0x80, 0x8f, PACK_MAP, 0, 0x0f},
    {0x90, 0x9f, PACK_ARRAY, 0, 0x0f},    {0xa0, 0xbf, PACK_TEXT, 0, 0x1f},
    {0xc0, 0xc0, PACK_NIL, 0, 0x00},      {0xc2, 0xc3, PACK_BOOL, 0, 0x01},
    {0xc4, 0xc4, PACK_BYTES, 1, 0},       {0xc5, 0xc5, PACK_BYTES, 2, 0},
    {0xc6, 0xc6, PACK_BYTES, 4, 0},       {0xca, 0xca, PACK_REAL, 4, 0},
    {0xcb, 0xcb, PACK_REAL, 8, 0},        {0xcc, 0xcc, PACK_UNSIGNED, 1, 0},
    {0xcd, 0xcd, PACK_UNSIGNED, 2, 0},    {0xce, 0xce, PACK_UNSIGNED, 4, 0},
    {0xcf, 0xcf, PACK_UNSIGNED, 8, 0},    {0xd0, 0xd0, PACK_NEGATIVE, 1, 0},
    {0xd1, 0xd1, PACK_NEGATIVE, 2, 0},    {0xd2, 0xd2, PACK_NEGATIVE, 4, 0},
    {0xd3, 0xd3, PACK_NEGATIVE, 8, 0},    {0xd9, 0xd9, PACK_TEXT, 1, 0},
    {0xda, 0xda, PACK_TEXT, 2, 0},        {0xdb, 0xdb, PACK_TEXT, 4, 0},
    {0xdc, 0xdc, PACK_ARRAY, 2, 0},       {0xdd, 0xdd, PACK_ARRAY, 4, 0},
    {0xde, 0xde, PACK_MAP, 2, 0},         {0xdf, 0xdf, PACK_MAP, 4, 0},
    {0xe0, 0xff, PACK_NEGATIVE, 0, 0xff},
};

static const char *const KIND_NAMES[] = {
    [PACK_NIL] = "nil",
    [PACK_BOOL] = "a truth value",
    [PACK_UNSIGNED] = "a number",
    [PACK_NEGATIVE] = "a negative number",
    [PACK_REAL] = "a real number",
    [PACK_TEXT] = "a text",
    [PACK_BYTES] = "bytes",
    [PACK_ARRAY] = "an array",
    [PACK_MAP] = "a map",
};

bool refuse_pack(pack_reader *r, const char *format, ...) {
    if (r->is_broken) return false;
    char    what[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    r->is_broken = true;
    return refuse_at(r->error, RO_BAD_MODEL, (int64_t)r->at, "%s: byte %zu: %s", r->place, r->at,
                     what);
}

static size_t bytes_left(const pack_reader *r) {
    return r->content.size - r->at;
}

static const pack_form *find_form(uint8_t first) {
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        if (first >= FORMS[i].first && first <= FORMS[i].last) return &FORMS[i];
    }
    return NULL;
}

static uint64_t read_big_endian(pack_reader *r, int width) {
    uint64_t number = 0;
    for (int i = 0; i < width; i++) {
        number = number << 8 | (uint8_t)r->content.at[r->at++];
    }
    return number;
}

static double read_real(uint64_t bits, int width) {
    double   wide;
    float    narrow;
    uint32_t half = (uint32_t)bits;
    memcpy(&wide, &bits, sizeof wide);
    memcpy(&narrow, &half, sizeof narrow);
    return width == 4 ? (double)narrow : wide;
}

// Signed forms may hold positive numbers too.
static void read_signed(pack_value *value, uint64_t bits, int width) {
    int      unused = 64 - 8 * (width ? width : 1);
    uint64_t wide = bits << unused;
    int64_t  number = (int64_t)wide >> unused;
    value->kind = number < 0 ? PACK_NEGATIVE : PACK_UNSIGNED;
    value->number = (uint64_t)number;
}

static bool read_bytes_of(pack_reader *r, pack_value *value, uint64_t size) {
    if (size > bytes_left(r)) {
        return refuse_pack(r, "expected %llu bytes, found the file's end",
                           (unsigned long long)size);
    }
    value->bytes = slice(r->content, r->at, r->at + (size_t)size);
    r->at += (size_t)size;
    return true;
}

static bool read_count(pack_reader *r, pack_value *value, uint64_t count) {
    size_t least = value->kind == PACK_MAP ? 2 : 1; // bytes that one element takes
    if (count > bytes_left(r) / least) {
        return refuse_pack(r, "expected %llu elements, found the file's end",
                           (unsigned long long)count);
    }
    value->count = (uint32_t)count;
    return true;
}

static bool read_rest(pack_reader *r, const pack_form *form, uint64_t number, pack_value *value) {
    switch (form->kind) {
    case PACK_NIL:
        return true;
    case PACK_BOOL:
    case PACK_UNSIGNED:
        value->number = number;
        return true;
    case PACK_NEGATIVE:
        read_signed(value, number, form->width);
        return true;
    case PACK_REAL:
        value->real = read_real(number, form->width);
        return true;
    case PACK_TEXT:
    case PACK_BYTES:
        return read_bytes_of(r, value, number);
    case PACK_ARRAY:
    case PACK_MAP:
        return read_count(r, value, number);
    }
    return false;
}

pack_value read_pack(pack_reader *r) {
    const pack_value nothing = {PACK_NIL, 0, 0, {NULL, 0}, 0};
    if (r->is_broken) return nothing;
    if (bytes_left(r) == 0) {
        refuse_pack(r, "expected a value, found the file's end");
        return nothing;
    }
    uint8_t          first = (uint8_t)r->content.at[r->at];
    const pack_form *form = find_form(first);
    if (!form) {
        refuse_pack(r, "MessagePack type 0x%02x is not supported", first);
        return nothing;
    }
    if ((size_t)form->width >= bytes_left(r)) {
        refuse_pack(r, "expected a value, found the file's end");
        return nothing;
    }
    r->at++;
    uint64_t   number = form->width ? read_big_endian(r, form->width) : first & form->mask;
    pack_value value = {.kind = form->kind};
    return read_rest(r, form, number, &value) ? value : nothing;
}

void skip_pack(pack_reader *r) {
    // Counts the values still to come instead of nesting calls: depth costs nothing.
    for (uint64_t left = 1; left > 0 && !r->is_broken; left--) {
        pack_value value = read_pack(r);
        left += value.kind == PACK_MAP ? 2 * (uint64_t)value.count : value.count;
    }
}

static pack_value read_kind(pack_reader *r, pack_kind kind) {
    size_t     begin = r->at;
    pack_value value = read_pack(r);
    if (r->is_broken || value.kind == kind) return value;
    r->at = begin;
    refuse_pack(r, "expected %s, found %s", KIND_NAMES[kind], KIND_NAMES[value.kind]);
    return (pack_value){.kind = kind};
}

uint32_t read_map(pack_reader *r) {
    return read_kind(r, PACK_MAP).count;
}

uint32_t read_array(pack_reader *r) {
    return read_kind(r, PACK_ARRAY).count;
}

// For counts that memory is taken by, many times the bytes of the file.
static uint32_t read_count_up_to(pack_reader *r, pack_kind kind, uint32_t most) {
    size_t   begin = r->at;
    uint32_t count = read_kind(r, kind).count;
    if (count <= most) return count;
    r->at = begin;
    refuse_pack(r, "expected at most %u elements, found %u", most, count);
    return 0;
}

uint32_t read_map_up_to(pack_reader *r, uint32_t most) {
    return read_count_up_to(r, PACK_MAP, most);
}

uint32_t read_array_up_to(pack_reader *r, uint32_t most) {
    return read_count_up_to(r, PACK_ARRAY, most);
}

uint64_t read_unsigned(pack_reader *r) {
    return read_kind(r, PACK_UNSIGNED).number;
}

bool read_bool(pack_reader *r) {
    return read_kind(r, PACK_BOOL).number != 0;
}

str read_text_or_nil(pack_reader *r) {
    size_t     begin = r->at;
    pack_value value = read_pack(r);
    if (value.kind == PACK_NIL) return (str){NULL, 0};
    if (value.kind == PACK_TEXT || value.kind == PACK_BYTES) return value.bytes;
    r->at = begin;
    refuse_pack(r, "expected a text, found %s", KIND_NAMES[value.kind]);
    return (str){NULL, 0};
}

str read_text(pack_reader *r) {
    size_t begin = r->at;
    str    text = read_text_or_nil(r);
    if (text.at) return text;
    if (!r->is_broken) {
        r->at = begin;
        refuse_pack(r, "expected a text, found nil");
    }
    return (str){"", 0};
}

bool end_pack(pack_reader *r) {
    if (!r->is_broken && bytes_left(r) > 0) {
        refuse_pack(r, "expected the end, found %zu more bytes", bytes_left(r));
    }
    return !r->is_broken;
}
