// networks_test.c - numbers inside the networks of the released pipelines, against those that an
// implementation in double precision gives for the same two texts (spec 5.8).
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "models.h"
#include "parse/encode.h"
#include "testing.h"

static const float TOLERANCE = 5e-5F;

// ---- The texts, token by token -----------------------------------------------------------

typedef struct {
    const char *text, *norm, *prefix, *suffix, *shape;
    bool        space_after;
} token_row;

static const token_row PHONES[] = {
    {"Apple", "apple", "A", "ple", "Xxxxx", true},
    {"ca", "can", "c", "ca", "xx", false},
    {"n't", "not", "n", "n't", "x'x", true},
    {"sell", "sell", "s", "ell", "xxxx", true},
    {"5", "5", "5", "5", "d", true},
    {"phones", "phones", "p", "nes", "xxxx", true},
    {"in", "in", "i", "in", "xx", true},
    {"the", "the", "t", "the", "xxx", true},
    {"U.K.", "u.k.", "U", ".K.", "X.X.", false},
    {",", ",", ",", ",", ",", true},
    {"Tim", "tim", "T", "Tim", "Xxx", true},
    {"Cook", "cook", "C", "ook", "Xxxx", true},
    {"said", "said", "s", "aid", "xxxx", false},
    {".", ".", ".", ".", ".", false},
};

static const token_row SENTENCES[] = {
    {"This", "this", "T", "his", "Xxxx", true},
    {"is", "is", "i", "is", "xx", true},
    {"a", "a", "a", "a", "x", true},
    {"sentence", "sentence", "s", "nce", "xxxx", false},
    {".", ".", ".", ".", ".", true},
    {"This", "this", "T", "his", "Xxxx", true},
    {"is", "is", "i", "is", "xx", true},
    {"another", "another", "a", "her", "xxxx", true},
    {"one", "one", "o", "one", "xxx", false},
    {".", ".", ".", ".", ".", false},
};

static document *make_document(const token_row *rows, int count) {
    document *doc = new_document();
    for (int i = 0; i < count; i++) {
        form *f = NEW_IN(&doc->memory, form, 1);
        f->number = (uint32_t)i;
        f->orth = string_id(str_of(rows[i].text));
        f->norm = string_id(str_of(rows[i].norm));
        f->prefix = string_id(str_of(rows[i].prefix));
        f->suffix = string_id(str_of(rows[i].suffix));
        f->shape = string_id(str_of(rows[i].shape));
        const token made = {.form = f, .space_after = rows[i].space_after};
        PUSH_IN(&doc->memory, &doc->tokens, made);
    }
    return doc;
}

// ---- A model with its networks -----------------------------------------------------------

typedef struct {
    arena            memory;
    loaded_pipeline *loaded;
    networks         nets;
    document        *doc;
} opened_networks;

static bool open_networks(test_model model, const token_row *rows, int count,
                          opened_networks *opened) {
    *opened = (opened_networks){.loaded = open_test_model(model)};
    if (!opened->loaded) return false;
    ro_error error = {0};
    if (!pack_networks(&opened->memory, best_kernels(), pipeline_of(opened->loaded), &opened->nets,
                       &error)) {
        fail_msg("%s", error.message);
    }
    opened->doc = make_document(rows, count);
    return true;
}

static void close_networks(opened_networks *opened) {
    close_document(opened->doc);
    close_pipeline(opened->loaded);
    close_arena(&opened->memory);
}

// Runs one claim on both models; skips when neither is there.
static void hold_for_models(bool (*claim)(test_model model)) {
    int held = 0;
    for (int m = 0; m < TEST_MODEL_COUNT; m++) {
        if (claim((test_model)m)) held++;
    }
    if (held == 0) skip();
}

static void hold_near(const char *what, const float *want, int count, const float *got) {
    for (int i = 0; i < count; i++) {
        if (!(fabsf(want[i] - got[i]) <= TOLERANCE)) {
            fail_msg("%s, number %d: got %.6f, wanted %.5f", what, i, (double)got[i],
                     (double)want[i]);
        }
    }
}

typedef struct {
    float *at;
    size_t width;
} kept_rows;

