// bytes_finish_avx2.h - from whole sums to floats, eight at a time.
static inline void finish(const byte_matrix *m, size_t at, whole_vector sum, byte_scale scale,
                          float *out) {
    __m256i sums = _mm256_loadu_si256((const __m256i *)(const void *)(m->sums + at));
    __m256i extra = _mm256_mullo_epi32(sums, _mm256_set1_epi32(scale.zero));
    __m256  factor = _mm256_mul_ps(_mm256_loadu_ps(m->scales + at), _mm256_set1_ps(scale.scale));
    __m256  product = _mm256_cvtepi32_ps(_mm256_sub_epi32((__m256i)sum, extra));
    _mm256_storeu_ps(out + at, _mm256_fmadd_ps(product, factor, _mm256_loadu_ps(m->bias + at)));
}
