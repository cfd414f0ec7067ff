// weights.c - from stored tensors to matrices in the order of the kernels.
#include "encoder/weights.h"

static const stored_tensor *find_weights(const weight_source *from, str name, bool *is_overlay) {
    const stored_tensor *found = find_tensor(&from->overlay, name);
    *is_overlay = found != NULL;
    return found ? found : find_tensor(&from->base, name);
}

static bool refuse_shape(const weight_source *from, str name, int rows, int width) {
    return refuse(from->error, RO_BAD_MODEL,
                  "%s: expected a tensor \"%.*s\" of %d times %d numbers of a kind that is read",
                  from->place, SHOWN(name), rows, width);
}

static bool has_shape(const stored_tensor *t, int rows, int width) {
    return t && t->type != STORED_OTHER && t->dimensions == 2 && t->shape[0] == rows &&
           t->shape[1] == width;
}

bool take_matrix(const weight_source *from, str name, int rows, int width, stored_matrix *matrix) {
    bool                 is_overlay;
    const stored_tensor *numbers = find_weights(from, name, &is_overlay), *scales = NULL;
    if (!has_shape(numbers, rows, width)) return refuse_shape(from, name, rows, width);
    if (numbers->type == STORED_I8) {
        str scale_name = join_str(from->a, name, STR(".scale"));
        scales = find_tensor(is_overlay ? &from->overlay : &from->base, scale_name);
        if (!scales || scales->type != STORED_F32 || scales->count != (size_t)rows) {
            return refuse_shape(from, scale_name, rows, 1);
        }
    }
    *matrix = (stored_matrix){numbers, scales, (size_t)rows, (size_t)width};
    return true;
}

void widen_row(const stored_matrix *matrix, size_t row, float *out) {
    float scale;
    widen_tensor(matrix->numbers, row * matrix->width, matrix->width, out);
    if (!matrix->scales) return;
    widen_tensor(matrix->scales, row, 1, &scale);
    for (size_t i = 0; i < matrix->width; i++) {
        out[i] = out[i] * scale;
    }
}

bool take_vector(const weight_source *from, str name, int count, const float **vector) {
    bool                 is_overlay;
    const stored_tensor *numbers = find_weights(from, name, &is_overlay);
    if (!numbers || numbers->type == STORED_OTHER || numbers->type == STORED_I8 ||
        numbers->dimensions != 1 || numbers->shape[0] != count) {
        return refuse_shape(from, name, count, 1);
    }
    float *widened = NEW_IN(from->a, float, count);
    widen_tensor(numbers, 0, (size_t)count, widened);
    *vector = widened;
    return true;
}

// ---- Layers ------------------------------------------------------------------------------

static packed_matrix pack_floats(const weight_source *from, const stored_matrix *stored,
                                 const float *bias, const kernels *k) {
    arena_mark before = mark_arena(from->scratch);
    float     *wide = alloc_raw_in_arena(from->scratch, sizeof *wide, stored->rows * stored->width);
    for (size_t row = 0; row < stored->rows; row++) {
        widen_row(stored, row, wide + row * stored->width);
    }
    const loose_matrix loose = {.outputs = (int)stored->rows,
                                .pieces = 1,
                                .inputs = (int)stored->width,
                                .weights = wide,
                                .output_step = stored->width,
                                .bias = bias};
    packed_matrix      packed = pack_linear(from->a, k, &loose);
    rewind_arena(from->scratch, before);
    return packed;
}

static byte_matrix pack_bytes(const weight_source *from, const stored_matrix *stored,
                              const float *bias, const byte_kernels *k) {
    arena_mark  before = mark_arena(from->scratch);
    float      *scales = NEW_IN(from->scratch, float, stored->rows);
    loose_bytes loose = {(int)stored->rows, (int)stored->width,
                         (const int8_t *)(const void *)stored->numbers->at, scales, bias};
    if (stored->scales) {
        widen_tensor(stored->scales, 0, stored->rows, scales);
    } else {
        float  *row = NEW_IN(from->scratch, float, stored->width);
        int8_t *bytes = alloc_raw_in_arena(from->scratch, 1, stored->rows * stored->width);
        for (size_t r = 0; r < stored->rows; r++) {
            const float *there = floats_in_place(stored->numbers, r * stored->width);
            if (!there) widen_row(stored, r, row);
            scales[r] =
                round_weights(there ? there : row, (int)stored->width, bytes + r * stored->width);
        }
        loose.weights = bytes;
    }
    byte_matrix packed = pack_byte_matrix(from->a, k, &loose);
    rewind_arena(from->scratch, before);
    return packed;
}

bool take_linear(const weight_source *from, str name, int outputs, int inputs, const kernels *k,
                 const byte_kernels *byte_k, linear_layer *layer) {
    stored_matrix stored;
    const float  *bias;
    str           weight_name = join_str(from->a, name, STR(".weight"));
    if (!take_matrix(from, weight_name, outputs, inputs, &stored) ||
        !take_vector(from, join_str(from->a, name, STR(".bias")), outputs, &bias)) {
        return false;
    }
    *layer = (linear_layer){.is_bytes = byte_k != NULL};
    if (byte_k) {
        layer->bytes = pack_bytes(from, &stored, bias, byte_k);
    } else {
        layer->floats = pack_floats(from, &stored, bias, k);
    }
    return true;
}

bool take_norm(const weight_source *from, str name, int width, float epsilon, layer_norm *norm) {
    *norm = (layer_norm){.width = width, .epsilon = epsilon};
    return take_vector(from, join_str(from->a, name, STR(".weight")), width, &norm->gain) &&
           take_vector(from, join_str(from->a, name, STR(".bias")), width, &norm->shift);
}
