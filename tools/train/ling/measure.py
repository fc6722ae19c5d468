#!/usr/bin/env python3
"""How good is a net? On gold tokens and sentences of the development parts.

    measure.py --net net.bin  --data DATA --home HOME [--names N]
    measure.py --hearsay build/hearsay ...   names only, from plain text; trees: tools/eval/ling.py
    measure.py --student student.pt | --teacher a.pt[,b.pt] --minilm FOLDER ...

--net runs the whole-number reference (slow), the others the net as it was learnt. Trees
are punctuation counted, relations mapped as in prepare.py (LAS), cut at the colon
(LAS-u), and as the treebank has them (LAS-plain). Names: exact spans and kinds in N
articles of names-no-licence-measuring-only, which nothing is ever learnt from;
sentences are cut by a simple rule, facility counts as place, product and misc as other.

SPDX-License-Identifier: Apache-2.0
"""
import argparse
import collections
import re
import subprocess
import tempfile

import numpy as np
import torch

import batches
import corpus
import learn
import names_sets
import prepare
import reference
import words
from student import Student
from teacher import Teacher

KINDS = {"Person": "PER", "Location": "LOC", "Facility": "LOC", "Organization": "ORG",
         "NORP": "GRP", "Product": "OTH", "Misc": "OTH"}
OURS = {"person": "PER", "place": "LOC", "organization": "ORG", "group": "GRP", "other": "OTH"}
ABBREVIATION = re.compile(r"^(?:[A-Z]\.|(?:[A-Z]\.)+|"
                          r"(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|St|Sen|Rep|No)\.?)$")


class Reader:
    """forms of sentences -> [(tags, heads, relations, names)], lists of words."""

    def __init__(self, args):
        self.args, self.hints = args, words.Hints(args.home)
        self.pieces = None
        if args.net:
            self.net = reference.Net(args.net, args.home)
            self.tags, self.rels = self.net.tags, self.net.deprels
            return
        paths = [args.student] if args.student else args.teacher.split(",")
        every = [torch.load(path, weights_only=False, map_location="cpu") for path in paths]
        kept = every[0]
        if "tags" not in kept:
            from banks import Banks
            banks = Banks(args.data, args.home)
            kept.update(tags=banks.tags, rels=banks.deprels)
        self.tags, self.rels = kept["tags"], kept["rels"]
        counts = len(self.tags), len(self.rels), len(corpus.NAMES)
        if args.student:
            self.sizes = kept["sizes"]
            self.nets = [Student(self.sizes, *counts)]
        else:
            self.sizes = learn.TEACHER
            self.nets = [Teacher(self.sizes, *counts) for _ in every]
            self.pieces = corpus.Pieces(f"{args.minilm}/vocab.txt")
        for net, one in zip(self.nets, every):
            net.load_state_dict(one["net"])
            net.eval()
        self.viterbi = reference.Net.viterbi
        from export import transitions
        self.s = {f"names.{k}": v for k, v in zip(("trans", "start", "end"), transitions())}

    def read(self, sentences):
        if self.args.net:
            return [self.read_whole(forms) for forms in sentences]
        made = corpus.Corpus([corpus.Sentence(f) for f in sentences], self.hints, self.pieces)
        source = learn.Source(made, self.sizes, 2048, "cpu", self.pieces is not None)
        out = [None] * len(sentences)
        with torch.no_grad():
            for planned in batches.plan(source.width, 2048):
                batch = source.batch(planned)
                got = {k: v.numpy() for k, v in self.ask(batch).items()}
                for k, i in enumerate(planned[0]):
                    n = len(sentences[i])
                    heads = got["head"][k, :n].argmax(1)
                    scores = (got["name"][k, :n] * 1000).astype(np.int64)
                    path = reference.Net.viterbi(self, scores)
                    out[i] = ([self.tags[t] for t in got["tag"][k, :n].argmax(1)], heads,
                              [self.rels[r] for r in got["rel"][k, :n].argmax(1)],
                              [corpus.NAMES[p] for p in path])
        return out

    def ask(self, batch):
        if self.args.student:
            return self.nets[0](batch, decode=True)
        return {k: v.clamp(min=1e-9).log() for k, v in learn.opinion(self.nets, batch).items()}

    def read_whole(self, forms):
        _, tags, names, _, heads, labels = self.net.read(forms)
        return ([self.tags[t] for t in tags.argmax(1)], heads,
                [self.rels[r] for r in self.net.relations(labels, heads)],
                [corpus.NAMES[p] for p in self.net.viterbi(names)])


