// text.c - the stage as a whole.
#include "text/text.h"

#include "text/dateline.h"
#include "text/notes.h"
#include "text/paragraphs.h"
#include "text/teasers.h"

void read_structure(const text_rules *rules, document *doc) {
    find_paragraphs(doc);
    find_dateline(rules, doc);
    find_teasers(doc);
    find_notes(rules, doc);
}
