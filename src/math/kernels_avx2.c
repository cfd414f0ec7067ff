// kernels_avx2.c - 8 lanes, 16 registers: 12 sums, 3 vectors of weights, 1 number of a row.
#include <immintrin.h>

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

const kernels avx2_kernels = {
    .name = "avx2",
    .lanes = LANES,
    .multiply = multiply,
    .maxout = maxout,
    .maxout_window = maxout_window,
    .add_rows = add_rows,
    .find_best = find_best,
};
