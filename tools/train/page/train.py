#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make the trees that weigh the blocks of HTML pages, or the lines of plain ones.

    train.py DUMP HOME KIND PAGES [--folds 4] [--write]

DUMP is the built dump program, HOME the folder with data/, KIND "html" or "text", PAGES a folder with the pages
SET/ID.html (tools/eval/page.py --keep) or SET/ID.txt (render.py). See README.md and train.sh.

The sets are split into folds by host, so that no page is judged by trees that have seen its publisher. What is
printed is the quality on the hosts left out; --write makes the tables from all pages.
"""
import argparse
import collections
import hashlib
import json
import lzma
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import lightgbm
import numpy

import align

DATA = pathlib.Path(os.environ.get("HEARSAY_DATA") or pathlib.Path(__file__).absolute().parents[3] / "../shared/data")
SETS = ("news-html", "wcxb")
POINTS = 1000  # of one unit of log odds
TABLES = {"html": ("blocks",), "text": ("lines", "titles"), "title": ()}
TITLE_ONLY = "as_first"  # the first of the numbers that only the trees of titles are asked
EMPTY = "tree\tnode\tfeature\tlimit\tlow\thigh\n"


def gold_rows():
    for name in SETS:
        with lzma.open(DATA / name / "gold.jsonl.xz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                if row.get("text") and row.get("match", 1.0) >= 0.9:
                    yield name, row


def host_of(row):
    parts = (row.get("domain") or row["id"]).lower().removeprefix("www.").split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def fold_of(host, folds):
    return int(hashlib.sha256(host.encode()).hexdigest(), 16) % folds


class Page:
    """numbers: a row a block; share: how much of the block is in the text; weight: what an error costs."""

    def __init__(self, name, row, folds):
        self.set, self.row, self.fold = name, row, fold_of(host_of(row), folds)
        self.gold = align.words(row["text"])

    def take(self, numbers, texts):
        numbers = numpy.array(numbers, dtype=numpy.int32)
        self.kept, self.numbers = numbers[:, -1].astype(bool), numbers[:, :-2]
        self.words = [align.words(text) for text in texts]
        self.share = numpy.array(align.labels(self.words, self.gold))
        size = numpy.array([len(words) for words in self.words])
        self.weight = numpy.minimum(size / max(100, len(self.gold)), 0.3) + 0.001
        self.weight *= numpy.abs(self.share - 0.5) * 2  # half a block in the text says little


def dumped(args, kind, files, names):
    """(path, numbers, texts) of each page; `names` is filled with those of the numbers. The tables to be made are empty."""
    home = pathlib.Path(tempfile.mkdtemp())
    shutil.copytree(pathlib.Path(args.home) / "data", home / "data")
    for table in TABLES[kind]:
        (home / "data/page" / (table + ".tsv")).write_text(EMPTY)
    for at in range(0, len(files), 200):
        run = subprocess.run([args.dump, str(home), kind, *files[at:at + 200]], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        page, numbers, texts = None, [], []
        for line in run.stdout.decode("utf-8", "replace").split("\n") + ["# "]:
            if line.startswith("#features"):
                names[:] = line.split("\t")[1:]
            elif line.startswith("# "):
                if page and numbers:
                    yield page, numbers, texts
                page, numbers, texts = line[2:], [], []
            elif line:
                head, _, text = line.rpartition("\t")
                numbers.append(numpy.fromstring(head, dtype=numpy.int32, sep="\t"))
                texts.append(text)
    shutil.rmtree(home)


def read_pages(args):
    pages, files, names = [], {}, []
    for name, row in gold_rows():
        path = pathlib.Path(args.pages) / name / (row["id"] + {"html": ".html", "text": ".txt"}[args.kind])
        if path.exists():
            files[str(path)] = Page(name, row, args.folds)
    for path, numbers, texts in dumped(args, args.kind, sorted(files), names):
        files[path].take(numbers, texts)
        pages.append(files[path])
    if args.kind == "text":  # what tells titles only is no matter here
        names = names[:names.index(TITLE_ONLY)]
        for p in pages:
            p.numbers = p.numbers[:, :len(names)]
    return names, pages


def f1_of(page, keep):
    got = collections.Counter()
    for words, kept in zip(page.words, keep):
        if kept:
            got.update(words)
    gold = collections.Counter(page.gold)
    both = sum((got & gold).values())
    if not both:
        return 0.0, 0.0, 0.0
    p, r = both / sum(got.values()), both / sum(gold.values())
    return 2 * p * r / (p + r), p, r


def say(title, pages, keep_of):
    for name in SETS:
        scores = [f1_of(p, keep_of(p)) for p in pages if p.set == name]
        if scores:
            print(f"{title:26} {name:10} F1 %.4f P %.4f R %.4f ({len(scores)})" % tuple(numpy.mean(scores, axis=0)), flush=True)


def learn(pages, args, cost=1.0):
    """cost: what a line too much costs, where a line lost costs 1."""
    x = numpy.concatenate([p.numbers for p in pages])
    y = numpy.concatenate([p.share > 0.5 for p in pages]).astype(int)
    w = numpy.concatenate([p.weight for p in pages])
    w = numpy.where(y == 0, w * cost, w)
    use = w > 0
    data = lightgbm.Dataset(x[use], y[use], weight=w[use] * (use.sum() / w.sum()))
    return lightgbm.train({"objective": "binary", "learning_rate": args.rate, "num_leaves": args.leaves, "min_data_in_leaf": 60,
                           "lambda_l2": 5.0, "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1,
                           "max_bin": 63, "deterministic": True, "force_row_wise": True, "seed": 7,
                           "num_threads": args.threads, "verbose": -1}, data, num_boost_round=args.trees)


def write(model, names, path, what):
    """A model as rows of integers; their sum is what hsy_forest_points gives."""
    lines = [f"# Trees that weigh {what}; made by tools/train/page, see SOURCE.md. SPDX-License-Identifier: Apache-2.0", EMPTY.strip()]
    for number, tree in enumerate(model.dump_model()["tree_info"]):
        rows = []

        def put(node):
            at = len(rows)
            rows.append(None)
            if "leaf_value" in node:
                rows[at] = ("=", round(node["leaf_value"] * POINTS), "", "")
            else:
                low, high = put(node["left_child"]), put(node["right_child"])
                rows[at] = (names[node["split_feature"]], int(numpy.floor(node["threshold"])), low, high)
            return at
        put(tree["tree_structure"])
        lines += [f"{number}\t{i}\t" + "\t".join(map(str, row)) for i, row in enumerate(rows)]
    pathlib.Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("dump", "home", "kind", "pages"):
        parser.add_argument(name)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--trees", type=int, default=60)
    parser.add_argument("--leaves", type=int, default=12)
    parser.add_argument("--rate", type=float, default=0.12)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cost", type=float, default=1.0)
    parser.add_argument("--write", action="store_true", help="learn from all folds and write the tables")
    args = parser.parse_args()
    names, pages = read_pages(args)
    say("the rules", pages, lambda p: p.kept)
    if args.write:
        what = {"html": "the blocks of HTML pages", "text": "the lines of plain pages"}[args.kind]
        write(learn(pages, args, args.cost), names, pathlib.Path(args.home) / "data/page" / (TABLES[args.kind][0] + ".tsv"), what)
    for fold in range(args.folds):
        model = learn([p for p in pages if p.fold != fold], args, args.cost)
        for p in pages:
            if p.fold == fold:
                p.points = model.predict(p.numbers, raw_score=True)
    say("hosts left out", pages, lambda p: p.points > 0)
    for name in SETS:
        model = learn([p for p in pages if p.set != name], args, args.cost)
        others = [p for p in pages if p.set == name]
        for p in others:
            p.points = model.predict(p.numbers, raw_score=True)
        say("learnt from the other set", others, lambda p: p.points > 0)


if __name__ == "__main__":
    sys.exit(main())
