// dateline.c - the dateline, read from left to right; each part may lack, but not all.
//
//     JERUSALEM/CAIRO,  Feb. 8    (AP)      _      The envoys left ...
//     place             date      sender    dash   what follows starts like a sentence
//
// The less there is of it, the more the rest must look like one: a place in capitals needs a dash
// or a sender; a place in small letters needs a known sender, or a long dash and nothing that makes
// the dash a parenthesis ("Moscow - which has denied it" is none); a sender alone must be known or
// be a call sign in brackets.
#include "text/dateline.h"

#include "base/calendar.h"

enum {
    MOST_WORDS = 20,     // of a dateline
    MOST_PART_WORDS = 3, // of a place in small letters, between commas
    MOST_CAPS_WORDS = 5, // of a place in capitals
    LONGEST_PLACE = 60,  // bytes
    LONGEST_SENDER = 40,
    PARAGRAPHS_TRIED = 6, // bylines, dates and summaries may stand before it
    SHY_PARAGRAPHS = 2,   // of those, where a place alone in small letters is taken
    STARTS_TRIED = 3,     // sentence starts in a paragraph: feeds run title and byline into it
};

typedef struct {
    const text_rules *rules;
    str               text;
    span              paragraph;
    word_list         words;
    int               next; // word to read
    dateline          found;
    bool              is_caps; // of the place
    int               parts;   // of the place, between commas
    int               longest_part;
    span              sender; // without brackets
    agency_kind       sender_kind;
    bool              is_bracketed; // the sender
    uint32_t          at;           // byte behind what was read
} reader;

// All letters are capitals, and there are at least two.
static bool is_caps(str core) {
    int letters = 0;
    for (size_t i = 0; i < core.size; i++) {
        if (is_lower(core.at[i])) return false;
        letters += is_upper(core.at[i]);
    }
    return letters > 1;
}

static bool is_inner_word(str core) {
    static const char *const words[] = {"of", "the", "and", "upon", "on", "al", "ad", "ash"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (same(core, str_of(words[i]))) return true;
    }
    return is_name_link(core);
}

// "St.", "N.Y." and, behind a comma, "Mass." end in a full stop that belongs to them; what ends in
// one otherwise ends a sentence.
static bool ends_in_own_stop(str core, bool is_behind_comma) {
    enum { SHORT = 3, LONGEST_STATE = 5 };
    size_t longest = is_behind_comma ? LONGEST_STATE : SHORT;
    return core.size <= longest || find_char(core, '.', 0) >= 0;
}

// What clings to the end of a word.
static str tail_of(const reader *r, const word *w) {
    return slice(r->text, w->core.end, w->where.end);
}

static bool is_place_word(const reader *r, const word *w, bool is_first) {
    str core = slice_span(r->text, w->core), tail = tail_of(r, w);
    if (core.size == 0 || w->where.begin != w->core.begin) return false;
    if (tail.size > 1 && !same(tail, STR(".,"))) return false;
    if (tail.size > 0 && tail.at[0] != ',' && tail.at[0] != '.') return false;
    if (tail.size > 0 && tail.at[0] == '.' && !ends_in_own_stop(core, r->parts > 1)) return false;
    if (month_of_name(core) || weekday_of_name(core)) return false;
    if (is_first && same_ignoring_case(core, STR("by"))) return false;
    return starts_upper(core) || (!is_first && (is_inner_word(core) || same(core, STR("&"))));
}

static void take_place(reader *r) {
    int  first = r->next, part = 0;
    bool is_caps_so_far = true;
    for (; r->next < r->words.count; r->next++) {
        const word *w = &r->words.at[r->next];
        str         core = slice_span(r->text, w->core);
        if (!is_place_word(r, w, r->next == first)) break;
        if (w->core.end - r->words.at[first].core.begin > LONGEST_PLACE) break;
        if (r->parts == 0) {
            r->parts = 1;
        }
        part++;
        if (r->parts == 1 && !is_caps(core) && core.size > 1 && !is_inner_word(core)) {
            is_caps_so_far = false;
        }
        if (part > r->longest_part) r->longest_part = part;
        bool is_short = same(tail_of(r, w), STR(".")) || ends_with(tail_of(r, w), STR(".,"));
        r->found.place = (span){r->words.at[first].core.begin, w->core.end + is_short};
        r->at = w->where.end;
        if (ends_with(tail_of(r, w), STR(","))) {
            part = 0;
            bool goes_on =
                r->next + 1 < r->words.count && is_place_word(r, &r->words.at[r->next + 1], true);
            r->parts += goes_on;
        }
    }
    r->is_caps = r->next > first && is_caps_so_far;
}

static bool is_number_word(const reader *r, int i, size_t least, size_t most) {
    if (i >= r->words.count) return false;
    str core = slice_span(r->text, r->words.at[i].core);
    for (size_t c = 0; c < core.size; c++) {
        if (!is_digit(core.at[c])) return false;
    }
    return core.size >= least && core.size <= most;
}

