// kernels_avx2.c - 8 lanes, 16 registers: 12 sums, 3 vectors of weights, 1 number of a row.
#include <immintrin.h>
#include <stdint.h>

typedef __m256 vector;
enum { LANES = 8 };
#define TILE 4

static inline vector load(const float *at) {
    return _mm256_loadu_ps(at);
}
static inline void store(float *at, vector v) {
    _mm256_storeu_ps(at, v);
}
static inline vector broadcast(const float *at) {
    return _mm256_broadcast_ss(at);
}
static inline vector zeros(void) {
    return _mm256_setzero_ps();
}
static inline vector add(vector a, vector b) {
    return _mm256_add_ps(a, b);
}
static inline vector subtract(vector a, vector b) {
    return _mm256_sub_ps(a, b);
}
static inline vector times(vector a, vector b) {
    return _mm256_mul_ps(a, b);
}
static inline vector fuse(vector a, vector b, vector c) {
    return _mm256_fmadd_ps(a, b, c);
}
static inline vector larger(vector a, vector b) {
    return _mm256_max_ps(a, b);
}
static inline vector smaller(vector a, vector b) {
    return _mm256_min_ps(a, b);
}
// v * 2^n; every n is whole and from -126 to 127.
static inline vector times_power(vector v, vector n) {
    __m256i bits = _mm256_slli_epi32(_mm256_cvtps_epi32(n), 23);
    return _mm256_mul_ps(v,
                         _mm256_castsi256_ps(_mm256_add_epi32(bits, _mm256_set1_epi32(127 << 23))));
}
// Numbers from 0 to 255, rounded.
static inline void store_bytes(uint8_t *at, vector v) {
    __m256i whole = _mm256_cvtps_epi32(v);
    __m128i halves =
        _mm_packus_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1));
    _mm_storel_epi64((__m128i *)at, _mm_packus_epi16(halves, halves));
}
static inline float add_lanes(const vector sums[2]) {
    __m256 eight = _mm256_add_ps(sums[0], sums[1]);
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
// The first lane in which they are equal; LANES: none.
static inline int first_equal(vector a, vector b) {
    int equal = _mm256_movemask_ps(_mm256_cmp_ps(a, b, _CMP_EQ_OQ));
    return equal ? __builtin_ctz((unsigned)equal) : LANES;
}

#include "math/kernels_body.h"

#include "math/curves_body.h"

const kernels avx2_kernels = {
    .name = "avx2",
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
