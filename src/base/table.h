// table.h - from strings to small numbers: the one hash table. Most maps in the house are "string
// to index", then arrays by index.
//
// Open addressing in an arena; grows by itself; keys are not copied and must outlive the table.
#ifndef READOUT_TABLE_H
#define READOUT_TABLE_H

#include "base/arena.h"

typedef struct {
    str      key;
    uint32_t value, hash; // of the key, so that others are passed over without a look at theirs
} table_entry;

typedef struct {
    table_entry *slots; // room of them, a power of two; an empty slot has key.at == NULL
    uint32_t     room, count;
} str_table;

static const uint32_t NOT_IN_TABLE = UINT32_MAX;

// The value of a key, or NOT_IN_TABLE.
uint32_t find_in_table(const str_table *table, str key);

// Sets the value of a key. False when the key was there; its value then stays as it was.
bool add_to_table(arena *a, str_table *table, str key, uint32_t value);

// Makes room for so many keys at once, where their number is known before.
void reserve_in_table(arena *a, str_table *table, uint32_t count);

// A quick hash for tables in memory. Never stored, and no order depends on it.
uint64_t hash_str(str text);

#endif
