// refuse.c - numbers that count nothing: dates, names, places in a series, "one" as a pronoun.
#include "extract/figure/draft.h"

static str field_or_any(str field) {
    return same(field, STR("*")) ? (str){0} : field;
}

void open_refusal_rules(arena *a, figure_rules *rules) {
    LIST(lone_row) lones = {0};
    data_rows rows = open_rows("not_counting.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        str            after = field_or_any(row.fields[2]);
        bool           is_joined = starts_with(after, STR("-"));
        const lone_row made = {.before = field_or_any(row.fields[1]),
                               .after = is_joined ? slice(after, 1, after.size) : after,
                               .is_few = same(row.fields[0], STR("few")),
                               .is_joined = is_joined};
        PUSH_IN(a, &lones, made);
    }
    rules->lones = lones.at;
    rules->lone_count = lones.count;
    rows = open_rows("number_labels.tsv");
    while (next_row(&rows, &row)) {
        bool is_front = same(row.fields[1], STR("front"));
        add_to_table(a, is_front ? &rules->label_words : &rules->street_words, row.fields[0], 0);
    }
}

static bool is_word(str text, const near_words *near, str word) {
    return near->count > 0 && same_ignoring_case(slice_span(text, near->words[0]), word);
}

// "two months ago", "a day after": when something was, not how long it took.
static bool tells_when(str text, const near_words *behind) {
    static const str words[] = {
        {"ago", 3}, {"later", 5}, {"earlier", 7}, {"before", 6}, {"after", 5}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word(text, behind, words[i])) return true;
    }
    return false;
}

// "from 1000 to 2000 hires", "two thousand and four men": no year is written so before a plural.
static bool counts_behind(const document *doc, const draft *d) {
    int  i = first_token_after(doc, d->number.end);
    bool is_plural = i < doc->tokens.count && token_at(doc, i)->tag == TAG_NNS &&
                     token_at(doc, i)->label != NAME_DATE && token_at(doc, i)->label != NAME_TIME;
    return is_plural && (d->is_range || d->first.kind == NUMBER_WORDS);
}

// "[20] per week": how often.
static bool is_rated(const document *doc, const draft *d, const time_expression *time) {
    near_words behind = words_after(doc->text, d->number.end);
    return time->type == TIME_SET && is_word(doc->text, &behind, STR("per"));
}

// A date, a clock time, or how long ago something was. A stretch of time is a figure too.
static bool is_time(const document *doc, const draft *d) {
    near_words             behind = words_after(doc->text, d->made.where.end);
    bool                   is_stretch = d->unit && d->unit->is_time;
    int                    i = first_time_after(doc, d->number.begin);
    const time_expression *time = i < doc->times.count ? &doc->times.at[i] : NULL;
    bool is_timed = time && time->where.begin <= d->number.begin && time->type != TIME_DURATION;
    if (is_timed && !d->unit) return !counts_behind(doc, d) && !is_rated(doc, d, time);
    return is_stretch && !d->is_age && tells_when(doc->text, &behind);
}

static bool is_label_of_time(const token *t) {
    return t->label == NAME_DATE || t->label == NAME_TIME;
}

static bool is_year(const draft *d) {
    return d->first.kind == NUMBER_DIGITS && d->first.value >= 1000 && d->first.value <= 2200 &&
           d->number.end - d->number.begin == 4;
}

// "[counted] 1885 aftershocks": four digits right before the plural that they count.
static bool counts_plural(const document *doc, const draft *d) {
    const token *t = token_at(doc, d->carrier), *head = token_at(doc, t->head);
    bool is_count = t->dep == DEP_NUMMOD && head->tag == TAG_NNS && t->head == d->carrier + 1;
    bool is_behind_word = d->carrier > 0 && (token_at(doc, d->carrier - 1)->pos == POS_ADP ||
                                             token_at(doc, d->carrier - 1)->pos == POS_DET ||
                                             token_at(doc, d->carrier - 1)->starts_name);
    return is_count && !is_behind_word && !token_at(doc, d->carrier)->starts_sentence;
}

