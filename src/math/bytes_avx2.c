// bytes_avx2.c - 8 lanes of 2 inputs of 16 bits: the processor's sums of products of bytes saturate.
//
// Weights are stored wide. A stretch of each row is widened before it is needed, so that no step of
// the loop but the products and sums waits for the ports that they need.
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

// Not __m256i, whose elements are of 64 bits: the compiler would keep such sums in memory.
typedef int     whole_vector __attribute__((vector_size(32)));
typedef __m256i group_vector;
enum { LANES = 8, GROUP = 2, STRETCH = 256 };
typedef struct {
    int16_t wide[STRETCH * GROUP];
} ready_inputs;
#define TILE 4

static inline whole_vector no_sums(void) {
    return (whole_vector){0};
}
static inline group_vector load_weights(const char *at) {
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}
static inline void make_ready(const uint8_t *at, size_t groups, ready_inputs *made) {
    for (size_t i = 0; i < groups * GROUP; i += 16) {
        __m128i narrow = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
        _mm256_storeu_si256((__m256i *)(void *)(made->wide + i), _mm256_cvtepu8_epi16(narrow));
    }
}
static inline group_vector broadcast_group(const ready_inputs *from, size_t group) {
    int two;
    __builtin_memcpy(&two, from->wide + group * GROUP, sizeof two);
    return _mm256_set1_epi32(two);
}
static inline whole_vector add_products(whole_vector sum, group_vector x, group_vector w) {
    return sum + (whole_vector)_mm256_madd_epi16(x, w);
}

#include "math/bytes.h"

#include "math/bytes_finish_avx2.h"

#include "math/bytes_body.h"

const byte_kernels avx2_byte_kernels = {
    .name = "avx2", .lanes = LANES, .group = GROUP, .multiply = multiply};
