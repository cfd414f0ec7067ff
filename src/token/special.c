// special.c - the second pass: a trie over the orths of the pieces that an exception falls into
// when it stands among other characters.
//
//     "Adm.)"  peeled: Adm. is an exception, nothing to do
//     "Mr.Lee" split at the infix: Mr | . | Lee;  Mr + . is in the trie, its text "Mr." is an
//              exception: put together again
//     "Adm ."  Adm + . is in the trie, but its text is "Adm .": stays, and still takes its tokens
//              away from shorter sequences
#include "token/special.h"

#include "base/hash.h"

enum { FILTER_BITS = 1024, ROOT = 0 };

struct special_edge {
    uint64_t orth;
    uint32_t node, next; // next == 0: an empty slot, since nothing leads to the root
};

typedef LIST(token_range) range_list;

// ---- The trie ----------------------------------------------------------------------------

static struct special_edge *find_edge(const special_cases *cases, uint32_t node, uint64_t orth) {
    uint64_t mixed = (orth ^ node * 0x9e3779b97f4a7c15u) * 0x9e3779b97f4a7c15u;
    uint32_t i = (uint32_t)(mixed >> 32) & (cases->room - 1);
    while (cases->edges[i].next && (cases->edges[i].node != node || cases->edges[i].orth != orth)) {
        i = (i + 1) & (cases->room - 1);
    }
    return &cases->edges[i];
}

static void widen(arena *a, special_cases *cases) {
    special_cases wider = *cases;
    wider.room = cases->room ? cases->room * 2 : 64;
    wider.edges = NEW_IN(a, struct special_edge, wider.room);
    for (uint32_t i = 0; i < cases->room; i++) {
        const struct special_edge *edge = &cases->edges[i];
        if (edge->next) *find_edge(&wider, edge->node, edge->orth) = *edge;
    }
    *cases = wider;
}

static void add_sequence(arena *a, special_cases *cases, const piece_list *pieces) {
    uint32_t node = ROOT;
    for (int i = 0; i < pieces->count; i++) {
        uint64_t orth = string_id(pieces->at[i].orth);
        if (i == 0) cases->first_words[orth % FILTER_BITS / 64] |= 1ull << orth % 64;
        if ((cases->node_count + 1) * 2 >= cases->room) widen(a, cases);
        struct special_edge *edge = find_edge(cases, node, orth);
        if (!edge->next) {
            PUSH_IN(a, &cases->ends, false);
            *edge = (struct special_edge){orth, node, cases->node_count++};
        }
        node = edge->next;
    }
    cases->ends.at[node] = true;
    if (pieces->count > cases->longest) cases->longest = pieces->count;
}

void collect_special_cases(arena *a, const chunk_rules *c, special_cases *cases) {
    *cases = (special_cases){.node_count = 1};
    PUSH_IN(a, &cases->ends, false);
    widen(a, cases);
    arena    scratch = {0};
    matcher *m = open_matcher();
    for (int i = 0; i < c->rules->exception_count; i++) {
        str  text = c->rules->exceptions[i].text;
        bool is_apart =
            !c->rules->faster_heuristics || has_affixes(c, m, text) || find_char(text, ' ', 0) >= 0;
        piece_list pieces = {0};
        if (!is_apart) continue;
        split_plainly(c, m, &scratch, text, &pieces);
        if (pieces.count > 0) add_sequence(a, cases, &pieces);
    }
    close_matcher(m);
    close_arena(&scratch);
}

// ---- The second pass ---------------------------------------------------------------------

static void collect_from(const special_cases *cases, arena *a, const document *doc, int begin,
                         range_list *found) {
    uint64_t first = doc->tokens.at[begin].form->orth;
    if (!(cases->first_words[first % FILTER_BITS / 64] >> first % 64 & 1)) return;
    uint32_t node = ROOT;
    for (int end = begin; end < doc->tokens.count; end++) {
        node = find_edge(cases, node, doc->tokens.at[end].form->orth)->next;
        if (node == ROOT) return;
        if (cases->ends.at[node]) PUSH_IN(a, found, ((token_range){begin, end + 1}));
    }
}

// Longer sequences win over shorter ones, then those on the left; a sequence that has lost takes
// its tokens away as well. Answers for each token from `first` on with the end of the sequence
// that begins there, or 0.
static int *choose_ranges(const special_cases *cases, arena *a, const range_list *found, int first,
                          int count) {
    int  *ends = NEW_IN(a, int, count);
    bool *taken = NEW_IN(a, bool, count);
    for (int size = cases->longest; size > 0; size--) {
        for (int i = 0; i < found->count; i++) {
            int begin = found->at[i].begin - first, end = found->at[i].end - first;
            if (end - begin != size) continue;
            if (!taken[begin] && !taken[end - 1]) ends[begin] = end + first;
            memset(taken + begin, true, (size_t)size);
        }
    }
    return ends;
}

static void add_parts(const tokenizer_exception *exception, vocabulary *v, arena *a,
                      const token *first, const token *last, token_list *out) {
    uint32_t at = first->where.begin;
    for (int i = 0; i < exception->part_count; i++) {
        const exception_part *part = &exception->parts[i];
        uint32_t              end = at + (uint32_t)part->orth.size;
        token made = {.where = {at, end}, .form = find_form(v, part->orth, part->norm)};
        if (i == exception->part_count - 1) made.space_after = last->space_after;
        PUSH_IN(a, out, made);
        at = end;
    }
}

void apply_special_cases(const special_cases *cases, const chunk_rules *c, vocabulary *v,
                         document *doc, int first) {
    arena      scratch = {0};
    range_list found = {0};
    for (int i = first; i < doc->tokens.count; i++) {
        collect_from(cases, &scratch, doc, i, &found);
    }
    if (found.count == 0) return;

    int       *ends = choose_ranges(cases, &scratch, &found, first, doc->tokens.count - first);
    token_list made = {0};
    for (int i = first; i < doc->tokens.count; i++) {
        const token               *from = &doc->tokens.at[i];
        int                        end = ends[i - first];
        const token               *last = &doc->tokens.at[end ? end - 1 : i];
        str                        text = slice(doc->text, from->where.begin, last->where.end);
        const tokenizer_exception *exception = end ? find_exception(c, text) : NULL;
        if (exception) {
            add_parts(exception, v, &scratch, from, last, &made);
            i = end - 1;
        } else {
            PUSH_IN(&scratch, &made, *from);
        }
    }
    doc->tokens.count = first;
    for (int i = 0; i < made.count; i++) {
        PUSH_IN(&doc->memory, &doc->tokens, made.at[i]);
    }
    close_arena(&scratch);
}
