// ask.c - questions to a store: one SELECT each, all with the same seventeen parameters, of which
// those that were not given are null and match everything.
//
//     ?1 by   ?2 about (FTS5)   ?3 since   ?4 until   ?5 outlet   ?6 of   ?7 in   ?8 most   ?9 act
//     ?10 to ?16 where (where.h)   ?17 kind
#include "store/ask.h"

#include "base/date.h"
#include "doc/record.h"
#include "store/where.h"
#include "store/words.h"

#define SAID_IN_TIME "(?3 IS NULL OR s.day >= ?3) AND (?4 IS NULL OR s.day <= ?4)"
#define TOLD_IN_TIME "(?3 IS NULL OR v.day >= ?3) AND (?4 IS NULL OR v.day <= ?4)"
#define HAS_OUTLET "(?5 IS NULL OR instr(lower(outlet), lower(?5)))"
#define AT_MOST "LIMIT coalesce(?8, -1)"
// Somebody's own words in the report, or any name that the report has for them.
#define IS_CALLED(row, who)                                                                        \
    "(?1 IS NULL OR instr(lower(" row "." who "), lower(?1))"                                      \
    " OR instr(lower(" row "." who "_name), lower(?1))"                                            \
    " OR EXISTS (SELECT 1 FROM entity_name AS n WHERE n.version = " row ".version"                 \
    "            AND n.number = " row "." who "_entity AND instr(lower(n.name), lower(?1))))"
#define IS_SAID_BY IS_CALLED("s", "source")
// Of what stands in a statement: who said it.
#define IS_TOLD_BY(row)                                                                            \
    "EXISTS (SELECT 1 FROM statement AS s WHERE s.version = " row ".version"                       \
    "        AND s.number = " row ".said_in AND " IS_SAID_BY ")"
#define TELLER_OF(row)                                                                             \
    "(SELECT coalesce(s.source_name, s.source) FROM statement AS s"                                \
    "  WHERE s.version = " row ".version AND s.number = " row ".said_in)"
#define IS_ABOUT                                                                                   \
    "(?2 IS NULL OR s.statement IN"                                                                \
    " (SELECT rowid FROM statement_words WHERE statement_words MATCH ?2))"

// A place in what a statement says or where it is told; in the sentence of a figure or a deadline.
#define LIES_IN_STATEMENT "(p.span_begin >= s.span_begin AND p.span_end <= s.span_end)"
#define STANDS_IN_SENTENCE(row)                                                                    \
    "(p.sentence_begin <= " row ".span_begin AND " row ".span_begin < p.sentence_end)"
#define FIGURE_TELLER TELLER_OF("f")
#define IS_FIGURE_TOLD_BY IS_TOLD_BY("f")
#define IS_FIGURE_HERE IN_PLACE(STANDS_IN_SENTENCE("f"))
#define DEADLINE_TELLER TELLER_OF("d")
#define IS_DEADLINE_BY "(" IS_CALLED("d", "set_by") " OR " IS_TOLD_BY("d") ")"
#define IS_DEADLINE_HERE IN_PLACE(STANDS_IN_SENTENCE("d"))
#define HAS_ACT "(?9 IS NULL OR act = ?9)"

static const char *or_null(const char *text) {
    return text && text[0] ? text : NULL;
}

static void bind_question(query *q, arena *a, const ro_question *asked) {
    bind_text(q, 1, str_of(or_null(asked->by)));
    bind_text(q, 2, asked->about ? make_word_query(a, str_of(asked->about)) : (str){NULL, 0});
    bind_text(q, 3, str_of(or_null(asked->since)));
    bind_text(q, 4, str_of(or_null(asked->until)));
    bind_text(q, 5, str_of(or_null(asked->outlet)));
    bind_text(q, 6, str_of(or_null(asked->of)));
    bind_text(q, 7, str_of(or_null(asked->in)));
    if (asked->most > 0) bind_int(q, 8, asked->most);
    bind_text(q, 9, str_of(or_null(asked->act)));
    bind_text(q, 17, str_of(or_null(asked->kind)));
}

