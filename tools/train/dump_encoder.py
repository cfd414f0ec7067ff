#!/usr/bin/env python3
"""Writes what the encoder must give, from the training framework: dump_encoder.py MODEL_FOLDER > tests/encoder/golden.json

A BERT forward in plain PyTorch (float32) and the pieces of the `tokenizers` library, for the sentences below: of every piece the
first and last 8 numbers, and of every sentence the embedding of the package's pooling (mean, length 1). Needs torch, safetensors
and tokenizers; readout itself needs none of them.
"""

import json
import math
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

SHOWN = 8
SENTENCES = [
    "Ceasefire talks collapsed.",
    "“We will not sign,” Foreign Minister Élodie Marchetti of Valdoria said on Tuesday, citing “unresolved” border questions.",
    "At least 14 soldiers—and perhaps as many as 30—were wounded near Krasnobor, the Ostravian army's spokesman told reporters.",
    "The U.N.-brokered deal (signed 3/4/2024) calls for a 48-hour pause; neither side has confirmed it.",
    "Counterproliferation unquestionably disenfranchises Zyrgmania's semi-autonomous Ünterland 東京 :-) 🙂",
    "",
]


def norm(x, tensors, name, epsilon):
    return torch.nn.functional.layer_norm(
        x, x.shape[-1:], tensors[name + ".weight"], tensors[name + ".bias"], epsilon
    )


def linear(x, tensors, name):
    return x @ tensors[name + ".weight"].T + tensors[name + ".bias"]


def attend(x, tensors, name, heads):
    rows, width = x.shape
    query, key, value = (
        linear(x, tensors, f"{name}.self.{part}").view(rows, heads, width // heads).transpose(0, 1)
        for part in ("query", "key", "value")
    )
    shares = torch.softmax(query @ key.transpose(1, 2) / math.sqrt(width // heads), dim=-1)
    return (shares @ value).transpose(0, 1).reshape(rows, width)


def encode(ids, tensors, config):
    epsilon = config["layer_norm_eps"]
    x = tensors["embeddings.word_embeddings.weight"][ids]
    x = x + tensors["embeddings.token_type_embeddings.weight"][0]
    x = x + tensors["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x, tensors, "embeddings.LayerNorm", epsilon)
    for n in range(config["num_hidden_layers"]):
        layer = f"encoder.layer.{n}"
        mixed = attend(x, tensors, f"{layer}.attention", config["num_attention_heads"])
        x = norm(linear(mixed, tensors, f"{layer}.attention.output.dense") + x, tensors, f"{layer}.attention.output.LayerNorm", epsilon)
        inner = torch.nn.functional.gelu(linear(x, tensors, f"{layer}.intermediate.dense"))
        x = norm(linear(inner, tensors, f"{layer}.output.dense") + x, tensors, f"{layer}.output.LayerNorm", epsilon)
    return x


def rounded(row):
    return [round(float(number), 7) for number in row]


def main():
    folder = Path(sys.argv[1])
    tensors = load_file(folder / "model.safetensors")
    config = json.loads((folder / "config.json").read_text())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    made = []
    with torch.no_grad():
        for text in SENTENCES:
            ids = tokenizer.encode(text).ids
            rows = encode(ids, tensors, config)
            pooled = torch.nn.functional.normalize(rows.mean(0), dim=0)
            shown = [rounded(row[:SHOWN]) + rounded(row[-SHOWN:]) for row in rows]
            made.append({"text": text, "ids": ids, "rows": shown, "pooled": rounded(pooled)})
    print("[" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in made) + "]")


main()
