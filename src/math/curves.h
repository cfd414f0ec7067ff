// curves.h - private to the kernels: exp and erf by polynomials, the same numbers in every table.
//
//     exp(x)    n = x * log2(e), rounded; r = x - n * ln(2);  2^n * (1 + r + r^2 * EXP(r))
//     gelu(x)   erfc(z) = exp(-z * ERFC(z)) for z = |x| / sqrt(2), at most 6;
//               max(x, 0) - |x| / 2 * erfc(z)
//
// Largest errors: exp 2e-7 of its value, gelu 1e-7 * max(1, |x|). The polynomials are minimax fits;
// rounding to a whole number is done by adding and subtracting 1.5 * 2^23.
#ifndef READOUT_CURVES_H
#define READOUT_CURVES_H

static const float LEAST_EXPONENT = -87.0F, LARGEST_EXPONENT = 88.0F;
static const float LOG2_E = 0x1.715476p+0F, ROUNDER = 12582912.0F;
static const float LN2_HIGH = 0x1.62ep-1F, LN2_LOW = 0x1.0bfbe8p-15F; // HIGH * n is exact
static const float EXP[] = {0x1.fffffcp-2F, 0x1.55549p-3F, 0x1.5558f4p-5F, 0x1.123a6cp-7F,
                            0x1.6a234ep-10F};

static const float HALF_ROOT = 0x1.6a09e6p-1F, LARGEST_ERFC = 6.0F;
static const float ERFC[] = {
    1.128380298614502F,      0.6365990042686462F,     0.10289129614830017F,
    -0.01943959668278694F,   0.00021052538068033755F, 0.0014167181216180325F,
    -0.0005566234467551112F, 0.00011777459440054372F, -1.493246782047208e-05F,
    1.0627961728459923e-06F, -3.266853099148648e-08F};

enum { EXP_TERMS = sizeof EXP / sizeof *EXP, ERFC_TERMS = sizeof ERFC / sizeof *ERFC };

// A row with less extent, or more, is all zeros as bytes.
static const float LEAST_EXTENT = 1e-30F, LARGEST_EXTENT = 1e30F;

#endif
