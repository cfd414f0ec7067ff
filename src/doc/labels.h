// labels.h - the closed sets of labels that the language engine gives to tokens, as enumerations,
// so that rules compare numbers: universal parts of speech, Penn Treebank tags, dependency labels
// of spaCy's English models (ClearNLP style), entity labels of OntoNotes.
//
// A label that a model has and this list has not is X_OTHER; its own name stays in the token.
#ifndef READOUT_LABELS_H
#define READOUT_LABELS_H

#include "base/str.h"

// Left alone by clang-format, which sets such tables as stairs.
// clang-format off
#define POS_LABELS(ROW)                                                                            \
    ROW(ADJ) ROW(ADP) ROW(ADV) ROW(AUX) ROW(CCONJ) ROW(CONJ) ROW(DET) ROW(INTJ) ROW(NOUN)          \
    ROW(NUM) ROW(PART) ROW(PRON) ROW(PROPN) ROW(PUNCT) ROW(SCONJ) ROW(SPACE) ROW(SYM)            \
    ROW(VERB) ROW(X)

// name in C, name in the model
#define TAG_LABELS(X)                                                                              \
    X(DOLLAR, "$") X(CLOSE_QUOTE, "''") X(COMMA, ",") X(LRB, "-LRB-") X(RRB, "-RRB-")              \
    X(PERIOD, ".") X(COLON, ":") X(ADD, "ADD") X(AFX, "AFX") X(CC, "CC") X(CD, "CD") X(DT, "DT")   \
    X(EX, "EX") X(FW, "FW") X(HYPH, "HYPH") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS")    \
    X(LS, "LS") X(MD, "MD") X(NFP, "NFP") X(NN, "NN") X(NNP, "NNP") X(NNPS, "NNPS")                \
    X(NNS, "NNS") X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB")            \
    X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO") X(UH, "UH") X(VB, "VB")      \
    X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT")            \
    X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB") X(XX, "XX") X(SPACE, "_SP") X(OPEN_QUOTE, "``")

#define DEP_LABELS(X)                                                                              \
    X(ROOT, "ROOT") X(ACL, "acl") X(ACOMP, "acomp") X(ADVCL, "advcl") X(ADVMOD, "advmod")          \
    X(AGENT, "agent") X(AMOD, "amod") X(APPOS, "appos") X(ATTR, "attr") X(AUX, "aux")              \
    X(AUXPASS, "auxpass") X(CASE, "case") X(CC, "cc") X(CCOMP, "ccomp") X(COMPOUND, "compound")    \
    X(CONJ, "conj") X(CSUBJ, "csubj") X(CSUBJPASS, "csubjpass") X(DATIVE, "dative")                \
    X(DEP, "dep") X(DET, "det") X(DOBJ, "dobj") X(EXPL, "expl") X(INTJ, "intj") X(MARK, "mark")    \
    X(META, "meta") X(NEG, "neg") X(NMOD, "nmod") X(NPADVMOD, "npadvmod") X(NSUBJ, "nsubj")        \
    X(NSUBJPASS, "nsubjpass") X(NUMMOD, "nummod") X(OPRD, "oprd") X(PARATAXIS, "parataxis")        \
    X(PCOMP, "pcomp") X(POBJ, "pobj") X(POSS, "poss") X(PRECONJ, "preconj") X(PREDET, "predet")    \
    X(PREP, "prep") X(PRT, "prt") X(PUNCT, "punct") X(QUANTMOD, "quantmod") X(RELCL, "relcl")      \
    X(XCOMP, "xcomp")

#define NAME_LABELS(X)                                                                             \
    X(PERSON) X(NORP) X(FAC) X(ORG) X(GPE) X(LOC) X(PRODUCT) X(EVENT) X(WORK_OF_ART) X(LAW)        \
    X(LANGUAGE) X(DATE) X(TIME) X(PERCENT) X(MONEY) X(QUANTITY) X(ORDINAL) X(CARDINAL)
// clang-format on

#define NUMBER_ONE(c) POS_##c,
typedef enum { POS_NONE, POS_LABELS(NUMBER_ONE) POS_OTHER } pos_label;
#undef NUMBER_ONE
#define NUMBER_ONE(c, name) TAG_##c,
typedef enum { TAG_NONE, TAG_LABELS(NUMBER_ONE) TAG_OTHER } tag_label;
#undef NUMBER_ONE
#define NUMBER_ONE(c, name) DEP_##c,
typedef enum { DEP_NONE, DEP_LABELS(NUMBER_ONE) DEP_OTHER } dep_label;
#undef NUMBER_ONE
#define NUMBER_ONE(c) NAME_##c,
typedef enum { NAME_NONE, NAME_LABELS(NUMBER_ONE) NAME_OTHER } name_label;
#undef NUMBER_ONE

// The number of a label's name; "" is X_NONE, an unknown name X_OTHER.
pos_label  pos_of_name(str name);
tag_label  tag_of_name(str name);
dep_label  dep_of_name(str name);
name_label name_label_of_name(str name);

#endif
