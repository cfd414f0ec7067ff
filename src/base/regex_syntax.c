// regex_syntax.c - Python's notation of regular expressions, rewritten for PCRE2.
//
// Read by recursive descent and written again with nothing left to taste: every character becomes
// \x{...}, and \w \d \s and their opposites become ranges from our own tables, so that neither the
// Unicode version of PCRE2 nor its options matter. Groups do not capture, since nothing refers to
// them. Known are literals, escapes, classes, groups, look-around, alternatives, quantifiers, `.`,
// `^` and `$`, and the flag (?u), which is Python's default; anything else is refused.
//
// One rewriting is for speed. In the pattern for URLs the user part is `\S+(?::\S*)?@`. What the
// optional part could take, `\S+` takes too, and takes first; left out, the hits are the same, but
// the time for a text of n colons is not n * n.
//
// `reach` lets a search for a suffix look at the end of a text only. An alternative that is at most
// w characters long begins at most w before the end. `\.\.+$` can be longer, but then its last few
// dots alone are a hit too: whoever sees a hit at the very start of what it looked at looks again
// at twice as much.
#include "base/regex_syntax.h"

#include "base/unicode.h"
#include "base/utf8.h"

enum { DEEPEST_GROUP = 40 };

typedef struct {
    str         source;
    size_t      at;
    buffer     *out;
    const char *place;
    ro_error   *error;
} syntax_reader;

static bool read_alternatives(syntax_reader *r, int depth, uint32_t *reach);

static bool complain(const syntax_reader *r, const char *what) {
    return refuse(r->error, RO_BAD_MODEL, "%s: expression holds %s at byte %zu", r->place, what,
                  r->at);
}

static bool is_at_end(const syntax_reader *r) {
    return r->at >= r->source.size;
}

static bool stands_here(const syntax_reader *r, str text) {
    return starts_with(slice(r->source, r->at, r->source.size), text);
}

static bool skip(syntax_reader *r, str text) {
    if (!stands_here(r, text)) return false;
    r->at += text.size;
    return true;
}

static uint32_t take_point(syntax_reader *r) {
    int      size;
    uint32_t point = decode_point(r->source, r->at, &size);
    r->at += (size_t)size;
    return point;
}

static uint32_t add_widths(uint32_t a, uint32_t b) {
    return a > ENDLESS - b ? ENDLESS : a + b;
}

static uint32_t multiply_widths(uint32_t width, uint32_t times) {
    if (width == 0 || times == 0) return 0;
    return width > ENDLESS / times ? ENDLESS : width * times;
}

static void write_point(buffer *out, uint32_t point) {
    add_format(out, "\\x{%x}", point);
}

static void write_range(buffer *out, uint32_t first, uint32_t last) {
    write_point(out, first);
    if (first == last) return;
    add_char(out, '-');
    write_point(out, last);
}

// ---- Escapes -----------------------------------------------------------------------------

static bool read_hex(syntax_reader *r, int digits, uint32_t *point) {
    *point = 0;
    for (int i = 0; i < digits; i++) {
        char c = is_at_end(r) ? ' ' : to_lower(r->source.at[r->at]);
        if (!is_digit(c) && !(c >= 'a' && c <= 'f')) return complain(r, "a damaged escape");
        *point = *point << 4 | (uint32_t)(is_digit(c) ? c - '0' : c - 'a' + 10);
        r->at++;
    }
    return *point <= LAST_CODE_POINT || complain(r, "a character beyond U+10FFFF");
}

// The character behind a backslash that stands for one character.
static bool read_escaped_point(syntax_reader *r, uint32_t *point) {
    static const char LETTERS[] = "abfnrtv", CONTROLS[] = "\a\b\f\n\r\t\v";
    if (is_at_end(r)) return complain(r, "a lone backslash");
    *point = take_point(r);
    if (*point == 'u') return read_hex(r, 4, point);
    if (*point == 'U') return read_hex(r, 8, point);
    if (*point == 'x') return read_hex(r, 2, point);
    if (*point >= 0x80 || !(is_letter((char)*point) || is_digit((char)*point))) return true;
    const char *letter = strchr(LETTERS, (int)*point);
    if (!letter || *point == 'b') return complain(r, "an unknown escape");
    *point = (unsigned char)CONTROLS[letter - LETTERS];
    return true;
}

