// load_test.c - claims about packages: what is read, what is refused, and that damage of any kind
// ends in a message.
#include "model/check.h"
#include "model/flat.h"
#include "model/loading.h"
#include "model/tensor.h"
#include "testing.h"
#include "tiny_package.h"

#define BYTES(literal)                                                                             \
    { literal, sizeof(literal) - 1 }

static bool load_tiny(const tiny_package *tiny, arena *a, pipeline *p, ro_error *error) {
    package *files = open_packed_files(tiny->files, tiny->count, "tiny", error);
    bool     is_loaded = files && load_pipeline(files, a, p, error);
    if (is_loaded && !check_pipeline(p, "tiny", error)) {
        fail_msg("loaded, but the numbers do not fit: %s", error->message);
    }
    close_package(files);
    return is_loaded;
}

static void load_or_fail(const tiny_package *tiny, arena *a, pipeline *p) {
    ro_error error = {0};
    if (!load_tiny(tiny, a, p, &error)) fail_msg("%s", error.message);
}

// ---- What is read ------------------------------------------------------------------------

static void test_networks_have_the_shapes_of_the_config(void **state) {
    arena        a = {0};
    tiny_package tiny = make_tiny_package(&a, true, false);
    pipeline     p;
    (void)state;
    load_or_fail(&tiny, &a, &p);
    assert_true(same(p.name, STR("en_core_tiny_sm")));
    assert_int_equal(7, p.component_count);
    assert_int_equal(COMPONENT_SENTER, p.components[3].kind);
    assert_false(p.components[3].is_enabled);
    assert_true(p.components[6].is_enabled);
    assert_int_equal(3, p.encoder_count);
    assert_int_equal(12, p.encoders[0].mixer.inputs);
    assert_int_equal(3, p.encoders[0].mixer.pieces);
    assert_int_equal(9, p.encoders[0].columns[1].seed);
    assert_non_null(p.encoders[0].static_weights);
    assert_null(p.encoders[1].static_weights);
    assert_int_equal(0, p.tagger_encoder);
    assert_int_equal(0, p.parser.encoder);
    assert_int_equal(1, p.senter_encoder);
    assert_int_equal(2, p.ner.encoder);
    assert_int_equal(8, p.parser.slots);
    close_arena(&a);
}

static void test_classes_come_by_count_then_backwards_by_name(void **state) {
    static const struct {
        int         move;
        const char *label;
    } wanted[] = {{0, ""},    {1, ""},    {2, "nsubj"}, {2, "det"}, {3, "obj"}, {4, "ROOT"},
                  {1, "ORG"}, {1, "GPE"}, {2, "ORG"},   {2, "GPE"}, {3, "ORG"}, {3, "GPE"},
                  {4, "ORG"}, {4, "GPE"}, {4, ""},      {5, ""}};
    arena        a = {0};
    tiny_package tiny = make_tiny_package(&a, false, false);
    pipeline     p;
    (void)state;
    load_or_fail(&tiny, &a, &p);
    assert_int_equal(6, p.parser_class_count);
    assert_int_equal(10, p.ner_class_count);
    for (int i = 0; i < 16; i++) {
        const transition_class *got = i < 6 ? &p.parser_classes[i] : &p.ner_classes[i - 6];
        if (got->move != wanted[i].move || !same(got->label, str_of(wanted[i].label))) {
            fail_msg("class %d: got %d %.*s, wanted %d %s", i, got->move, SHOWN(got->label),
                     wanted[i].move, wanted[i].label);
        }
    }
    close_arena(&a);
}

