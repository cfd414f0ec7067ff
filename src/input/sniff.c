// sniff.c - tables of name endings, of markup that opens pages, and of magic numbers.
#include "input/sniff.h"

static const struct {
    const char     *ending;
    ro_input_format format;
} ENDINGS[] = {
    {".txt", RO_FROM_TEXT},     {".text", RO_FROM_TEXT}, {".jsonl", RO_FROM_JSONL},
    {".ndjson", RO_FROM_JSONL}, {".html", RO_FROM_HTML}, {".htm", RO_FROM_HTML},
    {".xhtml", RO_FROM_HTML},
};

static const str PAGE_MARKS[] = {
    {"<!doctype html", 14}, {"<html", 5}, {"<head", 5}, {"<body", 5}, {"<article", 8}, {"<meta", 5},
};

static const struct {
    str         magic;
    const char *name;
} BINARIES[] = {
    {{"%PDF-", 5}, "a PDF document"},
    {{"PK\3\4", 4}, "a ZIP archive or an office document"},
    {{"\x1f\x8b", 2}, "gzip data"},
    {{"BZh", 3}, "bzip2 data"},
    {{"\xfd"
      "7zXZ",
      5},
     "xz data"},
    {{"\x28\xb5\x2f\xfd", 4}, "zstd data"},
    {{"7z\xbc\xaf", 4}, "a 7z archive"},
    {{"\x89PNG", 4}, "a PNG image"},
    {{"\xff\xd8\xff", 3}, "a JPEG image"},
    {{"GIF8", 4}, "a GIF image"},
    {{"RIFF", 4}, "RIFF audio, video or image"},
    {{"ID3", 3}, "MP3 audio"},
    {{"OggS", 4}, "Ogg audio or video"},
    {{"\x1a\x45\xdf\xa3", 4}, "Matroska video"},
    {{"\x7f"
      "ELF",
      4},
     "a program"},
    {{"SQLite format 3", 15}, "a SQLite database"},
    {{"\xd0\xcf\x11\xe0", 4}, "an old office document"},
    {{"{\\rtf", 5}, "an RTF document"},
    {{"WARC/", 5}, "a WARC archive"},
};

ro_input_format format_of_name(str path) {
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        str ending = str_of(ENDINGS[i].ending);
        if (path.size > ending.size &&
            same_ignoring_case(slice(path, path.size - ending.size, path.size), ending)) {
            return ENDINGS[i].format;
        }
    }
    return RO_FROM_GUESS;
}

static str without_mark(str start) {
    str mark = STR("\xef\xbb\xbf");
    return trim(starts_with(start, mark) ? slice(start, mark.size, start.size) : start);
}

static bool holds_page_mark(str start) {
    for (size_t i = 0; i < start.size; i++) {
        if (start.at[i] != '<') continue;
        str rest = slice(start, i, start.size);
        for (size_t m = 0; m < sizeof PAGE_MARKS / sizeof *PAGE_MARKS; m++) {
            str mark = PAGE_MARKS[m];
            if (rest.size > mark.size && same_ignoring_case(slice(rest, 0, mark.size), mark)) {
                return true;
            }
        }
    }
    return false;
}

ro_input_format format_of_start(str start) {
    str text = without_mark(start);
    if (text.size == 0) return RO_FROM_TEXT;
    if (text.at[0] == '{') {
        str inside = trim(slice(text, 1, text.size));
        if (inside.size > 0 && (inside.at[0] == '"' || inside.at[0] == '}')) return RO_FROM_JSONL;
    }
    return text.at[0] == '<' && holds_page_mark(text) ? RO_FROM_HTML : RO_FROM_TEXT;
}

const char *binary_of_start(str start) {
    for (size_t i = 0; i < sizeof BINARIES / sizeof *BINARIES; i++) {
        if (starts_with(start, BINARIES[i].magic)) return BINARIES[i].name;
    }
    return NULL;
}
