// rules.c - opens the tables of src/text and matches the patterns of notes.
//
// A pattern is words. A word in small letters stands for itself in any case, one with capitals for
// itself only, "a/b" for either, "a:" for one with a colon, "a~" for one that begins so. In place
// of words stand
//
//     *       any number of words, at most   NAMES   one to twelve words of people's names
//     *8      so many
//     NUM     a word that begins with a digit   AGENCY  a name out of agencies.tsv
//     (       first: only in brackets       >       last: the rule covers no more than this
//
// and a pattern without ">" must cover the whole sentence. Dashes and the like between words are
// passed over. Patterns are found by their first word; those that begin with a wild card are tried
// everywhere. With at most MOST_WILD wild cards over MOST_UNIT_WORDS words the work for a sentence
// is bounded, so that for a text it is linear.
#include "text/rules.h"

#include <assert.h>

#include "lexicon/lexicon.h"

enum { MOST_PATTERN_WORDS = 12, MOST_WILD = 3, MOST_NAME_WORDS = 12, MOST_AGENCY_WORDS = 4 };
enum { LONGEST_KEY = 24 };

typedef struct {
    note_kind kind;
    str       words[MOST_PATTERN_WORDS];
    int       count;
    bool      is_bracketed;
    int       next; // with the same first word, or -1
} pattern;

struct text_rules {
    arena     memory;
    str_table agencies;    // name to agency_kind
    str_table first_words; // lower case, to the first of its patterns
    int       first_open;  // of the patterns that begin with a wild card, or -1
    LIST(pattern) patterns;
};

static const struct {
    const char *name;
    note_kind   kind;
} KINDS[] = {
    {"byline", NOTE_BYLINE}, {"contributor", NOTE_CONTRIBUTOR}, {"updated", NOTE_UPDATED},
    {"credit", NOTE_CREDIT}, {"boilerplate", NOTE_BOILERPLATE},
};

static void read_agencies(text_rules *rules) {
    data_rows rows = open_rows("agencies.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        agency_kind kind = same(row.fields[0], STR("wire"))     ? AGENCY_WIRE
                           : same(row.fields[0], STR("outlet")) ? AGENCY_OUTLET
                                                                : AGENCY_NEVER;
        str         names = row.fields[1];
        while (names.at) {
            add_to_table(&rules->memory, &rules->agencies, cut_at(&names, '|'), kind);
        }
    }
}

// First words are looked up in lower case; the rules have only ASCII in them.
static str lower_key(str text, char out[LONGEST_KEY]) {
    if (text.size > LONGEST_KEY) return STR("");
    for (size_t i = 0; i < text.size; i++) {
        out[i] = to_lower(text.at[i]);
    }
    return (str){out, text.size};
}

static bool is_star(str text) {
    return starts_with(text, STR("*"));
}

static bool is_wild(str text) {
    return is_star(text) || same(text, STR("NAMES")) || same(text, STR("AGENCY")) ||
           same(text, STR("NUM"));
}

static pattern compile(str words, note_kind kind) {
    pattern p = {.kind = kind, .next = -1};
    int     wild = 0;
    while (words.at) {
        str next = cut_at(&words, ' ');
        if (next.size == 0) continue;
        if (p.count == 0 && same(next, STR("("))) {
            p.is_bracketed = true;
            continue;
        }
        assert(p.count < MOST_PATTERN_WORDS);
        wild += is_wild(next);
        p.words[p.count++] = next;
    }
    if (p.count > 0 && is_star(p.words[p.count - 1])) wild--;
    assert(p.count > 0 && wild <= MOST_WILD && !same(p.words[0], STR(">")));
    return p;
}

// Behind the others of its first word, so that the order of the file decides.
static void append_pattern(text_rules *rules, int *first, int added) {
    while (*first >= 0) {
        first = &rules->patterns.at[*first].next;
    }
    *first = added;
}