static void keep_rows(void *context, int first, const float *const *rows, int count) {
    kept_rows *kept = context;
    for (int r = 0; r < count; r++) {
        memcpy(kept->at + (size_t)(first + r) * kept->width, rows[r], kept->width * sizeof(float));
    }
}

// All tokens as one window: rows (tokens, width).
static float *encode_all(opened_networks *opened, int number) {
    token_range  window = {0, opened->doc->tokens.count};
    encoder_run *run = open_encoder_run(&opened->nets, number, 0);
    kept_rows    kept = {.width = (size_t)opened->nets.encoders[number].width};
    kept.at = NEW_IN(&opened->memory, float, kept.width *(size_t)window.end);
    encode_windows(run, opened->doc, &window, 1, keep_rows, &kept);
    close_encoder_run(run);
    return kept.at;
}

static void hold_mixed(opened_networks *opened, int number, const float *want, int count) {
    embedder *e = open_embedder(&opened->nets, number, 0);
    begin_batch(e);
    embed_tokens(e, opened->doc, 0, 1);
    hold_near("mixer output", want, count, embedding_of(e, token_at(opened->doc, 0)).mixed);
    close_embedder(e);
}

static float *multiply_one(opened_networks *opened, const packed_matrix *m, const float *row) {
    float *out = NEW_IN(&opened->memory, float, product_room(m));
    opened->nets.kernels->multiply(m, &row, 1, out);
    return out;
}

// ---- Sentence finder ---------------------------------------------------------------------

static const struct {
    float mixed[16]; // of token 0; what is known of it
    int   mixed_count;
    float first[4], last[4]; // encoder output
    int   row_count;
    float scores[10][2];
    int   score_count;
} SENTER[TEST_MODEL_COUNT] = {
    {{-0.40129F, 0.38000F, -1.22065F, 0.07771F, 0.10635F, -1.31115F, 0.50563F, 1.39774F, 0.42080F,
      -1.04898F, -0.34599F, -1.15178F, 1.21484F, 1.08070F, 0.24450F, 0.09301F},
     16,
     {1.00409F, -2.29858F, -0.43184F, 1.00926F},
     {-1.58282F, 2.03329F, -0.90649F, -0.92384F},
     4,
     {{-6.0771F, 6.0772F},
      {6.7605F, -6.7602F},
      {6.5333F, -6.5330F},
      {6.7438F, -6.7435F},
      {5.4158F, -5.4157F},
      {-6.2905F, 6.2905F},
      {6.4208F, -6.4205F},
      {6.3512F, -6.3509F},
      {6.3825F, -6.3822F},
      {5.7823F, -5.7821F}},
     10},
    {{0}, 0, {0}, {0}, 0, {{-5.3497F, 5.3499F}, {7.0451F, -7.0446F}}, 2},
};

static bool senter_is_right(test_model model) {
    enum { COUNT = sizeof SENTENCES / sizeof *SENTENCES };
    opened_networks o;
    if (!open_networks(model, SENTENCES, COUNT, &o)) return false;
    int    number = o.nets.pipeline->senter_encoder;
    size_t width = (size_t)o.nets.encoders[number].width;
    float *rows = encode_all(&o, number);
    hold_mixed(&o, number, SENTER[model].mixed, SENTER[model].mixed_count);
    hold_near("first row", SENTER[model].first, SENTER[model].row_count, rows);
    hold_near("last row", SENTER[model].last, SENTER[model].row_count, rows + (COUNT - 1) * width);
    for (int i = 0; i < SENTER[model].score_count; i++) {
        float *scores = multiply_one(&o, &o.nets.senter, rows + (size_t)i * width);
        // Given to four places.
        assert_true(fabsf(scores[0] - SENTER[model].scores[i][0]) < 1e-4F);
        assert_true(fabsf(scores[1] - SENTER[model].scores[i][1]) < 1e-4F);
    }
    close_networks(&o);
    return true;
}

static void test_sentence_finder_gives_the_known_numbers(void **state) {
    (void)state;
    hold_for_models(senter_is_right);
}

// ---- Tagger and parser -------------------------------------------------------------------

