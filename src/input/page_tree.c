// page_tree.c - pages by gumbo, the HTML5 parser of Debian; the only file that sees it.
//
// gumbo has no limits of its own: it frees a tree by calling itself, reopens every unclosed <b> in
// every later paragraph, leaves copies of it open where </b> comes before what was opened in it, and
// compares each attribute of a tag with all others. So a page is counted before it is parsed: open
// elements by name, the elements that would be reopened, those closed out of order, attributes. The
// count knows nothing of comments and scripts, on purpose: what it takes for them might differ from
// what the parser takes for them.
#include "input/page_tree.h"

#include "base/buffer.h"
#include "base/list.h"
#include "base/table.h"
#include "base/utf8.h"

#include <gumbo.h>

enum {
    DEEPEST = 4096,           // elements open at once
    MOST_REOPENED = 4000000,  // elements that unclosed formatting may add
    MOST_ATTRIBUTES = 1000,   // of one tag
    MOST_OUT_OF_ORDER = 1000, // ends of formatting before what it holds has ended
};

// ---- The count ---------------------------------------------------------------------------

typedef LIST(int) count_list;

typedef struct {
    int name;  // its number
    int depth; // elements open when it was, with itself
} open_mark;

typedef struct {
    arena      scratch;
    str_table  names;
    count_list open;       // by number of the name
    LIST(open_mark) marks; // of formatting that are open
    int     open_count, out_of_order;
    int64_t reopened;
} page_count;

static bool is_formatting(str name) {
    static const char *const names[] = {"a",    "b", "big",   "code",   "em",     "font", "i",
                                        "nobr", "s", "small", "strike", "strong", "tt",   "u"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (same_ignoring_case(name, str_of(names[i]))) return true;
    }
    return false;
}

static bool is_void(str name) {
    static const char *const names[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                        "input", "link", "meta", "param", "source", "track", "wbr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (same_ignoring_case(name, str_of(names[i]))) return true;
    }
    return false;
}

static int number_of_name(page_count *count, str name) {
    arena_mark before = mark_arena(&count->scratch);
    char      *letters = alloc_raw_in_arena(&count->scratch, 1, name.size);
    for (size_t i = 0; i < name.size; i++) {
        letters[i] = to_lower(name.at[i]);
    }
    str      key = {letters, name.size};
    uint32_t number = find_in_table(&count->names, key);
    if (number != NOT_IN_TABLE) {
        rewind_arena(&count->scratch, before);
        return (int)number;
    }
    add_to_table(&count->scratch, &count->names, key, (uint32_t)count->open.count);
    PUSH_IN(&count->scratch, &count->open, 0);
    return count->open.count - 1;
}

// Ends the last mark of that name. Looking for it takes as many steps as its start was counted for.
static void end_mark(page_count *count, int number) {
    int last = count->marks.count - 1;
    while (count->marks.at[last].name != number) {
        last--;
    }
    if (count->marks.at[last].depth < count->open_count) count->out_of_order++;
    for (int i = last; i + 1 < count->marks.count; i++) {
        count->marks.at[i] = count->marks.at[i + 1];
    }
    count->marks.count--;
}

static void count_tag(page_count *count, str name, bool is_end) {
    if (is_void(name)) return;
    int number = number_of_name(count, name);
    if (is_end && count->open.at[number] == 0) return;
    if (is_end) {
        if (is_formatting(name)) end_mark(count, number);
        count->open.at[number]--;
        count->open_count--;
        return;
    }
    count->reopened += count->marks.count;
    count->open.at[number]++;
    count->open_count++;
    if (is_formatting(name)) {
        PUSH_IN(&count->scratch, &count->marks, ((open_mark){number, count->open_count}));
    }
}

// Steps over a value in quotes. One that is longer is looked into instead: what opened it may have
// stood in a comment.
static size_t skip_value(str source, size_t at) {
    enum { LONGEST_VALUE = 8192 };
    char   quote = source.at[at];
    size_t end = source.size - at < LONGEST_VALUE ? source.size : at + LONGEST_VALUE;
    if (quote != '"' && quote != '\'') return at;
    for (size_t i = at + 1; i < end; i++) {
        if (source.at[i] == quote) return i + 1;
    }
    return at + 1;
}

// The attributes of a tag from behind its name; *at moves to its end.
static int count_attributes(str source, size_t *at) {
    int    count = 0;
    bool   is_apart = true;
    size_t i = *at;
    while (i < source.size && source.at[i] != '>' && count <= MOST_ATTRIBUTES) {
        char c = source.at[i];
        if (is_blank(c) || c == '/') {
            is_apart = true;
            i++;
        } else if (c == '"' || c == '\'') {
            i = skip_value(source, i);
            is_apart = true;
        } else {
            count += is_apart;
            is_apart = false;
            i++;
        }
    }
    *at = i;
    return count;
}

static bool is_name_end(char c) {
    return is_blank(c) || c == '/' || c == '>';
}

static const char *find_excess(str source, page_count *count) {
    size_t counted = 0; // attributes before this byte were counted with their tag
    for (size_t i = 0; i + 1 < source.size; i++) {
        if (source.at[i] != '<') continue;
        bool   is_end = source.at[i + 1] == '/';
        size_t begin = i + 1 + is_end, end = begin;
        if (begin >= source.size || !is_letter(source.at[begin])) continue;
        while (end < source.size && !is_name_end(source.at[end])) {
            end++;
        }
        count_tag(count, slice(source, begin, end), is_end);
        size_t after = end;
        if (i >= counted && count_attributes(source, &after) > MOST_ATTRIBUTES) {
            return "attributes in one tag";
        }
        if (after > counted) counted = after;
        if (count->open_count > DEEPEST) return "elements that are not closed";
        if (count->reopened > MOST_REOPENED) return "unclosed marks of formatting";
        if (count->out_of_order > MOST_OUT_OF_ORDER) return "marks of formatting out of order";
        i = end - 1;
    }
    return NULL;
}

