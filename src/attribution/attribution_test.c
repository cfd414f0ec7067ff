// attribution_test.c - the reader against slow oracles: chains by trying all labellings, paths by
// their definition, a tiny reader by plain loops in double precision; and what never changes.
#include "attribution/attribution.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "attribution/features.h"
#include "attribution/windows.h"
#include "base/buffer.h"
#include "testing.h"
#include "tiny_tensors.h"

static uint32_t draw_number(uint64_t *seed, uint32_t below) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % below;
}

static float draw_float(uint64_t *seed) {
    return (float)(int)draw_number(seed, 2001) / 1000.0F - 1.0F;
}

// ---- Chains ------------------------------------------------------------------------------

enum { MOST_TOKENS = 6, NEVER = -10000 };

static label_chain draw_chain(uint64_t *seed, int count) {
    label_chain chain = {.count = count};
    for (int a = 0; a < count; a++) {
        chain.start[a] = draw_number(seed, 5) == 0 ? (float)NEVER : draw_float(seed);
        for (int b = 0; b < count; b++) {
            chain.steps[a][b] = draw_number(seed, 5) == 0 ? (float)NEVER : draw_float(seed);
        }
    }
    return chain;
}

static double score_of(const label_chain *chain, const chain_row *row, const uint8_t *labels) {
    double sum = (double)chain->start[labels[0]];
    for (int t = 0; t < row->count; t++) {
        sum += (double)row->scores[(size_t)t * row->step + labels[t]];
        if (t > 0) sum += (double)chain->steps[labels[t - 1]][labels[t]];
    }
    return sum;
}

static bool next_labels(uint8_t *labels, int count, int tokens) {
    for (int t = 0; t < tokens; t++) {
        if (++labels[t] < count) return true;
        labels[t] = 0;
    }
    return false;
}

// The best score of all labellings that have another label than `barred` at token `at`.
static double best_without(const label_chain *chain, const chain_row *row, int at, int barred) {
    uint8_t labels[MOST_TOKENS] = {0};
    double  best = -INFINITY;
    do {
        if (at >= 0 && labels[at] == barred) continue;
        best = fmax(best, score_of(chain, row, labels));
    } while (next_labels(labels, chain->count, row->count));
    return best;
}

static void test_the_path_is_the_best_of_all_and_margins_say_by_how_much(void **state) {
    uint64_t seed = 1;
    (void)state;
    for (int n = 0; n < 400; n++) {
        arena             a = {0};
        float             scores[MOST_TOKENS * 8];
        const label_chain chain = draw_chain(&seed, 2 + (int)draw_number(&seed, 3));
        const chain_row   row = {scores, 8, 1 + (int)draw_number(&seed, MOST_TOKENS)};
        for (int i = 0; i < MOST_TOKENS * 8; i++) {
            scores[i] = draw_float(&seed);
        }
        const chain_path path = find_best_path(&chain, &row, &a);
        const double     best = best_without(&chain, &row, -1, 0);
        const double     got = score_of(&chain, &row, path.labels);
        if (fabs(got - best) > 0.01) fail_msg("chain %d: wanted %g, got %g", n, best, got);
        for (int t = 0; t < row.count && best > NEVER / 2; t++) {
            const double want = best - best_without(&chain, &row, t, path.labels[t]);
            if (fabs(want - (double)path.margins[t]) > 0.02) {
                fail_msg("chain %d, token %d: wanted a margin of %g, got %g", n, t, want,
                         (double)path.margins[t]);
            }
        }
        close_arena(&a);
    }
}

static void test_of_equal_labels_the_lowest_is_taken(void **state) {
    static const float scores[3 * 4] = {0};
    label_chain        chain = {.count = 4};
    arena              a = {0};
    const chain_path   path = find_best_path(&chain, &(chain_row){scores, 4, 3}, &a);
    (void)state;
    for (int t = 0; t < 3; t++) {
        assert_int_equal(0, path.labels[t]);
        assert_true(path.margins[t] == 0);
    }
    close_arena(&a);
}

// ---- Documents ---------------------------------------------------------------------------

