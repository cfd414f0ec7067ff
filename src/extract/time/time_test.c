// time_test.c - expressions of time by form, by report date and by tense; the examples of the language
// data hold. Every time that can be spelled is read back in spelled_test.c.
#include "extract/time/time.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/date.h"
#include "lexicon/lexicon.h"
#include "testing.h"
#include "time_texts.h"

// ---- Forms -------------------------------------------------------------------------------

static void test_reads_absolute_times_in_every_form(void **state) {
    static const form_case cases[] = {
        {"It fell on February 7, 2024.", "February 7, 2024=2024-02-07"},
        {"It fell on 7 Feb 2024.", "7 Feb 2024=2024-02-07"},
        {"It fell on Feb. 7th, 2024.", "Feb. 7th, 2024=2024-02-07"},
        {"on the 7th of February 2024", "the 7th of February 2024=2024-02-07"},
        {"on Wednesday, Feb. 7, 2024", "Wednesday, Feb. 7, 2024=2024-02-07"},
        {"on 2024-02-07 in Ardo", "2024-02-07=2024-02-07"},
        {"on 02/17/2024 in Ardo", "02/17/2024=2024-02-17"},
        {"on 17/02/2024 in Ardo", "17/02/2024=2024-02-17"},
        {"on 7.2.2024 in Ardo", "7.2.2024=2024-02-07"},
        {"in March 1941", "March 1941=1941-03"},
        {"in early 1941", "early 1941=1941"},
        {"in late November 2023", "late November 2023=2023-11"},
        {"by mid-March 2024", "mid-March 2024=2024-03"},
        {"at the end of 1944", "the end of 1944=1944"},
        {"in the 1990s", "the 1990s=199"},
        {"in the nineteenth century", "the nineteenth century=18"},
        {"in the summer of 1941", "the summer of 1941=1941-SU"},
        {"in the first half of 2024", "the first half of 2024=2024-H1"},
        {"in the third quarter of 2023", "the third quarter of 2023=2023-Q3"},
        {"in Q3 2023", "Q3 2023=2023-Q3"},
        {"since 499 BC", "499 BC=BC0499"},
        {"the war of 1939-45", "1939-45=1939/1945"},
        {"on March 10-12, 2024", "March 10-12, 2024=2024-03-10/2024-03-12"},
        {"in nineteen ninety-six", "nineteen ninety-six=1996"},
        {"in fiscal 2025", "fiscal 2025=2025"},
        {"on the night of 3 May 2023", "the night of 3 May 2023=2023-05-03TNI"},
        {"at 14:30 GMT on May 3, 2023", "14:30 GMT on May 3, 2023=2023-05-03T14:30"},
        {"at 3 p.m. on May 3, 2023", "3 p.m. on May 3, 2023=2023-05-03T15:00"},
        {"from 3 to 5 May 2023", "3 to 5 May 2023=2023-05-03/2023-05-05"},
        {"in April and June 1955", "April=1955-04; June 1955=1955-06"},
        {"at Easter 2024", "Easter 2024=2024-03-31"},
        {"before Ramadan 2024", "Ramadan 2024=2024-03-11"},
        {"on 28 June in 2020", "28 June in 2020=2020-06-28"},
        {"on the second of Aug 2023", "the second of Aug 2023=2023-08-02"},
        {"in 2017-Q1 and H2 2019", "2017-Q1=2017-Q1; H2 2019=2019-H2"},
        {"at 8:30 this morning", "8:30 this morning=2024-02-22T08:30"},
        {"at 11:30 last night", "11:30 last night=2024-02-21T23:30"},
        {"in week 27 of 2023", "week 27 of 2023=2023-W27"},
        {"at 3 p.m. local time on May 3, 2023",
         "3 p.m. local time on May 3, 2023=2023-05-03T15:00"},
        {"since 2 to 4:30 p.m.", "2 to 4:30 p.m.=2024-02-22T14:00/2024-02-22T16:30"},
    };
    CHECK_CASES(*state, cases, "2024-02-22");
}