static bool is_day(str text) {
    civil_date date;
    return text.size == sizeof "2031-04-07" - 1 && text.at[4] == '-' && read_iso_date(text, &date);
}

static bool check_question(const ro_question *asked, ro_error *error) {
    const char *days[] = {asked->since, asked->until};
    for (size_t i = 0; i < 2; i++) {
        if (or_null(days[i]) && !is_day(str_of(days[i]))) {
            return refuse(error, RO_BAD_INPUT, "expected a day such as 2031-04-07, found \"%s\"",
                          days[i]);
        }
    }
    statement_act act;
    if (or_null(asked->act) && !act_of_word(str_of(asked->act), &act)) {
        return refuse(error, RO_BAD_INPUT, "expected an act such as deny, found \"%s\"",
                      asked->act);
    }
    deadline_kind kind;
    if (or_null(asked->kind) && !deadline_kind_of_word(str_of(asked->kind), &kind)) {
        return refuse(error, RO_BAD_INPUT,
                      "expected a kind of deadline such as expiry, found \"%s\"", asked->kind);
    }
    return true;
}

static void add_row(answer *a, query *q) {
    for (int column = 0; column < a->column_count; column++) {
        if (column_is_null(q, column)) {
            add_text_cell(a, (str){NULL, 0});
        } else if (column_is_number(q, column)) {
            add_number_cell(a, column_number(q, column));
        } else {
            add_text_cell(a, column_text(q, column));
        }
    }
}

// What full-text search has against the words is said in our words.
static answer *refuse_question(const ro_question *asked, const ro_error *inner, ro_error *error) {
    bool is_about_words = find_str(str_of(inner->message), STR("fts5"), 0) >= 0;
    if (is_about_words && asked->about) {
        refuse(error, RO_BAD_INPUT,
               "expected words, \"a phrase\", word* and AND, OR, NOT between them, found: %.*s",
               SHOWN(str_of(asked->about)));
    } else {
        refuse(error, inner->status, "%s", inner->message);
    }
    return NULL;
}

typedef struct {
    const char          *sql;
    const answer_column *columns;
    int                  column_count;
} inquiry;

static answer *run_inquiry(database *db, const inquiry *what, const ro_question *asked,
                           ro_error *error) {
    if (!check_question(asked, error)) return NULL;
    query *q = prepare(db, what->sql, error);
    if (!q) return NULL;
    answer     *made = new_answer(what->columns, what->column_count);
    row_outcome outcome;
    ro_error    inner = {0};
    bind_question(q, &made->memory, asked);
    if (!bind_where(db, q, &made->memory, asked, error)) {
        close_answer(made);
        return NULL;
    }
    while ((outcome = next_query_row(q, &inner)) == ROW_ONE) {
        add_row(made, q);
    }
    bool is_known =
        outcome != ROW_NONE || row_count(made) > 0 || check_where(db, &made->memory, asked, error);
    if (outcome == ROW_NONE && is_known) return made;
    close_answer(made);
    return is_known ? refuse_question(asked, &inner, error) : NULL;
}

#define INQUIRY(query_text, names)                                                                 \
    (&(inquiry){query_text, names, (int)(sizeof(names) / sizeof *(names))})

// ---- Reports -----------------------------------------------------------------------------

static const char LIST_REPORTS[] =
    "SELECT id, day, outlet, title, number,"
    " (SELECT count(*) FROM statement AS s WHERE s.version = v.version),"
    " (SELECT count(*) FROM figure AS f WHERE f.version = v.version)"
    " FROM version AS v JOIN report USING (report)"
    " WHERE is_newest AND " TOLD_IN_TIME " AND " HAS_OUTLET " ORDER BY day, report " AT_MOST;

answer *ask_reports(database *db, const ro_question *asked, ro_error *error) {
    static const answer_column columns[] = {
        {"report", COLUMN_CUT, 16},   {"published", COLUMN_PLAIN, 0},
        {"outlet", COLUMN_PLAIN, 24}, {"title", COLUMN_PROSE, 0},
        {"version", COLUMN_PLAIN, 0}, {"statements", COLUMN_PLAIN, 0},
        {"figures", COLUMN_PLAIN, 0},
    };
    return run_inquiry(db, INQUIRY(LIST_REPORTS, columns), asked, error);
}

