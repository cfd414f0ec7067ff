#!/usr/bin/env python3
"""Labelled reports as input for export_tokens: reports.py GOLD WORK writes WORK/in.{train,dev,record}.jsonl"""

import json
import sys
from pathlib import Path


def write(path, reports):
    with path.open("w", encoding="utf-8") as out:
        for report in reports:
            out.write(json.dumps({k: report.get(k) for k in ("id", "text", "published")}) + "\n")


def main():
    gold, work = map(Path, sys.argv[1:3])
    for part in ("train", "dev"):
        lines = (gold / f"statements/polnear.{part}.jsonl").read_text(encoding="utf-8").splitlines()
        articles = map(json.loads, lines)
        write(work / f"in.{part}.jsonl", [{**a, "published": a["date"]} for a in articles])
    labels = sorted((gold / "record").glob("*.json"))
    write(work / "in.record.jsonl", [json.loads(path.read_text(encoding="utf-8")) for path in labels])


if __name__ == "__main__":
    main()
