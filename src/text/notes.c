// notes.c - cuts every paragraph into sentences, roughly and without the language engine, asks the
// rules about each, and about what stands in brackets in it.
//
// Many feeds run a whole page into one paragraph, so that no line end keeps "Advertisement" or
// "All rights reserved." from the report; only the sentence does.
#include "text/notes.h"

#include "text/paragraphs.h"

enum {
    LONGEST_BRACKET = 400, // bytes
    BYLINE_PARAGRAPHS = 8, // bylines stand among the first or
    BYLINE_LAST = 2,       // the last so many
    LONGEST_BYLINE = 24,   // words
};

typedef struct {
    const text_rules *rules;
    document         *doc;
    int               paragraph;
    arena             scratch; // for the words of one sentence
    span_list         apart;   // sentences that are notes
} finder;

// ---- Names -------------------------------------------------------------------------------

// Words in capitals beside names that are not names.
static bool is_task_word(str core) {
    static const char *const tasks[] = {
        "By",     "Reporting", "Writing",  "Editing", "Edited",    "Additional", "Compiled",
        "With",   "Story",     "Text",     "Written", "Reported",  "Graphics",   "Research",
        "Source", "Photo",     "Produced", "Updated", "Published", "Posted"};
    for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
        if (same_ignoring_case(core, str_of(tasks[i]))) return true;
    }
    return false;
}

// Behind these, capitals are places or employers: "in Cairo", "for The Courier".
static bool leads_elsewhere(str core) {
    return same(core, STR("in")) || same(core, STR("from")) || same(core, STR("at")) ||
           same(core, STR("for")) || same(core, STR("of")) || same(core, STR("on"));
}

static bool ends_run(str text, const word *w) {
    str tail = slice(text, w->core.end, w->where.end);
    for (size_t i = 0; i < tail.size; i++) {
        char c = tail.at[i];
        if (c == ',' || c == ';' || c == ')' || c == ':' || c == '|') return true;
    }
    return false;
}

static bool is_any(str core, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (same(core, str_of(words[i]))) return true;
    }
    return false;
}

// The name in a run of capitalised words: what stands behind the last title ("Staff Writer Jane
// Roe"), unless it is a desk's ("Courier Staff").
static void trim_titles(str text, const word_list *words, int *first, int end) {
    static const char *const titles[] = {
        "Writer",         "Writers",    "Reporter", "Reporters", "Editor", "Correspondent",
        "Correspondents", "Journalist", "Producer", "Chief",     "Digital"};
    static const char *const desks[] = {"Staff", "Team", "Desk",  "Service",
                                        "Wire",  "News", "Bureau"};
    for (int i = *first; i < end; i++) {
        str core = slice_span(text, words->at[i].core);
        if (is_any(core, titles, sizeof titles / sizeof *titles)) *first = i + 1;
    }
    str last = slice_span(text, words->at[end - 1].core);
    if (is_any(last, desks, sizeof desks / sizeof *desks)) *first = end;
}

// Keeps a run of capitalised words as a person's name: two words or more, no sender of reports.
static void keep_name(finder *f, const word_list *words, int first, int end, span_list *names) {
    while (end > first && is_name_link(slice_span(f->doc->text, words->at[end - 1].core))) {
        end--;
    }
    if (end > first) trim_titles(f->doc->text, words, &first, end);
    if (end - first < 2) return;
    int  agency_end = 0;
    span name = {words->at[first].core.begin, words->at[end - 1].core.end};
    if (agency_at(f->rules, f->doc->text, words, first, &agency_end) && agency_end == end) return;
    PUSH_IN(&f->doc->memory, names, name);
}

// "CNN's", "Fox News'": what follows is somebody of theirs.
static bool is_possessive(str text, const word *w) {
    str core = slice_span(text, w->core), tail = slice(text, w->core.end, w->where.end);
    return ends_with(core, STR("'s")) || ends_with(core, STR("\xe2\x80\x99s")) ||
           same(tail, STR("'")) || same(tail, STR("\xe2\x80\x99"));
}

