// shown.c - words of a report on a terminal.
#include "output/shown.h"

#include "base/utf8.h"

static const str UNSHOWN = {"\xef\xbf\xbd", 3}; // U+FFFD

// C0 and C1 controls and DELETE; also bytes that are no UTF-8.
static bool is_obeyed(uint32_t point) {
    return point < ' ' || (point >= 0x7f && point < 0xa0) || point == REPLACEMENT;
}

str show_text(arena *a, str text) {
    char  *shown = alloc_in_arena(a, UNSHOWN.size, text.size + 1);
    size_t made = 0;
    for (size_t i = 0; i < text.size;) {
        int      size;
        uint32_t point = decode_point(text, i, &size);
        str      piece = is_obeyed(point) ? UNSHOWN : slice(text, i, i + (size_t)size);
        if (is_blank(text.at[i])) piece = STR(" ");
        i += (size_t)size;
        if (is_blank(piece.at[0]) && (made == 0 || shown[made - 1] == ' ')) continue;
        memcpy(shown + made, piece.at, piece.size);
        made += piece.size;
    }
    while (made > 0 && shown[made - 1] == ' ') {
        made--;
    }
    return (str){shown, made};
}