// "from [40 to 30]", "[20 per] week": what the engine takes for a date has no word of a date in it.
// No date has more than a few words on either side; longer is no number.
static bool is_mere_number(const document *doc, const draft *d) {
    enum { MOST_WORDS = 16 };
    int begin = d->carrier, end = d->carrier + 1;
    while (begin > 0 && !token_at(doc, begin)->starts_name &&
           is_label_of_time(token_at(doc, begin - 1))) {
        if (d->carrier - --begin > MOST_WORDS) return false;
    }
    while (end < doc->tokens.count && !token_at(doc, end)->starts_name &&
           is_label_of_time(token_at(doc, end))) {
        if (++end - d->carrier > MOST_WORDS) return false;
    }
    for (int i = begin; i < end; i++) {
        bool is_number = token_at(doc, i)->pos == POS_NUM || has_lemma(doc, i, "to");
        if (!is_number) return is_token(doc, i, "per");
    }
    return end > begin + 1;
}

// What the engine calls a date or time, when nothing says that it counts.
static bool is_dated(const document *doc, const draft *d) {
    const token *t = token_at(doc, d->carrier);
    bool       is_bare = !d->unit && d->made.bound == BOUND_EXACT && d->first.kind != NUMBER_VAGUE;
    bool       is_small = d->first.value <= 31 && d->first.value == (int)d->first.value;
    near_words behind = words_after(doc->text, d->number.end);
    bool       is_more =
        is_word(doc->text, &behind, STR("more")) || is_word(doc->text, &behind, STR("others"));
    if (!is_bare || is_more || !is_label_of_time(t) || d->is_age) return false;
    if (!is_year(d) && is_mere_number(doc, d)) return false;
    return (is_year(d) && !counts_plural(doc, d)) ||
           (is_small && (d->noun < 0 || d->noun < d->carrier));
}

static bool is_name_label(name_label label) {
    switch (label) {
    case NAME_PERSON:
    case NAME_FAC:
    case NAME_ORG:
    case NAME_GPE:
    case NAME_LOC:
    case NAME_PRODUCT:
    case NAME_EVENT:
    case NAME_WORK_OF_ART:
    case NAME_LAW:
        return true;
    case NAME_NONE:
    case NAME_NORP:
    case NAME_LANGUAGE:
    case NAME_DATE:
    case NAME_TIME:
    case NAME_PERCENT:
    case NAME_MONEY:
    case NAME_QUANTITY:
    case NAME_ORDINAL:
    case NAME_CARDINAL:
    case NAME_OTHER:
        break;
    }
    return false;
}

// Inside a name that goes on before the number, or that begins with a number in capitals.
static bool is_in_name(const document *doc, const draft *d) {
    int          first = first_token_after(doc, d->number.begin);
    const token *t = token_at(doc, first);
    if (d->unit || !is_name_label(t->label)) return false;
    bool is_apart = first > 0 && is_any_lemma(doc, first - 1, "-|--|\xe2\x80\x93|\xe2\x80\x94|:") &&
                    is_blank(doc->text.at[d->number.begin - 1]); // "Green Party - 48 seats"
    bool goes_on = !t->starts_name && !is_apart;
    int  last = first_token_after(doc, d->number.end - 1);
    bool is_followed = last + 1 < doc->tokens.count && !token_at(doc, last + 1)->starts_name &&
                       is_name_label(token_at(doc, last + 1)->label);
    return goes_on ||
           (is_followed && is_upper(doc->text.at[d->number.begin]) && !t->starts_sentence);
}

// "Flight 370", "Section 4", "Boeing 737": the number follows what it names.
static bool is_labelled(const figure_rules *rules, const document *doc, const draft *d) {
    bool is_plain = d->first.kind == NUMBER_DIGITS || d->first.is_one_word;
    if (d->unit || d->made.where.begin != d->number.begin || !is_plain) return false;
    near_words before = words_before(doc->text, d->number.begin);
    if (before.count == 0) return false;
    str  word = slice_span(doc->text, before.words[0]);
    bool is_digits = d->first.kind == NUMBER_DIGITS;
    if (is_digits && before.is_hyphened[0] && before.words[0].end + 1 == d->number.begin)
        return true;
    before.count = 1;
    if (match_before(&rules->label_words, doc->text, &before).row != NOT_IN_TABLE) {
        return is_upper(word.at[0]) || d->noun < 0 || d->noun < d->carrier;
    }
    if (!is_digits || d->carrier == 0) return false;
    const token *before_it = token_at(doc, d->carrier - 1);
    const token *head = token_at(doc, token_at(doc, d->carrier)->head);
    return before_it->pos == POS_PROPN && head->pos == POS_PROPN && head->label != NAME_NORP &&
           !is_label_of_time(head);
}

