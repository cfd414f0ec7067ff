// kernels.c - which tables this processor runs.
#include "math/kernels_tables.h"

static bool runs_here(const kernels *k) {
#if defined(__x86_64__)
    if (k == &avx2_kernels) {
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    }
    if (k == &avx512_kernels) {
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl");
    }
#endif
    return k != NULL;
}

// Fastest first; the last one runs everywhere.
static const kernels *const TABLES[] = {
#if defined(__x86_64__)
    &avx512_kernels,
    &avx2_kernels,
#elif defined(__aarch64__)
    &neon_kernels,
#endif
    &reference_kernels,
};
enum { TABLE_COUNT = sizeof TABLES / sizeof *TABLES };

const kernels *best_kernels(void) {
    int i = 0;
    while (!runs_here(TABLES[i])) {
        i++;
    }
    return TABLES[i];
}

const kernels *find_kernels(const char *name) {
    for (int i = 0; i < TABLE_COUNT; i++) {
        if (runs_here(TABLES[i]) && strcmp(name, TABLES[i]->name) == 0) return TABLES[i];
    }
    return NULL;
}