// Writes the ranges of \w, \d, \s or, for a capital, of all that they leave out. False when
// something else stands here.
static bool copy_kind(syntax_reader *r) {
    static const char KINDS[] = {[POINT_SPACE] = 's', [POINT_DECIMAL] = 'd', [POINT_WORD] = 'w'};
    if (r->source.size - r->at < 2 || r->source.at[r->at] != '\\') return false;
    char  letter = r->source.at[r->at + 1];
    char *found = memchr(KINDS, to_lower(letter), sizeof KINDS);
    if (!found) return false;

    point_ranges ranges = ranges_of_kind((point_kind)(found - KINDS));
    uint32_t     next = 0;
    for (int i = 0; i < ranges.count; i++) {
        if (is_lower(letter)) {
            write_range(r->out, ranges.at[i].first, ranges.at[i].last);
        } else if (ranges.at[i].first > next) {
            write_range(r->out, next, ranges.at[i].first - 1);
        }
        next = ranges.at[i].last + 1;
    }
    if (is_upper(letter)) write_range(r->out, next, LAST_CODE_POINT);
    r->at += 2;
    return true;
}

// ---- Atoms -------------------------------------------------------------------------------

static bool read_class_point(syntax_reader *r, uint32_t *point) {
    if (is_at_end(r)) return complain(r, "a class without end");
    if (skip(r, STR("\\"))) return read_escaped_point(r, point);
    *point = take_point(r);
    return true;
}

static bool copy_class(syntax_reader *r) {
    add_char(r->out, '[');
    if (skip(r, STR("^"))) add_char(r->out, '^');
    bool is_first = true; // a bracket that comes first is a character
    while (is_first || !skip(r, STR("]"))) {
        uint32_t first, last;
        is_first = false;
        if (copy_kind(r)) continue;
        if (!read_class_point(r, &first)) return false;
        last = first;
        if (stands_here(r, STR("-")) && !stands_here(r, STR("-]"))) {
            r->at++;
            if (!read_class_point(r, &last)) return false;
        }
        if (last < first) return complain(r, "a range that runs backwards");
        write_range(r->out, first, last);
    }
    add_char(r->out, ']');
    return true;
}

static bool copy_group(syntax_reader *r, int depth, uint32_t *most) {
    static const struct {
        str  start, instead;
        bool takes_width;
    } kinds[] = {
        {{"?:", 2}, {"(?:", 3}, true},    {{"?=", 2}, {"(?=", 3}, false},
        {{"?!", 2}, {"(?!", 3}, false},   {{"?<=", 3}, {"(?<=", 4}, false},
        {{"?<!", 3}, {"(?<!", 4}, false}, {{"", 0}, {"(?:", 3}, true},
    };
    size_t i = 0;
    while (!skip(r, kinds[i].start)) {
        i++;
    }
    if (stands_here(r, STR("?"))) return complain(r, "an unknown kind of group");
    add_str(r->out, kinds[i].instead);
    if (!read_alternatives(r, depth + 1, most)) return false;
    if (!skip(r, STR(")"))) return complain(r, "a group without end");
    add_char(r->out, ')');
    if (!kinds[i].takes_width) *most = 0;
    return true;
}

// Copies one atom; `most` is the longest that it matches, in characters.
static bool copy_atom(syntax_reader *r, int depth, uint32_t *most) {
    uint32_t point;
    *most = 1;
    size_t before = r->out->size;
    add_char(r->out, '[');
    if (copy_kind(r)) {
        add_char(r->out, ']');
        return true;
    }
    r->out->size = before;
    if (skip(r, STR("\\"))) {
        if (!read_escaped_point(r, &point)) return false;
    } else if (skip(r, STR("["))) {
        return copy_class(r);
    } else if (skip(r, STR("("))) {
        return copy_group(r, depth, most);
    } else {
        point = take_point(r);
        if (point == '^' || point == '$') *most = 0;
        if (point == '^' || point == '$' || point == '.') {
            add_char(r->out, (char)point);
            return true;
        }
        if (point < 0x80 && strchr("*+?", (int)point)) {
            return complain(r, "a quantifier that nothing stands before");
        }
    }
    write_point(r->out, point);
    return true;
}

// ---- Quantifiers -------------------------------------------------------------------------

static bool read_count(syntax_reader *r, uint32_t *count) {
    size_t begin = r->at;
    while (!is_at_end(r) && is_digit(r->source.at[r->at])) {
        r->at++;
    }
    uint64_t number;
    if (!read_uint64(slice(r->source, begin, r->at), &number) || number >= ENDLESS) return false;
    *count = (uint32_t)number;
    return true;
}

