// hash.c - string ids.
//
// 457 strings have small fixed ids; a word of the report that happens to be one of them ("number",
// "agent", "X") has that id and no hash. Two numbered families of them are counted out, the rest
// stand in a table in byte order.
//
// MurmurHash64A is by Austin Appleby, in the public domain.
#include "base/hash.h"

#include "base/search.h"

typedef struct {
    const char *name;
    uint16_t    id;
} symbol;

// clang-format off
static const symbol SYMBOLS[] = {
    {"ADJ", 84},
    {"ADP", 85},
    {"ADV", 86},
    {"AUX", 87},
    {"CARDINAL", 397},
    {"CCONJ", 89},
    {"CLUSTER", 72},
    {"CONJ", 88},
    {"DATE", 391},
    {"DEP", 76},
    {"DET", 90},
    {"ENT_ID", 454},
    {"ENT_IOB", 77},
    {"ENT_KB_ID", 452},
    {"ENT_TYPE", 78},
    {"EOL", 102},
    {"EVENT", 387},
    {"FACILITY", 382},
    {"GPE", 384},
    {"HEAD", 79},
    {"ID", 64},
    {"IDX", 455},
    {"INTJ", 91},
    {"IS_ALPHA", 1},
    {"IS_ASCII", 2},
    {"IS_BRACKET", 14},
    {"IS_CURRENCY", 18},
    {"IS_DIGIT", 3},
    {"IS_LEFT_PUNCT", 16},
    {"IS_LOWER", 4},
    {"IS_OOV_DEPRECATED", 13},
    {"IS_PUNCT", 5},
    {"IS_QUOTE", 15},
    {"IS_RIGHT_PUNCT", 17},
    {"IS_SPACE", 6},
    {"IS_STOP", 12},
    {"IS_TITLE", 7},
    {"IS_UPPER", 8},
    {"LANG", 83},
    {"LANGUAGE", 389},
    {"LAW", 390},
    {"LEMMA", 73},
    {"LENGTH", 71},
    {"LIKE_EMAIL", 11},
    {"LIKE_NUM", 10},
    {"LIKE_URL", 9},
    {"LOC", 385},
    {"LOWER", 66},
    {"MONEY", 394},
    {"MORPH", 453},
    {"NORM", 67},
    {"NORP", 381},
    {"NOUN", 92},
    {"NUM", 93},
    {"ORDINAL", 396},
    {"ORG", 383},
    {"ORTH", 65},
    {"PART", 94},
    {"PERCENT", 393},
    {"PERSON", 380},
    {"POS", 74},
    {"PREFIX", 69},
    {"PROB", 82},
    {"PRODUCT", 386},
    {"PRON", 95},
    {"PROPN", 96},
    {"PUNCT", 97},
    {"QUANTITY", 395},
    {"SCONJ", 98},
    {"SENT_START", 80},
    {"SHAPE", 68},
    {"SPACE", 103},
    {"SPACY", 81},
    {"SUFFIX", 70},
    {"SYM", 99},
    {"TAG", 75},
    {"TIME", 392},
    {"VERB", 100},
    {"WORK_OF_ART", 388},
    {"X", 101},
    {"_", 456},
    {"acl", 451},
    {"acomp", 398},
    {"advcl", 399},
    {"advmod", 400},
    {"agent", 401},
    {"amod", 402},
    {"appos", 403},
    {"attr", 404},
    {"aux", 405},
    {"auxpass", 406},
    {"cc", 407},
    {"ccomp", 408},
    {"complm", 409},
    {"conj", 410},
    {"cop", 411},
    {"csubj", 412},
    {"csubjpass", 413},
    {"dep", 414},
    {"det", 415},
    {"dobj", 416},
    {"expl", 417},
    {"hmod", 418},
    {"hyph", 419},
    {"infmod", 420},
    {"intj", 421},
    {"iobj", 422},
    {"mark", 423},
    {"meta", 424},
    {"neg", 425},
    {"nmod", 426},
    {"nn", 427},
    {"npadvmod", 428},
    {"nsubj", 429},
    {"nsubjpass", 430},
    {"num", 431},
    {"number", 432},
    {"obj", 434},
    {"obl", 435},
    {"oprd", 433},
    {"parataxis", 436},
    {"partmod", 437},
    {"pcomp", 438},
    {"pobj", 439},
    {"poss", 440},
    {"possessive", 441},
    {"preconj", 442},
    {"prep", 443},
    {"prt", 444},
    {"punct", 445},
    {"quantmod", 446},
    {"rcmod", 448},
    {"relcl", 447},
    {"root", 449},
    {"xcomp", 450},
};
// clang-format on

// Names that are a prefix and a number of fixed width, e.g. FLAG19 to FLAG63.
typedef struct {
    str      prefix;
    size_t   digits;
    uint64_t first, last; // of the numbers
    uint64_t first_id;
} symbol_family;

enum { LONGEST_SYMBOL = 17, SYMBOL_COUNT = sizeof SYMBOLS / sizeof *SYMBOLS };

static uint64_t read_word(const char *at, size_t size) {
    uint64_t word = 0;
    for (size_t i = 0; i < size; i++) {
        word |= (uint64_t)(unsigned char)at[i] << (8 * i);
    }
    return word;
}

uint64_t hash64(str bytes, uint64_t seed) {
    const uint64_t m = 0xc6a4a7935bd1e995u;
    uint64_t       hash = seed ^ (bytes.size * m);
    size_t         i = 0;
    for (; i + 8 <= bytes.size; i += 8) {
        uint64_t word = read_word(bytes.at + i, 8) * m;
        hash = (hash ^ ((word ^ (word >> 47)) * m)) * m;
    }
    if (i < bytes.size) hash = (hash ^ read_word(bytes.at + i, bytes.size - i)) * m;
    hash = (hash ^ (hash >> 47)) * m;
    return hash ^ (hash >> 47);
}

static bool find_numbered_symbol(str text, uint64_t *id) {
    const symbol_family families[] = {
        {STR("FLAG"), 2, 19, 63, 19},
        {STR("DEPRECATED"), 3, 1, 276, 104},
    };
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        const symbol_family *family = &families[i];
        uint64_t             number;
        if (text.size == family->prefix.size + family->digits &&
            starts_with(text, family->prefix) &&
            read_uint64(slice(text, family->prefix.size, text.size), &number) &&
            number >= family->first && number <= family->last) {
            *id = family->first_id + number - family->first;
            return true;
        }
    }
    return false;
}

static bool find_symbol(str text, uint64_t *id) {
    size_t first;
    FIND_FIRST(first, 0, SYMBOL_COUNT, compare_str(str_of(SYMBOLS[first].name), text) >= 0);
    if (first < SYMBOL_COUNT && same(str_of(SYMBOLS[first].name), text)) {
        *id = SYMBOLS[first].id;
        return true;
    }
    return find_numbered_symbol(text, id);
}

uint64_t string_id(str text) {
    uint64_t id;
    if (text.size == 0) return 0;
    if (text.size <= LONGEST_SYMBOL && find_symbol(text, &id)) return id;
    return hash64(text, 1);
}
