// json.h - JSON in and out. Reading goes through json-c, which this module hides; writing is ours,
// because the order of keys and the form of numbers are part of what Readout promises.
#ifndef READOUT_JSON_H
#define READOUT_JSON_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

// ---- Reading -----------------------------------------------------------------------------

// One parsed value. Everything reached from it lives until close_json of the root.
typedef struct json_value json_value;

typedef enum { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } json_kind;

// Parses one whole value; white space around it is allowed, anything else is not. Strings must be
// valid UTF-8 without lone surrogates. On failure NULL; the message starts with `place`.
json_value *read_json(str text, const char *place, ro_error *error) MUST_CHECK;
void        close_json(json_value *root);

// All of these take NULL as "absent" and answer with the empty or zero value.
json_kind json_kind_of(const json_value *value);               // JSON_NULL for NULL
str       json_str(const json_value *value);                   // empty unless a string
double    json_number(const json_value *value);                // 0 unless a number
str       json_number_text(arena *a, const json_value *value); // its digits; empty for
    // whole numbers of more than 64 bits and non-numbers
bool              json_is_true(const json_value *value);
int               json_count(const json_value *array); // elements of an array, else 0
const json_value *json_at(const json_value *array, int i);
const json_value *json_get(const json_value *object, const char *key); // NULL when absent

// Calls `each` for every pair of an object, in the order of the text.
typedef void (*json_pair)(void *context, str key, const json_value *value);
void json_each(const json_value *object, json_pair each, void *context);

// ---- Writing -----------------------------------------------------------------------------

// Appends one value or key after another; commas come by themselves.
//
//     json_writer w = {.out = &b};
//     open_object(&w); write_key(&w, "id"); write_string(&w, id); close_object(&w);
typedef struct {
    buffer *out;
    bool    needs_comma;
} json_writer;

void open_object(json_writer *w);
void close_object(json_writer *w);
void open_array(json_writer *w);
void close_array(json_writer *w);
void write_key(json_writer *w, const char *key);
void write_string(json_writer *w, str text);         // invalid UTF-8 becomes U+FFFD
void write_string_or_null(json_writer *w, str text); // null when text.at == NULL
void write_int(json_writer *w, int64_t number);
void write_bool(json_writer *w, bool value);
void write_null(json_writer *w);

// The shortest decimal form that reads back as the same double; NaN and infinities are null.
void write_number(json_writer *w, double number);
void add_number(buffer *out, double number); // the same digits, outside JSON

#endif
