// kernels_avx512.c - 16 lanes, 32 registers: 24 sums, 3 vectors of weights.
#include <immintrin.h>
#include <stdint.h>

typedef __m512 vector;
enum { LANES = 16 };
#define TILE 8

static inline vector load(const float *at) {
    return _mm512_loadu_ps(at);
}
static inline void store(float *at, vector v) {
    _mm512_storeu_ps(at, v);
}
static inline vector broadcast(const float *at) {
    return _mm512_set1_ps(*at);
}
static inline vector zeros(void) {
    return _mm512_setzero_ps();
}
static inline vector add(vector a, vector b) {
    return _mm512_add_ps(a, b);
}
static inline vector subtract(vector a, vector b) {
    return _mm512_sub_ps(a, b);
}
static inline vector times(vector a, vector b) {
    return _mm512_mul_ps(a, b);
}
static inline vector fuse(vector a, vector b, vector c) {
    return _mm512_fmadd_ps(a, b, c);
}
static inline vector larger(vector a, vector b) {
    return _mm512_max_ps(a, b);
}
static inline vector smaller(vector a, vector b) {
    return _mm512_min_ps(a, b);
}
// v * 2^n; every n is whole and from -126 to 127.
static inline vector times_power(vector v, vector n) {
    __m512i bits = _mm512_slli_epi32(_mm512_cvtps_epi32(n), 23);
    return _mm512_mul_ps(v,
                         _mm512_castsi512_ps(_mm512_add_epi32(bits, _mm512_set1_epi32(127 << 23))));
}
// Numbers from 0 to 255, rounded.
static inline void store_bytes(uint8_t *at, vector v) {
    _mm_storeu_si128((__m128i *)at, _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(v)));
}
static inline float add_lanes(const vector sums[1]) {
    __m256 eight =
        _mm256_add_ps(_mm512_castps512_ps256(sums[0]), _mm512_extractf32x8_ps(sums[0], 1));
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
// The first lane in which they are equal; LANES: none.
static inline int first_equal(vector a, vector b) {
    __mmask16 equal = _mm512_cmp_ps_mask(a, b, _CMP_EQ_OQ);
    return equal ? __builtin_ctz(equal) : LANES;
}

#include "math/kernels_body.h"

#include "math/curves_body.h"

const kernels avx512_kernels = {
    .name = "avx512",
    .lanes = LANES,
    .multiply = multiply,
    .maxout = maxout,
    .maxout_window = maxout_window,
    .add_rows = add_rows,
    .find_best = find_best,
    .add_and_norm = add_and_norm,
    .soften = soften,
    .gelu = gelu,
    .to_bytes = to_bytes,
};
