// bytes_neon.c - 4 lanes of 2 inputs, of 16 bits; every 64-bit ARM has what this needs.
#include <arm_neon.h>

#include "math/bytes_plain_rows.h"

typedef int32x4_t whole_vector;
typedef int16x8_t group_vector;
enum { LANES = 4, GROUP = 2 };
#define TILE 8

static inline whole_vector no_sums(void) {
    return vdupq_n_s32(0);
}
static inline group_vector load_weights(const char *at) {
    return vld1q_s16((const int16_t *)(const void *)at);
}
static inline group_vector broadcast_group(const ready_inputs *from, size_t group) {
    uint16_t two;
    __builtin_memcpy(&two, *from + group * GROUP, sizeof two);
    return vreinterpretq_s16_u16(vmovl_u8(vreinterpret_u8_u16(vdup_n_u16(two))));
}
static inline whole_vector add_products(whole_vector sum, group_vector x, group_vector w) {
    int32x4_t low = vmull_s16(vget_low_s16(x), vget_low_s16(w));
    int32x4_t high = vmull_s16(vget_high_s16(x), vget_high_s16(w));
    return vaddq_s32(sum, vpaddq_s32(low, high));
}

#include "math/bytes.h"

static inline void finish(const byte_matrix *m, size_t at, whole_vector sum, byte_scale scale,
                          float *out) {
    int32x4_t   extra = vmulq_n_s32(vld1q_s32(m->sums + at), scale.zero);
    float32x4_t factor = vmulq_n_f32(vld1q_f32(m->scales + at), scale.scale);
    float32x4_t product = vcvtq_f32_s32(vsubq_s32(sum, extra));
    vst1q_f32(out + at, vfmaq_f32(vld1q_f32(m->bias + at), product, factor));
}

#include "math/bytes_body.h"

const byte_kernels neon_byte_kernels = {
    .name = "neon", .lanes = LANES, .group = GROUP, .multiply = multiply};