// Tokens of one letter; sentences, paragraphs, trees and labels as they are drawn.
static document *draw_document(uint64_t *seed, int tokens) {
    document *doc = new_document();
    char     *text = NEW_IN(&doc->memory, char, 2 * tokens + 1);
    for (int i = 0; i < tokens; i++) {
        const bool  is_next = i == 0 || draw_number(seed, 40) == 0;
        const token made = {.where = {(uint32_t)(2 * i), (uint32_t)(2 * i + 1)},
                            .lemma = draw_number(seed, 2) ? STR("Say") : STR("x"),
                            .head = i,
                            .pos = (pos_label)draw_number(seed, POS_OTHER + 1),
                            .tag = (tag_label)draw_number(seed, TAG_OTHER + 1),
                            .dep = (dep_label)draw_number(seed, DEP_OTHER + 1),
                            .label = (name_label)draw_number(seed, NAME_OTHER + 1),
                            .starts_sentence = is_next || draw_number(seed, 9) == 0};
        text[2 * i] = draw_number(seed, 12) == 0 ? '"' : 'a';
        text[2 * i + 1] = ' ';
        if (is_next) PUSH_IN(&doc->memory, &doc->paragraphs, ((paragraph){.first_token = i}));
        PUSH_IN(&doc->memory, &doc->tokens, made);
        paragraph *last = &doc->paragraphs.at[doc->paragraphs.count - 1];
        last->end_token = i + 1;
        last->where = (span){(uint32_t)(2 * last->first_token), (uint32_t)(2 * i + 1)};
    }
    doc->text = (str){text, (size_t)(2 * tokens)};
    return doc;
}

// Each token of a sentence hangs on one before it in some order, so there is no circle; some
// sentences have several roots.
static void hang_tokens(document *doc, uint64_t *seed) {
    token *tokens = doc->tokens.at;
    for (int begin = 0, end; begin < doc->tokens.count; begin = end) {
        const bool goes_up = draw_number(seed, 2);
        for (end = begin + 1; end < doc->tokens.count && !tokens[end].starts_sentence;) {
            end++;
        }
        for (int i = begin + 1; i < end; i++) {
            const int at = goes_up ? i : begin + end - 1 - i;
            const int from = begin + (int)draw_number(seed, (uint32_t)(i - begin));
            if (draw_number(seed, 12)) tokens[at].head = goes_up ? from : begin + end - 1 - from;
        }
    }
}

static document *draw_tree(uint64_t *seed, int tokens) {
    document *doc = draw_document(seed, tokens);
    hang_tokens(doc, seed);
    return doc;
}

// ---- Windows -----------------------------------------------------------------------------

static void test_windows_hold_all_tokens_and_are_no_longer_than_they_may(void **state) {
    uint64_t seed = 3;
    (void)state;
    for (int n = 0; n < 60; n++) {
        arena      a = {0};
        document  *doc = draw_document(&seed, 1 + (int)draw_number(&seed, 600));
        chunk_list windows = {0};
        uint8_t   *pieces = NEW_IN(&a, uint8_t, doc->tokens.count);
        for (int i = 0; i < doc->tokens.count; i++) {
            pieces[i] = (uint8_t)(1 + draw_number(&seed, n % 2 ? 8 : 60));
        }
        cut_windows(doc, (token_range){0, doc->tokens.count}, pieces, &a, &windows);
        int behind = 0;
        for (int w = 0; w < windows.count; w++) {
            const token_range at = windows.at[w];
            int               size = 0;
            assert_int_equal(behind, at.begin);
            assert_true(at.end > at.begin);
            for (int i = at.begin; i < at.end; i++) {
                size += pieces[i];
            }
            if (size > MOST_PIECES) fail_msg("window %d of text %d has %d pieces", w, n, size);
            behind = at.end;
        }
        assert_int_equal(doc->tokens.count, behind);
        close_document(doc);
        close_arena(&a);
    }
}

