#!/usr/bin/env python3
"""Same input, same bytes: same_bytes.py READOUT

Every report in any order, on 1, 2, 3 and 8 threads, alone and among others, through a pipe and from a file, with every kernel that
this processor has, in every tier: the record is the same to the byte.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def reports():
    """The examples, and real reports where they are at hand."""
    lines = (ROOT / "examples" / "reports" / "4-reports.jsonl").read_text().splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    texts += [path.read_text() for path in sorted((ROOT / "examples" / "reports").glob("*.txt"))]
    shared = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
    for path in sorted(shared.glob("seeds/*.txt")):
        texts.append(path.read_text())
    news = shared / "data" / "news" / "multi_outlet_may2025.jsonl"
    if news.exists():
        with open(news) as rows:
            texts += [json.loads(line)["text"] for _, line in zip(range(60), rows)]
    return [{"id": str(n), "text": text, "published": "2031-04-10"} for n, text in enumerate(texts) if text.strip()]


def read(readout, docs, *options, **environment):
    """The records, or None where a kernel or a model is not here."""
    lines = "".join(json.dumps(doc) + "\n" for doc in docs)
    command = [readout, "read", "--from", "jsonl", "--to", "jsonl", *options]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, env=os.environ | environment)
    if b"READOUT_KERNELS: there is no" in done.stderr or b"not installed" in done.stderr:
        return None
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.splitlines()


def check(readout, docs, *tier):
    once = read(readout, docs, *tier)
    if once is None:
        print(f"skipped: what {' '.join(tier)} needs is not installed")
        return
    assert len(once) == len(docs)
    for threads in "1238":
        assert read(readout, docs, "-j", threads, *tier) == once, f"{threads} threads give other bytes"
    assert read(readout, docs[::-1], "-j", "2", *tier)[::-1] == once, "the order of reports changes bytes"
    for n in range(0, len(docs), 7):
        assert read(readout, [docs[n]], *tier) == [once[n]], f"report {n} alone gives other bytes"
    tried = []
    for name in ("reference", "avx2", "avx512", "neon"):
        few = docs[: 2 if tier else 8] if name == "reference" else docs
        got = read(readout, few, *tier, READOUT_KERNELS=name)
        assert got in (None, once[: len(few)]), f"{name} kernels give other bytes"
        tried += [name] if got else []
    print(
        f"{len(docs)} reports {' '.join(tier)}: the same bytes on 1, 2, 3, 8 threads, in any order, alone, with {', '.join(tried)} kernels"
    )


def main():
    readout = sys.argv[1]
    docs = reports()
    check(readout, docs)
    check(readout, docs[::2], "--fast")
    check(readout, docs[::5], "--deep")


main()
