"""A BERT-type encoder in plain PyTorch (Devlin et al. 2019), over the weights of a safetensors file."""

import json

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F


class Layer(nn.Module):
    def __init__(self, width, inner, heads, eps):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.last_norm = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = (
            part(x).view(batch, length, self.heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        seen = F.scaled_dot_product_attention(q, k, v, mask, dropout_p=0.1 if self.training else 0.0)
        x = self.norm(x + self.drop(self.out(seen.transpose(1, 2).reshape(batch, length, width))))
        return self.last_norm(x + self.drop(self.down(F.gelu(self.up(x)))))


# Ours -> the package's name of the parts of a layer.
PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "last_norm": "output.LayerNorm",
}


class Encoder(nn.Module):
    """Piece ids (batch, length) and mask -> rows (batch, length, width)."""

    def __init__(self, folder):
        super().__init__()
        config = json.loads((folder / "config.json").read_text())
        width, eps = config["hidden_size"], config["layer_norm_eps"]
        self.width = width
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.types = nn.Embedding(config["type_vocab_size"], width)
        self.norm = nn.LayerNorm(width, eps)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(
            Layer(width, config["intermediate_size"], config["num_attention_heads"], eps)
            for _ in range(config["num_hidden_layers"])
        )
        self.load(load_file(folder / "model.safetensors"))

    def load(self, weights):
        named = {
            "words.weight": "embeddings.word_embeddings.weight",
            "places.weight": "embeddings.position_embeddings.weight",
            "types.weight": "embeddings.token_type_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        for n in range(len(self.layers)):
            for ours, theirs in PARTS.items():
                for kind in ("weight", "bias"):
                    named[f"layers.{n}.{ours}.{kind}"] = f"encoder.layer.{n}.{theirs}.{kind}"
        self.load_state_dict({ours: weights[theirs] for ours, theirs in named.items()})

    def forward(self, ids, mask, frozen=0):
        """`frozen` layers from below (with the embeddings) get no gradient."""
        with torch.set_grad_enabled(frozen == 0 and torch.is_grad_enabled()):
            places = torch.arange(ids.shape[1], device=ids.device)
            x = self.drop(self.norm(self.words(ids) + self.places(places) + self.types.weight[0]))
            seen = torch.where(mask, 0.0, -1e4)[:, None, None, :].to(x.dtype)
            for layer in self.layers[:frozen]:
                x = layer(x, seen)
        for layer in self.layers[frozen:]:
            x = layer(x, seen)
        return x
