// json_write.c - writing JSON (RFC 8259), always the same bytes for the same values.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/utf8.h"

static void begin_value(json_writer *w) {
    if (w->needs_comma) add_char(w->out, ',');
    w->needs_comma = true;
}

void open_object(json_writer *w) {
    begin_value(w);
    add_char(w->out, '{');
    w->needs_comma = false;
}

void close_object(json_writer *w) {
    add_char(w->out, '}');
    w->needs_comma = true;
}

void open_array(json_writer *w) {
    begin_value(w);
    add_char(w->out, '[');
    w->needs_comma = false;
}

void close_array(json_writer *w) {
    add_char(w->out, ']');
    w->needs_comma = true;
}

void write_key(json_writer *w, const char *key) {
    write_string(w, str_of(key));
    add_char(w->out, ':');
    w->needs_comma = false;
}

static void add_escape(buffer *out, unsigned char c) {
    switch (c) {
    case '"':
        add_str(out, STR("\\\""));
        return;
    case '\\':
        add_str(out, STR("\\\\"));
        return;
    case '\n':
        add_str(out, STR("\\n"));
        return;
    case '\r':
        add_str(out, STR("\\r"));
        return;
    case '\t':
        add_str(out, STR("\\t"));
        return;
    default:
        add_format(out, "\\u%04x", c);
        return;
    }
}

static bool is_plain(unsigned char c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
}

void write_string(json_writer *w, str text) {
    begin_value(w);
    add_char(w->out, '"');
    size_t done = 0;
    for (size_t i = 0; i < text.size;) {
        unsigned char c = (unsigned char)text.at[i];
        int           size = 1;
        if (is_plain(c) || (c >= 0x80 && decode_point(text, i, &size) != REPLACEMENT)) {
            i += (size_t)size;
            continue;
        }
        add_bytes(w->out, text.at + done, i - done);
        if (c < 0x80) {
            add_escape(w->out, c);
        } else { // U+FFFD itself, or a byte that is not UTF-8
            add_str(w->out, STR("\xef\xbf\xbd"));
        }
        i += (size_t)size;
        done = i;
    }
    add_bytes(w->out, text.at + done, text.size - done);
    add_char(w->out, '"');
}

void write_string_or_null(json_writer *w, str text) {
    if (text.at) {
        write_string(w, text);
    } else {
        write_null(w);
    }
}

void write_int(json_writer *w, int64_t number) {
    begin_value(w);
    char  digits[24];
    char *at = digits + sizeof digits;
    bool  is_negative = number < 0;
    for (uint64_t rest = is_negative ? 0 - (uint64_t)number : (uint64_t)number;;) {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
        if (rest == 0) break;
    }
    if (is_negative) *--at = '-';
    add_bytes(w->out, at, (size_t)(digits + sizeof digits - at));
}

void write_bool(json_writer *w, bool value) {
    begin_value(w);
    add_str(w->out, value ? STR("true") : STR("false"));
}

void write_null(json_writer *w) {
    begin_value(w);
    add_str(w->out, STR("null"));
}

void add_number(buffer *out, double number) {
    enum { EXACT_INTEGER = 1 << 30 };
    if (number == floor(number) && fabs(number) < (double)EXACT_INTEGER * (1 << 20)) {
        add_format(out, "%lld", (long long)number);
        return;
    }
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, number);
        if (strtod(digits, NULL) == number) break;
    }
    add_str(out, str_of(digits));
}

void write_number(json_writer *w, double number) {
    if (!isfinite(number)) {
        write_null(w);
        return;
    }
    begin_value(w);
    add_number(w->out, number);
}
