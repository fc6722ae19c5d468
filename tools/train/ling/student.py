"""The network that ships (NET.md), learnt as it will run: weights of 7 bits, states of 8.

Every product is followed by the rounding that the C program does, with the gradient
passed straight through, so that what is learnt is what is exported.

SPDX-License-Identifier: Apache-2.0
"""
import torch
import torch.nn as nn

from layers import BUCKETS, arc_scores, both_ways, dropout, product

STATE = 1 / 32  # real value of one step of a state
TABLE = 1 / 64  # of one step of an embedding row
HEAD = 1 / 16  # of arc.head
LABEL = 1 / 128  # of lab.dep, lab.head
MOST = 63


class Rounded(torch.autograd.Function):
    """To a multiple of `step`, between `low` and `high` steps; the gradient passes within."""

    @staticmethod
    def forward(ctx, x, step, low, high):
        y = x * (1 / step)
        if low is None:
            return y.round_().mul_(step)
        ctx.save_for_backward((y > low) & (y < high))
        return y.clamp_(low, high).round_().mul_(step)

    @staticmethod
    def backward(ctx, grad):
        saved = ctx.saved_tensors
        return grad * saved[0] if saved else grad, None, None, None


def rounded(x, step, low=None, high=None):
    return Rounded.apply(x, step, low, high)


def state(x):
    return rounded(x, STATE, 0, 255)


class Quant(nn.Module):
    """A linear layer with 7-bit weights, one scale an output or one for all."""

    def __init__(self, inputs, outputs, shared=False, gain=1.0):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) * gain * inputs ** -.5)
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.shared = shared

    def scales(self):
        top = self.weight.detach().abs()
        top = top.max().expand(len(top)) if self.shared else top.amax(1)
        return (top / MOST).clamp(min=1e-6)

    def forward(self, x):
        return product(x, rounded(self.weight, self.scales()[:, None]), self.bias)


class Conv(nn.Module):
    kind = "conv"

    def __init__(self, dim):
        super().__init__()
        self.linear = Quant(3 * dim, dim, gain=.7)

    def forward(self, x, real):
        pad = torch.zeros_like(x[:, :1])
        wide = torch.cat([torch.cat([pad, x[:, :-1]], 1), x, torch.cat([x[:, 1:], pad], 1)], 2)
        return state(x + self.linear(wide)) * real[..., None]


class Rec(nn.Module):
    """Running averages with a gate, in both directions."""

    kind = "rec"

    def __init__(self, dim):
        super().__init__()
        self.linear = Quant(dim, 2 * dim)
        with torch.no_grad():
            self.linear.bias[:dim // 2] = torch.linspace(-2.5, 1, dim // 2)
            self.linear.bias[dim:dim + dim // 2] = torch.linspace(-2.5, 1, dim // 2)

    def forward(self, x, real):
        z = self.linear(x)
        z = z.view(*x.shape[:2], 2, 2, x.shape[2] // 2)
        soft = torch.sigmoid(z[:, :, :, 0])
        hard = (.25 * z[:, :, :, 0] + .5).clamp(0, 1)
        gate = soft + (rounded(hard, 1 / 256) - soft).detach()
        h = both_ways(z[:, :, :, 1].clamp(-8, 8), gate, real)
        return state(x + h) * real[..., None]


class Student(nn.Module):
    def __init__(self, sizes, ntags, nrels, nnames):
        super().__init__()
        self.sizes = sizes
        dim = sizes["dim"]
        self.table = nn.EmbeddingBag(sizes["words"] + sizes["parts"] + 1, dim, mode="sum",
                                     padding_idx=sizes["words"] + sizes["parts"])
        with torch.no_grad():
            self.table.weight.normal_(0, .1)
            self.table.weight[-1] = 0
        self.table_bias = nn.Parameter(torch.full((dim,), .1))
        self.layers = nn.ModuleList([{"conv": Conv, "rec": Rec}[k](dim)
                                     for k in sizes["layers"]])
        self.tags = Quant(dim, ntags, True)
        self.names = Quant(dim, nnames, True)
        self.dep, self.head = Quant(dim, sizes["arc"]), Quant(dim, sizes["arc"])
        self.root = nn.Parameter(torch.zeros(sizes["arc"]))
        self.ddist, self.hdist = Quant(dim, BUCKETS + 1, gain=.3), Quant(dim, BUCKETS + 1, gain=.3)
        self.lab_dep, self.lab_head = Quant(dim, sizes["lab"]), Quant(dim, sizes["lab"])
        self.lab_root = nn.Parameter(torch.zeros(sizes["lab"]))
        self.lab_out = Quant(sizes["lab"], nrels, True)

    def embed(self, batch, drop):
        rows = batch.rows
        none = self.sizes["words"] + self.sizes["parts"]
        if drop:
            lost = (torch.rand(rows.shape[:2], device=rows.device) < drop)[..., None]
            rows = torch.where(lost & (rows < self.sizes["words"]), none, rows)
        x = self.table(rows.view(-1, rows.shape[2])).view(*rows.shape[:2], -1)
        return state(x + self.table_bias) * batch.real[..., None]

    def forward(self, batch, drop_words=0.0, drop=0.0, decode=False):
        x, states = self.embed(batch, drop_words if self.training else 0), []
        states.append(x)
        for layer in self.layers:
            if drop and self.training:
                x = dropout(x, drop)
            x = layer(x, batch.real)
            states.append(x)
        drop_out = (lambda y: dropout(y, drop)) if drop and self.training else \
            (lambda y: y)
        last = drop_out(x)
        head = rounded(self.head(last), HEAD, -MOST, MOST)
        out = {"tag": self.tags(drop_out(states[self.sizes["tags_at"]])),
               "name": self.names(drop_out(states[self.sizes["names_at"]])),
               "head": arc_scores(state(self.dep(last)), head, rounded(self.root, HEAD),
                                  self.ddist(last), self.hdist(last), batch.real)}
        heads = out["head"].argmax(2) if decode else batch.labels["head"][..., 0]
        table = self.lab_head(last)
        table = torch.cat([self.lab_root.expand(len(table), 1, -1), table], 1)
        chosen = table.gather(1, heads[..., None].expand(*heads.shape, table.shape[2]))
        out["rel"] = self.lab_out(state(self.lab_dep(last) + chosen))
        return out

    @torch.no_grad()
    def keep_in_range(self):
        """Rows fit int8; the root vector fits seven bits."""
        self.table.weight.clamp_(-127 * TABLE, 127 * TABLE)
        self.table.weight[-1] = 0
        self.root.clamp_(-MOST * HEAD, MOST * HEAD)
