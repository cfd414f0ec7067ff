// figure.h - numbers in the report that count or measure something.
#ifndef READOUT_FIGURE_H
#define READOUT_FIGURE_H

#include "doc/document.h"

typedef struct figure_rules figure_rules;

// The tables that figures are read with: read-only, alive as long as the arena.
figure_rules *open_figure_rules(arena *a);

// Appends the report's figures to doc->figures in text order. Expects the tree, times and
// entities; said_in is left for link_records.
void find_figures(const figure_rules *rules, document *doc);

#endif
