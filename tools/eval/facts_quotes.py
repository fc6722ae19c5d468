#!/usr/bin/env python3
"""Quotations against PolNeAR dev: who says what.

    python3 tools/eval/facts_quotes.py [--hearsay build/hearsay] [--readings FILE] [--set dev]

For direct quotes: an attribution of the gold standard is the bytes of all its content spans; ours is
a quote with those that continue it. Two match when shared bytes / joint bytes >= 0.8. Precision,
recall, F1; of the matched, the share whose speaker's words overlap the gold source (at token level,
any overlap; an empty gold source is left out). For all kinds: recall of gold content at the same
overlap, taken one span at a time, since annotators mark many more kinds of attitude than are said.

Reads HEARSAY_DATA/quotes-polnear. Nothing of the set is written. SPDX-License-Identifier: Apache-2.0
"""
import argparse
import json
import os

import reader

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.environ.get("HEARSAY_DATA", os.path.join(ROOT, "..", "shared", "data"))
KEPT = ("id", "published", "language", "text")  # the titles have no labels
MARKS = "\"“”„‟«»'‘’ \n\t,.".encode()


def trim(text, start, end):
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip(MARKS))
    right = len(raw) - len(raw.rstrip(MARKS))
    return (start + left, max(start + left, end - right))


def overlap(a, b):
    sa, sb = set(), set()
    for x, y in a:
        sa.update(range(x, y))
    for x, y in b:
        sb.update(range(x, y))
    return len(sa & sb) / max(1, len(sa | sb))


def ours_direct(text, quotes):
    """Quotes with those that continue them: [(spans, speaker spans)]."""
    groups, of = [], {}
    for index, quote in enumerate(quotes):
        if quote["kind"] != "direct" or not quote.get("in"):
            continue
        span = trim(text, *quote["in"])
        speaker = quote.get("speaker_text")
        before = quote.get("continues")
        before = int(str(before).lstrip("q")) if before not in (None, "") else None
        if before in of:
            of[index] = of[before]
            groups[of[index]][0].append(span)
        else:
            of[index] = len(groups)
            groups.append(([span], [speaker["in"]] if speaker and speaker.get("in") else []))
    return groups


def touch(a, b):
    return any(x < v and u < y for x, y in a for u, v in b)


def match(gold, ours):
    used, pairs = set(), []
    for g, (gspans, gsource) in enumerate(gold):
        best = max(((overlap(gspans, ospans), o) for o, (ospans, _) in enumerate(ours)
                    if o not in used and touch(gspans, ospans)), default=(0, None))
        if best[0] >= 0.8:
            used.add(best[1])
            pairs.append((g, best[1]))
    return pairs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hearsay", default=os.path.join(ROOT, "build", "hearsay"))
    parser.add_argument("--readings", help="NDJSON of readings made before")
    parser.add_argument("--set", default="dev")
    parser.add_argument("--show", type=int, default=0, help="print so many errors")
    args = parser.parse_args()
    rows = reader.rows(os.path.join(DATA, "quotes-polnear", args.set + ".jsonl.xz"))
    if args.readings:
        with open(args.readings, encoding="utf-8") as file:
            read = {r["doc"]: r for r in map(json.loads, file)}
    else:
        read = reader.readings(args.hearsay, rows, kept=KEPT)
    ngold = nours = hits = speakers = with_source = 0
    all_gold = all_hits = all_speaker = 0
    ind_ours = ind_good = 0
    shown = 0
    for row in rows:
        text = row["text"].encode()
        quotes = read.get(row["id"], {}).get("quotes", [])
        gold = [([trim(text, *s["in"]) for s in a["content"]],
                 [s["in"] for s in a.get("source", [])])
                for a in row["attributions"] if a["kind"] == "direct" and a.get("content")]
        ours = ours_direct(text, quotes)
        pairs = match(gold, ours)
        ngold, nours, hits = ngold + len(gold), nours + len(ours), hits + len(pairs)
        for g, o in pairs:
            if gold[g][1]:
                with_source += 1
                good = touch(gold[g][1], ours[o][1])
                speakers += good
                if not good and shown < args.show:
                    shown += 1
                    print("SPEAKER", [text[a:b].decode() for a, b in gold[g][1]], "OURS",
                          [text[a:b].decode() for a, b in ours[o][1]],
                          text[gold[g][0][0][0]:gold[g][0][-1][1]].decode()[:100])
        if shown < args.show:
            for g in set(range(len(gold))) - {p[0] for p in pairs}:
                shown += 1
                print("MISSED", [text[a:b].decode()[:160] for a, b in gold[g][0]])
            for o in set(range(len(ours))) - {p[1] for p in pairs}:
                print("EXTRA", [text[a:b].decode()[:160] for a, b in ours[o][0]])
        spans = [trim(text, *q["in"]) for q in quotes if q.get("in")]
        for a in row["attributions"]:
            for s in a.get("content", []):
                all_gold += 1
                span = trim(text, *s["in"])
                near = [q for q, o in zip(quotes, spans)
                        if touch([span], [o]) and overlap([span], [o]) >= 0.8]
                all_hits += bool(near)
                all_speaker += any(q.get("speaker_text") and
                                   touch([q["speaker_text"]["in"]],
                                         [t["in"] for t in a.get("source", [])]) for q in near)
        contents = [(trim(text, *s["in"]), a) for a in row["attributions"]
                    for s in a.get("content", [])]
        for quote, span in zip(quotes, spans):
            if quote["kind"] == "indirect":
                found = [a for c, a in contents
                         if touch([c], [span]) and overlap([c], [span]) >= 0.8]
                ind_ours += 1
                ind_good += bool(found)
                if not found and shown < args.show:
                    print("INDIRECT", text[span[0]:span[1]].decode()[:200])
    precision, recall = hits / max(1, nours), hits / max(1, ngold)
    print(f"direct   gold {ngold}  ours {nours}  P {precision:.3f}  R {recall:.3f}  "
          f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}  "
          f"speaker {speakers / max(1, with_source):.3f} of {with_source}")
    print(f"indirect ours {ind_ours}  P {ind_good / max(1, ind_ours):.3f}")
    print(f"all      gold spans {all_gold}  R {all_hits / max(1, all_gold):.3f}  "
          f"speaker of found {all_speaker / max(1, all_hits):.3f}")


if __name__ == "__main__":
    main()
