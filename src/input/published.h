// published.h - dates of reports, in the forms that pages and feeds write them, to ISO 8601.
#ifndef READOUT_PUBLISHED_H
#define READOUT_PUBLISHED_H

#include "base/arena.h"

// Reads ISO 8601 with small liberties ("2024-02-08", "2024-02-08 14:05:00.12+0200"), RFC 2822
// ("Thu, 8 Feb 2024 14:05:00 GMT") and the ways of bylines ("February 8, 2024", "8 Feb 2024 14:05",
// "2:05 p.m. EST, Thu February 8, 2024") into "2024-02-08" or "2024-02-08T14:05:00+02:00", as
// precise as it was written. A zone that has more than one meaning ("BST") is left out. False for
// anything else, numbers whose order is open ("02/08/2024") and days that no calendar has included.
bool read_date(arena *a, str text, str *iso);

#endif
