// bytes_avx512vnni.c - 16 lanes of 4 inputs; the processor multiplies and adds them in one step.
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#include "math/bytes_plain_rows.h"

// Not __m512i, whose elements are of 64 bits: the compiler would keep such sums in memory.
typedef int     whole_vector __attribute__((vector_size(64)));
typedef __m512i group_vector;
enum { LANES = 16, GROUP = 4 };
#define TILE 8

static inline whole_vector no_sums(void) {
    return (whole_vector){0};
}
static inline group_vector load_weights(const char *at) {
    return _mm512_loadu_si512(at);
}
static inline group_vector broadcast_group(const ready_inputs *from, size_t group) {
    int four;
    __builtin_memcpy(&four, *from + group * GROUP, sizeof four);
    return _mm512_set1_epi32(four);
}
static inline whole_vector add_products(whole_vector sum, group_vector x, group_vector w) {
    return (whole_vector)_mm512_dpbusd_epi32((__m512i)sum, x, w);
}

#include "math/bytes.h"

static inline void finish(const byte_matrix *m, size_t at, whole_vector sum, byte_scale scale,
                          float *out) {
    __m512i extra =
        _mm512_mullo_epi32(_mm512_loadu_si512(m->sums + at), _mm512_set1_epi32(scale.zero));
    __m512 factor = _mm512_mul_ps(_mm512_loadu_ps(m->scales + at), _mm512_set1_ps(scale.scale));
    __m512 product = _mm512_cvtepi32_ps(_mm512_sub_epi32((__m512i)sum, extra));
    _mm512_storeu_ps(out + at, _mm512_fmadd_ps(product, factor, _mm512_loadu_ps(m->bias + at)));
}

#include "math/bytes_body.h"

const byte_kernels avx512vnni_byte_kernels = {
    .name = "avx512vnni", .lanes = LANES, .group = GROUP, .multiply = multiply};
