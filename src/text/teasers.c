// teasers.c - teasers in capitals between two sentences, which no mark sets apart:
//
//     ... before winter. ENVOYS LEAVE KELMAR AS TALKS FAIL The minister said on Monday ...
//                        |<- the teaser              ->|
//
// A run of words in capitals is one when it is long, begins where a sentence could, stands in no
// quotation (people shout) and a word in small letters follows. A short form at its end
// ("... FAIL U.S. envoys", "... FAIL IDF said", "... FAIL A boat") belongs to the sentence behind.
#include "text/teasers.h"

#include "base/arena.h"
#include "doc/quotes.h"
#include "text/paragraphs.h"
#include "text/words.h"

enum { FEWEST_WORDS = 4, FEWEST_LETTERS = 18, LONGEST_SHORT_FORM = 4 };

typedef struct {
    int  upper, lower;
    bool has_stop; // inside: "U.S."
} letters;

static letters count_letters(str text, span at) {
    letters n = {0};
    for (uint32_t i = at.begin; i < at.end; i++) {
        n.upper += is_upper(text.at[i]);
        n.lower += is_lower(text.at[i]);
        n.has_stop = n.has_stop || text.at[i] == '.';
    }
    // "ROE's", "ROE’s"
    if (n.lower == 1 && n.upper > 1 && text.at[at.end - 1] == 's') n.lower = 0;
    return n;
}

static bool is_sign_alone(str text, span at) {
    const letters n = count_letters(text, at);
    return n.upper + n.lower == 0;
}

// Whether a sentence may begin behind a word.
static bool ends_something(str text, span before) {
    const str last = slice_span(text, before);
    return ends_with(last, STR(".")) || ends_with(last, STR("!")) || ends_with(last, STR("?")) ||
           ends_with(last, STR(")")) || ends_with(last, STR("\"")) || ends_with(last, STR("”"));
}

static bool is_quoted(const quotation_list *quotes, uint32_t at) {
    int low = 0, high = quotes->count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (quotes->at[middle].where.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < quotes->count && quotes->at[low].where.begin <= at;
}

// The words [first, end) without what belongs to the sentence behind them.
static int end_of_teaser(str text, const word_list *words, int first, int end) {
    while (end > first) {
        const span    last = words->at[end - 1].core;
        const letters n = count_letters(text, last);
        const bool    goes_on = end < words->count && is_lower(text.at[words->at[end].where.begin]);
        const bool    is_short =
            n.has_stop || n.upper == 1 || (goes_on && n.upper <= LONGEST_SHORT_FORM);
        if (!is_short && !is_sign_alone(text, words->at[end - 1].where)) break;
        end--;
    }
    return end;
}

static bool is_long_enough(str text, const word_list *words, int first, int end) {
    int count = 0, sum = 0;
    for (int i = first; i < end; i++) {
        const letters n = count_letters(text, words->at[i].where);
        count += n.upper > 1;
        sum += n.upper;
    }
    return count >= FEWEST_WORDS && sum >= FEWEST_LETTERS;
}

// The word behind the run of capitals that begins at `first`.
static int end_of_capitals(str text, const word_list *words, int first) {
    int end = first;
    while (end < words->count) {
        const letters n = count_letters(text, words->at[end].where);
        if (n.lower > 0 || (n.upper == 0 && end == first)) break;
        end++;
    }
    return end;
}

static void list_teasers(arena *scratch, document *doc, span whole, span_list *out) {
    const str            text = doc->text;
    const word_list      words = words_of(scratch, text, whole, INT32_MAX);
    const quotation_list quotes = find_quotations(scratch, text, &whole, 1);
    for (int i = 0; i < words.count;) {
        const int  behind = end_of_capitals(text, &words, i);
        const bool may_begin = i == 0 || ends_something(text, words.at[i - 1].where);
        const int  end =
            may_begin && behind < words.count ? end_of_teaser(text, &words, i, behind) : i;
        const uint32_t first = words.at[i].where.begin;
        if (end > i && is_long_enough(text, &words, i, end) && !is_quoted(&quotes, first)) {
            const span teaser = {first, words.at[end - 1].where.end};
            PUSH_IN(&doc->memory, out, teaser);
        }
        i = behind > i ? behind : i + 1;
    }
}

void find_teasers(document *doc) {
    span_list found = {0};
    arena     scratch = {0};
    for (int p = 0; p < doc->paragraphs.count; p++) {
        const paragraph *it = &doc->paragraphs.at[p];
        arena_mark       before = mark_arena(&scratch);
        if (!it->is_boilerplate) list_teasers(&scratch, doc, it->where, &found);
        rewind_arena(&scratch, before);
    }
    set_apart(doc, &found);
    close_arena(&scratch);
}
