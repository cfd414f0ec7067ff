// page_meta.c - title, date, byline and outlet of a page, from the places where sites put them.
//
// Each source fills what those before it left open, the most deliberate first: JSON-LD, which is
// written for machines; <meta> in the dialects of OpenGraph, Dublin Core and the counters of
// readers; then what people see: <time>, elements marked as byline or date, headings, <title>.
#include "input/page_meta.h"

#include "base/buffer.h"
#include "base/json.h"
#include "base/list.h"
#include "input/published.h"

enum {
    LONGEST_LINE = 80, // bytes of a byline or date on the page; more is a box
    LONGEST_TITLE = 400,
    MOST_METAS = 1000,
};

typedef enum {
    FIELD_TITLE,
    FIELD_URL,
    FIELD_OUTLET,
    FIELD_PUBLISHED,
    FIELD_UPDATED,
    FIELD_BYLINE
} field;

// By name, property or itemprop, in order of trust.
static const struct {
    const char *name;
    field       to;
} METAS[] = {
    {"og:title", FIELD_TITLE},
    {"twitter:title", FIELD_TITLE},
    {"parsely-title", FIELD_TITLE},
    {"sailthru.title", FIELD_TITLE},
    {"dc.title", FIELD_TITLE},
    {"headline", FIELD_TITLE},
    {"og:url", FIELD_URL},
    {"parsely-link", FIELD_URL},
    {"og:site_name", FIELD_OUTLET},
    {"dc.publisher", FIELD_OUTLET},
    {"application-name", FIELD_OUTLET},
    {"article:published_time", FIELD_PUBLISHED},
    {"og:article:published_time", FIELD_PUBLISHED},
    {"datepublished", FIELD_PUBLISHED},
    {"parsely-pub-date", FIELD_PUBLISHED},
    {"sailthru.date", FIELD_PUBLISHED},
    {"cxenseparse:recs:publishtime", FIELD_PUBLISHED},
    {"dc.date.issued", FIELD_PUBLISHED},
    {"dcterms.issued", FIELD_PUBLISHED},
    {"dc.date", FIELD_PUBLISHED},
    {"dcterms.date", FIELD_PUBLISHED},
    {"dcterms.created", FIELD_PUBLISHED},
    {"article.published", FIELD_PUBLISHED},
    {"published_time", FIELD_PUBLISHED},
    {"pubdate", FIELD_PUBLISHED},
    {"publishdate", FIELD_PUBLISHED},
    {"publish-date", FIELD_PUBLISHED},
    {"date", FIELD_PUBLISHED},
    {"article:modified_time", FIELD_UPDATED},
    {"og:updated_time", FIELD_UPDATED},
    {"datemodified", FIELD_UPDATED},
    {"dcterms.modified", FIELD_UPDATED},
    {"last-modified", FIELD_UPDATED},
    {"article.updated", FIELD_UPDATED},
    {"byl", FIELD_BYLINE},
    {"author", FIELD_BYLINE},
    {"parsely-author", FIELD_BYLINE},
    {"sailthru.author", FIELD_BYLINE},
    {"article:author", FIELD_BYLINE},
    {"dc.creator", FIELD_BYLINE},
    {"dcterms.creator", FIELD_BYLINE},
};

static bool is_address(str text) {
    return starts_with(text, STR("http://")) || starts_with(text, STR("https://")) ||
           starts_with(text, STR("//")) || starts_with(text, STR("www."));
}

static str without_by(str text) {
    text = trim(text);
    bool has_by = text.size > 3 && same_ignoring_case(slice(text, 0, 3), STR("by "));
    return has_by ? trim(slice(text, 3, text.size)) : text;
}

// Fills one field if it is open and the value is fit for it.
static void fill(arena *a, page_meta *meta, field to, str value) {
    str *fields[] = {&meta->title,     &meta->url,     &meta->outlet,
                     &meta->published, &meta->updated, &meta->byline};
    value = trim(value);
    if (fields[to]->at || value.size == 0) return;
    switch (to) {
    case FIELD_PUBLISHED:
    case FIELD_UPDATED:
        read_date(a, value, fields[to]);
        return;
    case FIELD_URL:
        if (is_address(value)) *fields[to] = value;
        return;
    case FIELD_BYLINE:
        if (!is_address(value)) *fields[to] = without_by(value);
        return;
    case FIELD_TITLE:
    case FIELD_OUTLET:
        *fields[to] = value;
    }
}

