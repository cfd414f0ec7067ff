// fold.c - one row of plain letters a block of Latin characters.
#include "base/fold.h"

#include "base/unicode.h"
#include "base/utf8.h"

// "?" where there is no plain letter.
static const struct {
    uint32_t    first, last;
    const char *plain;
} BLOCKS[] = {
    {0xc0, 0x17f,
     "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
     "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
     "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"},
    {0x180, 0x24f,
     "bbbb???cc?ddd????ffg???ikkl??nnooo??pp?????ttttuu?vyyzz?????????"
     "????dddlllnnnaaiioouuuuuuuuuu?aaaa??ggggkkoooo??jdddgg??nnaa??oo"
     "aaaaeeeeiiiioooorrrruuuusstt??hhnd??zzaaeeooooooooyylnt???acclts"
     "z??b??eejj?qrryy"},
    {0x1e00, 0x1eff,
     "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
     "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
     "wwwwwwwwwwxxxxyyzzzzzzhtwyas????aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
     "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy????yy"},
};

uint32_t plain_point(uint32_t point) {
    if (point < 0x80) return point == '`' ? '\'' : (uint32_t)to_lower((char)point);
    if (point == 0x2018 || point == 0x2019 || point == 0x2bc) return '\'';
    if (point == 0x2010 || point == 0x2011) return '-';
    if (point == 0xa0) return ' ';
    for (size_t i = 0; i < sizeof BLOCKS / sizeof *BLOCKS; i++) {
        if (point < BLOCKS[i].first || point > BLOCKS[i].last) continue;
        char plain = BLOCKS[i].plain[point - BLOCKS[i].first];
        return plain == '?' ? point : (uint32_t)(unsigned char)plain;
    }
    return point;
}

// ---- Keys of places ----------------------------------------------------------------------

typedef struct {
    char  *at;
    size_t size, room, word; // where the last word begins
    bool   is_full;
} place_key;

static void put(place_key *key, str bytes) {
    if (bytes.size > key->room - key->size) {
        key->is_full = true;
        return;
    }
    memcpy(key->at + key->size, bytes.at, bytes.size);
    key->size += bytes.size;
}

static void end_word(place_key *key) {
    static const struct {
        str brief, full;
    } WORDS[] = {
        {{"st", 2}, {"saint", 5}},
        {{"ste", 3}, {"sainte", 6}},
        {{"mt", 2}, {"mount", 5}},
        {{"ft", 2}, {"fort", 4}},
    };
    if (key->size == key->word) return;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        str word = {key->at + key->word, key->size - key->word};
        if (!same(word, WORDS[i].brief)) continue;
        key->size = key->word;
        put(key, WORDS[i].full);
        break;
    }
    put(key, STR(" "));
    key->word = key->size;
}

// Apostrophes, the half rings of Arabic and Hebrew letters, and combining marks.
static bool is_passed_over(uint32_t point) {
    return point == '\'' || (point >= 0x2b9 && point <= 0x2bf) ||
           (point >= 0x300 && point <= 0x36f);
}

size_t make_place_key(str name, char *key, size_t room) {
    place_key made = {.at = key, .room = room};
    for (size_t i = 0; i < name.size && !made.is_full;) {
        int      width = 0;
        uint32_t point = plain_point(decode_point(name, i, &width));
        i += (size_t)width;
        if (is_passed_over(point)) continue;
        if (!is_word_point(point) || point == '_') {
            end_word(&made);
            continue;
        }
        char bytes[4];
        int  size = encode_point(point, bytes);
        put(&made, (str){bytes, (size_t)size});
    }
    end_word(&made);
    if (made.is_full || made.size == 0) return 0;
    return made.size - 1; // without the last space
}

str place_key_without_kind(str key) {
    static const char *const KINDS[] = {
        " oblast",   " province",    " governorate", " region",       " county",
        " parish",   " district",    " prefecture",  " state",        " department",
        " krai",     " voivodeship", " canton",      " municipality", " raion",
        " republic", " territory",   " division",    " borough",      " strip"};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        str kind = str_of(KINDS[i]);
        if (ends_with(key, kind) && key.size > kind.size) {
            return slice(key, 0, key.size - kind.size);
        }
    }
    return (str){NULL, 0};
}