static void test_paragraphs_that_fit_are_windows_and_others_end_with_sentences(void **state) {
    uint64_t   seed = 4;
    arena      a = {0};
    chunk_list windows = {0};
    document  *doc = draw_document(&seed, 3000);
    (void)state;
    doc->paragraphs.count = 1; // of about 300 sentences
    doc->paragraphs.at[0].end_token = 3000;
    cut_windows(doc, (token_range){0, 3000}, NULL, &a, &windows);
    assert_true(windows.count >= 3000 / MOST_PIECES);
    for (int w = 1; w < windows.count; w++) {
        assert_true(token_at(doc, windows.at[w].begin)->starts_sentence);
    }
    windows = (chunk_list){0};
    doc->paragraphs.at[0].end_token = MOST_PIECES;
    cut_windows(doc, (token_range){0, 3000}, NULL, &a, &windows);
    assert_int_equal(1, windows.count);
    close_document(doc);
    close_arena(&a);
}

// ---- Paths -------------------------------------------------------------------------------

static bool is_same_sentence(const document *doc, int a, int b) {
    for (int i = (a < b ? a : b) + 1; i <= (a < b ? b : a); i++) {
        if (token_at(doc, i)->starts_sentence) return false;
    }
    return true;
}

// By the definition: the first token above `i` that the cue is, or hangs from; how far above the cue.
static int path_by_definition(const document *doc, int cue, int i) {
    int last = i;
    if (!is_same_sentence(doc, cue, i)) return PATH_NONE;
    for (int at = i;; at = token_at(doc, at)->head) {
        if (is_below(doc, cue, at)) {
            int level = 0;
            for (int up = cue; up != at; up = token_at(doc, up)->head) {
                level++;
            }
            level = level < PATH_LEVELS ? level : PATH_LEVELS - 1;
            return at == i ? PATH_SPINE + level : level * PATH_DEPS + (int)token_at(doc, last)->dep;
        }
        if (token_at(doc, at)->head == at) return PATH_NONE;
        last = at;
    }
}

static void test_paths_are_as_defined(void **state) {
    uint64_t seed = 5;
    (void)state;
    for (int n = 0; n < 200; n++) {
        int       paths[40];
        document *doc = draw_tree(&seed, 40);
        const int cue = (int)draw_number(&seed, 40);
        find_paths(doc, (token_range){0, 40}, cue, paths);
        for (int i = 0; i < 40; i++) {
            const int want = path_by_definition(doc, cue, i);
            if (want != paths[i]) {
                fail_msg("tree %d, token %d from %d: wanted %d, got %d", n, i, cue, want, paths[i]);
            }
        }
        close_document(doc);
    }
}

static void test_distances_double_behind_four(void **state) {
    static const struct {
        int steps, number;
    } cases[] = {{0, 0},    {1, 1},    {4, 4},     {5, 5},   {8, 5},   {9, 6},   {16, 6},
                 {17, 7},   {32, 7},   {33, 8},    {64, 8},  {65, 9},  {128, 9}, {129, 10},
                 {256, 10}, {257, 11}, {9999, 11}, {-1, 13}, {-4, 16}, {-5, 17}, {-9999, 23}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const int got = distance_number(cases[i].steps);
        if (got != cases[i].number) {
            fail_msg("%d steps: wanted %d, got %d", cases[i].steps, cases[i].number, got);
        }
    }
}

// ---- A tiny reader -----------------------------------------------------------------------

enum { ROW = 7, WIDTH = 20, PAIR = 12, EMBEDDED = 3, LEMMAS = 2, TABLES = 10, LONGEST = 300 };
enum { INSIDE = ROW + TABLES * EMBEDDED };

