#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well figures are reconciled: true tolls of shootings, and gold groups of accounts.

    python3 tools/eval/claims.py [--hearsay build/hearsay] [--limit 400] [--miss] [SET...]

casualties-gva   the articles of each gold story are given to `hearsay claims` together (a
                 run a hundred stories, so that look-alikes are there too); of the heaviest
                 claim killed and injured: is `best` the true number, is the truth between
                 `low` and `high`. The truth may or may not count the gunman: both are
                 right. A true 0 is right where no claim is made. "differ": the incidents
                 whose reports differ, of which two articles give another first number to a
                 plain pattern ("five people were killed", "killing five").
conflicts-gold   of each group: values found (an account with these bounds in the article),
                 verdict, low and high.
"""
import argparse
import collections
import json
import os
import pathlib
import re

import reader

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("HEARSAY_DATA", ROOT / "../shared/data"))
STORIES_A_RUN = 100


def claims_of(hearsay, rows):
    return [row for row in reader.ask(hearsay, "claims", rows) if row["kind"] == "claim"]


def number(best):
    return best[0] if isinstance(best, list) else best


# -- true tolls ------------------------------------------------------------------------

def truths(incident, what):
    """The true number, with and without the gunman."""
    status = {"killed": "Killed", "injured": "Injured"}[what]
    all_ = incident["num_" + what]
    suspects = sum(1 for p in incident.get("participants", [])
                   if "suspect" in (p.get("type") or "").lower() and status in (p.get("status") or ""))
    return {all_, max(all_ - suspects, 0)}


WORDS = {word: n for n, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())}
NUMBER = r"\b(\d{1,3}|" + "|".join(WORDS) + r")\b"
WHO = r"(?: (?:other |more )?(?:people|persons|men|women|teens|teenagers|others|victims))?"
PATTERNS = {what: [re.compile(p, re.I) for p in (
    NUMBER + WHO + r"(?: (?:were|was|are|is))?(?: \w+)? (?:" + past + r")\b",
    r"\b(?:" + doing + r")(?: at least)? " + NUMBER)]
    for what, past, doing in (("killed", "killed|dead|died", "killed|kills|killing|kill"),
                              ("injured", "injured|wounded|hurt|hospitalized",
                               "injured|injures|injuring|wounded|wounding"))}


def first_number(row, what):
    """What a plain pattern reads first in an article; None where it finds nothing."""
    text = f"{row.get('title') or ''}. {row['text']}"
    found = [m for p in PATTERNS[what] for m in [p.search(text)] if m]
    if not found:
        return None
    word = min(found, key=lambda m: m.start()).group(1).lower()
    return int(word) if word.isdigit() else WORDS[word]


def reports_differ(rows, what):
    return len({first_number(row, what) for row in rows} - {None}) > 1


def main_claim(claims, docs, what):
    """The claim of this kind, of a whole toll, with most articles of the gold story."""
    best, most = None, 0
    for claim in claims:
        if claim["what"] != what or claim.get("scope", "event") != "event":
            continue
        n = len({a["doc"] for a in claim["accounts"]} & docs)
        if n > most:
            best, most = claim, n
    return best


def judge_tolls(program, limit, miss):
    incidents = {row["story"]: row for row in reader.rows(DATA / "casualties-gva/incidents.jsonl.xz")}
    stories = collections.defaultdict(list)
    for row in reader.rows(DATA / "casualties-gva/articles.jsonl.xz"):
        if row["story"] in incidents:
            stories[row["story"]].append(row)
    names = sorted(stories, key=lambda s: (-min(len(stories[s]), 2), s))[:limit]
    tally = collections.Counter()
    for at in range(0, len(names), STORIES_A_RUN):
        part = names[at:at + STORIES_A_RUN]
        claims = claims_of(program, [row for s in part for row in stories[s]])
        by_doc = collections.defaultdict(list)
        order = {claim["id"]: n for n, claim in enumerate(claims)}
        for claim in claims:
            for doc in {a["doc"] for a in claim["accounts"]}:
                by_doc[doc].append(claim)
        for s in part:
            docs = {row["id"] for row in stories[s]}
            near = {order[c["id"]]: c for d in docs for c in by_doc[d]}
            near = [near[n] for n in sorted(near)]  # the heaviest first, as they came
            for what in ("killed", "injured"):
                true = truths(incidents[s], what)
                claim = main_claim(near, docs, what)
                differ = reports_differ(stories[s], what)
                right = 0 in true if claim is None else number(claim["best"]) in true
                tally[what, "n"] += 1
                tally[what, "differ"] += differ
                tally[what, "differ right"] += differ and right
                tally[what, "best"] += right
                if claim is None:
                    tally[what, "none"] += 1
                    tally[what, "within"] += 0 in true
                    if miss and 0 not in true:
                        print("none ", what, s, true, [r["title"] for r in stories[s]][:2])
                    continue
                tally[what, claim["verdict"]] += 1
                best, low, high = number(claim["best"]), claim["low"], claim["high"]
                inside = any(low is not None and low <= t and (high is None or t <= high)
                             for t in true)
                tally[what, "within"] += inside
                if miss and best not in true:
                    print("wrong", what, s, true, best, (low, high), claim["verdict"],
                          [a["text"] for a in claim["accounts"]][:4])
    for what in ("killed", "injured"):
        n = tally[what, "n"]
        verdicts = " ".join(f"{v}:{tally[what, v]}" for v in
                            ("single", "agree", "compatible", "update", "conflict", "none"))
        print(f"casualties-gva {what:8} stories {n}  best right {tally[what, 'best'] / n:.3f}  "
              f"truth within {tally[what, 'within'] / n:.3f}  {verdicts}")
        print(f"  of those whose reports differ: {tally[what, 'differ']}  best right "
              f"{tally[what, 'differ right'] / max(tally[what, 'differ'], 1):.3f}")


# -- gold groups -------------------------------------------------------------------------

def group_claim(claims, group):
    """The claim that holds most of the group's values."""
    what = group["quantity"].split()[0]
    gold = {(v["doc"], v["low"], v["high"]) for v in group["values"]}
    best, most = None, -1
    for claim in claims:
        if claim["what"] != what:
            continue
        got = {(a["doc"], a["low"], a["high"]) for a in claim["accounts"]}
        n = 10 * len(gold & got) + len({d for d, _, _ in gold} & {d for d, _, _ in got})
        if n > most:
            best, most = claim, n
    return best


