// published_test.c - claims about dates of reports.
#include "input/published.h"
#include "testing.h"

static void test_reads_each_form_into_iso(void **state) {
    static const struct {
        const char *text, *iso; // NULL: refused
    } cases[] = {
        {"2024-02-08", "2024-02-08"},
        {"2024-02-08T14:05", "2024-02-08T14:05"},
        {"2024-02-08T14:05:00Z", "2024-02-08T14:05:00Z"},
        {"2024-02-08T14:05:00.123+02:00", "2024-02-08T14:05:00+02:00"},
        {"2024-02-08T14:05:00-0500", "2024-02-08T14:05:00-05:00"},
        {"2024-02-08 14:05:00.002364-05", "2024-02-08T14:05:00-05:00"},
        {"2024-02-08 14:05:00 UTC", "2024-02-08T14:05:00Z"},
        {" 2024-02-08\n", "2024-02-08"},
        {"2024-02-30", NULL}, // no such day
        {"2023-02-29", NULL},
        {"2024-02-29", "2024-02-29"},
        {"1900-02-29", NULL},
        {"2024-13-01", NULL},
        {"2024-02-08T24:05", NULL},
        {"2024-02-08T14:05:00+25:00", NULL},
        {"2024-02", NULL}, // a month is no day
        {"Thu, 8 Feb 2024 14:05:00 GMT", "2024-02-08T14:05:00Z"},
        {"Thu, 08 Feb 2024 14:05:00 +0200", "2024-02-08T14:05:00+02:00"},
        {"8 Feb 2024 14:05 EST", "2024-02-08T14:05-05:00"},
        {"8 Feb 2024 14:05 BST", "2024-02-08T14:05"}, // of Britain or of Bangladesh
        {"8 Feb 2024 14:05 XYZ", NULL},
        {"February 8, 2024", "2024-02-08"},
        {"Feb. 8, 2024", "2024-02-08"},
        {"Sept. 8, 2024", "2024-09-08"},
        {"8th February 2024", "2024-02-08"},
        {"Thursday 8 February 2024 14.05 GMT", "2024-02-08T14:05Z"},
        {"February 8, 2024 at 2:05 p.m. ET", "2024-02-08T14:05"},
        {"2:05 PM EST, Thu February 8, 2024", "2024-02-08T14:05-05:00"},
        {"Published: 12:05am, 8 May 2024", "2024-05-08T00:05"},
        {"12pm 8 May 2024", "2024-05-08T12:00"},
        {"Updated February 8, 2024 | 14:05 GMT", "2024-02-08T14:05Z"},
        {"13:05 pm 8 May 2024", NULL},
        {"02/08/2024", NULL}, // February or August
        {"8 February", NULL},
        {"8 9 February 2024", NULL},
        {"February 8, 2024 and May 9", NULL},
        {"yesterday", NULL},
        {"2024", NULL},
        {"", NULL},
    };
    arena a = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str  iso = {NULL, 0};
        bool is_read = read_date(&a, str_of(cases[i].text), &iso);
        str  wanted = cases[i].iso ? str_of(cases[i].iso) : (str){NULL, 0};
        if (is_read != (wanted.at != NULL) || !same(iso, wanted)) {
            fail_msg("\"%s\": got \"%.*s\", wanted \"%s\"", cases[i].text, (int)iso.size,
                     iso.at ? iso.at : "", cases[i].iso ? cases[i].iso : "no date");
        }
    }
    close_arena(&a);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_each_form_into_iso),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
