// settings.c - config.json, read by a table: every number that is needed, and how large it may be.
#include "encoder/settings.h"

#include <stddef.h>

#include "base/json.h"

typedef struct {
    const char *key;
    size_t      place; // of the int in encoder_settings
    int         most;
} needed_number;

static const needed_number NUMBERS[] = {
    {"vocab_size", offsetof(encoder_settings, words), 1 << 20},
    {"max_position_embeddings", offsetof(encoder_settings, positions), 1 << 13},
    {"type_vocab_size", offsetof(encoder_settings, types), 64},
    {"num_hidden_layers", offsetof(encoder_settings, layers), 48},
    {"hidden_size", offsetof(encoder_settings, width), 4096},
    {"num_attention_heads", offsetof(encoder_settings, heads), 64},
    {"intermediate_size", offsetof(encoder_settings, inner), 1 << 14},
};

// What may be said, and the only way in which it may be.
static const struct {
    const char *key, *value;
    bool        may_be_absent;
} WORDS[] = {
    {"model_type", "bert", false},
    {"hidden_act", "gelu", false},
    {"position_embedding_type", "absolute", true},
};

static bool read_number(const json_value *root, const needed_number *needed, const char *place,
                        encoder_settings *settings, ro_error *error) {
    double number = json_number(json_get(root, needed->key));
    if (!(number >= 1 && number <= needed->most && (double)(int)number == number)) {
        return refuse(error, RO_BAD_MODEL, "%s: %s: expected a whole number from 1 to %d", place,
                      needed->key, needed->most);
    }
    *(int *)(void *)((char *)settings + needed->place) = (int)number;
    return true;
}

static bool check_words(const json_value *root, const char *place, ro_error *error) {
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        const json_value *value = json_get(root, WORDS[i].key);
        if (!value && WORDS[i].may_be_absent) continue;
        if (!same(json_str(value), str_of(WORDS[i].value))) {
            return refuse(error, RO_BAD_MODEL, "%s: %s: expected \"%s\", found \"%.*s\"", place,
                          WORDS[i].key, WORDS[i].value, SHOWN(json_str(value)));
        }
    }
    return true;
}

static bool read_settings(const json_value *root, const char *place, encoder_settings *settings,
                          ro_error *error) {
    if (!check_words(root, place, error)) return false;
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        if (!read_number(root, &NUMBERS[i], place, settings, error)) return false;
    }
    if (settings->width % settings->heads != 0) {
        return refuse(error, RO_BAD_MODEL, "%s: %d heads do not divide a width of %d", place,
                      settings->heads, settings->width);
    }
    double epsilon = json_number(json_get(root, "layer_norm_eps"));
    settings->epsilon = (float)epsilon;
    return (epsilon > 0 && epsilon < 1) ||
           refuse(error, RO_BAD_MODEL, "%s: layer_norm_eps: expected a number between 0 and 1",
                  place);
}

bool read_encoder_settings(str config, const char *place, encoder_settings *settings,
                           ro_error *error) {
    json_value *root = read_json(config, place, error);
    if (!root) return false;
    encoder_settings read = {0};
    bool             is_read = read_settings(root, place, &read, error);
    close_json(root);
    if (is_read) *settings = read;
    return is_read;
}
