#!/usr/bin/env python3
"""What a packed reader finds, computed by the training framework: dump_statements.py READER TOKENS VECTORS [ENCODER_FOLDER]

READER is a file of models/, TOKENS and VECTORS what export_tokens wrote. Prints JSON: {"tier", "texts": [{"text", "readings":
[{"cue", "source", "content", "cue_score", "role_score"}]}]}, in tokens. tests/attribution/golden.*.json are made by it.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open

from minilm import PARTS, Encoder
from pack_statements import part_of
from statement_data import head_of, load_reports, paths_of
from statement_model import Reader
from statement_windows import Lemmas, Pieces, batch_of, cue_tensors, feature_table, plain_windows
from train_statements import role_scores, spans_of


def read_weights(path):
    """Tensors as floats, and the header's facts."""
    with safe_open(path, "pt") as f:
        raw = {name: f.get_tensor(name) for name in f.keys()}
        facts = f.metadata()
    wide = {}
    for name, tensor in raw.items():
        if not name.endswith(".scale"):
            wide[name] = tensor.float() * (raw[name + ".scale"][:, None] if tensor.dtype == torch.int8 else 1)
    return wide, facts


class Model(torch.nn.Module):
    """As train_statements.Model, over what was packed."""

    def __init__(self, weights, facts, folder):
        super().__init__()
        self.deep = facts["tier"] == "deep"
        reader = part_of(weights, "reader.")
        rounds, contexts = (
            sum(name.startswith(part) and name.endswith("weight") for name in reader) for part in ("rounds.", "contexts.")
        )
        pair, width = reader["left.weight"].shape
        lemmas = len(reader["lemmas.0.weight"]) if facts.get("lemmas") else 0
        inside = reader["token.weight"].shape[1] - sum(t.shape[1] for n, t in reader.items() if n.startswith(("embed.", "lemmas.")))
        self.reader = Reader(inside, width, pair, rounds, lemmas, contexts)
        left_out = self.reader.load_state_dict(reader, strict=False)
        assert not left_out.unexpected_keys and all(".bad_" in name for name in left_out.missing_keys)
        for chain in (self.reader.cue_chain, self.reader.role_chain):  # packed as sums
            chain.bad_step.zero_()
            chain.bad_start.zero_()
        self.lemmas = Lemmas([], 0)
        self.lemmas.numbers = {name: n + 1 for n, name in enumerate(facts.get("lemmas", "").split("\n"))}
        self.lemmas = self.lemmas if lemmas else None
        if self.deep:
            self.encoder = Encoder(folder)
            own = self.encoder.state_dict()
            for n in range(len(self.encoder.layers)):
                for ours, theirs in PARTS.items():
                    for kind in ("weight", "bias"):
                        name = f"encoder.layer.{n}.{theirs}.{kind}"
                        if name in weights:
                            own[f"layers.{n}.{ours}.{kind}"] = weights[name]
            self.encoder.load_state_dict(own)

    def rows(self, batch):
        if not self.deep:
            return batch["vectors"]
        x = self.encoder(batch["ids"], batch["piece_mask"])
        return x.gather(1, batch["start"][..., None].expand(-1, -1, x.shape[2]))


def best_score(chain, scores):
    start, steps = (table.numpy() for table in chain.tables())
    alpha = start + scores[0]
    for row in scores[1:]:
        alpha = (alpha[:, None] + steps).max(0) + row
    return float(alpha.max())


def margin(chain, scores, path, at):
    """How much less the best path comes to that has another label at a token."""
    other = scores.copy()
    other[at, path[at]] = -1e9
    return best_score(chain, scores) - best_score(chain, other)


def read_roles(reader, w, cue, scores):
    scores = scores[: w.end - w.first]
    path = reader.role_chain.best(scores, w.end - w.first)
    spans, sources = spans_of(path, {1: "source", 3: "content"}), 0
    kept = []
    for name, a, b in spans:
        sources += name == "source"
        if name != "source" or sources == 1:
            kept.append((name, a, b))
    table = scores.numpy()
    shifted = [(name, [a + w.first, b + w.first]) for name, a, b in kept]
    return {
        "cue": list(cue),
        "source": next((span for name, span in shifted if name == "source"), None),
        "content": [span for name, span in shifted if name == "content"],
        "role_score": min(
            (margin(reader.role_chain, table, path, i) for _, a, b in kept for i in range(a, min(b + 1, len(path)))), default=0.0
        ),
    }


@torch.no_grad()
def read_report(model, report, pieces):
    report.pieces = pieces.of_report(report) if pieces else [[0]] * len(report.tokens)
    features = {report.id: feature_table(report, model.lemmas)}
    reader, readings = model.reader, []
    for w in plain_windows(report):
        batch, _ = batch_of([w], features, not model.deep, paths_of)
        x = reader.tokens(model.rows(batch), batch["features"], batch["mask"])
        scores = reader.cue_scores(x)[0]
        path = reader.cue_chain.best(scores, w.end - w.first)
        for _, a, b in spans_of(path, {1: "cue"}):
            cue = (a + w.first, b + w.first)
            made = cue_tensors([(0, w, head_of(report, *cue), cue, None)], batch["mask"], paths_of)
            found = read_roles(reader, w, cue, role_scores(reader, x, made)[0])
            readings.append({**found, "cue_score": margin(reader.cue_chain, scores.numpy(), path, a)})
    return readings


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("reader", type=Path)
    p.add_argument("tokens", type=Path)
    p.add_argument("vectors", type=Path)
    p.add_argument("encoder", type=Path, nargs="?")
    options = p.parse_args()
    torch.set_num_threads(1)
    weights, facts = read_weights(options.reader)
    model = Model(weights, facts, options.encoder).eval()
    pieces = Pieces(options.encoder / "tokenizer.json") if model.deep else None
    reports = load_reports(options.tokens, options.vectors)
    texts = [{"text": report.text, "readings": read_report(model, report, pieces)} for report in reports]
    rounded = json.loads(json.dumps(texts, default=int), parse_float=lambda number: round(float(number), 5))
    print(json.dumps({"tier": facts["tier"], "texts": rounded}, ensure_ascii=False, indent=None))


if __name__ == "__main__":
    main()
