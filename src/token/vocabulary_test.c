// vocabulary_test.c - claims about word forms. Ids and norms are those of spaCy (spec 3.4).
#include "token/vocabulary.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "testing.h"

static const norm_entry NORMS[] = {{2579953423244470672u, {"color", 5}}};
static const pipeline   PIPELINE = {.norm_count = 1, .norms = NORMS};

static void test_ids_are_those_of_spacy(void **state) {
    static const struct {
        const char *text;
        uint64_t    orth, norm, prefix, suffix, shape;
    } cases[] = {
        {"The", 5059648917813135842u, 7425985699627899538u, 5582244037879929967u,
         5059648917813135842u, 18200729499220207786u},
        {"I", 4690420944186131903u, 5097672513440128799u, 4690420944186131903u,
         4690420944186131903u, 101},
        {"Apple", 6418411030699964375u, 8566208034543834098u, 14862748245026736845u,
         16838316573854262908u, 16072095006890171862u},
        {"colour", 2579953423244470672u, 7045580820573707335u, 16900879642891266615u,
         17577015140245084783u, 13110060611322374290u},
        {"number", 432, 432, 13210364986222294696u, 8529155809759507800u, 13110060611322374290u},
        {"cadet", 9071399961477037372u, 9071399961477037372u, 16900879642891266615u, 415,
         13110060611322374290u},
        {"€", 7817016891017139529u, 11283501755624150392u, 7817016891017139529u,
         7817016891017139529u, 7817016891017139529u},
        {"…", 12034422695025479550u, 10875615029400813363u, 12034422695025479550u,
         12034422695025479550u, 12034422695025479550u},
        {"1990s", 15884084656497260350u, 15884084656497260350u, 5533571732986600803u,
         3800089615342466421u, 560993125167729840u},
        {"U.S.", 16611556673110956997u, 7742618937320755052u, 8804677687338025421u,
         13611846068488418672u, 9346084826459880894u},
        {"iPhone12", 10530485533960727846u, 13329838553964956790u, 5097672513440128799u,
         8511941850805698179u, 8477964167360747940u},
        {"COVID-19", 12870980204702107685u, 7296015427201163752u, 149303876845869574u,
         12306062973497178760u, 17753276389401954339u},
        {"_", 456, 456, 456, 456, 456},
        {"ΟΔΟΣ", 7936547192537741845u, 17129677069475088392u, 6281389250385958075u,
         17379186000339699687u, 13862804199789047564u},
        {"İstanbul", 5531652341963919559u, 15203773036078536088u, 10007816788334446145u,
         10221067734874003127u, 16072095006890171862u},
        {"²", 4645924870329155111u, 4645924870329155111u, 4645924870329155111u,
         4645924870329155111u, 8148669997605808657u},
        {"Ⅷ", 6920941209184003015u, 10157557961430953221u, 6920941209184003015u,
         6920941209184003015u, 6920941209184003015u},
        {"ǅ", 1909871774901318200u, 8456708616289312551u, 1909871774901318200u,
         1909871774901318200u, 11123243248953317070u},
        {"東京", 9360021637096476946u, 9360021637096476946u, 7694209993878636438u,
         9360021637096476946u, 4370460163704169311u},
    };
    (void)state;
    vocabulary *v = open_vocabulary(&PIPELINE);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const form *f = find_form(v, str_of(cases[i].text), (str){NULL, 0});
        if (f->orth != cases[i].orth || f->norm != cases[i].norm || f->prefix != cases[i].prefix ||
            f->suffix != cases[i].suffix || f->shape != cases[i].shape) {
            fail_msg("%s: got %lu %lu %lu %lu %lu", cases[i].text, f->orth, f->norm, f->prefix,
                     f->suffix, f->shape);
        }
    }
    close_vocabulary(v);
}

static void test_shapes_of_long_texts_and_long_runs(void **state) {
    char many[120];
    (void)state;
    vocabulary *v = open_vocabulary(&PIPELINE);
    memset(many, 'x', sizeof many);
    const form *f = find_form(v, (str){many, 120}, (str){NULL, 0});
    assert_true(f->orth == 15511204608665069449u && f->shape == 13735693502083210583u);
    assert_true(find_form(v, (str){many, 99}, (str){NULL, 0})->shape == 13110060611322374290u);
    assert_true(find_form(v, STR("aaaaa11111"), (str){NULL, 0})->shape ==
                string_id(STR("xxxxdddd")));
    // What the shape maps to counts, not what the text holds.
    assert_true(find_form(v, STR("aXXXXX"), (str){NULL, 0})->shape == string_id(STR("xXXXX")));
    close_vocabulary(v);
}

static void test_a_text_has_one_form_for_each_norm(void **state) {
    (void)state;
    vocabulary *v = open_vocabulary(&PIPELINE);
    const form *plain = find_form(v, STR("ca"), (str){NULL, 0});
    const form *can = find_form(v, STR("ca"), STR("can"));
    const form *other = find_form(v, STR("ca"), STR("circa"));
    assert_true(plain != can && can != other && plain != other);
    assert_true(find_form(v, STR("ca"), STR("can")) == can);
    assert_true(find_form(v, STR("ca"), STR("circa")) == other);
    assert_true(find_form(v, STR("ca"), STR("ca")) == plain);
    assert_true(same(can->norm_text, STR("can")) && can->norm == string_id(STR("can")));
    assert_true(can->orth == plain->orth && can->number != plain->number);
    close_vocabulary(v);
}

static void test_white_space_is_known_as_such(void **state) {
    (void)state;
    vocabulary *v = open_vocabulary(&PIPELINE);
    assert_true(find_form(v, STR("\n\xc2\xa0"), (str){NULL, 0})->is_space);
    assert_false(find_form(v, STR("a"), (str){NULL, 0})->is_space);
    close_vocabulary(v);
}

static void test_forms_stay_in_place_and_a_new_generation_forgets_them(void **state) {
    enum { COUNT = 70000 };
    (void)state;
    vocabulary *v = open_vocabulary(&PIPELINE);
    const form *first = find_form(v, STR("first"), (str){NULL, 0});
    renew_vocabulary(v);
    assert_int_equal(0, generation_of(v)); // not yet
    for (int i = 1; i < COUNT; i++) {
        buffer word = {0};
        add_format(&word, "w%d", i);
        assert_int_equal(i, find_form(v, str_of_buffer(&word), (str){NULL, 0})->number);
        close_buffer(&word);
    }
    assert_true(find_form(v, STR("first"), (str){NULL, 0}) == first);
    assert_true(same(first->text, STR("first")));
    renew_vocabulary(v);
    assert_int_equal(1, generation_of(v));
    const form *again = find_form(v, STR("w69999"), (str){NULL, 0});
    assert_int_equal(0, again->number);
    assert_int_equal(1, again->generation);
    close_vocabulary(v);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids_are_those_of_spacy),
        cmocka_unit_test(test_shapes_of_long_texts_and_long_runs),
        cmocka_unit_test(test_a_text_has_one_form_for_each_norm),
        cmocka_unit_test(test_white_space_is_known_as_such),
        cmocka_unit_test(test_forms_stay_in_place_and_a_new_generation_forgets_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
