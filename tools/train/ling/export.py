#!/usr/bin/env python3
"""From what was learnt to the file that ships: export.py student.pt[,other.pt] net.bin

SPDX-License-Identifier: Apache-2.0
"""
import math
import sys

import numpy as np
import torch

import netfile
from corpus import NAMES
from layers import BUCKETS
from student import HEAD, LABEL, MOST, STATE, TABLE, Student

NEVER = -(1 << 26)
POINT = STATE * HEAD  # nats an arc point


class Writer:
    def __init__(self, config):
        self.config, self.sections = config, {}

    def put(self, name, array, kind):
        self.sections[name] = np.ascontiguousarray(array, dtype=kind)

    def linear(self, name, layer, step=None, weight=None, bias=None, shape=None):
        """`step`: the real value of one step of the output; None: sums as they are."""
        w = layer.weight.detach().double().numpy() if weight is None else weight
        b = layer.bias.detach().double().numpy() if bias is None else bias
        top = np.abs(w).max() * np.ones(len(w)) if layer.shared else np.abs(w).max(1)
        scale = np.maximum(top / MOST, 1e-6)
        scale = np.maximum(scale, np.abs(b) / STATE / (1 << 22))
        ints = np.round(w / scale[:, None])
        bias_ints = np.round(b / (scale * STATE))
        if step:
            ratio = scale * STATE / step
            pre = int(np.clip(math.floor(-math.log2(ratio.max())) - 3, 0, 6))
            shift = int(np.clip(math.floor(math.log2(8191 / (ratio.max() * 2 ** pre))), 1, 24))
            self.config[name + ".pre"], self.config[name + ".shift"] = pre, shift
            self.put(name + ".m", np.round(ratio * 2 ** (pre + shift)), "<i4")
            bias_ints += (1 << pre) >> 1
        assert np.abs(ints).max() <= MOST and np.abs(bias_ints).max() <= 1 << 23, name
        self.put(name + ".w", ints.reshape(shape or ints.shape), "i1")
        self.put(name + ".b", bias_ints, "<i4")
        return scale

    def gated(self, name, layer):
        """Gates in 1/256 after the hard sigmoid, candidates in 1/64 of a state's step."""
        w = layer.weight.detach().double().numpy().copy()
        b = layer.bias.detach().double().numpy().copy()
        half = len(w) // 4
        for at in (0, 2 * half):
            w[at:at + half] *= .25
            b[at:at + half] = .25 * b[at:at + half] + .5
            # One step for all outputs of the layer: a gate's 1/256 becomes a candidate's.
            w[at:at + half] *= 256 * STATE / 64
            b[at:at + half] *= 256 * STATE / 64
        self.linear(name, layer, STATE / 64, w, b)


def transitions():
    """What may follow what in a path of names."""
    n = len(NAMES)
    trans = np.zeros((n, n), np.int64)
    start, end = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for i, a in enumerate(NAMES):
        open_a = a[0] in "BI"
        end[i] = NEVER if open_a else 0
        start[i] = NEVER if a[0] in "IE" else 0
        for j, b in enumerate(NAMES):
            inside = b[0] in "IE"
            if open_a != inside or (inside and a[1:] != b[1:]):
                trans[i, j] = NEVER
    return trans, start, end


def export(kept, path):
    sizes = kept["sizes"]
    net = Student(sizes, len(kept["tags"]), len(kept["rels"]), len(NAMES))
    net.load_state_dict(kept["net"])
    config = {"format": 1, "dim": sizes["dim"], "layers": len(net.layers),
              "emb.mult": round(TABLE / STATE * 128), "emb.shift": 7,
              "tags.layer": sizes["tags_at"], "names.layer": sizes["names_at"],
              "arc.unit": round(1 / POINT), "arc.buckets": BUCKETS, "arc.dim": sizes["arc"],
              "lab.dim": sizes["lab"]}
    out = Writer(config)
    table = np.clip(np.round(net.table.weight.detach().numpy() / TABLE), -127, 127)
    out.put("emb.word", table[:sizes["words"]], "i1")
    out.put("emb.part", table[sizes["words"]:-1], "i1")
    out.put("emb.bias", np.round(net.table_bias.detach().numpy() / TABLE), "<i2")
    for i, layer in enumerate(net.layers):
        config[f"L{i}.kind"] = layer.kind
        if layer.kind == "conv":
            out.linear(f"L{i}", layer.linear, STATE, shape=(sizes["dim"], 3, sizes["dim"]))
        else:
            out.gated(f"L{i}", layer.linear)
    out.linear("tags", net.tags)
    scale = out.linear("names", net.names)
    config["names.unit"] = round(1 / (scale[0] * STATE))
    for part, array in zip(("trans", "start", "end"), transitions()):
        out.put(f"names.{part}", array, "<i4")
    out.linear("arc.dep", net.dep, STATE)
    out.linear("arc.head", net.head, HEAD)
    out.linear("arc.ddist", net.ddist, POINT)
    out.linear("arc.hdist", net.hdist, POINT)
    out.put("arc.root", np.round(net.root.detach().numpy() / HEAD), "i1")
    out.linear("lab.dep", net.lab_dep, LABEL)
    out.linear("lab.head", net.lab_head, LABEL)
    out.put("lab.root", np.round(net.lab_root.detach().numpy() / LABEL), "<i4")
    out.linear("lab.out", net.lab_out)
    labels = {"labels.tags": "".join(f"{u}\t{x}\n" for u, x in kept["tags"]),
              "labels.deprels": "".join(f"{d}\n" for d in kept["rels"]),
              "labels.names": "".join(f"{n}\n" for n in NAMES)}
    text = "".join(f"{k}\t{v}\n" for k, v in config.items())
    netfile.save(path, {"config": text, **labels, **out.sections})


def mean(kept):
    """Students of one line of descent as one: the mean of their weights."""
    first = kept[0]
    first["net"] = {k: sum(one["net"][k] for one in kept) / len(kept) for k in first["net"]}
    return first


if __name__ == "__main__":
    export(mean([torch.load(path, weights_only=False, map_location="cpu")
                 for path in sys.argv[1].split(",")]), sys.argv[2])
