// features.c - as tools/train/statement_data.py has them.
//
// How tokens hang from a cue: the cue and what it hangs from, up to the root, is the spine; every
// other token hangs from the spine by a branch, named by the label where it leaves the spine and by
// how far up that is.
//
//     the minister   said   that talks   had failed         spine    said 0 (the root)
//     `- nsubj 0 -'          `----- ccomp 0 ------'          branches nsubj, ccomp at level 0
#include "attribution/features.h"

#include "base/unicode.h"
#include "doc/quotes.h"

bool *find_quoted(const document *doc, token_range range, arena *a) {
    bool     *quoted = NEW_IN(a, bool, range.end - range.begin + 1);
    const int first = first_paragraph_from(doc, range.begin);
    const int behind = first_paragraph_from(doc, range.end);
    span     *where = NEW_IN(a, span, behind - first + 1);
    for (int p = first; p < behind; p++) {
        where[p - first] = doc->paragraphs.at[p].where;
    }
    const quotation_list quotes = find_quotations(a, doc->text, where, behind - first);
    for (int i = range.begin, q = 0; i < range.end; i++) {
        const span at = token_at(doc, i)->where;
        while (q < quotes.count && quotes.at[q].where.end <= at.begin) {
            q++;
        }
        quoted[i - range.begin] = q < quotes.count && at.end > quotes.at[q].where.begin;
    }
    return quoted;
}

int *find_lemmas(const document *doc, token_range range, const str_table *known, arena *a) {
    int   *numbers = NEW_IN(a, int, range.end - range.begin + 1);
    buffer lower = {0};
    for (int i = range.begin; i < range.end; i++) {
        lower.size = 0;
        add_lower(&lower, token_at(doc, i)->lemma);
        const uint32_t number = find_in_table(known, str_of_buffer(&lower));
        numbers[i - range.begin] = number == NOT_IN_TABLE ? 0 : (int)number;
    }
    close_buffer(&lower);
    return numbers;
}

// Where the head stands: the token is its own, before it, right behind it, farther behind it.
static int edge_number(int distance) {
    if (distance <= 0) return distance < 0;
    return distance == 1 ? 2 : 3;
}

static int dep_number(const token *t) {
    return (int)t->dep < PATH_DEPS ? (int)t->dep : PATH_DEPS - 1;
}

token_features features_of(const document *doc, int i, bool is_quoted) {
    const token *t = token_at(doc, i);
    return (token_features){{
        [FEATURE_POS] = (int)t->pos,
        [FEATURE_TAG] = (int)t->tag,
        [FEATURE_DEP] = dep_number(t),
        [FEATURE_LABEL] = (int)t->label,
        [FEATURE_QUOTED] = is_quoted,
        [FEATURE_HEAD_TAG] = (int)token_at(doc, t->head)->tag,
        [FEATURE_FIRST] = t->starts_sentence,
        [FEATURE_EDGE] = edge_number(t->head - i),
    }};
}

int head_of_cue(const document *doc, token_range cue) {
    for (int i = cue.begin; i < cue.end; i++) {
        const int head = token_at(doc, i)->head;
        if (head < cue.begin || head >= cue.end || head == i) return i;
    }
    return cue.begin;
}

// ---- Paths -------------------------------------------------------------------------------

typedef struct {
    const document *doc;
    token_range     sentence; // what of it is in the window
    int            *paths;    // of its first token on
} path_finder;

enum { NOT_YET = -1 };

static token_range sentence_around(const document *doc, token_range window, int i) {
    token_range made = {i, i + 1};
    while (made.begin > window.begin && !token_at(doc, made.begin)->starts_sentence) {
        made.begin--;
    }
    while (made.end < window.end && !token_at(doc, made.end)->starts_sentence) {
        made.end++;
    }
    return made;
}

static int *path_at(const path_finder *f, int i) {
    return &f->paths[i - f->sentence.begin];
}

// The token above in the same sentence, or -1.
static int above(const path_finder *f, int i) {
    const int head = token_at(f->doc, i)->head;
    return head == i || head < f->sentence.begin || head >= f->sentence.end ? -1 : head;
}

static void mark_spine(const path_finder *f, int cue_head) {
    int level = 0;
    for (int i = cue_head; i >= 0 && *path_at(f, i) == NOT_YET; i = above(f, i)) {
        *path_at(f, i) = PATH_SPINE + (level < PATH_LEVELS ? level : PATH_LEVELS - 1);
        level++;
    }
}

// The path of a token that hangs from `head`, where that is known or the spine; else NOT_YET.
static int path_below(const path_finder *f, int i, int head) {
    const int  known = *path_at(f, head);
    const bool is_spine = known >= PATH_SPINE && known < PATH_NONE;
    return is_spine ? (known - PATH_SPINE) * PATH_DEPS + dep_number(token_at(f->doc, i)) : known;
}

// Up to the first token that has a path or needs none, then once more to write it down.
static void mark_branch(const path_finder *f, int first) {
    int made = NOT_YET, steps = f->sentence.end - f->sentence.begin;
    for (int i = first; made == NOT_YET; steps--) {
        const int head = above(f, i);
        made = head < 0 || steps == 0 ? (int)PATH_NONE : path_below(f, i, head);
        i = head;
    }
    for (int i = first; i >= 0 && *path_at(f, i) == NOT_YET; i = above(f, i)) {
        *path_at(f, i) = made;
    }
}

void find_paths(const document *doc, token_range window, int cue_head, int *paths) {
    path_finder f = {doc, sentence_around(doc, window, cue_head), NULL};
    f.paths = paths + (f.sentence.begin - window.begin);
    for (int i = window.begin; i < window.end; i++) {
        const bool is_inside = i >= f.sentence.begin && i < f.sentence.end;
        paths[i - window.begin] = is_inside ? (int)NOT_YET : (int)PATH_NONE;
    }
    mark_spine(&f, cue_head);
    for (int i = f.sentence.begin; i < f.sentence.end; i++) {
        if (*path_at(&f, i) == NOT_YET) mark_branch(&f, i);
    }
}

int distance_number(int steps) {
    enum { EXACT = 4, FARTHEST = 11 };
    const int size = steps < 0 ? -steps : steps;
    int       number = size < EXACT ? size : EXACT;
    for (int64_t reach = EXACT; size > reach && number < FARTHEST; reach *= 2) {
        number++;
    }
    return steps < 0 ? FARTHEST + 1 + number : number;
}
