// sense.h - what a reading means where it stands.
#ifndef READOUT_SENSE_H
#define READOUT_SENSE_H

#include "extract/time/anchor.h"

// The reading that is meant; kind READING_NONE: none, and a shorter one may be there.
reading read_in_place(const pieces *text, reading got);

// Words of time that tell none, and no shorter ones in them either: "at the end of the day".
bool is_idiom(const pieces *text, const reading *got);

#endif
