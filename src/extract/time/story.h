// story.h - where the story of a report stands: times told move it on, but not those that the report
// looks at in passing.
#ifndef READOUT_STORY_H
#define READOUT_STORY_H

#include "extract/time/anchor.h"

// "the 1902 pact", "would be taken in a campaign in 1976": a time that tells of a thing beside the
// story.
bool is_told_beside(const pieces *p, const reading *got, const anchors *from, const stamp *made);

// "after the defeat of 1941", "until the fall of the city in May": a limit of something else.
bool only_bounds(const pieces *p, const reading *got);

// False where a time tells of what was before: "the siege of January", "had spent the spring".
bool goes_on(const pieces *p, const reading *got);

// "took office in July": the time hangs right on a verb of the past, so it is over.
bool hangs_on_past(const pieces *p, const reading *got);

// "the killing in January", "a June agreement": the time is the noun's, not the clause's.
bool hangs_on_noun(const pieces *p, const reading *got);

// Takes a time in as the one told last, in a sentence.
void tell_story(anchors *from, const stamp *made, int in_sentence, bool is_beside);

// Where the story stands for a month or day told without its year.
const stamp *find_story(const anchors *from, int in_sentence);

#endif