static void test_reads_dates_among_marks(void **state) {
    static const form_case cases[] = {
        {"on 7-Feb-2024 and 2024/feb/08", "7-Feb-2024=2024-02-07; 2024/feb/08=2024-02-08"},
        {"in 2024-02 or 02/2024 or Feb/2024", "2024-02=2024-02; 02/2024=2024-02; Feb/2024=2024-02"},
        {"the winter of 2001-02", "the winter of 2001-02=2001-WI"},
        {"the file of 20240207 in Ardo", "20240207=2024-02-07"},
        {"the number 20241307 in Ardo", ""},
        {"on 22/04 in Ardo", "22/04=2024-04-22"},
        {"over 1/2 of them, 3/4 in Ardo", ""},
        {"from 2/10 to 3/4", "2/10 to 3/4=2024-02-10/2024-03-04"},
        {"2/10/2024 - 3/4/2024", "2/10/2024 - 3/4/2024=2024-02-10/2024-03-04"},
        {"for $12 December 27", "December 27=2023-12-27"},
        {"5,107.31 August 2019", "August 2019=2019-08"},
    };
    CHECK_CASES(*state, cases, "2024-02-22");
}

static void test_reads_dates_wholly_in_words(void **state) {
    static const form_case cases[] = {
        {"on the seventh of October, two thousand and twenty-three",
         "the seventh of October, two thousand and twenty-three=2023-10-07"},
        {"in twenty twenty-four", "twenty twenty-four=2024"},
        {"by May twenty-nine, 2023", "May twenty-nine, 2023=2023-05-29"},
        {"by May twenty-ninth", "May twenty-ninth=2024-05-29"},
        {"on fifteen August nineteen hundred ninety-three",
         "fifteen August nineteen hundred ninety-three=1993-08-15"},
        {"on 14 nov 2023, the second may rest", "14 nov 2023=2023-11-14"},
        {"April 9th through 17th", "April 9th through 17th=2024-04-09/2024-04-17"},
        {"the ninth to the seventeenth of April 2023",
         "the ninth to the seventeenth of April 2023=2023-04-09/2023-04-17"},
        {"April 27th to the 3rd", "April 27th to the 3rd=2024-04-27/2024-05-03"},
        {"moved from April 9 to the 17th", "April 9=2024-04-09"},
        {"on Tuesday the twentieth", "Tuesday the twentieth=2024-02-20"},
    };
    CHECK_CASES(*state, cases, "2024-02-22");
}

static void test_reads_hours_with_their_day(void **state) {
    static const form_case cases[] = {
        {"at 5 in the morning", "5 in the morning=2024-02-22T05:00"},
        {"at 8:30 in the evening", "8:30 in the evening=2024-02-22T20:30"},
        {"last night at 8.", "last night at 8=2024-02-21T20:00"},
        {"tonight around 7.", "tonight around 7=2024-02-22T19:00"},
        {"at five-thirty tomorrow evening", "five-thirty tomorrow evening=2024-02-23T17:30"},
        {"on Monday from 2 p.m. to 4 p.m.",
         "Monday from 2 p.m. to 4 p.m.=2024-02-19T14:00/2024-02-19T16:00"},
        {"on May 3, 2023 between 10 and 11:30",
         "May 3, 2023 between 10 and 11:30=2023-05-03T10:00/2023-05-03T11:30"},
        {"10 a.m. to 12 p.m. tomorrow",
         "10 a.m. to 12 p.m. tomorrow=2024-02-23T10:00/2024-02-23T12:00"},
        {"Monday from 10 p.m. to 6 a.m.",
         "Monday from 10 p.m. to 6 a.m.=2024-02-19T22:00/2024-02-20T06:00"},
        {"this evening from 7 to 9", "this evening from 7 to 9=2024-02-22T19:00/2024-02-22T21:00"},
        {"from 10 a.m. to Tuesday noon",
         "10 a.m. to Tuesday noon=2024-02-22T10:00/2024-02-27T12:00"},
        {"Wednesday evening next week", "Wednesday evening next week=2024-02-28TEV"},
        {"at 17.30 GMT, rose 17.30", "17.30 GMT=2024-02-22T17:30"},
        {"every evening at 7:13 p.m.", "every evening at 7:13 p.m.=XXXX-XX-XXT19:13"},
        {"at 5 in Ardo", ""},
    };
    CHECK_CASES(*state, cases, "2024-02-22");
}

