#!/usr/bin/env python3
"""A report that is moved in time: moved_reports.py READOUT

Every report is read as of its own day and as of days a whole number of weeks later. What is told from the report's day moves
with it, by as many days; what has a year of its own, a length and a habit stay; a month told without its year stays that month.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SKIPPED = 77
MOST = 150  # reports of the shared news
WEEKS = (1, 2, 5)

NEAR_DAY = re.compile(
    r"(?:on )?(?:today|yesterday|tomorrow|(?:last |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:last|this|next) week)", re.I
)
MONTH = re.compile(r"january|february|march|april|june|july|august|september|october|november|december", re.I)
TEXT_DAY = date(2024, 2, 22)  # of reports that do not know their own


def reports():
    lines = (ROOT / "examples" / "reports" / "4-reports.jsonl").read_text().splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    shared = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
    news = shared / "data" / "news" / "multi_outlet_may2025.jsonl"
    if news.exists():
        texts += [json.loads(line)["text"] for line in news.read_text().splitlines()[:MOST]]
    else:
        print(f"passed over: no {news}")
    return texts


def read(program, texts, day):
    lines = [json.dumps({"id": str(i), "text": text, "published": str(day)}) for i, text in enumerate(texts)]
    done = subprocess.run(
        [program, "read", "--rules", "--from", "jsonl", "--to", "jsonl"],
        input="\n".join(lines) + "\n", capture_output=True, text=True, check=False,
    )
    if done.returncode != 0:
        print(done.stderr)
        sys.exit(SKIPPED if "not installed" in done.stderr else 1)
    return [json.loads(line)["times"] for line in done.stdout.splitlines()]


def moved(moment, days):
    """An ISO day or time, so many days later."""
    return str(date.fromisoformat(moment[:10]) + timedelta(days=days)) + moment[10:]


def claim(words, before, after, days):
    """What must hold of one time, read on two days; None when nothing must."""
    has_year = re.search(r"\b(?:19|20)\d\d\b", words) is not None
    if before["type"] in ("duration", "set"):
        return "a length stays", before["value"] == after["value"]
    if before["anchor"] == "absolute" and has_year:
        return "a year of its own stays", before["value"] == after["value"] and before["from"] == after["from"]
    if before["anchor"] == "published" and before["from"] and NEAR_DAY.fullmatch(words):
        ends = [moved(before[end], days) for end in ("from", "to")]
        return f"moves by {days} days", ends == [after["from"], after["to"]]
    if before["anchor"] == "published" and MONTH.fullmatch(words):
        return "stays that month", before["value"][4:] == after["value"][4:]
    return None


def compare(texts, first, second, days):
    checked, broken = Counter(), []
    for text, one, two in zip(texts, first, second):
        if [time["span"] for time in one] != [time["span"] for time in two]:
            broken.append(f"other times are found {days} days later in: {text[:80]!r}")
        for before, after in zip(one, two):
            words = text[slice(*before["span"])]
            made = claim(words, before, after, days)
            if made is None:
                continue
            checked[made[0]] += 1
            if not made[1]:
                place = text[max(0, before["span"][0] - 60) : before["span"][1] + 20].replace("\n", " ")
                broken.append(f"{made[0]}: {words!r} is {before['value']}, then {after['value']} in: {place}")
    return checked, broken


def main():
    program, texts = sys.argv[1], reports()
    first = read(program, texts, TEXT_DAY)
    total = 0
    for weeks in WEEKS:
        day = TEXT_DAY + timedelta(weeks=weeks)
        checked, broken = compare(texts, first, read(program, texts, day), 7 * weeks)
        counts = ", ".join(f"{name} {count}" for name, count in sorted(checked.items()))
        print(f"{len(texts)} reports, {7 * weeks} days later: {len(broken)} broken of: {counts}", *broken[:20], sep="\n  ")
        total += len(broken)
        if not checked[f"moves by {7 * weeks} days"]:
            sys.exit("nothing was checked")
    sys.exit(1 if total else 0)


main()
