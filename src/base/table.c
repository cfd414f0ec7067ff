// table.c - linear probing, at most half full.
#include "base/table.h"

enum { LEAST_ROOM = 16 };

uint64_t hash_str(str text) {
    // FNV-1a, eight bytes at a time, with a final mix; enough for short words.
    uint64_t hash = 0xcbf29ce484222325u ^ text.size;
    size_t   i = 0;
    for (; i + 8 <= text.size; i += 8) {
        uint64_t word;
        memcpy(&word, text.at + i, 8);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    for (; i < text.size; i++) {
        hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u;
    }
    hash ^= hash >> 32;
    return hash * 0x9e3779b97f4a7c15u;
}

static uint32_t short_hash(str key) {
    return (uint32_t)(hash_str(key) >> 32);
}

static table_entry *find_slot(const str_table *table, str key, uint32_t hash) {
    uint32_t mask = table->room - 1, i = hash & mask;
    while (table->slots[i].key.at &&
           (table->slots[i].hash != hash || !same(table->slots[i].key, key))) {
        i = (i + 1) & mask;
    }
    return &table->slots[i];
}

uint32_t find_in_table(const str_table *table, str key) {
    if (table->count == 0) return NOT_IN_TABLE;
    const table_entry *slot = find_slot(table, key, short_hash(key));
    return slot->key.at ? slot->value : NOT_IN_TABLE;
}

static void widen(arena *a, str_table *table, uint32_t room) {
    str_table wider = {.room = room, .count = table->count};
    wider.slots = NEW_IN(a, table_entry, wider.room);
    for (uint32_t i = 0; i < table->room; i++) {
        const table_entry *old = &table->slots[i];
        uint32_t           at = old->hash & (room - 1);
        if (!old->key.at) continue;
        while (wider.slots[at].key.at) {
            at = (at + 1) & (room - 1);
        }
        wider.slots[at] = *old;
    }
    *table = wider;
}

void reserve_in_table(arena *a, str_table *table, uint32_t count) {
    uint32_t room = table->room ? table->room : LEAST_ROOM;
    while (room / 2 < count) {
        room *= 2;
    }
    if (room > table->room) widen(a, table, room);
}

bool add_to_table(arena *a, str_table *table, str key, uint32_t value) {
    if (key.size == 0) key.at = ""; // an empty key still needs an address
    if (table->count * 2 >= table->room) {
        widen(a, table, table->room ? table->room * 2 : LEAST_ROOM);
    }
    uint32_t     hash = short_hash(key);
    table_entry *slot = find_slot(table, key, hash);
    if (slot->key.at) return false;
    *slot = (table_entry){key, value, hash};
    table->count++;
    return true;
}