static void test_reads_lengths_and_habits(void **state) {
    static const form_case cases[] = {
        {"for six weeks", "six weeks=P6W"},
        {"a four-and-a-half-month truce", "four-and-a-half-month=P4.5M"},
        {"for two and a half years", "two and a half years=P2Y6M"},
        {"for a year and a half", "a year and a half=P1Y6M"},
        {"for 48 hours", "48 hours=PT48H"},
        {"for half an hour", "half an hour=PT30M"},
        {"the past 24 hours", "the past 24 hours=PT24H"},
        {"for nearly three months", "nearly three months=P3M"},
        {"for several days", "several days=PXD"},
        {"a 10-day pause", "10-day=P10D"},
        {"every Friday", "every Friday=XXXX-WXX-5"},
        {"every two weeks", "every two weeks=P2W"},
        {"twice a week", "twice a week=P1W"},
        {"a daily bulletin", "daily=P1D"},
        {"on Mondays", "Mondays=XXXX-WXX-1"},
        {"every other Friday", "every other Friday=XXXX-WXX-5"},
        {"every Friday at 8 p.m.", "every Friday at 8 p.m.=XXXX-WXX-5T20:00"},
        {"another week", "another week=P1W"},
        {"all day", "all day=P1D"},
        {"over the past fortnight", "the past fortnight=P2W"},
        {"a 52-year-old baker", ""},
        {"for one and a quarter years", "one and a quarter years=P1.25Y"},
        {"for an hour and a quarter", "an hour and a quarter=PT1.25H"},
        {"for 123.45 seconds", "123.45 seconds=PT123.45S"},
        {"for 3h, 48hrs", "3h=PT3H; 48hrs=PT48H"},
        {"for two nights", "two nights=P2D"},
        {"the five past years", "the five past years=P5Y"},
        {"for the last 3 months and 2 days ago", "the last 3 months=P3M; 2 days ago=2024-02-20"},
        {"for 30 minutes later this week", "30 minutes=PT30M; later this week=2024-W08"},
        {"every weekend", "every weekend=XXXX-WXX-WE"},
        {"on weekends", "weekends=XXXX-WXX-WE"},
        {"semi-annually or bi-weekly", "semi-annually=P6M; bi-weekly=P2W"},
        {"on the 19th of every month", "the 19th of every month=XXXX-XX-19"},
    };
    CHECK_CASES(*state, cases, "2024-02-22");
}

static void test_keeps_the_open_form_without_a_report_date(void **state) {
    static const form_case cases[] = {
        {"They met on Wednesday.", "Wednesday=XXXX-WXX-3"},
        {"They met on May 9.", "May 9=XXXX-05-09"},
        {"They met in May.", "May=XXXX-05"},
        {"They met yesterday.", "yesterday=XXXX-XX-XX"},
        {"They met last year.", "last year=XXXX"},
        {"They met last week.", "last week=XXXX-WXX"},
        {"They met at Easter.", "Easter=XXXX-XX-XX"},
        {"They met in May 2023.", "May 2023=2023-05"},
    };
    CHECK_CASES(*state, cases, NULL);
}

static void test_open_times_have_no_ends(void **state) {
    static const char *const texts[] = {"They met on Wednesday.", "They met yesterday.",
                                        "They met last week.", "for six weeks", "every Friday"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        document *doc = read_times(*state, str_of(texts[i]), NULL);
        assert_int_equal(1, doc->times.count);
        assert_null(doc->times.at[0].from.at);
        assert_null(doc->times.at[0].to.at);
        close_document(doc);
    }
}

// ---- Relative times ----------------------------------------------------------------------