static void test_tables_are_sorted_and_whole(void **state) {
    arena        a = {0};
    tiny_package tiny = make_tiny_package(&a, true, false);
    pipeline     p;
    (void)state;
    load_or_fail(&tiny, &a, &p);
    assert_int_equal(2, p.tokenizer.exception_count);
    assert_true(same(p.tokenizer.exceptions[1].parts[0].norm, STR("will")));
    assert_null(p.tokenizer.exceptions[1].parts[1].norm.at);
    assert_null(p.tokenizer.token_match.at);
    assert_false(p.tokenizer.faster_heuristics);
    assert_int_equal(432, p.norms[0].id);
    assert_int_equal(3, p.lemma_table_count);
    assert_true(same(p.lemma_tables[0].pos, STR("noun")));
    assert_true(same(p.lemma_tables[0].index[0], STR("army")));
    assert_true(same(p.lemma_tables[1].pos, STR("punct")));
    assert_true(same(p.lemma_tables[2].exceptions[0].word, STR("bit")));
    assert_int_equal(3, p.vectors.key_count);
    assert_int_equal(432, p.vectors.keys[0]);
    assert_int_equal(0, p.vectors.key_rows[0]);
    assert_true(p.vectors.table[5] == 5.0f);
    close_arena(&a);
}

static void test_ruler_entries_hold_conditions_and_normal_features(void **state) {
    arena        a = {0};
    tiny_package tiny = make_tiny_package(&a, false, false);
    pipeline     p;
    (void)state;
    load_or_fail(&tiny, &a, &p);
    const ruler_token *first = &p.ruler[0].patterns[0].tokens[0];
    assert_int_equal(3, first->condition_count);
    assert_int_equal(RULER_IN, first->conditions[0].test);
    assert_int_equal(2, first->conditions[0].value_count);
    assert_int_equal(RULER_REGEX, first->conditions[1].test);
    assert_int_equal(RULER_LOWER, first->conditions[2].key);
    assert_true(same(p.ruler[0].morph, STR("Case=Acc,Nom|Number=Plur")));
    assert_null(p.ruler[0].tag.at);
    assert_int_equal(-1, p.ruler[1].index);
    assert_true(same(p.ruler[1].patterns[0].tokens[0].conditions[0].values[0], STR("true")));
    assert_non_null(p.ruler[1].morph.at);
    assert_int_equal(0, p.ruler[1].morph.size);
    close_arena(&a);
}

static void test_both_shapes_of_the_config_are_the_same_pipeline(void **state) {
    arena        a = {0};
    tiny_package sections = make_tiny_package(&a, false, false);
    tiny_package in_line = make_tiny_package(&a, false, true);
    pipeline     first, second;
    (void)state;
    load_or_fail(&sections, &a, &first);
    load_or_fail(&in_line, &a, &second);
    assert_true(same(flatten_in_test(&a, &first), flatten_in_test(&a, &second)));
    close_arena(&a);
}

static void test_other_element_types_become_floats(void **state) {
    static const struct {
        str         bytes;
        const float values[2];
    } cases[] = {
        {BYTES("\x85\xc4\x02nd\xc3\xc4\x04type\xa3<"
               "f2\xc4\x04kind\xc4\x00\xc4\x05shape\x91\x02\xc4\x04"
               "data\xc4\x04\x00\x3c\x01\x80"),
         {1.0f, -5.9604644775390625e-08f}},
        {BYTES("\x83\xa5shape\x91\x02\xa4type\xa3<f8\xa4"
               "data\xc4\x10\x00\x00\x00\x00\x00\x00\xf8\x3f"
               "\x00\x00\x00\x00\x00\x00\x00\xc0"),
         {1.5f, -2.0f}},
    };
    arena a = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_error    error = {0};
        pack_reader r = {.content = cases[i].bytes, .place = "test", .error = &error};
        tensor      t = read_tensor(&r, &a);
        if (!end_pack(&r)) fail_msg("case %zu: %s", i, error.message);
        assert_int_equal(2, t.count);
        assert_memory_equal(cases[i].values, t.at, sizeof cases[i].values);
    }
    close_arena(&a);
}

// ---- What is refused ---------------------------------------------------------------------

