// pieces.h - the text as the readers of times see it: words, digits and marks.
//
// Tokenizers cut "mid-March", "2015-16", "3p.m." and "14:30" in ways of their own, so tokens are cut
// further into runs of letters, runs of digits and single marks; what a piece was part of is kept.
#ifndef READOUT_PIECES_H
#define READOUT_PIECES_H

#include "doc/document.h"
#include "lexicon/number.h"

// Classes of data/en/time_words.tsv. A word may have several.
#define WORD_CLASSES(X)                                                                            \
    X(name)                                                                                        \
    X(month)                                                                                       \
    X(weekday)                                                                                     \
    X(weekdays)                                                                                    \
    X(unit)                                                                                        \
    X(units)                                                                                       \
    X(season)                                                                                      \
    X(part)                                                                                        \
    X(parts)                                                                                       \
    X(clock)                                                                                       \
    X(day)                                                                                         \
    X(tonight)                                                                                     \
    X(position)                                                                                    \
    X(edge)                                                                                        \
    X(direction)                                                                                   \
    X(shift)                                                                                       \
    X(about)                                                                                       \
    X(vague)                                                                                       \
    X(frequency)                                                                                   \
    X(every)                                                                                       \
    X(meridiem)                                                                                    \
    X(zone)                                                                                        \
    X(era) X(opens) X(leads) X(article) X(filler) X(kind) X(moved) X(ahead) X(timetable) X(sport)

#define ONE(name) WORD_##name,
typedef enum { WORD_CLASSES(ONE) WORD_CLASS_COUNT } word_class;
#undef ONE

typedef struct {
    str  values[WORD_CLASS_COUNT];  // at == NULL: not of this class
    int  numbers[WORD_CLASS_COUNT]; // the value where it is a number
    bool needs_capital, needs_upper, is_doubtful, is_adverb;
    bool begins_number;
    bool has_class; // of any; without one only names and phrases begin with it
} time_word;

typedef enum { PIECE_WORD, PIECE_DIGITS, PIECE_MARK } piece_kind;

typedef struct {
    span             where;
    piece_kind       kind;
    str              lower; // of a word; empty where it is longer than any that is known
    const time_word *word;  // NULL: nothing of time begins with it
    int              value; // of digits; -1 when there are too many
    char             mark;  // dashes of all kinds are '-', quotation marks '\'' and '"'; others 0
    bool             has_space_before;
    bool             begins_sentence;
    int              token;
} piece;

typedef struct {
    str_table  table; // lower-case word to row
    time_word *rows;
} word_list;

word_list read_time_words(arena *a);

// A number that begins at a piece, and the piece behind it; kind NUMBER_NONE: no number.
typedef struct {
    number_kind kind;
    double      value;
    int         end;
} piece_number;

typedef struct {
    piece                     *at; // one more than `count`: an empty mark ends the list
    int                        count;
    const document            *doc;
    const struct number_words *numbers;
    const word_list           *words;
    piece_number              *amounts; // that were read already, by piece; else `end` is 0
} pieces;

// Takes the tokens of a report apart. Pieces live in `scratch`.
pieces cut_pieces(const word_list *words, arena *scratch, const document *doc);

// ---- Looking at pieces; an index past the end is an empty mark -----------------------------

static inline const piece *piece_at(const pieces *p, int i) {
    return &p->at[i < 0 || i > p->count ? p->count : i];
}
static inline bool has_class(const pieces *p, int i, word_class class) {
    const time_word *word = piece_at(p, i)->word;
    return word && word->values[class].at;
}
static inline int class_number(const pieces *p, int i, word_class class) {
    return piece_at(p, i)->word->numbers[class];
}
static inline str class_value(const pieces *p, int i, word_class class) {
    return piece_at(p, i)->word->values[class];
}
static inline bool is_mark(const pieces *p, int i, char mark) {
    return piece_at(p, i)->kind == PIECE_MARK && piece_at(p, i)->mark == mark;
}
// False when no expression of time begins with the piece.
bool may_begin(const pieces *p, int i);
bool is_word(const pieces *p, int i, const char *lower);
// The same for a lemma.
bool is_lemma_of_class(const pieces *p, str lemma, word_class class);
// Digits of so many places.
bool is_digits(const pieces *p, int i, int least, int most);
int  digit_count(const pieces *p, int i);
// No white space stands before the piece.
static inline bool is_joined(const pieces *p, int i) {
    return i <= p->count && !piece_at(p, i)->has_space_before;
}
// The piece behind an optional mark: of "Feb. 7" the day, of "March 7, 2024" the year.
static inline int skip_mark(const pieces *p, int i, char mark) {
    return is_mark(p, i, mark) ? i + 1 : i;
}

// "Sun", "Mar", "March" are also other things: what stands beside them, or the name finder, says
// whether a date is meant.
bool is_told_as_date(const pieces *p, int i);

// Beside digits a month's name needs no capital letter, unless it is another word too; 0: no month.
int month_at_piece(const pieces *p, int i);
// Words shortly before a piece say that what was told next was moved, so that no time lies between
// its two ends: "postponed from March 10 to April 9".
bool is_moved(const pieces *p, int i);

// The number that begins at a piece.
piece_number read_amount(const pieces *p, int i);
// What stands behind a number is what it counts, so that it is no day, hour or year.
bool is_counted(const pieces *p, int i);
// "7", "7th", "seventh": a place from 1 to `most`; value 0: none.
piece_number read_place(const pieces *p, int i, int most);

#endif