static void test_reads_relative_times_by_the_report_date(void **state) {
    static const form_case cases[] = {
        // Thursday, 22 February 2024
        {"They met yesterday.", "yesterday=2024-02-21"},
        {"They met on Wednesday.", "Wednesday=2024-02-21"},
        {"They will meet on Wednesday.", "Wednesday=2024-02-28"},
        {"They met on Thursday.", "Thursday=2024-02-22"},
        {"They met last Thursday.", "last Thursday=2024-02-15"},
        {"They will meet next Thursday.", "next Thursday=2024-02-29"},
        {"They will meet this Friday.", "this Friday=2024-02-23"},
        {"They met last week.", "last week=2024-W07"},
        {"They met earlier this week.", "earlier this week=2024-W08"},
        {"They will meet next month.", "next month=2024-03"},
        {"They met three months ago.", "three months ago=2023-11"},
        {"They met 10 days ago.", "10 days ago=2024-02-12"},
        {"They met two years ago.", "two years ago=2022"},
        {"They met this year.", "this year=2024"},
        {"They met over the weekend.", "the weekend=2024-W07-WE"},
        {"They will meet at the weekend.", "the weekend=2024-W08-WE"},
        {"They will meet tonight.", "tonight=2024-02-22TNI"},
        {"They met early on Friday.", "early on Friday=2024-02-16"},
        {"They met yesterday morning.", "yesterday morning=2024-02-21TMO"},
        {"They met on Dec. 20.", "Dec. 20=2023-12-20"},
        {"They will meet on March 10.", "March 10=2024-03-10"},
        {"They met last December.", "last December=2023-12"},
        {"They met in December.", "December=2023-12"},
        {"They met in June last year.", "June last year=2023-06"},
        {"They will meet on Monday of next week.", "Monday of next week=2024-02-26"},
        {"They met now.", "now=PRESENT_REF"},
        {"They met recently.", "recently=PAST_REF"},
        {"They will meet soon.", "soon=FUTURE_REF"},
        {"They met several years ago.", "several years ago=PAST_REF"},
        {"They will meet before Ramadan.", "Ramadan=2024-03-11"},
        {"They met at Christmas.", "Christmas=2023-12-25"},
        {"They met last Thanksgiving.", "last Thanksgiving=2023-11-23"},
        {"They met in the last quarter.", "the last quarter=2023-Q4"},
        {"They met at 3 p.m. Wednesday.", "3 p.m. Wednesday=2024-02-21T15:00"},
        {"They will meet until Tuesday.", "Tuesday=2024-02-27"},
        {"They will meet in two weeks.", "two weeks=2024-W10"},
        {"They will meet in two days.", "two days=2024-02-24"},
        {"They met in two days.", "two days=P2D"},
        {"They will meet next Friday.", "next Friday=2024-03-01"},
        {"They met on the 5th of this month.", "the 5th of this month=2024-02-05"},
        {"It rose in the year to date.", "the year to date=2024"},
        {"They will meet at the end of month.", "the end of month=2024-02"},
        {"They met in week 3.", "week 3=2024-W03"},
        {"They met in week 3 of the war.", ""},
        {"It was shut from January to date.", "January to date=2024-01/2024-02-22"},
        {"They met on Tuesday the 20th.", "Tuesday the 20th=2024-02-20"},
        {"They will meet on Friday the 15th.", "Friday the 15th=2024-03-15"},
        {"They will meet on February 29.", "February 29=2024-02-29"},
        {"They will meet next week on Tuesday.", "next week on Tuesday=2024-02-27"},
        {"They met a millennium ago.", "a millennium ago=10"},
        {"They met 3000 years ago.", "3000 years ago=BC0977"},
        {"They met 2 years 1 month and 3 days ago.", "2 years 1 month and 3 days ago=2022-01-19"},
    };
    CHECK_CASES(*state, cases, "2024-02-22");
}

static void test_reads_times_relative_to_the_text(void **state) {
    static const form_case cases[] = {
        {"They met on May 3, 2023. Two days later it fell.",
         "May 3, 2023=2023-05-03; Two days later=2023-05-05"},
        {"They met on May 3, 2023. The following day it fell.",
         "May 3, 2023=2023-05-03; The following day=2023-05-04"},
        {"They met on May 3, 2023, and the day before.",
         "May 3, 2023=2023-05-03; the day before=2023-05-02"},
        {"They met in 5 BC. It fell ten years later.", "5 BC=BC0005; ten years later=0006"},
        {"They met at 10:35 a.m. (0735 GMT) on Tuesday.",
         "10:35 a.m.=2024-02-20T10:35; 0735 GMT=2024-02-20T07:35; Tuesday=2024-02-20"},
        {"They met on Tuesday. They met at 3 p.m. in Ardo.",
         "Tuesday=2024-02-20; 3 p.m.=2024-02-20T15:00"},
        {"They met on Tuesday. It rose last year. It fell earlier that day.",
         "Tuesday=2024-02-20; last year=2023; earlier that day=2024-02-20"},
        {"It rose in March 2021 from a year earlier.", "March 2021=2021-03; a year earlier=2020"},
        {"It rose in March 2021.\nIt fell from a year earlier.",
         "March 2021=2021-03; a year earlier=2023"},
        {"They met the day after Easter 2023.", "the day after Easter 2023=2023-04-10"},
        {"They met in 1991. It fell that year.", "1991=1991; that year=1991"},
        {"They met in 1991. The following year it fell.", "1991=1991; The following year=1992"},
        {"They met on May 3, 2023. It fell a week later.",
         "May 3, 2023=2023-05-03; a week later=2023-05-10"},
        {"They met in the third quarter of 2023, up from a year earlier.",
         "the third quarter of 2023=2023-Q3; a year earlier=2022-Q3"},
    };
    CHECK_CASES(*state, cases, "2024-02-22");
}

