// input.c - the way in: paths to files, files to bytes, bytes to reports, one at a time.
//
//     paths --list_files--> files --stream--> lines of JSON Lines --read_json_line--> report
//                                        \--> a whole file --read_plain, read_page--> report
//
// Only what one report needs is in memory, whatever the size of the file. What goes wrong with one
// file or line is handed out as a problem in its place; the next call goes on behind it.
#include <assert.h>

#include "base/folder.h"
#include "base/stream.h"
#include "input/published.h"
#include "input/read.h"
#include "input/sniff.h"

enum { USUAL_LARGEST = 16 * 1024 * 1024 };

// JSON may write a character with more bytes than it has, and brings other keys along.
enum { LINE_FACTOR = 2, LINE_EXTRA = 1024 * 1024 };

struct ro_input {
    arena           memory; // lives as long as the input
    arena           report; // lives until the next report
    input_limits    limits;
    ro_input_format format; // given, or RO_FROM_GUESS
    str             outlet, published;
    file_list       files;
    int             next_file;
    stream          bytes; // of the file that is being read; name == NULL: none
    ro_input_format file_format;
    uint64_t        line; // number of the last line taken
    uint64_t        done, all;
    bool            is_all_known;
    json_value     *root;    // holds the texts of the last report, or NULL
    ro_report       waiting; // read, but a remark on it goes out first
    bool            is_waiting;
};

ro_input *ro_open_input(const char *const *paths, size_t count, const ro_input_options *options,
                        ro_error *error) {
    assert(paths || count == 0);
    ro_input_options usual = {0};
    if (!options) options = &usual;
    ro_input *input = calloc(1, sizeof *input);
    if (!input) die_of_no_memory(sizeof *input);

    if (options->published &&
        !read_date(&input->memory, str_of(options->published), &input->published)) {
        refuse(error, RO_BAD_INPUT, "expected a date such as 2024-02-08, found \"%.*s\"",
               SHOWN(str_of(options->published)));
        ro_close_input(input);
        return NULL;
    }
    if (options->outlet) input->outlet = copy_str(&input->memory, str_of(options->outlet));
    input->limits.largest = options->largest ? options->largest : USUAL_LARGEST;
    input->limits.with_empty = options->with_empty;
    input->format = options->format;
    input->is_all_known = true;

    str_table seen = {0};
    for (size_t i = 0; i < count; i++) {
        if (strcmp(paths[i], "-") == 0) {
            PUSH_IN(&input->memory, &input->files, ((file_entry){.path = STR("-")}));
            input->is_all_known = false;
        } else {
            list_files(&input->memory, paths[i], &seen, &input->files);
        }
    }
    for (int i = 0; i < input->files.count; i++) {
        input->all += input->files.at[i].size;
    }
    return input;
}

void ro_close_input(ro_input *input) {
    if (!input) return;
    close_json(input->root);
    close_stream(&input->bytes);
    close_arena(&input->report);
    close_arena(&input->memory);
    free(input);
}

void ro_input_progress(const ro_input *input, uint64_t *done, uint64_t *all) {
    *done = input->done + input->bytes.taken;
    *all = input->is_all_known ? input->all : 0;
}

static void close_file(ro_input *input) {
    input->done += input->bytes.taken;
    close_stream(&input->bytes);
}

static bool choose_format(ro_input *input, str path, ro_error *error) {
    str start;
    if (!peek_stream(&input->bytes, SNIFFED, &start, error)) return false;
    input->file_format = input->format ? input->format : format_of_name(path);
    if (!input->file_format) input->file_format = format_of_start(start);
    return true;
}

static bool open_next_file(ro_input *input, ro_error *error) {
    const file_entry *file = &input->files.at[input->next_file++];
    if (file->problem) {
        if (error) *error = *file->problem;
        return false;
    }
    if (!open_stream(file->path.at, &input->bytes, error)) return false;
    input->line = 0;
    if (choose_format(input, file->path, error)) return true;
    close_file(input);
    return false;
}

