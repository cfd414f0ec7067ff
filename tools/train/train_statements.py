#!/usr/bin/env python3
"""Trains the statement reader, of the fast tier (over the tagger's vectors) or the deep one (over a MiniLM encoder).

    train_statements.py --tier deep --encoder FOLDER --data DIR --gold DIR --out FILE [--epochs N] [--seed N]

DIR of --data holds what export_tokens wrote: {train,dev,record}.{jsonl,f32}; --gold is ../shared/data. One processor
with two cores takes about eight minutes an epoch. The best average of weights on dev is written.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from minilm import Encoder
from statement_data import add_polnear, add_record, load_reports, paths_of
from statement_model import Reader
from statement_windows import Lemmas, Pieces, Window, batch_of, cue_tensors, feature_table, plain_windows, random_windows
from statement_data import head_of

FROZEN = 2  # layers of the encoder that stay as they are


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--tier", choices=["deep", "fast"], required=True)
    p.add_argument("--encoder", type=Path)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--gold", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--limit", type=int)
    p.add_argument("--pieces", type=int, default=1500, help="pieces (deep) or tokens (fast) of a batch")
    p.add_argument("--init", type=Path, help="weights of an earlier run to go on from")
    p.add_argument("--peak", type=float, default=1.0, help="largest rate of learning, of the usual one")
    p.add_argument("--lemmas", type=int, default=0, help="1: a table of lemmas")
    p.add_argument("--contexts", type=int, default=0, help="convolutions over tokens")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--without-record", action="store_true", help="keep data/record out, to measure on it")
    p.add_argument("--with-dev", action="store_true", help="train on dev too, for the last run")
    return p.parse_args()


class Model(torch.nn.Module):
    def __init__(self, options):
        super().__init__()
        self.deep = options.tier == "deep"
        self.encoder = Encoder(options.encoder) if self.deep else None
        if self.deep:
            for part in [self.encoder.words, self.encoder.places, self.encoder.types, self.encoder.norm]:
                part.requires_grad_(False)
            for layer in self.encoder.layers[:FROZEN]:
                layer.requires_grad_(False)
        self.reader = (
            Reader(self.encoder.width)
            if self.deep
            else Reader(96, 128, 64, lemmas=options.lemmas, contexts=options.contexts)
        )

    def rows(self, batch):
        if not self.deep:
            return batch["vectors"]
        with torch.autocast("cpu", torch.bfloat16):
            x = self.encoder(batch["ids"], batch["piece_mask"], FROZEN)
        x = x.float()
        return x.gather(1, batch["start"][..., None].expand(-1, -1, x.shape[2]))

    def loss(self, batch, cues):
        reader = self.reader
        x = reader.tokens(self.rows(batch), batch["features"], batch["mask"])
        loss = reader.cue_chain.loss(reader.cue_scores(x), batch["mask"], batch["gold_cue"]).sum()
        if len(cues["row"]):
            scores = role_scores(reader, x, cues)
            loss = loss + reader.role_chain.loss(scores, cues["mask"], cues["gold"]).sum()
        return loss / len(batch["mask"])


def role_scores(reader, x, cues):
    names = ("row", "cue", "path", "distance", "sentence", "is_cue", "mask")
    return reader.role_scores(x, *(cues[name] for name in names))


# ---- Reading with it -------------------------------------------------------------------------------------------------


def spans_of(path, begins):
    """{label: [(first, end)]} of a path of BIO labels; `begins` maps a B- label to its name."""
    found, open_ = [], None
    for i, label in enumerate([*path, 0]):
        if open_ and label != open_[0] + 1:
            found.append((begins[open_[0]], open_[1], i))
            open_ = None
        if label in begins:
            open_ = (label, i)
    return found


@torch.no_grad()
def read_windows(model, windows, features):
    """For each window: [(cue, source or None, contents)] as token ranges of the report."""
    reader, results = model.reader, []
    batch, _ = batch_of(windows, features, not model.deep, paths_of)
    x = reader.tokens(model.rows(batch), batch["features"], batch["mask"])
    scores = reader.cue_scores(x)
    cues = []
    for n, w in enumerate(windows):
        path = reader.cue_chain.best(scores[n], w.end - w.first)
        for _, a, b in spans_of(path, {1: "cue"}):
            cue = (a + w.first, b + w.first)
            cues.append((n, w, head_of(w.report, *cue), cue, None))
        results.append([])
    if not cues:
        return results
    made = cue_tensors(cues, batch["mask"], paths_of)
    roles = role_scores(reader, x, made)
    for k, (n, w, _, cue, _) in enumerate(cues):
        path = reader.role_chain.best(roles[k], w.end - w.first)
        spans = [(name, a + w.first, b + w.first) for name, a, b in spans_of(path, {1: "source", 3: "content"})]
        source = next(((a, b) for name, a, b in spans if name == "source"), None)
        results[n].append((cue, source, [(a, b) for name, a, b in spans if name == "content"]))
    return results


def flat(attributions, size):
    """CofeNet's flat labels: a cue over a source over a content."""
    owner = [None] * size
    for role in (2, 1, 0):
        for n, a in enumerate(attributions):
            for first, end in ([a[0]], [a[1]] if a[1] else [], a[2])[role]:
                owner[first:end] = [(role, n, first)] * (end - first)
    spans, i = (set(), set(), set()), 0
    while i < size:
        k = i
        while k < size and owner[k] == owner[i]:
            k += 1
        if owner[i]:
            spans[owner[i][0]].add((i, k))
        i = k
    return spans


