// page_text.c - finds the element that holds the report, and writes down its blocks.
//
//     body                          every stretch of text between block tags gives its length,
//      +- nav                       less what is in links, to the element around it, half of that
//      +- div.page                  to the next and a quarter to the third
//      |   +- div.story   <- here
//      |   |   +- p p p p           noise by tag, class and role gives nothing
//      |   +- div.related
//      +- footer
//
// An element that the site itself marks as the report's body (itemprop, class, <article>, <main>)
// is taken if it has most of the text; else the one with the highest score is. Of several marked
// ones, as on pages of live coverage, none has most, and what holds them all wins.
#include "input/page_text.h"

#include "base/buffer.h"
#include "input/page_noise.h"
#include "input/published.h"

enum {
    SHORTEST_SCORED = 40, // bytes of a block that speaks for its element
    LONGEST_LINK_LIST = 300,
    LEVELS = 3,
    LEAST_TEXT = 100,     // bytes of main text
    LEAST_BEFORE_END = 2, // blocks before a heading can end the report
};

static bool is_block_tag(const page_node *node) {
    static const char *const tags[] = {
        "p",    "div",        "article", "section", "main",    "body",      "html",   "h1",
        "h2",   "h3",         "h4",      "h5",      "h6",      "ul",        "ol",     "li",
        "dl",   "dt",         "dd",      "td",      "th",      "tr",        "tbody",  "table",
        "pre",  "blockquote", "header",  "footer",  "aside",   "nav",       "figure", "hr",
        "form", "center",     "address", "details", "summary", "figcaption"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (is_tag(node, tags[i])) return true;
    }
    return false;
}

static bool is_hidden(const page_node *node) {
    str style = attribute_of(node, "style");
    return attribute_of(node, "hidden").at || find_str(style, STR("display:none"), 0) >= 0 ||
           find_str(style, STR("display: none"), 0) >= 0 ||
           same(attribute_of(node, "aria-hidden"), STR("true"));
}

// A mark that says body and noise at once ("article-body-ad") is noise, but the body itself may
// say anything ("entry-content with-share").
static bool is_noise(const page_noise *noise, const page_node *node) {
    if (is_noise_tag(noise, node->tag) || is_noise_role(noise, attribute_of(node, "role")))
        return true;
    if (is_hidden(node)) return true;
    if (is_tag(node, "body") || is_tag(node, "html") || is_tag(node, "article") ||
        is_tag(node, "main")) {
        return false;
    }
    if (same_ignoring_case(attribute_of(node, "itemprop"), STR("articleBody"))) return false;
    return is_noise_class(noise, attribute_of(node, "class")) ||
           is_noise_class(noise, attribute_of(node, "id"));
}

static void mark_noise(const page_noise *noise, page_node *root) {
    for (page_node *n = root; n; n = next_node(root, n, n->is_noise)) {
        n->is_noise = n->tag.size > 0 && is_noise(noise, n);
    }
}

// ---- Blocks ------------------------------------------------------------------------------

typedef struct {
    page_node *around; // the block element that it is in
    buffer     text;
    size_t     linked; // bytes of it in links
} block;

typedef bool (*on_block)(void *context, const block *b); // false: stop

static void add_inline(block *b, str text, bool is_linked) {
    size_t before = b->text.size;
    for (size_t i = 0; i < text.size; i++) {
        char last = b->text.size ? b->text.at[b->text.size - 1] : '\n';
        if (!is_blank(text.at[i])) {
            add_char(&b->text, text.at[i]);
        } else if (last != ' ' && last != '\n') {
            add_char(&b->text, ' ');
        }
    }
    if (is_linked) b->linked += b->text.size - before;
}

static bool end_block(block *b, page_node *around, on_block each, void *context) {
    bool goes_on = true;
    str  text = trim(str_of_buffer(&b->text));
    if (text.size > 0) goes_on = each(context, b);
    b->text.size = 0;
    b->linked = 0;
    b->around = around;
    return goes_on;
}

// One <br> is a line end, two end the block, as old pages have it.
static bool add_break(block *b, on_block each, void *context) {
    while (b->text.size > 0 && b->text.at[b->text.size - 1] == ' ') {
        b->text.size--;
    }
    if (b->text.size == 0) return true;
    if (b->text.at[b->text.size - 1] == '\n') return end_block(b, b->around, each, context);
    add_char(&b->text, '\n');
    return true;
}

static const page_node *block_around(const page_node *node, const page_node *top) {
    while (node != top && (node->tag.size == 0 || !is_block_tag(node))) {
        node = node->parent;
    }
    return node;
}

typedef struct {
    page_node *top;
    int        links; // open <a>
    block      current;
    bool       skips_tables;
} walk;

static bool enter_node(walk *w, page_node *n, on_block each, void *context) {
    if (n->tag.size == 0) {
        add_inline(&w->current, n->text, w->links > 0);
        return true;
    }
    w->links += is_tag(n, "a");
    if (is_tag(n, "br")) return add_break(&w->current, each, context);
    return !is_block_tag(n) || end_block(&w->current, n, each, context);
}

static bool leave_node(walk *w, page_node *n, on_block each, void *context) {
    w->links -= is_tag(n, "a");
    if (n->tag.size == 0 || !is_block_tag(n)) return true;
    page_node *around = n == w->top ? n : (page_node *)(uintptr_t)block_around(n->parent, w->top);
    return end_block(&w->current, around, each, context);
}

