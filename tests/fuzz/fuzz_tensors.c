// fuzz_tensors.c - safetensors files: the input is a header, behind which stand as many bytes of
// numbers as its first two bytes say.
//
// Held here: the tensors of a file that is taken fill its numbers, one behind another, and are
// found by their names; every number of theirs can be read.
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "fuzz.h"
#include "model/safetensors.h"
#include "tiny_tensors.h"

#define CLAIM(holds) ((holds) ? (void)0 : (fprintf(stderr, "does not hold: %s\n", #holds), abort()))

static void check_tensors(const safetensors *tensors, size_t size) {
    size_t end = 0;
    for (int i = 0; i < tensors->count; i++) {
        const stored_tensor *t = &tensors->at[i];
        CLAIM(t->begin == end && t->end >= t->begin && find_tensor(tensors, t->name) == t);
        end = t->end;
        for (size_t n = 0; t->type != STORED_OTHER && n < t->count; n++) {
            float number;
            widen_tensor(t, n, 1, &number);
        }
    }
    CLAIM(end == size);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    arena       a = {0};
    safetensors tensors;
    if (size < 2) return 0;
    size_t numbers = bytes[0] | (size_t)bytes[1] << 8;
    str    header = {(const char *)bytes + 2, size - 2};
    str    file = join_safetensors(&a, header, (str){NEW_IN(&a, char, numbers), numbers});
    if (read_safetensors(file, "fuzz", &a, &tensors, NULL)) check_tensors(&tensors, numbers);
    if (read_safetensors((str){(const char *)bytes, size}, "fuzz", &a, &tensors, NULL)) {
        check_tensors(&tensors, size - 8 - bytes[0] - ((size_t)bytes[1] << 8));
    }
    close_arena(&a);
    return 0;
}
