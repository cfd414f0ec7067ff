// safetensors.c - a header that is believed only where everything in it agrees.
//
// Sizes are multiplied in 64 bits and held against the bytes that are there. Sorted by their places
// the tensors must follow one another without gap or overlap, from the first byte to the last; a
// name that is there twice leaves a gap.
#include "model/safetensors.h"

#include <assert.h>
#include <stdalign.h>
#include <stdlib.h>

#include "base/json.h"
#include "model/tensor.h"

enum { LARGEST_HEADER = 16 << 20, MOST_TENSORS = 1 << 16, LARGEST_DIMENSION = 1 << 26 };

static const struct {
    const char *name;
    stored_type type;
    size_t      size;
} TYPES[] = {
    {"F32", STORED_F32, 4},    {"F16", STORED_F16, 2},   {"BF16", STORED_BF16, 2},
    {"I8", STORED_I8, 1},      {"U8", STORED_U8, 1},     {"I32", STORED_I32, 4},
    {"I64", STORED_OTHER, 8},  {"U64", STORED_OTHER, 8}, {"F64", STORED_OTHER, 8},
    {"I16", STORED_OTHER, 2},  {"U16", STORED_OTHER, 2}, {"U32", STORED_OTHER, 4},
    {"BOOL", STORED_OTHER, 1},
};
enum { TYPE_COUNT = sizeof TYPES / sizeof *TYPES };

typedef struct {
    arena       *a;
    const char  *place;
    safetensors *out;
    str          numbers; // of all tensors
    int          room;
    bool         is_refused;
    ro_error    *error;
} header_reader;

static void refuse_tensor(header_reader *r, str name, const char *problem) {
    if (r->is_refused) return;
    r->is_refused = true;
    refuse(r->error, RO_BAD_MODEL, "%s: tensor \"%.*s\": %s", r->place, SHOWN(name), problem);
}

// A whole number from 0 to `most`, or -1.
static int64_t read_whole(const json_value *value, double most) {
    double number = json_number(value);
    if (json_kind_of(value) != JSON_NUMBER || !(number >= 0 && number <= most)) return -1;
    int64_t whole = (int64_t)number;
    return (double)whole == number ? whole : -1;
}

static bool read_shape(stored_tensor *t, const json_value *shape) {
    t->dimensions = json_count(shape);
    t->count = 1;
    if (json_kind_of(shape) != JSON_ARRAY || t->dimensions > MOST_TENSOR_DIMENSIONS) return false;
    for (int i = 0; i < t->dimensions; i++) {
        int64_t size = read_whole(json_at(shape, i), LARGEST_DIMENSION);
        if (size < 0 || (size > 0 && t->count > ((size_t)1 << 40) / (size_t)size)) return false;
        t->shape[i] = (int)size;
        t->count *= (size_t)size;
    }
    return true;
}

static bool read_place(header_reader *r, stored_tensor *t, const json_value *offsets) {
    double  most = (double)r->numbers.size;
    int64_t begin = read_whole(json_at(offsets, 0), most);
    int64_t end = read_whole(json_at(offsets, 1), most);
    if (json_count(offsets) != 2 || begin < 0 || end < begin) return false;
    t->begin = (size_t)begin;
    t->end = (size_t)end;
    t->at = r->numbers.at + begin;
    return true;
}

static void read_fact(void *context, str key, const json_value *value) {
    header_reader    *r = context;
    const stored_fact made = {copy_str(r->a, key), copy_str(r->a, json_str(value))};
    if (json_kind_of(value) == JSON_STRING) PUSH_IN(r->a, &r->out->facts, made);
}

static void read_entry(void *context, str name, const json_value *entry) {
    header_reader *r = context;
    stored_tensor  t = {.name = copy_str(r->a, name)};
    str            type = json_str(json_get(entry, "dtype"));
    int            i = 0;
    if (r->is_refused) return;
    if (same(name, STR("__metadata__"))) {
        json_each(entry, read_fact, r);
        return;
    }
    while (i < TYPE_COUNT && !same(type, str_of(TYPES[i].name))) {
        i++;
    }
    if (i == TYPE_COUNT) {
        refuse_tensor(r, name, "its dtype is not known");
    } else if (!read_shape(&t, json_get(entry, "shape"))) {
        refuse_tensor(r, name, "expected a shape of at most 4 sizes that fit in memory");
    } else if (!read_place(r, &t, json_get(entry, "data_offsets"))) {
        refuse_tensor(r, name, "expected data_offsets inside the file");
    } else if (t.end - t.begin != t.count * TYPES[i].size) {
        refuse_tensor(r, name, "its dtype and shape do not agree with its bytes");
    } else if (t.begin % TYPES[i].size != 0) {
        refuse_tensor(r, name, "its numbers are not aligned");
    } else if (r->out->count == r->room) {
        refuse_tensor(r, name, "expected at most 65536 tensors");
    } else {
        t.type = TYPES[i].type;
        r->out->at[r->out->count++] = t;
    }
}

