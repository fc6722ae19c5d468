#!/usr/bin/env python3
"""The network in whole numbers, as src/ling runs it: the oracle of the C program.

    reference.py NET HOME FILE.conllu            tags, trees and names to standard output
    reference.py NET HOME FILE.conllu --vectors  the numbers behind them, one JSON a sentence

Products are done in float32, where sums below 2^24 are exact; everything else in int64.

SPDX-License-Identifier: Apache-2.0
"""
import json
import sys

import numpy as np

import netfile
import words

NEVER = -(1 << 28)
EDGES = (1, 2, 3, 4, 6, 9, 14, 22, 35)  # |distance| up to each; the last bucket is open


def buckets(n):
    """b[i][j] of word i (dependent) and word j (head): 0..19."""
    d = np.arange(n)[None, :] - np.arange(n)[:, None]
    b = np.searchsorted(EDGES, np.abs(d))
    return np.where(d > 0, b + len(EDGES) + 1, b)


class Net:
    def __init__(self, path, home):
        self.s = netfile.load(path)
        self.config = dict(l.split("\t") for l in self.s["config"].splitlines())
        self.hints = words.Hints(home)
        self.f = {k: v.astype(np.float32) for k, v in self.s.items()
                  if not isinstance(v, str) and v.dtype == np.int8}
        self.tags = [tuple(l.split("\t")) for l in self.s["labels.tags"].splitlines()]
        self.deprels = self.s["labels.deprels"].splitlines()
        self.names = self.s["labels.names"].splitlines()

    def number(self, key):
        return int(self.config[key])

    def linear(self, name, x):
        """i64 sums of x (n, K*C) by the weights `name`.w (O, K, C) or (O, C)."""
        w = self.f[name + ".w"]
        acc = x.astype(np.float32) @ w.reshape(len(w), -1).T
        return acc.astype(np.int64) + self.s[name + ".b"]

    def scaled(self, name, x, low, high):
        pre, shift = self.number(name + ".pre"), self.number(name + ".shift")
        most = (1 << 18 + pre) - 1
        acc = np.clip(self.linear(name, x), -most, most) >> pre
        return np.clip((acc * self.s[name + ".m"] + (1 << (shift - 1))) >> shift, low, high)

    def embed(self, forms):
        tables = self.s["emb.word"], self.s["emb.part"]
        x = np.zeros((len(forms), tables[0].shape[1]), np.int64)
        for i, rows in enumerate(words.sentence_rows(forms, self.hints.of(forms))):
            for table, value in rows:
                x[i] += tables[table][value % len(tables[table])]
        x += self.s["emb.bias"]
        shift = self.number("emb.shift")
        return np.clip((x * self.number("emb.mult") + (1 << (shift - 1))) >> shift, 0, 255)

    def layer(self, i, x):
        name, kind = f"L{i}", self.config[f"L{i}.kind"]
        if kind == "conv":
            zero = np.zeros((1, x.shape[1]), np.int64)
            wide = np.concatenate([np.concatenate([zero, x[:-1]]), x,
                                   np.concatenate([x[1:], zero])], 1)
            return np.clip(x + self.scaled(name, wide, -(1 << 20), 1 << 20), 0, 255)
        half = x.shape[1] // 2
        z = self.scaled(name, x, -16383, 16383)
        out = np.empty_like(x)
        for side, order in ((0, range(len(x))), (1, range(len(x) - 1, -1, -1))):
            gate = np.clip(z[:, 2 * side * half:(2 * side + 1) * half], 0, 256)
            cand = z[:, (2 * side + 1) * half:(2 * side + 2) * half]
            h = np.zeros(half, np.int64)
            for t in order:
                h = h + (((cand[t] - h) * gate[t] + 128) >> 8)
                out[t, side * half:(side + 1) * half] = (h + 32) >> 6
        return np.clip(x + out, 0, 255)

    def encode(self, forms):
        states = [self.embed(forms)]
        for i in range(self.number("layers")):
            states.append(self.layer(i, states[-1]))
        return states

    def arcs(self, x):
        """(n, n + 1): score of head j for word i in column j + 1, the root in column 0."""
        n = len(x)
        dep = self.scaled("arc.dep", x, 0, 255)
        head = self.scaled("arc.head", x, -63, 63)
        ddist = self.scaled("arc.ddist", x, -(1 << 20), 1 << 20)
        hdist = self.scaled("arc.hdist", x, -(1 << 20), 1 << 20)
        b = buckets(n) + 1
        out = np.empty((n, n + 1), np.int64)
        out[:, 0] = dep @ self.s["arc.root"].astype(np.int64) + ddist[:, 0]
        out[:, 1:] = (dep @ head.T + hdist[:, 0][None, :] +
                      np.take_along_axis(ddist, b, 1) + np.take_along_axis(hdist, b.T, 1).T)
        out[np.arange(n), np.arange(n) + 1] = NEVER
        return out

    def labels(self, x, heads):
        dep = self.scaled("lab.dep", x, -8191, 8191)
        head = self.scaled("lab.head", x, -8191, 8191)
        table = np.concatenate([self.s["lab.root"][None].astype(np.int64), head])
        hidden = np.clip((dep + table[heads] + 2) >> 2, 0, 255)
        return self.linear("lab.out", hidden)

    def read(self, forms):
        states = self.encode(forms)
        tags = self.linear("tags", states[self.number("tags.layer")])
        names = self.linear("names", states[self.number("names.layer")])
        arcs = self.arcs(states[-1])
        heads = tree(arcs)
        labels = self.labels(states[-1], heads)
        return states, tags, names, arcs, heads, labels

    def relations(self, labels, heads):
        root = self.deprels.index("root")
        rest = labels.copy()
        rest[:, root] = NEVER * 4
        return [root if h == 0 else int(np.argmax(rest[i])) for i, h in enumerate(heads)]

    def margins(self, arcs, heads):
        """In nats: the chosen head's score less the best other's."""
        rest = arcs.copy()
        rows = np.arange(len(arcs))
        rest[rows, heads] = NEVER
        return (arcs[rows, heads] - rest.max(1)) / self.number("arc.unit")

    def viterbi(self, scores):
        """Best path of name labels, ties to the lowest index."""
        trans, n = self.s["names.trans"].astype(np.int64), len(scores)
        best = scores[0] + self.s["names.start"]
        back = np.zeros(scores.shape, np.int64)
        for t in range(1, n):
            every = best[:, None] + trans
            back[t] = every.argmax(0)
            best = every.max(0) + scores[t]
        at = int((best + self.s["names.end"]).argmax())
        path = [at]
        for t in range(n - 1, 0, -1):
            at = int(back[t, at])
            path.append(at)
        return path[::-1]


