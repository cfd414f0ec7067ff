// anchor.h - the day from which an expression is told: the report's own, or one that the text has
// set before. And the tense of the clause it stands in, which says on which side of that day it is.
#ifndef READOUT_ANCHOR_H
#define READOUT_ANCHOR_H

#include "extract/time/stamp.h"

typedef enum { TENSE_OPEN, TENSE_PAST, TENSE_FUTURE } clause_tense;

// The tense of the clause that a token hangs in. Climbs at most to the sentence's root.
clause_tense tense_at(const pieces *p, int token_index);
bool         is_past_perfect(const document *doc, int verb); // "had left"
// "will end", "is due to end", "is leaving": not only wished for, or done so quickly.
bool is_sure_to_come(const document *doc, int token_index);
// "was expected to land on Wednesday": what was to come then.
bool is_future_told_back(const pieces *p, const reading *got);
// The tense of a reading, by the words around it too ("until Tuesday").
clause_tense tense_of_reading(const pieces *p, const reading *got);

typedef struct {
    stamp published; // unit UNIT_NONE: not known
    stamp told;      // the last time that the text has set; UNIT_NONE: none yet
    int   told_sentence;
    bool  is_told_beside; // it did not move the story (story.h)
    stamp story;          // the last one that did
    stamp story_month;    // the last one that did, told to the month or day
    stamp told_day;       // the last one told to the day
    stamp told_quarter;
    int   told_quarter_sentence;
    // History rather than news: the dates told lie years away from the report's own, and words such
    // as "yesterday" are rare. Then what is open is told from the text.
    bool is_narrative;
} anchors;

// Looks over all readings of a report.
anchors open_anchors(const document *doc, const reading *readings, int count);

#endif