static const struct {
    const char *name;
    int         rows, columns, thirds; // columns 0: a vector; thirds: of a third dimension
} TENSORS[] = {
    {"reader.embed.pos.weight", POS_OTHER + 1, EMBEDDED, 0},
    {"reader.embed.tag.weight", TAG_OTHER + 1, EMBEDDED, 0},
    {"reader.embed.dep.weight", PATH_DEPS, EMBEDDED, 0},
    {"reader.embed.label.weight", NAME_OTHER + 1, EMBEDDED, 0},
    {"reader.embed.quoted.weight", 2, EMBEDDED, 0},
    {"reader.embed.head_tag.weight", TAG_OTHER + 1, EMBEDDED, 0},
    {"reader.embed.first.weight", 2, EMBEDDED, 0},
    {"reader.embed.edge.weight", 4, EMBEDDED, 0},
    {"reader.lemmas.0.weight", LEMMAS, EMBEDDED, 0},
    {"reader.lemmas.1.weight", LEMMAS, EMBEDDED, 0},
    {"reader.token.weight", WIDTH, INSIDE, 0},
    {"reader.token.bias", WIDTH, 0, 0},
    {"reader.contexts.0.weight", WIDTH, WIDTH, 3},
    {"reader.contexts.0.bias", WIDTH, 0, 0},
    {"reader.cue.weight", CUE_LABELS, WIDTH, 0},
    {"reader.cue.bias", CUE_LABELS, 0, 0},
    {"reader.cue_chain.start", CUE_LABELS, 0, 0},
    {"reader.cue_chain.steps", CUE_LABELS, CUE_LABELS, 0},
    {"reader.left.weight", PAIR, WIDTH, 0},
    {"reader.left.bias", PAIR, 0, 0},
    {"reader.right.weight", PAIR, WIDTH, 0},
    {"reader.path.weight", PATH_COUNT, PAIR, 0},
    {"reader.distance.weight", DISTANCE_COUNT, PAIR, 0},
    {"reader.sentence.weight", SENTENCE_COUNT, PAIR, 0},
    {"reader.is_cue.weight", 2, PAIR, 0},
    {"reader.rounds.0.weight", PAIR, PAIR, 3},
    {"reader.rounds.0.bias", PAIR, 0, 0},
    {"reader.rounds.1.weight", PAIR, PAIR, 3},
    {"reader.rounds.1.bias", PAIR, 0, 0},
    {"reader.role.weight", ROLE_LABELS, PAIR, 0},
    {"reader.role.bias", ROLE_LABELS, 0, 0},
    {"reader.role_chain.start", ROLE_LABELS, 0, 0},
    {"reader.role_chain.steps", ROLE_LABELS, ROLE_LABELS, 0},
};
enum { TENSOR_COUNT = sizeof TENSORS / sizeof *TENSORS };

typedef struct {
    arena  a;
    float *numbers[TENSOR_COUNT];
    str    file;
} tiny_reader;

static size_t count_numbers(int n) {
    const size_t columns = TENSORS[n].columns ? (size_t)TENSORS[n].columns : 1;
    return (size_t)TENSORS[n].rows * columns * (TENSORS[n].thirds ? 3 : 1);
}

// `without`: a tensor that is left out, or -1.
static str write_reader(tiny_reader *r, const char *facts, int without) {
    buffer header = {0}, numbers = {0};
    add_format(&header, "{\"__metadata__\":{%s}", facts);
    for (int n = 0; n < TENSOR_COUNT; n++) {
        if (n == without) continue;
        const size_t begin = numbers.size;
        add_bytes(&numbers, (const char *)r->numbers[n], count_numbers(n) * sizeof(float));
        add_format(&header, ",\"%s\":{\"dtype\":\"F32\",\"shape\":[%d", TENSORS[n].name,
                   TENSORS[n].rows);
        if (TENSORS[n].columns) add_format(&header, ",%d", TENSORS[n].columns);
        if (TENSORS[n].thirds) add_format(&header, ",%d", TENSORS[n].thirds);
        add_format(&header, "],\"data_offsets\":[%zu,%zu]}", begin, numbers.size);
    }
    add_char(&header, '}');
    while (header.size % 8) {
        add_char(&header, ' ');
    }
    const str file = join_safetensors(&r->a, str_of_buffer(&header), str_of_buffer(&numbers));
    close_buffer(&header);
    close_buffer(&numbers);
    return file;
}

static const char FACTS[] = "\"version\":\"7\",\"pipeline\":\"p 1\",\"lemmas\":\"say\"";

