// answer_out.h - an answer as a table for people, JSON Lines or CSV.
#ifndef READOUT_ANSWER_OUT_H
#define READOUT_ANSWER_OUT_H

#include "doc/answer.h"

void write_answer_json(buffer *out, const answer *a); // one object a row
void write_answer_csv(buffer *out, const answer *a);  // RFC 4180, LF; null is an empty field
void write_answer_table(buffer *out, const answer *a, int width, bool colour);

#endif
