"""Windows of reports as tensors: pieces, features, cues and their gold labels."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch

from statement_data import DEP, HEAD, LABEL, PATHS, POS, QUOTED, SENTENCE, TAG, head_of
from statement_model import distance_bucket

MOST_PIECES_OF_TOKEN = 8
MOST_PIECES = 254


class Pieces:
    """Token text -> ids of its word pieces, at most MOST_PIECES_OF_TOKEN."""

    def __init__(self, path):
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known = {}

    def of_text(self, text):
        if text not in self.known:
            ids = self.tokenizer.encode(text, add_special_tokens=False).ids[:MOST_PIECES_OF_TOKEN]
            self.known[text] = ids or [100]  # [UNK]
        return self.known[text]

    def of_report(self, report):
        return [self.of_text(report.text[a:b]) for a, b in report.tokens[:, :2]]


class Lemmas:
    """Lemma -> number, for those that are frequent; 0 for the others."""

    def __init__(self, reports, least):
        counts = Counter(lemma.lower() for report in reports for lemma in report.lemmas)
        self.names = sorted(lemma for lemma, count in counts.items() if count >= least and not lemma.isspace())
        self.numbers = {lemma: n + 1 for n, lemma in enumerate(self.names)}

    def of_report(self, report):
        return np.array([self.numbers.get(lemma.lower(), 0) for lemma in report.lemmas])


def feature_table(report, lemmas=None):
    """(tokens, FEATURES, and two lemmas where there is a table of them) numbers."""
    t = report.tokens
    first = np.zeros(len(t), dtype=np.int32)
    first[0] = 1
    first[1:] = t[1:, SENTENCE] != t[:-1, SENTENCE]
    distance = t[:, HEAD] - np.arange(len(t))
    edge = np.where(distance == 0, 0, np.where(distance < 0, 1, np.where(distance == 1, 2, 3)))
    columns = [t[:, POS], t[:, TAG], np.minimum(t[:, DEP], 48), t[:, LABEL], t[:, QUOTED], t[t[:, HEAD], TAG]]
    columns += [first, edge]
    if lemmas:
        own = lemmas.of_report(report)
        columns += [own, own[t[:, HEAD]]]
    return np.stack(columns, 1)


@dataclass
class Window:
    report: object
    first: int
    end: int
    cues: list  # of (head token, cue range, attribution or None)


def window(report, first, end):
    held = [
        a
        for a in report.attributions
        if all(first <= s[0] and s[1] <= end for s in [a.cue, *a.content] + ([a.source] if a.source else []))
    ]
    return Window(report, first, end, [(head_of(report, *a.cue), a.cue, a) for a in held])


def pieces_in(report, first, end):
    return sum(len(report.pieces[i]) for i in range(first, end))


def cut_to_size(report, first, end):
    """Ranges of whole sentences of at most MOST_PIECES; a longer sentence is cut anywhere."""
    made, begin, size = [], first, 0
    for a, b in report.sentences(first, end):
        for x, y in split_long(report, a, b):
            more = pieces_in(report, x, y)
            if size and size + more > MOST_PIECES:
                made.append((begin, x))
                begin, size = x, 0
            size += more
    made.append((begin, end))
    return made


def split_long(report, first, end):
    begin, size = first, 0
    for i in range(first, end):
        more = len(report.pieces[i])
        if size + more > MOST_PIECES:
            yield begin, i
            begin, size = i, 0
        size += more
    yield begin, end


def plain_windows(report):
    return [window(report, a, b) for p in report.paragraphs() for a, b in cut_to_size(report, *p)]


def random_windows(report, random):
    """Paragraphs, some joined with the next one, some cut between sentences."""
    made, paragraphs, n = [], report.paragraphs(), 0
    while n < len(paragraphs):
        first, end = paragraphs[n]
        n += 1
        draw = random.random()
        if draw < 0.2 and n < len(paragraphs) and paragraphs[n][0] == end and pieces_in(report, first, paragraphs[n][1]) < 200:
            end = paragraphs[n][1]
            n += 1
        elif draw > 0.8:
            sentences = report.sentences(first, end)
            if len(sentences) > 1:
                cut = sentences[random.integers(1, len(sentences))][0]
                made += cut_to_size(report, first, cut)
                first = cut
        made += cut_to_size(report, first, end)
    return [window(report, a, b) for a, b in made]


def path_rows(w, cue, attribution, paths_of):
    """Path feature, over the window."""
    numbers = np.full(w.end - w.first, PATHS - 1, dtype=np.int64)
    first, found = (attribution.first, attribution.paths) if attribution else paths_of(w.report, cue)
    a, b = max(first, w.first), min(first + len(found), w.end)
    numbers[a - w.first : b - w.first] = found[a - first : b - first]
    return numbers


def batch_of(windows, features, use_vectors, paths_of, negatives=None):
    """Tensors of some windows. `negatives`: generator that also draws words that are no cue."""
    length = max(w.end - w.first for w in windows)
    rows = {"mask": torch.zeros(len(windows), length, dtype=torch.bool)}
    rows["features"] = torch.zeros(len(windows), length, features[windows[0].report.id].shape[1], dtype=torch.long)
    rows["gold_cue"] = torch.zeros(len(windows), length, dtype=torch.long)
    if use_vectors:
        rows["vectors"] = torch.zeros(len(windows), length, windows[0].report.vectors.shape[1])
    else:
        ids = [[101] + [p for i in range(w.first, w.end) for p in w.report.pieces[i]] + [102] for w in windows]
        most = max(map(len, ids))
        rows["ids"] = torch.tensor([row + [0] * (most - len(row)) for row in ids])
        rows["piece_mask"] = rows["ids"] != 0
        rows["start"] = torch.zeros(len(windows), length, dtype=torch.long)
    cues = []
    for n, w in enumerate(windows):
        size = w.end - w.first
        rows["mask"][n, :size] = True
        rows["features"][n, :size] = torch.from_numpy(features[w.report.id][w.first : w.end].astype(np.int64))
        if use_vectors:
            rows["vectors"][n, :size] = torch.from_numpy(np.array(w.report.vectors[w.first : w.end]))
        else:
            counts = [len(w.report.pieces[i]) for i in range(w.first, w.end)]
            rows["start"][n, :size] = torch.from_numpy(1 + np.cumsum([0] + counts[:-1]))
        for head, cue, attribution in w.cues:
            rows["gold_cue"][n, cue[0] - w.first : cue[1] - w.first] = 2
            rows["gold_cue"][n, cue[0] - w.first] = 1
            cues.append((n, w, head, cue, attribution))
        if negatives is not None and negatives.random() < 0.3:
            verbs = [i for i in range(w.first, w.end) if w.report.tokens[i, POS] in (9, 18)]
            verbs = [i for i in verbs if rows["gold_cue"][n, i - w.first] == 0]
            if verbs:
                i = int(negatives.choice(verbs))
                cues.append((n, w, i, (i, i + 1), None))
    return rows, cue_tensors(cues, rows["mask"], paths_of)


def cue_tensors(cues, mask, paths_of):
    length = mask.shape[1]
    made = {
        "row": torch.tensor([c[0] for c in cues], dtype=torch.long),
        "cue": torch.tensor([c[2] - c[1].first for c in cues], dtype=torch.long),
        "path": torch.full((len(cues), length), PATHS - 1, dtype=torch.long),
        "sentence": torch.zeros(len(cues), length, dtype=torch.long),
        "is_cue": torch.zeros(len(cues), length, dtype=torch.long),
        "gold": torch.zeros(len(cues), length, dtype=torch.long),
    }
    made["mask"] = mask[made["row"]]
    made["distance"] = distance_bucket(torch.arange(length)[None] - made["cue"][:, None])
    for n, (_, w, head, cue, attribution) in enumerate(cues):
        size = w.end - w.first
        made["path"][n, :size] = torch.from_numpy(path_rows(w, cue, attribution, paths_of))
        column = w.report.tokens[w.first : w.end, SENTENCE]
        made["sentence"][n, :size] = torch.from_numpy(
            np.clip(column - w.report.tokens[head, SENTENCE], -2, 2).astype(np.int64) + 2
        )
        made["is_cue"][n, cue[0] - w.first : cue[1] - w.first] = 1
        if attribution:
            for span in attribution.content:
                made["gold"][n, span[0] - w.first : span[1] - w.first] = 4
                made["gold"][n, span[0] - w.first] = 3
            if attribution.source:
                a, b = attribution.source
                made["gold"][n, a - w.first : b - w.first] = 2
                made["gold"][n, a - w.first] = 1
    return made
