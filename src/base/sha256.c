// sha256.c - SHA-256 by libmd; the only file that sees it.
#include "base/sha256.h"

#include <sys/types.h>

#include <sha2.h>

str sha256_of(arena *a, str bytes) {
    char *digits = alloc_in_arena(a, 1, SHA256_DIGEST_STRING_LENGTH);
    SHA256Data((const uint8_t *)bytes.at, bytes.size, digits);
    return (str){digits, SHA256_DIGEST_STRING_LENGTH - 1};
}