static void index_pattern(text_rules *rules, int added) {
    str words = rules->patterns.at[added].words[0];
    if (is_wild(words)) {
        append_pattern(rules, &rules->first_open, added);
        return;
    }
    while (words.at) {
        char letters[LONGEST_KEY];
        str  first_word = cut_at(&words, '/');
        first_word.size -= ends_with(first_word, STR(":"));
        str      key = copy_str(&rules->memory, lower_key(first_word, letters));
        uint32_t first = find_in_table(&rules->first_words, key);
        if (first == NOT_IN_TABLE) {
            add_to_table(&rules->memory, &rules->first_words, key, (uint32_t)added);
        } else {
            int begin = (int)first;
            append_pattern(rules, &begin, added);
        }
        // A pattern hangs in one chain only, so one of several first words is added once more.
        if (words.at) {
            PUSH_IN(&rules->memory, &rules->patterns, rules->patterns.at[added]);
            added = rules->patterns.count - 1;
            rules->patterns.at[added].next = -1;
        }
    }
}

static void read_notes(text_rules *rules) {
    data_rows rows = open_rows("report_notes.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        note_kind kind = NOTE_NONE;
        for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
            if (same(row.fields[0], str_of(KINDS[i].name))) kind = KINDS[i].kind;
        }
        assert(kind != NOTE_NONE);
        PUSH_IN(&rules->memory, &rules->patterns, compile(row.fields[1], kind));
        index_pattern(rules, rules->patterns.count - 1);
    }
}

text_rules *open_text_rules(void) {
    text_rules *rules = calloc(1, sizeof *rules);
    if (!rules) die_of_no_memory(sizeof *rules);
    rules->first_open = -1;
    read_agencies(rules);
    read_notes(rules);
    return rules;
}

void close_text_rules(text_rules *rules) {
    if (!rules) return;
    close_arena(&rules->memory);
    free(rules);
}

agency_kind find_agency(const text_rules *rules, str name) {
    if (starts_with(name, STR("The ")) || starts_with(name, STR("the "))) {
        name = slice(name, 4, name.size);
    }
    uint32_t kind = find_in_table(&rules->agencies, name);
    return kind == NOT_IN_TABLE ? AGENCY_NONE : (agency_kind)kind;
}

agency_kind agency_at(const text_rules *rules, str text, const word_list *words, int first,
                      int *end) {
    int last = first + MOST_AGENCY_WORDS < words->count ? first + MOST_AGENCY_WORDS : words->count;
    for (; last > first; last--) {
        span name = {words->at[first].core.begin, words->at[last - 1].core.end};
        if (is_empty_span(words->at[first].core) || is_empty_span(words->at[last - 1].core))
            continue;
        agency_kind kind = find_agency(rules, slice_span(text, name));
        if (kind == AGENCY_NONE || kind == AGENCY_NEVER) continue;
        *end = last;
        return kind;
    }
    return AGENCY_NONE;
}

bool is_name_link(str core) {
    static const char *const links[] = {"al",  "de",  "la",  "le",  "el",  "da",   "di",  "du",
                                        "van", "von", "der", "den", "bin", "bint", "ibn", "abu"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        if (same(core, str_of(links[i]))) return true;
    }
    return false;
}

static bool is_pronoun(str core) {
    static const char *const pronouns[] = {"He",  "She",  "They", "It",    "I",    "We",
                                           "You", "This", "That", "These", "There"};
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
        str  pronoun = str_of(pronouns[i]);
        bool is_start = starts_with(core, pronoun);
        if (is_start && (core.size == pronoun.size || !is_letter(core.at[pronoun.size])))
            return true;
    }
    return false;
}

bool is_name_word(str text, const word *w) {
    str core = slice_span(text, w->core);
    if (is_pronoun(core)) return false;
    return starts_upper(core) || is_name_link(core) || starts_with(core, STR("al-"));
}

// ---- Matching ----------------------------------------------------------------------------

typedef struct {
    const text_rules *rules;
    const pattern    *rule;
    const unit       *in;
    str               text;
    uint32_t          end; // of what was covered, once matched
} match;

static bool is_joint(str core) {
    return same(core, STR("and")) || same(core, STR("&"));
}

// A word in small letters stands for itself in any case, one with capitals only for itself.
static bool is_like(str wanted, str core) {
    for (size_t i = 0; i < wanted.size; i++) {
        if (is_upper(wanted.at[i])) return same(wanted, core);
    }
    return same_ignoring_case(wanted, core);
}