static tiny_reader draw_reader(void) {
    tiny_reader r = {0};
    uint64_t    seed = 11;
    for (int n = 0; n < TENSOR_COUNT; n++) {
        r.numbers[n] = NEW_IN(&r.a, float, count_numbers(n));
        for (size_t i = 0; i < count_numbers(n); i++) {
            r.numbers[n][i] = draw_float(&seed) * (TENSORS[n].thirds ? 0.3F : 0.8F);
        }
    }
    r.file = write_reader(&r, FACTS, -1);
    return r;
}

static const float *numbers_of(const tiny_reader *r, const char *name) {
    int n = 0;
    while (strcmp(TENSORS[n].name, name) != 0) {
        n++;
    }
    return r->numbers[n];
}

// ---- The tiny reader by plain loops ------------------------------------------------------

typedef struct {
    const tiny_reader *r;
    const document    *doc;
    const float       *vectors;
    token_range        window;
    double             seen[LONGEST][WIDTH], pair[LONGEST][PAIR];
} plain_reading;

static double plain_gelu(double x) {
    return x * (1 + erf(x / sqrt(2))) / 2;
}

static void embed_plain(plain_reading *p, int i, bool is_quoted, double *inside) {
    token_features f = features_of(p->doc, i, is_quoted);
    const int      head = token_at(p->doc, i)->head;
    f.number[FEATURE_LEMMA] = same(token_at(p->doc, i)->lemma, STR("Say"));
    f.number[FEATURE_HEAD_LEMMA] = same(token_at(p->doc, head)->lemma, STR("Say"));
    for (int k = 0; k < ROW; k++) {
        inside[k] = (double)p->vectors[i * ROW + k];
    }
    for (int t = 0; t < TABLES; t++) {
        for (int k = 0; k < EMBEDDED; k++) {
            inside[ROW + t * EMBEDDED + k] = (double)p->r->numbers[t][f.number[t] * EMBEDDED + k];
        }
    }
}

static void convolve_plain(const float *weight, const float *bias, int count, int width,
                           double *rows) {
    double *before = calloc((size_t)(count * width), sizeof *before);
    assert_non_null(before);
    memcpy(before, rows, (size_t)(count * width) * sizeof *before);
    for (int n = 0; n < count; n++) {
        for (int o = 0; o < width; o++) {
            double sum = (double)bias[o];
            for (int k = -1; k <= 1; k++) {
                if (n + k < 0 || n + k >= count) continue;
                for (int i = 0; i < width; i++) {
                    sum +=
                        (double)weight[(o * width + i) * 3 + k + 1] * before[(n + k) * width + i];
                }
            }
            rows[n * width + o] += fmax(sum, 0);
        }
    }
    free(before);
}

static void see_plain(plain_reading *p) {
    arena        a = {0};
    const bool  *quoted = find_quoted(p->doc, (token_range){0, p->doc->tokens.count}, &a);
    const float *weight = numbers_of(p->r, "reader.token.weight");
    for (int i = p->window.begin; i < p->window.end; i++) {
        double inside[INSIDE];
        embed_plain(p, i, quoted[i], inside);
        for (int o = 0; o < WIDTH; o++) {
            double sum = (double)numbers_of(p->r, "reader.token.bias")[o];
            for (int k = 0; k < INSIDE; k++) {
                sum += (double)weight[o * INSIDE + k] * inside[k];
            }
            p->seen[i - p->window.begin][o] = plain_gelu(sum);
        }
    }
    convolve_plain(numbers_of(p->r, "reader.contexts.0.weight"),
                   numbers_of(p->r, "reader.contexts.0.bias"), p->window.end - p->window.begin,
                   WIDTH, p->seen[0]);
    close_arena(&a);
}

static double times_plain(const float *weight, const double *row, int inputs) {
    double sum = 0;
    for (int k = 0; k < inputs; k++) {
        sum += (double)weight[k] * row[k];
    }
    return sum;
}

static int sentences_between(const document *doc, int from, int to) {
    int count = 0;
    for (int i = (from < to ? from : to) + 1; i <= (from < to ? to : from); i++) {
        count += token_at(doc, i)->starts_sentence;
    }
    count = count < FARTHEST_SENTENCE ? count : FARTHEST_SENTENCE;
    return to < from ? -count : count;
}