// ---- JSON-LD -----------------------------------------------------------------------------

static bool is_report_type(str type) {
    return ends_with(type, STR("Article")) || ends_with(type, STR("BlogPosting")) ||
           same(type, STR("Report"));
}

static bool has_report_type(const json_value *object) {
    const json_value *type = json_get(object, "@type");
    if (is_report_type(json_str(type))) return true;
    for (int i = 0; i < json_count(type); i++) {
        if (is_report_type(json_str(json_at(type, i)))) return true;
    }
    return false;
}

static void add_name(buffer *names, str name) {
    name = trim(name);
    if (name.size == 0 || is_address(name)) return;
    if (names->size > 0) add_str(names, STR(", "));
    add_str(names, name);
}

// A string, an object with a name, or an array of either.
static str names_of(arena *a, const json_value *value) {
    buffer names = {0};
    int    count = json_kind_of(value) == JSON_ARRAY ? json_count(value) : 1;
    for (int i = 0; i < count; i++) {
        const json_value *one = json_kind_of(value) == JSON_ARRAY ? json_at(value, i) : value;
        const json_value *name = json_kind_of(one) == JSON_OBJECT ? json_get(one, "name") : one;
        if (json_kind_of(name) == JSON_ARRAY) name = json_at(name, 0);
        add_name(&names, json_str(name));
    }
    str joined = copy_str(a, str_of_buffer(&names));
    close_buffer(&names);
    return joined;
}

static void take_report(arena *a, const json_value *report, page_meta *meta) {
    const json_value *page = json_get(report, "mainEntityOfPage");
    str               page_id = json_str(json_get(page, "@id"));
    fill(a, meta, FIELD_TITLE, copy_str(a, json_str(json_get(report, "headline"))));
    fill(a, meta, FIELD_PUBLISHED, json_str(json_get(report, "datePublished")));
    fill(a, meta, FIELD_UPDATED, json_str(json_get(report, "dateModified")));
    fill(a, meta, FIELD_BYLINE, names_of(a, json_get(report, "author")));
    fill(a, meta, FIELD_OUTLET, names_of(a, json_get(report, "publisher")));
    fill(a, meta, FIELD_URL, copy_str(a, json_str(json_get(report, "url"))));
    fill(a, meta, FIELD_URL, copy_str(a, page_id.at ? page_id : json_str(page)));
    str body = json_str(json_get(report, "articleBody"));
    if (!meta->body.at && trim(body).size > 0) meta->body = copy_str(a, trim(body));
}

// Reports stand at the top, in arrays, or in "@graph".
static void take_linked(arena *a, const json_value *value, int depth, page_meta *meta) {
    enum { DEEPEST_LINKED = 4 };
    if (depth > DEEPEST_LINKED) return;
    for (int i = 0; i < json_count(value); i++) {
        take_linked(a, json_at(value, i), depth + 1, meta);
    }
    if (json_kind_of(value) != JSON_OBJECT) return;
    if (has_report_type(value)) take_report(a, value, meta);
    take_linked(a, json_get(value, "@graph"), depth + 1, meta);
    take_linked(a, json_get(value, "mainEntity"), depth + 1, meta);
}

static void take_scripts(arena *a, const page_node *root, page_meta *meta) {
    for (const page_node *n = root; n; n = next_node(root, n, false)) {
        if (!is_tag(n, "script") || !n->first_child) continue;
        if (!same_ignoring_case(trim(attribute_of(n, "type")), STR("application/ld+json")))
            continue;
        json_value *value = read_json(trim(n->first_child->text), "JSON-LD", NULL);
        take_linked(a, value, 0, meta);
        close_json(value);
    }
}

// ---- Elements ----------------------------------------------------------------------------

static str meta_name(const page_node *node) {
    static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        str name = attribute_of(node, keys[i]);
        if (name.size > 0) return name;
    }
    return (str){NULL, 0};
}

typedef LIST(const page_node *) node_list;

static void take_metas(arena *a, const page_node *root, page_meta *meta) {
    node_list metas = {0};
    for (const page_node *n = root; n; n = next_node(root, n, false)) {
        if (is_tag(n, "meta") && metas.count < MOST_METAS) PUSH_IN(a, &metas, n);
        bool is_canonical =
            is_tag(n, "link") && same_ignoring_case(attribute_of(n, "rel"), STR("canonical"));
        if (is_canonical) fill(a, meta, FIELD_URL, attribute_of(n, "href"));
    }
    for (size_t i = 0; i < sizeof METAS / sizeof *METAS; i++) {
        for (int m = 0; m < metas.count; m++) {
            if (!same_ignoring_case(meta_name(metas.at[m]), str_of(METAS[i].name))) continue;
            fill(a, meta, METAS[i].to, attribute_of(metas.at[m], "content"));
        }
    }
}