static void test_leap_days_are_of_years_that_have_one(void **state) {
    static const form_case cases[] = {
        {"They met on February 29.", "February 29=2020-02-29"},
        {"They will meet on February 29.", "February 29=2024-02-29"},
    };
    CHECK_CASES(*state, cases, "2023-05-01");
}

// The same words are news near the report's date and history far from it.
static void test_takes_the_anchor_from_the_kind_of_text(void **state) {
    static const form_case cases[] = {
        {"They met in 1941. War came in May 1942. By July 1943 it fell. They met on 20 April.",
         "1941=1941; May 1942=1942-05; July 1943=1943-07; 20 April=1943-04-20"},
        {"They met on Monday. They met last week. They met in 1941. They met on 20 December.",
         "Monday=2024-02-19; last week=2024-W07; 1941=1941; 20 December=2023-12-20"},
    };
    CHECK_CASES(*state, cases, "2024-02-22");
}

static const char *const WEEKDAYS[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};

// For every weekday told in a report of every day of a month: the nearest one on the side of the
// tense, found by walking.
static void test_weekdays_lie_on_the_side_of_the_tense(void **state) {
    int begin = day_of_date((civil_date){2024, 2, 1});
    for (int day = begin; day < begin + 29; day++) {
        for (int w = 0; w < 14; w++) {
            bool is_future = w >= 7;
            int  wanted = day;
            while (weekday_of_day(wanted) != w % 7 + 1) {
                wanted += is_future ? 1 : -1;
            }
            civil_date published = date_of_day(day), date = date_of_day(wanted);
            buffer     text = {0}, at = {0}, value = {0};
            add_format(&text, "They %s on %s.", is_future ? "will meet" : "met", WEEKDAYS[w % 7]);
            add_format(&at, "%04d-%02d-%02d%c", published.year, published.month, published.day, 0);
            add_format(&value, "%04d-%02d-%02d", date.year, date.month, date.day);
            document *doc = read_times(*state, str_of_buffer(&text), at.at);
            assert_int_equal(1, doc->times.count);
            if (!same(doc->times.at[0].value, str_of_buffer(&value))) {
                fail_msg("%.*s (%s): got %s, wanted %.*s", (int)text.size, text.at, at.at,
                         doc->times.at[0].value.at, (int)value.size, value.at);
            }
            close_buffer(&text);
            close_buffer(&at);
            close_buffer(&value);
            close_document(doc);
        }
    }
}

// ---- Language data -----------------------------------------------------------------------

static void test_every_feast_falls_on_the_day_of_its_example(void **state) {
    data_rows rows = open_rows("feasts.tsv");
    for (data_row row; next_row(&rows, &row);) {
        for (str names = row.fields[0]; names.at;) {
            str    name = cut_at(&names, '|');
            buffer text = {0};
            add_format(&text, "They met on %.*s %.*s.", (int)name.size, name.at,
                       (int)row.fields[5].size, row.fields[5].at);
            char *first = strchr(text.at, ' ') + strlen(" met on ");
            if (is_lower(*first)) *first = (char)(*first - 'a' + 'A');
            document *doc = read_times(*state, str_of_buffer(&text), "2024-02-22");
            bool is_good = doc->times.count == 1 && same(doc->times.at[0].value, row.fields[6]);
            if (!is_good) {
                fail_msg("feasts.tsv:%d: \"%.*s\": got %s, wanted %.*s", row.line, (int)text.size,
                         text.at, doc->times.count ? doc->times.at[0].value.at : "nothing",
                         (int)row.fields[6].size, row.fields[6].at);
            }
            close_buffer(&text);
            close_document(doc);
        }
    }
}

// The value of the first time in a text told on 22 February 2024; at == NULL: there is none.
static void check_first_value(time_fixture *f, const char *file, int line, str text, str wanted) {
    document *doc = read_times(f, text, "2024-02-22");
    str       got = doc->times.count > 0 ? doc->times.at[0].value : STR("nothing");
    if (!same(got, wanted)) {
        fail_msg("%s:%d: \"%.*s\": got %.*s, wanted %.*s", file, line, (int)text.size, text.at,
                 (int)got.size, got.at, (int)wanted.size, wanted.at);
    }
    close_document(doc);
}

