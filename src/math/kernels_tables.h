// kernels_tables.h - the tables, for the file that chooses among them.
#ifndef READOUT_KERNELS_TABLES_H
#define READOUT_KERNELS_TABLES_H

#include "math/kernels.h"

static const float NORM_EPSILON = 1e-8F;

extern const kernels reference_kernels;
#if defined(__x86_64__)
extern const kernels avx2_kernels, avx512_kernels;
#elif defined(__aarch64__)
extern const kernels neon_kernels;
#endif

#endif