static void pair_plain(plain_reading *p, token_range cue, int head) {
    for (int i = p->window.begin; i < p->window.end; i++) {
        const int n = i - p->window.begin, h = head - p->window.begin;
        const int path = path_by_definition(p->doc, head, i);
        for (int o = 0; o < PAIR; o++) {
            double sum = (double)numbers_of(p->r, "reader.left.bias")[o];
            sum +=
                times_plain(numbers_of(p->r, "reader.left.weight") + o * WIDTH, p->seen[n], WIDTH);
            sum +=
                times_plain(numbers_of(p->r, "reader.right.weight") + o * WIDTH, p->seen[h], WIDTH);
            sum += (double)numbers_of(p->r, "reader.path.weight")[path * PAIR + o];
            sum += (double)numbers_of(
                p->r, "reader.distance.weight")[distance_number(i - head) * PAIR + o];
            sum += (double)numbers_of(p->r, "reader.sentence.weight")
                [(FARTHEST_SENTENCE + sentences_between(p->doc, head, i)) * PAIR + o];
            sum += (double)numbers_of(
                p->r, "reader.is_cue.weight")[(i >= cue.begin && i < cue.end) * PAIR + o];
            p->pair[n][o] = fmax(sum, 0);
        }
    }
    for (int round = 0; round < 2; round++) {
        convolve_plain(
            numbers_of(p->r, round ? "reader.rounds.1.weight" : "reader.rounds.0.weight"),
            numbers_of(p->r, round ? "reader.rounds.1.bias" : "reader.rounds.0.bias"),
            p->window.end - p->window.begin, PAIR, p->pair[0]);
    }
}

static label_chain chain_of(const tiny_reader *r, const char *start, const char *steps, int count) {
    label_chain chain = {.count = count};
    for (int a = 0; a < count; a++) {
        chain.start[a] = numbers_of(r, start)[a];
        memcpy(chain.steps[a], numbers_of(r, steps) + a * count, (size_t)count * sizeof(float));
    }
    return chain;
}

static chain_path decide_plain(const label_chain *chain, const float *weight, const float *bias,
                               const double *rows, token_range size, arena *a) {
    const int width = size.begin, count = size.end, labels = chain->count;
    float    *scores = NEW_IN(a, float, count *labels);
    for (int n = 0; n < count; n++) {
        for (int b = 0; b < labels; b++) {
            scores[n * labels + b] =
                (float)((double)bias[b] + times_plain(weight + b * width, rows + n * width, width));
        }
    }
    return find_best_path(chain, &(chain_row){scores, (size_t)labels, count}, a);
}

// Spans of labels as "begin-end" behind one another.
static void print_spans(const chain_path *path, int first, int count, int begins, buffer *out) {
    for (int t = 0; t < count; t++) {
        if (path->labels[t] != begins) continue;
        int end = t + 1;
        while (end < count && path->labels[end] == begins + 1) {
            end++;
        }
        add_format(out, " %d-%d", first + t, first + end);
        if (begins == ROLE_B_SOURCE && out->size) break; // of several sources the first
    }
}

static void read_plain_cue(plain_reading *p, token_range cue, arena *a, buffer *out) {
    const label_chain chain =
        chain_of(p->r, "reader.role_chain.start", "reader.role_chain.steps", ROLE_LABELS);
    const int count = p->window.end - p->window.begin;
    pair_plain(p, cue, head_of_cue(p->doc, cue));
    const chain_path path = decide_plain(&chain, numbers_of(p->r, "reader.role.weight"),
                                         numbers_of(p->r, "reader.role.bias"), p->pair[0],
                                         (token_range){PAIR, count}, a);
    add_format(out, "cue %d-%d source", cue.begin, cue.end);
    print_spans(&path, p->window.begin, count, ROLE_B_SOURCE, out);
    add_str(out, STR(" content"));
    print_spans(&path, p->window.begin, count, ROLE_B_CONTENT, out);
    add_char(out, '\n');
}

