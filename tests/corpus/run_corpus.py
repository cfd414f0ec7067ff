#!/usr/bin/env python3
"""Holds what `readout read` finds to what people wrote down by hand.

    run_corpus.py READOUT [--update] [--tier TIER] CORPUS.txt...      cases: a text, and its records
    run_corpus.py READOUT --examples DATA.tsv MATCH MISS ACT KEY  rows of language data: a sentence that must match, one that must not
    run_corpus.py READOUT --places DATA.tsv MATCH MISS NAME       rows of language data: places stand in square brackets
    run_corpus.py READOUT --deadlines DATA.tsv MATCH MISS         rows of language data: a sentence with a deadline, one without
    run_corpus.py READOUT --figures DATA.tsv MATCH MISS [FIELD=COLUMN|FIELD:VALUE...]   the same for figures, see run_figures

A case of a corpus (the line under "---" lists the records; only the kinds that it names are compared, each of them wholly):

    === A quotation broken by its cue
    published: 2031-03-04
    “The bridge is gone,” Mara Oden said, “and the road with it.”
    ---
    statement  Mara Oden | said | “The bridge is gone,” / “and the road with it.” | form=direct; act=say

Fields between bars are the words of the report ("-" for none, " / " between several spans). What stands behind the last bar as
key=value is compared too, other fields of the record are not. "statement  none" says that there is none. A title that begins
with "?" marks a case that is known to fail. --update writes what was found into the file, to be read as a change of code.

Exit status 77: no model is installed.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

SKIPPED = 77


def words(text, value):
    """The words a field stands for: of a span, a list of spans, a reference, a list of references."""
    if value is None or value == []:
        return "-"
    if isinstance(value, dict):
        return words(text, value["span"]) if "span" in value else str(value)
    if isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) for n in value):
        return re.sub(r"\s+", " ", text[value[0] : value[1]])
    if isinstance(value, list):
        return " / ".join(words(text, one) for one in value)
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


# kind: (list in the record, fields between bars)
KINDS = {
    "statement": ("statements", ["source", "cue", "content"]),
    "figure": ("figures", ["span"]),
    "time": ("times", ["span"]),
    "entity": ("entities", ["name"]),
    "place": ("places", ["span"]),
    "deadline": ("deadlines", ["span", "about"]),
}


def field(record, item, name):
    """A field in words: ids of records are followed to what they stand for."""
    value = item.get(name)
    if name in ("class", "count", "access") and value is None and isinstance(item.get("source"), dict):
        value = item["source"].get(name)
    if name in ("act", "lemma") and value is None and item.get("cue"):
        value = item["cue"].get(name)
    if name in ("from", "to") and item.get("period"):
        value = item["period"][name]
    if name == "said_in" and value:
        value = next(s["cue"] for s in record["statements"] if s["id"] == value)
    if name == "time" and value:
        value = next(t["value"] for t in record["times"] if t["id"] == value)
    if name == "of" and value:
        value = next(e["name"] for e in record["entities"] if e["id"] == value)
    if name == "plover" and value:
        return "/".join(part for part in (value["root"], value.get("mode")) if part)
    return words(record["text"], value)


def line_of(record, kind, item, keys):
    _, bars = KINDS[kind]
    parts = [field(record, item, name) for name in bars]
    if keys:
        parts.append("; ".join(f"{key}={field(record, item, key)}" for key in keys))
    return f"{kind}  {' | '.join(parts)}"


class Case:
    def __init__(self, title):
        self.title, self.published, self.text, self.wanted = title, None, "", []

    def kinds(self):
        return list(dict.fromkeys(line.split()[0] for line in self.wanted))

    def compare(self, record):
        """(wanted lines that were not found, found lines that were not wanted, all found lines)."""
        missing, found = [], []
        items = [(kind, item) for kind in self.kinds() for item in record[KINDS[kind][0]]]
        for line in self.wanted:
            kind, rest = line.split(maxsplit=1)
            if rest == "none":
                continue
            keys = keys_of(kind, rest)
            hit = next((pair for pair in items if pair[0] == kind and line_of(record, *pair, keys) == line), None)
            if hit:
                items.remove(hit)
                found.append((hit, line))
            else:
                missing.append(line)
        keys = {kind: most_keys(kind, self.wanted) for kind in self.kinds()}
        extra = [line_of(record, kind, item, keys[kind]) for kind, item in items]
        return missing, extra

    def updated(self, record):
        lines = []
        for kind in self.kinds():
            keys = most_keys(kind, self.wanted)
            found = [line_of(record, kind, item, keys) for item in record[KINDS[kind][0]]]
            lines += found or [f"{kind}  none"]
        return lines

    def written(self):
        head = [f"=== {self.title}"] + ([f"published: {self.published}"] if self.published else [])
        return "\n".join(head + [self.text, "---"] + self.wanted) + "\n"


def keys_of(kind, rest):
    parts = rest.split(" | ")
    bars = len(KINDS[kind][1])
    return [pair.split("=", 1)[0] for pair in parts[bars].split("; ")] if len(parts) > bars else []


def most_keys(kind, lines):
    of_kind = [line.split(maxsplit=1)[1] for line in lines if line.split()[0] == kind]
    return max((keys_of(kind, rest) for rest in of_kind), key=len, default=[])


def read_cases(path):
    comment, cases, part = [], [], None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.startswith("=== "):
            cases.append(Case(line[4:]))
            part = "text"
        elif not cases:
            comment.append(line)
        elif line == "---":
            part = "wanted"
        elif part == "text" and line.startswith("published: "):
            cases[-1].published = line.split(": ")[1]
        elif part == "text":
            cases[-1].text += line + "\n"
        elif line.strip():
            if line.split()[0] not in KINDS:
                sys.exit(f"{path}:{number}: expected a record ({', '.join(KINDS)}), found {line.split()[0]!r}")
            cases[-1].wanted.append(re.sub(r"^(\w+)\s+", r"\1  ", line.strip()))
    for case in cases:
        case.text = case.text.strip("\n")
    return comment, cases


def read_all(readout, reports, tier):
    model = os.environ.get("READOUT_TEST_MD", "en_core_web_md")
    lines = "".join(json.dumps(report) + "\n" for report in reports)
    command = [readout, "read", f"--{tier}", "--model", model, "--from", "jsonl", "--to", "jsonl", "--text", "-"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True)
    if done.returncode and not done.stdout:
        print(f"skipped: {done.stderr.strip()}")
        sys.exit(SKIPPED)
    return [json.loads(line) for line in done.stdout.splitlines()]


def run_cases(readout, path, update, tier):
    comment, cases = read_cases(path)
    reports = [{"id": str(n), "text": case.text} | ({"published": case.published} if case.published else {}) for n, case in enumerate(cases)]
    failed = known = 0
    for case, record in zip(cases, read_all(readout, reports, tier), strict=True):
        missing, extra = case.compare(record)
        if update:
            case.wanted = case.updated(record) if missing or extra else case.wanted
        elif missing or extra:
            known += case.title.startswith("?")
            failed += not case.title.startswith("?")
            if not case.title.startswith("?"):
                print(f"{path.name}: {case.title}\n  {case.text}")
                print(*[f"  - {line}" for line in missing], *[f"  + {line}" for line in extra], sep="\n")
        elif case.title.startswith("?"):
            failed += 1
            print(f"{path.name}: {case.title}: passes now; take the ? away")
    if update:
        path.write_text("\n".join(comment + [""] * bool(comment) + [case.written() for case in cases]))
    print(f"{path.name}: {len(cases)} cases, {failed} failed, {known} known to fail")
    return failed


def run_examples(readout, path, fields, tier):
    """Each row's example must bring about a statement of its act, by the cue in its field KEY; its counterexample must not. KEY is -1
    where rows name no cue: then the counterexample must have no statement of that act."""
    match, miss, act, key = (int(field) for field in fields)
    rows = [line.split("\t") for line in path.read_text().splitlines() if line and not line.startswith("#")]
    lacking = [row[0] for row in rows if len(row) <= max(match, miss)]
    rows = [row for row in rows if len(row) > max(match, miss)]
    reports = [{"id": f"{n}/{at}", "text": row[at]} for n, row in enumerate(rows) for at in (match, miss)]
    records = read_all(readout, reports, tier)
    failed = len(lacking)
    for name in lacking:
        print(f"{path.name}: {name}: no example and counterexample")
    for n, row in enumerate(rows):
        hit, other = ([(s["cue"]["lemma"], s["act"]) for s in record["statements"] if s["cue"]] for record in records[2 * n : 2 * n + 2])
        is_hit = any(found == row[act] and (key < 0 or lemma == row[key]) for lemma, found in hit)
        is_missed = any(found == row[act] if key < 0 else lemma == row[key] for lemma, found in other)
        if not is_hit:
            failed += 1
            found = ", ".join(f"{lemma}: {name}" for lemma, name in hit) or "nothing"
            print(f"{path.name}: {row[0]} ({row[act]}): not found in: {row[match]} (found: {found})")
        if is_missed:
            failed += 1
            print(f"{path.name}: {row[0]} ({row[act]}): found in: {row[miss]}")
    print(f"{path.name}: {len(rows)} rows, {failed} failed")
    return failed


def unbracket(marked):
    """The text without its brackets, and the spans that stood in them."""
    text, spans, begin = "", [], 0
    for piece in re.split(r"([\[\]])", marked):
        if piece == "[":
            begin = len(text)
        elif piece == "]":
            spans.append([begin, len(text)])
        else:
            text += piece
    return text, spans


def run_place_examples(readout, path, fields, tier):
    """What stands in brackets must be all the places of a row's example and of its counterexample. Where rows name a place (NAME is not -1),
    the example's must be that place, of the row's kind and at its point, and the counterexample's none of it."""
    match, miss, name = (int(field) for field in fields)
    rows = [line.split("\t") for line in path.read_text().splitlines() if line and not line.startswith("#")]
    failed = 0
    for row in rows:
        row += [""] * (1 + max(match, miss) - len(row))
        if not row[match] or not row[miss]:
            failed += 1
            print(f"{path.name}: {' '.join(row[:2])}: no example and counterexample")
    examples = [(row, at, *unbracket(row[at])) for row in rows for at in (match, miss)]
    reports = [{"id": str(n), "text": text} for n, (_, _, text, _) in enumerate(examples)]
    for (row, at, text, spans), record in zip(examples, read_all(readout, reports, tier), strict=True):
        found = [place["span"] for place in record["places"]]
        told = [[place["kind"], place["name"].lower(), place["lat"], place["lon"]] for place in record["places"]]
        is_right = found == spans
        if name >= 0 and at == match:
            is_right = is_right and [row[0], row[name].lower(), float(row[name + 3]), float(row[name + 4])] in told
        if not is_right:
            failed += 1
            print(f"{path.name}: {' '.join(row[:2])}: wanted {row[at]}\n    found {[text[b:e] for b, e in found]} {told}")
    print(f"{path.name}: {len(rows)} rows, {failed} failed")
    return failed


