// charset.h - from bytes in one of the character sets of news texts to UTF-8.
#ifndef READOUT_CHARSET_H
#define READOUT_CHARSET_H

#include "base/arena.h"
#include "base/error.h"

typedef enum {
    CHARSET_UNKNOWN,
    CHARSET_UTF8,
    CHARSET_UTF16LE,
    CHARSET_UTF16BE,
    CHARSET_1252
} charset;

// The character set of a label as pages and headers write it ("utf-8", "ISO-8859-1", "latin1"),
// in any case. CHARSET_UNKNOWN for any other.
charset charset_of_label(str label);

// The character set that a byte order mark at the start announces; its size in bytes is set too.
charset charset_of_mark(str bytes, size_t *mark_size);

// What the bytes are, by their mark, by the zero bytes that UTF-16 has in Latin script, by being
// valid UTF-8, and else Windows-1252 where they can be that. CHARSET_UNKNOWN when they are UTF-8
// that is damaged, or nothing that is known; `damage` is then the byte.
charset guess_charset(str bytes, int64_t *damage);

// The text in UTF-8 without its byte order mark. What is not valid in the character set becomes
// U+FFFD. UTF-8 without mark and damage is not copied.
str decode_bytes(arena *a, str bytes, charset from);

#endif
