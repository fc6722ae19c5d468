"""Labelled sentences as flat arrays: rows of the tables, pieces of the teacher, targets.

A target is up to three labels a word with their weights, so that gold (one label of
weight 1), the teacher's opinion (its three best) and "not told" (weight 0) are one.

SPDX-License-Identifier: Apache-2.0
"""
import random
import unicodedata

import numpy as np

import words

TOP = 3
ROW_SLOTS = 18
NAMES = ["O"] + [f"{p}-{k}" for k in ("PER", "ORG", "GRP", "LOC", "OTH") for p in "BIES"]
TASKS = ("tag", "head", "rel", "name")
LONGEST = 120  # words; longer sentences are not learnt from


class Sentence:
    """forms and, where known, targets: lists (a word each) of [(label, weight)]."""

    __slots__ = ("forms", "tag", "head", "rel", "name")

    def __init__(self, forms, tag=None, head=None, rel=None, name=None):
        self.forms, self.tag, self.head, self.rel, self.name = forms, tag, head, rel, name


class Corpus:
    def __init__(self, sentences, hints, pieces=None):
        self.resize(np.array([len(s.forms) for s in sentences], np.int32))
        at = 0
        for s in sentences:
            for i, rows in enumerate(words.sentence_rows(s.forms, hints.of(s.forms))):
                for k, (table, value) in enumerate(rows[:ROW_SLOTS]):
                    self.rows[at + i, k] = value
                    self.kinds[at + i, k] = table
            for task in TASKS:
                for i, few in enumerate(getattr(s, task) or ()):
                    for k, (label, weight) in enumerate(few[:TOP]):
                        self.labels[task][at + i, k] = label
                        self.weights[task][at + i, k] = weight
            at += len(s.forms)
        if pieces:
            self.add_pieces(sentences, pieces)

    def resize(self, lengths):
        self.lengths = lengths
        self.starts = np.concatenate([[0], np.cumsum(lengths)])
        n = int(self.starts[-1])
        self.rows = np.zeros((n, ROW_SLOTS), np.uint64)
        self.kinds = np.full((n, ROW_SLOTS), 2, np.uint8)  # table; 2: none
        self.labels = {t: np.zeros((n, TOP), np.int16) for t in TASKS}
        self.weights = {t: np.zeros((n, TOP), np.float16) for t in TASKS}

    def add_pieces(self, sentences, pieces):
        flat, ends = [], [0]
        for s in sentences:
            for form in s.forms:
                flat += pieces(form)
                ends.append(len(flat))
        self.pieces, self.piece_ends = np.array(flat, np.int32), np.array(ends, np.int64)

    def row_ids(self, nword, npart):
        """Rows as numbers of one table of nword + npart + 1 rows; the last is none."""
        out = np.full(self.rows.shape, nword + npart, np.int32)
        word, part = self.kinds == 0, self.kinds == 1
        out[word] = (self.rows[word] % np.uint64(nword)).astype(np.int32)
        out[part] = (self.rows[part] % np.uint64(npart)).astype(np.int32) + nword
        return out


class Pieces:
    """Word pieces of the teacher's vocabulary (lower case, no accents)."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as lines:
            self.ids = {line.rstrip("\n"): i for i, line in enumerate(lines)}
        self.unknown, self.known = self.ids["[UNK]"], {}

    def __call__(self, form):
        if form not in self.known:
            self.known[form] = self.split(form)
        return self.known[form]

    def split(self, form):
        text = unicodedata.normalize("NFD", words.plain(form).lower())
        text = "".join(c for c in text if unicodedata.category(c) != "Mn")[:40]
        out, run = [], ""
        for c in text + " ":
            if c.isalnum():
                run += c
                continue
            out += self.longest(run) if run else []
            out += [self.ids.get(c, self.unknown)] if c != " " else []
            run = ""
        return out[:8] or [self.unknown]

    def longest(self, run):
        out, at = [], 0
        while at < len(run):
            end = len(run)
            while end > at and ("##" * (at > 0) + run[at:end]) not in self.ids:
                end -= 1
            if end == at:
                return [self.unknown]
            out.append(self.ids["##" * (at > 0) + run[at:end]])
            at = end
        return out


SMALL_WORDS = set("a an and as at but by for from in into of on or over the to with".split())


def distort(s, rng):
    """A sentence as news writes it: in capitals, as a headline, with its marks lost."""
    roll = rng.random()
    forms = s.forms
    if roll < .06:
        return changed(s, [f.upper() for f in forms])
    if roll < .11:
        return changed(s, [f if f in SMALL_WORDS and i else f[:1].upper() + f[1:]
                           for i, f in enumerate(forms)])
    if roll < .14:
        return changed(s, [f.lower() for f in forms])
    if roll < .17 and len(forms) > 6:
        n = rng.randint(1, 4)  # a lede
        return changed(s, [f.upper() if i < n else f for i, f in enumerate(forms)])
    if roll < .23 and len(forms) > 2 and forms[-1] in ".!?":
        return without(s, {len(forms) - 1})
    if roll < .26:
        return without(s, {i for i, f in enumerate(forms) if f in (",", "'", '"', "“", "”")})
    if roll < .28:
        return changed(s, [f.replace("'", "").replace("’", "") or f for f in forms])
    if roll < .32:
        curly = {"'s": "’s", "n't": "n’t", '"': "”", "``": "“", "''": "”", "-": "—"}
        return changed(s, [curly.get(f, f) for f in forms])
    return s


def changed(s, forms):
    return Sentence(forms, s.tag, s.head, s.rel, s.name)


def without(s, gone):
    """The sentence less some words on which nothing hangs."""
    if s.head is None:
        held = set()
    else:
        held = {label - 1 for few in s.head for label, weight in few if weight}
    keep = [i for i in range(len(s.forms)) if i not in gone or i in held]
    if len(keep) == len(s.forms) or not keep:
        return s
    place = {old + 1: new + 1 for new, old in enumerate(keep)} | {0: 0}
    pick = lambda rows: rows and [rows[i] for i in keep]
    head = s.head and [[(place[h], w) for h, w in s.head[i] if h in place] for i in keep]
    return Sentence([s.forms[i] for i in keep], pick(s.tag), head, pick(s.rel), pick(s.name))


def distorted(sentences, seed):
    rng = random.Random(seed)
    return [distort(s, rng) for s in sentences]
