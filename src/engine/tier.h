// tier.h - inside the engine: the trained reader of a model.
#ifndef READOUT_TIER_H
#define READOUT_TIER_H

#include "engine/worker.h"

// Opens the reader of a tier and gives the model its label. A reader that is asked for by name must
// be there and fit the pipeline; the usual one is left out where it does not fit.
bool open_tier(ro_model *model, ro_tier tier, const kernels *k, ro_error *error) MUST_CHECK;

#endif
