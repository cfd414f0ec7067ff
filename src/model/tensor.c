// tensor.c - arrays with a shape. Sizes are multiplied in 64 bits and held against the bytes that
// are really there, before anything is allocated.
#include "model/tensor.h"

#include <stdalign.h>

enum { LARGEST_DIMENSION = 1 << 26 };
static const uint64_t LARGEST_COUNT = (uint64_t)1 << 32;

// ---- Element types -----------------------------------------------------------------------

// IEEE half precision: sign, 5 bits of exponent, 10 of fraction.
float float_of_half(uint16_t half) {
    uint32_t sign = (uint32_t)(half >> 15) << 31, exponent = half >> 10 & 31,
             fraction = half & 1023;
    if (exponent == 0) { // zero and subnormals: fraction * 2^-24
        float small = (float)fraction / 16777216.0f;
        return sign ? -small : small;
    }
    uint32_t bits = sign | (exponent == 31 ? 255u : exponent + 112) << 23 | fraction << 13;
    float    value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void widen_halves(const char *from, size_t count, float *to) {
    for (size_t i = 0; i < count; i++) {
        uint16_t half;
        memcpy(&half, from + i * sizeof half, sizeof half);
        to[i] = float_of_half(half);
    }
}

static void copy_floats(const char *from, size_t count, float *to) {
    if (count) memcpy(to, from, count * sizeof *to);
}

static void narrow_doubles(const char *from, size_t count, float *to) {
    for (size_t i = 0; i < count; i++) {
        double wide;
        memcpy(&wide, from + i * sizeof wide, sizeof wide);
        to[i] = (float)wide;
    }
}

typedef struct {
    const char *name; // of NumPy
    size_t      size;
    void (*convert)(const char *from, size_t count, float *to);
} element_type;

static const element_type TYPES[] = {
    {"<f4", 4, copy_floats}, {"<f2", 2, widen_halves}, {"<f8", 8, narrow_doubles}};

static const element_type *find_type(str name) {
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) {
        if (same(name, str_of(TYPES[i].name))) return &TYPES[i];
    }
    return NULL;
}

// ---- Shapes ------------------------------------------------------------------------------

static bool add_dimension(tensor *t, uint64_t size) {
    if (t->dimensions == MOST_DIMENSIONS || size > LARGEST_DIMENSION) return false;
    if (size * (uint64_t)t->count > LARGEST_COUNT) return false;
    t->shape[t->dimensions++] = (int)size;
    t->count *= (size_t)size;
    return true;
}

// ---- MessagePack -------------------------------------------------------------------------

typedef struct {
    str    type, bytes;
    tensor shape;
} packed_array;

static void read_shape(pack_reader *r, tensor *t) {
    *t = (tensor){.count = 1};
    for (uint32_t n = read_array(r); n > 0 && !r->is_broken; n--) {
        if (!add_dimension(t, read_unsigned(r))) refuse_pack(r, "the array's shape is too large");
    }
}

static void read_array_entry(pack_reader *r, packed_array *array) {
    str key = read_text(r);
    if (same(key, STR("nd"))) {
        if (!read_bool(r)) refuse_pack(r, "expected an array, found a single number");
    } else if (same(key, STR("type"))) {
        array->type = read_text(r);
    } else if (same(key, STR("shape"))) {
        read_shape(r, &array->shape);
    } else if (same(key, STR("data"))) {
        array->bytes = read_text(r);
    } else {
        skip_pack(r);
    }
}

static bool is_next_nil(const pack_reader *r) {
    return r->at < r->content.size && (uint8_t)r->content.at[r->at] == 0xc0;
}

