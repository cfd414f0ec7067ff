// kernels_neon.c - 4 lanes, 32 registers: 24 sums, 3 vectors of weights.
#include <arm_neon.h>

typedef float32x4_t vector;
enum { LANES = 4 };
#define TILE 8

static inline vector load(const float *at) {
    return vld1q_f32(at);
}
static inline void store(float *at, vector v) {
    vst1q_f32(at, v);
}
static inline vector broadcast(const float *at) {
    return vld1q_dup_f32(at);
}
static inline vector zeros(void) {
    return vdupq_n_f32(0);
}
static inline vector add(vector a, vector b) {
    return vaddq_f32(a, b);
}
static inline vector subtract(vector a, vector b) {
    return vsubq_f32(a, b);
}
static inline vector times(vector a, vector b) {
    return vmulq_f32(a, b);
}
static inline vector fuse(vector a, vector b, vector c) {
    return vfmaq_f32(c, a, b);
}
// Not vmaxq_f32, which tells zeros apart by their sign.
static inline vector larger(vector a, vector b) {
    return vbslq_f32(vcgtq_f32(a, b), a, b);
}
static inline vector smaller(vector a, vector b) {
    return vbslq_f32(vcltq_f32(a, b), a, b);
}
// v * 2^n; every n is whole and from -126 to 127.
static inline vector times_power(vector v, vector n) {
    int32x4_t bits = vshlq_n_s32(vcvtnq_s32_f32(n), 23);
    return vmulq_f32(v, vreinterpretq_f32_s32(vaddq_s32(bits, vdupq_n_s32(127 << 23))));
}
// Numbers from 0 to 255, rounded.
static inline void store_bytes(uint8_t *at, vector v) {
    uint16x4_t halves = vmovn_u32(vcvtnq_u32_f32(v));
    uint8x8_t  bytes = vmovn_u16(vcombine_u16(halves, halves));
    vst1_lane_u32((uint32_t *)(void *)at, vreinterpret_u32_u8(bytes), 0);
}
static inline float add_lanes(const vector sums[4]) {
    float32x4_t four = vaddq_f32(vaddq_f32(sums[0], sums[2]), vaddq_f32(sums[1], sums[3]));
    float32x2_t two = vadd_f32(vget_low_f32(four), vget_high_f32(four));
    return vget_lane_f32(two, 0) + vget_lane_f32(two, 1);
}
// The first lane in which they are equal; LANES: none.
static inline int first_equal(vector a, vector b) {
    uint16x4_t equal = vmovn_u32(vceqq_f32(a, b)); // 16 bits a lane
    uint64_t   bits = vget_lane_u64(vreinterpret_u64_u16(equal), 0);
    return bits ? __builtin_ctzll(bits) / 16 : LANES;
}

#include "math/kernels_body.h"

#include "math/curves_body.h"

const kernels neon_kernels = {
    .name = "neon",
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