static const struct {
    float mixed[4], first[6], last[4];
    float best_tags[4]; // of tokens 0 to 3, to four places
    float input[4];     // of token 0
    float lower[4];     // token 0 in slot 0: outputs 0 and 1 in pieces 0 and 1
    float pad[4];       // of slot 0, in the same order
    float scores[3];    // of the first three classes in the first state
} PARSER[TEST_MODEL_COUNT] = {
    {{-0.21421F, -0.32336F, -0.06091F, 0.26293F},
     {-1.36253F, -1.00756F, 0.93473F, 0.45391F, -0.00177F, -0.56031F},
     {-0.08805F, -0.73283F, -0.79676F, -0.44051F},
     {9.2408F, 16.4959F, 13.8571F, 13.4189F},
     {0.69979F, -1.25874F, -0.41641F, -0.12964F},
     {0.70538F, -2.28742F, 3.14226F, -3.63697F},
     {-3.12318F, -2.95904F, 8.43778F, 0.56436F},
     {15.41597F, -2.14103F, 0.02269F}},
    {{-0.49949F, 0.14745F, -0.09192F, -0.36996F},
     {-1.90084F, 0.41844F, -0.71462F, 1.68716F, 1.31888F, -0.87249F},
     {1.82506F, 0.20505F, -1.60339F, 0.67797F},
     {9.1390F, 16.3444F, 15.4095F, 14.4655F},
     {-0.02749F, -1.05856F, -0.38212F, 0.79924F},
     {-2.93314F, -2.23669F, 0.57964F, -1.74829F},
     {3.01165F, 6.72333F, 2.96808F, 6.60112F},
     {15.65792F, -0.50656F, -5.23263F}},
};

static float highest(const float *scores, int count) {
    float best = scores[0];
    for (int i = 1; i < count; i++) {
        if (scores[i] > best) best = scores[i];
    }
    return best;
}

// Outputs 0 and 1, pieces 0 and 1, of a row (pieces, room).
static void pick_four(const packed_transitions *net, const float *row, float four[4]) {
    for (int i = 0; i < 4; i++) {
        four[i] = row[i % 2 * net->room + i / 2];
    }
}

// Scores of the state whose slots hold what `rows` say.
static float *score_state(opened_networks *o, const packed_transitions *net,
                          const float *const *rows) {
    const float *with_bias[MOST_SLOTS + 1];
    memcpy(with_bias, rows, (size_t)net->slots * sizeof *rows);
    with_bias[net->slots] = net->bias;
    float *hidden = NEW_IN(&o->memory, float, net->room);
    o->nets.kernels->add_rows(with_bias, net->slots + 1, net->pieces, net->room, hidden);
    return multiply_one(o, &net->upper, hidden);
}

static float *lower_of(opened_networks *o, const packed_transitions *net, const float *row) {
    return multiply_one(o, &net->lower, multiply_one(o, &net->input, row));
}

static bool parser_is_right(test_model model) {
    enum { COUNT = sizeof PHONES / sizeof *PHONES };
    opened_networks o;
    if (!open_networks(model, PHONES, COUNT, &o)) return false;
    const packed_transitions *net = &o.nets.parser;
    size_t                    width = (size_t)o.nets.encoders[net->encoder].width;
    size_t                    slot = (size_t)(net->pieces * net->room);
    float                    *rows = encode_all(&o, net->encoder), four[4];
    hold_mixed(&o, net->encoder, PARSER[model].mixed, 4);
    hold_near("first row", PARSER[model].first, 6, rows);
    hold_near("last row", PARSER[model].last, 4, rows + (COUNT - 1) * width);
    for (int i = 0; i < 4; i++) {
        float *tags = multiply_one(&o, &o.nets.tagger, rows + (size_t)i * width);
        float  best = highest(tags, o.nets.tagger.outputs);
        assert_true(fabsf(best - PARSER[model].best_tags[i]) < 1e-4F);
    }
    hold_near("input", PARSER[model].input, 4, multiply_one(&o, &net->input, rows));
    pick_four(net, lower_of(&o, net, rows), four);
    hold_near("lower layer", PARSER[model].lower, 4, four);
    pick_four(net, net->pads, four);
    hold_near("missing feature", PARSER[model].pad, 4, four);

    // Before the first move: tokens 0 and 1 in the buffer, nothing else.
    const float *slots[PARSER_SLOTS];
    for (size_t s = 0; s < PARSER_SLOTS; s++) {
        slots[s] = net->pads + s * slot;
    }
    slots[0] = lower_of(&o, net, rows);
    slots[1] = lower_of(&o, net, rows + width) + slot;
    hold_near("first state", PARSER[model].scores, 3, score_state(&o, net, slots));
    close_networks(&o);
    return true;
}

