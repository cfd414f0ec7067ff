// quotes_test.c - the scanner of quotation marks: texts and the quotations in them.
#include "doc/quotes.h"

#include <stdio.h>
#include <stdlib.h>

#include "testing.h"

enum { MOST_PARAGRAPHS = 16 };

static int cut_paragraphs(str text, span out[MOST_PARAGRAPHS]) {
    int      count = 0;
    uint32_t begin = 0;
    for (uint32_t i = 0; i <= text.size; i++) {
        if (i < text.size && text.at[i] != '\n') continue;
        if (i > begin && count < MOST_PARAGRAPHS) out[count++] = (span){begin, i};
        begin = i + 1;
    }
    return count;
}

// The quotations between "|"; a "+" behind one that is carried on, a "?" behind one without end.
static void show(arena *a, str text, char *out, size_t room) {
    span           paragraphs[MOST_PARAGRAPHS];
    int            count = cut_paragraphs(text, paragraphs);
    quotation_list found = find_quotations(a, text, paragraphs, count);
    size_t         used = 0;
    out[0] = 0;
    for (int i = 0; i < found.count; i++) {
        const quotation *q = &found.at[i];
        str              words = slice_span(text, q->where);
        const char      *end = q->is_closed ? "" : q->is_carried_on ? "+" : "?";
        used += (size_t)snprintf(out + used, room - used, "%s%.*s%s", i ? "|" : "", (int)words.size,
                                 words.at, end);
    }
}

static void test_finds_outermost_quotations(void **state) {
    static const struct {
        const char *text, *wanted;
    } cases[] = {
        {"No marks at all.", ""},
        {"“We go,” he said.", "“We go,”"},
        {"\"We go,\" he said, \"at once.\"", "\"We go,\"|\"at once.\""},
        {"''We go,'' he said.", "''We go,''"},
        {"``We go,'' he said.", "``We go,''"},
        {"«We go», he said.", "«We go»"},
        {"He said “we ‘never’ go” today.", "“we ‘never’ go”"},
        {"He said \"the 'deal' is off\" today.", "\"the 'deal' is off\""},
        {"“A “nested” one,” he said.", "“A “nested” one,”"},
        {"\"A \"nested\" one,\" he said.", "\"A \"nested\" one,\""},
        // British marks, apostrophes and genitives.
        {"‘We don’t go,’ he said.", "‘We don’t go,’"},
        {"'We don't go,' he said.", "'We don't go,'"},
        {"‘The workers’ deal is off,’ he said.", "‘The workers’ deal is off,’"},
        {"The workers' deal isn't Roe's.", ""},
        {"The workers’ deal of the ’90s.", ""},
        {"Get 'em in the '90s, he said.", ""},
        {"‘One’ and ‘two’ differ.", "‘One’|‘two’"},
        {"He called it ‘“a lie”’.", "‘“a lie”’"},
        // Marks by what stands around them.
        {"(\"Yes\") and—\"No\"—came.", "\"Yes\"|\"No\""},
        {"”We go,” he said.", "”We go,”"},
        {"“We go,“ he said.", "“We go,“"},
        {"A 6\" pipe burst.", ""},
        // Unbalanced.
        {"He said: “We go.", "“We go.?"},
        {"“We go, he said. “At once.”", "“At once.”"},
        {"\"We go, he said. \"At once.\"", "\"At once.\""},
        {"We go,” he said.", ""},
        {"He said “we go. They stay. “At once,” he said. A 'poor' end.”", "“At once,”|'poor'"},
        {"\"One. \"Two,\" he said. Three.\"", "\"Two,\""},
        {"He called it “a “so-called” deal”.", "“a “so-called” deal”"},
        {"‘Lonely mark here.", ""},
        // Over paragraphs.
        {"“One.\n“Two.\n“Three,” he said.", "“One.+|“Two.+|“Three,”"},
        {"\"One.\n\"Two,\" he said.", "\"One.+|\"Two,\""},
        {"‘One.\n‘Two,’ he said.", "‘One.+|‘Two,’"},
        {"“One.\nTwo.", "“One.?"},
        {"\"One.  \"Two,\" he said.", "\"One.+|\"Two,\""},
        {"“One.\u00a0 “Two,” he said.", "“One.+|“Two,”"},
        {"“One,” he said.\n“Two,” she said.", "“One,”|“Two,”"},
        {"", ""},
        {"\"", ""},
        {"“", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena a = {0};
        char  got[400];
        show(&a, str_of(cases[i].text), got, sizeof got);
        if (strcmp(got, cases[i].wanted) != 0) {
            fail_msg("%s: got [%s], wanted [%s]", cases[i].text, got, cases[i].wanted);
        }
        close_arena(&a);
    }
}

// Whatever the marks, quotations ascend, do not overlap and lie in their paragraph.
static void test_holds_its_order_on_random_marks(void **state) {
    static const char *const PIECES[] = {"“",  "”", "‘", "’", "\"", "'",  "''",
                                         "``", "a", " ", ".", "s",  "\n", ","};
    uint32_t                 seed = 1;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[128];
        int  size = 0;
        for (int n = 0; n < 24; n++) {
            seed = seed * 1664525u + 1013904223u;
            const char *piece = PIECES[(seed >> 16) % (sizeof PIECES / sizeof *PIECES)];
            size += snprintf(text + size, sizeof text - (size_t)size, "%s", piece);
        }
        arena          a = {0};
        span           paragraphs[MOST_PARAGRAPHS];
        str            all = {text, (size_t)size};
        int            count = cut_paragraphs(all, paragraphs);
        quotation_list found = find_quotations(&a, all, paragraphs, count);
        for (int i = 0; i < found.count; i++) {
            span where = found.at[i].where;
            bool is_right = !is_empty_span(where) &&
                            is_inside(where, paragraphs[found.at[i].paragraph]) &&
                            (i == 0 || found.at[i - 1].where.end <= where.begin);
            if (!is_right)
                fail_msg("[%s]: quotation %d is [%u, %u)", text, i, where.begin, where.end);
        }
        close_arena(&a);
    }
}

// One mark in a million characters costs no more than a look.
static void test_reads_a_wall_of_marks_in_linear_time(void **state) {
    enum { SIZE = 1 << 20 };
    static const char *const FILLS[] = {"s' a", "\" \"", "' '", "\"\"\"\"", "a's "};
    (void)state;
    for (size_t f = 0; f < sizeof FILLS / sizeof *FILLS; f++) {
        arena a = {0};
        char *text = alloc_raw_in_arena(&a, 1, SIZE);
        for (size_t i = 0; i < SIZE; i++) {
            text[i] = FILLS[f][i % strlen(FILLS[f])];
        }
        span whole = {0, SIZE};
        find_quotations(&a, (str){text, SIZE}, &whole, 1);
        close_arena(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_outermost_quotations),
        cmocka_unit_test(test_holds_its_order_on_random_marks),
        cmocka_unit_test(test_reads_a_wall_of_marks_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
