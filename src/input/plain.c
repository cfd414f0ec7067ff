// plain.c - plain text: what is no text is refused, the rest decoded and its line ends made one.
#include "input/charset.h"
#include "input/read.h"
#include "input/sniff.h"

enum { CONTROLS_IN = 100 }; // more control bytes than one in so many: no text

static bool is_odd_control(char c) {
    return (unsigned char)c < ' ' && !is_blank(c);
}

static bool refuse_binary(str text, const char *place, ro_error *error) {
    size_t controls = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == 0) {
            return refuse_at(error, RO_BAD_INPUT, (int64_t)i,
                             "%s: expected text, found a zero byte: a binary file?", place);
        }
        controls += is_odd_control(text.at[i]);
    }
    if (controls * CONTROLS_IN <= text.size) return true;
    return refuse(error, RO_BAD_INPUT,
                  "%s: expected text, found %zu control characters in %zu bytes: a binary file?",
                  place, controls, text.size);
}

// "\r\n" and "\r" to "\n".
static str fold_line_ends(arena *a, str text) {
    if (find_char(text, '\r', 0) < 0) return text;
    char  *out = alloc_raw_in_arena(a, 1, text.size);
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        if (c == '\r' && i + 1 < text.size && text.at[i + 1] == '\n') continue;
        out[size++] = c == '\r' ? '\n' : c;
    }
    return (str){out, size};
}

bool read_plain(arena *a, str bytes, ro_report *report, ro_error *error) {
    const char *place = report->place.at;
    const char *kind = binary_of_start(bytes);
    if (kind) {
        return refuse(error, RO_BAD_INPUT, "%s: expected text, found %s", place, kind);
    }
    int64_t damage = -1;
    charset set = guess_charset(bytes, &damage);
    if (set == CHARSET_UNKNOWN || set == CHARSET_UTF8 || set == CHARSET_1252) {
        if (!refuse_binary(bytes, place, error)) return false;
    }
    if (set == CHARSET_UNKNOWN) {
        return refuse_at(error, RO_BAD_INPUT, damage,
                         "%s: expected UTF-8, found byte 0x%02x at %jd, which is none", place,
                         (unsigned char)bytes.at[damage], (intmax_t)damage);
    }
    str text = decode_bytes(a, bytes, set);
    if (!refuse_binary(text, place, error)) return false;
    report->text = text_of_str(fold_line_ends(a, text));
    return true;
}
