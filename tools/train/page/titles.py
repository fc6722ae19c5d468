#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make the trees that choose the title of a plain page among its lines.

    titles.py DUMP HOME HTML TEXT [--folds 4] [--write]

HTML and TEXT are folders with SET/ID.html (tools/eval/page.py --unpack) and SET/ID.txt (render.py). A line is the title
when it has the words of the known title, or of the title that the program reads from the page with its tags: what a
publisher tells a network is often worded otherwise than what a reader sees. The trees put the lines of a page in order
(LambdaRank, a page a query); lines that cannot be a title are left out, and of the others some sixty a page are seen.

What is printed is the share of pages whose best line is right, for pages of hosts that the trees have not seen: with the
known title; with either; and on how many the known title, or either, is a line at all.
"""
import argparse
import collections
import json
import lzma
import pathlib
import re
import sys

import lightgbm
import numpy

import align
import train

SETS = ("news-html", "wcxb", "web-pages")
TOP = 400  # lines from the top
SEEN = 60  # lines a page


class Page:
    def __init__(self, name, row, numbers, texts, known, read, folds):
        self.set, self.known = name, bool(known) and (name != "news-html" or row["id"].startswith("fundus"))
        host = row.get("domain") or re.sub(r"^https?://([^/:]+).*", r"\1", row.get("url") or "") or row["id"]
        self.fold = train.fold_of(train.host_of({"domain": host, "id": row["id"]}), folds)
        self.numbers = numpy.array(numbers[:TOP], dtype=numpy.int32)[:, :-2]
        self.is_known, self.is_read = (self.having(title, texts[:TOP]) for title in (known, read))
        self.can = (self.numbers[:, 0] <= 40) & (self.numbers[:, 1] >= 4)  # words, letters
        self.right = self.is_known | self.is_read
        chance = numpy.random.default_rng(5).random(len(self.numbers))
        self.use = self.can & (self.right | (chance < SEEN / max(SEEN, self.can.sum())))

    @staticmethod
    def having(title, texts):
        want, size = align.words(title or ""), len(title or "")
        return numpy.array([bool(want) and size * 0.7 - 4 <= len(text) <= size * 1.4 + 8 and align.words(text) == want
                            for text in texts])


def read_pages(args):
    pages, names = [], []
    for name in SETS:
        with lzma.open(train.DATA / name / "gold.jsonl.xz", "rt", encoding="utf-8") as file:
            rows = {row["id"]: row for row in map(json.loads, file)}
        files = sorted(str(path) for path in (pathlib.Path(args.text) / name).glob("*.txt"))
        tagged = [str(pathlib.Path(args.html) / name / (pathlib.Path(path).stem + ".html")) for path in files]
        read = {pathlib.Path(path).stem: texts[0] for path, _, texts in train.dumped(args, "title", tagged, [])}
        for path, numbers, texts in train.dumped(args, "text", files, names):
            row = rows[pathlib.Path(path).stem]
            pages.append(Page(name, row, numbers, texts, row.get("title"), read.get(row["id"]), args.folds))
    return names, pages


def learn(pages, args):
    pages = [p for p in pages if p.right.any()]
    data = lightgbm.Dataset(numpy.concatenate([p.numbers[p.use] for p in pages]),
                            numpy.concatenate([p.right[p.use] for p in pages]).astype(int), group=[p.use.sum() for p in pages])
    return lightgbm.train({"objective": "lambdarank", "lambdarank_truncation_level": 3, "label_gain": [0, 1],
                           "learning_rate": args.rate, "num_leaves": args.leaves, "min_data_in_leaf": 30,
                           "min_sum_hessian_in_leaf": 0.5, "lambda_l2": 5.0, "feature_fraction": 0.5, "max_bin": 63,
                           "deterministic": True, "force_row_wise": True, "seed": 7, "num_threads": args.threads,
                           "verbose": -1}, data, num_boost_round=args.trees)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("dump", "home", "html", "text"):
        parser.add_argument(name)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--trees", type=int, default=60)
    parser.add_argument("--leaves", type=int, default=12)
    parser.add_argument("--rate", type=float, default=0.12)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="learn from all folds and write the table")
    args = parser.parse_args()
    names, pages = read_pages(args)
    if args.write:
        train.write(learn(pages, args), names, pathlib.Path(args.home) / "data/page/titles.tsv", "the lines of plain pages as titles")
    hits = collections.defaultdict(list)
    for fold in range(args.folds):
        model = learn([p for p in pages if p.fold != fold], args)
        for p in pages:
            if p.fold == fold and p.known:
                best = numpy.where(p.can, model.predict(p.numbers, raw_score=True), -numpy.inf).argmax()
                hits[p.set].append((p.is_known[best], p.right[best], p.is_known.any(), p.right.any()))
    for name, found in hits.items():
        print(f"title, hosts left out      {name:10} right %.4f, or as read with tags %.4f; stands in the page %.4f, "
              f"either %.4f ({len(found)})" % tuple(numpy.mean(found, axis=0)))


if __name__ == "__main__":
    sys.exit(main())