// True when there were any.
static bool collect_names(finder *f, const word_list *words, span_list *names) {
    str  text = f->doc->text;
    int  before = names->count;
    int  first = -1;
    bool is_elsewhere = false;
    for (int i = 0; i <= words->count; i++) {
        const word *w = i < words->count ? &words->at[i] : NULL;
        str         core = w ? slice_span(text, w->core) : STR("");
        bool        is_owner = w && is_possessive(text, w);
        if (is_owner) first = -1; // and so is what led up to it
        bool is_part = w && is_name_word(text, w) && !is_task_word(core) && !is_owner &&
                       (first >= 0 || starts_upper(core) || starts_with(core, STR("al-")));
        if (is_part && first < 0) first = i;
        bool is_over = !is_part || ends_run(text, w);
        if (is_over && first >= 0) {
            if (!is_elsewhere) keep_name(f, words, first, is_part ? i + 1 : i, names);
            first = -1;
            // "in Cairo and Dan Roe": the place ends at the "and"
            is_elsewhere = false;
        }
        if (w && !is_part) is_elsewhere = leads_elsewhere(core);
    }
    return names->count > before;
}

static void collect_credits(finder *f, const word_list *words) {
    for (int i = 0; i < words->count; i++) {
        int end = 0;
        if (same_ignoring_case(slice_span(f->doc->text, words->at[i].core), STR("the"))) continue;
        agency_kind kind = agency_at(f->rules, f->doc->text, words, i, &end);
        if (kind != AGENCY_WIRE) continue;
        span name = {words->at[i].core.begin, words->at[end - 1].core.end};
        PUSH_IN(&f->doc->memory, &f->doc->credits, name);
        i = end - 1;
    }
}

// ---- Sentences ---------------------------------------------------------------------------

static bool is_byline_place(const finder *f, const unit *u) {
    int  from_end = f->doc->paragraphs.count - 1 - f->paragraph;
    char last = f->doc->text.at[u->where.end - 1];
    return (f->paragraph < BYLINE_PARAGRAPHS || from_end < BYLINE_LAST) &&
           u->words.count <= LONGEST_BYLINE && !u->is_cut && last != '.' && last != '?';
}

static bool note_unit(finder *f, const unit *u) {
    document *doc = f->doc;
    uint32_t  end = u->where.end;
    note_kind kind = match_notes(f->rules, doc->text, u, &end);
    switch (kind) {
    case NOTE_NONE:
        return false;
    case NOTE_BYLINE:
        if (!is_byline_place(f, u) || !collect_names(f, &u->words, &doc->bylines)) return false;
        break;
    case NOTE_CONTRIBUTOR:
        collect_names(f, &u->words, &doc->contributors);
        collect_credits(f, &u->words);
        break;
    case NOTE_UPDATED:
        doc->is_updated = true;
        break;
    case NOTE_CREDIT:
        collect_credits(f, &u->words);
        break;
    case NOTE_BOILERPLATE:
        break;
    }
    PUSH_IN(&doc->memory, &doc->boilerplate, ((span){u->where.begin, end}));
    return true;
}

static unit make_unit(finder *f, span where, span inside, bool is_bracketed) {
    unit u = {.where = where, .is_bracketed = is_bracketed};
    u.words = words_of(&f->scratch, f->doc->text, inside, MOST_UNIT_WORDS);
    u.is_cut =
        u.words.count == MOST_UNIT_WORDS &&
        trim_span(f->doc->text, (span){u.words.at[MOST_UNIT_WORDS - 1].where.end, inside.end})
                .begin < inside.end;
    return u;
}

// The brackets of a sentence; none of them is looked into twice.
static void note_brackets(finder *f, span inside) {
    str text = f->doc->text;
    for (uint32_t i = inside.begin; i < inside.end; i++) {
        if (text.at[i] != '(' && text.at[i] != '[') continue;
        char     close = text.at[i] == '(' ? ')' : ']';
        uint32_t most = i + LONGEST_BRACKET < inside.end ? i + LONGEST_BRACKET : inside.end;
        int64_t  end = find_char(slice(text, 0, most), close, i);
        if (end < 0) continue;
        unit u = make_unit(f, (span){i, (uint32_t)end + 1}, (span){i + 1, (uint32_t)end}, true);
        note_unit(f, &u);
        i = (uint32_t)end;
    }
}

static void note_sentence(finder *f, span where) {
    where = trim_span(f->doc->text, where);
    if (is_empty_span(where)) return;
    arena_mark before = mark_arena(&f->scratch);
    unit       u = make_unit(f, where, where, false);
    const int  known = f->doc->boilerplate.count;
    if (!note_unit(f, &u))
        note_brackets(f, where);
    else if (f->doc->boilerplate.count > known)
        PUSH_IN(&f->doc->memory, &f->apart, f->doc->boilerplate.at[known]);
    rewind_arena(&f->scratch, before);
}

