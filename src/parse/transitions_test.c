// transitions_test.c - the parser against an oracle that is slow and obvious.
//
// The oracle keeps sets and lists, looks everything up by scanning, and scores states by plain
// loops. Networks have random weights: their parsers visit states that trained ones hardly ever
// see, such as chains of tokens put back, sentence starts everywhere, lifted arcs below others.
#include <math.h>
#include <stdlib.h>

#include "parse/transitions.h"
#include "testing.h"

enum { HIDDEN = 6, PIECES = 2, WIDTH = 5, LONGEST = 1500 };

// ---- A random parser and a random text ----------------------------------------------------

static uint32_t draw(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

static float *draw_floats(arena *a, uint64_t *state, size_t count) {
    float *numbers = NEW_IN(a, float, count);
    for (size_t i = 0; i < count; i++) {
        numbers[i] = (float)(draw(state) % 20001) / 10000.0F - 1.0F;
    }
    return numbers;
}

static const transition_class CLASSES[] = {
    {MOVE_SHIFT, {"", 0}},           {MOVE_REDUCE, {"", 0}},
    {MOVE_LEFT, {"det", 3}},         {MOVE_LEFT, {"nsubj", 5}},
    {MOVE_LEFT, {"det||nsubj", 10}}, {MOVE_RIGHT, {"dobj", 4}},
    {MOVE_RIGHT, {"punct", 5}},      {MOVE_RIGHT, {"dobj||punct", 11}},
    {MOVE_RIGHT, {"det", 3}},        {MOVE_BREAK, {"ROOT", 4}},
};
enum { CLASS_COUNT = sizeof CLASSES / sizeof *CLASSES };

typedef struct {
    arena          memory;
    pipeline       pipeline;
    networks       nets;
    parser_classes classes;
    scorer        *scorer;
    float         *inputs; // (tokens, input_room)
    int            count;
    bool          *is_space;
    int8_t        *presets;
} random_parser;

static transition_network draw_network(arena *a, uint64_t *state) {
    size_t             slot = HIDDEN * PIECES;
    transition_network net = {
        .encoder = 0, .slots = PARSER_SLOTS, .hidden = HIDDEN, .pieces = PIECES};
    net.input = (linear_layer){WIDTH, WIDTH, draw_floats(a, state, WIDTH * WIDTH), NULL};
    net.lower = draw_floats(a, state, PARSER_SLOTS * slot * WIDTH);
    net.lower_bias = draw_floats(a, state, slot);
    net.lower_pad = draw_floats(a, state, PARSER_SLOTS * slot);
    net.upper =
        (linear_layer){CLASS_COUNT, HIDDEN, draw_floats(a, state, (size_t)CLASS_COUNT * HIDDEN),
                       draw_floats(a, state, CLASS_COUNT)};
    return net;
}

static void open_random_parser(random_parser *r, uint64_t seed, int count, const kernels *k) {
    uint64_t state = seed * 77 + 1;
    *r = (random_parser){.count = count};
    r->pipeline = (pipeline){.tagger_encoder = NO_ENCODER,
                             .senter_encoder = NO_ENCODER,
                             .parser = draw_network(&r->memory, &state),
                             .ner = {.encoder = NO_ENCODER},
                             .parser_class_count = CLASS_COUNT,
                             .parser_classes = CLASSES};
    assert_true(pack_networks(&r->memory, k, &r->pipeline, &r->nets, NULL));
    assert_true(make_parser_classes(&r->memory, &r->pipeline, &r->nets.parser, &r->classes, NULL));
    r->scorer = open_scorer(k, &r->nets.parser);
    r->inputs = NEW_IN(&r->memory, float, input_room(&r->nets.parser) * (size_t)count);
    r->is_space = NEW_IN(&r->memory, bool, count);
    r->presets = NEW_IN(&r->memory, int8_t, count);
    for (int i = 0; i < count; i++) {
        memcpy(r->inputs + input_room(&r->nets.parser) * (size_t)i,
               draw_floats(&r->memory, &state, WIDTH), WIDTH * sizeof(float));
        r->is_space[i] = draw(&state) % 9 == 0;
        if (seed % 3 == 0) r->presets[i] = (int8_t)((int)(draw(&state) % 11 == 0));
        if (seed % 3 == 1 && draw(&state) % 2) r->presets[i] = -1;
    }
}

static void close_random_parser(random_parser *r) {
    close_scorer(r->scorer);
    close_arena(&r->memory);
}

// What the parser under test makes of it.
static parse_tree parse_random(random_parser *r, int *left_edges) {
    parse_tree tree = {.count = r->count, .is_space = r->is_space};
    tree.head = NEW_IN(&r->memory, int, r->count);
    tree.label = NEW_IN(&r->memory, int, r->count);
    tree.starts = NEW_IN(&r->memory, int8_t, r->count);
    memcpy(tree.starts, r->presets, (size_t)r->count);
    begin_scores(r->scorer, r->inputs, r->count);
    parse_window(&r->classes, r->scorer, &r->memory, &tree);
    settle_tree(&r->classes, &r->memory, &tree, left_edges);
    return tree;
}

// ---- The oracle: scores ------------------------------------------------------------------

static float oracle_contribution(const random_parser *r, int slot, int token, int o, int p) {
    const transition_network *net = &r->pipeline.parser;
    int                       at = (slot * HIDDEN + o) * PIECES + p;
    if (token < 0) return net->lower_pad[at];
    const float *input = r->inputs + input_room(&r->nets.parser) * (size_t)token;
    float        sum = 0;
    for (int k = 0; k < WIDTH; k++) {
        sum = fmaf(input[k], net->lower[at * WIDTH + k], sum);
    }
    return sum;
}

static void oracle_scores(const random_parser *r, const int *slots, float *scores) {
    const transition_network *net = &r->pipeline.parser;
    float                     hidden[HIDDEN];
    for (int o = 0; o < HIDDEN; o++) {
        for (int p = 0; p < PIECES; p++) {
            float sum = oracle_contribution(r, 0, slots[0], o, p);
            for (int s = 1; s < PARSER_SLOTS; s++) {
                sum += oracle_contribution(r, s, slots[s], o, p);
            }
            sum += net->lower_bias[o * PIECES + p];
            hidden[o] = p == 0 || sum > hidden[o] ? sum : hidden[o];
        }
    }
    for (int c = 0; c < CLASS_COUNT; c++) {
        scores[c] = net->upper.bias[c];
        for (int o = 0; o < HIDDEN; o++) {
            scores[c] = fmaf(hidden[o], net->upper.weights[c * HIDDEN + o], scores[c]);
        }
    }
}

// ---- The oracle: states ------------------------------------------------------------------

typedef struct {
    int  count, clock;
    int  stack[LONGEST], stack_size, put_back[LONGEST], put_back_size, fresh;
    int  head[LONGEST], attached_at[LONGEST]; // -1: no head
    bool is_left[LONGEST];                    // attached by LEFT
    str  label[LONGEST];
    bool is_unshiftable[LONGEST], is_marked[LONGEST];
} oracle_state;

static int oracle_buffer(const oracle_state *s, int k) {
    int order[LONGEST + 2], size = 0;
    for (int i = s->put_back_size - 1; i >= 0 && size <= k; i--) {
        order[size++] = s->put_back[i];
    }
    for (int i = s->fresh; i < s->count && size <= k; i++) {
        order[size++] = i;
    }
    return k < size ? order[k] : -1;
}

static int oracle_stack(const oracle_state *s, int k) {
    return k < s->stack_size ? s->stack[s->stack_size - 1 - k] : -1;
}

static int oracle_last(const oracle_state *s, bool is_left, int head) {
    int last = -1;
    for (int c = 0; c < s->count && head >= 0; c++) {
        if (s->head[c] != head || s->is_left[c] != is_left) continue;
        if (last < 0 || s->attached_at[c] > s->attached_at[last]) last = c;
    }
    return last;
}

static bool oracle_allows(const random_parser *r, const oracle_state *s, int move) {
    int  b0 = oracle_buffer(s, 0), b1 = oracle_buffer(s, 1);
    int  left = s->count - s->fresh + s->put_back_size;
    bool has_stack = s->stack_size > 0;
    bool b0_starts = b0 >= 0 && (r->presets[b0] == 1 || s->is_marked[b0]);
    bool b1_starts = b1 >= 0 && (r->presets[b1] == 1 || s->is_marked[b1]);
    switch (move) {
    case MOVE_SHIFT:
        return !has_stack || (left >= 2 && !b0_starts && !s->is_unshiftable[b0]);
    case MOVE_REDUCE:
        return has_stack && (left == 0 || !(s->stack_size == 1 && r->presets[b0] == -1));
    case MOVE_LEFT:
    case MOVE_RIGHT:
        return has_stack && left > 0 && !b0_starts;
    case MOVE_BREAK:
        return left >= 2 && b1 == b0 + 1 && !b1_starts && r->presets[b1] != -1;
    }
    return false;
}

static void oracle_push(oracle_state *s) {
    s->stack[s->stack_size++] = oracle_buffer(s, 0);
    if (s->put_back_size > 0) {
        s->put_back_size--;
    } else {
        s->fresh++;
    }
}

static void oracle_attach(oracle_state *s, int child, int head, bool is_left, str label) {
    s->head[child] = head;
    s->is_left[child] = is_left;
    s->attached_at[child] = s->clock++;
    s->label[child] = label;
}

static void oracle_apply(oracle_state *s, const transition_class *c) {
    int b0 = oracle_buffer(s, 0), s0 = oracle_stack(s, 0);
    switch (c->move) {
    case MOVE_SHIFT:
        oracle_push(s);
        break;
    case MOVE_REDUCE:
        s->stack_size--;
        if (s->head[s0] < 0 && s->stack_size > 0) {
            s->put_back[s->put_back_size++] = s0;
            s->is_unshiftable[s0] = true;
        }
        break;
    case MOVE_LEFT:
        oracle_attach(s, s0, b0, true, c->label);
        s->is_unshiftable[b0] = false;
        s->stack_size--;
        break;
    case MOVE_RIGHT:
        oracle_attach(s, b0, s0, false, c->label);
        oracle_push(s);
        break;
    case MOVE_BREAK:
        s->is_marked[oracle_buffer(s, 1)] = true;
        break;
    }
}

// Returns how often a token was put back, to show that such states are met.
static int oracle_parse(const random_parser *r, oracle_state *s) {
    int put_back = 0;
    *s = (oracle_state){.count = r->count};
    for (int i = 0; i < r->count; i++) {
        s->head[i] = -1;
    }
    while (s->stack_size > 0 || s->fresh < s->count || s->put_back_size > 0) {
        int   b0 = oracle_buffer(s, 0), s0 = oracle_stack(s, 0), best = -1;
        int   slots[PARSER_SLOTS] = {b0,
                                     oracle_buffer(s, 1),
                                     s0,
                                     oracle_stack(s, 1),
                                     oracle_stack(s, 2),
                                     oracle_last(s, true, b0),
                                     oracle_last(s, true, s0),
                                     oracle_last(s, false, s0)};
        float scores[CLASS_COUNT];
        oracle_scores(r, slots, scores);
        for (int c = 0; c < CLASS_COUNT; c++) {
            if (!oracle_allows(r, s, CLASSES[c].move)) continue;
            if (best < 0 || scores[c] > scores[best]) best = c;
        }
        if (best < 0) break;
        int before = s->put_back_size;
        oracle_apply(s, &CLASSES[best]);
        if (s->put_back_size > before) put_back++;
    }
    for (int i = 0; i < r->count; i++) {
        if (s->head[i] < 0) {
            s->head[i] = i;
            s->label[i] = STR("ROOT");
        }
    }
    return put_back;
}

// ---- The oracle: what follows from heads -------------------------------------------------

typedef struct {
    int  left[LONGEST], right[LONGEST];
    bool is_start[LONGEST];
} oracle_edges;

static void oracle_widen(const int *head, oracle_edges *e, int i) {
    if (e->left[i] < e->left[head[i]]) e->left[head[i]] = e->left[i];
    if (e->right[i] > e->right[head[i]]) e->right[head[i]] = e->right[i];
}

static void oracle_find_edges(const int *head, int count, oracle_edges *e) {
    for (int i = 0; i < count; i++) {
        e->left[i] = e->right[i] = i;
    }
    for (int loop = 0, is_good = 0; !is_good && loop < 12; loop++) {
        for (int i = 0; i < count; i++) {
            oracle_widen(head, e, i);
        }
        for (int i = count; i-- > 0;) {
            oracle_widen(head, e, i);
        }
        memset(e->is_start, 0, sizeof e->is_start);
        for (int i = 0; i < count; i++) {
            if (head[i] == i) e->is_start[e->left[i]] = true;
        }
        is_good = 1;
        for (int i = 0, begin = 0; i < count; i++) {
            if (!((i > 0 && e->is_start[i]) || i == count - 1)) continue;
            for (int j = begin; j < i; j++) {
                if (head[j] < begin || head[j] > i) is_good = 0;
            }
            begin = i;
        }
    }
}

static int oracle_find_below(const random_parser *r, const oracle_state *s, const oracle_edges *e,
                             int i, str label) {
    int level[LONGEST], size = 1;
    level[0] = s->head[i];
    while (size > 0) {
        int next[LONGEST], next_size = 0;
        for (int q = 0; q < size; q++) {
            for (int c = e->left[level[q]]; c <= e->right[level[q]]; c++) {
                if (c == level[q] || s->head[c] != level[q] || r->is_space[c] || c == i) continue;
                if (same(s->label[c], label)) return c;
                next[next_size++] = c;
            }
        }
        memcpy(level, next, sizeof *next * (size_t)next_size);
        size = next_size;
    }
    return -1;
}

static void oracle_settle(const random_parser *r, oracle_state *s, oracle_edges *e) {
    oracle_find_edges(s->head, s->count, e);
    for (int i = 0; i < s->count; i++) {
        int64_t bars = find_str(s->label[i], STR("||"), 0);
        if (bars < 0) continue;
        str below = slice(s->label[i], (size_t)bars + 2, s->label[i].size);
        int head = oracle_find_below(r, s, e, i, below);
        if (head >= 0) s->head[i] = head;
        s->label[i] = slice(s->label[i], 0, (size_t)bars);
    }
    oracle_find_edges(s->head, s->count, e);
}

// ---- Claims ------------------------------------------------------------------------------

static void hold_to_oracle(uint64_t seed, int count, const kernels *k, int *put_back) {
    random_parser r;
    open_random_parser(&r, seed, count, k);
    oracle_state *s = NEW_IN(&r.memory, oracle_state, 1);
    oracle_edges *e = NEW_IN(&r.memory, oracle_edges, 1);
    int          *left_edges = NEW_IN(&r.memory, int, count);
    parse_tree    tree = parse_random(&r, left_edges);
    *put_back += oracle_parse(&r, s);
    oracle_settle(&r, s, e);
    for (int i = 0; i < count; i++) {
        str label = r.classes.names[tree.label[i]].name;
        if (tree.head[i] != s->head[i] || !same(label, s->label[i]) ||
            (tree.starts[i] == STARTS) != e->is_start[i] || left_edges[i] != e->left[i]) {
            fail_msg("%s, seed %d, token %d of %d: head %d %.*s start %d edge %d, wanted %d %.*s "
                     "%d %d",
                     k->name, (int)seed, i, count, tree.head[i], SHOWN(label), tree.starts[i],
                     left_edges[i], s->head[i], SHOWN(s->label[i]), e->is_start[i], e->left[i]);
        }
    }
    close_random_parser(&r);
}

static void test_parses_as_the_slow_oracle_does(void **state) {
    int put_back = 0;
    (void)state;
    for (uint64_t seed = 0; seed < 3000; seed++) {
        hold_to_oracle(seed, 1 + (int)(seed * 7 % 40), best_kernels(), &put_back);
    }
    assert_true(put_back > 1000);
}

static void test_every_table_of_kernels_parses_alike(void **state) {
    static const char *const names[] = {"reference", "avx2", "avx512", "neon"};
    int                      put_back = 0;
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const kernels *k = find_kernels(names[i]);
        for (uint64_t seed = 0; k && seed < 100; seed++) {
            hold_to_oracle(seed, 30, k, &put_back);
        }
    }
}

