// sniff.h - what a file is, by its name and its first bytes.
#ifndef READOUT_SNIFF_H
#define READOUT_SNIFF_H

#include "base/error.h"

enum { SNIFFED = 4096 }; // bytes of the start that decide

// The format of a file name's ending, or RO_FROM_GUESS.
ro_input_format format_of_name(str path);

// The format of a start of at most SNIFFED bytes; never RO_FROM_GUESS.
ro_input_format format_of_start(str start);

// What the start of a file that is no text shows it to be ("a PDF document"), or NULL.
const char *binary_of_start(str start);

#endif