def largest(values):
    """The largest figure given; None where it is given as "at least" only."""
    closed = max([v["high"] for v in values if v["high"] is not None], default=-1)
    opened = max([v["low"] for v in values if v["high"] is None], default=-1)
    return None if opened > closed else closed


def judge_groups(program, miss):
    articles = {}
    for folder in ("conflict-syria-fakes", "conflict-ukraine-gdelt", "conflict-ukraine-2014"):
        for row in reader.rows(DATA / folder / "articles.jsonl.xz"):
            articles[folder, row["id"]] = row
    with open(DATA / "conflicts-gold/groups.jsonl", encoding="utf-8") as lines:
        groups = [json.loads(line) for line in lines]
    tally = collections.Counter()
    for group in groups:
        rows = [articles[d["folder"], d["id"]] for d in group["docs"]]
        claims = claims_of(program, rows)
        claim = group_claim(claims, group)
        got = collections.Counter((a["doc"], a["low"], a["high"])
                                  for a in (claim or {"accounts": []})["accounts"])
        found = sum(got[v["doc"], v["low"], v["high"]] > 0 for v in group["values"])
        live = [v for v in group["values"] if v["note"] != "superseded value"]
        low = min(v["low"] for v in live)
        high = largest(live)
        tally["values"] += len(group["values"])
        tally["found"] += found
        tally["groups"] += 1
        if claim:
            tally["verdict"] += claim["verdict"] == group["verdict"]
            tally["low"] += claim["low"] == low
            tally["high"] += claim["high"] == high
        verdict = claim["verdict"] if claim else "-"
        print(f"  {group['group']:4} {group['quantity'][:18]:18} values {found}/{len(group['values'])}  "
              f"gold {group['verdict']:10} got {verdict:10} low {low}/{claim and claim['low']} "
              f"high {high}/{claim and claim['high']} best {claim and claim['best']}")
        if miss and claim:
            print("      ", claim["why"])
            for a in claim["accounts"]:
                print("       ", a["doc"], a["low"], a["high"], repr(a["text"][:60]), a["origin"])
    print(f"conflicts-gold  values {tally['found']}/{tally['values']}  verdict "
          f"{tally['verdict']}/{tally['groups']}  low {tally['low']}/{tally['groups']}  "
          f"high {tally['high']}/{tally['groups']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hearsay", default=str(ROOT / "build/hearsay"))
    parser.add_argument("--limit", type=int, default=400, help="stories of casualties-gva")
    parser.add_argument("--miss", action="store_true", help="show what is wrong")
    parser.add_argument("sets", nargs="*", default=["casualties-gva", "conflicts-gold"])
    args = parser.parse_args()
    if "conflicts-gold" in args.sets:
        judge_groups(args.hearsay, args.miss)
    if "casualties-gva" in args.sets:
        judge_tolls(args.hearsay, args.limit, args.miss)


if __name__ == "__main__":
    main()
