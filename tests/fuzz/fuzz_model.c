// fuzz_model.c - packages with changes anywhere: the input is a list of edits to a package that is
// whole, so that each of them goes deep.
//
//     an edit is 5 bytes: file, place (2, little-endian), what to do, value
//
// The file behind the package's last is the flat pipeline, whose checksum is made to fit again.
// Whatever is read must keep what check.h promises and must survive the way there and back.
#include "fuzz.h"
#include "model/check.h"
#include "model/flat.h"
#include "model/loading.h"
#include "tiny_package.h"

#include <stdlib.h>

enum { EDIT_SIZE = 5, MOST_EDITS = 64, LONGEST_FILLING = 255 };

typedef enum { SET_BYTE, CHANGE_BITS, INSERT_BYTES, REMOVE_BYTES, CUT_OFF, EDIT_KINDS } edit_kind;

static str splice(arena *a, str content, size_t at, size_t removed, size_t inserted, char filling) {
    size_t kept = at + removed < content.size ? content.size - at - removed : 0;
    char  *changed = alloc_raw_in_arena(a, 1, at + inserted + kept + 1);
    memcpy(changed, content.at, at);
    memset(changed + at, filling, inserted);
    memcpy(changed + at + inserted, content.at + content.size - kept, kept);
    return (str){changed, at + inserted + kept};
}

static str apply_edit(arena *a, str content, const uint8_t *edit) {
    size_t  at = content.size ? (edit[1] | (size_t)edit[2] << 8) % content.size : 0;
    uint8_t value = edit[4];
    char    old = content.size ? content.at[at] : 0;
    switch ((edit_kind)(edit[3] % EDIT_KINDS)) {
    case SET_BYTE:
        return splice(a, content, at, content.size ? 1 : 0, 1, (char)value);
    case CHANGE_BITS:
        return splice(a, content, at, content.size ? 1 : 0, 1, (char)(old ^ value));
    case INSERT_BYTES:
        return splice(a, content, at, 0, value, old);
    case REMOVE_BYTES:
        return splice(a, content, at, value, 0, 0);
    case CUT_OFF:
        return slice(content, 0, at);
    case EDIT_KINDS:
        break;
    }
    return content;
}

// Flattens what was read, reads that, and wants the same bytes again.
static bool flatten(arena *a, const pipeline *p, str *flat) {
    char identity[FLAT_IDENTITY_SIZE] = {0};
    return flatten_pipeline(a, p, (str){identity, sizeof identity}, "fuzz", flat, NULL);
}

static void go_there_and_back(arena *a, const pipeline *p, str *flat) {
    str      again;
    pipeline read;
    if (!check_pipeline(p, "fuzz", NULL) || !flatten(a, p, flat)) return;
    if (!read_flat(*flat, "fuzz", a, &read, NULL)) abort();
    if (!flatten(a, &read, &again) || !same(*flat, again)) abort();
}

static void read_edited_flat(arena *a, str flat) {
    pipeline p;
    str      again;
    char    *aligned = alloc_raw_in_arena(a, 1, flat.size + 1);
    memcpy(aligned, flat.at, flat.size);
    flat.at = aligned;
    if (seal_flat(flat) && read_flat(flat, "fuzz", a, &p, NULL) && flatten(a, &p, &again) &&
        again.size == 0) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena        a = {0};
    tiny_package tiny = make_tiny_package(&a, true, false);
    str          flat = {NULL, 0};
    pipeline     p;
    for (size_t i = 0; i + EDIT_SIZE <= size && i / EDIT_SIZE < MOST_EDITS; i += EDIT_SIZE) {
        int file = data[i] % (tiny.count + 1);
        if (file == tiny.count) continue;
        tiny.files[file].content = apply_edit(&a, tiny.files[file].content, data + i);
    }
    package *files = open_packed_files(tiny.files, tiny.count, "fuzz", NULL);
    if (files && load_pipeline(files, &a, &p, NULL)) go_there_and_back(&a, &p, &flat);
    for (size_t i = 0; flat.at && i + EDIT_SIZE <= size && i / EDIT_SIZE < MOST_EDITS;
         i += EDIT_SIZE) {
        if (data[i] % (tiny.count + 1) == tiny.count) flat = apply_edit(&a, flat, data + i);
    }
    if (flat.at) read_edited_flat(&a, flat);
    close_package(files);
    close_arena(&a);
    return 0;
}
