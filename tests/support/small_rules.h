// small_rules.h - a pipeline that has a tokenizer and nothing else, with rules of our own.
#ifndef READOUT_TEST_SMALL_RULES_H
#define READOUT_TEST_SMALL_RULES_H

#include "model/pipeline.h"

extern const pipeline SMALL_RULES;

#endif
