#!/usr/bin/env python3
"""Teacher, silver labels, student: the steps of learning (train.sh runs them all).

    learn.py teacher  --data DATA --home HOME --minilm FOLDER --out teacher.pt
    learn.py cut      --home HOME --minilm FOLDER --texts FILE.conllu[=SHARE]... --out silver
                      [--named SHARE --data DATA]
    learn.py label    --teacher a.pt[,b.pt] --texts silver.0.npz ...
    learn.py student  --data DATA --home HOME [--silver silver.0.labels.npz,...] --out student.pt

SPDX-License-Identifier: Apache-2.0
"""
import argparse
import math
import os
import random
import time

import numpy as np
import torch

import batches
import corpus
import layers
import reference
import words
from banks import Banks
from student import Student
from teacher import Teacher

TEACHER = {"words": 30000, "parts": 12000}
STUDENT = {"dim": 192, "words": 40000, "parts": 14000,
           "layers": ["conv", "rec", "conv", "rec", "rec"],
           "tags_at": 4, "names_at": 5, "arc": 64, "lab": 96}
WARM = 150  # steps


def say(*what):
    print(time.strftime("%H:%M:%S"), *what, flush=True)


class Source:
    """A corpus with its rows for one size of tables, dealt out in endless batches."""

    def __init__(self, made, sizes, tokens, device, pieces=False, seed=1):
        self.corpus, self.none = made, sizes["words"] + sizes["parts"]
        self.rows = made.row_ids(sizes["words"], sizes["parts"])
        self.tokens, self.device, self.pieces = tokens, device, pieces
        self.rng = np.random.default_rng(seed)
        self.width = batches.widths(made, pieces)
        self.queue = []

    def batch(self, planned):
        return batches.Batch(self.corpus, self.rows, self.none, planned, self.device, self.pieces)

    def next(self):
        if not self.queue:
            self.queue = batches.plan(self.width, self.tokens, self.rng)
        return self.batch(self.queue.pop())

    def every(self):
        for planned in batches.plan(self.width, self.tokens):
            yield self.batch(planned)


def evaluate(net, source):
    net.eval()
    total = np.zeros(4)
    with torch.no_grad():
        for batch in source.every():
            total += layers.counts(net(batch, decode=True), batch)
    net.train()
    return "UPOS/XPOS {:.2f} UAS {:.2f} LAS {:.2f}".format(*(100 * total[1:] / max(total[0], 1)))


def sources(args, sizes, banks, hints, pieces, tokens):
    def make(sentences):
        return corpus.Corpus([s for s in sentences if 0 < len(s.forms) <= corpus.LONGEST],
                             hints, pieces)

    def source(sentences, **more):
        return Source(make(sentences), sizes, tokens, args.device, pieces is not None, **more)

    trees = banks.trees["ewt-train"] + banks.trees["gum-train"]
    names = banks.named_sentences()
    train = [source(corpus.distorted(trees, seed) + corpus.distorted(names, seed + 100), seed=seed)
             for seed in range(10 * args.seed, 10 * args.seed + args.copies)]
    dev = {k: source(banks.trees[k]) for k in ("ewt-dev", "gum-dev")}
    return train, dev


def step_size(at, share):
    """A short rise, then down along a cosine; `share` of the way is done."""
    return min(at / WARM, 1) * (.5 + .5 * math.cos(math.pi * share)) + 1e-3


def teach(args):
    torch.manual_seed(args.seed)
    banks, hints = Banks(args.data, args.home), words.Hints(args.home)
    pieces = corpus.Pieces(f"{args.minilm}/vocab.txt")
    train, dev = sources(args, TEACHER, banks, hints, pieces, args.batch)
    say("corpora made:", [int(s.corpus.starts[-1]) for s in train], "words")
    net = Teacher(TEACHER, len(banks.tags), len(banks.deprels), len(corpus.NAMES),
                  f"{args.minilm}/model.safetensors").to(args.device)
    net.pieces.weight.requires_grad_(False)
    if args.start:
        net.load_state_dict(torch.load(args.start, weights_only=False)["net"])
    known = {id(p) for p in net.from_minilm()}
    fresh = [p for p in net.parameters() if id(p) not in known]
    groups = [{"params": [p for p in net.from_minilm() if p.requires_grad], "top": args.rate},
              {"params": fresh, "top": args.rate * args.fresh}]
    best = torch.optim.AdamW(groups, betas=(.9, .98), weight_decay=.01, fused=True)
    per_epoch = len(batches.plan(train[0].width, args.batch))
    total = int(per_epoch * args.epochs)
    say("steps:", total)
    run(args, net, best, train, dev, total, per_epoch,
        lambda batch: net(batch), keep={"tags": banks.tags, "rels": banks.deprels})


