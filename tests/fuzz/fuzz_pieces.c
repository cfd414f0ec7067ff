// fuzz_pieces.c - any bytes cut into an encoder's pieces.
//
// Held here: pieces are of the vocabulary, lie in the text one behind another, and are the same
// when the text is taken for one word.
#include <stdio.h>
#include <stdlib.h>

#include "encoder/wordpiece.h"
#include "fuzz.h"
#include "tiny_tensors.h"

#define CLAIM(holds) ((holds) ? (void)0 : (fprintf(stderr, "does not hold: %s\n", #holds), abort()))

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static const wordpiece *w;
    if (!w)
        w = open_wordpiece(&(wordpiece_file){"tiny", str_of(TINY_ENCODER_TOKENIZER), false}, NULL);
    arena      a = {0};
    piece_list pieces = {0};
    uint32_t   end = 0;
    int32_t    ids[8];
    str        text = {(const char *)bytes, size};
    split_text(w, text, &a, &pieces);
    CLAIM(split_word(w, text, ids, 8) == pieces.count);
    for (int i = 0; i < pieces.count; i++) {
        piece one = pieces.at[i];
        CLAIM(one.id >= 0 && one.id < piece_count(w));
        CLAIM(one.where.begin < one.where.end && one.where.end <= size);
        CLAIM(one.where.end >= end); // pieces of one character share its place
        CLAIM(i >= 8 || ids[i] == one.id);
        end = one.where.end;
    }
    close_arena(&a);
    return 0;
}