static bool holds(str text, str part) {
    for (size_t i = 0; i + part.size <= text.size; i++) {
        if (same_ignoring_case(slice(text, i, i + part.size), part)) return true;
    }
    return false;
}

static bool is_marked(const page_node *node, const char *part) {
    static const char *const keys[] = {"class", "itemprop", "rel", "id"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (holds(attribute_of(node, keys[i]), str_of(part))) return true;
    }
    return false;
}

static void take_time(arena *a, const page_node *node, page_meta *meta) {
    str  value = attribute_of(node, "datetime");
    bool is_update = is_marked(node, "modif") || is_marked(node, "updat");
    if (!value.at) value = text_in(a, node, LONGEST_LINE + 1);
    fill(a, meta, is_update ? FIELD_UPDATED : FIELD_PUBLISHED, value);
}

// The elements that people see: <time> first, since marks are looser.
static void take_visible(arena *a, const page_node *root, page_meta *meta) {
    for (const page_node *n = root; n; n = next_node(root, n, false)) {
        if (is_tag(n, "time")) take_time(a, n, meta);
    }
    static const struct {
        const char *mark;
        field       to;
    } marks[] = {{"author", FIELD_BYLINE},           {"byline", FIELD_BYLINE},
                 {"datepublished", FIELD_PUBLISHED}, {"publish", FIELD_PUBLISHED},
                 {"timestamp", FIELD_PUBLISHED},     {"date", FIELD_PUBLISHED}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        for (const page_node *n = root; n; n = next_node(root, n, false)) {
            if (n->attribute_count == 0 || !is_marked(n, marks[i].mark)) continue;
            str text = attribute_of(n, "content");
            if (!text.at) text = text_in(a, n, LONGEST_LINE + 1);
            if (text.size <= LONGEST_LINE) fill(a, meta, marks[i].to, text);
        }
    }
}

// The only <h1>; of several, none is known to be the report's.
static str only_heading(arena *a, const page_node *root) {
    str found = {NULL, 0};
    for (const page_node *n = root; n; n = next_node(root, n, false)) {
        if (!is_tag(n, "h1")) continue;
        str text = text_in(a, n, LONGEST_TITLE);
        if (text.size == 0) continue;
        if (found.at) return (str){NULL, 0};
        found = text;
    }
    return found;
}

// "Envoys leave | The Courier" without the outlet.
static str without_outlet(str title, str outlet) {
    static const str separators[] = {
        {" | ", 3},  {" - ", 3},       {" \xe2\x80\x93 ", 5}, {" \xe2\x80\x94 ", 5},
        {" :: ", 4}, {" \xc2\xab ", 4}};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        int64_t at = -1;
        for (int64_t next = 0; (next = find_str(title, separators[i], (size_t)next)) >= 0; next++) {
            at = next;
        }
        if (at <= 0) continue;
        str last = trim(slice(title, (size_t)at + separators[i].size, title.size));
        if (outlet.size > 0 && same_ignoring_case(last, outlet))
            return trim(slice(title, 0, (size_t)at));
    }
    return title;
}

static void take_title(arena *a, const page_node *root, page_meta *meta) {
    str heading = only_heading(a, root);
    fill(a, meta, FIELD_TITLE, heading);
    for (const page_node *n = root; n && !meta->title.at; n = next_node(root, n, false)) {
        if (is_tag(n, "title")) fill(a, meta, FIELD_TITLE, text_in(a, n, LONGEST_TITLE));
    }
    if (!meta->title.at) return;
    meta->title = without_outlet(meta->title, meta->outlet);
    // A site's name behind the heading, which no field names
    bool is_suffixed = heading.size > 0 && meta->title.size > heading.size + 2 &&
                       starts_with(meta->title, heading) && meta->title.at[heading.size] == ' ';
    if (is_suffixed) meta->title = heading;
}

page_meta read_page_meta(arena *a, const page_node *root) {
    page_meta meta = {0};
    take_scripts(a, root, &meta);
    take_metas(a, root, &meta);
    take_visible(a, root, &meta);
    take_title(a, root, &meta);
    return meta;
}