def run(args, net, best, train, dev, total, look_every, forward, after=lambda: None, keep=None):
    net.train()
    shown, began, seen = {}, time.time(), 0
    for at in range(1, total + 1):
        share = at / total
        if args.minutes:  # the schedule keeps to the time there is
            share = min(1, (time.time() - began) / 60 / args.minutes)
        last = share >= 1 or at == total
        for group in best.param_groups:
            group["lr"] = group["top"] * step_size(at, args.begin + (1 - args.begin) * share)
        batch = train[at % len(train)].next()
        loss, parts = layers.losses(forward(batch), batch)
        best.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        best.step()
        after()
        seen += int(batch.real_np.sum())
        for k, v in parts.items():
            shown[k] = .98 * shown.get(k, float(v)) + .02 * float(v)
        if at % 50 == 0:
            say(f"{at}/{total}", " ".join(f"{k} {v:.3f}" for k, v in shown.items()),
                f"{seen / (time.time() - began):.0f} words/s")
        if at % look_every == 0 or last:
            say("dev", " | ".join(f"{k} {evaluate(net, s)}" for k, s in dev.items()))
            torch.save({"net": net.state_dict(), **keep}, args.out)
        if last:
            break


def texts(paths, rng):
    """Forms of sentences of CoNLL-U files; FILE=SHARE takes a share of a file."""
    for path in paths:
        path, _, share = path.partition("=")
        for rows in reference.sentences(path):
            if 3 <= len(rows) <= 60 and rng.random() < float(share or 1):
                yield [r[1] for r in rows]


def cut(args):
    """Rows and pieces of running text, in parts OUT.0.npz, OUT.1.npz, ... of some 800,000 words."""
    hints, pieces = words.Hints(args.home), corpus.Pieces(f"{args.minilm}/vocab.txt")
    forms = list(texts(args.texts, random.Random(args.seed)))
    if args.named:  # tweets and encyclopedia have no trees of their own
        banks = Banks(args.data, args.home)
        measured = {tuple(s.forms) for bank in ("ewt-dev", "gum-dev") for s in banks.trees[bank]}
        some = [s.forms for s in banks.named_sentences() if tuple(s.forms) not in measured]
        forms += [f for f in some[:round(args.named * len(some))] if 3 <= len(f) <= 60]
    random.Random(args.seed).shuffle(forms)
    every = sum(map(len, forms))
    parts = max(1, round(every / 8e5))
    say(len(forms), "sentences", every, "words", parts, "parts")
    for k in range(parts):
        some = forms[k::parts]
        made = corpus.Corpus([corpus.Sentence(f) for f in some], hints, pieces)
        small = corpus.Corpus([corpus.Sentence(f) for f in recased(some, k)], hints)
        np.savez(f"{args.out}.{k}.npz", lengths=made.lengths, rows=made.rows, kinds=made.kinds,
                 pieces=made.pieces, piece_ends=made.piece_ends, new_rows=small.rows,
                 new_kinds=small.kinds)
        say("part", k)


def recased(forms, seed):
    """One sentence in ten as in headlines; the teacher labels it as it was."""
    rng = random.Random(seed)
    for one in forms:
        roll = rng.random()
        if roll < .04:
            yield [f.upper() for f in one]
        elif roll < .08:
            yield [f if f in corpus.SMALL_WORDS and k else f[:1].upper() + f[1:]
                   for k, f in enumerate(one)]
        elif roll < .10:
            yield [f.lower() for f in one]
        else:
            yield one


def label(args):
    """The teachers' labels for the parts that `cut` made: args.texts, each to ....labels.npz."""
    nets = []
    for path in args.teacher.split(","):
        kept = torch.load(path, weights_only=False, map_location=args.device)
        net = Teacher(TEACHER, len(kept["tags"]), len(kept["rels"]), len(corpus.NAMES))
        net.load_state_dict(kept["net"])
        nets.append(net.to(args.device).eval())
    for path in args.texts:
        made, file = corpus.Corpus([], None), np.load(path)
        made.resize(file["lengths"])
        for key in ("rows", "kinds", "pieces", "piece_ends"):
            setattr(made, key, file[key])
        source = Source(made, TEACHER, args.batch, args.device, True)
        done, began = 0, time.time()
        with torch.no_grad():
            for n, batch in enumerate(source.every()):
                mark(made, batch, nets)
                done += int(batch.real_np.sum())
                if n % 100 == 0:
                    say(path, done, f"{done / (time.time() - began):.0f} words/s")
        done = path.replace(".npz", ".labels.npz")
        np.savez(done + ".new.npz", lengths=made.lengths,
                 rows=file["new_rows"], kinds=file["new_kinds"],
                 **{f"l_{t}": made.labels[t] for t in corpus.TASKS},
                 **{f"w_{t}": made.weights[t] for t in corpus.TASKS})
        os.rename(done + ".new.npz", done)


def opinion(nets, batch):
    """Shares of labels, mean of the nets; relations are asked of the arcs they agree on."""
    def mean(outs):
        return sum(o.softmax(2) for o in outs) / len(nets)

    states = [net.encode(batch) for net in nets]
    outs = [net.scores(x, batch) for net, x in zip(nets, states)]
    shares = {task: mean([o[task] for o in outs]) for task in outs[0]}
    heads = shares["head"].argmax(2)
    shares["rel"] = mean([net.relations(x, heads) for net, x in zip(nets, states)])
    return shares


