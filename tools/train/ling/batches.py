"""Batches of sentences of about the same length, as tensors of few shapes.

Shapes recur on purpose: a matrix product of a shape not met before costs ten times
its own time, since its code is then made (oneDNN).

SPDX-License-Identifier: Apache-2.0
"""
import numpy as np
import torch

from corpus import TASKS

CLS, SEP = 101, 102
STEP = 8  # widths are multiples of it


def widths(corpus, pieces):
    """The width of each sentence: in words, or in pieces with their two ends."""
    if not pieces:
        return -(-corpus.lengths // STEP) * STEP
    ends = corpus.piece_ends[corpus.starts]
    return -(-(ends[1:] - ends[:-1] + 2) // STEP) * STEP


def plan(width, tokens, rng=None):
    """[(sentence numbers, sentences a batch, width)]."""
    out = []
    for w in np.unique(width):
        which = np.flatnonzero(width == w)
        if rng is not None:
            rng.shuffle(which)
        many = max(1, tokens // int(w))
        out += [(which[at:at + many], many, int(w)) for at in range(0, len(which), many)]
    if rng is not None:
        rng.shuffle(out)
    return out


class Batch:
    def __init__(self, corpus, rows, none, planned, device, pieces=False):
        which, many, width = planned
        lengths = np.zeros(many, np.int64)
        lengths[:len(which)] = corpus.lengths[which]
        starts = np.zeros(many, np.int64)
        starts[:len(which)] = corpus.starts[which]
        real = np.arange(width)[None, :] < lengths[:, None]
        at = np.where(real, starts[:, None] + np.arange(width)[None, :], 0)
        put = lambda a: torch.from_numpy(np.ascontiguousarray(a)).to(device)
        ids = rows[at]
        ids[~real] = none
        self.at, self.real_np = at, real
        self.rows, self.real = put(ids.astype(np.int64)), put(real)
        self.labels = {t: put(corpus.labels[t][at].astype(np.int64) * real[..., None])
                       for t in TASKS}
        self.weights = {t: put(corpus.weights[t][at].astype(np.float32) * real[..., None])
                        for t in TASKS}
        if pieces:
            self.add_pieces(corpus, starts, lengths, width, put)

    def add_pieces(self, corpus, starts, lengths, width, put):
        ids = np.zeros((len(starts), width), np.int64)
        mask = np.zeros((len(starts), width), bool)
        first = corpus.piece_ends[starts]
        last = corpus.piece_ends[starts + lengths]
        for k, (a, b) in enumerate(zip(first, last)):
            ids[k, 0], ids[k, 1:b - a + 1], ids[k, b - a + 1] = CLS, corpus.pieces[a:b], SEP
            mask[k, :b - a + 2] = True
        start = corpus.piece_ends[self.at] - first[:, None] + 1
        end = corpus.piece_ends[self.at + 1] - first[:, None]
        self.pieces, self.piece_mask = put(ids), put(mask)
        self.first = put(np.where(self.real_np, start, 0))
        self.final = put(np.where(self.real_np, end, 0))
