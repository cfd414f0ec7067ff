// bytes.c - which tables of byte products this processor runs, and how matrices are laid out.
#include "math/bytes.h"

#include <assert.h>
#include <math.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

#include "math/bytes_tables.h"
#include "math/curves.h"

#if defined(__x86_64__)
// Leaf 7.1, EAX bit 4: the compilers of Debian 12 do not all know it by name.
static bool has_avxvnni(void) {
    unsigned a = 0, b = 0, c = 0, d = 0;
    return __builtin_cpu_supports("avx2") && __get_cpuid_count(7, 1, &a, &b, &c, &d) &&
           (a & 1u << 4) != 0;
}
#endif

static bool runs_here(const byte_kernels *k) {
#if defined(__x86_64__)
    if (k == &avx2_byte_kernels) {
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    }
    if (k == &avxvnni_byte_kernels) return has_avxvnni() && __builtin_cpu_supports("fma");
    if (k == &avx512vnni_byte_kernels) {
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vnni");
    }
#endif
    return k != NULL;
}

// Fastest first; the last one runs everywhere.
static const byte_kernels *const TABLES[] = {
#if defined(__x86_64__)
    &avx512vnni_byte_kernels,
    &avxvnni_byte_kernels,
    &avx2_byte_kernels,
#elif defined(__aarch64__)
    &neon_byte_kernels,
#endif
    &reference_byte_kernels,
};
enum { TABLE_COUNT = sizeof TABLES / sizeof *TABLES };

const byte_kernels *best_byte_kernels(void) {
    int i = 0;
    while (!runs_here(TABLES[i])) {
        i++;
    }
    return TABLES[i];
}

const byte_kernels *find_byte_kernels(const char *name) {
    for (int i = 0; i < TABLE_COUNT; i++) {
        if (runs_here(TABLES[i]) && strcmp(name, TABLES[i]->name) == 0) return TABLES[i];
    }
    return NULL;
}

// ---- Packing -----------------------------------------------------------------------------

float round_weights(const float *row, int count, int8_t *bytes) {
    float largest = 0;
    for (int i = 0; i < count; i++) {
        float size = fabsf(row[i]);
        if (size > largest) largest = size;
    }
    if (!(largest > 1e-30F && largest < 1e30F)) {
        memset(bytes, 0, (size_t)count);
        return 0;
    }
    for (int i = 0; i < count; i++) {
        float rounded = (row[i] / largest * 127.0F + ROUNDER) - ROUNDER;
        bytes[i] = (int8_t)(rounded >= -127 && rounded <= 127 ? rounded : 0); // 0: not a number
    }
    return largest / 127.0F;
}

static int divide_up(int a, int b) {
    return (a + b - 1) / b;
}

static void place_output(const byte_matrix *m, const loose_bytes *loose, int output) {
    size_t        group = (size_t)m->group, lanes = (size_t)m->lanes, o = (size_t)output;
    size_t        width = (size_t)m->columns * lanes, at = o % width;
    size_t        groups = (size_t)divide_up(m->inputs, m->group);
    const int8_t *from = loose->weights + o * (size_t)m->inputs;
    int8_t       *to = (int8_t *)m->weights + (o / width * groups * width + at) * group;
    int32_t       sum = 0;
    for (size_t i = 0; i < (size_t)m->inputs; i++) {
        to[i / group * width * group + i % group] = from[i];
        sum += from[i];
    }
    ((int32_t *)m->sums)[o] = sum;
    ((float *)m->scales)[o] = loose->scales[o];
    ((float *)m->bias)[o] = loose->bias ? loose->bias[o] : 0;
}

byte_matrix pack_byte_matrix(arena *a, const byte_kernels *k, const loose_bytes *loose) {
    assert(loose->inputs >= 1 && loose->inputs <= MOST_BYTE_INPUTS && loose->outputs >= 1);
    byte_matrix m = {
        .outputs = loose->outputs, .inputs = loose->inputs, .lanes = k->lanes, .group = k->group};
    int vectors = divide_up(m.outputs, m.lanes);
    m.columns = divide_up(vectors, divide_up(vectors, LARGEST_MAXOUT));
    m.blocks = divide_up(vectors, m.columns);
    size_t room = byte_product_room(&m);
    size_t groups = (size_t)divide_up(m.inputs, m.group);
    m.weights = NEW_IN(a, int8_t, room * groups * (size_t)m.group);
    m.sums = NEW_IN(a, int32_t, room);
    m.scales = NEW_IN(a, float, room);
    m.bias = NEW_IN(a, float, room);
    for (int o = 0; o < m.outputs; o++) {
        place_output(&m, loose, o);
    }
    return m;
}
