#!/usr/bin/env python3
"""Twice the text, twice the time and room: linear_time.py READOUT [BYTES] [--fast | --deep] [TEXT...]

Texts that nobody wrote to be read, each in BYTES (default: 100,000) and in four times as many. Reading the longer one may take four
times as long, with room for what a machine does meanwhile; a stage that looks at everything for everything takes sixteen times as
long. Processor time is measured, less what opening the model takes; and the most memory that was held, of which a byte more of text
may cost so much and no more.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TRIES, TIMES, ALLOWED, LEAST_SECONDS = 4, 4, 6, 0.1  # a ratio of less time than that is a ratio of noise
MOST_MEMORY = 2000  # bytes for a byte of text; measured: 200 to 500 of words, 1,350 of single letters and marks

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
    "names of places": "Paris, London, Springfield, Kyiv, Richmond and Washington, ",
    "datelines": "KARSA, April 7 (Harbour Wire) - ",
    "list": "\n- one",
    "marks": "e\u0301\u0302",
    "emoji": "👩‍🚀",
    "right to left": "שלום «عليكم» ",
    "controls": "a\u200b\ufeff\u202eb\u0085 ",
    "open brackets": "([{",
    "one sentence": "the envoy went to the town and ",
    "relative clauses": "the man that the envoy who ",
    "nested telling": "Varga said that Roe said that ",
    "conditions": "if Orlava leaves by Friday, unless ",
    "quotes that never close": '“We sign," she said. ‘No, ',
    "paragraphs": "At 5 p.m. on Monday 14 died.\n\n",
    "ranges": "between 50 and 70 of 200-300 ",
    "money": "$3bn and €2.4 million ",
    "ratios": "one hostage for every 30 prisoners, ",
    "lists": "12 killed and 30 wounded, including four children, ",
    "lengths": "a two-week truce for six days ",
    "feasts": "by Easter 2031, before Ramadan, ",
    "ends": "by the end of the talks by the end of ",
    "said in full": "It was reported that, according to Varga, who said ",
    "commanded": "ordered to ask them to ",
    "halves": "a third half scored ",
}


def word(number, letters=4):
    return "".join(chr(ord("a") + number // 26**i % 26) for i in range(letters)).capitalize()


# Every piece another one, so that nothing that is kept by name or value is met again.
DIFFERENT = {
    "different names": lambda i: f"{word(i)} Varga met the president of {word(i)}land and said he left. ",
    "different figures": lambda i: f"At least {i + 2} people and {i}.5 tonnes were lost on the {i % 28 + 1}th day. ",
    "different dates": lambda i: f"It ended on {i % 28 + 1} April {1900 + i % 200}, {i} days before {i % 12 + 1}/{i % 28 + 1}/2031. ",
    "different words": lambda i: f"{word(i).lower()}{word(i * 7).lower()} ",
    "different speakers": lambda i: f'"We will not sign," said {word(i)} Roe of {word(i * 5)}. ',
}


def different(name, size):
    out, made, number = [], 0, 0
    while made < size:
        out.append(DIFFERENT[name](number))
        made, number = made + len(out[-1]), number + 1
    return "".join(out)[:size]


def make(name, size):
    if name in DIFFERENT:
        return different(name, size)
    piece = PIECES[name]
    return (piece * (size // len(piece.encode()) + 1)).encode()[:size].decode(errors="ignore")


def cost(readout, tier, text):
    """Seconds of processor time, and bytes of memory at the most."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(text)
        file.flush()
        command = [readout, "read", "--json", "--from", "text", "--published", "2031-04-07", *tier, file.name]
        with tempfile.TemporaryFile() as complaints:
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=complaints)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            complaints.seek(0)
            told = complaints.read()
        assert child.returncode == 0 or b"empty" in told or b"white space" in told, told.decode()
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def is_installed(readout, tier):
    done = subprocess.run([readout, "read", "--from", "text", *tier], input=b"Nothing.", capture_output=True)
    return b"not installed" not in done.stderr


def main():
    readout = sys.argv[1]
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    tier = [given for given in sys.argv[3:] if given.startswith("--")]
    names = [given for given in sys.argv[3:] if given not in tier] or [*PIECES, *DIFFERENT]
    if not is_installed(readout, tier):
        print(f"skipped: what {' '.join(tier)} needs is not installed")
        return 77
    opening = min(cost(readout, tier, "Nothing.")[0] for _ in range(3))
    too_much = []
    for name in names:
        for _ in range(TRIES):  # the machine may be at something else; growth shows every time
            small, memory = cost(readout, tier, make(name, size))
            large, more = cost(readout, tier, make(name, size * TIMES))
            ratio = (large - opening) / max(small - opening, LEAST_SECONDS)
            memory_ratio = (more - memory) / (size * (TIMES - 1))
            is_over = ratio > ALLOWED or memory_ratio > MOST_MEMORY
            if not is_over:
                break
        told = f"{small - opening:7.2f} s, {size * TIMES:9} bytes {large - opening:7.2f} s: {ratio:5.1f}, {memory_ratio:6.0f} bytes a byte"
        print(f"{name:24} {size:9} bytes {told}", "OVER" if is_over else "", flush=True)
        too_much += [name] if is_over else []
    print(f"{len(names) - len(too_much)} of {len(names)} kinds of text are read in linear time and room")
    return 1 if too_much else 0


sys.exit(main())
