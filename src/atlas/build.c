// build.c - from gathered places to the bytes of file.h.
//
// Names are sorted by key, then by how likely they are meant (countries, then the larger first),
// so that readers need no order of their own and the file is the same on every machine.
#include "atlas/build.h"

#include <stdlib.h>

#include "atlas/file.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/hash.h"

// ---- Order -------------------------------------------------------------------------------

typedef struct {
    str      key;
    int      place;
    bool     is_other, is_country;
    uint64_t population;
} ranked_name;

static int compare_sizes(uint64_t a, uint64_t b) {
    return (a > b) - (a < b);
}

static int compare_ranked(const void *a, const void *b) {
    const ranked_name *left = a, *right = b;
    int                order = compare_str(left->key, right->key);
    if (order == 0) order = right->is_country - left->is_country;
    if (order == 0) order = compare_sizes(right->population, left->population);
    if (order == 0) order = left->place - right->place;
    return order != 0 ? order : left->is_other - right->is_other;
}

// Sorted, each place once a key, under its own name where it has both.
static int rank_names(arena *a, const gathered *all, ranked_name **ranked) {
    int          count = 0;
    ranked_name *names = NEW_IN(a, ranked_name, all->names.count + 1);
    for (int i = 0; i < all->names.count; i++) {
        const gathered_name  *name = &all->names.at[i];
        const gathered_place *place = &all->places.at[name->place];
        names[i] = (ranked_name){name->key, name->place, name->is_other,
                                 place->kind == ATLAS_COUNTRY, place->population};
    }
    qsort(names, (size_t)all->names.count, sizeof *names, compare_ranked);
    for (int i = 0; i < all->names.count; i++) {
        const ranked_name *last = &names[count - 1];
        if (count > 0 && last->place == names[i].place && same(last->key, names[i].key)) continue;
        names[count++] = names[i];
    }
    *ranked = names;
    return count;
}

// ---- Writing -----------------------------------------------------------------------------

typedef struct {
    buffer places, keys, matches, texts;
} sections;

static int32_t parts_of_degree(double degrees) {
    return (int32_t)(degrees * DEGREE + (degrees < 0 ? -0.5 : 0.5));
}

static void pack_place(sections *s, const gathered_place *p) {
    size_t       size = p->name.size > UINT8_MAX ? 0 : p->name.size;
    uint32_t     most = UINT32_MAX;
    stored_place stored = {
        .geonames = p->geonames,
        .population = p->population > most ? most : (uint32_t)p->population,
        .inside = p->inside < 0 ? NO_AREA : (uint32_t)p->inside,
        .lat = parts_of_degree(p->lat),
        .lon = parts_of_degree(p->lon),
        .name = (uint32_t)s->texts.size,
        .country = {p->country.at[0], p->country.at[1]},
        .kind = (uint8_t)p->kind,
        .name_size = (uint8_t)size,
    };
    add_str(&s->texts, slice(p->name, 0, size));
    add_bytes(&s->places, &stored, sizeof stored);
}

static uint32_t pack_names(sections *s, const ranked_name *names, int count) {
    uint32_t keys = 0;
    for (int i = 0; i < count; i++) {
        if (i == 0 || !same(names[i - 1].key, names[i].key)) {
            stored_key key = {(uint32_t)s->texts.size, (uint32_t)i};
            add_bytes(&s->keys, &key, sizeof key);
            add_str(&s->texts, names[i].key);
            keys++;
        }
        uint32_t match = (uint32_t)names[i].place | (names[i].is_other ? OTHER_NAME : 0);
        add_bytes(&s->matches, &match, sizeof match);
    }
    stored_key end = {(uint32_t)s->texts.size, (uint32_t)count};
    add_bytes(&s->keys, &end, sizeof end);
    return keys;
}

static uint32_t *make_slots(arena *a, const sections *s, uint32_t keys, uint32_t *slot_count) {
    const stored_key *stored = (const stored_key *)(const void *)s->keys.at;
    *slot_count = 4;
    while (*slot_count < keys + keys / 2) {
        *slot_count *= 2;
    }
    uint32_t *slots = NEW_IN(a, uint32_t, *slot_count);
    for (uint32_t i = 0; i < keys; i++) {
        str      key = {s->texts.at + stored[i].text, stored[i + 1].text - stored[i].text};
        uint32_t slot = (uint32_t)hash64(key, KEY_SEED) & (*slot_count - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (*slot_count - 1);
        }
        slots[slot] = i + 1;
    }
    return slots;
}

str pack_atlas(arena *a, const gathered *all) {
    sections     s = {0};
    ranked_name *names;
    int          count = rank_names(a, all, &names);
    for (int i = 0; i < all->places.count; i++) {
        pack_place(&s, &all->places.at[i]);
    }
    atlas_header header = {.version = ATLAS_VERSION,
                           .place_count = (uint32_t)all->places.count,
                           .key_count = pack_names(&s, names, count),
                           .match_count = (uint32_t)count};
    uint32_t    *slots = make_slots(a, &s, header.key_count, &header.slot_count);
    header.text_size = (uint32_t)s.texts.size;
    memcpy(header.magic, ATLAS_MAGIC, sizeof header.magic);
    size_t source = all->source.size < ATLAS_SOURCE_SIZE ? all->source.size : ATLAS_SOURCE_SIZE;
    if (source > 0) memcpy(header.source, all->source.at, source);

    buffer whole = {0};
    add_bytes(&whole, &header, sizeof header);
    add_str(&whole, str_of_buffer(&s.places));
    add_str(&whole, str_of_buffer(&s.keys));
    add_str(&whole, str_of_buffer(&s.matches));
    add_bytes(&whole, slots, header.slot_count * sizeof *slots);
    add_str(&whole, str_of_buffer(&s.texts));
    str bytes = copy_str(a, str_of_buffer(&whole));
    close_buffer(&whole);
    close_buffer(&s.places);
    close_buffer(&s.keys);
    close_buffer(&s.matches);
    close_buffer(&s.texts);
    return bytes;
}

// ---- Installing --------------------------------------------------------------------------

bool find_atlas(arena *a, str *path, ro_error *error) {
    const char *chosen = getenv("READOUT_ATLAS");
    if (chosen && chosen[0]) {
        *path = str_of(chosen);
        return true;
    }
    str folder;
    if (!find_data_folder(a, &folder, error)) return false;
    *path = join_path(a, join_path(a, folder, STR("atlas")), STR("places.bin"));
    return true;
}

static bool put_atlas(arena *a, str bytes, ro_error *error) {
    str folder, path;
    if (!find_data_folder(a, &folder, error) || !find_atlas(a, &path, error)) return false;
    return make_folder(join_path(a, folder, STR("atlas")).at, error) &&
           write_file(path.at, bytes, error);
}

bool install_atlas(const char *regions, const char *names, ro_error *error) {
    arena    a = {0};
    gathered all = {0};
    bool     is_installed = gather_places(&a, regions, names, &all, error) &&
                        put_atlas(&a, pack_atlas(&a, &all), error);
    close_arena(&a);
    return is_installed;
}
