// entity.h - who is who inside one report: names, descriptions and pronouns brought together.
#ifndef READOUT_ENTITY_H
#define READOUT_ENTITY_H

#include "doc/document.h"

typedef struct entity_rules entity_rules; // read-only after opening

entity_rules *open_entity_rules(arena *a);

// Fills doc->entities and doc->mention_heads from tokens, tree, names, sentences and paragraphs.
// Entities are in text order of their first mention, mentions in text order; no token heads two.
void find_entities(const entity_rules *rules, arena *scratch, document *doc);

#endif
