#!/usr/bin/env python3
"""CoNLL-U as others read it: conllu.py READOUT

Over the examples, and real reports where they are at hand: ten columns, numbers from 1 without a gap, heads that are there and end at
a root, no empty field, and words that stand in the sentence in their order.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def check(block):
    comments = [line for line in block.splitlines() if line.startswith("#")]
    rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
    assert any(line.startswith("# sent_id = ") for line in comments), block
    text = next(line for line in comments if line.startswith("# text = "))[len("# text = ") :]
    assert rows, block
    at = 0
    for number, row in enumerate(rows, 1):
        assert len(row) == 10 and all(row), row
        assert row[0] == str(number), row
        head = int(row[6])
        assert 0 <= head <= len(rows) and head != number, row
        assert (row[7] == "root") == (head == 0), row
        found = text.find(row[1], at)
        assert found >= 0, (row, text)
        at = found + len(row[1])
    for number in range(1, len(rows) + 1):
        steps = 0
        while number:
            number, steps = int(rows[number - 1][6]), steps + 1
            assert steps <= len(rows), block


def main():
    shared = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
    paths = [ROOT / "examples" / "reports", *sorted(shared.glob("seeds/*.txt"))]
    count = 0
    for command in ("read", "parse"):
        done = subprocess.run([sys.argv[1], command, "--to", "conllu", *paths], capture_output=True, check=True)
        blocks = done.stdout.decode().split("\n\n")
        assert blocks.pop() == ""
        for block in blocks:
            check(block)
        count += len(blocks)
    print(f"{count} sentences")
    assert count > 50


main()
