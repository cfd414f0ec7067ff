// read.h - one expression of time with everything that belongs to it.
#ifndef READOUT_READ_H
#define READOUT_READ_H

#include "extract/time/feast.h"
#include "extract/time/known.h"
#include "extract/time/nation.h"

typedef struct {
    const pieces       *text;
    const feast_list   *feasts;
    const phrase_list  *phrases;
    const known_events *events;
    const nation_days  *nations;
    country_counts     *counts; // of the report
} time_reader;

// The longest expression that begins at a piece; kind READING_NONE: none.
reading read_expression(const time_reader *r, int i);

// The time that a part ("the first Monday of") is told of, at the piece behind.
reading read_whole_of(const time_reader *r, int i);

#endif
