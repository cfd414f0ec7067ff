#!/usr/bin/env python3
"""Writes what the encoder must give, from the training framework: dump_encoder.py MODEL_FOLDER > tests/encoder/golden.json

The forward of minilm.py (float32) and the pieces of the `tokenizers` library, for the sentences below: of every piece the
first and last 8 numbers, and of every sentence the embedding of the package's pooling (mean, length 1). Needs torch, safetensors
and tokenizers; readout itself needs none of them.
"""

import json
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer

from minilm import Encoder

SHOWN = 8
SENTENCES = [
    "Ceasefire talks collapsed.",
    "“We will not sign,” Foreign Minister Élodie Marchetti of Valdoria said on Tuesday, citing “unresolved” border questions.",
    "At least 14 soldiers—and perhaps as many as 30—were wounded near Krasnobor, the Ostravian army's spokesman told reporters.",
    "The U.N.-brokered deal (signed 3/4/2024) calls for a 48-hour pause; neither side has confirmed it.",
    "Counterproliferation unquestionably disenfranchises Zyrgmania's semi-autonomous Ünterland 東京 :-) 🙂",
    "",
]


def rounded(row):
    return [round(float(number), 7) for number in row]


def main():
    folder = Path(sys.argv[1])
    encoder = Encoder(folder).eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    made = []
    with torch.no_grad():
        for text in SENTENCES:
            ids = tokenizer.encode(text).ids
            rows = encoder(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.bool))[0]
            pooled = torch.nn.functional.normalize(rows.mean(0), dim=0)
            shown = [rounded(row[:SHOWN]) + rounded(row[-SHOWN:]) for row in rows]
            made.append({"text": text, "ids": ids, "rows": shown, "pooled": rounded(pooled)})
    print("[" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in made) + "]")


main()