// "16 Mill Street"
static bool is_address(const figure_rules *rules, const document *doc, const draft *d) {
    int next = first_token_after(doc, d->number.end); // "36 Quai Karel"
    if (d->unit || next >= doc->tokens.count || d->noun < 0) return false;
    for (int i = next;; i = d->noun) {
        bool is_street = is_upper(token_text(doc, i).at[0]) &&
                         find_lemma(&rules->street_words, doc, i) != NOT_IN_TABLE;
        if (is_street || i == d->noun) return is_street;
    }
}

bool is_lone_one(const draft *d) {
    return d->first.value == 1 && d->first.is_one_word && d->first.kind == NUMBER_WORDS;
}

static bool matches_lone(str text, const lone_row *row, const near_words *before,
                         const near_words *behind) {
    bool is_joined = behind->count > 0 && behind->is_hyphened[0];
    bool fits_before = row->before.size == 0 || is_word(text, before, row->before);
    bool fits_behind =
        row->after.size == 0 || (is_word(text, behind, row->after) && is_joined == row->is_joined);
    return fits_before && fits_behind;
}

// "a four-lane road": a kind of road. People are counted even so: "a six-member panel".
static bool is_compound(const figure_rules *rules, const document *doc, const draft *d) {
    near_words behind = words_after(doc->text, d->number.end);
    if (behind.count == 0 || !behind.is_hyphened[0]) return false;
    int                i = first_token_after(doc, behind.words[0].begin);
    const token       *t = token_at(doc, i);
    const counted_row *row = counted_of(rules, doc, i);
    bool               is_modifier = t->head > i && token_at(doc, t->head)->pos == POS_NOUN;
    return is_modifier && t->tag == TAG_NN && !(row && row->is_person);
}

static bool counts_nothing(const figure_rules *rules, const document *doc, const draft *d) {
    bool is_one = is_lone_one(d);
    bool is_few = d->first.is_one_word && d->first.kind == NUMBER_WORDS && d->first.value <= 12;
    bool is_measured = d->unit && !d->unit->is_time;
    if (is_measured || d->made.where.begin != d->number.begin || !is_few) return false;
    if (!d->unit && is_compound(rules, doc, d)) return true;
    near_words before = words_before(doc->text, d->number.begin);
    near_words behind = words_after(doc->text, d->number.end);
    for (int i = 0; i < rules->lone_count; i++) {
        const lone_row *row = &rules->lones[i];
        bool            is_whole = row->before.size > 0 && row->after.size > 0;
        bool            is_meant = (is_one || row->is_few) && (!d->unit || is_whole);
        if (is_meant && matches_lone(doc->text, row, &before, &behind)) return true;
    }
    return false;
}

static bool is_pronoun(const document *doc, const draft *d) {
    if (!is_lone_one(d)) return false;
    const token *t = token_at(doc, first_token_after(doc, d->number.begin));
    return t->tag == TAG_PRP || t->tag == TAG_NN || t->tag == TAG_NNS || t->pos == POS_PRON;
}

// The figure before counts up to this place.
static bool is_next_of(const document *doc, const draft *d) {
    if (doc->figures.count == 0) return false;
    const figure *before = &doc->figures.at[doc->figures.count - 1];
    int           own = token_at(doc, d->carrier)->sentence;
    bool          is_near = own - sentence_of_byte(doc, before->where.begin) <= 1;
    return is_near && before->has_value && (before->value + 1) * d->first.value > 0.999 &&
           (before->value + 1) * d->first.value < 1.001;
}

// "a half-built bridge": how far, not how many.
static bool is_hyphened_half(const document *doc, const draft *d) {
    str        text = doc->text;
    near_words behind = words_after(text, d->number.end);
    bool       is_half = same_ignoring_case(slice_span(text, d->number), STR("half"));
    return is_half && !d->unit && behind.count > 0 && behind.is_hyphened[0] &&
           text.at[d->number.end] == '-';
}