# Units as the tables of language data write them: none, and one that the record has no code for.
WRITTEN = {"none": "-", "-": "item"}


def has_figure(record, wanted):
    """Whether a figure has all fields as wanted; of a list at least those."""
    text = lambda value: set(value) if isinstance(value, list) else {"-" if value is None else str(value)}
    return any(all(set(value.split("|")) <= text(figure[name]) for name, value in wanted.items()) for figure in record["figures"])


def run_parts(readout, path, part):
    """Each row's example must have a statement with this part (source or access), its counterexample none. Access begins with the row's
    words; a source is whom the example begins with."""
    rows = [line.split("\t") for line in path.read_text().splitlines() if line and not line.startswith("#")]
    examples = [(row, at, row[at]) for row in rows for at in (1, 2)]
    records = read_all(readout, [{"id": str(n), "text": text} for n, (_, _, text) in enumerate(examples)], "rules")
    failed = 0
    for (row, at, text), record in zip(examples, records, strict=True):
        spans = [said["source"]["span"] if part == "source" and said["source"] else said["access"] for said in record["statements"]]
        found = [text[begin:end] for begin, end in filter(None, spans)]
        is_there = any(words.startswith(row[0]) if part == "access" else text.startswith(words) for words in found)
        if is_there != (at == 1):
            failed += 1
            print(f"{path.name}: {row[0]}: {'wanted' if at == 1 else 'not wanted'}: {text} (found: {found})")
    print(f"{path.name}: {len(rows)} rows, {failed} failed")
    return failed