static void read_plain(plain_reading *p, buffer *out) {
    arena             a = {0};
    const label_chain chain =
        chain_of(p->r, "reader.cue_chain.start", "reader.cue_chain.steps", CUE_LABELS);
    const int count = p->window.end - p->window.begin;
    see_plain(p);
    const chain_path path = decide_plain(&chain, numbers_of(p->r, "reader.cue.weight"),
                                         numbers_of(p->r, "reader.cue.bias"), p->seen[0],
                                         (token_range){WIDTH, count}, &a);
    for (int t = 0; t < count; t++) {
        if (path.labels[t] != CUE_B) continue;
        token_range cue = {p->window.begin + t, p->window.begin + t + 1};
        while (cue.end < p->window.end && path.labels[cue.end - p->window.begin] == CUE_I) {
            cue.end++;
        }
        read_plain_cue(p, cue, &a, out);
    }
    close_arena(&a);
}

// ---- Both ways ---------------------------------------------------------------------------

static void print_range(buffer *out, token_range range) {
    if (range.end > range.begin) add_format(out, " %d-%d", range.begin, range.end);
}

static void print_readings(const document *doc, bool with_scores, buffer *out) {
    for (int n = 0; n < doc->readings.count; n++) {
        const cue_reading *r = &doc->readings.at[n];
        add_format(out, "cue %d-%d source", r->cue.begin, r->cue.end);
        print_range(out, r->source);
        add_str(out, STR(" content"));
        for (int i = 0; i < r->content.count; i++) {
            print_range(out, r->content.at[i]);
        }
        if (with_scores) {
            add_format(out, " %a %a", (double)r->cue_score, (double)r->role_score);
        }
        add_char(out, '\n');
    }
}

static float *draw_vectors(uint64_t *seed, arena *a, int tokens) {
    float *made = NEW_IN(a, float, tokens *ROW);
    for (int i = 0; i < tokens * ROW; i++) {
        made[i] = draw_float(seed);
    }
    return made;
}

static void read_with(const tiny_reader *r, const kernels *k, document *doc, const float *vectors) {
    ro_error          error = {0};
    const reader_file file = {"tiny", r->file};
    attributor       *a = open_attributor(&file, NULL, k, &error);
    if (!a) fail_msg("%s", error.message);
    attributor_worker  *w = open_attributor_worker(a);
    const token_vectors all = {{0, doc->tokens.count}, ROW, vectors};
    doc->readings.count = 0;
    read_attributions(w, doc, &all);
    close_attributor_worker(w);
    close_attributor(a);
}

static void test_readings_are_those_of_plain_loops(void **state) {
    static plain_reading p;
    uint64_t             seed = 21;
    tiny_reader          r = draw_reader();
    int                  found = 0;
    (void)state;
    for (int n = 0; n < 12; n++) {
        arena     a = {0};
        buffer    want = {0}, got = {0};
        document *doc = draw_tree(&seed, 200);
        float    *vectors = draw_vectors(&seed, &a, 200);
        for (int i = 0; i < doc->paragraphs.count; i++) {
            p.r = &r;
            p.doc = doc;
            p.vectors = vectors;
            p.window =
                (token_range){doc->paragraphs.at[i].first_token, doc->paragraphs.at[i].end_token};
            read_plain(&p, &want);
        }
        read_with(&r, NULL, doc, vectors);
        print_readings(doc, false, &got);
        if (!same(str_of_buffer(&want), str_of_buffer(&got))) {
            fail_msg("text %d: wanted\n%.*s\ngot\n%.*s", n, (int)want.size, want.at, (int)got.size,
                     got.at);
        }
        found += doc->readings.count;
        close_buffer(&want);
        close_buffer(&got);
        close_document(doc);
        close_arena(&a);
    }
    assert_true(found > 100);
    close_arena(&r.a);
}

// A long text, and what is read of it by the fastest kernels.
typedef struct {
    arena       a;
    tiny_reader r;
    document   *doc;
    float      *vectors;
    buffer      want, got;
} long_reading;

static long_reading read_long(uint64_t seed, int tokens) {
    long_reading made = {.r = draw_reader(), .doc = draw_tree(&seed, tokens)};
    made.vectors = draw_vectors(&seed, &made.a, tokens);
    read_with(&made.r, NULL, made.doc, made.vectors);
    print_readings(made.doc, true, &made.want);
    assert_true(made.doc->readings.count > 50);
    return made;
}

