"""Fits the weights that places are chosen with: train_places.py OUTLINE -- EXPORT_PLACES OUTLINE FILE.jsonl...

A conditional logit over the candidates of a name: those within 161 km of the labelled point are right. Besides the labelled
sets, names of world news that are beyond doubt (a country, a capital, a city of a million with none of its name a tenth as
large) keep the weights from local news' habits. Prints cross-validated accuracy, by report and from one set to the other, and
leaves data/en/place_weights.tsv.
"""

import json
import math
import pathlib
import re
import subprocess
import sys

import numpy

ROUNDS = 4  # of weighing all names, then fitting on what the names said of each other
PENALTY = 0.5
NEAR = 161  # km
WEIGHT = {"lgl": 1.0, "geowebnews": 1.5, "news": 0.5}
# Where the data say little, weights lean to these: news of the world means countries, capitals, large cities and the places of
# our own list; local reports, where neighbours name each other, hide how much "Velm, Orlava" says; and the labels, which are
# points, do not tell a city from the region around it.
LEANING = {"country": 12.0, "listed": 12.0, "listed_part": 8.0, "seat": 3.5, "largest_city": 0.5, "after_city": -6.5, "no_city": -8.0, "held": 14.0, "worldly": 4.0}
FIRMNESS = {"country": 5.0, "listed": 20.0, "listed_part": 40.0, "seat": 300.0, "largest_city": 150.0, "after_city": 40.0, "no_city": 20.0, "held": 100.0, "worldly": 40.0}
MEANT = {"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"}
COUNTRY, LISTED, REGION, DISTRICT, TOWN = range(5)
HINT_NONE, HINT_CITY = 0, 3


def read_clue_names(root):
    text = (root / "src/extract/place/work.h").read_text()
    names = re.findall(r'X\([A-Z_]+, "([a-z_]+)"\)', text)
    return names, names.index("held")


def kilometres(a, b):
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def points(sense):
    return [(c[0] / 1e5, c[1] / 1e5) for c in sense["candidates"]]


def near(sense, where):
    return numpy.array([kilometres(where, p) <= NEAR for p in points(sense)], bool)


# ---- What is right ---------------------------------------------------------------------------


def labelled_rows(senses, toponyms):
    """(sense, which candidates are right) of each labelled mention that was found."""
    for t in toponyms:
        lat, lon = (t.get(short, t.get(long)) for short, long in (("lat", "latitude"), ("lon", "longitude")))
        if t.get("type", "Literal") not in MEANT or lat in (None, "") or lon in (None, ""):
            continue
        for number, sense in enumerate(senses):
            if any(b < t["end"] and t["start"] < e for b, e in sense["spans"]) and sense["candidates"]:
                yield number, near(sense, (float(lat), float(lon)))
                break


def beyond_doubt(sense):
    """The candidate that everybody means, or None."""
    candidates, where = sense["candidates"], points(sense)
    countries = [i for i, c in enumerate(candidates) if c[2] == COUNTRY]
    large = [i for i, c in enumerate(candidates) if c[2] >= REGION and c[3] >= 1_000_000]
    if countries:
        return None if large else countries[0]
    seats = [i for i, c in enumerate(candidates) if c[4] and c[3] >= 300_000]
    if seats and sense["hint"] == HINT_NONE:
        return seats[0]
    if not large or sense["hint"] not in (HINT_NONE, HINT_CITY):
        return None
    best = max(large, key=lambda i: candidates[i][3])
    for i, c in enumerate(candidates):
        if i != best and c[3] * 10 > candidates[best][3] and kilometres(where[i], where[best]) > NEAR:
            return None
    return best


def certain_rows(senses):
    for number, sense in enumerate(senses):
        if not sense["spans"] or len(sense["candidates"]) < 2 or sense["is_within"]:
            continue
        best = beyond_doubt(sense)
        if best is not None:
            yield number, near(sense, points(sense)[best])


# ---- Reports and their clues -----------------------------------------------------------------


class Reports:
    def __init__(self, command, outline, files, clue_count):
        self.program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.clue_count = clue_count
        self.tell(numpy.zeros((2, clue_count)))
        self.program.stdout.peek(1)  # the outline is there when the first answer is
        outlines = [json.loads(line) for line in open(outline)]
        self.rows, at, report = [], 0, 0
        for name, labels in files:
            for label in labels:
                self.add_report(name, label, outlines[report]["senses"], report, at)
                at += sum(len(s["candidates"]) for s in outlines[report]["senses"])
                report += 1
        assert report == len(outlines), "as many reports as were exported"
        self.candidate_count = at
        self.answer()

    def add_report(self, name, label, senses, report, at):
        begins = [at]
        for sense in senses:
            begins.append(begins[-1] + len(sense["candidates"]))
        found = certain_rows(senses) if label is None else labelled_rows(senses, label)
        for number, right in found:
            self.rows.append((name, report, begins[number], begins[number + 1], right))

    def tell(self, weights):
        self.program.stdin.write((" ".join(f"{x:.6f}" for x in weights.ravel()) + "\n").encode())
        self.program.stdin.flush()

    def ask(self, weights):
        self.tell(weights)
        return self.answer()

    def answer(self):
        size = self.candidate_count * self.clue_count
        return numpy.frombuffer(self.program.stdout.read(size * 8), numpy.float64).reshape(-1, self.clue_count)


# ---- Fitting ---------------------------------------------------------------------------------