static const char SEARCH_REPORTS[] =
    "SELECT id, day, outlet, v.title,"
    " snippet(version_words, -1, '[', ']', '...', 24)"
    " FROM version_words JOIN version AS v ON v.version = version_words.rowid"
    " JOIN report USING (report)"
    " WHERE version_words MATCH ?2 AND is_newest AND " TOLD_IN_TIME " AND " HAS_OUTLET
    " ORDER BY bm25(version_words, 4.0, 1.0), v.version " AT_MOST;

answer *ask_words(database *db, const ro_question *asked, ro_error *error) {
    static const answer_column columns[] = {
        {"report", COLUMN_CUT, 16},  {"published", COLUMN_PLAIN, 0}, {"outlet", COLUMN_PLAIN, 20},
        {"title", COLUMN_PLAIN, 30}, {"words", COLUMN_PROSE, 0},
    };
    return run_inquiry(db, INQUIRY(SEARCH_REPORTS, columns), asked, error);
}

// ---- Statements and figures --------------------------------------------------------------

#define FIND_STATEMENTS                                                                            \
    "SELECT s.day, id, 's' || (s.number + 1), outlet, source_name, source, class, act, content,"   \
    " via, addressee, 's' || (said_in + 1), span_begin, span_end"                                  \
    " FROM statement AS s JOIN version AS v USING (version) JOIN report USING (report)"            \
    " WHERE is_newest AND " IS_SAID_BY " AND " IS_ABOUT " AND " HAS_ACT " AND " SAID_IN_TIME       \
    " AND " HAS_OUTLET " AND " IN_PLACE(LIES_IN_STATEMENT)

static const char STATEMENTS_BY_DAY[] =
    FIND_STATEMENTS " ORDER BY s.day, report, s.number " AT_MOST;
// One name in two spellings of capitals is one group; those without a name come last.
static const char STATEMENTS_BY_SPEAKER[] =
    FIND_STATEMENTS " ORDER BY source_name IS NULL, lower(source_name), source_name, s.day, report,"
                    " s.number " AT_MOST;

// clang-format off
#define STATEMENT_COLUMNS(day, who)                                                                \
    {"day", day, 0},                 {"report", COLUMN_HIDDEN, 0}, {"statement", COLUMN_HIDDEN, 0}, \
    {"outlet", COLUMN_PLAIN, 20},    {"who", who, 26},             {"source", COLUMN_HIDDEN, 0},    \
    {"class", COLUMN_HIDDEN, 0},     {"act", COLUMN_PLAIN, 10},    {"content", COLUMN_PROSE, 0},    \
    {"via", COLUMN_HIDDEN, 0},       {"addressee", COLUMN_HIDDEN, 0},                               \
    {"said_in", COLUMN_HIDDEN, 0},   {"begin", COLUMN_HIDDEN, 0},  {"end", COLUMN_HIDDEN, 0}
// clang-format on

answer *ask_statements(database *db, const ro_question *asked, ro_error *error) {
    static const answer_column by_day[] = {STATEMENT_COLUMNS(COLUMN_GROUP, COLUMN_PLAIN)};
    static const answer_column by_speaker[] = {STATEMENT_COLUMNS(COLUMN_PLAIN, COLUMN_GROUP)};
    return asked->by_speaker
               ? run_inquiry(db, INQUIRY(STATEMENTS_BY_SPEAKER, by_speaker), asked, error)
               : run_inquiry(db, INQUIRY(STATEMENTS_BY_DAY, by_day), asked, error);
}