def run_figures(readout, path, match, miss, *fields):
    """Each row's example must have a figure whose fields are those of the row's columns (columns that are empty say nothing), or the
    given values; its counterexample must have none. Without fields: the example must have no figure, the counterexample one."""
    match, miss = int(match), int(miss)
    lines = list(enumerate(path.read_text().splitlines(), 1))
    rows = [(number, line.split("\t")) for number, line in lines if line and not line.startswith("#")]
    lacking = [row for row in rows if len(row[1]) <= max(match, miss) or not row[1][match] or not row[1][miss]]
    for number, row in lacking:
        print(f"{path.name}:{number}: {row[0]}: no example or no counterexample")
    rows = [row for row in rows if row not in lacking]
    records = read_all(readout, [{"id": str(n), "text": row[at]} for n, (_, row) in enumerate(rows) for at in (match, miss)], "rules")
    failed = len(lacking)
    for n, (number, row) in enumerate(rows):
        wanted = dict(field.split(":") for field in fields if ":" in field)
        wanted |= {name: WRITTEN.get(row[int(column)], row[int(column)]) for name, column in (field.split("=") for field in fields if "=" in field) if row[int(column)]}
        for at, record in zip((match, miss), records[2 * n : 2 * n + 2], strict=True):
            is_wanted = (at == match) == bool(fields)
            if has_figure(record, wanted) != is_wanted:
                failed += 1
                found = [line_of(record, "figure", figure, list(wanted)) for figure in record["figures"]]
                print(f"{path.name}:{number}: {row[0]}: {'wanted' if is_wanted else 'not wanted'} {wanted}: {row[at]} (found: {'; '.join(found) or 'nothing'})")
    print(f"{path.name}: {len(rows)} rows, {failed} failed")
    return failed


