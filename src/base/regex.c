// regex.c - matching by PCRE2, which no other file sees.
//
// Expressions are compiled once, with JIT where the machine has it, and shared. PCRE2 backtracks;
// three things keep hostile text from using that:
//
//   - has_hit tries the backtracking matcher with a small stack and a limit. When it gives up,
//     PCRE2's other algorithm answers, which walks through the text once with all possibilities
//     side by side. It knows nothing of what comes first, but whether there is a hit is the same.
//   - find_hit_at_end looks at as much of the end as a hit can reach (regex_syntax.h), so that a
//     word that is peeled from behind, one hit after another, is not read again for every hit.
//   - find_hit has no limits, since what it answers must not depend on the machine. The expressions
//     it is used for repeat nothing but single characters, which needs no stack and no limit.
#include "base/regex.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/regex_syntax.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    FIRST_STACK = 32 << 10,
    LARGEST_STACK = 1 << 20,
    MOST_STEPS = 1000000,
    STATE_ROOM = 20000,
    POSITIONS = 1, // pairs of positions: groups do not capture
};

struct regex {
    pcre2_code *code;
    uint32_t    reach;
};

struct matcher {
    pcre2_match_data    *found;
    pcre2_match_context *limited, *unlimited;
    pcre2_jit_stack     *stack;
    int                  states[STATE_ROOM];
};

static void *or_die(void *made) {
    if (!made) die_of_no_memory(0);
    return made;
}

// ---- Compiling ---------------------------------------------------------------------------

static pcre2_code *compile_source(str source, regex_kind kind, const char *place, ro_error *error) {
    pcre2_compile_context *context = or_die(pcre2_compile_context_create(NULL));
    pcre2_set_newline(context, PCRE2_NEWLINE_LF); // `$` and `.`, as in Python
    int         number;
    PCRE2_SIZE  at;
    uint32_t    options = PCRE2_UTF | (kind == REGEX_MATCH ? PCRE2_ANCHORED : 0);
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)source.at, source.size, options, &number, &at, context);
    pcre2_compile_context_free(context);
    if (!code) {
        PCRE2_UCHAR message[120] = "";
        pcre2_get_error_message(number, message, sizeof message);
        refuse(error, RO_BAD_MODEL, "%s: expression cannot be compiled: %s", place,
               (const char *)message);
        return NULL;
    }
    // Where the machine has no JIT, the interpreter gives the same answers.
    (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

regex *compile_regex(str source, regex_kind kind, const char *place, ro_error *error) {
    buffer      translated = {0};
    uint32_t    reach;
    pcre2_code *code = NULL;
    if (translate_regex(source, place, &translated, &reach, error)) {
        code = compile_source(str_of_buffer(&translated), kind, place, error);
    }
    close_buffer(&translated);
    if (!code) return NULL;
    regex *r = or_die(malloc(sizeof *r));
    *r = (regex){.code = code, .reach = reach};
    return r;
}

void close_regex(regex *r) {
    if (!r) return;
    pcre2_code_free(r->code);
    free(r);
}

// ---- Working memory ----------------------------------------------------------------------

static pcre2_match_context *open_context(pcre2_jit_stack *stack, uint32_t steps) {
    pcre2_match_context *context = or_die(pcre2_match_context_create(NULL));
    pcre2_jit_stack_assign(context, NULL, stack);
    pcre2_set_match_limit(context, steps);
    pcre2_set_depth_limit(context, steps);
    return context;
}

matcher *open_matcher(void) {
    matcher *m = or_die(malloc(sizeof *m));
    m->found = or_die(pcre2_match_data_create(POSITIONS, NULL));
    m->stack = or_die(pcre2_jit_stack_create(FIRST_STACK, LARGEST_STACK, NULL));
    m->limited = open_context(m->stack, MOST_STEPS);
    pcre2_set_heap_limit(m->limited, LARGEST_STACK >> 10);
    m->unlimited = open_context(m->stack, UINT32_MAX);
    pcre2_set_heap_limit(m->unlimited, UINT32_MAX);
    return m;
}

void close_matcher(matcher *m) {
    if (!m) return;
    pcre2_match_context_free(m->limited);
    pcre2_match_context_free(m->unlimited);
    pcre2_jit_stack_free(m->stack);
    pcre2_match_data_free(m->found);
    free(m);
}

// ---- Matching ----------------------------------------------------------------------------

static bool find_from(matcher *m, const regex *r, str text, span *hit, uint32_t options) {
    PCRE2_SPTR subject = (PCRE2_SPTR)(text.at ? text.at : "");
    options |= PCRE2_NO_UTF_CHECK;
    int count = pcre2_match(r->code, subject, text.size, hit->end, options, m->found, m->unlimited);
    if (count == PCRE2_ERROR_JIT_STACKLIMIT) {
        options |= PCRE2_NO_JIT;
        count = pcre2_match(r->code, subject, text.size, hit->end, options, m->found, m->unlimited);
    }
    if (count == PCRE2_ERROR_NOMATCH) return false;
    if (count == PCRE2_ERROR_NOMEMORY) die_of_no_memory(text.size);
    assert(count >= 0);
    const PCRE2_SIZE *positions = pcre2_get_ovector_pointer(m->found);
    *hit = (span){(uint32_t)positions[0], (uint32_t)positions[1]};
    return true;
}

bool find_hit(matcher *m, const regex *r, str text, span *hit) {
    bool is_first = hit->begin > hit->end;
    span from = is_first ? (span){0, 0} : *hit;
    // Behind an empty hit, another empty one at the same place does not count.
    bool was_empty = !is_first && hit->begin == hit->end;
    if (!find_from(m, r, text, &from, was_empty ? PCRE2_NOTEMPTY_ATSTART : 0)) return false;
    *hit = from;
    return true;
}

// The byte `count` code points before the end, or 0.
static uint32_t step_back(str text, uint32_t count) {
    size_t at = text.size;
    while (at > 0 && count > 0) {
        at--;
        count -= ((unsigned char)text.at[at] & 0xc0) != 0x80;
    }
    return (uint32_t)at;
}

bool find_hit_at_end(matcher *m, const regex *r, str text, span *hit) {
    // One more than a hit can reach, and one for a line feed, which `$` stands before as well.
    uint64_t width = (uint64_t)r->reach + 2;
    for (; width < text.size; width *= 2) {
        uint32_t begin = step_back(text, (uint32_t)width);
        span     found = {begin, begin};
        if (!find_from(m, r, text, &found, 0)) return false;
        if (found.begin > begin) {
            *hit = found;
            return true;
        }
    }
    *hit = NO_HIT;
    return find_hit(m, r, text, hit);
}

bool has_hit(matcher *m, const regex *r, str text) {
    PCRE2_SPTR subject = (PCRE2_SPTR)(text.at ? text.at : "");
    int        count =
        pcre2_match(r->code, subject, text.size, 0, PCRE2_NO_UTF_CHECK, m->found, m->limited);
    if (count >= 0 || count == PCRE2_ERROR_NOMATCH) return count >= 0;
    count = pcre2_dfa_match(r->code, subject, text.size, 0, PCRE2_NO_UTF_CHECK | PCRE2_DFA_SHORTEST,
                            m->found, m->unlimited, m->states, STATE_ROOM);
    if (count >= 0 || count == PCRE2_ERROR_NOMATCH) return count >= 0;
    span hit = NO_HIT; // too many possibilities to walk side by side
    return find_hit(m, r, text, &hit);
}