class Loss:
    """What the right candidates lack of all probability, and its slope."""

    def __init__(self, clues, rows, free, leaning, penalty):
        rows = [row for row in rows if row[4].any() and not row[4].all()]
        self.clues = numpy.concatenate([clues[begin:end] for _, _, begin, end, _ in rows])
        sizes = numpy.array([end - begin for _, _, begin, end, _ in rows])
        self.begins = numpy.concatenate([[0], numpy.cumsum(sizes)[:-1]])
        self.row = numpy.repeat(numpy.arange(len(rows)), sizes)
        self.right = numpy.concatenate([row[4] for row in rows]).astype(float)
        self.weight = numpy.array([WEIGHT[row[0]] for row in rows])
        self.free, self.leaning, self.penalty = free, leaning, penalty

    def __call__(self, weights):
        scores = self.clues @ weights
        likely = numpy.exp(scores - numpy.maximum.reduceat(scores, self.begins)[self.row])
        likely /= numpy.add.reduceat(likely, self.begins)[self.row]
        right = numpy.maximum(numpy.add.reduceat(likely * self.right, self.begins), 1e-12)
        off = weights - self.leaning
        loss = -(self.weight * numpy.log(right)).sum() + (self.penalty * off) @ off / 2
        pull = (likely - likely * self.right / right[self.row]) * self.weight[self.row]
        return loss, (pull @ self.clues + self.penalty * off) * self.free


def scale_of(history, slope):
    if not history:
        return 1 / max(1, abs(slope).sum())
    s, y, _ = history[-1]
    return (s @ y) / (y @ y)


def minimise(loss, weights, steps=400, memory=10):
    """L-BFGS."""
    history = []
    value, slope = loss(weights)
    for _ in range(steps):
        way, scales = slope.copy(), []
        for s, y, rho in reversed(history):
            scales.append(rho * (s @ way))
            way -= scales[-1] * y
        way *= scale_of(history, slope)
        for (s, y, rho), scale in zip(history, reversed(scales)):
            way += s * (scale - rho * (y @ way))
        step = 1.0
        while True:
            tried = weights - step * way
            after, slope_after = loss(tried)
            if after <= value - 1e-4 * step * (slope @ way) or step < 1e-8:
                break
            step /= 2
        s, y = tried - weights, slope_after - slope
        if s @ y > 1e-10:
            history = history[1 - memory :] + [(s, y, 1 / (s @ y))]
        is_done = abs(value - after) < 1e-6 * abs(value)
        weights, value, slope = tried, after, slope_after
        if is_done:
            break
    return weights


def fit(reports, rows, names, first_of_others):
    leaning = numpy.array([LEANING.get(name, 0.0) for name in names])
    penalty = PENALTY * numpy.array([FIRMNESS.get(name, 1.0) for name in names])
    own = numpy.arange(len(names)) < first_of_others
    alone = minimise(Loss(reports.ask(numpy.zeros((2, len(names)))), rows, own, leaning, penalty), leaning.copy())
    among = alone
    for _ in range(ROUNDS):
        clues = reports.ask(numpy.stack([alone, among]))
        among = minimise(Loss(clues, rows, numpy.ones(len(names)), leaning, penalty), among)
    return numpy.stack([alone, among])


def accuracy(reports, rows, weights):
    """By set: the part of the names with candidates whose best candidate is right."""
    scores = reports.ask(weights) @ weights[1]
    good, all_rows = {}, {}
    for name, _, begin, end, right in rows:
        all_rows[name] = all_rows.get(name, 0) + 1
        good[name] = good.get(name, 0) + right[scores[begin:end].argmax()]
    return {name: (int(good[name]), all_rows[name]) for name in all_rows}


def show(title, figures):
    print(f"{title}: " + ", ".join(f"{name} {100 * g / n:.1f} % of {n}" for name, (g, n) in figures.items()), flush=True)


def cross_validate(reports, names, first_of_others, folds=5):
    sums = {}
    for fold in range(folds):
        kept = [row for row in reports.rows if row[1] % folds != fold]
        left_out = [row for row in reports.rows if row[1] % folds == fold]
        found = accuracy(reports, left_out, fit(reports, kept, names, first_of_others))
        for name, (good, count) in found.items():
            before = sums.get(name, (0, 0))
            sums[name] = before[0] + good, before[1] + count
    show(f"reports left out, {folds} folds", sums)
    for name in ("lgl", "geowebnews"):
        kept = [row for row in reports.rows if row[0] != name]
        left_out = [row for row in reports.rows if row[0] == name]
        show("the whole set left out", accuracy(reports, left_out, fit(reports, kept, names, first_of_others)))


HEADER = """\
# How much each clue speaks for a candidate of a place's name (src/extract/place/work.h), by itself and beside the report's
# other names. Made by tools/train/train_places.py; licence: Apache-2.0.
#
# columns: clue, weight alone, weight among others
"""


def write_weights(path, names, weights):
    rows = [f"{name}\t{alone:.3f}\t{among:.3f}\n" for name, alone, among in zip(names, *weights)]
    path.write_text(HEADER + "".join(rows))


def main():
    outline, dashes, *command = sys.argv[1:]
    assert dashes == "--", __doc__
    root = pathlib.Path(__file__).resolve().parents[2]
    names, first_of_others = read_clue_names(root)
    files = []
    for path in map(pathlib.Path, command[2:]):
        labels = [json.loads(line).get("toponyms") for line in open(path)]
        files.append((path.stem if labels[0] is not None else "news", labels))
    reports = Reports(command, outline, files, len(names))
    cross_validate(reports, names, first_of_others)
    weights = fit(reports, reports.rows, names, first_of_others)
    show("on all", accuracy(reports, reports.rows, weights))
    write_weights(root / "data/en/place_weights.tsv", names, weights)


main()
