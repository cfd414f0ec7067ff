// kernels_avx512.c - 16 lanes, 32 registers: 24 sums, 3 vectors of weights.
#include <immintrin.h>

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

const kernels avx512_kernels = {
    .name = "avx512",
    .lanes = LANES,
    .multiply = multiply,
    .maxout = maxout,
    .maxout_window = maxout_window,
    .add_rows = add_rows,
    .find_best = find_best,
};
