// shown.h - words of a report as a person sees them on a terminal.
#ifndef READOUT_SHOWN_H
#define READOUT_SHOWN_H

#include "base/arena.h"

// A text on one line: white space folded into single spaces and taken from the ends. A report is
// not to move the cursor or set titles: what a terminal would obey becomes U+FFFD. In the arena.
str show_text(arena *a, str text);

#endif