static void test_what_is_not_supported_is_refused_by_name(void **state) {
    static const struct {
        const char *file, *old, *by, *message;
    } cases[] = {
        {"config.cfg", "spacy.Tok2Vec.v2", "spacy.Tok2Vec.v1", "\"spacy.Tok2Vec.v1\" is not"},
        {"config.cfg", "MultiHashEmbed.v2", "CharacterEmbed.v2", "\"spacy.CharacterEmbed.v2\""},
        {"config.cfg", "MaxoutWindow", "MishWindow", "\"spacy.MishWindowEncoder.v2\""},
        {"config.cfg", "spacy.Tagger.v2", "spacy.Tagger.v1", "\"spacy.Tagger.v1\""},
        {"config.cfg", "BasedParser.v2", "BasedParser.v3", "\"spacy.TransitionBasedParser.v3\""},
        {"config.cfg", "factory = \"senter\"", "factory = \"textcat\"", "\"textcat\""},
        {"config.cfg", "spacy.Tokenizer.v1", "other.Tokenizer", "tokenizer \"other.Tokenizer\""},
        {"config.cfg", "lang = \"en\"", "lang = \"de\"", "language \"de\""},
        {"config.cfg", "mode = \"rule\"", "mode = \"lookup\"", "lemmatizer mode \"lookup\""},
        {"config.cfg", "learn_tokens = false", "learn_tokens = true",
         "parser.learn_tokens = true is not"},
        {"config.cfg", "use_upper = true", "use_upper = false", "use_upper = false is not"},
        {"config.cfg", "state_tokens = false", "state_tokens = true", "extra_state_tokens"},
        {"config.cfg", "\"PREFIX\"]", "\"LENGTH\"]", "its columns are not the attributes"},
        {"config.cfg", "rows = [5,6]", "rows = [5]", "found 2 and 1"},
        {"config.cfg", "rows = [5,6]", "rows = [5,7]", "expected (7, 4), found (6, 4)"},
        {"config.cfg", "depth = 1", "depth = 2", "expected 3 layers \"maxout\", found 2"},
        {"config.cfg", "depth = 1", "depth = 99", "from 1 to 8, found 99"},
        {"config.cfg", "hidden_width = 3", "hidden_width = 4", "expected (4, 4), found (3, 4)"},
        {"config.cfg", "window_size = 1", "window_size = 2", "found (4, 2, 12)"},
        {"config.cfg", "\"tagger\",", "\"../x\",", "\"../x\" cannot be the name of a component"},
        {"config.cfg", "upstream = \"tok2vec\"", "upstream = \"nobody\"", "\"nobody\" before it"},
        {"config.cfg", "\"parser\",\"senter\"", "\"tagger\",\"senter\"", "of one kind"},
        {"config.cfg", "include_static_vectors = false", "include_static_vectors = true",
         "expected word vectors in the package, found none"},
        {"config.cfg", "overwrite = false", "overwrite = true", "overwrite = true is not"},
        {"config.cfg", "batch_size = 256", "after_creation = {\"@callbacks\":\"f.v1\"}",
         "the callback \"f.v1\" is not"},
        {"config.cfg", "batch_size = 256", "vectors = {\"@vectors\":\"own.v1\"}",
         "the vectors \"own.v1\" are not"},
        {"tagger/cfg", "{\"labels", "{\"overwrite\":true,\"labels", "overwrite = true is not"},
        {"parser/cfg", "\"beam_width\":1", "\"beam_width\":8", "a beam_width other than 1 is not"},
        {"parser/cfg", "\"learn_tokens\":false", "\"learn_tokens\":true",
         "learn_tokens = true is not"},
        {"parser/moves", "\"det\":4", "\"\":-444", "a count of at least 0"},
        {"parser/moves", "\"4\":{\"ROOT\"", "\"7\":{\"ROOT\"", "the number of a move"},
        {"parser/moves", ",\"det\":4", "        ", "expected (5, 3), found (6, 3)"},
        {"tagger/cfg", "\"NN\",", "", "expected (2, 4), found (3, 4)"},
        {"tagger/cfg", "labels", "marks", "expected 1 to 10000 labels, found 0"},
        {"tokenizer", "url_match", "url_watch", "tokenizer setting \"url_watch\""},
        {"tokenizer", "\xa2wo", "\xa2we", "do not make it up"},
        {"tokenizer", "\xa4ORTH", "\xa4TEXT", "expected ORTH or NORM"},
        {"attribute_ruler/patterns", "LOWER", "SHAPE", "the pattern key \"SHAPE\""},
        {"attribute_ruler/patterns", "REGEX", "FUZZY", "the pattern test \"FUZZY\""},
        {"attribute_ruler/patterns", "LEMMA", "COLOR", "the attribute \"COLOR\""},
        {"attribute_ruler/patterns", "index\xff", "index\x02", "the index 2 lies outside"},
        {"tok2vec/model", "hashembed", "otherkind", "the layer \"otherkind\" is not supported"},
        {"tok2vec/model", "<f4", "<i4", "arrays of type \"<i4\""},
        {"meta.json", "core_tiny", "core/../x", "expected a plain name"},
        {"meta.json", "1.0.2", "1/0", "expected a plain name"},
        {"meta.json", "\"en\"", "en", "expected JSON"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena        a = {0};
        tiny_package tiny = make_tiny_package(&a, false, false);
        pipeline     p;
        ro_error     error = {0};
        replace_in_tiny(&a, &tiny, cases[i].file, str_of(cases[i].old), str_of(cases[i].by));
        bool is_loaded = load_tiny(&tiny, &a, &p, &error);
        if (is_loaded || !strstr(error.message, cases[i].message) || error.status != RO_BAD_MODEL ||
            strstr(error.message, "tiny: ") != error.message) {
            fail_msg("%s, %s: got \"%s\", wanted \"%s\"", cases[i].file, cases[i].by,
                     is_loaded ? "a pipeline" : error.message, cases[i].message);
        }
        close_arena(&a);
    }
}

static void test_word_vectors_that_are_not_supported_are_refused(void **state) {
    static const struct {
        const char *file;
        str         old, by;
        const char *message;
    } cases[] = {
        {"vocab/vectors.cfg", BYTES("default"), BYTES("floret"), "mode \"floret\""},
        {"vocab/vectors.cfg", BYTES("\"mode\":\"default\""), BYTES("\"attr\":67"), "attribute 67"},
        {"vocab/vectors", BYTES("False"), BYTES("True "), "Fortran"},
        {"vocab/vectors", BYTES("<f4"), BYTES(">f4"), "\">f4\""},
        {"vocab/vectors", BYTES("(2, 3)"), BYTES("(2, 4)"),
         "expected 32 bytes of an array, found 24"},
        {"vocab/vectors", BYTES("(2, 3)"), BYTES("(2, x)"), "shape cannot be read"},
        {"vocab/vectors", BYTES("NUMPY"), BYTES("NUMPI"), "expected a NumPy array file"},
        {"tok2vec/model", BYTES("\xa4ORTH"), BYTES("\xa4NORM"), "word vectors by \"NORM\""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena        a = {0};
        tiny_package tiny = make_tiny_package(&a, true, false);
        pipeline     p;
        ro_error     error = {0};
        replace_in_tiny(&a, &tiny, cases[i].file, cases[i].old, cases[i].by);
        if (load_tiny(&tiny, &a, &p, &error) || !strstr(error.message, cases[i].message)) {
            fail_msg("case %zu: got \"%s\", wanted \"%s\"", i, error.message, cases[i].message);
        }
        close_arena(&a);
    }
}

static void test_packages_without_a_file_or_with_two_roots_are_refused(void **state) {
    arena a = {0};
    (void)state;
    for (int i = 0; i < make_tiny_package(&a, true, false).count; i++) {
        tiny_package tiny = make_tiny_package(&a, true, false);
        str          name = tiny.files[i].name;
        pipeline     p;
        ro_error     error = {0};
        bool is_needed = !ends_with(name, STR("LICENSE")) && !ends_with(name, STR("vectors.cfg")) &&
                         !ends_with(name, STR("vocab/lookups.bin"));
        tiny.files[i] = tiny.files[--tiny.count];
        bool is_loaded = load_tiny(&tiny, &a, &p, &error);
        if (is_loaded == is_needed) fail_msg("without %.*s: got %d", SHOWN(name), is_loaded);
    }
    tiny_package tiny = make_tiny_package(&a, false, false);
    ro_error     error = {0};
    tiny.files[1] = (packed_file){STR("second/config.cfg"), STR("")};
    assert_null(open_packed_files(tiny.files, tiny.count, "tiny", &error));
    assert_non_null(strstr(error.message, "expected one config.cfg, found one in"));
    close_arena(&a);
}

// ---- Damage ------------------------------------------------------------------------------

// Small enough to cut at every byte; each cut ends in a message, never in a pipeline.
static void test_every_cut_of_every_file_is_refused(void **state) {
    arena        a = {0};
    tiny_package whole = make_tiny_package(&a, true, false);
    (void)state;
    for (int i = 0; i < whole.count; i++) {
        str  content = whole.files[i].content;
        bool is_text = ends_with(whole.files[i].name, STR("config.cfg")) ||
                       ends_with(whole.files[i].name, STR("LICENSE"));
        for (size_t size = 0; size < content.size && !is_text; size++) {
            arena        scratch = {0};
            tiny_package cut = whole;
            pipeline     p;
            ro_error     error = {0};
            cut.files[i].content = slice(content, 0, size);
            if (load_tiny(&cut, &scratch, &p, &error)) {
                fail_msg("%.*s cut at %zu was read", SHOWN(whole.files[i].name), size);
            }
            if (error.message[0] == 0) fail_msg("a refusal without a message");
            close_arena(&scratch);
        }
    }
    close_arena(&a);
}

// Whatever a changed byte does, what is loaded has numbers that fit (load_tiny holds it to that).
static void test_no_changed_byte_breaks_the_reader(void **state) {
    static const char masks[] = {0x01, (char)0x80, (char)0xff};
    arena             a = {0};
    tiny_package      whole = make_tiny_package(&a, true, false);
    (void)state;
    for (int i = 0; i < whole.count; i++) {
        str   content = whole.files[i].content;
        char *changed = (char *)(uintptr_t)copy_str(&a, content).at;
        for (size_t at = 0; at < content.size; at++) {
            arena        scratch = {0};
            tiny_package damaged = whole;
            pipeline     p;
            changed[at] = (char)(content.at[at] ^ masks[at % sizeof masks]);
            damaged.files[i].content = (str){changed, content.size};
            bool is_loaded = load_tiny(&damaged, &scratch, &p, NULL);
            (void)is_loaded;
            changed[at] = content.at[at];
            close_arena(&scratch);
        }
    }
    close_arena(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_networks_have_the_shapes_of_the_config),
        cmocka_unit_test(test_classes_come_by_count_then_backwards_by_name),
        cmocka_unit_test(test_tables_are_sorted_and_whole),
        cmocka_unit_test(test_ruler_entries_hold_conditions_and_normal_features),
        cmocka_unit_test(test_both_shapes_of_the_config_are_the_same_pipeline),
        cmocka_unit_test(test_other_element_types_become_floats),
        cmocka_unit_test(test_what_is_not_supported_is_refused_by_name),
        cmocka_unit_test(test_word_vectors_that_are_not_supported_are_refused),
        cmocka_unit_test(test_packages_without_a_file_or_with_two_roots_are_refused),
        cmocka_unit_test(test_every_cut_of_every_file_is_refused),
        cmocka_unit_test(test_no_changed_byte_breaks_the_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