def trees(reader, path, genres=None):
    gold, every = list(prepare.read(path)), collections.Counter()
    marks = genre_of(path)
    for k, (rows, (tags, heads, rels, _)) in enumerate(zip(gold, reader.read(
            [[r[prepare.FORM] for r in rows] for rows in gold]))):
        for group in ("all", marks[k]):
            for i, row in enumerate(rows):
                want, head = prepare.relation(rows, i), int(row[prepare.HEAD]) == heads[i]
                every[group, "n"] += 1
                every[group, "UPOS"] += row[prepare.UPOS] == tags[i][0]
                every[group, "XPOS"] += row[prepare.XPOS] == tags[i][1]
                every[group, "UAS"] += head
                every[group, "LAS"] += head and want == rels[i]
                every[group, "LAS-u"] += head and want.split(":")[0] == rels[i].split(":")[0]
                every[group, "LAS-plain"] += head and row[prepare.DEPREL] == rels[i]
    for group in sorted({g for g, _ in every}):
        n = every[group, "n"]
        print(f"  {group:14} {n:6}", " ".join(f"{k} {100 * every[group, k] / n:.2f}" for k in
              ("UPOS", "XPOS", "UAS", "LAS", "LAS-u", "LAS-plain")), flush=True)


def genre_of(path):
    """GUM's genre of each sentence; EWT's kind of text."""
    import lzma
    out = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id"):
                name = line.split("= ")[1]
                out.append(name.split("_")[1] if name.startswith("GUM") else name.split("-")[0])
    return out


def articles(path, most):
    for k, row in enumerate(names_sets.rows_of(path)):
        if k >= most:
            return
        raw = row["text"].encode()
        sentences, now = [], []
        for i, (a, b) in enumerate(row["tokens"]):
            form = raw[a:b].decode("utf-8", "replace").strip()
            if form:
                now.append((form, a, b))
            after = raw[b:row["tokens"][i + 1][0]] if i + 1 < len(row["tokens"]) else b"\n"
            follow = raw[b + len(after):b + len(after) + 1]
            stop = form in (".", "!", "?") or (form.endswith(".") and len(form) > 1 and
                                               not ABBREVIATION.match(form))
            if now and (b"\n" in after or (stop and after and not follow.islower())):
                sentences.append(now)
                now = []
        if now:
            sentences.append(now)
        yield row, [s[i:i + 110] for s in sentences for i in range(0, len(s), 110)]


def names_of_program(program, home, every):
    """Byte ranges and kinds of each article's names, read as plain text from end to end."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{folder}/{k:05}.txt" for k in range(len(every))]
        for path, (row, _) in zip(paths, every):
            with open(path, "w", encoding="utf-8") as file:
                file.write(row["text"])
        out = subprocess.run([program, "parse", "--home", home, "--text", *paths], check=True,
                             stdout=subprocess.PIPE).stdout.decode()
    found = {path: [] for path in paths}
    for line in out.split("\n"):
        cells = line.split("\t")
        if line.startswith("# newdoc id = "):
            now = found[line[14:]]
        name = re.search(r"Name=([BI])-(\w+)", cells[9]) if len(cells) == 10 else None
        if name:
            start, end = map(int, re.search(r"Range=(\d+):(\d+)", cells[9]).groups())
            if name.group(1) == "I" and now:
                now[-1][1] = end
            else:
                now.append([start, end, OURS[name.group(2)]])
    return [{tuple(n) for n in found[path]} for path in paths]


def names_of_net(reader, every):
    read = iter(reader.read([[t[0] for t in s] for _, sentences in every for s in sentences]))
    for _, sentences in every:
        got = set()
        for sentence in sentences:
            for (_, a, b), label in zip(sentence, next(read)[3]):
                if label[0] in "BS":
                    start = a
                if label[0] in "ES":
                    got.add((start, b, label[2:]))
        yield got


def names(reader, path, most):
    right, found, gold = collections.Counter(), collections.Counter(), collections.Counter()
    every = list(articles(path, most))
    if isinstance(reader, tuple):
        found_of = names_of_program(*reader, every)
    else:
        found_of = names_of_net(reader, every)
    for (row, _), got in zip(every, found_of):
        want = {(*e["in"], KINDS[e["type"]]) for e in row["entities"] if e["type"] in KINDS}
        for counter, some in ((gold, want), (found, got), (right, want & got)):
            counter.update(kind for _, _, kind in some)
    def show(name, r, f, g):
        print(f"  {name:11} P {100 * r / max(f, 1):.1f} R {100 * r / max(g, 1):.1f} "
              f"F1 {200 * r / max(f + g, 1):.2f}  ({g})", flush=True)

    for kind in ("PER", "LOC", "ORG", "GRP", "OTH"):
        show(kind, right[kind], found[kind], gold[kind])
    three = ("PER", "LOC", "ORG")
    show("PER LOC ORG", *(sum(c[k] for k in three) for c in (right, found, gold)))


def main():
    args = argparse.ArgumentParser()
    for name in ("--net", "--student", "--teacher", "--minilm", "--hearsay"):
        args.add_argument(name)
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--home", default=".")
    args.add_argument("--only-names", action="store_true")
    args.add_argument("--names", type=int, default=875)
    args = args.parse_args()
    torch.set_num_threads(1)
    reader = (args.hearsay, args.home) if args.hearsay else Reader(args)
    for bank in () if args.hearsay or args.only_names else ("ewt", "gum"):
        print(bank, "dev")
        trees(reader, f"{args.data}/ud-{bank}/dev.conllu.xz")
    if args.names:
        print("names,", args.names, "articles")
        names(reader, f"{args.data}/names-no-licence-measuring-only/worldwide-newswire.jsonl.xz",
              args.names)


if __name__ == "__main__":
    main()