// Calls `each` for every block of text below `top`, noise left out, in order.
static void walk_blocks(page_node *top, bool skips_tables, on_block each, void *context) {
    walk       w = {.top = top, .current = {.around = top}};
    page_node *n = top;
    for (bool goes_on = true; goes_on;) {
        bool is_out = n->is_noise || (skips_tables && n != top && is_tag(n, "table"));
        if (is_out) {
            goes_on = !is_block_tag(n) || end_block(&w.current, w.current.around, each, context);
        } else {
            goes_on = enter_node(&w, n, each, context);
            if (goes_on && n->first_child) {
                n = n->first_child;
                continue;
            }
            goes_on = goes_on && leave_node(&w, n, each, context);
        }
        while (goes_on && n != top && !n->next) {
            n = n->parent;
            goes_on = leave_node(&w, n, each, context);
        }
        if (n == top) break;
        n = n->next;
    }
    close_buffer(&w.current.text);
}

// ---- Where the report is -----------------------------------------------------------------

static bool score_block(void *context, const block *b) {
    double    *all = context;
    str        text = trim(str_of_buffer(&b->text));
    double     value = (double)text.size - 2 * (double)b->linked;
    page_node *to = b->around;
    if (text.size < SHORTEST_SCORED || value <= 0) return true;
    *all += value;
    // A paragraph's own element is no container.
    if (is_tag(to, "p") || is_tag(to, "blockquote") || is_tag(to, "li")) to = to->parent;
    for (int level = 0; level < LEVELS && to; level++, value /= 2) {
        to->score += value;
        to = to->parent;
    }
    return true;
}

static bool add_value(void *context, const block *b) {
    double *sum = context;
    str     text = trim(str_of_buffer(&b->text));
    double  value = (double)text.size - 2 * (double)b->linked;
    if (text.size >= SHORTEST_SCORED && value > 0) *sum += value;
    return true;
}

static int mark_of(const page_noise *noise, const page_node *node) {
    if (same_ignoring_case(attribute_of(node, "itemprop"), STR("articleBody"))) return 1;
    if (is_body_class(noise, attribute_of(node, "class"))) return 2;
    if (is_body_class(noise, attribute_of(node, "id"))) return 2;
    if (is_tag(node, "article")) return 3;
    return is_tag(node, "main") || same(attribute_of(node, "role"), STR("main")) ? 4 : 0;
}

// The first marked element, in order of trust, that has most of the page's text. Elements inside
// one that was looked into are left out, so that no text is counted more than once a mark.
static page_node *find_marked(const page_noise *noise, page_node *root, double all) {
    enum { MARKS = 4 };
    for (int mark = 1; mark <= MARKS; mark++) {
        page_node *n = root;
        while (n) {
            bool   is_looked_into = n->tag.size > 0 && !n->is_noise && mark_of(noise, n) == mark;
            double own = 0;
            if (is_looked_into) walk_blocks(n, false, add_value, &own);
            if (is_looked_into && own * 2 > all) return n;
            n = next_node(root, n, n->is_noise || is_looked_into);
        }
    }
    return NULL;
}

static page_node *find_densest(page_node *root) {
    page_node *best = NULL;
    for (page_node *n = root; n; n = next_node(root, n, n->is_noise)) {
        if (n->score > 0 && (!best || n->score > best->score)) best = n;
    }
    return best;
}

// ---- Writing it down ---------------------------------------------------------------------

typedef struct {
    const page_noise *noise;
    str               title;
    buffer            out;
    int               count;
} writer;

static bool is_heading(const page_node *node) {
    return node->tag.size == 2 && node->tag.at[0] == 'h' && is_digit(node->tag.at[1]);
}

// A block of nothing but a date belongs to the byline.
static bool is_date(str text) {
    arena scratch = {0};
    str   iso;
    bool  is_read = read_date(&scratch, text, &iso);
    close_arena(&scratch);
    return is_read;
}

static bool write_block(void *context, const block *b) {
    writer *w = context;
    str     text = trim(str_of_buffer(&b->text));
    if (is_heading(b->around) && same(text, w->title)) return true;
    if (w->count >= LEAST_BEFORE_END && is_end_line(w->noise, text)) return false;
    if (is_noise_line(w->noise, text) || is_date(text)) return true;
    // Mostly links: a list of other stories, tags, a bar of navigation
    if (text.size < LONGEST_LINK_LIST && b->linked * 3 > text.size * 2) return true;
    if (w->out.size > 0) add_str(&w->out, STR("\n\n"));
    add_str(&w->out, text);
    w->count++;
    return true;
}

str read_page_text(arena *a, page_node *root, str title) {
    const page_noise *noise = read_page_noise(a);
    double            all = 0;
    mark_noise(noise, root);
    walk_blocks(root, false, score_block, &all);
    page_node *top = find_marked(noise, root, all);
    if (!top) top = find_densest(root);
    if (!top) return (str){NULL, 0};

    writer w = {.noise = noise, .title = title};
    walk_blocks(top, true, write_block, &w);
    str text = {NULL, 0};
    if (w.out.size >= LEAST_TEXT) text = copy_str(a, str_of_buffer(&w.out));
    close_buffer(&w.out);
    return text;
}
