// chunk.c - peeling a chunk from both ends.
//
//     ("Well,         prefix (            before: (
//     "Well,          prefix "  suffix ,  before: ( "      behind: ,
//     Well            nothing comes off:  split at infixes
//
// After each step what is left may be an exception ("U.S."), which ends the peeling; so may what
// is left when only one end has come off. The order of these questions is that of spaCy and
// decides what comes out.
//
// Nothing here takes more than linear time: exceptions have a longest one, what a suffix can reach
// is bounded (base/regex.h), and a prefix is looked for at the start only.
#include "token/chunk.h"

#include "base/unicode.h"
#include "base/utf8.h"

typedef struct {
    const chunk_rules *rules;
    matcher           *matcher;
    arena             *memory;
    bool               with_exceptions;
    piece_list        *pieces;
} splitting;

typedef LIST(str) str_list;

// ---- Opening -----------------------------------------------------------------------------

static bool compile(str source, regex_kind kind, const char *place, regex **r, ro_error *error) {
    *r = NULL;
    if (!source.at) return true;
    *r = compile_regex(source, kind, place, error);
    return *r != NULL;
}

static bool is_whole(const tokenizer_exception *exception) {
    size_t done = 0;
    for (int i = 0; i < exception->part_count; i++) {
        str part = exception->parts[i].orth;
        str rest = slice(exception->text, done, exception->text.size);
        if (part.size == 0 || !starts_with(rest, part)) return false;
        done += part.size;
    }
    return done > 0 && done == exception->text.size;
}

static bool index_exceptions(arena *a, chunk_rules *c, ro_error *error) {
    for (int i = 0; i < c->rules->exception_count; i++) {
        const tokenizer_exception *exception = &c->rules->exceptions[i];
        if (!is_whole(exception)) {
            return refuse(error, RO_BAD_MODEL,
                          "tokenizer: parts of the exception \"%.*s\" do not make up its text",
                          SHOWN(exception->text));
        }
        add_to_table(a, &c->exceptions, exception->text, (uint32_t)i);
        if (exception->text.size > c->longest_exception) {
            c->longest_exception = exception->text.size;
        }
    }
    return true;
}

bool open_chunk_rules(arena *a, const tokenizer_rules *rules, chunk_rules *compiled,
                      ro_error *error) {
    chunk_rules c = {.rules = rules};
    bool        is_good =
        compile(rules->prefix, REGEX_SEARCH, "tokenizer: prefix", &c.prefix, error) &&
        compile(rules->suffix, REGEX_SEARCH, "tokenizer: suffix", &c.suffix, error) &&
        compile(rules->infix, REGEX_SEARCH, "tokenizer: infix", &c.infix, error) &&
        compile(rules->token_match, REGEX_MATCH, "tokenizer: token_match", &c.token_match, error) &&
        compile(rules->url_match, REGEX_MATCH, "tokenizer: url_match", &c.url_match, error) &&
        index_exceptions(a, &c, error);
    if (!is_good) close_chunk_rules(&c);
    *compiled = c;
    return is_good;
}

void close_chunk_rules(chunk_rules *compiled) {
    close_regex(compiled->prefix);
    close_regex(compiled->suffix);
    close_regex(compiled->infix);
    close_regex(compiled->token_match);
    close_regex(compiled->url_match);
    *compiled = (chunk_rules){0};
}

// ---- Affixes -----------------------------------------------------------------------------

const tokenizer_exception *find_exception(const chunk_rules *c, str text) {
    if (text.size == 0 || text.size > c->longest_exception) return NULL;
    uint32_t i = find_in_table(&c->exceptions, text);
    return i == NOT_IN_TABLE ? NULL : &c->rules->exceptions[i];
}

static bool is_exception(const splitting *s, str text) {
    return s->with_exceptions && find_exception(s->rules, text);
}

static bool is_tail_byte(char c) {
    return ((unsigned char)c & 0xc0) == 0x80;
}

// Bytes at the start of a text that take as many characters as a hit. The hit of a prefix stands
// there, unless the pipeline's expression is not bound to the start.
static size_t prefix_size(const chunk_rules *c, matcher *m, str text) {
    span hit = NO_HIT;
    if (!c->prefix || text.size == 0 || !find_hit(m, c->prefix, text, &hit)) return 0;
    size_t points = count_points(slice_span(text, hit)), at = 0;
    while (points > 0) {
        at++;
        while (at < text.size && is_tail_byte(text.at[at])) {
            at++;
        }
        points--;
    }
    return at;
}

// The same at the end. The hit of a suffix stands there, or before a last line feed.
static size_t suffix_size(const chunk_rules *c, matcher *m, str text) {
    span hit = NO_HIT;
    if (!c->suffix || text.size == 0 || !find_hit_at_end(m, c->suffix, text, &hit)) return 0;
    size_t points = count_points(slice_span(text, hit)), at = text.size;
    while (points > 0) {
        at--;
        points -= !is_tail_byte(text.at[at]);
    }
    return text.size - at;
}

