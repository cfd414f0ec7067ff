// bytes_avxvnni.c - 8 lanes of 4 inputs; the processor multiplies and adds them in one step.
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#include "math/bytes_plain_rows.h"

// Not __m256i, whose elements are of 64 bits: the compiler would keep such sums in memory.
typedef int     whole_vector __attribute__((vector_size(32)));
typedef __m256i group_vector;
enum { LANES = 8, GROUP = 4 };
#define TILE 4

static inline whole_vector no_sums(void) {
    return (whole_vector){0};
}
static inline group_vector load_weights(const char *at) {
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}
static inline group_vector broadcast_group(const ready_inputs *from, size_t group) {
    int four;
    __builtin_memcpy(&four, *from + group * GROUP, sizeof four);
    return _mm256_set1_epi32(four);
}
static inline whole_vector add_products(whole_vector sum, group_vector x, group_vector w) {
    return (whole_vector)_mm256_dpbusd_avx_epi32((__m256i)sum, x, w);
}

#include "math/bytes.h"

#include "math/bytes_finish_avx2.h"

#include "math/bytes_body.h"

const byte_kernels avxvnni_byte_kernels = {
    .name = "avxvnni", .lanes = LANES, .group = GROUP, .multiply = multiply};
