#!/usr/bin/env python3
"""Writes the language data as C arrays: embed_data.py OUTPUT.c FILE...

The library carries its data, so an installed Readout needs no data folder and cannot meet a wrong one.
"""

import sys
from pathlib import Path


def array(number, content):
    rows = (content[at : at + 32] for at in range(0, len(content), 32))
    return "\n".join(
        [f"static const char DATA_{number}[] = {{"]
        + ["    " + ", ".join(str(byte if byte < 128 else byte - 256) for byte in row) + "," for row in rows]
        + ["    0,", "};"]
    )


def main():
    output, *names = sys.argv[1:]
    files = [(Path(name).name, Path(name).read_bytes()) for name in sorted(names)]
    parts = ['// Made by tools/embed_data.py from data/. Do not edit.\n#include "lexicon/embedded.h"\n']
    parts += [array(number, content) for number, (_, content) in enumerate(files)]
    rows = [f'    {{"{name}", {{DATA_{n}, {len(content)}}}}},' for n, (name, content) in enumerate(files)]
    parts += ["\nconst embedded_file EMBEDDED_FILES[] = {", *rows, "};"]
    parts += [f"const int EMBEDDED_FILE_COUNT = {len(files)};"]
    Path(output).write_text("\n".join(parts) + "\n")


main()