def measure(model, reports, features, log=True):
    model.eval()
    counts = np.zeros((3, 3))
    for report in reports:
        windows = plain_windows(report)
        found = [a for n in range(0, len(windows), 32) for a in sum(read_windows(model, windows[n : n + 32], features), [])]
        found = [a for a in found if a[2]]
        gold = [(a.cue, a.source, a.content) for a in report.attributions]
        for role, (g, p) in enumerate(zip(flat(gold, len(report.tokens)), flat(found, len(report.tokens)))):
            counts[role] += len(g & p), len(g), len(p)
    f1 = 200 * counts[:, 0] / np.maximum(1, counts[:, 1] + counts[:, 2])
    model.train()
    return {"cue": f1[0], "source": f1[1], "content": f1[2]}


# ---- Training --------------------------------------------------------------------------------------------------------


def batches(windows, random, size, deep):
    """Windows of like length together, batches in random order."""
    length = [sum(len(w.report.pieces[i]) for i in range(w.first, w.end)) if deep else w.end - w.first for w in windows]
    order = sorted(range(len(windows)), key=lambda n: length[n] + random.random() * 12)
    made, held, most = [], [], 0
    for n in order:
        if held and (len(held) + 1) * max(most, length[n]) > size:
            made.append(held)
            held, most = [], 0
        held.append(windows[n])
        most = max(most, length[n])
    made.append(held)
    random.shuffle(made)
    return made


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    torch.set_num_threads(options.threads)
    data = {name: load_reports(options.data / f"tok.{name}.jsonl", options.data / f"vec.{name}.f32") for name in ("train", "dev", "record")}
    for name in ("train", "dev"):
        add_polnear(data[name], options.gold / f"statements/polnear.{name}.jsonl")
    add_record(data["record"], options.gold / "record")
    every = [report for reports in data.values() for report in reports]
    pieces = Pieces(options.encoder / "tokenizer.json") if options.tier == "deep" else None
    for report in every:
        report.pieces = pieces.of_report(report) if pieces else [[0]] * len(report.tokens)
    lemmas = Lemmas(data["train"], 6) if options.lemmas else None
    options.lemmas = len(lemmas.names) + 1 if lemmas else 0
    features = {report.id: feature_table(report, lemmas) for report in every}
    train = data["train"] + ([] if options.without_record else data["record"] * 2) + (data["dev"] if options.with_dev else [])
    train = train[: options.limit]
    model = Model(options)
    if options.init:
        model.load_state_dict(torch.load(options.init))
    groups = [{"params": list(model.reader.parameters()), "lr": 1e-3}]
    if model.deep:
        groups.append({"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": 1e-4})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.997))
    step, began = 0, time.time()
    total = None
    for epoch in range(options.epochs):
        windows = [w for n in random.permutation(len(train)) for w in random_windows(train[n], random)]
        todo = batches(windows, random, options.pieces, model.deep)
        total = total or len(todo) * options.epochs
        losses = []
        for windows in todo:
            batch, cues = batch_of(windows, features, not model.deep, paths_of, random)
            rate = min(1.0, (step + 1) / (0.06 * total)) * max(0.02, 1 - step / (1.01 * total))
            for group, peak in zip(optimizer.param_groups, (1e-3, 1e-4)):
                group["lr"] = peak * rate * options.peak
            loss = model.loss(batch, cues)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(model)
            losses.append(loss.item())
            step += 1
            if step % 50 == 0:
                print(f"{time.time() - began:6.0f} s  step {step} of {total}  loss {np.mean(losses[-50:]):.3f}", flush=True)
        scores = measure(average.module, data["dev"], features)
        print(f"epoch {epoch + 1}: " + "  ".join(f"{k} {v:.1f}" for k, v in scores.items()), flush=True)
        torch.save(average.module.state_dict(), options.out)
    facts = {"dev": scores, "seed": options.seed, "epochs": options.epochs, "lemmas": lemmas.names if lemmas else []}
    options.out.with_suffix(".json").write_text(json.dumps(facts))


if __name__ == "__main__":
    main()