tensor read_tensor(pack_reader *r, arena *a) {
    packed_array array = {{NULL, 0}, {NULL, 0}, {0}};
    if (is_next_nil(r)) {
        skip_pack(r);
        return (tensor){0};
    }
    for (uint32_t n = read_map(r); n > 0; n--) {
        read_array_entry(r, &array);
    }
    if (r->is_broken) return (tensor){0};
    const element_type *type = find_type(array.type);
    if (!type) {
        refuse_pack(r, "arrays of type \"%.*s\" are not supported", SHOWN(array.type));
        return (tensor){0};
    }
    if (!array.shape.count || array.bytes.size != array.shape.count * type->size) {
        refuse_pack(r, "expected %zu bytes of an array's shape, found %zu",
                    array.shape.count * type->size, array.bytes.size);
        return (tensor){0};
    }
    float *values = alloc_raw_in_arena(a, sizeof *values, array.shape.count);
    type->convert(array.bytes.at, array.shape.count, values);
    array.shape.at = values;
    return array.shape;
}

// ---- NumPy -------------------------------------------------------------------------------

// The header is a Python dictionary, "{'descr': '<f4', 'fortran_order': False, 'shape': (20, 3), }";
// these find what stands behind a key of it.
static str find_npy_value(str header, str key) {
    int64_t at = find_str(header, key, 0);
    if (at < 0) return (str){NULL, 0};
    str rest = slice(header, (size_t)at + key.size, header.size);
    return trim(rest);
}

static str read_quoted(str text) {
    if (text.size == 0 || text.at[0] != '\'') return (str){NULL, 0};
    int64_t end = find_char(text, '\'', 1);
    return end < 0 ? (str){NULL, 0} : slice(text, 1, (size_t)end);
}

static bool read_npy_shape(str text, tensor *t) {
    int64_t end = find_char(text, ')', 0);
    if (end < 0 || text.at[0] != '(') return false;
    str rest = slice(text, 1, (size_t)end);
    *t = (tensor){.count = 1};
    while (rest.at) {
        uint64_t size;
        str      piece = trim(cut_at(&rest, ','));
        if (piece.size == 0 && t->dimensions > 0 && !rest.at) break; // "(20,)"
        if (!read_uint64(piece, &size) || !add_dimension(t, size)) return false;
    }
    return true;
}

static bool split_npy(str content, str *header, str *body) {
    if (content.size < 12 || !starts_with(content, STR("\x93NUMPY"))) return false;
    int      version = content.at[6];
    size_t   begin = version == 1 ? 10 : 12;
    uint32_t size = 0;
    for (size_t i = begin; i > 8; i--) {
        size = size << 8 | (uint8_t)content.at[i - 1];
    }
    if (version < 1 || version > 3 || size > content.size - begin) return false;
    *header = slice(content, begin, begin + size);
    *body = slice(content, begin + size, content.size);
    return true;
}

bool read_npy(str content, const char *place, arena *a, tensor *t, ro_error *error) {
    str header, body;
    if (!split_npy(content, &header, &body)) {
        return refuse(error, RO_BAD_MODEL, "%s: expected a NumPy array file", place);
    }
    str                 name = read_quoted(find_npy_value(header, STR("'descr':")));
    const element_type *type = find_type(name);
    if (!type) {
        return refuse(error, RO_BAD_MODEL, "%s: arrays of type \"%.*s\" are not supported", place,
                      SHOWN(name));
    }
    if (!starts_with(find_npy_value(header, STR("'fortran_order':")), STR("False"))) {
        return refuse(error, RO_BAD_MODEL, "%s: arrays in Fortran order are not supported", place);
    }
    if (!read_npy_shape(find_npy_value(header, STR("'shape':")), t)) {
        return refuse(error, RO_BAD_MODEL, "%s: the array's shape cannot be read", place);
    }
    if (body.size != t->count * type->size) {
        return refuse(error, RO_BAD_MODEL, "%s: expected %zu bytes of an array, found %zu", place,
                      t->count * type->size, body.size);
    }
    if (type->size == sizeof(float) && (uintptr_t)body.at % alignof(float) == 0) {
        t->at = (const float *)(const void *)body.at;
        return true;
    }
    float *values = alloc_raw_in_arena(a, sizeof *values, t->count);
    type->convert(body.at, t->count, values);
    t->at = values;
    return true;
}
