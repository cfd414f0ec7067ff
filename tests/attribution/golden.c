// golden.c - the readers of statements against the training framework: golden.TIER.json, which
// tools/train/dump_statements.py makes of texts.jsonl. Skipped where a model is not there.
//
//     attribution_golden FILE.json    how many readings of a larger file are the same, by hand
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "engine/worker.h"
#include "testing.h"

// How far off a score may be: by the order of sums; by products of bytes as well. A reading whose own
// score is no larger may come or go.
static const struct {
    const char *name;
    ro_tier     tier;
    double      most;
} TIERS[] = {{"fast", RO_TIER_FAST, 1e-3}, {"deep", RO_TIER_DEEP, 0.5}};

typedef struct {
    int    wanted, got, same_cues, same_sources, same_contents;
    double farthest; // of the scores of readings that are the same
    double surest;   // of the scores of readings that are not: one this sure ought to be the same
} comparison;

static bool is_range(const json_value *want, token_range got) {
    if (json_kind_of(want) != JSON_ARRAY) return got.begin == got.end;
    return json_number(json_at(want, 0)) == got.begin && json_number(json_at(want, 1)) == got.end;
}

static bool are_contents(const json_value *want, const cue_reading *got) {
    bool are_same = json_count(want) == got->content.count;
    for (int i = 0; are_same && i < got->content.count; i++) {
        are_same = is_range(json_at(want, i), got->content.at[i]);
    }
    return are_same;
}

static double distance(const json_value *want, const char *key, float got) {
    return fabs(json_number(json_get(want, key)) - (double)got);
}

static void compare_one(const json_value *want, const cue_reading *got, comparison *so_far) {
    const bool has_source = is_range(json_get(want, "source"), got->source);
    const bool has_content = are_contents(json_get(want, "content"), got);
    so_far->same_cues++;
    so_far->same_sources += has_source;
    so_far->same_contents += has_content;
    if (!has_source || !has_content) {
        so_far->surest = fmax(so_far->surest, (double)got->role_score);
        return;
    }
    so_far->farthest = fmax(so_far->farthest, distance(want, "cue_score", got->cue_score));
    so_far->farthest = fmax(so_far->farthest, distance(want, "role_score", got->role_score));
}

static void compare_text(worker *w, const json_value *text, comparison *so_far) {
    static const ro_read_options options = {.task = RO_READ};
    const str                    words = json_str(json_get(text, "text"));
    const ro_report              report = {.text = text_of_str(words), .place = {"golden", 6}};
    ro_document                 *read = read_on_worker(w, &report, &options, NULL);
    const json_value            *wanted = json_get(text, "readings");
    assert_non_null(read);
    so_far->wanted += json_count(wanted);
    so_far->got += read->doc->readings.count;
    for (int i = 0, k = 0; i < json_count(wanted) || k < read->doc->readings.count;) {
        const json_value  *want = json_at(wanted, i);
        const cue_reading *got = &read->doc->readings.at[k];
        const bool         is_got = k < read->doc->readings.count;
        const double       begin = want ? json_number(json_at(json_get(want, "cue"), 0)) : INFINITY;
        const bool         is_first = is_got && got->cue.begin <= begin;
        const bool         is_same = is_first && want && is_range(json_get(want, "cue"), got->cue);
        if (is_same) compare_one(want, got, so_far);
        if (!is_same) {
            const double score =
                is_first ? (double)got->cue_score : json_number(json_get(want, "cue_score"));
            so_far->surest = fmax(so_far->surest, score);
        }
        i += is_same || !is_first;
        k += is_first;
    }
    ro_close_document(read);
}

static bool compare_file(const char *path, comparison *made, double *most) {
    arena            a = {0};
    ro_error         error = {0};
    str              content;
    int              tier = 0;
    ro_model_options options = {.name_or_path = "en_core_web_md"};
    if (!read_file(&a, path, 1 << 28, &content, &error)) fail_msg("%s", error.message);
    json_value *golden = read_json(content, path, &error);
    if (!golden) fail_msg("%s", error.message);
    tier = same(json_str(json_get(golden, "tier")), STR("deep"));
    options.tier = TIERS[tier].tier;
    *most = TIERS[tier].most;
    ro_model *model = ro_open_model_with(&options, &error);
    if (model) {
        worker           *w = open_worker(model, RO_READ);
        const json_value *texts = json_get(golden, "texts");
        for (int i = 0; i < json_count(texts); i++) {
            compare_text(w, json_at(texts, i), made);
        }
        close_worker(w);
    } else {
        printf("skipped: %s\n", error.message);
    }
    ro_close_model(model);
    close_json(golden);
    close_arena(&a);
    return model != NULL;
}

static void print_comparison(const char *path, const comparison *made) {
    printf(
        "%s: %d readings of the framework, %d of ours; the same: %d cues, %d sources, %d contents; "
        "scores differ by at most %.2g, the surest of the others has %.2g\n",
        path, made->wanted, made->got, made->same_cues, made->same_sources, made->same_contents,
        made->farthest, made->surest);
}

static void hold_tier(const char *name) {
    arena       a = {0};
    comparison  made = {0};
    double      most;
    const char *source = getenv("READOUT_SOURCE");
    char        file[64];
    assert_non_null(source);
    snprintf(file, sizeof file, "tests/attribution/golden.%s.json", name);
    const str  path = join_path(&a, str_of(source), str_of(file));
    const bool is_there = compare_file(path.at, &made, &most);
    if (is_there) print_comparison(path.at, &made);
    close_arena(&a);
    if (!is_there) skip();
    assert_true(made.wanted > 10);
    if (made.farthest > most) fail_msg("scores: wanted at most %g, got %g", most, made.farthest);
    if (made.surest > most) {
        fail_msg("wanted every reading of a score over %g, one of %g differs", most, made.surest);
    }
}

static void test_fast_readings_are_those_of_the_framework(void **state) {
    (void)state;
    hold_tier("fast");
}
static void test_deep_readings_are_those_of_the_framework(void **state) {
    (void)state;
    hold_tier("deep");
}

int main(int count, char **words) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fast_readings_are_those_of_the_framework),
        cmocka_unit_test(test_deep_readings_are_those_of_the_framework),
    };
    if (count > 1) {
        comparison made = {0};
        double     most;
        if (compare_file(words[1], &made, &most)) print_comparison(words[1], &made);
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