// "in" asks for the words of the sentence too: not every name of a place is known as one.
static const char FIND_FIGURES[] =
    "SELECT v.day, id, 'f' || (f.number + 1), outlet, words, counted, value, low, high, bound,"
    " unit, per, measure, kind, change, period, period_from, period_to, " FIGURE_TELLER ","
    " sentence, f.span_begin, f.span_end"
    " FROM figure AS f JOIN version AS v USING (version) JOIN report USING (report)"
    " WHERE is_newest"
    " AND (?6 IS NULL OR measure = lower(?6) OR instr(lower(counted), lower(?6)))"
    " AND (" IS_FIGURE_HERE " OR (?15 IS NULL AND instr(lower(sentence), lower(?7))))"
    " AND (?1 IS NULL OR " IS_FIGURE_TOLD_BY ") AND " TOLD_IN_TIME " AND " HAS_OUTLET
    " ORDER BY v.day, report, f.number " AT_MOST;

answer *ask_figures(database *db, const ro_question *asked, ro_error *error) {
    static const answer_column columns[] = {
        {"day", COLUMN_GROUP, 0},          {"report", COLUMN_HIDDEN, 0},
        {"figure", COLUMN_HIDDEN, 0},      {"outlet", COLUMN_PLAIN, 20},
        {"words", COLUMN_PLAIN, 24},       {"counted", COLUMN_PLAIN, 20},
        {"value", COLUMN_HIDDEN, 0},       {"low", COLUMN_HIDDEN, 0},
        {"high", COLUMN_HIDDEN, 0},        {"bound", COLUMN_HIDDEN, 0},
        {"unit", COLUMN_HIDDEN, 0},        {"per", COLUMN_HIDDEN, 0},
        {"measure", COLUMN_PLAIN, 9},      {"kind", COLUMN_HIDDEN, 0},
        {"change", COLUMN_HIDDEN, 0},      {"period", COLUMN_HIDDEN, 0},
        {"from", COLUMN_HIDDEN, 0},        {"to", COLUMN_HIDDEN, 0},
        {"according to", COLUMN_PROSE, 0}, {"sentence", COLUMN_HIDDEN, 0},
        {"begin", COLUMN_HIDDEN, 0},       {"end", COLUMN_HIDDEN, 0},
    };
    return run_inquiry(db, INQUIRY(FIND_FIGURES, columns), asked, error);
}

// ---- Deadlines ---------------------------------------------------------------------------

// A deadline falls on the first day of its time: "by March" is the first. On the last where the words
// say its end, or where it has begun ("this week").
#define DAY_OF_DEADLINE                                                                            \
    "CASE WHEN ' ' || lower(d.words) || ' ' LIKE '% end %' OR substr(d.starts, 1, 10) < v.day"     \
    " THEN coalesce(date(substr(d.ends, 1, 19), '-1 second'), substr(d.ends, 1, 10))"              \
    " ELSE substr(d.starts, 1, 10) END"
#define IS_DEADLINE_ASKED                                                                          \
    "(?17 IS NULL OR d.kind = ?17) AND " IS_DEADLINE_BY " AND (?2 IS NULL OR d.deadline IN"        \
    " (SELECT rowid FROM deadline_words WHERE deadline_words MATCH ?2))"

static const char FIND_DEADLINES[] =
    "SELECT " DAY_OF_DEADLINE " AS due, id, 'd' || (d.number + 1), v.day, outlet, d.kind, words,"
    " set_by_name, set_by, about, consequence, starts, ends, " DEADLINE_TELLER ", sentence,"
    " d.span_begin, d.span_end"
    " FROM deadline AS d JOIN version AS v USING (version) JOIN report USING (report)"
    " WHERE is_newest AND " IS_DEADLINE_ASKED
    " AND (?3 IS NULL OR due >= ?3) AND (?4 IS NULL OR due <= ?4) AND " HAS_OUTLET
    " AND " IS_DEADLINE_HERE " ORDER BY due IS NULL, due, v.day, report, d.number " AT_MOST;

