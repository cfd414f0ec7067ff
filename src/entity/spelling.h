// spelling.h - names as keys: spellings that differ by accents, case, or transcription brought
// together.
#ifndef READOUT_SPELLING_H
#define READOUT_SPELLING_H

#include "base/arena.h"

// Lower case, accents off Latin letters, curly apostrophes straight, white space single:
// "Erdoğan" and "Erdogan" have one key. In the arena.
str fold_name(arena *a, str name);

// The same without Arabic articles and hyphens in front of words: "Al-Ansari" is "ansari".
str fold_surname(arena *a, str word);

// What is left of a folded word when its vowels go and doubled consonants become one, with its
// first letter: "Khamanei" and "Khamenei" are "khmn". Empty for words too short to tell apart.
str skeleton_of(arena *a, str folded);

// Initials of the words that begin with a capital: "Syrian Democratic Forces" gives "SDF".
str initials_of(arena *a, str name);

// True when the letters of `acronym` are initials of `name`, in order, the first one included.
bool is_acronym_of(arena *a, str acronym, str name);

str  last_word(str name);
str  first_word(str name);
int  count_words(str name);
bool has_word(str name, str word); // words between single spaces
bool is_capitalised(str word);
bool is_all_capitals(str word); // two letters at least, digits, "." and "-" allowed

// Two or three words with a capital each and small letters behind: "Mara Oden", but "Open Road", too.
bool has_shape_of_person(str name);

#endif
