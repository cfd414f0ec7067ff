// config.h - config.cfg of a trained pipeline (spec 1.2): sections of `key = JSON` lines, whose
// values may stand for others: ${section:key}, or ${section} for a whole section.
//
// A setting is named by its whole path, "nlp.tokenizer.@tokenizers"; whether the file writes it as
// a section, as an object inside a value or through a reference makes no difference.
#ifndef READOUT_MODEL_CONFIG_H
#define READOUT_MODEL_CONFIG_H

#include "base/arena.h"
#include "base/error.h"

typedef struct config config;

// Reads the text. It, `place` (which names the file) and the arena must outlive the config; what
// settings point to lives in the arena.
config *open_config(arena *a, str text, const char *place, ro_error *error) MUST_CHECK;
void    close_config(config *c);

typedef struct {
    int  count;
    str *at;
} str_list;

typedef struct {
    int      count;
    int64_t *at;
} int_list;

// A setting that is absent or null is answered with the given default (a text or list with
// at == NULL); one of another type, or not JSON, is refused.
bool text_setting(config *c, const char *path, str *value, ro_error *error) MUST_CHECK;
bool bool_setting(config *c, const char *path, bool absent, bool *value,
                  ro_error *error) MUST_CHECK;
bool int_setting(config *c, const char *path, int64_t absent, int64_t *value,
                 ro_error *error) MUST_CHECK;
bool texts_setting(config *c, const char *path, str_list *value, ro_error *error) MUST_CHECK;
bool ints_setting(config *c, const char *path, int_list *value, ro_error *error) MUST_CHECK;

const char *config_place(const config *c);

#endif
