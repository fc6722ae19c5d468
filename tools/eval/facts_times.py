#!/usr/bin/env python3
"""Times and their values against TempEval-3 (TimeBank, AQUAINT) and WikiWars.

    tools/eval/facts_times.py [--hearsay build/hearsay] [--data ../shared/data] [--misses]

A time read matches an annotated one when their bytes overlap, each at most once, in the
order of the text. Relaxed F1: overlap; strict F1: the same bytes; value F1: overlap and the
same TIMEX3 value; type F1: overlap and the same type. The article is given with its date
of publication, as the annotators had it. WikiWars are histories of wars in TIMEX2, which has no
types; an empty value there counts as wrong when we give one. --misses lists what was not read, what should not
have been, and wrong values, commonest words first.

The sets measure only; nothing that is shipped comes from them. SPDX-License-Identifier: Apache-2.0
"""
import argparse
import collections
import os

import reader

INPUT = ("id", "title", "published", "language", "text")
SETS = ("timebank", "aquaint", "wikiwars")


def load(data, name):
    """The articles of a set, their times under `timex` as {text, in, value, type}."""
    if name != "wikiwars":
        return reader.rows(os.path.join(data, "timex-tempeval3", name + ".jsonl.xz"))
    articles = reader.rows(os.path.join(data, "timex-wikiwars", "articles.jsonl.xz"))
    for article in articles:
        article["timex"] = [{"text": t["text"], "in": t["in"], "value": t.get("val", ""), "type": None}
                            for t in article["timex2"]]
    return articles


def match(gold, ours):
    """Pairs (gold, ours) that overlap: greedy from the left, the longest overlap first."""
    pairs, taken = [], set()
    for g in gold:
        best, most = None, 0
        for i, o in enumerate(ours):
            shared = min(g["in"][1], o["in"][1]) - max(g["in"][0], o["in"][0])
            if i not in taken and shared > most:
                best, most = i, shared
        if best is not None:
            taken.add(best)
            pairs.append((g, ours[best]))
    return pairs, [o for i, o in enumerate(ours) if i not in taken]


def f1(right, gold, ours):
    precision, recall = right / max(ours, 1), right / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def measure(name, articles, readings, misses):
    right = collections.Counter()
    ngold = nours = 0
    for article in articles:
        gold = [t for t in article["timex"] if t["in"][0] < t["in"][1]]
        # `at` is in the article's own text; `in` in the cleaned one.
        ours = [dict(t, **{"in": t["at"]}) for t in readings[str(article["id"])]["times"]
                if t["in"]]
        pairs, extra = match(gold, ours)
        ngold, nours = ngold + len(gold), nours + len(ours)
        for g, o in pairs:
            right["relaxed"] += 1
            right["strict"] += g["in"] == o["in"]
            right["type"] += g["type"] in (None, o["type"])
            right["value"] += g["value"] == o["value"]
            if g["value"] != o["value"]:
                misses["value"][(g["text"].lower(), g["value"], o["text"].lower(), o["value"],
                                 article["published"])] += 1
        found = {id(g) for g, _ in pairs}
        for g in gold:
            if id(g) not in found:
                misses["missed"][(g["text"].lower(), g["value"])] += 1
        for o in extra:
            misses["extra"][(o["text"].lower(), o["value"])] += 1
    for kind in ("relaxed", "strict", "type", "value"):
        print("%-9s %-8s P %.3f R %.3f F1 %.3f" % ((name, kind) + f1(right[kind], ngold, nours)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hearsay", default="build/hearsay")
    parser.add_argument("--data", default=os.environ.get("HEARSAY_DATA", "../shared/data"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    misses = collections.defaultdict(collections.Counter)
    for name in SETS:
        articles = load(options.data, name)
        measure(name, articles, reader.readings(options.hearsay, articles, kept=INPUT), misses)
    for kind in misses if options.misses else ():
        for words, count in misses[kind].most_common(100):
            print("%s\t%d\t%s" % (kind, count, "\t".join(words).replace("\n", " ")))


if __name__ == "__main__":
    main()