static bool has_infix(const chunk_rules *c, matcher *m, str text) {
    span hit = NO_HIT;
    return c->infix && find_hit(m, c->infix, text, &hit);
}

bool has_affixes(const chunk_rules *c, matcher *m, str text) {
    return prefix_size(c, m, text) > 0 || suffix_size(c, m, text) > 0 || has_infix(c, m, text);
}

// ---- Peeling -----------------------------------------------------------------------------

// Takes off what comes off at both ends at once. False when the peeling is over.
static bool peel(splitting *s, str *rest, str_list *before, str_list *behind) {
    str text = *rest;
    if (s->rules->token_match && has_hit(s->matcher, s->rules->token_match, text)) return false;
    if (is_exception(s, text)) return false;

    size_t prefix = prefix_size(s->rules, s->matcher, text);
    str    inner = slice(text, prefix, text.size);
    if (prefix > 0 && is_exception(s, inner)) {
        PUSH_IN(s->memory, before, slice(text, 0, prefix));
        *rest = inner;
        return false;
    }
    size_t suffix = suffix_size(s->rules, s->matcher, inner);
    str    outer = slice(text, 0, text.size - suffix); // still with the prefix
    if (suffix > 0 && is_exception(s, outer)) {
        PUSH_IN(s->memory, behind, slice(text, outer.size, text.size));
        *rest = outer;
        return false;
    }
    if (prefix > 0) PUSH_IN(s->memory, before, slice(text, 0, prefix));
    if (suffix > 0) PUSH_IN(s->memory, behind, slice(text, outer.size, text.size));
    *rest = slice(text, prefix, text.size - suffix);
    return rest->size > 0 && rest->size < text.size;
}

static void add_piece(splitting *s, str text) {
    PUSH_IN(s->memory, s->pieces, ((chunk_piece){.orth = text}));
}

static void add_exception(splitting *s, const tokenizer_exception *exception) {
    for (int i = 0; i < exception->part_count; i++) {
        PUSH_IN(s->memory, s->pieces, exception->parts[i]);
    }
}

static void add_infixes(splitting *s, str text) {
    size_t begin = 0;
    span   hit = NO_HIT;
    while (s->rules->infix && find_hit(s->matcher, s->rules->infix, text, &hit)) {
        if (hit.begin == 0) continue; // does not count, and what follows begins at 0 still
        if (hit.begin > begin) add_piece(s, slice(text, begin, hit.begin));
        if (hit.end > hit.begin) add_piece(s, slice_span(text, hit));
        begin = hit.end;
    }
    if (begin < text.size) add_piece(s, slice(text, begin, text.size));
}

static void add_middle(splitting *s, str text) {
    const chunk_rules *c = s->rules;
    if (is_exception(s, text)) {
        add_exception(s, find_exception(c, text));
    } else if ((c->token_match && has_hit(s->matcher, c->token_match, text)) ||
               (c->url_match && has_hit(s->matcher, c->url_match, text))) {
        add_piece(s, text);
    } else {
        add_infixes(s, text);
    }
}

static void split(splitting *s, str text) {
    if (is_exception(s, text)) {
        add_exception(s, find_exception(s->rules, text));
        return;
    }
    str_list before = {0}, behind = {0};
    while (peel(s, &text, &before, &behind)) {
    }
    for (int i = 0; i < before.count; i++) {
        add_piece(s, before.at[i]);
    }
    if (text.size > 0) add_middle(s, text);
    for (int i = behind.count - 1; i >= 0; i--) {
        add_piece(s, behind.at[i]);
    }
}

void split_chunk(const chunk_rules *c, matcher *m, arena *a, str chunk_text, piece_list *pieces) {
    splitting s = {c, m, a, true, pieces};
    split(&s, chunk_text);
}

void split_plainly(const chunk_rules *c, matcher *m, arena *a, str text, piece_list *pieces) {
    splitting s = {c, m, a, false, pieces};
    chunk     taken;
    while (take_chunk(&text, &taken)) {
        split(&s, taken.text);
    }
}

// ---- Chunks of a text --------------------------------------------------------------------

static bool is_space_at(str text, size_t at, size_t *size) {
    unsigned char c = (unsigned char)text.at[at];
    *size = 1;
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
    int      bytes;
    uint32_t point = decode_point(text, at, &bytes);
    *size = (size_t)bytes;
    return is_space_point(point);
}

bool take_chunk(str *rest, chunk *taken) {
    if (rest->size == 0) return false;
    size_t size, end = 0;
    bool   is_space = is_space_at(*rest, 0, &size);
    do {
        end += size;
    } while (end < rest->size && is_space_at(*rest, end, &size) == is_space);
    taken->text = slice(*rest, 0, end);
    taken->space_after = !is_space && end < rest->size && rest->at[end] == ' ';
    *rest = slice(*rest, end + taken->space_after, rest->size);
    return true;
}
