#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well articles are grouped into stories, on four labelled sets with one setting.

    python3 tools/eval/stories.py [--hearsay build/hearsay] [--stream] [SET...]

Runs `hearsay stories` over the articles of a set and compares its stories with the gold
ones: BCubed precision, recall, F1, and F1 over pairs of articles. With --stream the
articles are given in order of time and the decisions made at arrival are judged.
"""
import argparse
import collections
import os
import pathlib

import reader

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("HEARSAY_DATA", ROOT / "../shared/data"))
SETS = {
    "casualties-gva": ("casualties-gva/articles.jsonl.xz", 0.876, 0.35),
    "stories-neus": ("stories-neus/articles.jsonl.xz", 0.879, 0.525),
    "stories-basil": ("stories-basil/articles.jsonl.xz", 0.957, None),
    "stories-uci": ("stories-uci/headlines.jsonl.xz", 0.762, None),
}


def found_stories(hearsay, rows, stream):
    """doc -> story, as the program sees it."""
    key = "story_at_arrival" if stream else "story"
    printed = reader.ask(hearsay, "stories", rows, *(["--stream"] if stream else []))
    return {row["doc"]: row[key] for row in printed if row["kind"] == "membership"}


def harmonic(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def score(gold, found):
    """Precision, recall, F1 after BCubed, and F1 over pairs. What was not read is alone."""
    docs = list(gold)
    found = {d: found.get(d, ("alone", d)) for d in docs}
    size_gold = collections.Counter(gold.values())
    size_found = collections.Counter(found.values())
    both = collections.Counter((gold[d], found[d]) for d in docs)
    p = sum(both[gold[d], found[d]] / size_found[found[d]] for d in docs) / len(docs)
    r = sum(both[gold[d], found[d]] / size_gold[gold[d]] for d in docs) / len(docs)

    def pairs(counter):
        return sum(n * (n - 1) / 2 for n in counter.values())
    pair_p = pairs(both) / pairs(size_found) if pairs(size_found) else 0.0
    pair_r = pairs(both) / pairs(size_gold) if pairs(size_gold) else 0.0
    return p, r, harmonic(p, r), harmonic(pair_p, pair_r)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hearsay", default=str(ROOT / "build/hearsay"))
    parser.add_argument("--stream", action="store_true")
    parser.add_argument("sets", nargs="*", default=list(SETS))
    args = parser.parse_args()
    print(f"{'set':16} {'articles':>8} {'gold':>6} {'found':>6} {'P':>6} {'R':>6} {'BCubed':>7} "
          f"{'pairs':>6}   best peer")
    for name in args.sets or SETS:
        rows = reader.rows(DATA / SETS[name][0])
        if args.stream:
            rows.sort(key=lambda row: (row.get("published") or "9", row["id"]))
        found = found_stories(args.hearsay, rows, args.stream)
        gold = {row["id"]: row["story"] for row in rows}
        p, r, f1, pair_f1 = score(gold, found)
        peer = " / ".join(f"{x:.3f}" for x in SETS[name][1:] if x)
        print(f"{name:16} {len(rows):8} {len(set(gold.values())):6} "
              f"{len(set(found.values())):6} {p:6.3f} {r:6.3f} {f1:7.3f} {pair_f1:6.3f}   {peer}")


if __name__ == "__main__":
    main()