def run_deadlines(readout, path, match, miss):
    """Each row's example must have one deadline and no more, its counterexample none. The report is of a Thursday."""
    rows = [line.split("\t") for line in path.read_text().splitlines() if line and not line.startswith("#")]
    examples = [(row, wanted, row[int(at)]) for row in rows for wanted, at in ((1, match), (0, miss))]
    reports = [{"id": str(n), "text": text, "published": "2024-02-22"} for n, (_, _, text) in enumerate(examples)]
    failed = 0
    for (row, wanted, text), record in zip(examples, read_all(readout, reports, "rules"), strict=True):
        found = [line_of(record, "deadline", one, ["kind"]) for one in record["deadlines"]]
        if len(found) != wanted:
            failed += 1
            print(f"{path.name}: {row[0]}: wanted {wanted}: {text} (found: {'; '.join(found) or 'nothing'})")
    print(f"{path.name}: {len(rows)} rows, {failed} failed")
    return failed


# What each column of countries.tsv promises, in sentences that newspapers print.
COUNTRY_SENTENCES = {
    1: "The government of {} signed the deal on Monday.",
    2: "The government of {} signed the deal on Monday.",
    3: "The {} government signed the deal on Monday.",
    4: "The deal was signed by the {} on Monday.",
    5: "{} said on Monday that it would sign the deal.",
}


def run_countries(readout, path):
    """Every name, adjective and seat of a row must lead to an entity of the row's name, every people to one of theirs."""
    rows = [line.split("\t") for line in path.read_text().splitlines() if line and not line.startswith("#")]
    examples = []
    for row in rows:
        for column, sentence in COUNTRY_SENTENCES.items():
            words = [word for word in row[column].split("|") if word] if column < len(row) else []
            examples += [(word if column == 4 else row[1], sentence.format(word.removeprefix("*"))) for word in words]
    return check_names(readout, path, examples)


def check_names(readout, path, examples):
    """Of (name, text, type), each text must have an entity of this name, and of this type where there is one."""
    records = read_all(readout, [{"id": str(n), "text": text} for n, (_, text, *_) in enumerate(examples)], "rules")
    failed = 0
    for (name, text, *kind), record in zip(examples, records, strict=True):
        found = [(entity["name"], entity["type"]) for entity in record["entities"]]
        if not any(one[0] == name and one[1] in (kind or [one[1]]) for one in found):
            failed += 1
            print(f"{path.name}: {name}: not found in: {text} (found: {found})")
    print(f"{path.name}: {len(examples)} sentences, {failed} failed")
    return failed


def run_names(readout, path):
    """Every name and other name of a row (type, name, other names) must lead to an entity of its type."""
    rows = [line.split("\t") for line in path.read_text().splitlines() if line and not line.startswith("#")]
    names = [(name, row[0]) for row in rows for name in [row[1], *(row[2].split("|") if len(row) > 2 and row[2] else [])]]
    return check_names(readout, path, [(name, f"The deal was signed by {'the ' if name.isupper() else ''}{name} on Monday.", kind) for name, kind in names])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("readout")
    parser.add_argument("--tier", default="rules", choices=["rules", "fast", "deep"], help="what finds statements")
    parser.add_argument("files", nargs="+", type=str)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--examples", action="store_true")
    parser.add_argument("--places", action="store_true")
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--deadlines", action="store_true")
    parser.add_argument("--countries", action="store_true")
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--part", choices=["source", "access"])
    options = parser.parse_args()
    if options.deadlines:
        path, *fields = options.files
        sys.exit(bool(run_deadlines(options.readout, Path(path), *fields)))
    if options.part:
        sys.exit(bool(run_parts(options.readout, Path(options.files[0]), options.part)))
    if options.names:
        sys.exit(bool(sum(run_names(options.readout, Path(name)) for name in options.files)))
    if options.countries:
        sys.exit(bool(run_countries(options.readout, Path(options.files[0]))))
    if options.figures:
        path, *fields = options.files
        sys.exit(bool(run_figures(options.readout, Path(path), *fields)))
    if options.examples:
        path, *fields = options.files
        sys.exit(bool(run_examples(options.readout, Path(path), fields, options.tier)))
    if options.places:
        path, *fields = options.files
        sys.exit(bool(run_place_examples(options.readout, Path(path), fields, options.tier)))
    sys.exit(bool(sum(run_cases(options.readout, Path(name), options.update, options.tier) for name in options.files)))


main()
