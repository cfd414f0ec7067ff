// bytes_avx2.c - 8 lanes of 2 inputs, widened to 16 bits so that no sum of two products saturates.
#include <immintrin.h>
#include <stdint.h>

// Not __m256i, whose elements are of 64 bits: the compiler would keep such sums in memory.
typedef int     whole_vector __attribute__((vector_size(32)));
typedef __m256i group_vector;
enum { LANES = 8, GROUP = 2 };
#define TILE 4

static inline whole_vector no_sums(void) {
    return (whole_vector){0};
}
static inline group_vector load_weights(const int8_t *at) {
    return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)at));
}
static inline group_vector broadcast_group(const uint8_t *at) {
    short two;
    __builtin_memcpy(&two, at, sizeof two);
    return _mm256_cvtepu8_epi16(_mm_set1_epi16(two));
}
static inline whole_vector add_products(whole_vector sum, group_vector x, group_vector w) {
    return sum + (whole_vector)_mm256_madd_epi16(x, w);
}

#include "math/bytes.h"

#include "math/bytes_finish_avx2.h"

#include "math/bytes_body.h"

const byte_kernels avx2_byte_kernels = {
    .name = "avx2", .lanes = LANES, .group = GROUP, .multiply = multiply};