static void test_tagger_and_parser_give_the_known_numbers(void **state) {
    (void)state;
    hold_for_models(parser_is_right);
}

// ---- Name finder -------------------------------------------------------------------------

static const struct {
    float mixed[4], first[4];
    float scores[3]; // of B-ORG, B-DATE, B-PERSON at token 0
} NAMES[TEST_MODEL_COUNT] = {
    {{0.02121F, -0.93204F, -0.21486F, 0.41466F},
     {0.90034F, -2.10780F, -0.82751F, 2.14145F},
     {0.78502F, -6.63517F, -4.93199F}},
    {{0.91453F, 0.19188F, 0.27915F, -0.10868F},
     {0.48500F, 0.57208F, 0.21422F, -0.99170F},
     {0.75217F, -4.41888F, -2.88213F}},
};

static bool names_are_right(test_model model) {
    enum { COUNT = sizeof PHONES / sizeof *PHONES };
    opened_networks o;
    if (!open_networks(model, PHONES, COUNT, &o)) return false;
    const packed_transitions *net = &o.nets.ner;
    size_t                    slot = (size_t)(net->pieces * net->room);
    float                    *rows = encode_all(&o, net->encoder);
    hold_mixed(&o, net->encoder, NAMES[model].mixed, 4);
    hold_near("first row", NAMES[model].first, 4, rows);
    const float *slots[NER_SLOTS] = {lower_of(&o, net, rows), net->pads + slot,
                                     net->pads + 2 * slot};
    hold_near("token 0", NAMES[model].scores, 3, score_state(&o, net, slots));
    close_networks(&o);
    return true;
}

static void test_name_finder_gives_the_known_numbers(void **state) {
    (void)state;
    hold_for_models(names_are_right);
}

// ---- Batches -----------------------------------------------------------------------------

// The same text in one piece, and many times as windows of every batch.
static bool batches_change_nothing(test_model model) {
    enum { COUNT = sizeof PHONES / sizeof *PHONES, COPIES = 61 };
    token_row       many[COPIES * COUNT];
    token_range     windows[COPIES];
    opened_networks one, all;
    for (int i = 0; i < COPIES; i++) {
        memcpy(many + (size_t)i * COUNT, PHONES, sizeof PHONES);
        windows[i] = (token_range){i * COUNT, (i + 1) * COUNT};
    }
    if (!open_networks(model, PHONES, COUNT, &one)) return false;
    if (!open_networks(model, many, COPIES * COUNT, &all)) return false;
    size_t       width = (size_t)one.nets.encoders[0].width;
    float       *want = encode_all(&one, 0);
    kept_rows    kept = {NEW_IN(&all.memory, float, width *COPIES *COUNT), width};
    encoder_run *run = open_encoder_run(&all.nets, 0, 0);
    encode_windows(run, all.doc, windows, COPIES, keep_rows, &kept);
    for (int i = 0; i < COPIES; i++) {
        const float *got = kept.at + width * COUNT * (size_t)i;
        if (memcmp(want, got, width * COUNT * sizeof *want) != 0) {
            fail_msg("%s: window %d differs from the same text alone", test_model_name(model), i);
        }
    }
    close_encoder_run(run);
    close_networks(&one);
    close_networks(&all);
    return true;
}

static void test_a_window_encodes_alike_in_any_batch(void **state) {
    (void)state;
    hold_for_models(batches_change_nothing);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentence_finder_gives_the_known_numbers),
        cmocka_unit_test(test_tagger_and_parser_give_the_known_numbers),
        cmocka_unit_test(test_name_finder_gives_the_known_numbers),
        cmocka_unit_test(test_a_window_encodes_alike_in_any_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
