"""Labelled reports as arrays: what export_tokens tells of them, joined with the attributions of the label files.

A report is a Report; its attributions are token ranges in Readout's conventions (the bare verb as cue, contents without
"that" and "to", sources without appositions), whatever conventions the label file has.
"""

import json
import re
from dataclasses import dataclass, field

import numpy as np

POS, TAG, DEP, HEAD, LABEL, SENTENCE, PARAGRAPH, QUOTED = range(2, 10)  # columns of export_tokens
DEPS = 49  # numbers of labels, with room for "none" and "other" (src/doc/labels.h)
LEVELS = 4  # how many steps up from a cue are told apart
PATHS = LEVELS * DEPS + LEVELS + 1  # branches, the way up itself, another sentence
FARTHEST = 12


@dataclass
class Attribution:
    cue: tuple  # token range
    source: tuple | None
    content: list
    paths: np.ndarray = None  # path feature of each token of the cue's sentence
    first: int = 0  # its first token


@dataclass
class Report:
    id: str
    text: str
    tokens: np.ndarray  # (tokens, 10)
    lemmas: list
    vectors: np.ndarray  # (tokens, width)
    attributions: list = field(default_factory=list)
    drafts: list = field(default_factory=list)

    def paragraphs(self):
        """Token ranges of paragraphs."""
        column = self.tokens[:, PARAGRAPH]
        cuts = [0, *(np.flatnonzero(np.diff(column)) + 1), len(column)]
        return [(a, b) for a, b in zip(cuts, cuts[1:]) if b > a]

    def sentences(self, first, end):
        column = self.tokens[first:end, SENTENCE]
        cuts = [0, *(np.flatnonzero(np.diff(column)) + 1), len(column)]
        return [(first + a, first + b) for a, b in zip(cuts, cuts[1:]) if b > a]


def load_reports(tokens, vectors, width=96):
    reports, raw, at = [], np.memmap(vectors, dtype=np.float32, mode="r"), 0
    for line in open(tokens, encoding="utf-8"):
        row = json.loads(line)
        table = np.array(row["tokens"], dtype=np.int32).reshape(-1, 10)
        size = len(table) * width
        reports.append(
            Report(row["id"], row["text"], table, row["lemmas"], raw[at : at + size].reshape(-1, width))
        )
        reports[-1].drafts = row["statements"]
        at += size
    return reports


def tokens_in(report, start, end):
    """The tokens that a span of code points touches, or None."""
    first = int(np.searchsorted(report.tokens[:, 1], start, side="right"))
    last = int(np.searchsorted(report.tokens[:, 0], end, side="left"))
    return (first, last) if last > first else None


def add_attribution(report, source, cue, content):
    cue = tokens_in(report, *cue)
    source = tokens_in(report, *source) if source else None
    content = [r for r in (tokens_in(report, *span) for span in content) if r]
    if cue:
        made = Attribution(cue, source, content)
        made.first, made.paths = paths_of(report, cue)
        report.attributions.append(made)


def head_of(report, first, end):
    for i in range(first, end):
        if not first <= report.tokens[i, HEAD] < end or report.tokens[i, HEAD] == i:
            return i
    return first


def paths_of(report, cue):
    """How each token of the cue's sentence hangs from the cue: over which branch, how far up. (first token, numbers)"""
    table, head = report.tokens, head_of(report, *cue)
    column = table[:, SENTENCE]
    first = int(np.searchsorted(column, column[head], side="left"))
    end = int(np.searchsorted(column, column[head], side="right"))
    numbers = np.full(end - first, -1, dtype=np.int64)
    node, level = head, 0
    while True:
        numbers[node - first] = LEVELS * DEPS + min(level, LEVELS - 1)
        above = int(table[node, HEAD])
        if above == node or not first <= above < end:
            break
        node, level = above, level + 1
    spine = {head: 0}
    node, level = head, 0
    while int(table[node, HEAD]) != node and first <= table[node, HEAD] < end:
        node, level = int(table[node, HEAD]), level + 1
        spine[node] = level
    for i in range(first, end):
        walked, node = [], i
        while numbers[node - first] < 0:
            walked.append(node)
            above = int(table[node, HEAD])
            if above in spine:
                numbers[node - first] = min(spine[above], LEVELS - 1) * DEPS + min(int(table[node, DEP]), DEPS - 1)
                break
            if above == node or not first <= above < end:
                numbers[node - first] = PATHS - 1
                break
            node = above
        for below in walked:
            numbers[below - first] = numbers[node - first]
    return first, numbers


