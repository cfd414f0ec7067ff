// conllu.c - CoNLL-U. Numbers of tokens begin with 1 in each sentence and pass over white space.
#include "output/conllu.h"

static bool is_shown(const token *t) {
    return t->pos != POS_SPACE;
}

typedef struct {
    buffer         *out;
    const document *doc;
    const int      *numbers; // of each token in its sentence, from 1; white space has none
} conllu_writer;

static int *number_tokens(arena *a, const document *doc) {
    int *numbers = NEW_IN(a, int, doc->tokens.count + 1);
    for (int n = 0; n < doc->sentences.count; n++) {
        int number = 0;
        for (int i = doc->sentences.at[n].tokens.begin; i < doc->sentences.at[n].tokens.end; i++) {
            if (is_shown(token_at(doc, i))) numbers[i] = ++number;
        }
    }
    return numbers;
}

static int head_number(const conllu_writer *w, int i) {
    const document *doc = w->doc;
    int             head = token_at(doc, i)->head;
    while (!is_shown(token_at(doc, head)) && token_at(doc, head)->head != head) {
        head = token_at(doc, head)->head;
    }
    bool is_root = head == i || token_at(doc, head)->sentence != token_at(doc, i)->sentence;
    return is_root ? 0 : w->numbers[head];
}

static void add_field(buffer *out, str text) {
    add_str(out, text.size > 0 ? text : STR("_"));
    add_char(out, '\t');
}

// White space inside the text of a sentence comment or a token would break the line.
static void add_flat(buffer *out, str text) {
    for (size_t i = 0; i < text.size; i++) {
        bool is_break = text.at[i] == '\n' || text.at[i] == '\r' || text.at[i] == '\t';
        add_char(out, is_break ? ' ' : text.at[i]);
    }
}

static void add_misc(buffer *out, const token *t) {
    if (!t->space_after) add_str(out, STR("SpaceAfter=No"));
    if (t->label != NAME_NONE) {
        add_format(out, "%sNER=%c-", t->space_after ? "" : "|", t->starts_name ? 'B' : 'I');
        add_str(out, t->label_name);
    }
    if (t->space_after && t->label == NAME_NONE) add_char(out, '_');
}

static void add_token(conllu_writer *w, int i) {
    const token *t = token_at(w->doc, i);
    add_format(w->out, "%d\t", w->numbers[i]);
    add_flat(w->out, token_text(w->doc, i));
    add_char(w->out, '\t');
    add_field(w->out, t->lemma);
    add_field(w->out, t->pos_name);
    add_field(w->out, t->tag_name);
    add_field(w->out, t->morph);
    int head = head_number(w, i);
    add_format(w->out, "%d\t", head);
    add_field(w->out, head == 0 ? STR("root") : t->dep_name);
    add_str(w->out, STR("_\t"));
    add_misc(w->out, t);
    add_char(w->out, '\n');
}

static void add_comment(buffer *out, const char *name, str text) {
    add_format(out, "# %s = ", name);
    add_flat(out, text);
    add_char(out, '\n');
}

static bool has_words(const conllu_writer *w, const sentence *s) {
    for (int i = s->tokens.begin; i < s->tokens.end; i++) {
        if (w->numbers[i] > 0) return true;
    }
    return false;
}

void write_conllu(buffer *out, const document *doc) {
    arena         scratch = {0};
    conllu_writer w = {out, doc, number_tokens(&scratch, doc)};
    if (doc->meta.id.at) add_comment(out, "newdoc id", doc->meta.id);
    for (int n = 0; n < doc->sentences.count; n++) {
        const sentence *s = &doc->sentences.at[n];
        if (!has_words(&w, s)) continue;
        add_format(out, "# sent_id = %d\n", n + 1);
        add_comment(out, "text", text_of(doc, s->where));
        for (int i = s->tokens.begin; i < s->tokens.end; i++) {
            if (w.numbers[i] > 0) add_token(&w, i);
        }
        add_char(out, '\n');
    }
    close_arena(&scratch);
}
