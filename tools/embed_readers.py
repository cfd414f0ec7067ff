#!/usr/bin/env python3
"""Puts trained readers into the library as they are: embed_readers.py OUTPUT.c FILE...

The assembler includes the files, which the compiler would take minutes for.
"""

import sys
from pathlib import Path

SYMBOL = """__asm__(".pushsection .rodata,\\"a\\"\\n"
        ".balign 64\\n"
        ".globl readout_reader_{n}\\n"
        ".hidden readout_reader_{n}\\n"
        "readout_reader_{n}:\\n"
        ".incbin {path}\\n"
        ".byte 0\\n"
        ".popsection\\n");
extern const char readout_reader_{n}[];
"""


def escaped(text):
    return text.replace("\\", "\\\\").replace('"', '\\"')


def quoted(path):
    """As a string of the assembler inside a string of C."""
    return escaped('"' + escaped(str(path)) + '"')


def main():
    output, *names = sys.argv[1:]
    files = [Path(name).resolve() for name in sorted(names)]
    parts = ['// Made by tools/embed_readers.py from models/. Do not edit.\n#include "attribution/embedded.h"\n']
    parts += [SYMBOL.format(n=n, path=quoted(path)) for n, path in enumerate(files)]
    rows = [f'    {{"{p.name}", {{readout_reader_{n}, {p.stat().st_size}}}}},' for n, p in enumerate(files)]
    parts += ["const reader_file EMBEDDED_READERS[] = {", *rows, "};"]
    parts += [f"const int EMBEDDED_READER_COUNT = {len(files)};"]
    Path(output).write_text("\n".join(parts) + "\n")


main()
