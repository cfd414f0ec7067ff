// tiny_tensors.c - a writer of safetensors files, and an encoder small enough to compute by hand.
#include "tiny_tensors.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"

const char TINY_ENCODER_CONFIG[] =
    "{\"model_type\": \"bert\", \"hidden_act\": \"gelu\", \"layer_norm_eps\": 1e-12,\n"
    " \"hidden_size\": 16, \"num_hidden_layers\": 2, \"num_attention_heads\": 2,\n"
    " \"intermediate_size\": 24, \"max_position_embeddings\": 40, \"type_vocab_size\": 2,\n"
    " \"vocab_size\": 14}";

const char TINY_ENCODER_TOKENIZER[] =
    "{\"model\": {\"type\": \"WordPiece\", \"unk_token\": \"[UNK]\",\n"
    "  \"continuing_subword_prefix\": \"##\", \"max_input_chars_per_word\": 100,\n"
    "  \"vocab\": {\"[PAD]\": 0, \"[UNK]\": 1, \"[CLS]\": 2, \"[SEP]\": 3, \"cease\": 4,\n"
    "   \"##fire\": 5, \"##f\": 6, \"talks\": 7, \"e\": 8, \".\": 9, \"c\": 10, \"##s\": 11,\n"
    "   \"\xe4\xba\xac\": 12, \"$\": 13}},\n"
    " \"normalizer\": {\"type\": \"BertNormalizer\", \"clean_text\": true,\n"
    "  \"handle_chinese_chars\": true, \"strip_accents\": null, \"lowercase\": true},\n"
    " \"pre_tokenizer\": {\"type\": \"BertPreTokenizer\"}}";

str join_safetensors(arena *a, str header, str numbers) {
    char size[8];
    for (int i = 0; i < 8; i++) {
        size[i] = (char)(uint8_t)((uint64_t)header.size >> 8 * i);
    }
    return join_str(a, join_str(a, (str){size, 8}, header), numbers);
}

str make_safetensors(arena *a, const tiny_tensor_list *tensors) {
    buffer header = {0}, numbers = {0};
    add_str(&header, STR("{\"__metadata__\":{\"format\":\"pt\"}"));
    for (int i = 0; i < tensors->count; i++) {
        const tiny_tensor *t = &tensors->at[i];
        add_format(&header, ",\"%.*s\":{\"dtype\":\"%s\",\"shape\":[%d", (int)t->name.size,
                   t->name.at, t->type, t->rows);
        if (t->columns) add_format(&header, ",%d", t->columns);
        add_format(&header, "],\"data_offsets\":[%zu,%zu]}", numbers.size,
                   numbers.size + t->bytes.size);
        add_str(&numbers, t->bytes);
    }
    add_char(&header, '}');
    while (header.size % 8 != 0) {
        add_char(&header, ' ');
    }
    str file = join_safetensors(a, str_of_buffer(&header), str_of_buffer(&numbers));
    close_buffer(&header);
    close_buffer(&numbers);
    return file;
}

// ---- A tiny encoder ----------------------------------------------------------------------

static float draw(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (float)(int32_t)((*state >> 33) % 2001) / 1000.0F - 1.0F;
}

static void draw_tensor(arena *a, tiny_tensor_list *tensors, uint64_t *state, str name, int rows,
                        int columns) {
    size_t count = (size_t)rows * (size_t)(columns ? columns : 1);
    bool   is_gain = ends_with(name, STR("LayerNorm.weight"));
    float *numbers = NEW_IN(a, float, count);
    for (size_t i = 0; i < count; i++) {
        numbers[i] = is_gain ? 1.0F + 0.3F * draw(state) : 0.5F * draw(state);
    }
    str bytes = {(const char *)numbers, count * sizeof *numbers};
    PUSH_IN(a, tensors, ((tiny_tensor){name, "F32", rows, columns, bytes}));
}

static void draw_layer(arena *a, tiny_tensor_list *tensors, uint64_t *state, int layer) {
    static const struct {
        const char *name;
        int         rows, columns;
    } parts[] = {
        {"attention.self.query.weight", TINY_WIDTH, TINY_WIDTH},
        {"attention.self.query.bias", TINY_WIDTH, 0},
        {"attention.self.key.weight", TINY_WIDTH, TINY_WIDTH},
        {"attention.self.key.bias", TINY_WIDTH, 0},
        {"attention.self.value.weight", TINY_WIDTH, TINY_WIDTH},
        {"attention.self.value.bias", TINY_WIDTH, 0},
        {"attention.output.dense.weight", TINY_WIDTH, TINY_WIDTH},
        {"attention.output.dense.bias", TINY_WIDTH, 0},
        {"attention.output.LayerNorm.weight", TINY_WIDTH, 0},
        {"attention.output.LayerNorm.bias", TINY_WIDTH, 0},
        {"intermediate.dense.weight", TINY_INNER, TINY_WIDTH},
        {"intermediate.dense.bias", TINY_INNER, 0},
        {"output.dense.weight", TINY_WIDTH, TINY_INNER},
        {"output.dense.bias", TINY_WIDTH, 0},
        {"output.LayerNorm.weight", TINY_WIDTH, 0},
        {"output.LayerNorm.bias", TINY_WIDTH, 0},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char name[80];
        snprintf(name, sizeof name, "encoder.layer.%d.%s", layer, parts[i].name);
        draw_tensor(a, tensors, state, copy_str(a, str_of(name)), parts[i].rows, parts[i].columns);
    }
}

void draw_tiny_weights(arena *a, tiny_tensor_list *tensors) {
    uint64_t state = 77;
    draw_tensor(a, tensors, &state, STR("embeddings.word_embeddings.weight"), TINY_WORDS,
                TINY_WIDTH);
    draw_tensor(a, tensors, &state, STR("embeddings.position_embeddings.weight"), TINY_POSITIONS,
                TINY_WIDTH);
    draw_tensor(a, tensors, &state, STR("embeddings.token_type_embeddings.weight"), TINY_TYPES,
                TINY_WIDTH);
    draw_tensor(a, tensors, &state, STR("embeddings.LayerNorm.weight"), TINY_WIDTH, 0);
    draw_tensor(a, tensors, &state, STR("embeddings.LayerNorm.bias"), TINY_WIDTH, 0);
    for (int n = 0; n < TINY_LAYERS; n++) {
        draw_layer(a, tensors, &state, n);
    }
}

const float *tiny_numbers(const tiny_tensor_list *tensors, const char *name) {
    for (int i = 0; i < tensors->count; i++) {
        if (same(tensors->at[i].name, str_of(name))) {
            return (const float *)(const void *)tensors->at[i].bytes.at;
        }
    }
    fprintf(stderr, "no tiny tensor %s\n", name);
    abort();
}