// Longer than the ring in which the scorer keeps rows.
static void test_tokens_far_back_are_scored_alike(void **state) {
    int put_back = 0;
    (void)state;
    for (uint64_t seed = 0; seed < 12; seed++) {
        hold_to_oracle(seed, LONGEST - (int)seed, best_kernels(), &put_back);
    }
}

static void test_trees_have_roots_and_no_cycles(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 2000; seed++) {
        random_parser r;
        int           count = 1 + (int)(seed % 50);
        open_random_parser(&r, seed, count, best_kernels());
        parse_tree tree = parse_random(&r, NEW_IN(&r.memory, int, count));
        assert_int_equal(STARTS, tree.starts[0]);
        for (int i = 0; i < count; i++) {
            int steps = 0, at = i;
            while (steps <= count && tree.head[at] != at) {
                assert_in_range(tree.head[at], 0, count - 1);
                at = tree.head[at];
                steps++;
            }
            if (steps > count) fail_msg("seed %d: token %d is on a cycle", (int)seed, i);
            assert_int_equal(NO_LABEL, r.classes.names[tree.label[i]].lifted);
        }
        close_random_parser(&r);
    }
}

static void test_presets_are_kept(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 2000; seed += 3) {
        random_parser r;
        open_random_parser(&r, seed, 40, best_kernels());
        parse_tree tree = parse_random(&r, NEW_IN(&r.memory, int, 40));
        for (int i = 0; i < 40; i++) {
            if (r.presets[i] != 1 || tree.starts[i] == STARTS) continue;
            fail_msg("seed %d: token %d was to start a sentence", (int)seed, i);
        }
        close_random_parser(&r);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parses_as_the_slow_oracle_does),
        cmocka_unit_test(test_every_table_of_kernels_parses_alike),
        cmocka_unit_test(test_tokens_far_back_are_scored_alike),
        cmocka_unit_test(test_trees_have_roots_and_no_cycles),
        cmocka_unit_test(test_presets_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