def tree(scores):
    """Heads (0 root, j + 1 word j) of the best tree with one root, by Chu-Liu-Edmonds.

    First each word's best head; if that is one tree with one root it is the answer.
    Else the root is chosen first, since trying each word as the only root is too dear:
    the word with the best (root score - best other score), ties to the lowest; then the
    best tree below it is found.
    """
    n = len(scores)
    heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and not _cycle(heads):
        return heads
    root = int((scores[:, 0] - scores[:, 1:].max(1)).argmax()) if n > 1 else 0
    limited = scores.copy()
    limited[:, 0] = NEVER * 2
    limited[root, 1:] = NEVER * 2
    limited[root, 0] = 0
    return _edmonds(limited)


def _cycle(heads):
    """A cycle of words (from 0) as a list, or None; the one met first from word 0 up."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, at = [], start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at]) - 1
        if at >= 0 and state[at] == 1:
            return path[path.index(at):]
        for i in path:
            state[i] = 2
    return None


def _edmonds(scores):
    """Chu-Liu-Edmonds over (n, n + 1) scores; recursive on contracted graphs."""
    heads = scores.argmax(1)
    cycle = _cycle(heads)
    if not cycle:
        return heads
    n = len(scores)
    inside = set(cycle)
    rest = [i for i in range(n) if i not in inside]
    place = {w: k for k, w in enumerate(rest)}
    m = len(rest)  # the cycle becomes the last word
    new = np.full((m + 1, m + 2), NEVER * 4, np.int64)
    enter, leave = {}, {}
    columns = [0] + [w + 1 for w in rest]
    for k, w in enumerate(rest):
        new[k, :m + 1] = scores[w, columns]
        best = max(sorted(cycle), key=lambda c: scores[w, c + 1])
        new[k, m + 1], leave[w] = scores[w, best + 1], best
    for k, column in enumerate(columns):
        gain = {c: scores[c, column] - scores[c, heads[c]] for c in sorted(cycle)}
        best = max(sorted(cycle), key=lambda c: gain[c])
        new[m, k], enter[column] = gain[best], best
    small = _edmonds(new)
    out = heads.copy()
    for w in rest:
        h = int(small[place[w]])
        out[w] = leave[w] + 1 if h == m + 1 else columns[h]
    column = columns[int(small[m])]
    out[enter[column]] = column
    return out


def sentences(path):
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                rows.append(cells)
            elif not line.strip() and rows:
                yield rows
                rows = []
    if rows:
        yield rows


def main():
    net = Net(sys.argv[1], sys.argv[2])
    for rows in sentences(sys.argv[3]):
        forms = [r[1] for r in rows]
        states, tags, names, arcs, heads, labels = net.read(forms)
        relations, path = net.relations(labels, heads), net.viterbi(names)
        if "--vectors" in sys.argv:
            print(json.dumps({"forms": forms, "hints": net.hints.of(forms),
                              "states": [s.tolist() for s in states], "tags": tags.tolist(),
                              "names": names.tolist(), "path": path, "arcs": arcs.tolist(),
                              "heads": heads.tolist(), "labels": labels.tolist(),
                              "relations": relations}))
            continue
        for i, row in enumerate(rows):
            upos, xpos = net.tags[int(tags[i].argmax())]
            name = net.names[path[i]]
            print("\t".join([row[0], row[1], "_", upos, xpos, "_", str(int(heads[i])),
                             net.deprels[relations[i]], "_",
                             "_" if name == "O" else f"Name={name}"]))
        print()


if __name__ == "__main__":
    main()
