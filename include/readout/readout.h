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
//              the report's own text, half-open, as design page "the record" says.
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
typedef struct ro_rows     ro_rows;     // the answer to a question to the store

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

// Checks a package (folder or wheel) and installs it in the user's data folder under its own
// name. The name is written to `name` (terminated; `room` bytes).
RO_API bool ro_install_model(const char *package, char *name, size_t room, ro_error *error);

// One row a model: name, version, language, size in bytes, default (yes or no), path.
RO_API ro_rows *ro_list_models(ro_error *error);

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
} ro_input_options;

// Opens files, folders (read recursively, in order of name) or, for "-", standard input.
RO_API ro_input *ro_open_input(const char *const *paths, size_t count,
                               const ro_input_options *options, ro_error *error);
RO_API void      ro_close_input(ro_input *input);

typedef enum { RO_REPORT, RO_PROBLEM, RO_END } ro_next;

// The next report, or a problem with one (which the rest does not suffer from), or the end. The
// report belongs to the input and lives until the next call.
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

typedef struct {
    ro_task task;
    ro_form form;      // what each result is rendered as
    int     threads;   // 0 or 1: one
    bool    with_text; // the record holds the report's text
    bool    colour;    // the page uses terminal colours
    int     width;     // of the page, in columns; 0 is 80
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

#ifdef __cplusplus
}
#endif
#endif