def mark(made, batch, nets):
    """The nets' three best labels of each word, with their shares."""
    shares = opinion(nets, batch)
    at = batch.at[batch.real_np]
    for task in corpus.TASKS:
        share = shares[task]
        value, index = share.topk(min(corpus.TOP, share.shape[2]), dim=2)
        value = torch.where(value < .02, 0, value)
        value = value / value.sum(2, keepdim=True).clamp(min=.02)  # all may be small
        real = torch.from_numpy(batch.real_np)
        k = value.shape[2]
        made.labels[task][at, :k] = index.cpu()[real].numpy().astype(np.int16)
        made.weights[task][at, :k] = value.cpu()[real].numpy().astype(np.float16)


class Silver:
    """The teacher's parts in turn, one in memory at a time; a part not yet made is passed over."""

    def __init__(self, paths, sizes, args):
        self.paths, self.sizes, self.args, self.turn = paths, sizes, args, 0
        self.source = None

    def next(self):
        if self.source is None or not self.source.queue:
            ready = []
            while not ready:
                ready = [p for p in self.paths if os.path.exists(p)]
                time.sleep(0 if ready else 5)
            self.source = self.load(ready[self.turn % len(ready)])
            self.turn += 1
        return self.source.next()

    def load(self, path):
        file, made = np.load(path), corpus.Corpus([], None)
        made.resize(file["lengths"])
        made.rows, made.kinds = file["rows"], file["kinds"]
        for t in corpus.TASKS:
            made.labels[t], made.weights[t] = file[f"l_{t}"], file[f"w_{t}"]
        out = Source(made, self.sizes, self.args.batch, self.args.device,
                     seed=self.turn + 100 * self.args.seed)
        made.rows = made.kinds = None
        return out


def study(args):
    torch.manual_seed(args.seed)
    sizes = dict(STUDENT)
    if args.layers:
        sizes["layers"] = args.layers.split(",")
        sizes["tags_at"] = max(1, len(sizes["layers"]) - 1)
        sizes["names_at"] = len(sizes["layers"])
    if args.dim:
        sizes["dim"] = args.dim
    if args.words:
        sizes["words"] = args.words
    banks, hints = Banks(args.data, args.home), words.Hints(args.home)
    gold, dev = sources(args, sizes, banks, hints, None, args.batch)
    train = gold
    if args.silver:
        silver = Silver(args.silver.split(","), sizes, args)
        every = []
        for k, one in enumerate(gold):
            every += [one] + [silver] * args.silver_per_gold
        train = every
    net = Student(sizes, len(banks.tags), len(banks.deprels), len(corpus.NAMES)).to(args.device)
    if args.start:
        net.load_state_dict(torch.load(args.start, weights_only=False)["net"])
    best = torch.optim.AdamW([{"params": list(net.parameters()), "top": args.rate}],
                             betas=(.9, .98), eps=1e-7, weight_decay=0, fused=True)
    total = int(args.tokens // args.batch)
    say("steps:", total, sizes)
    run(args, net, best, train, dev, total, max(1, total // args.looks),
        lambda batch: net(batch, args.drop_words, args.drop), net.keep_in_range,
        {"sizes": sizes, "tags": banks.tags, "rels": banks.deprels})


def main():
    args = argparse.ArgumentParser()
    args.add_argument("step", choices=("teacher", "cut", "label", "student"))
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--home", default=".")
    args.add_argument("--minilm")
    args.add_argument("--teacher")
    args.add_argument("--texts", nargs="*")
    args.add_argument("--named", type=float, default=0, help="share of the name sets to cut")
    args.add_argument("--silver")
    args.add_argument("--silver-per-gold", type=int, default=2)
    args.add_argument("--start")
    args.add_argument("--layers")
    args.add_argument("--dim", type=int)
    args.add_argument("--words", type=int)
    args.add_argument("--out")
    args.add_argument("--device", default="cpu")
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--copies", type=int, default=4)
    args.add_argument("--batch", type=int, default=2000)
    args.add_argument("--epochs", type=float, default=5)
    args.add_argument("--tokens", type=float, default=4e6)
    args.add_argument("--minutes", type=float, help="end by then, whatever --tokens says")
    args.add_argument("--begin", type=float, default=0, help="share of the schedule passed over")
    args.add_argument("--looks", type=int, default=6)
    args.add_argument("--rate", type=float, default=1e-4)
    args.add_argument("--fresh", type=float, default=8, help="steps of new layers, times --rate")
    args.add_argument("--drop", type=float, default=.1)
    args.add_argument("--drop-words", type=float, default=.1)
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    {"teacher": teach, "cut": cut, "label": label, "student": study}[args.step](args)


if __name__ == "__main__":
    main()