// "{2}", "{2,}", "{,3}" or "{2,3}"; anything else is not a quantifier, and a brace is a character.
static bool read_braces(syntax_reader *r, uint32_t *least, uint32_t *most) {
    size_t before = r->at;
    *least = 0;
    *most = ENDLESS;
    if (!skip(r, STR("{"))) return false;
    bool has_least = read_count(r, least);
    bool has_comma = skip(r, STR(","));
    if (has_comma) {
        read_count(r, most);
    } else {
        *most = *least;
    }
    if ((has_least || has_comma) && skip(r, STR("}"))) return true;
    r->at = before;
    return false;
}

// Copies the quantifier behind an atom, if there is one: what it allows at most.
static void copy_quantifier(syntax_reader *r, uint32_t *most) {
    uint32_t least;
    *most = 1;
    if (skip(r, STR("*"))) {
        *most = ENDLESS;
        add_char(r->out, '*');
    } else if (skip(r, STR("+"))) {
        *most = ENDLESS;
        add_char(r->out, '+');
    } else if (skip(r, STR("?"))) {
        add_char(r->out, '?');
    } else if (read_braces(r, &least, most)) {
        add_format(r->out, *most == ENDLESS ? "{%u,}" : "{%u,%u}", least, *most);
    } else {
        *most = 1;
        return;
    }
    if (stands_here(r, STR("?")) || stands_here(r, STR("+"))) {
        add_char(r->out, r->source.at[r->at++]); // lazy or possessive: the same in both
    }
}

// ---- Sequences and alternatives ----------------------------------------------------------

// Whether a sequence is a run: one and the same character or class, several times, the last time
// with `+`, then `$`.
static bool is_run(str sequence) {
    if (!ends_with(sequence, STR("+$")) || sequence.size < 3) return false;
    sequence.size -= 2;
    size_t atom = sequence.at[0] == '\\' ? 2 : 1;
    if (sequence.at[0] == '[' || sequence.at[0] == '(' || sequence.size % atom != 0) return false;
    if (atom == 1 && strchr("^$.*+?{", sequence.at[0])) return false;
    if (atom == 2 && (sequence.size < 2 || is_letter(sequence.at[1]))) return false;
    for (size_t i = atom; i < sequence.size; i++) {
        if ((unsigned char)sequence.at[i] >= 0x80) return false;
        if (sequence.at[i] != sequence.at[i - atom]) return false;
    }
    return (unsigned char)sequence.at[0] < 0x80;
}

// `\S+(?::\S*)?@`, without the part that changes nothing.
static bool copy_user_part(syntax_reader *r) {
    if (!skip(r, STR("\\S+(?::\\S*)?@"))) return false;
    syntax_reader part = *r;
    uint32_t      reach;
    part.source = STR("\\S+@");
    part.at = 0;
    return read_alternatives(&part, 1, &reach);
}

static bool read_sequence(syntax_reader *r, int depth, uint32_t *reach) {
    size_t begin = r->at;
    bool   is_closed = false;
    *reach = 0;
    while (!is_at_end(r) && !stands_here(r, STR("|")) && !stands_here(r, STR(")"))) {
        uint32_t most, times;
        if (skip(r, STR("(?u)"))) continue;
        if (copy_user_part(r)) {
            *reach = ENDLESS;
            continue;
        }
        is_closed = stands_here(r, STR("$"));
        if (!copy_atom(r, depth, &most)) return false;
        copy_quantifier(r, &times);
        *reach = add_widths(*reach, multiply_widths(most, times));
    }
    str sequence = slice(r->source, begin, r->at);
    if (depth == 0 && is_run(sequence)) *reach = (uint32_t)sequence.size;
    if (depth == 0 && !is_closed) *reach = ENDLESS; // its hits may end anywhere
    return true;
}

static bool read_alternatives(syntax_reader *r, int depth, uint32_t *reach) {
    if (depth > DEEPEST_GROUP) return complain(r, "groups nested too deeply");
    *reach = 0;
    do {
        uint32_t one;
        if (!read_sequence(r, depth, &one)) return false;
        if (one > *reach) *reach = one;
    } while (skip(r, STR("|")) && (add_char(r->out, '|'), true));
    return true;
}

bool translate_regex(str source, const char *place, buffer *out, uint32_t *reach, ro_error *error) {
    syntax_reader r = {.source = source, .out = out, .place = place, .error = error};
    if (find_invalid_utf8(source) >= 0) {
        return refuse(error, RO_BAD_MODEL, "%s: expression is not UTF-8", place);
    }
    if (!read_alternatives(&r, 0, reach)) return false;
    return is_at_end(&r) || complain(&r, "a bracket that closes nothing");
}