// "a fifth round", "the first half", "last quarter": places in an order, not parts.
static bool is_place_in_order(const document *doc, const draft *d) {
    if (d->first.kind != NUMBER_FRACTION || d->is_range) return false;
    near_words before = words_before(doc->text, d->number.begin);
    near_words behind = words_after(doc->text, d->number.end);
    bool       is_of = is_word(doc->text, &behind, STR("of"));
    bool       is_fourth = ends_with(text_of(doc, d->number), STR("fourth"));
    bool       is_ordinal =
        d->first.has_article && d->first.value < 0.5 && (d->first.value != 0.25 || is_fourth);
    int after = first_token_after(doc, d->number.end);
    if (is_ordinal && after < doc->tokens.count && token_at(doc, after)->tag == TAG_NN) return true;
    bool is_subject = token_at(doc, d->carrier)->dep == DEP_NSUBJ;
    if (is_hyphened_half(doc, d)) return true;
    bool is_one = d->first.has_article && !is_of;
    if (is_one && is_next_of(doc, d)) return true; // "three drones fell; a fourth hit a school"
    if (is_ordinal) return !is_of && !is_subject && behind.count > 0;
    str  word = slice_span(doc->text, d->number);
    bool is_quarter = same_ignoring_case(word, STR("quarter"));
    bool is_half = same_ignoring_case(word, STR("half"));
    if (is_quarter) return true;
    int  i = first_token_after(doc, d->number.begin);
    bool is_after_word =
        is_half && i > 0 && before.count > 0 && before.words[0].end + 2 > d->number.begin;
    if (!is_after_word || d->made.where.begin != d->number.begin) return false;
    const token *t = token_at(doc, i - 1);
    return t->pos == POS_ADJ || t->pos == POS_DET || t->pos == POS_NUM;
}

// "1990s", "in the 20s", "Channel 5s" without its apostrophe
static bool is_decade(const document *doc, const draft *d) {
    uint32_t end = d->number.end;
    bool     has_s = end < doc->text.size && doc->text.at[end] == 's' &&
                 (end + 1 == doc->text.size || !is_letter(doc->text.at[end + 1]));
    bool is_whole = d->first.kind == NUMBER_DIGITS && d->first.decimals == 0; // not "9.58s"
    return has_s && is_whole && (!d->unit || d->unit->is_time);
}

// "Group of Seven", "the Big Twelve"
static bool is_capital_word(const document *doc, const draft *d) {
    int i = first_token_after(doc, d->number.begin);
    if (d->first.kind != NUMBER_WORDS || !is_upper(doc->text.at[d->number.begin]) || i == 0) {
        return false;
    }
    const token *before = token_at(doc, i - 1);
    if (token_at(doc, i)->starts_sentence || before->pos == POS_PUNCT) return false;
    return before->pos == POS_PROPN || same(before->lemma, STR("of"));
}

// A number and a mark that begin a line are the line's place in a list.
static bool is_list_mark(const document *doc, const draft *d) {
    uint32_t begin = d->number.begin, end = d->number.end;
    bool     is_first = begin == 0 || doc->text.at[begin - 1] == '\n';
    if (!is_first || end + 1 >= doc->text.size) return false;
    char mark = doc->text.at[end];
    return (mark == '.' || mark == ')') && is_blank(doc->text.at[end + 1]);
}

static bool is_link(const document *doc, const draft *d) {
    str text = token_text(doc, first_token_after(doc, d->number.begin));
    return find_str(text, STR("://"), 0) >= 0 || starts_with(text, STR("www.")) ||
           find_char(text, '@', 0) >= 0;
}

bool is_refused(const figure_rules *rules, const document *doc, const draft *d) {
    return is_time(doc, d) || is_dated(doc, d) || is_in_name(doc, d) ||
           is_labelled(rules, doc, d) || is_address(rules, doc, d) || is_pronoun(doc, d) ||
           counts_nothing(rules, doc, d) || is_place_in_order(doc, d) || is_decade(doc, d) ||
           is_capital_word(doc, d) || is_list_mark(doc, d) || is_link(doc, d);
}
