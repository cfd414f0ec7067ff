"""The statement reader: which words are cues, and for each cue which words are its source and its content.

    token      encoder row of its first piece (or the tagger's vector), and embeddings of its labels  -> (width)
    cue        linear chain CRF over O, B, I
    roles      for each cue: token + cue + path in the tree + distance -> two convolutions -> CRF over
               O, B/I of source, B/I of content
"""

import torch
from torch import nn
from torch.nn import functional as F

from statement_data import PATHS

CUE_LABELS = ["O", "B", "I"]
ROLE_LABELS = ["O", "B-source", "I-source", "B-content", "I-content"]
# Embedded labels of a token: name, how many, dimensions.
FEATURES = {
    "pos": (21, 8),
    "tag": (54, 16),
    "dep": (49, 16),
    "label": (21, 8),
    "quoted": (2, 4),
    "head_tag": (54, 8),
    "first": (2, 2),
    "edge": (4, 4),
}
DISTANCES = 24
SENTENCES = 5
NEVER = -1e4
LEMMA_SIZE = 32


def distance_bucket(steps):
    """Signed distance in tokens -> 0..DISTANCES - 1: exact to 4, then by doubling."""
    size = steps.abs()
    bucket = torch.where(size <= 4, size, 4 + torch.log2(size.clamp(min=4).float() / 4).ceil().long()).clamp(max=11)
    return torch.where(steps < 0, 12 + bucket, bucket)


class Chain(nn.Module):
    """A linear-chain CRF (Lafferty et al. 2001). Label 0 is O; I-x follows B-x or I-x only."""

    def __init__(self, labels):
        super().__init__()
        count = len(labels)
        self.steps = nn.Parameter(torch.zeros(count, count))
        self.start = nn.Parameter(torch.zeros(count))
        bad_step, bad_start = torch.zeros(count, count), torch.zeros(count)
        for b, after in enumerate(labels):
            if after[0] == "I":
                bad_start[b] = NEVER
                for a, before in enumerate(labels):
                    if before[1:] != after[1:] or before[0] == "O":
                        bad_step[a, b] = NEVER
        self.register_buffer("bad_step", bad_step)
        self.register_buffer("bad_start", bad_start)

    def tables(self):
        return self.start + self.bad_start, self.steps + self.bad_step

    def loss(self, scores, mask, gold):
        """Negative log-likelihood of each row; scores (rows, length, labels), mask and gold (rows, length)."""
        start, steps = self.tables()
        gold = gold.clamp(min=0)
        picked = scores.gather(2, gold[..., None])[..., 0] * mask
        moves = steps[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]
        right = picked.sum(1) + moves.sum(1) + start[gold[:, 0]]
        alpha = start + scores[:, 0]
        for t in range(1, scores.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + steps, 1) + scores[:, t]
            alpha = torch.where(mask[:, t, None], new, alpha)
        return torch.logsumexp(alpha, 1) - right

    def best(self, scores, length):
        """Viterbi path of one row."""
        start, steps = (table.numpy() for table in self.tables())
        scores = scores.numpy()
        alpha, back = start + scores[0], []
        for t in range(1, length):
            ways = alpha[:, None] + steps
            back.append(ways.argmax(0))
            alpha = ways.max(0) + scores[t]
        path = [int(alpha.argmax())]
        for row in reversed(back):
            path.append(int(row[path[-1]]))
        return path[::-1]


class Reader(nn.Module):
    def __init__(self, row_width, width=256, pair_width=128, rounds=2, lemmas=0, contexts=0):
        super().__init__()
        self.embed = nn.ModuleDict({name: nn.Embedding(*size) for name, size in FEATURES.items()})
        inside = row_width + sum(size for _, size in FEATURES.values()) + (2 * LEMMA_SIZE if lemmas else 0)
        # The lemmas of the token and of its head: a table of its own each.
        self.lemmas = nn.ModuleList(nn.Embedding(lemmas, LEMMA_SIZE) for _ in range(2 if lemmas else 0))
        self.token = nn.Linear(inside, width)
        self.contexts = nn.ModuleList(nn.Conv1d(width, width, 3, padding=1) for _ in range(contexts))
        self.drop = nn.Dropout(0.2)
        self.cue = nn.Linear(width, len(CUE_LABELS))
        self.cue_chain = Chain(CUE_LABELS)
        self.left, self.right = nn.Linear(width, pair_width), nn.Linear(width, pair_width, bias=False)
        self.path = nn.Embedding(PATHS, pair_width)
        self.distance = nn.Embedding(DISTANCES, pair_width)
        self.sentence = nn.Embedding(SENTENCES, pair_width)
        self.is_cue = nn.Embedding(2, pair_width)
        self.rounds = nn.ModuleList(nn.Conv1d(pair_width, pair_width, 3, padding=1) for _ in range(rounds))
        self.role = nn.Linear(pair_width, len(ROLE_LABELS))
        self.role_chain = Chain(ROLE_LABELS)
        for table in (self.path, self.distance, self.sentence, self.is_cue):
            nn.init.normal_(table.weight, std=0.1)

    def tokens(self, rows, features, mask):
        tables = [*self.embed.values(), *self.lemmas]
        parts = [rows] + [table(features[..., n]) for n, table in enumerate(tables)]
        x = F.gelu(self.token(torch.cat(parts, -1))) * mask[..., None]
        for context in self.contexts:
            x = (x + F.relu(context(self.drop(x).transpose(1, 2)).transpose(1, 2))) * mask[..., None]
        return self.drop(x)

    def cue_scores(self, x):
        return self.cue(x)

    def role_scores(self, x, row, cue, path, distance, sentence, is_cue, mask):
        """For cue n at token cue[n] of window row[n]: scores (cues, length, labels)."""
        seen = self.left(x)[row] + self.right(x[row, cue])[:, None]
        seen = seen + self.path(path) + self.distance(distance) + self.sentence(sentence) + self.is_cue(is_cue)
        seen = F.relu(seen) * mask[..., None]
        for round_ in self.rounds:
            seen = seen + F.relu(round_(self.drop(seen).transpose(1, 2)).transpose(1, 2))
            seen = seen * mask[..., None]
        return self.role(self.drop(seen))