answer *ask_deadlines(database *db, const ro_question *asked, ro_error *error) {
    static const answer_column columns[] = {
        {"due", COLUMN_GROUP, 0},          {"report", COLUMN_HIDDEN, 0},
        {"deadline", COLUMN_HIDDEN, 0},    {"day", COLUMN_HIDDEN, 0},
        {"outlet", COLUMN_PLAIN, 20},      {"kind", COLUMN_PLAIN, 9},
        {"words", COLUMN_PLAIN, 24},       {"set by", COLUMN_PLAIN, 20},
        {"source", COLUMN_HIDDEN, 0},      {"about", COLUMN_PROSE, 0},
        {"consequence", COLUMN_HIDDEN, 0}, {"from", COLUMN_HIDDEN, 0},
        {"to", COLUMN_HIDDEN, 0},          {"according to", COLUMN_HIDDEN, 0},
        {"sentence", COLUMN_HIDDEN, 0},    {"begin", COLUMN_HIDDEN, 0},
        {"end", COLUMN_HIDDEN, 0},
    };
    return run_inquiry(db, INQUIRY(FIND_DEADLINES, columns), asked, error);
}

// ---- The timeline ------------------------------------------------------------------------

#define IS_IN_ITS_SENTENCE STANDS_IN_SENTENCE("s")
#define IS_TOLD_HERE                                                                               \
    IN_PLACE("CASE WHEN s.span_end IS NULL THEN " IS_IN_ITS_SENTENCE " ELSE " LIES_IN_STATEMENT    \
             " END")

// Outermost statements, figures that the reporter tells, and deadlines on their day.
static const char MAKE_TIMELINE[] =
    "WITH told AS ("
    "SELECT s.version, s.day, 's' || (s.number + 1) AS label, source_name AS who, act AS what,"
    " content AS words, s.span_begin, s.span_end FROM statement AS s"
    " WHERE said_in IS NULL AND act <> 'decline_comment'"
    " AND " IS_SAID_BY " AND " IS_ABOUT " AND " HAS_ACT " AND ?17 IS NULL UNION ALL "
    "SELECT f.version, v.day, 'f' || (f.number + 1), outlet, measure,"
    " words || coalesce(' ' || counted, '') || coalesce(' ' || period, ''), f.span_begin, NULL"
    " FROM figure AS f JOIN version AS v USING (version)"
    " WHERE f.said_in IS NULL AND ?1 IS NULL AND ?2 IS NULL AND ?9 IS NULL AND ?17 IS NULL"
    " AND measure NOT IN ('count', 'duration', 'distance', 'age', 'share') UNION ALL "
    "SELECT d.version, " DAY_OF_DEADLINE ", 'd' || (d.number + 1),"
    " coalesce(set_by_name, " DEADLINE_TELLER ", outlet), d.kind,"
    " words || coalesce(': ' || about, ''), d.span_begin, NULL"
    " FROM deadline AS d JOIN version AS v USING (version)"
    " WHERE ?9 IS NULL AND " IS_DEADLINE_ASKED ") "
    "SELECT s.day, id, label, outlet, who, what, words"
    " FROM told AS s JOIN version AS v USING (version) JOIN report USING (report)"
    " WHERE is_newest AND s.day IS NOT NULL AND " SAID_IN_TIME " AND " HAS_OUTLET
    " AND " IS_TOLD_HERE " ORDER BY s.day, report, s.span_begin, label " AT_MOST;

answer *ask_timeline(database *db, const ro_question *asked, ro_error *error) {
    static const answer_column columns[] = {
        {"day", COLUMN_GROUP, 0},     {"report", COLUMN_HIDDEN, 0}, {"record", COLUMN_HIDDEN, 0},
        {"outlet", COLUMN_PLAIN, 20}, {"who", COLUMN_PLAIN, 26},    {"what", COLUMN_PLAIN, 10},
        {"words", COLUMN_PROSE, 0},
    };
    return run_inquiry(db, INQUIRY(MAKE_TIMELINE, columns), asked, error);
}

// ---- The store itself --------------------------------------------------------------------

