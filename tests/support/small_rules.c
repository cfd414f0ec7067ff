// small_rules.c - one exception, affix and infix of each kind that English has.
#include "small_rules.h"

#define TEXT(literal)                                                                              \
    { literal, sizeof(literal) - 1 }

static const exception_part CANNOT[] = {{TEXT("ca"), TEXT("can")}, {TEXT("n't"), TEXT("not")}};
static const exception_part MISTER[] = {{.orth = TEXT("Mr.")}};
static const exception_part STATES[] = {{.orth = TEXT("U.S.")}};
static const exception_part FACE[] = {{.orth = TEXT("(x")}};
static const exception_part LIST_MARK[] = {{.orth = TEXT("x)")}};
static const exception_part DASHED[] = {{.orth = TEXT("a-b")}};
static const exception_part LONG_DASHED[] = {{.orth = TEXT("a-b-c")}};
static const exception_part BLANK[] = {{TEXT("\xc2\xa0"), TEXT("  ")}};

static const tokenizer_exception EXCEPTIONS[] = {
    {TEXT("can't"), 2, CANNOT},      {TEXT("Mr."), 1, MISTER},     {TEXT("U.S."), 1, STATES},
    {TEXT("(x"), 1, FACE},           {TEXT("x)"), 1, LIST_MARK},   {TEXT("a-b"), 1, DASHED},
    {TEXT("a-b-c"), 1, LONG_DASHED}, {TEXT("\xc2\xa0"), 1, BLANK},
};

const pipeline SMALL_RULES = {
    .tokenizer =
        {
            .prefix = TEXT("^\\(|^\"|^\\.\\.+|^-"),
            .suffix = TEXT("\\)$|,$|\"$|!$|\\.\\.+$|(?<=[0-9])km$|(?<=[a-z])\\.$"),
            .infix = TEXT("\\.\\.+|(?<=[a-z])\\.(?=[A-Z])|-"),
            .url_match = TEXT("(?u)^[a-z]+://\\S+$"),
            .faster_heuristics = true,
            .exception_count = sizeof EXCEPTIONS / sizeof *EXCEPTIONS,
            .exceptions = EXCEPTIONS,
        },
};