static void count_entry(void *context, str name, const json_value *entry) {
    int *count = context;
    (void)name, (void)entry;
    *count += *count < MOST_TENSORS;
}

static int by_place(const void *a, const void *b) {
    const stored_tensor *left = a, *right = b;
    if (left->begin != right->begin) return left->begin < right->begin ? -1 : 1;
    if (left->end != right->end) return left->end < right->end ? -1 : 1;
    return compare_str(left->name, right->name);
}

static bool check_places(header_reader *r) {
    safetensors *out = r->out;
    size_t       end = 0;
    if (out->count) qsort(out->at, (size_t)out->count, sizeof *out->at, by_place);
    for (int i = 0; i < out->count && !r->is_refused; i++) {
        if (out->at[i].begin != end) {
            refuse_tensor(r, out->at[i].name, "it does not begin where the one before it ends");
        }
        end = out->at[i].end;
        add_to_table(r->a, &out->places, out->at[i].name, (uint32_t)i);
    }
    if (r->is_refused) return false;
    return end == r->numbers.size ||
           refuse(r->error, RO_BAD_MODEL, "%s: expected %zu bytes of tensors, found %zu", r->place,
                  end, r->numbers.size);
}

static bool read_entries(header_reader *r, str header) {
    json_value *root = read_json(header, r->place, r->error);
    if (!root) return false;
    if (json_kind_of(root) != JSON_OBJECT) {
        close_json(root);
        return refuse(r->error, RO_BAD_MODEL, "%s: expected an object as header", r->place);
    }
    json_each(root, count_entry, &r->room);
    r->out->at = NEW_IN(r->a, stored_tensor, r->room);
    json_each(root, read_entry, r);
    close_json(root);
    return !r->is_refused && check_places(r);
}

bool read_safetensors(str file, const char *place, arena *a, safetensors *tensors,
                      ro_error *error) {
    uint64_t size = 0;
    *tensors = (safetensors){0};
    for (size_t i = 8; file.size >= 8 && i-- > 0;) {
        size = size << 8 | (uint8_t)file.at[i];
    }
    if (file.size < 8 || size > LARGEST_HEADER || size > file.size - 8) {
        return refuse(error, RO_BAD_MODEL,
                      "%s: expected a safetensors file, found a header that is not inside it",
                      place);
    }
    header_reader r = {.a = a, .place = place, .out = tensors, .error = error};
    r.numbers = slice(file, 8 + (size_t)size, file.size);
    return read_entries(&r, slice(file, 8, 8 + (size_t)size));
}

const stored_tensor *find_tensor(const safetensors *tensors, str name) {
    uint32_t i = find_in_table(&tensors->places, name);
    return i == NOT_IN_TABLE ? NULL : &tensors->at[i];
}

str find_fact(const safetensors *tensors, str key) {
    for (int i = 0; i < tensors->facts.count; i++) {
        if (same(tensors->facts.at[i].key, key)) return tensors->facts.at[i].value;
    }
    return (str){NULL, 0};
}

// ---- Numbers -----------------------------------------------------------------------------

static uint32_t read_little(const char *at, size_t size) {
    uint32_t bits = 0;
    for (size_t i = size; i-- > 0;) {
        bits = bits << 8 | (uint8_t)at[i];
    }
    return bits;
}

static float float_of_bits(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static float widen_one(const stored_tensor *t, size_t n) {
    switch (t->type) {
    case STORED_F32:
        return float_of_bits(read_little(t->at + n * 4, 4));
    case STORED_F16:
        return float_of_half((uint16_t)read_little(t->at + n * 2, 2));
    case STORED_BF16:
        return float_of_bits(read_little(t->at + n * 2, 2) << 16);
    case STORED_I8:
        return (float)(int8_t)t->at[n];
    case STORED_U8:
        return (float)(uint8_t)t->at[n];
    case STORED_I32:
        return (float)(int32_t)read_little(t->at + n * 4, 4);
    case STORED_OTHER:
        break;
    }
    return 0;
}

const float *floats_in_place(const stored_tensor *t, size_t first) {
    bool is_aligned = (uintptr_t)t->at % alignof(float) == 0;
    if (t->type != STORED_F32 || !is_aligned || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__) {
        return NULL;
    }
    return (const float *)(const void *)t->at + first;
}

void widen_tensor(const stored_tensor *t, size_t first, size_t count, float *out) {
    assert(t->type != STORED_OTHER && first <= t->count && count <= t->count - first);
    if (t->type == STORED_F32 && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
        if (count) memcpy(out, t->at + first * 4, count * 4);
        return;
    }
    if (t->type == STORED_F16) {
        for (size_t i = 0; i < count; i++) {
            out[i] = float_of_half((uint16_t)read_little(t->at + (first + i) * 2, 2));
        }
        return;
    }
    if (t->type == STORED_F16) { // most of what is widened
        for (size_t i = first; i < first + count; i++) {
            *out++ = float_of_half((uint16_t)read_little(t->at + i * 2, 2));
        }
        return;
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = widen_one(t, first + i);
    }
}