static bool is_month_word(const reader *r, int i) {
    return i < r->words.count && month_of_name(slice_span(r->text, r->words.at[i].core)) > 0;
}

// "Feb 7", "Thursday, Feb. 8, 2024", "8 February 2024"
static void take_date(reader *r) {
    int first = r->next, i = first;
    if (i < r->words.count && weekday_of_name(slice_span(r->text, r->words.at[i].core))) i++;
    bool is_month_first = is_month_word(r, i) && is_number_word(r, i + 1, 1, 2);
    bool is_day_first = is_number_word(r, i, 1, 2) && is_month_word(r, i + 1);
    if (!is_month_first && !is_day_first) return;
    i += 2;
    i += is_number_word(r, i, 4, 4);
    r->next = i;
    r->found.date = (span){r->words.at[first].core.begin, r->words.at[i - 1].core.end};
    r->at = r->words.at[i - 1].where.end;
}

static uint32_t skip_blanks(const reader *r, uint32_t at) {
    while (at < r->paragraph.end && space_at(r->text, at) > 0) {
        at += (uint32_t)space_at(r->text, at);
    }
    return at;
}

// "(Reuters)", "[AFP]", "/TASS/", "(CBS SF)"; a bare name only where nothing stands before it.
static void take_sender(reader *r) {
    uint32_t at = skip_blanks(r, r->at);
    if (at >= r->paragraph.end) return;
    char open = r->text.at[at];
    char close = open == '(' ? ')' : open == '[' ? ']' : open == '/' ? '/' : 0;
    if (close) {
        int64_t end = find_char(slice(r->text, 0, r->paragraph.end), close, at + 1);
        if (end < 0 || end - at > LONGEST_SENDER) return;
        r->sender = (span){at + 1, (uint32_t)end};
        str name = trim(slice_span(r->text, r->sender));
        r->sender_kind = find_agency(r->rules, name);
        if (!starts_upper(name) && r->sender_kind == AGENCY_NONE) {
            r->sender = (span){0, 0};
            return;
        }
        r->is_bracketed = true;
        r->at = (uint32_t)end + 1;
    }
}

// A dash of any length, or the mark that a sender in brackets may have instead. Returns the byte
// behind it, or 0.
static uint32_t dash_after(const reader *r, bool *is_long) {
    static const str dashes[] = {{"\xe2\x80\x94", 3},
                                 {"\xe2\x80\x93", 3},
                                 {"\xe2\x80\x95", 3},
                                 {"\xe2\x88\x92", 3},
                                 {"---", 3},
                                 {"--", 2},
                                 {"_", 1},
                                 {"-", 1}};
    uint32_t         at = skip_blanks(r, r->at);
    str              rest = slice(r->text, at, r->paragraph.end);
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (!starts_with(rest, dashes[i])) continue;
        uint32_t end = at + (uint32_t)dashes[i].size;
        bool     is_apart = at > r->at && (end == r->paragraph.end || space_at(r->text, end) > 0);
        *is_long = dashes[i].size > 1 || dashes[i].at[0] == '_';
        return is_apart || r->is_bracketed ? end : 0;
    }
    bool has_stop = rest.size > 0 && (rest.at[0] == '.' || rest.at[0] == ':');
    return r->is_bracketed && has_stop && r->sender_kind ? at + 1 : 0;
}

// A sentence, or nothing, follows: a capital, a figure, or a quote that opens.
static bool sentence_follows(const reader *r, uint32_t at) {
    for (uint32_t before = at + 1; before != at;) {
        before = at;
        at = skip_blanks(r, at);
        if (at < r->paragraph.end) at += (uint32_t)punctuation_at(r->text, at);
    }
    str rest = slice(r->text, at, r->paragraph.end);
    return rest.size == 0 || starts_upper(rest) || is_digit(rest.at[0]) ||
           starts_with(rest, STR("al-"));
}

// Another dash in the same sentence makes the first one a parenthesis.
static bool is_parenthesis(const reader *r, uint32_t at) {
    for (uint32_t i = at; i + 2 < r->paragraph.end; i++) {
        str here = slice(r->text, i, r->paragraph.end);
        if (starts_with(here, STR(". "))) return false;
        if (starts_with(here, STR("\xe2\x80\x94")) || starts_with(here, STR(" \xe2\x80\x93")) ||
            starts_with(here, STR(" - ")) || starts_with(here, STR("--"))) {
            return true;
        }
    }
    return false;
}

