// page.c - a page of a news site: its character set, its tree, what it says of itself, its text.
#include "input/charset.h"
#include "input/page_meta.h"
#include "input/page_text.h"
#include "input/page_tree.h"
#include "input/read.h"
#include "input/sniff.h"

enum { PRESCANNED = 4096 }; // bytes in which a page names its character set

static bool is_label_end(char c) {
    return is_blank(c) || c == '"' || c == '\'' || c == ';' || c == '>' || c == '/' || c == ',';
}

// The label in <meta charset="..."> or <meta http-equiv content="...; charset=...">.
static str declared_label(str bytes) {
    str start = slice(bytes, 0, bytes.size < PRESCANNED ? bytes.size : PRESCANNED);
    for (size_t i = 0; i + 8 < start.size; i++) {
        if (!same_ignoring_case(slice(start, i, i + 7), STR("charset"))) continue;
        size_t begin = i + 7;
        while (begin < start.size && is_blank(start.at[begin])) {
            begin++;
        }
        if (begin == start.size || start.at[begin] != '=') continue;
        begin++;
        while (begin < start.size &&
               (is_blank(start.at[begin]) || start.at[begin] == '"' || start.at[begin] == '\'')) {
            begin++;
        }
        size_t end = begin;
        while (end < start.size && !is_label_end(start.at[end])) {
            end++;
        }
        return slice(start, begin, end);
    }
    return (str){NULL, 0};
}

// By mark, then by what the bytes are, then by what the page declares: a page that calls itself
// ISO-8859-1 and is valid UTF-8 beyond ASCII was converted without its label.
static bool decode_page(arena *a, str bytes, const char *place, str *source, ro_error *error) {
    int64_t damage = -1;
    charset set = guess_charset(bytes, &damage);
    str     label = declared_label(bytes);
    charset declared = charset_of_label(label);
    if (declared == CHARSET_UTF16LE || declared == CHARSET_UTF16BE) declared = CHARSET_UTF8;
    if (set == CHARSET_UNKNOWN || set == CHARSET_1252) {
        if (label.size > 0 && declared == CHARSET_UNKNOWN) {
            return refuse(error, RO_BAD_INPUT,
                          "%s: expected UTF-8, UTF-16 or Windows-1252, found \"%.*s\"", place,
                          SHOWN(label));
        }
        // Damaged UTF-8 is mended as browsers do; an undeclared rest is the Web's old default.
        set = declared == CHARSET_UTF8 || (set == CHARSET_UNKNOWN && declared == CHARSET_UNKNOWN)
                  ? CHARSET_UTF8
                  : CHARSET_1252;
    }
    *source = decode_bytes(a, bytes, set);
    return true;
}

bool read_page(arena *a, str bytes, ro_report *report, ro_error *error) {
    const char *place = report->place.at;
    const char *kind = binary_of_start(bytes);
    if (kind) {
        return refuse(error, RO_BAD_INPUT, "%s: expected an HTML page, found %s", place, kind);
    }
    str        source;
    page_node *root;
    if (!decode_page(a, bytes, place, &source, error)) return false;
    if (!parse_page(a, source, place, &root, error)) return false;
    page_meta meta = read_page_meta(a, root);
    str       text = read_page_text(a, root, meta.title);
    if (!text.at || text.size < meta.body.size / 2) text = meta.body;
    if (!text.at) {
        return refuse(error, RO_BAD_INPUT, "%s: expected a report, found a page without main text",
                      place);
    }
    report->text = text_of_str(text);
    report->title = text_of_str(meta.title);
    report->url = text_of_str(meta.url);
    report->outlet = text_of_str(meta.outlet);
    report->published = text_of_str(meta.published);
    report->updated = text_of_str(meta.updated);
    report->byline = text_of_str(meta.byline);
    return true;
}