// ---- The tree ----------------------------------------------------------------------------

static str tag_of(arena *a, const GumboElement *element) {
    if (element->tag != GUMBO_TAG_UNKNOWN) return str_of(gumbo_normalized_tagname(element->tag));
    GumboStringPiece piece = element->original_tag;
    if (!piece.data) return STR("unknown");
    gumbo_tag_from_original_text(&piece);
    char *letters = alloc_raw_in_arena(a, 1, piece.length + 1);
    for (size_t i = 0; i < piece.length; i++) {
        letters[i] = to_lower(piece.data[i]);
    }
    return piece.length ? (str){letters, piece.length} : STR("unknown");
}

static page_node *make_element(arena *a, const GumboElement *element) {
    page_node *made = NEW_IN(a, page_node, 1);
    made->tag = tag_of(a, element);
    made->attribute_count = (int)element->attributes.length;
    made->attributes = NEW_IN(a, page_attribute, made->attribute_count);
    for (int i = 0; i < made->attribute_count; i++) {
        const GumboAttribute *from = element->attributes.data[i];
        made->attributes[i] =
            (page_attribute){copy_str(a, str_of(from->name)), copy_str(a, str_of(from->value))};
    }
    return made;
}

static page_node *make_node(arena *a, const GumboNode *from) {
    switch (from->type) {
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
        return make_element(a, &from->v.element);
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA: {
        page_node *made = NEW_IN(a, page_node, 1);
        made->text = copy_str(a, str_of(from->v.text.text));
        return made;
    }
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT:
        break;
    }
    return NULL;
}

static void add_child(page_node *parent, page_node *child) {
    child->parent = parent;
    if (parent->last_child) {
        parent->last_child->next = child;
    } else {
        parent->first_child = child;
    }
    parent->last_child = child;
}

static const GumboVector *children_of(const GumboNode *node) {
    bool is_element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
    return is_element ? &node->v.element.children : NULL;
}

// Copies without calling itself: down to the first child, else on to the next of the first
// ancestor that has one.
static page_node *copy_tree(arena *a, const GumboNode *top) {
    page_node       *root = make_node(a, top), *parent = root;
    const GumboNode *at = top;
    size_t           next = 0; // child of `at` to copy
    for (;;) {
        const GumboVector *children = children_of(at);
        if (children && next < children->length) {
            const GumboNode *child = children->data[next++];
            page_node       *made = make_node(a, child);
            if (!made) continue;
            add_child(parent, made);
            if (!children_of(child)) continue;
            at = child;
            parent = made;
            next = 0;
            continue;
        }
        if (at == top) return root;
        next = at->index_within_parent + 1;
        at = at->parent;
        parent = parent->parent;
    }
}

bool parse_page(arena *a, str source, const char *place, page_node **root, ro_error *error) {
    page_count  count = {0};
    const char *excess = find_excess(source, &count);
    close_arena(&count.scratch);
    if (excess) {
        return refuse(error, RO_TOO_LARGE, "%s: expected a page of a news site, found too many %s",
                      place, excess);
    }
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput *output = gumbo_parse_with_options(&options, source.at, source.size);
    *root = copy_tree(a, output->root);
    gumbo_destroy_output(&options, output);
    return true;
}

page_node *next_node(const page_node *top, const page_node *node, bool skip_over) {
    if (node->first_child && !skip_over) return node->first_child;
    while (node != top && !node->next) {
        node = node->parent;
    }
    return node == top ? NULL : node->next;
}

str attribute_of(const page_node *node, const char *name) {
    for (int i = 0; i < node->attribute_count; i++) {
        if (same(node->attributes[i].name, str_of(name))) return node->attributes[i].value;
    }
    return (str){NULL, 0};
}

// Leaves out a last character of which only the first bytes are there.
static str whole_characters(str text) {
    size_t last = text.size;
    while (last > 0 && ((unsigned char)text.at[last - 1] & 0xc0) == 0x80) {
        last--;
    }
    if (last == 0) return text;
    str rest = slice(text, last - 1, text.size);
    return find_invalid_utf8(rest) < 0 ? text : slice(text, 0, last - 1);
}

str text_in(arena *a, const page_node *node, size_t most) {
    buffer out = {0};
    bool   is_apart = false;
    // Empty elements count too, so that asking for many small pieces of a page stays cheap.
    size_t left = most;
    for (const page_node *n = node; n && out.size < most && left > 0; left--) {
        is_apart = is_apart || n->tag.size > 0;
        for (size_t i = 0; i < n->text.size && out.size < most; i++) {
            if (is_blank(n->text.at[i])) {
                is_apart = true;
                continue;
            }
            if (is_apart && out.size > 0) add_char(&out, ' ');
            is_apart = false;
            add_char(&out, n->text.at[i]);
        }
        n = next_node(node, n, is_tag(n, "script") || is_tag(n, "style"));
    }
    str text = copy_str(a, whole_characters(str_of_buffer(&out)));
    close_buffer(&out);
    return text;
}
