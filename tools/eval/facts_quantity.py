#!/usr/bin/env python3
"""How well casualty figures are read.

    tools/eval/facts_quantity.py [--hearsay build/hearsay] [--data ../shared/data] [--misses]

casualties-gva: for each article the largest figure of killed (and of injured) that is no part,
no cumulative or potential one and not taken back; exact match with the incident's true
number (regular expressions: killed .712, injured .560, by the set's README). "Shot" counts
dead and hurt together (scope combined), so the dead are taken off it.
conflicts-gold: the share of gold values found with the same bounds at overlapping bytes.
The sets measure only; nothing that is shipped comes from them. SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os

import reader

WARS = ("conflict-syria-fakes", "conflict-ukraine-gdelt", "conflict-ukraine-2014")


def read(hearsay, articles):
    return {doc: r["quantities"] for doc, r in reader.readings(hearsay, articles).items()}


def figures(quantities, what, scope):
    return [q["low"] for q in quantities
            if q["what"] == what and q["scope"] == scope and not q["retracted"]
            and not q.get("negated")]


def guess(quantities):
    killed = max(figures(quantities, "killed", "event"), default=0)
    injured = max(figures(quantities, "injured", "event"), default=0)
    both = figures(quantities, "injured", "combined") + figures(quantities, "killed", "combined")
    others = [q["low"] for q in quantities if q["what"] == "injured" and q["additional"] and
              q["scope"] == "combined" and not q["retracted"] and not q["negated"]]
    return killed, max([injured] + [total - killed for total in both] + others)


def shootings(hearsay, data, misses):
    folder = os.path.join(data, "casualties-gva")
    truth = {r["story"]: r for r in reader.rows(os.path.join(folder, "incidents.jsonl.xz"))}
    articles = [a for a in reader.rows(os.path.join(folder, "articles.jsonl.xz")) if a["story"] in truth]
    readings = read(hearsay, articles)
    right = [0, 0]
    for article in articles:
        gold = truth[article["story"]]
        got = guess(readings.get(article["id"], []))
        want = (gold["num_killed"], gold["num_injured"])
        for i in range(2):
            right[i] += got[i] == want[i]
        if misses and got != want:
            print(article["id"], "want", want, "got", got)
    print("casualties-gva   articles %d   killed %.3f   injured %.3f" % (
        len(articles), right[0] / len(articles), right[1] / len(articles)))


def gold_values(hearsay, data, misses):
    groups = reader.rows(os.path.join(data, "conflicts-gold", "groups.jsonl"))
    texts = {}
    for name in WARS:
        texts.update((r["id"], r) for r in reader.rows(os.path.join(data, name, "articles.jsonl.xz")))
    values = [(v, "injured" if g["quantity"].startswith("injured") else "killed")
              for g in groups for v in g["values"]]
    readings = read(hearsay, [texts[i] for i in sorted({v["doc"] for v, _ in values})])
    found = 0
    for value, what in values:
        hits = [q for q in readings.get(value["doc"], [])
                if q["what"] == what and q["low"] == value["low"] and q["high"] == value["high"]
                and q["in"] and q["in"][0] < value["in"][1] and value["in"][0] < q["in"][1]]
        found += bool(hits)
        if misses and not hits:
            print(value["doc"], what, value["low"], value["high"], value["text"])
    print("conflicts-gold   values %d   found %.3f" % (len(values), found / len(values)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    here = os.path.dirname(os.path.abspath(__file__))
    home = os.path.normpath(os.path.join(here, "..", ".."))
    parser.add_argument("--hearsay", default=os.path.join(home, "build", "hearsay"))
    parser.add_argument("--data", default=os.environ.get(
        "HEARSAY_DATA", os.path.join(home, "..", "shared", "data")))
    parser.add_argument("--misses", action="store_true", help="name what was not read")
    options = parser.parse_args()
    shootings(options.hearsay, options.data, options.misses)
    gold_values(options.hearsay, options.data, options.misses)


if __name__ == "__main__":
    main()