static void hold_same(long_reading *of, const char *what) {
    of->got.size = 0;
    print_readings(of->doc, true, &of->got);
    if (!same(str_of_buffer(&of->want), str_of_buffer(&of->got)))
        fail_msg("%s: other readings", what);
}

static void close_long(long_reading *of) {
    close_buffer(&of->want);
    close_buffer(&of->got);
    close_document(of->doc);
    close_arena(&of->a);
    close_arena(&of->r.a);
}

static void test_every_processor_gives_the_same_bits(void **state) {
    static const char *const names[] = {"reference", "avx2", "avx512", "neon"};
    long_reading             of = read_long(31, 2500);
    (void)state;
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        const kernels *k = find_kernels(names[n]);
        if (!k) continue;
        read_with(&of.r, k, of.doc, of.vectors);
        hold_same(&of, names[n]);
    }
    close_long(&of);
}

// A paragraph reads the same alone and in the middle of others.
static void test_paragraphs_do_not_influence_one_another(void **state) {
    long_reading of = read_long(41, 1500);
    ro_error     error = {0};
    (void)state;
    const reader_file  file = {"tiny", of.r.file};
    attributor        *shared = open_attributor(&file, NULL, NULL, &error);
    attributor_worker *w = open_attributor_worker(shared);
    of.doc->readings.count = 0;
    for (int i = 0; i < of.doc->paragraphs.count; i++) {
        const paragraph    *at = &of.doc->paragraphs.at[i];
        const token_vectors one = {
            {at->first_token, at->end_token}, ROW, of.vectors + at->first_token * ROW};
        read_attributions(w, of.doc, &one);
    }
    hold_same(&of, "paragraph by paragraph");
    close_attributor_worker(w);
    close_attributor(shared);
    close_long(&of);
}

// ---- Files -------------------------------------------------------------------------------

static void test_files_that_lack_something_are_refused_with_a_line(void **state) {
    tiny_reader r = draw_reader();
    (void)state;
    for (int n = -1; n < TENSOR_COUNT; n++) {
        ro_error    error = {0};
        const char *facts = n < 0 ? "\"version\":\"7\"" : FACTS;
        // Biases and layers that are counted may be absent.
        const bool may_lack =
            n >= 0 &&
            (strstr(TENSORS[n].name, "left.bias") || strstr(TENSORS[n].name, "cue.bias") ||
             strstr(TENSORS[n].name, "role.bias") || strstr(TENSORS[n].name, "contexts.0.weight") ||
             strstr(TENSORS[n].name, "rounds.0.weight") ||
             strstr(TENSORS[n].name, "rounds.1.weight"));
        const reader_file file = {"tiny", write_reader(&r, facts, n)};
        attributor       *opened = open_attributor(&file, NULL, NULL, &error);
        if ((opened != NULL) != may_lack) {
            fail_msg("without %s: wanted it %s: %s", n < 0 ? "the pipeline" : TENSORS[n].name,
                     may_lack ? "opened" : "refused", error.message);
        }
        if (!opened) {
            assert_int_equal(RO_BAD_MODEL, error.status);
            assert_non_null(strstr(error.message, "tiny: "));
        }
        close_attributor(opened);
    }
    close_arena(&r.a);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_path_is_the_best_of_all_and_margins_say_by_how_much),
        cmocka_unit_test(test_of_equal_labels_the_lowest_is_taken),
        cmocka_unit_test(test_windows_hold_all_tokens_and_are_no_longer_than_they_may),
        cmocka_unit_test(test_paragraphs_that_fit_are_windows_and_others_end_with_sentences),
        cmocka_unit_test(test_paths_are_as_defined),
        cmocka_unit_test(test_distances_double_behind_four),
        cmocka_unit_test(test_readings_are_those_of_plain_loops),
        cmocka_unit_test(test_every_processor_gives_the_same_bits),
        cmocka_unit_test(test_paragraphs_do_not_influence_one_another),
        cmocka_unit_test(test_files_that_lack_something_are_refused_with_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