# ---- PolNeAR's conventions into Readout's ----------------------------------------------------------------------------

HELPERS = set(
    "has have had having is are was were be been being do does did will would can could may might must should not "
    "never to also even again still already just now once often always earlier later previously recently "
    "'s 're 've 'll 'd".split()
)
PREPOSITIONS = set("about of for on against with over at in as into toward towards from by behind to".split())
NO_VERB = set(
    "the a an his her their its our my your this that these those what how why who whom which where when whether him "
    "them me us it he she they i we you some any all no one two three more most many much each every both".split()
)
NO_APPOSITION = set(
    "who which whose whom where when while in on at for to after before during as with by from if though although "
    "but and or however meanwhile too also then still he she it they".split()
)


def bare_cue(text, start, end):
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"[\w’'-]+", text[start:end])]
    word = lambda place: text[slice(*place)].lower().replace("’", "'")
    if not words:
        return start, end
    while len(words) > 1 and (
        word(words[0]) in HELPERS or word(words[0]).endswith("n't") or re.fullmatch(r"\w{3,}ly", word(words[0]))
    ):
        words.pop(0)
    while len(words) > 1 and word(words[-1]) in PREPOSITIONS and word(words[0]) != "according":
        words.pop()
    return words[0][0], words[-1][1]


def verb_like(text):
    first = re.match(r"[a-z]+\b", text)
    return bool(first) and first.group() not in NO_VERB and not re.search(r"(?<!br)ing$|[^s]s$|ed$", first.group())


def bare_content(text, start, end, cue):
    opening = re.match(r"(that|to)\s+", text[start:end], re.I)
    if opening and (opening.group(1).lower() == "that" or verb_like(text[start + opening.end() :])):
        return start + opening.end(), end
    blamed = re.search("accus|blam|prais", cue.lower()) and re.match(
        r"(?:[\w’'.-]+ ){1,6}?(?:of|for) ", text[start:end]
    )
    return (start + blamed.end(), end) if blamed else (start, end)


def bare_source(text, start, end):
    name = re.match(r"([^,]+), (\w+)", text[start:end])
    if name and name.group(2) not in NO_APPOSITION and " and " not in text[start:end]:
        return start, start + len(name.group(1))
    return start, end


def add_polnear(reports, path):
    by_id = {report.id: report for report in reports}
    for line in open(path, encoding="utf-8"):
        article = json.loads(line)
        report = by_id[article["id"]]
        text = report.text
        assert text == article["text"]
        for a in article["attributions"]:
            if not a["cue"]:
                continue
            words = text[slice(*a["cue"][0])]
            add_attribution(
                report,
                bare_source(text, *a["source"][0]) if a["source"] else None,
                bare_cue(text, *a["cue"][0]),
                [bare_content(text, *span, words) for span in a["content"]],
            )
        report.attributions.sort(key=lambda made: made.cue)


def add_record(reports, folder):
    """Readout's own labels; statements inside another's content are left out, as PolNeAR leaves them out."""
    for report in reports:
        label = json.loads((folder / f"{report.id}.json").read_text(encoding="utf-8"))
        for s in label["statements"]:
            if s["cue"] and not s.get("said_in"):
                add_attribution(
                    report, s["source"] and s["source"]["span"], s["cue"], s["content"]
                )
        report.attributions.sort(key=lambda made: made.cue)
