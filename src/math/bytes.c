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

// In lanes, which compilers turn into vectors: the largest of all is the same in any order.
static float find_largest_size(const float *row, int count) {
    enum { SIZES = 16 };
    float sizes[SIZES] = {0}, largest = 0;
    int   whole = count / SIZES * SIZES;
    for (int i = 0; i < whole; i += SIZES) {
        for (int n = 0; n < SIZES; n++) {
            float size = fabsf(row[i + n]);
            sizes[n] = size > sizes[n] ? size : sizes[n];
        }
    }
    for (int i = whole; i < count; i++) {
        float size = fabsf(row[i]);
        largest = size > largest ? size : largest;
    }
    for (int n = 0; n < SIZES; n++) {
        largest = sizes[n] > largest ? sizes[n] : largest;
    }
    return largest;
}

float round_weights(const float *row, int count, int8_t *bytes) {
    float largest = find_largest_size(row, count);
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

// The first weights of a group, as the kernels take them.
static inline void place_group(const int8_t *from, int count, bool are_wide, char *to) {
    if (!are_wide) {
        memcpy(to, from, (size_t)count);
        return;
    }
    for (int i = 0; i < count; i++) {
        int16_t wide = from[i];
        memcpy(to + (size_t)i * sizeof wide, &wide, sizeof wide);
    }
}

// In the order of the packed block, so that it is written once from the beginning to the end; the
// lines of all its outputs stay in the cache meanwhile.
static inline void place_block(const byte_matrix *m, const loose_bytes *loose, size_t block,
                               int group) {
    size_t        inputs = (size_t)m->inputs, width = (size_t)m->columns * (size_t)m->lanes;
    size_t        first = block * width, rest = (size_t)m->outputs - first;
    size_t        outputs = rest < width ? rest : width, groups = inputs / (size_t)group;
    int           left = m->inputs % group;
    char         *to = (char *)m->weights + first * (groups + (left > 0)) * GROUP_SIZE;
    const int8_t *from = loose->weights + first * inputs;
    for (size_t g = 0; g < groups; g++, from += group, to += width * GROUP_SIZE) {
        for (size_t o = 0; o < outputs; o++) {
            place_group(from + o * inputs, group, group == 2, to + o * GROUP_SIZE);
        }
    }
    for (size_t o = 0; o < outputs; o++) {
        place_group(from + o * inputs, left, group == 2, to + o * GROUP_SIZE);
    }
}

static int32_t add_up(const int8_t *row, int count) {
    int32_t sum = 0;
    for (int i = 0; i < count; i++) {
        sum += row[i];
    }
    return sum;
}

static void place_rest(const loose_bytes *loose, int32_t *sums, float *scales, float *bias) {
    size_t outputs = (size_t)loose->outputs, inputs = (size_t)loose->inputs;
    for (size_t o = 0; o < outputs; o++) {
        sums[o] = add_up(loose->weights + o * inputs, loose->inputs);
    }
    memcpy(scales, loose->scales, outputs * sizeof *scales);
    if (loose->bias) memcpy(bias, loose->bias, outputs * sizeof *bias);
}

byte_matrix pack_byte_matrix(arena *a, const byte_kernels *k, const loose_bytes *loose) {
    assert(loose->inputs >= 1 && loose->inputs <= MOST_BYTE_INPUTS && loose->outputs >= 1);
    byte_matrix m = {
        .outputs = loose->outputs, .inputs = loose->inputs, .lanes = k->lanes, .group = k->group};
    int vectors = divide_up(m.outputs, m.lanes);
    m.columns = divide_up(vectors, divide_up(vectors, LARGEST_MAXOUT));
    m.blocks = divide_up(vectors, m.columns);
    size_t   room = byte_product_room(&m);
    size_t   size = room * (size_t)divide_up(m.inputs, m.group) * GROUP_SIZE;
    char    *weights = alloc_raw_in_arena(a, 1, size);
    int32_t *sums = NEW_IN(a, int32_t, room);
    float   *scales = NEW_IN(a, float, room), *bias = NEW_IN(a, float, room);
    if (room > (size_t)m.outputs || m.inputs % m.group > 0) memset(weights, 0, size);
    m.weights = weights, m.sums = sums, m.scales = scales, m.bias = bias;
    for (size_t b = 0; b < (size_t)m.blocks; b++) {
        // Twice, so that the compiler knows the size of a group.
        if (m.group == 2) {
            place_block(&m, loose, b, 2);
        } else {
            place_block(&m, loose, b, 4);
        }
    }
    place_rest(loose, sums, scales, bias);
    return m;
}
