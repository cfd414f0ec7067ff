// fuzz.h - one target a reader. Each reads any bytes and must neither crash nor take long.
#ifndef READOUT_FUZZ_H
#define READOUT_FUZZ_H

#include <stddef.h>
#include <stdint.h>

// What libFuzzer and replay.c call; ends the process where a claim does not hold.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
