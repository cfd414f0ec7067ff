#!/usr/bin/env python3
"""Writes src/base/unicode_tables.c: what CPython 3.11 knows of characters (Unicode 14.0).

    tools/make_unicode_tables.py            writes the file
    tools/make_unicode_tables.py --check    compares it with what it would write

The trained pipelines were made with these very answers, so they are pinned: any other version of
Unicode is refused (exit 77, which the test suite takes as "skipped").
"""
import os
import sys
import unicodedata

VERSION = "14.0.0"
BLOCK = 128
PATH = os.path.join(os.path.dirname(__file__), "..", "src", "base", "unicode_tables.c")

# (name in unicode_tables.h, predicate) in the order of the bits.
SIGMA = "\u03a3"
FINAL_SIGMA = "\u03c2"


def is_final_behind(text):
    return (text + SIGMA).lower().endswith(FINAL_SIGMA)


# str.lower() tells both properties apart by what it makes of a capital sigma behind the character:
# a cased one makes it final, an ignorable one is looked through.
FLAGS = [
    ("SPACE", str.isspace),
    ("ALPHA", str.isalpha),
    ("UPPER", str.isupper),
    ("DIGIT", str.isdigit),
    ("DECIMAL", str.isdecimal),
    ("WORD", lambda c: c.isalnum() or c == "_"),
    ("CASED", is_final_behind),
    ("IGNORABLE", lambda c: is_final_behind("a" + c) and not is_final_behind(c)),
]


def flags_of(point):
    if 0xD800 <= point < 0xE000:
        return 0
    c = chr(point)
    return sum(1 << bit for bit, (_, holds) in enumerate(FLAGS) if holds(c))


def two_stages(flags):
    """Numbers of blocks, and the blocks: equal ones are kept once."""
    numbers, blocks = [], {}
    for begin in range(0, 0x110000, BLOCK):
        block = tuple(flags[begin : begin + BLOCK])
        numbers.append(blocks.setdefault(block, len(blocks)))
    return numbers, list(blocks)


def lower_pairs():
    pairs = []
    for point in range(0x110000):
        if 0xD800 <= point < 0xE000:
            continue
        lower = chr(point).lower()
        if len(lower) > 1:
            assert point == 0x130, "only U+0130 lowers to more than one character"
        elif ord(lower) != point:
            pairs.append((point, ord(lower)))
    return pairs


def is_wide(c):
    """Takes two columns of a terminal."""
    return unicodedata.east_asian_width(c) in "WF"


def is_narrow(c):
    """Takes none: it is drawn upon the one before it, or not at all. The soft hyphen is drawn."""
    return unicodedata.category(c) in ("Mn", "Me", "Cf") and c != "\u00ad"


def ranges(is_inside):
    """[first, last] of each run of characters."""
    found = []
    for point in range(0x110000):
        if not is_inside(point):
            continue
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def bare(point):
    """The canonical decomposition without nonspacing marks."""
    return [ord(c) for c in unicodedata.normalize("NFD", chr(point)) if unicodedata.category(c) != "Mn"]


def bare_points():
    """(character, its bare form as three characters or 0). Hangul is left to arithmetic."""
    found = []
    for point in range(0x110000):
        if 0xD800 <= point < 0xE000 or 0xAC00 <= point < 0xD7A4 or bare(point) == [point]:
            continue
        parts = bare(point)
        assert len(parts) <= 3 and 0 not in parts
        found.append((point, *parts, *[0] * (3 - len(parts))))
    return found


def rows(items, count):
    return "".join("    " + " ".join(items[i : i + count]) + "\n" for i in range(0, len(items), count))


def render():
    flags = [flags_of(point) for point in range(0x110000)]
    numbers, blocks = two_stages(flags)
    assert len(blocks) < 256
    pairs = lower_pairs()
    flat = [f"{flags}," for block in blocks for flags in block]
    kinds = ""
    kept = {
        name: lambda point, bit=1 << bit: flags[point] & bit
        for bit, (name, _) in enumerate(FLAGS)
        if name in ("SPACE", "DECIMAL", "WORD")
    }
    kept["WIDE"] = lambda point: is_wide(chr(point))
    kept["NARROW"] = lambda point: is_narrow(chr(point))
    kept["CONTROL"] = lambda point: unicodedata.category(chr(point)) in ("Cc", "Cf", "Co")
    kept["PUNCTUATION"] = lambda point: unicodedata.category(chr(point)).startswith("P")
    for flag, is_inside in kept.items():
        found = ranges(is_inside)
        kinds += (
            f"\nconst point_range {flag}_RANGES[{len(found)}] = {{\n"
            + rows([f"{{{a:#x}, {b:#x}}}," for a, b in found], 5)
            + f"}};\n\nconst int {flag}_RANGE_COUNT = {len(found)};\n"
        )
    bared = bare_points()
    return (
        "// unicode_tables.c - made by tools/make_unicode_tables.py from Unicode "
        f"{VERSION}; do not edit.\n"
        '#include "base/unicode_tables.h"\n\n'
        "// clang-format off\n"
        f"const uint8_t UNICODE_BLOCKS[{len(numbers)}] = {{\n"
        + rows([f"{n}," for n in numbers], 24)
        + f"}};\n\nconst uint8_t UNICODE_FLAGS[{len(flat)}] = {{\n"
        + rows(flat, 24)
        + f"}};\n\nconst lower_pair LOWER_PAIRS[{len(pairs)}] = {{\n"
        + rows([f"{{{a:#x}, {b:#x}}}," for a, b in pairs], 5)
        + f"}};\n\nconst int LOWER_PAIR_COUNT = {len(pairs)};\n"
        + f"\nconst bare_form BARE_FORMS[{len(bared)}] = {{\n"
        + rows([f"{{{a:#x}, {{{b:#x}, {c:#x}, {d:#x}}}}}," for a, b, c, d in bared], 3)
        + f"}};\n\nconst int BARE_FORM_COUNT = {len(bared)};\n"
        + kinds
    )


def main():
    if unicodedata.unidata_version != VERSION:
        print(f"needs Unicode {VERSION} (CPython 3.11), not {unicodedata.unidata_version}")
        return 77
    text = render()
    if sys.argv[1:] == ["--check"]:
        with open(PATH, encoding="utf-8") as file:
            if file.read() == text:
                return 0
        print(f"{PATH} is not what {sys.argv[0]} makes")
        return 1
    with open(PATH, "w", encoding="utf-8") as file:
        file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