// "St. John" and "J. Roe" go on, "said. The" does not.
static bool is_short_form(str text, uint32_t begin, uint32_t stop) {
    uint32_t first = stop;
    while (first > begin && is_letter(text.at[first - 1])) {
        first--;
    }
    uint32_t size = stop - first;
    return size > 0 && size < 4 && is_upper(text.at[first]) &&
           (size == 1 || is_lower(text.at[first + 1]));
}

// The end of the sentence that ends with the mark at `at`, or 0 when none ends there.
static uint32_t sentence_end_at(str text, span whole, uint32_t begin, uint32_t at) {
    char c = text.at[at];
    if ((c != '.' && c != '!' && c != '?') || (c == '.' && is_short_form(text, begin, at)))
        return 0;
    uint32_t end = at + 1;
    while (end < whole.end && punctuation_at(text, end) > 0 && text.at[end] != '(' &&
           text.at[end] != '[') {
        end += (uint32_t)punctuation_at(text, end);
    }
    if (end == whole.end) return end;
    if (space_at(text, end) == 0) return 0;
    uint32_t next = end;
    while (next < whole.end && space_at(text, next) > 0) {
        next += (uint32_t)space_at(text, next);
    }
    return next < whole.end && is_lower(text.at[next]) ? 0 : end;
}

// Two blanks or more: one piece of a page ended there.
static bool is_gap(str text, span whole, uint32_t at) {
    int first = space_at(text, at);
    return first > 0 && at + (uint32_t)first < whole.end &&
           space_at(text, at + (uint32_t)first) > 0;
}

// `depth` keeps a full stop in brackets from ending the sentence; a bracket that never closes is
// given up after LONGEST_BRACKET bytes.
static void note_paragraph(finder *f, span whole) {
    str      text = f->doc->text;
    uint32_t begin = whole.begin, closes = 0;
    for (uint32_t at = whole.begin; at < whole.end; at++) {
        if (at >= closes && (text.at[at] == '(' || text.at[at] == '[')) {
            uint32_t most = at + LONGEST_BRACKET < whole.end ? at + LONGEST_BRACKET : whole.end;
            int64_t  end = find_char(slice(text, 0, most), text.at[at] == '(' ? ')' : ']', at);
            if (end >= 0) closes = (uint32_t)end;
        }
        if (at < closes) continue;
        uint32_t end = is_gap(text, whole, at) ? at : sentence_end_at(text, whole, begin, at);
        if (end == 0 || end <= begin) continue;
        note_sentence(f, (span){begin, end});
        begin = end;
        at = end - (end > at);
    }
    note_sentence(f, (span){begin, whole.end});
}

// A paragraph is boilerplate when nothing but white space is left beside boilerplate spans.
static void mark_paragraphs(document *doc) {
    int next = 0;
    for (int i = 0; i < doc->paragraphs.count; i++) {
        paragraph *p = &doc->paragraphs.at[i];
        uint32_t   at = p->where.begin;
        for (; next < doc->boilerplate.count && doc->boilerplate.at[next].begin < p->where.end;
             next++) {
            span covered = doc->boilerplate.at[next];
            if (is_empty_span(trim_span(doc->text, (span){at, covered.begin}))) at = covered.end;
        }
        if (is_empty_span(trim_span(doc->text, (span){at, p->where.end}))) p->is_boilerplate = true;
    }
}

// The dateline's credit was there first, but a note may stand before the dateline.
static void order_credits(span_list *credits) {
    for (int i = 0; i + 1 < credits->count; i++) {
        if (credits->at[i].begin <= credits->at[i + 1].begin) return;
        span later = credits->at[i];
        credits->at[i] = credits->at[i + 1];
        credits->at[i + 1] = later;
    }
}

void find_notes(const text_rules *rules, document *doc) {
    finder f = {.rules = rules, .doc = doc};
    for (; f.paragraph < doc->paragraphs.count; f.paragraph++) {
        const paragraph *p = &doc->paragraphs.at[f.paragraph];
        const bool       is_dateline = is_inside(p->where, doc->dateline.where);
        if (!p->is_boilerplate)
            note_paragraph(&f, p->where);
        else if (!is_dateline)
            PUSH_IN(&doc->memory, &doc->boilerplate, p->where);
    }
    set_apart(doc, &f.apart);
    mark_paragraphs(doc);
    order_credits(&doc->credits);
    close_arena(&f.scratch);
}
