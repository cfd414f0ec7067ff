// bytes_tables.h - the tables of byte products, for the file that chooses among them.
#ifndef READOUT_BYTES_TABLES_H
#define READOUT_BYTES_TABLES_H

#include "math/bytes.h"

extern const byte_kernels reference_byte_kernels;
#if defined(__x86_64__)
extern const byte_kernels avx2_byte_kernels, avxvnni_byte_kernels, avx512vnni_byte_kernels;
#elif defined(__aarch64__)
extern const byte_kernels neon_byte_kernels;
#endif

#endif
