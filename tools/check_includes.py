#!/usr/bin/env python3
"""Holds the code to the include table of ARCHITECTURE.md: who may include whom, and which file sees which library.

Prints one line a breach and ends with 1 when there is any.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Folder of src -> folders that it may include beside itself.
MAY_INCLUDE = {
    "base": set(),
    "math": {"base"},
    "model": {"base"},
    "atlas": {"base", "model"},
    "doc": {"base"},
    "lexicon": {"base", "doc"},
    "input": {"base", "lexicon"},
    "text": {"base", "doc", "lexicon"},
    "token": {"base", "model", "doc"},
    "parse": {"base", "math", "model", "doc"},
    "encoder": {"base", "math", "model"},
    "attribution": {"base", "math", "model", "doc", "encoder"},
    "entity": {"base", "doc", "lexicon"},
    "extract": {"base", "atlas", "doc", "lexicon"},
    "store": {"base", "doc"},
    "output": {"base", "doc"},
    "engine": {"base", "math", "model", "atlas", "doc", "lexicon", "input", "text", "token", "parse", "entity", "extract",
               "store", "output", "encoder", "attribution"},
}  # fmt: skip

# The public header inside the library: error.h gives it to everybody; these name it themselves.
SEE_PUBLIC_HEADER = {"base/error.h"}

# Library header -> the one file that sees it.
ONLY_IN = {
    "json-c/json.h": "base/json.c",
    "sha2.h": "base/sha256.c",
    "pcre2.h": "base/regex.c",
    "gumbo.h": "input/page_tree.c",
    "zip.h": "model/archive.c",
    "sqlite3.h": "store/database.c",
    "pthread.h": "engine/stream.c",
}

# Headers of C, POSIX and the compiler, which anybody may include.
SYSTEM = re.compile(
    r"(assert|ctype|dirent|errno|fcntl|fenv|float|inttypes|limits|math|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint"
    r"|stdio|stdlib|string|strings|time|unistd|sys/\w+|sanitizer/\w+|cpuid|immintrin|arm_neon)\.h"
)
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def breaches(path):
    here = path.relative_to(ROOT / "src").as_posix()
    folder = here.split("/")[0]
    for kind, name in INCLUDE.findall(path.read_text()):
        is_test = here.endswith("_test.c")
        if kind == '"' and (ROOT / "src" / name).exists():
            target = name.split("/")[0]
            if target != folder and target not in MAY_INCLUDE[folder] and not is_test:
                yield f"src/{here}: {folder} may not include {name}"
        elif name == "readout/readout.h":
            if here not in SEE_PUBLIC_HEADER and folder != "engine" and folder != "input" and not is_test:
                yield f"src/{here}: only base/error.h, input and engine see the public header"
        elif name in ONLY_IN:
            if here != ONLY_IN[name] and not is_test:
                yield f"src/{here}: only {ONLY_IN[name]} sees {name}"
        elif is_test:
            continue
        elif kind == '"':
            if not (path.parent / name).exists():
                yield f"src/{here}: {name} is no header of the library"
            else:
                yield f"src/{here}: include {folder}/…/{name} by its path from src"
        elif not SYSTEM.fullmatch(name):
            yield f"src/{here}: {name} is not among the libraries of the table"


def program_breaches(path):
    for kind, name in INCLUDE.findall(path.read_text()):
        inside = (path.parent / name).exists() if kind == '"' else SYSTEM.fullmatch(name)
        if not inside and name != "readout/readout.h" and name != "getopt.h":
            yield f"cli/{path.name}: the program sees readout.h only, not {name}"


def main():
    found = []
    for path in sorted((ROOT / "src").rglob("*.[ch]")):
        found += breaches(path)
    for path in sorted((ROOT / "cli").glob("*.[ch]")):
        found += program_breaches(path)
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


sys.exit(main())
