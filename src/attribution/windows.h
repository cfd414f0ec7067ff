// windows.h - what is read as one sequence: a paragraph, or whole sentences of one.
#ifndef READOUT_ATTRIBUTION_WINDOWS_H
#define READOUT_ATTRIBUTION_WINDOWS_H

#include "doc/document.h"

enum { MOST_PIECES = 254 }; // of a window

// Appends the windows of the paragraphs that lie in a range of tokens, in order. A paragraph of more
// than MOST_PIECES pieces is cut between sentences, a longer sentence anywhere. `pieces` counts those
// of each token of the range; NULL: one each.
void cut_windows(const document *doc, token_range range, const uint8_t *pieces, arena *a,
                 chunk_list *windows);

#endif
