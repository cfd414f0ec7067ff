#!/usr/bin/env python3
"""Holds the code to its shape: length of files and functions, no state in the library, no marks of unfinished work.

check_shape.py [LIBRARY.a]: with a library, also looks for variables that can change (nm).
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE, LONGEST_FUNCTION, WIDEST_LINE = 800, 60, 100
GENERATED = {"src/base/unicode_tables.c"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def functions(lines):
    """(name, first line, number of lines) of each function: clang-format puts its end at the left edge."""
    start = None
    for number, line in enumerate(lines, 1):
        opens = re.match(r"^[\w*].*\b(\w+)\(.*", line)
        if opens and not line.rstrip().endswith(";"):
            start = (opens.group(1), number)
        if line.rstrip() == "}" and start:
            yield *start, number - start[1] + 1
            start = None


def check_file(path):
    name = path.relative_to(ROOT).as_posix()
    lines = path.read_text().splitlines()
    if len(lines) > LONGEST_FILE and name not in GENERATED:
        yield f"{name}: {len(lines)} lines, more than {LONGEST_FILE}: two rooms in one"
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            yield f"{name}:{number}: a mark of unfinished work"
    if name in GENERATED or path.suffix != ".c" or name.endswith("_test.c"):  # a test may be one long table
        return
    for function, first, size in functions(lines):
        if size > LONGEST_FUNCTION and function != "main":
            yield f"{name}:{first}: {function} has {size} lines, more than {LONGEST_FUNCTION}"


def changing_variables(library):
    """Symbols in .data and .bss: the library keeps no state."""
    listing = subprocess.run(["nm", "-A", library], capture_output=True, text=True, check=True).stdout
    for line in listing.splitlines():
        parts = line.rsplit(" ", 2)
        is_instrument = parts[-1].startswith("__")  # what a sanitizer adds
        if len(parts) == 3 and parts[1] in "dDbBC" and ".rel.ro" not in line and not is_instrument:
            if not is_read_only(library, parts[2]):
                yield f"{Path(library).name}: {parts[2]} can change: the library keeps no state"


def is_read_only(library, symbol):
    """Tables of pointers lie in .data.rel.ro, which is read-only once loaded; nm calls it d."""
    table = subprocess.run(["objdump", "-t", library], capture_output=True, text=True, check=True).stdout
    lines = (line.split() for line in table.splitlines() if line.endswith(" " + symbol))
    sections = [line for line in lines if "*UND*" not in line]
    return all(any(part.startswith((".data.rel.ro", ".rodata")) for part in line) for line in sections)


def main():
    found = []
    for folder in ("src", "cli", "include", "tests", "bench"):
        for path in sorted((ROOT / folder).rglob("*.[ch]")):
            found += check_file(path)
    for library in sys.argv[1:]:
        found += changing_variables(library)
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


sys.exit(main())