static bool is_word(str alternatives, str text, const word *w) {
    str core = slice_span(text, is_empty_span(w->core) ? w->where : w->core);
    while (alternatives.at) {
        str wanted = cut_at(&alternatives, '/');
        if (ends_with(wanted, STR(":"))) {
            wanted.size--;
            if (!ends_with(slice_span(text, w->where), STR(":"))) continue;
        }
        bool is_start = ends_with(wanted, STR("~"));
        if (is_start) wanted.size--;
        if (is_start && core.size < wanted.size) continue;
        if (is_like(wanted, is_start ? slice(core, 0, wanted.size) : core)) return true;
    }
    return false;
}

static bool match_from(match *m, int p, int w);

static bool match_run(match *m, int p, int w, int most) {
    int last = w + most < m->in->words.count ? w + most : m->in->words.count;
    for (int end = w; end <= last; end++) {
        if (match_from(m, p + 1, end)) return true;
    }
    return false;
}

static bool match_names(match *m, int p, int w) {
    for (int end = w; end < m->in->words.count && end - w < MOST_NAME_WORDS; end++) {
        const word *next = &m->in->words.at[end];
        bool        is_mark = is_empty_span(next->core);
        if (!is_mark && !is_joint(slice_span(m->text, next->core)) &&
            !is_name_word(m->text, next)) {
            return false;
        }
        if (!is_mark && match_from(m, p + 1, end + 1)) return true;
    }
    return false;
}

// What remains of the unit holds no more words.
static bool is_at_end(const match *m, int w) {
    while (w < m->in->words.count && is_empty_span(m->in->words.at[w].core)) {
        w++;
    }
    return w == m->in->words.count && !m->in->is_cut;
}

static int most_of_star(str star) {
    uint64_t most = MOST_UNIT_WORDS;
    if (star.size > 1 && !read_uint64(slice(star, 1, star.size), &most)) assert(false);
    return (int)most;
}

static bool match_from(match *m, int p, int w) {
    const word_list *words = &m->in->words;
    if (p == m->rule->count) {
        m->end = m->in->where.end;
        return is_at_end(m, w);
    }
    str wanted = m->rule->words[p];
    if (same(wanted, STR(">"))) {
        m->end = w > 0 ? words->at[w - 1].where.end : m->in->where.begin;
        return w > 0;
    }
    if (is_star(wanted)) {
        int most = most_of_star(wanted);
        m->end = m->in->where.end;
        if (p + 1 < m->rule->count) return match_run(m, p, w, most);
        return !m->in->is_cut && words->count - w <= most;
    }
    while (w < words->count && is_empty_span(words->at[w].core) &&
           !is_word(wanted, m->text, &words->at[w])) {
        w++;
    }
    if (w == words->count) return false;
    if (same(wanted, STR("NAMES"))) return match_names(m, p, w);
    if (same(wanted, STR("AGENCY"))) {
        int end = w;
        return agency_at(m->rules, m->text, words, w, &end) && match_from(m, p + 1, end);
    }
    if (same(wanted, STR("NUM"))) {
        str core = slice_span(m->text, words->at[w].core);
        return core.size > 0 && is_digit(core.at[0]) && match_from(m, p + 1, w + 1);
    }
    return is_word(wanted, m->text, &words->at[w]) && match_from(m, p + 1, w + 1);
}

static note_kind match_chain(match *m, int first) {
    for (int i = first; i >= 0; i = m->rules->patterns.at[i].next) {
        m->rule = &m->rules->patterns.at[i];
        if (m->rule->is_bracketed && !m->in->is_bracketed) continue;
        if (match_from(m, 0, 0)) return m->rule->kind;
    }
    return NOTE_NONE;
}

note_kind match_notes(const text_rules *rules, str text, const unit *u, uint32_t *end) {
    match m = {.rules = rules, .in = u, .text = text};
    int   first = 0;
    while (first < u->words.count && is_empty_span(u->words.at[first].core)) {
        first++;
    }
    if (first == u->words.count) return NOTE_NONE;

    char      letters[LONGEST_KEY];
    str       key = lower_key(slice_span(text, u->words.at[first].core), letters);
    uint32_t  chain = find_in_table(&rules->first_words, key);
    note_kind kind = chain == NOT_IN_TABLE ? NOTE_NONE : match_chain(&m, (int)chain);
    if (kind == NOTE_NONE && !u->is_cut) kind = match_chain(&m, rules->first_open);
    *end = u->is_bracketed ? u->where.end : m.end;
    return kind;
}
