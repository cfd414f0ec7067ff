// conllu.h - tokens, tags and tree in the CoNLL-U format (universaldependencies.org/format).
#ifndef READOUT_CONLLU_H
#define READOUT_CONLLU_H

#include "base/buffer.h"
#include "doc/document.h"

// Appends every sentence: `# newdoc id`, `# text`, then ten columns a token. Dependency labels are
// the model's own. White-space tokens are left out, as the format has no place for them; a token
// that hangs on one hangs on that one's head instead. MISC holds SpaceAfter=No and the entity.
void write_conllu(buffer *out, const document *doc);

#endif