static void test_every_national_day_falls_on_the_day_of_its_example(void **state) {
    data_rows rows = open_rows("national_days.tsv");
    for (data_row row; next_row(&rows, &row);) {
        check_first_value(*state, rows.name, row.line, row.fields[4], row.fields[5]);
    }
}

static void test_reads_days_beside_and_within_feasts(void **state) {
    static const form_case cases[] = {
        {"They met on the third day of Eid al-Fitr 2023.",
         "the third day of Eid al-Fitr 2023=2023-04-23"},
        {"They will meet on the third day of Eid.", "the third day of Eid=2024-04-12"},
        {"They will meet in the last ten days of Ramadan.",
         "the last ten days of Ramadan=2024-03-31/2024-04-09"},
        {"They met on the eve of Passover 2023.", "the eve of Passover 2023=2023-04-05"},
        {"They met on the first night of Hanukkah 2023.",
         "the first night of Hanukkah 2023=2023-12-07TNI"},
        {"They will meet over Labor Day weekend.", "Labor Day weekend=2024-W35-WE"},
        {"They met on the weekend of Halloween 2021.", "the weekend of Halloween 2021=2021-W43-WE"},
        {"They met on easter 2023 and left for lent 2023.", "easter 2023=2023-04-09; 2023=2023"},
        {"They met at Eid 2023.", "Eid 2023=2023-XX-XX"},
        {"Rain fell from the eaves.", ""},
    };
    CHECK_CASES(*state, cases, "2024-02-22");
}

// Ramadan began on 5 January and on 26 December of 2030.
static void test_finds_both_feasts_of_one_civil_year(void **state) {
    static const form_case cases[] = {{"They will meet before Ramadan.", "Ramadan=2030-12-26"}};
    CHECK_CASES(*state, cases, "2030-12-20");
}

static void test_national_days_that_move_are_told_by_weekday(void **state) {
    static const form_case cases[] = {
        {"Canada was quiet on Thanksgiving 2023.", "Thanksgiving 2023=2023-10-09"},
        {"It was quiet on Thanksgiving 2023.", "Thanksgiving 2023=2023-11-23"},
        {"Azerbaijan was quiet on Victory Day 2023.", "Victory Day 2023=2023-11-08"},
        {"It was quiet on Victory Day 2023.", "Victory Day 2023=2023-05-09"},
        {"It was quiet on the Independence Day of Ukraine.", "Independence Day=2024-08-24"},
    };
    CHECK_CASES(*state, cases, "2024-02-23");
}

static void test_national_days_are_those_of_the_country_told(void **state) {
    static const form_case cases[] = {
        {"They met on Poland's Independence Day 2023.", "Independence Day 2023=2023-11-11"},
        {"The Polish Independence Day was quiet.", "Independence Day=2023-11-11"},
        {"Estonia met Latvia. Estonia was quiet on Independence Day.",
         "Independence Day=2024-02-24"},
        {"It was quiet on Independence Day.", "Independence Day=XXXX-XX-XX"},
        {"They met on 9/11 and on D-Day.", "9/11=2001-09-11; D-Day=1944-06-06"},
    };
    CHECK_CASES(*state, cases, "2024-02-23");
}

// The year of a day that everybody knows is told by the words near it only.
static void test_every_known_day_is_told_by_its_example(void **state) {
    data_rows rows = open_rows("known_days.tsv");
    for (data_row row; next_row(&rows, &row);) {
        civil_date date = {number_of_field(row.fields[2]), number_of_field(row.fields[0]),
                           number_of_field(row.fields[1])};
        buffer     wanted = {0}, published = {0};
        civil_date later = add_months(date, 40 * 12 + 5);
        add_format(&wanted, "%04d-%02d-%02d", date.year, date.month, date.day);
        add_format(&published, "%04d-%02d-%02d%c", later.year, later.month, later.day, 0);
        document *doc = read_times(*state, row.fields[4], published.at);
        bool is_good = doc->times.count > 0 && same(doc->times.at[0].value, str_of_buffer(&wanted));
        if (!is_good) fail_msg("known_days.tsv:%d: not read in its example", row.line);
        close_document(doc);
        close_buffer(&wanted);
        close_buffer(&published);
    }
}

