// safetensors_test.c - headers that agree with their numbers, and those that do not.
#include "model/safetensors.h"

#include "base/arena.h"
#include "testing.h"
#include "tiny_tensors.h"

static const uint8_t NUMBERS[] = {0,    0,    0x80, 0x3f, 0, 0, 0, 0xc0, // 1, -2 as F32
                                  0,    0x3c, 0,    0xc0,                // 1, -2 as F16
                                  0x80, 0x3f,                            // 1 as BF16
                                  0xfe, 5};                              // -2 as I8; 5 as U8

static void test_numbers_of_every_type_are_read(void **state) {
    static const char header[] =
        "{\"f\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
        "\"u\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[15,16]},"
        "\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[8,12]},"
        "\"b\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[12,14]},"
        "\"i\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[14,15]},"
        "\"none\":{\"dtype\":\"F32\",\"shape\":[0,7],\"data_offsets\":[0,0]}}";
    static const struct {
        const char *name;
        size_t      count;
        float       numbers[2];
    } cases[] = {{"f", 2, {1, -2}}, {"h", 2, {1, -2}}, {"b", 1, {1}},
                 {"i", 1, {-2}},    {"u", 1, {5}},     {"none", 0, {0}}};
    (void)state;
    arena       a = {0};
    ro_error    error = {0};
    safetensors tensors;
    str file = join_safetensors(&a, str_of(header), (str){(const char *)NUMBERS, sizeof NUMBERS});
    if (!read_safetensors(file, "test", &a, &tensors, &error)) fail_msg("%s", error.message);
    assert_int_equal(6, tensors.count);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        float                got[2];
        const stored_tensor *t = find_tensor(&tensors, str_of(cases[i].name));
        assert_non_null(t);
        assert_int_equal(cases[i].count, t->count);
        widen_tensor(t, 0, t->count, got);
        for (size_t n = 0; n < t->count; n++) {
            if (!(got[n] == cases[i].numbers[n])) fail_msg("%s: %g", cases[i].name, (double)got[n]);
        }
    }
    assert_null(find_tensor(&tensors, STR("g")));
    close_arena(&a);
}

#define ENTRY(type, shape, offsets)                                                                \
    "{\"dtype\":\"" type "\",\"shape\":" shape ",\"data_offsets\":" offsets "}"

static void test_headers_that_do_not_agree_are_refused(void **state) {
    static const struct {
        const char *header;
        size_t      size; // of the numbers
        const char *message;
    } cases[] = {
        {"{\"a\":" ENTRY("F32", "[2]", "[0,8]") "}", 12, "expected 8 bytes of tensors, found 12"},
        {"{\"a\":" ENTRY("F32", "[2]", "[4,12]") "}", 12, "does not begin where"},
        {"{\"a\":" ENTRY("F32", "[2]", "[0,8]") ",\"b\":" ENTRY("F32", "[2]", "[4,12]") "}", 12,
         "does not begin where"},
        {"{\"a\":" ENTRY("F32", "[2]", "[0,8]") ",\"a\":" ENTRY("F32", "[1]", "[8,12]") "}", 12,
         "\"a\""}, // one name for two places
        {"{\"a\":" ENTRY("F32", "[3]", "[0,8]") "}", 8, "do not agree with its bytes"},
        {"{\"a\":" ENTRY("F32", "[2]", "[0,16]") "}", 8, "inside the file"},
        {"{\"a\":" ENTRY("F32", "[2]", "[8,0]") "}", 8, "inside the file"},
        {"{\"a\":" ENTRY("F32", "[2]", "[0,8,8]") "}", 8, "inside the file"},
        {"{\"a\":" ENTRY("F32", "[2]", "[-1,7]") "}", 8, "inside the file"},
        {"{\"a\":" ENTRY("F32", "[2]", "[0.5,8.5]") "}", 9, "inside the file"},
        {"{\"a\":" ENTRY("F32", "[1,1,1,1,2]", "[0,8]") "}", 8, "shape"},
        {"{\"a\":" ENTRY("F32", "[-2]", "[0,8]") "}", 8, "shape"},
        {"{\"a\":" ENTRY("F32", "2", "[0,8]") "}", 8, "shape"},
        {"{\"a\":" ENTRY("I8", "[67108864,67108864,67108864,67108864]", "[0,8]") "}", 8, "shape"},
        {"{\"a\":" ENTRY("F4", "[2]", "[0,8]") "}", 8, "dtype is not known"},
        {"{\"a\":7}", 0, "dtype is not known"},
        {"{\"a\":" ENTRY("I8", "[2]", "[0,2]") ",\"b\":" ENTRY("F32", "[1]", "[2,6]") "}", 6,
         "not aligned"},
        {"[]", 0, "expected an object"},
        {"{", 0, "test"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena       a = {0};
        ro_error    error = {0};
        safetensors tensors;
        str         numbers = {NEW_IN(&a, char, 64), cases[i].size};
        str         file = join_safetensors(&a, str_of(cases[i].header), numbers);
        if (read_safetensors(file, "test", &a, &tensors, &error) ||
            !strstr(error.message, cases[i].message)) {
            fail_msg("%s: got \"%s\", wanted \"%s\"", cases[i].header, error.message,
                     cases[i].message);
        }
        close_arena(&a);
    }
}

static void test_a_file_cut_anywhere_is_refused(void **state) {
    (void)state;
    arena            a = {0};
    tiny_tensor_list list = {0};
    safetensors      tensors;
    draw_tiny_weights(&a, &list);
    str file = make_safetensors(&a, &list);
    assert_true(read_safetensors(file, "test", &a, &tensors, NULL));
    for (size_t size = 0; size < file.size; size += size < 64 ? 1 : 13) {
        arena scratch = {0};
        if (read_safetensors(slice(file, 0, size), "test", &scratch, &tensors, NULL)) {
            fail_msg("%zu of %zu bytes were taken", size, file.size);
        }
        close_arena(&scratch);
    }
    close_arena(&a);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_of_every_type_are_read),
        cmocka_unit_test(test_headers_that_do_not_agree_are_refused),
        cmocka_unit_test(test_a_file_cut_anywhere_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
