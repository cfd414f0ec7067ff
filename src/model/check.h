// check.h - what every opened pipeline keeps: numbers that fit one another.
#ifndef READOUT_MODEL_CHECK_H
#define READOUT_MODEL_CHECK_H

#include "model/pipeline.h"

// True when every count, index and shape agrees with those it must agree with, so that whoever
// runs the pipeline need not look again. `place` names the package in the message.
bool check_pipeline(const pipeline *p, const char *place, ro_error *error) MUST_CHECK;

#endif