static void test_every_known_event_is_an_anchor_in_its_example(void **state) {
    data_rows rows = open_rows("known_events.tsv");
    for (data_row row; next_row(&rows, &row);) {
        check_first_value(*state, rows.name, row.line, row.fields[4], row.fields[5]);
    }
}

static void test_events_are_no_times_by_themselves(void **state) {
    static const form_case cases[] = {
        {"They met after the fall of Kabul.", ""},
        {"They met the day after the fall of Kabul.", "the day after the fall of Kabul=2021-08-16"},
        {"They met on the eve of the fall of Kabul.", "the eve of the fall of Kabul=2021-08-14"},
        {"They stayed for two days after the fall of Kabul.", "two days=P2D"},
        {"They met two days after the fall of Ardo.", "two days=P2D"},
    };
    CHECK_CASES(*state, cases, "2024-02-22");
}

static void test_every_word_of_time_is_read_in_its_example(void **state) {
    enum { EXAMPLE = 4, WANTED = 5 };
    data_rows rows = open_rows("time_words.tsv");
    for (data_row row; next_row(&rows, &row);) {
        bool needs_tree = same(row.fields[1], STR("ahead")) ||
                          same(row.fields[1], STR("timetable")) ||
                          same(row.fields[3], STR("adverb"));
        if (needs_tree) continue;
        if (row.field_count <= WANTED) fail_msg("time_words.tsv:%d: no example", row.line);
        document *doc = read_times(*state, row.fields[EXAMPLE], "2024-02-22");
        buffer    got = {0};
        list_times(doc, &got);
        if (!same(str_of(got.at), row.fields[WANTED])) {
            fail_msg("time_words.tsv:%d: got %s", row.line, got.at);
        }
        close_buffer(&got);
        close_document(doc);
    }
}

static void test_every_phrase_is_found_in_its_example(void **state) {
    data_rows rows = open_rows("time_phrases.tsv");
    for (data_row row; next_row(&rows, &row);) {
        document *doc = read_times(*state, row.fields[2], "2024-02-22");
        bool      is_found = false;
        for (int i = 0; i < doc->times.count; i++) {
            const time_expression *t = &doc->times.at[i];
            is_found |= same_ignoring_case(text_of(doc, t->where), row.fields[0]) &&
                        same(t->value, row.fields[1]);
        }
        if (!is_found) fail_msg("time_phrases.tsv:%d: not found in its example", row.line);
        close_document(doc);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_absolute_times_in_every_form),
        cmocka_unit_test(test_reads_dates_among_marks),
        cmocka_unit_test(test_reads_dates_wholly_in_words),
        cmocka_unit_test(test_reads_hours_with_their_day),
        cmocka_unit_test(test_reads_lengths_and_habits),
        cmocka_unit_test(test_keeps_the_open_form_without_a_report_date),
        cmocka_unit_test(test_open_times_have_no_ends),
        cmocka_unit_test(test_reads_relative_times_by_the_report_date),
        cmocka_unit_test(test_reads_times_relative_to_the_text),
        cmocka_unit_test(test_leap_days_are_of_years_that_have_one),
        cmocka_unit_test(test_takes_the_anchor_from_the_kind_of_text),
        cmocka_unit_test(test_weekdays_lie_on_the_side_of_the_tense),
        cmocka_unit_test(test_every_feast_falls_on_the_day_of_its_example),
        cmocka_unit_test(test_every_national_day_falls_on_the_day_of_its_example),
        cmocka_unit_test(test_reads_days_beside_and_within_feasts),
        cmocka_unit_test(test_finds_both_feasts_of_one_civil_year),
        cmocka_unit_test(test_national_days_that_move_are_told_by_weekday),
        cmocka_unit_test(test_national_days_are_those_of_the_country_told),
        cmocka_unit_test(test_every_known_day_is_told_by_its_example),
        cmocka_unit_test(test_every_known_event_is_an_anchor_in_its_example),
        cmocka_unit_test(test_events_are_no_times_by_themselves),
        cmocka_unit_test(test_every_word_of_time_is_read_in_its_example),
        cmocka_unit_test(test_every_phrase_is_found_in_its_example),
    };
    return cmocka_run_group_tests(tests, open_time_fixture, close_time_fixture);
}
