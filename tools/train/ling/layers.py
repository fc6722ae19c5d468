"""What teacher and student have in common: the recurrence, arcs, losses.

SPDX-License-Identifier: Apache-2.0
"""
import numpy as np
import torch
import torch.nn.functional as F

from corpus import TASKS

EDGES = (1, 2, 3, 4, 6, 9, 14, 22, 35)
BUCKETS = 2 * (len(EDGES) + 1)
NEVER = -1e4


def product(x, weight, bias=None):
    """x @ weight.T in bfloat16 with float32 in and out: several times as fast on AMX."""
    y = F.linear(x.bfloat16(), weight.bfloat16()).float()
    return y if bias is None else y + bias


_pools = {}


def dropout(x, share):
    """Dropout with masks out of one pool: drawing new ones took a third of the time."""
    if not share:
        return x
    size = 1 << 23
    key = share, x.device, x.dtype
    if key not in _pools:
        kept = torch.rand(size, device=x.device) >= share
        _pools[key] = kept.to(x.dtype) / (1 - share)
    n = x.numel()
    if n >= size:
        return F.dropout(x, share)
    at = int(torch.randint(size - n, (1,)))
    return x * _pools[key][at:at + n].view(x.shape)


class Scan(torch.autograd.Function):
    """h_t = h_{t-1} + g_t (c_t - h_{t-1}) over the first dimension."""

    @staticmethod
    def forward(ctx, cand, gate):
        out = torch.empty_like(cand)
        h = torch.zeros_like(cand[0])
        for t in range(len(cand)):
            h = torch.lerp(h, cand[t], gate[t], out=out[t])
        ctx.save_for_backward(cand, gate, out)
        return out

    @staticmethod
    def backward(ctx, grad):
        cand, gate, out = ctx.saved_tensors
        total, keep = grad.clone(), 1 - gate
        for t in range(len(cand) - 2, -1, -1):
            total[t].addcmul_(total[t + 1], keep[t + 1])
        before = torch.cat([torch.zeros_like(out[:1]), out[:-1]])
        return total * gate, total * (cand - before)


def both_ways(cand, gate, real):
    """Scan (B, T, 2, H) forwards and backwards; (B, T, 2H). Padding is skipped."""
    gate = gate * real[:, :, None, None]

    def turned(x):
        return torch.cat([x[:, :, 0], x[:, :, 1].flip(1)], 2).transpose(0, 1).contiguous()

    out = Scan.apply(turned(cand), turned(gate)).transpose(0, 1)
    half = cand.shape[3]
    return torch.cat([out[..., :half], out[..., half:].flip(1)], 2)


def buckets(n, device):
    d = torch.arange(n)[None, :] - torch.arange(n)[:, None]
    b = torch.searchsorted(torch.tensor(EDGES), d.abs())
    return torch.where(d > 0, b + len(EDGES) + 1, b).to(device)


def arc_scores(dep, head, root, ddist, hdist, real):
    """(B, T, T + 1): the root in column 0, then each word as a head."""
    batch, n = dep.shape[:2]
    pairs = torch.bmm(dep.bfloat16(), head.bfloat16().transpose(1, 2)).float()
    b = (buckets(n, dep.device) + 1).expand(batch, n, n)
    pairs = pairs + hdist[:, None, :, 0] + ddist.gather(2, b) + \
        hdist.gather(2, b.transpose(1, 2)).transpose(1, 2)
    self_or_pad = torch.eye(n, dtype=torch.bool, device=dep.device) | ~real[:, None, :]
    pairs = pairs.masked_fill(self_or_pad, NEVER)
    return torch.cat([(dep @ root + ddist[..., 0])[..., None], pairs], 2)


def losses(out, batch, smooth=0.0):
    """Cross entropy of each task against weighted labels, over its words."""
    total, parts = 0, {}
    for task in TASKS:
        weights = batch.weights[task]
        words = (weights.sum(2) > 0).sum()
        if words == 0:
            continue
        log = F.log_softmax(out[task], 2)
        one = -(log.gather(2, batch.labels[task]) * weights).sum() / words
        total, parts[task] = total + one, one.detach()
    return total, parts


@torch.no_grad()
def counts(out, batch):
    """Of words with gold trees: all, tag right, head right, head and relation right."""
    told = (batch.weights["head"][..., 0] > 0) & batch.real
    right = {t: out[t].argmax(2) == batch.labels[t][..., 0] for t in ("tag", "head", "rel")}
    return np.array([told.sum().item(), (right["tag"] & told).sum().item(),
                     (right["head"] & told).sum().item(),
                     (right["head"] & right["rel"] & told).sum().item()])
