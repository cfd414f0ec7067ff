// atlas.c - looking things up in the mapped file.
//
// Opening checks the header against the size of the file and nothing else, so it takes the same
// time for a village and for the world. Whatever a damaged file says after that, every number out
// of it is held against its bounds where it is used: the worst that can come out is a wrong place.
#include "atlas/atlas.h"

#include <stdlib.h>

#include "atlas/file.h"
#include "base/file.h"
#include "base/hash.h"

struct atlas {
    mapped_file         file; // empty when the bytes are somebody else's
    const atlas_header *header;
    const stored_place *places;
    const stored_key   *keys; // key_count + 1
    const uint32_t     *matches, *slots;
    const char         *texts;
};

// ---- Opening -----------------------------------------------------------------------------

static uint64_t size_by_header(const atlas_header *h) {
    return sizeof *h + (uint64_t)h->place_count * sizeof(stored_place) +
           ((uint64_t)h->key_count + 1) * sizeof(stored_key) +
           ((uint64_t)h->match_count + h->slot_count) * sizeof(uint32_t) + h->text_size;
}

static bool check_header(str bytes, const char *place, ro_error *error) {
    const atlas_header *h = (const atlas_header *)(const void *)bytes.at;
    if (bytes.size < sizeof *h || memcmp(h->magic, ATLAS_MAGIC, sizeof ATLAS_MAGIC) != 0) {
        return refuse(error, RO_BAD_MODEL, "%s: expected an atlas, found another file", place);
    }
    if (h->version != ATLAS_VERSION) {
        return refuse(error, RO_BAD_MODEL,
                      "%s: expected an atlas of version %d, found version %u; install it again",
                      place, ATLAS_VERSION, h->version);
    }
    bool is_power = h->place_count > 0 && h->slot_count > h->key_count &&
                    (h->slot_count & (h->slot_count - 1)) == 0;
    bool fits = size_by_header(h) == bytes.size && h->place_count <= INT32_MAX &&
                h->match_count <= INT32_MAX;
    if (is_power && fits) return true;
    return refuse(error, RO_BAD_MODEL, "%s: expected an atlas, found a damaged one of %zu bytes",
                  place, bytes.size);
}

atlas *open_atlas_bytes(str bytes, const char *place, ro_error *error) {
    if (!check_header(bytes, place, error)) return NULL;
    atlas *opened = calloc(1, sizeof *opened);
    if (!opened) die_of_no_memory(sizeof *opened);
    const char *at = bytes.at + sizeof(atlas_header);
    opened->header = (const atlas_header *)(const void *)bytes.at;
    opened->places = (const stored_place *)(const void *)at;
    at += opened->header->place_count * sizeof(stored_place);
    opened->keys = (const stored_key *)(const void *)at;
    at += (opened->header->key_count + (size_t)1) * sizeof(stored_key);
    opened->matches = (const uint32_t *)(const void *)at;
    at += opened->header->match_count * sizeof(uint32_t);
    opened->slots = (const uint32_t *)(const void *)at;
    opened->texts = at + opened->header->slot_count * sizeof(uint32_t);
    return opened;
}

atlas *open_atlas(const char *path, ro_error *error) {
    mapped_file file;
    if (!map_file(path, &file, error)) return NULL;
    atlas *opened = open_atlas_bytes(file.content, path, error);
    if (opened) {
        opened->file = file;
    } else {
        unmap_file(&file);
    }
    return opened;
}

void close_atlas(atlas *opened) {
    if (!opened) return;
    unmap_file(&opened->file);
    free(opened);
}

// ---- Places ------------------------------------------------------------------------------

static str text_at(const atlas *opened, uint32_t at, uint64_t size) {
    uint32_t all = opened->header->text_size;
    if (at > all || size > all - at) return STR("");
    return (str){opened->texts + at, (size_t)size};
}

int count_atlas_places(const atlas *opened) {
    return (int)opened->header->place_count;
}

str atlas_source(const atlas *opened) {
    str    source = {opened->header->source, 0};
    size_t room = sizeof opened->header->source;
    while (source.size < room && source.at[source.size]) {
        source.size++;
    }
    return source;
}

atlas_place atlas_place_at(const atlas *opened, int place) {
    const stored_place *p = &opened->places[place];
    bool                has_area = p->inside < (uint32_t)place; // areas come first: no circles
    return (atlas_place){
        .name = text_at(opened, p->name, p->name_size),
        .kind = p->kind < ATLAS_KINDS ? (atlas_kind)p->kind : ATLAS_TOWN,
        .country = {p->country[0], p->country[1], '\0'},
        .lat = p->lat / DEGREE,
        .lon = p->lon / DEGREE,
        .population = p->population,
        .geonames = p->geonames,
        .inside = has_area ? (int)p->inside : NOT_IN_ATLAS,
    };
}

bool is_in_area(const atlas *opened, int place, int area) {
    while (place > area) {
        uint32_t next = opened->places[place].inside;
        if (next >= (uint32_t)place) return false;
        place = (int)next;
    }
    return place == area;
}

// ---- Names -------------------------------------------------------------------------------

static str key_at(const atlas *opened, uint32_t number) {
    uint32_t begin = opened->keys[number].text, end = opened->keys[number + 1].text;
    return end < begin ? STR("") : text_at(opened, begin, end - begin);
}

int find_in_atlas(const atlas *opened, str key, int *first) {
    uint32_t mask = opened->header->slot_count - 1;
    uint32_t slot = (uint32_t)hash64(key, KEY_SEED) & mask;
    *first = 0;
    for (uint32_t tried = 0; tried <= mask; tried++, slot = (slot + 1) & mask) {
        uint32_t number = opened->slots[slot];
        if (number == 0 || number > opened->header->key_count) return 0;
        if (!same(key_at(opened, number - 1), key)) continue;
        uint32_t begin = opened->keys[number - 1].first_match;
        uint32_t end = opened->keys[number].first_match;
        if (begin >= end || end > opened->header->match_count) return 0;
        *first = (int)begin;
        return (int)(end - begin);
    }
    return 0;
}

atlas_match atlas_match_at(const atlas *opened, int match) {
    uint32_t stored = opened->matches[match];
    uint32_t place = stored & ~OTHER_NAME;
    if (place >= opened->header->place_count) place = 0;
    return (atlas_match){.place = (int)place, .is_other_name = (stored & OTHER_NAME) != 0};
}
