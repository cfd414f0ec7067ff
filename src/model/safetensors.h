// safetensors.h - named tensors in one file: 8 bytes with the size of a JSON header, the header, and
// the numbers, little-endian, one tensor behind another.
//
//     {"embeddings.word": {"dtype": "F32", "shape": [30522, 384], "data_offsets": [0, 46881792]}, ...}
//
// The numbers stay where they are, mapped or in memory, and are read as they are asked for.
#ifndef READOUT_MODEL_SAFETENSORS_H
#define READOUT_MODEL_SAFETENSORS_H

#include "base/error.h"
#include "base/list.h"
#include "base/table.h"

enum { MOST_TENSOR_DIMENSIONS = 4 };

typedef enum {
    STORED_F32,
    STORED_F16,
    STORED_BF16,
    STORED_I8,
    STORED_U8,
    STORED_I32,
    STORED_OTHER, // a type of the format that is never read
} stored_type;

typedef struct {
    str         name;
    stored_type type;
    int         dimensions;
    int         shape[MOST_TENSOR_DIMENSIONS];
    size_t      count;      // of its numbers
    size_t      begin, end; // its bytes among the numbers of the file
    const char *at;
} stored_tensor;

// What a file says about itself.
typedef struct {
    str key, value;
} stored_fact;

typedef struct {
    stored_tensor *at; // in the order of the numbers
    int            count;
    str_table      places;
    LIST(stored_fact) facts; // of the header's __metadata__
} safetensors;

// Reads the header. The file's bytes must outlive what is made of them. Refused is any file whose
// tensors do not fill it exactly, one behind another, each as large as its type and shape say.
bool read_safetensors(str file, const char *place, arena *a, safetensors *tensors,
                      ro_error *error) MUST_CHECK;

const stored_tensor *find_tensor(const safetensors *tensors, str name); // NULL: not there

str find_fact(const safetensors *tensors, str key); // at == NULL: not there

// Numbers [first, first + count) of a tensor that can be read, as floats.
void widen_tensor(const stored_tensor *t, size_t first, size_t count, float *out);
// They where they lie, from `first` on; NULL where they are no floats as this machine has them.
const float *floats_in_place(const stored_tensor *t, size_t first);

#endif