static bool is_sure(const reader *r, uint32_t dash, bool is_long, bool is_shy) {
    bool has_place = !is_empty_span(r->found.place), has_date = !is_empty_span(r->found.date);
    bool is_known = r->sender_kind == AGENCY_WIRE || r->sender_kind == AGENCY_OUTLET;
    str  sender = slice_span(r->text, r->sender);
    if (has_place && find_agency(r->rules, slice_span(r->text, r->found.place)) == AGENCY_NEVER) {
        return false;
    }
    if (r->is_bracketed) {
        if (dash == 0) return is_known && has_place && (r->is_caps || has_date);
        if (has_place)
            return is_known || r->is_caps || has_date || (r->parts > 1 && is_caps(sender));
        return is_known || (is_caps(sender) && sender.size <= 6 && !is_shy);
    }
    if (dash == 0) return false;
    if (has_place && r->is_caps) return r->longest_part <= MOST_CAPS_WORDS;
    return has_place && !is_shy && is_long && r->parts <= 2 && r->longest_part <= MOST_PART_WORDS &&
           (has_date || !is_parenthesis(r, dash));
}

// "CNN -": the place that was read is the name of a sender.
static void take_bare_sender(reader *r) {
    agency_kind kind = find_agency(r->rules, slice_span(r->text, r->found.place));
    if (kind != AGENCY_WIRE && kind != AGENCY_OUTLET) return;
    r->sender = r->found.place;
    r->sender_kind = kind;
    r->found.place = (span){0, 0};
}

static bool read_dateline(const text_rules *rules, document *doc, span where, bool is_shy,
                          reader *r) {
    arena scratch = {0};
    *r = (reader){.rules = rules, .text = doc->text, .paragraph = where, .at = where.begin};
    r->words = words_of(&scratch, doc->text, where, MOST_WORDS);
    take_place(r);
    take_date(r);
    if (!is_empty_span(r->found.place) && is_empty_span(r->found.date)) take_bare_sender(r);
    if (is_empty_span(r->sender)) take_sender(r);
    bool     is_long = false, is_bare = !is_empty_span(r->sender) && !r->is_bracketed;
    uint32_t dash = dash_after(r, &is_long), end = dash ? dash : r->at;
    bool     is_found = end > where.begin && sentence_follows(r, end) &&
                    (is_bare ? dash > 0 && !is_shy : is_sure(r, dash, is_long, is_shy));
    bool is_only_a_date = !is_found && r->at == where.end && is_empty_span(r->found.place) &&
                          !is_empty_span(r->found.date) &&
                          where.begin == doc->paragraphs.at[0].where.begin;
    r->found.where = (span){where.begin, end};
    close_arena(&scratch);
    return is_found || is_only_a_date;
}

// The places where a sentence may start in a paragraph: its own start, then behind full stops.
static int list_starts(str text, span where, uint32_t starts[STARTS_TRIED]) {
    enum { LONGEST_LEAD = 400 };
    int count = 0;
    starts[count++] = where.begin;
    uint32_t end = where.end - where.begin > LONGEST_LEAD ? where.begin + LONGEST_LEAD : where.end;
    for (uint32_t i = where.begin; i + 2 < end && count < STARTS_TRIED; i++) {
        bool is_stop = text.at[i] == '.' || text.at[i] == '!' || text.at[i] == '?';
        if (is_stop && text.at[i + 1] == ' ' && is_upper(text.at[i + 2])) starts[count++] = i + 2;
    }
    return count;
}

static void add_paragraph(document *doc, paragraph_list *out, span where, bool is_boilerplate) {
    where = trim_span(doc->text, where);
    if (is_empty_span(where)) return;
    PUSH_IN(&doc->memory, out, ((paragraph){.where = where, .is_boilerplate = is_boilerplate}));
}

// Cuts paragraph `at` into what stands before the dateline, the dateline, and what follows.
static void split_paragraph(document *doc, int at) {
    paragraph_list out = {0};
    span           line = doc->dateline.where;
    for (int i = 0; i < doc->paragraphs.count; i++) {
        span where = doc->paragraphs.at[i].where;
        if (i != at) {
            add_paragraph(doc, &out, where, false);
            continue;
        }
        add_paragraph(doc, &out, (span){where.begin, line.begin}, false);
        add_paragraph(doc, &out, line, true);
        add_paragraph(doc, &out, (span){line.end, where.end}, false);
    }
    doc->paragraphs = out;
}

void find_dateline(const text_rules *rules, document *doc) {
    for (int i = 0; i < doc->paragraphs.count && i < PARAGRAPHS_TRIED; i++) {
        span     where = doc->paragraphs.at[i].where;
        uint32_t starts[STARTS_TRIED];
        int      count = i == 0 ? list_starts(doc->text, where, starts) : 1;
        starts[0] = where.begin;
        for (int s = 0; s < count; s++) {
            reader r;
            bool   is_shy = i >= SHY_PARAGRAPHS || s > 0;
            if (!read_dateline(rules, doc, (span){starts[s], where.end}, is_shy, &r)) continue;
            doc->dateline = r.found;
            if (r.sender_kind == AGENCY_WIRE) PUSH_IN(&doc->memory, &doc->credits, r.sender);
            split_paragraph(doc, i);
            return;
        }
    }
}