answer *ask_store(database *db, ro_error *error) {
    static const answer_column columns[] = {{"what", COLUMN_PLAIN, 0}, {"value", COLUMN_PROSE, 0}};
    static const char          describe[] =
        "SELECT 'reports', count(*) FROM report UNION ALL "
        "SELECT 'versions', count(*) FROM version UNION ALL "
        "SELECT 'first day', min(day) FROM version WHERE is_newest UNION ALL "
        "SELECT 'last day', max(day) FROM version WHERE is_newest UNION ALL "
        "SELECT 'outlets', count(DISTINCT outlet) FROM version WHERE is_newest UNION ALL "
        "SELECT 'statements', count(*) FROM statement JOIN version USING (version) WHERE is_newest"
        " UNION ALL "
        "SELECT 'figures', count(*) FROM figure JOIN version USING (version) WHERE is_newest"
        " UNION ALL "
        "SELECT 'deadlines', count(*) FROM deadline JOIN version USING (version) WHERE is_newest"
        " UNION ALL "
        "SELECT 'dates', count(*) FROM time_expression JOIN version USING (version)"
        " WHERE is_newest UNION ALL "
        "SELECT 'bytes', page_count * page_size FROM pragma_page_count, pragma_page_size";
    answer *made = run_inquiry(db, INQUIRY(describe, columns), &(ro_question){0}, error);
    if (made) {
        add_text_cell(made, STR("file"));
        add_text_cell(made, str_of(database_path(db)));
    }
    return made;
}

static const char FIND_REPORTS[] =
    "SELECT report, id, id = ?1 FROM report WHERE substr(id, 1, length(?1)) = ?1"
    " ORDER BY id = ?1 DESC, id LIMIT 2";

// The one report whose id is, or begins with, what was asked for.
static bool find_report(database *db, const char *asked, int64_t *report, ro_error *error) {
    query *q = prepare(db, FIND_REPORTS, error);
    if (!q) return false;
    bind_text(q, 1, str_of(asked));
    row_outcome first = next_query_row(q, error);
    if (first == ROW_FAILED) return false;
    if (first == ROW_NONE || asked[0] == '\0') {
        reset_query(q);
        return refuse(error, RO_NOT_FOUND,
                      "no report with the id \"%s\"; `readout list` lists them", asked);
    }
    bool is_whole = column_int(q, 2) != 0;
    *report = column_int(q, 0);
    row_outcome second = next_query_row(q, error);
    bool        is_other_whole = second == ROW_ONE && column_int(q, 2) != 0;
    reset_query(q);
    if (second == ROW_ONE && (!is_whole || is_other_whole)) {
        return refuse(error, RO_NOT_FOUND, "more than one report has an id that %s \"%s\"",
                      is_whole ? "is" : "begins with", asked);
    }
    return second != ROW_FAILED;
}

static const char LOAD_RECORD[] = "SELECT record, text FROM version WHERE report = ?1 AND"
                                  " CASE WHEN ?2 = 0 THEN is_newest ELSE number = ?2 END";

bool load_record(database *db, arena *a, const char *report, int number, str *record, str *text,
                 ro_error *error) {
    int64_t found = 0;
    if (!find_report(db, report, &found, error)) return false;
    query *q = prepare(db, LOAD_RECORD, error);
    if (!q) return false;
    bind_int(q, 1, found);
    bind_int(q, 2, number);
    row_outcome outcome = next_query_row(q, error);
    if (outcome == ROW_NONE) {
        return refuse(error, RO_NOT_FOUND, "report \"%s\" has no version %d", report, number);
    }
    if (outcome == ROW_FAILED) return false;
    *record = copy_str(a, column_text(q, 0));
    *text = copy_str(a, column_text(q, 1));
    reset_query(q);
    return true;
}

static const char EACH_RECORD[] =
    "SELECT record, text FROM version WHERE is_newest ORDER BY report";

bool each_record(database *db, on_record each, void *context, ro_error *error) {
    query *q = prepare(db, EACH_RECORD, error);
    if (!q) return false;
    row_outcome outcome;
    while ((outcome = next_query_row(q, error)) == ROW_ONE) {
        if (each(context, column_text(q, 0), column_text(q, 1))) continue;
        reset_query(q);
        return refuse(error, RO_STOPPED, "stopped");
    }
    return outcome == ROW_NONE;
}
