// page_noise.c - rows of page_noise.tsv, by kind.
//
// Classes and ids are compared part by part, so that "share" finds "share-tools" and "socialShare"
// but not "shareholders"; a pattern of several parts ("read-more") needs them side by side. A line
// is compared from its start, in any case of letters; "*" lets it go on.
#include "input/page_noise.h"

#include "base/list.h"
#include "lexicon/lexicon.h"

enum { MOST_PARTS = 64, MOST_PATTERN_PARTS = 4 };

typedef struct {
    str parts[MOST_PATTERN_PARTS];
    int count;
} part_pattern;

struct page_noise {
    LIST(str) words[NOISE_KINDS]; // tags, roles, lines
    LIST(part_pattern) classes, bodies;
};

// Cuts the next part: letters and digits, up to a capital behind a small letter.
static str next_part(str *rest) {
    size_t begin = 0;
    while (begin < rest->size && !is_letter(rest->at[begin]) && !is_digit(rest->at[begin])) {
        begin++;
    }
    size_t end = begin;
    while (end < rest->size && (is_letter(rest->at[end]) || is_digit(rest->at[end])) &&
           !(end > begin && is_upper(rest->at[end]) && is_lower(rest->at[end - 1]))) {
        end++;
    }
    str part = slice(*rest, begin, end);
    *rest = slice(*rest, end, rest->size);
    return part;
}

static part_pattern compile_parts(str text) {
    part_pattern compiled = {.count = 0};
    while (text.size > 0 && compiled.count < MOST_PATTERN_PARTS) {
        str part = next_part(&text);
        if (part.size > 0) compiled.parts[compiled.count++] = part;
    }
    return compiled;
}

const page_noise *read_page_noise(arena *a) {
    static const char *const kinds[NOISE_KINDS] = {"tag", "class", "role", "body", "line", "end"};
    page_noise              *noise = NEW_IN(a, page_noise, 1);
    data_rows                rows = open_rows("page_noise.tsv");
    data_row                 row;
    while (next_row(&rows, &row)) {
        for (int kind = 0; kind < NOISE_KINDS; kind++) {
            if (!same(row.fields[0], str_of(kinds[kind]))) continue;
            if (kind == NOISE_CLASS) PUSH_IN(a, &noise->classes, compile_parts(row.fields[1]));
            if (kind == NOISE_BODY) PUSH_IN(a, &noise->bodies, compile_parts(row.fields[1]));
            PUSH_IN(a, &noise->words[kind], row.fields[1]);
        }
    }
    return noise;
}

static bool is_listed(const page_noise *noise, noise_kind kind, str text) {
    for (int i = 0; i < noise->words[kind].count; i++) {
        if (same_ignoring_case(noise->words[kind].at[i], text)) return true;
    }
    return false;
}

bool is_noise_tag(const page_noise *noise, str tag) {
    return starts_with(tag, STR("amp-")) || is_listed(noise, NOISE_TAG, tag);
}

bool is_noise_role(const page_noise *noise, str role) {
    return role.size > 0 && is_listed(noise, NOISE_ROLE, trim(role));
}

static bool follows(const part_pattern *pattern, const str *parts, int count) {
    if (pattern->count == 0 || pattern->count > count) return false;
    for (int i = 0; i < pattern->count; i++) {
        if (!same_ignoring_case(pattern->parts[i], parts[i])) return false;
    }
    return true;
}

static int split_parts(str names, str parts[MOST_PARTS]) {
    int count = 0;
    while (names.size > 0 && count < MOST_PARTS) {
        str part = next_part(&names);
        if (part.size > 0) parts[count++] = part;
    }
    return count;
}

bool is_noise_class(const page_noise *noise, str names) {
    str parts[MOST_PARTS];
    int count = split_parts(names, parts);
    for (int i = 0; i < count; i++) {
        for (int c = 0; c < noise->classes.count; c++) {
            if (follows(&noise->classes.at[c], parts + i, count - i)) return true;
        }
    }
    return false;
}

bool is_body_class(const page_noise *noise, str names) {
    str parts[MOST_PARTS];
    int count = split_parts(names, parts);
    for (int i = 0; i < count; i++) {
        for (int c = 0; c < noise->bodies.count; c++) {
            if (follows(&noise->bodies.at[c], parts + i, count - i)) return true;
        }
    }
    return false;
}

static bool is_line_of(const page_noise *noise, noise_kind kind, str block) {
    while (block.size > 0 && (block.at[block.size - 1] == ':' || block.at[block.size - 1] == '.')) {
        block.size--;
    }
    for (int i = 0; i < noise->words[kind].count; i++) {
        str  wanted = noise->words[kind].at[i];
        bool is_open = ends_with(wanted, STR("*"));
        wanted.size -= is_open;
        bool is_long_enough = is_open ? block.size >= wanted.size : block.size == wanted.size;
        if (is_long_enough && same_ignoring_case(slice(block, 0, wanted.size), wanted)) return true;
    }
    return false;
}

bool is_noise_line(const page_noise *noise, str block) {
    return is_line_of(noise, NOISE_LINE, block);
}

bool is_end_line(const page_noise *noise, str block) {
    return is_line_of(noise, NOISE_END, block);
}
