// encoder.c - opening: settings, pieces, then every tensor by its name.
#include "encoder/encoder_internal.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"

enum { LARGEST_SMALL_FILE = 64 << 20 };

// "encoder.layer.N.PART"
static str name_in_layer(arena *a, int layer, const char *part) {
    buffer name = {0};
    add_format(&name, "encoder.layer.%d.%s", layer, part);
    str kept = copy_str(a, str_of_buffer(&name));
    close_buffer(&name);
    return kept;
}

static bool take_layer(text_encoder *e, int n) {
    encoder_layer *layer = &e->layers[n];
    int            width = e->is.width, inner = e->is.inner;
    const struct {
        const char   *name;
        int           outputs, inputs;
        linear_layer *place;
    } parts[] = {
        {"attention.self.query", width, width, &layer->query},
        {"attention.self.key", width, width, &layer->key},
        {"attention.self.value", width, width, &layer->value},
        {"attention.output.dense", width, width, &layer->mixed},
        {"intermediate.dense", inner, width, &layer->inner},
        {"output.dense", width, inner, &layer->outer},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        str name = name_in_layer(&e->memory, n, parts[i].name);
        if (!take_linear(&e->source, name, parts[i].outputs, parts[i].inputs, e->k, e->byte_k,
                         parts[i].place)) {
            return false;
        }
    }
    str mixed_norm = name_in_layer(&e->memory, n, "attention.output.LayerNorm");
    str outer_norm = name_in_layer(&e->memory, n, "output.LayerNorm");
    return take_norm(&e->source, mixed_norm, width, e->is.epsilon, &layer->mixed_norm) &&
           take_norm(&e->source, outer_norm, width, e->is.epsilon, &layer->outer_norm);
}

static bool take_embeddings(text_encoder *e) {
    stored_matrix types;
    int           width = e->is.width;
    if (!take_matrix(&e->source, STR("embeddings.word_embeddings.weight"), e->is.words, width,
                     &e->words) ||
        !take_matrix(&e->source, STR("embeddings.position_embeddings.weight"), e->is.positions,
                     width, &e->positions) ||
        !take_matrix(&e->source, STR("embeddings.token_type_embeddings.weight"), e->is.types, width,
                     &types)) {
        return false;
    }
    float *type = NEW_IN(&e->memory, float, width);
    widen_row(&types, 0, type);
    e->type = type;
    return take_norm(&e->source, STR("embeddings.LayerNorm"), width, e->is.epsilon, &e->word_norm);
}

static bool take_weights(text_encoder *e) {
    if (!take_embeddings(e)) return false;
    e->layers = NEW_IN(&e->memory, encoder_layer, e->is.layers);
    for (int n = 0; n < e->is.layers; n++) {
        if (!take_layer(e, n)) return false;
    }
    return true;
}

static const char *place_in(arena *a, const char *place, const char *file) {
    return join_path(a, str_of(place), str_of(file)).at;
}

static bool read_weights(text_encoder *e, const encoder_files *files, str overlay,
                         ro_error *error) {
    const char *place = place_in(&e->memory, files->place, "model.safetensors");
    arena       scratch = {0};
    e->source =
        (weight_source){.place = place, .a = &e->memory, .scratch = &scratch, .error = error};
    if (!read_safetensors(files->weights, place, &e->memory, &e->source.base, error)) return false;
    if (overlay.size > 0 && !read_safetensors(overlay, "the encoder's overlay", &e->memory,
                                              &e->source.overlay, error)) {
        return false;
    }
    bool is_read = take_weights(e);
    close_arena(&scratch);
    e->source.scratch = NULL, e->source.error = NULL; // gone when this returns
    return is_read;
}

static bool read_files(text_encoder *e, const encoder_files *files, const encoder_options *options,
                       ro_error *error) {
    const char *config = place_in(&e->memory, files->place, "config.json");
    if (!read_encoder_settings(files->config, config, &e->is, error)) return false;
    bool           is_list = files->pieces.size > 0;
    const char    *name = is_list ? "pieces.txt" : "tokenizer.json";
    wordpiece_file file = {place_in(&e->memory, files->place, name),
                           is_list ? files->pieces : files->tokenizer, is_list};
    e->pieces = open_wordpiece(&file, error);
    if (!e->pieces) return false;
    if (piece_count(e->pieces) > e->is.words || e->is.positions < 3) {
        return refuse(error, RO_BAD_MODEL, "%s: expected at most %d pieces, found %d", file.place,
                      e->is.words, piece_count(e->pieces));
    }
    return read_weights(e, files, options->overlay, error);
}

static text_encoder *new_encoder(const encoder_options *options) {
    text_encoder *e = calloc(1, sizeof *e);
    if (!e) die_of_no_memory(sizeof *e);
    e->memory.is_lasting = true;
    e->k = options->k ? options->k : best_kernels();
    if (options->arithmetic == ENCODE_IN_BYTES) {
        e->byte_k = options->byte_k ? options->byte_k : best_byte_kernels();
    }
    return e;
}

text_encoder *open_encoder_files(const encoder_files *files, const encoder_options *options,
                                 ro_error *error) {
    text_encoder *e = new_encoder(options);
    if (read_files(e, files, options, error)) return e;
    close_encoder(e);
    return NULL;
}

static bool read_small(arena *a, const char *folder, const char *name, str *content,
                       ro_error *error) {
    return read_file(a, place_in(a, folder, name), LARGEST_SMALL_FILE, content, error);
}

static bool read_folder(text_encoder *e, const char *folder, const encoder_options *options,
                        ro_error *error) {
    arena         scratch = {0};
    encoder_files files = {.place = folder};
    bool          has_list = access(place_in(&scratch, folder, "pieces.txt"), F_OK) == 0;
    bool          is_read =
        read_small(&scratch, folder, "config.json", &files.config, error) &&
        (has_list ? read_small(&scratch, folder, "pieces.txt", &files.pieces, error)
                  : read_small(&scratch, folder, "tokenizer.json", &files.tokenizer, error)) &&
        map_file(place_in(&scratch, folder, "model.safetensors"), &e->file, error);
    if (is_read) {
        files.weights = e->file.content;
        is_read = read_files(e, &files, options, error);
    }
    close_arena(&scratch);
    return is_read;
}

text_encoder *open_encoder(const char *folder, const encoder_options *options, ro_error *error) {
    text_encoder *e = new_encoder(options);
    if (read_folder(e, folder, options, error)) return e;
    close_encoder(e);
    return NULL;
}

void close_encoder(text_encoder *e) {
    if (!e) return;
    close_wordpiece(e->pieces);
    unmap_file(&e->file);
    close_arena(&e->memory);
    free(e);
}

const wordpiece *wordpiece_of(const text_encoder *e) {
    return e->pieces;
}
int encoder_width(const text_encoder *e) {
    return e->is.width;
}
int longest_window(const text_encoder *e) {
    return e->is.positions - 2;
}
size_t encoder_memory(const text_encoder *e) {
    return arena_size(&e->memory);
}
