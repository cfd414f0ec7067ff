#!/usr/bin/env python3
"""Turns a checkpoint of train_statements.py into the file that Readout carries: pack_statements.py --tier TIER CHECKPOINT OUT

Safetensors, with the encoder's tensors under the names of its package. Matrices of the encoder are I8 with one F32 scale
a row, those of the reader F16; vectors and the chains' tables are F32. Layers that training left alone are left out. What
is known of the training (CHECKPOINT's .json beside it) goes into the header. The same checkpoint gives the same bytes.
"""

import argparse
import json
import struct
from pathlib import Path

import numpy as np
import torch

from minilm import PARTS
from train_statements import FROZEN

SIZES = {"F32": np.float32, "F16": np.float16, "I8": np.int8}
FORBIDDEN = {"start": "bad_start", "steps": "bad_step"}  # added to a chain's scores
PIPELINE = "en_core_web_md 3.8.0"  # whose labels and vectors it was trained on


def package_name(name):
    """layers.2.up.weight -> encoder.layer.2.intermediate.dense.weight"""
    _, number, part, kind = name.split(".")
    return f"encoder.layer.{number}.{PARTS[part]}.{kind}"


def pack_encoder(weights):
    for name, tensor in weights.items():
        if not name.startswith("layers.") or int(name.split(".")[1]) < FROZEN:
            continue
        values = tensor.numpy()
        if values.ndim == 1:
            yield package_name(name), "F32", values
            continue
        scale = np.maximum(np.abs(values).max(1), 1e-12).astype(np.float32) / np.float32(127)
        yield package_name(name), "I8", np.rint(values / scale[:, None])
        yield package_name(name) + ".scale", "F32", scale


def pack_reader(weights):
    for name, tensor in weights.items():
        if "_chain." in name:
            kind = name.rsplit(".", 1)[1]
            if kind in FORBIDDEN:
                forbidden = weights[name.removesuffix(kind) + FORBIDDEN[kind]]
                yield f"reader.{name}", "F32", (tensor + forbidden).numpy()
        else:
            yield f"reader.{name}", "F32" if tensor.ndim == 1 else "F16", tensor.numpy()


def write_safetensors(path, tensors, metadata):
    header, numbers = {"__metadata__": metadata}, b""
    order = list(SIZES)
    for name, kind, values in sorted(tensors, key=lambda t: (order.index(t[1]), t[0])):
        content = np.ascontiguousarray(values).astype(SIZES[kind]).tobytes()
        header[name] = {
            "dtype": kind,
            "shape": list(values.shape),
            "data_offsets": [len(numbers), len(numbers) + len(content)],
        }
        numbers += content
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 64)
    path.write_bytes(struct.pack("<Q", len(text)) + text + numbers)


def part_of(weights, prefix):
    return {name.removeprefix(prefix): t for name, t in weights.items() if name.startswith(prefix)}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--tier", choices=["deep", "fast"], required=True)
    p.add_argument("--version", default="1")
    p.add_argument("--cue-bonus", type=float, default=0.0, help="added to the score of a cue's first word: more cues")
    p.add_argument("checkpoint", type=Path)
    p.add_argument("out", type=Path)
    options = p.parse_args()
    weights = torch.load(options.checkpoint, map_location="cpu")
    weights["reader.cue.bias"][1] += options.cue_bonus
    tensors = [*pack_reader(part_of(weights, "reader.")), *pack_encoder(part_of(weights, "encoder."))]
    known = options.checkpoint.with_suffix(".json")
    metadata = {
        "tier": options.tier,
        "version": options.version,
        "pipeline": PIPELINE,
        "cue_bonus": str(options.cue_bonus),
    }
    training = json.loads(known.read_text()) if known.exists() else {}
    metadata["lemmas"] = "\n".join(training.pop("lemmas", []))
    metadata["training"] = json.dumps(training)
    write_safetensors(options.out, tensors, metadata)
    print(f"{options.out}: {len(tensors)} tensors, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
