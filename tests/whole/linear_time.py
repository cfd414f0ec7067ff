#!/usr/bin/env python3
"""Twice the text, twice the time: linear_time.py READOUT [BYTES] [--fast | --deep] [TEXT...]

Texts that nobody wrote to be read, each in BYTES (default: 100,000) and in four times as many. Reading the longer one may take four
times as long, with room for what a machine does meanwhile; a stage that looks at everything for everything takes sixteen times as
long. Processor time is measured, less what opening the model takes.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

TRIES, TIMES, ALLOWED, LEAST_SECONDS = 4, 4, 8, 0.1  # a ratio of less time than that is a ratio of noise

PIECES = {
    "open quotes": "“",
    "open quotes with words": "“He said ",
    "apostrophes": "' ",
    "straight quotes": '"a" "b \'c" d\' ',
    "spaces": " ",
    "empty lines": "\n \n",
    "no space": "abcdefghij",
    "commas": "a,",
    "digits": "1234567890",
    "numbers": "14 ",
    "number words": "twenty-five thousand million ",
    "dates": "7 April 2031, ",
    "days": "on Monday ",
    "deadlines": "they will meet by Friday if ",
    "dates of one verb": "by Friday ",
    "parentheses": "(a ",
    "telling": "Ilse Varga said that ",
    "cues alone": "said ",
    "second-hand telling": "reported, citing Karsa, ",
    "according to": "according to Varga ",
    "telling quotes": '"We will not sign," he said. ',
    "turns": "Varga: we sign. Roe: no.\n",
    "names": "Ilse Varga ",
    "joined names": "Ilse Varga and ",
    "offices": "the minister of the army of ",
    "pronouns": "Ilse Varga and Benjamin Roe met. He saw her. They left.\n",
    "figures": "At least 14 people were killed in Karsa in two days.\n",
    "links": "http://a.example/b?c=d&e=f ",
    "dots": ".",
    "dashes": "- — ",
    "places": "in Paris, Texas, and Springfield, ",
    "regions": "the province of northern ",
    "datelines": "KARSA, April 7 (Harbour Wire) - ",
    "list": "\n- one",
    "marks": "e\u0301\u0302",
    "emoji": "👩‍🚀",
}


def different_names(size):
    """Every name another one, so that nothing that is kept by name is met again."""
    out, made, number = [], 0, 0
    while made < size:
        first = "".join(chr(ord("a") + number // 26**i % 26) for i in range(4)).capitalize()
        piece = f"{first} Varga met the president of {first}land and said he left. "
        out.append(piece)
        made, number = made + len(piece), number + 1
    return "".join(out)[:size]




def make(name, size):
    if name == "different names":
        return different_names(size)
    piece = PIECES[name]
    return (piece * (size // len(piece.encode()) + 1)).encode()[:size].decode(errors="ignore")


def seconds(readout, tier, text):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(text)
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [readout, "read", "--json", "--from", "text", "--published", "2031-04-07", *tier, file.name]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert done.returncode == 0 or b"empty" in done.stderr or b"white space" in done.stderr, done.stderr.decode()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def is_installed(readout, tier):
    done = subprocess.run([readout, "read", "--from", "text", *tier], input=b"Nothing.", capture_output=True)
    return b"not installed" not in done.stderr


def main():
    readout = sys.argv[1]
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    tier = [word for word in sys.argv[3:] if word.startswith("--")]
    names = [word for word in sys.argv[3:] if word not in tier] or [*PIECES, "different names"]
    if not is_installed(readout, tier):
        print(f"skipped: what {' '.join(tier)} needs is not installed")
        return 77
    opening = min(seconds(readout, tier, "Nothing.") for _ in range(3))
    too_long = []
    for name in names:
        for _ in range(TRIES):  # the machine may be at something else; growth shows every time
            small = seconds(readout, tier, make(name, size)) - opening
            large = seconds(readout, tier, make(name, size * TIMES)) - opening
            ratio = large / max(small, LEAST_SECONDS)
            is_slow = ratio > ALLOWED
            if not is_slow:
                break
        print(f"{name:24} {size:9} bytes {small:7.2f} s, {size * TIMES:9} bytes {large:7.2f} s: {ratio:5.1f}", "SLOW" if is_slow else "", flush=True)
        too_long += [name] if is_slow else []
    print(f"{len(names) - len(too_long)} of {len(names)} kinds of text are read in linear time")
    return 1 if too_long else 0


sys.exit(main())