static str make_place(ro_input *input) {
    if (input->file_format != RO_FROM_JSONL) {
        return copy_str(&input->report, str_of(input->bytes.name));
    }
    buffer place = {0};
    add_format(&place, "%s:%ju", input->bytes.name, (uintmax_t)input->line);
    str kept = copy_str(&input->report, str_of_buffer(&place));
    close_buffer(&place);
    return kept;
}

// What the user gave wins over what the report says of itself.
static void apply_options(const ro_input *input, ro_report *report) {
    if (input->published.at) report->published = text_of_str(input->published);
    if (input->outlet.at) report->outlet = text_of_str(input->outlet);
}

static ro_next read_whole_file(ro_input *input, ro_report *report, ro_error *error) {
    str  bytes, place = make_place(input);
    bool is_read = read_rest(&input->bytes, input->limits.largest, &bytes, error);
    report->place = text_of_str(place);
    if (is_read) {
        bytes = copy_str(&input->report, bytes); // the stream closes, the report stays
        is_read = input->file_format == RO_FROM_HTML
                      ? read_page(&input->report, bytes, report, error)
                      : read_plain(&input->report, bytes, report, error);
    }
    close_file(input);
    if (!is_read) return RO_PROBLEM;
    if (!input->limits.with_empty && trim((str){report->text.at, report->text.size}).size == 0) {
        refuse(error, RO_BAD_INPUT, "%s: expected a text, found an empty file", place.at);
        return RO_PROBLEM;
    }
    apply_options(input, report);
    return RO_REPORT;
}

// JSON over many lines would be a problem a line; it is told once and the file left.
static bool is_spread_json(const ro_input *input, str line) {
    return input->line == 1 && (same(line, STR("{")) || starts_with(line, STR("[")));
}

static ro_next read_one_line(ro_input *input, str line, ro_report *report, ro_error *error) {
    ro_error remark = {0};
    report->place = text_of_str(make_place(input));
    if (!read_json_line(&input->report, line, &input->limits, report, &input->root, &remark,
                        error)) {
        return RO_PROBLEM;
    }
    bool has_remark = remark.message[0] != '\0' && !input->published.at;
    apply_options(input, report);
    if (!has_remark) return RO_REPORT;
    if (error) *error = remark;
    input->waiting = *report;
    input->is_waiting = true;
    return RO_PROBLEM;
}

// The next report of an open JSON Lines file; RO_END at its end.
static ro_next read_next_line(ro_input *input, ro_report *report, ro_error *error) {
    size_t largest = input->limits.largest * LINE_FACTOR + LINE_EXTRA;
    for (;;) {
        str line;
        input->line++;
        switch (read_line(&input->bytes, largest, &line, error)) {
        case LINE_TOO_LONG:
            refuse(error, RO_TOO_LARGE, "%s: expected a line of at most %zu bytes, found more",
                   make_place(input).at, largest);
            return RO_PROBLEM;
        case LINE_FAILED:
            close_file(input);
            return RO_PROBLEM;
        case LINE_END:
            close_file(input);
            return RO_END;
        case LINE_READ:
            break;
        }
        if (input->line == 1 && starts_with(line, STR("\xef\xbb\xbf"))) {
            line = slice(line, 3, line.size);
        }
        line = trim(line);
        if (line.size == 0) continue;
        if (!is_spread_json(input, line)) return read_one_line(input, line, report, error);
        refuse(error, RO_BAD_INPUT,
               "%s: expected one JSON object a line, found JSON over several lines or an array",
               input->bytes.name);
        close_file(input);
        return RO_PROBLEM;
    }
}

ro_next ro_next_report(ro_input *input, ro_report *report, ro_error *error) {
    if (input->is_waiting) {
        input->is_waiting = false;
        *report = input->waiting;
        return RO_REPORT;
    }
    close_json(input->root);
    input->root = NULL;
    close_arena(&input->report);
    *report = (ro_report){0};
    for (;;) {
        if (!input->bytes.name) {
            if (input->next_file == input->files.count) return RO_END;
            if (!open_next_file(input, error)) return RO_PROBLEM;
        }
        if (input->file_format != RO_FROM_JSONL) return read_whole_file(input, report, error);
        ro_next next = read_next_line(input, report, error);
        if (next != RO_END) return next;
    }
}
