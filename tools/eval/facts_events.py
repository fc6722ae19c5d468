#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well events are read: their PLOVER types, source and target, and whether they happened.

    python3 tools/eval/facts_events.py [--hearsay build/hearsay] [--miss N]

events-plv   sentences with one relation each. `type`: is the gold type among those read in
             the sentence; every other type read counts as wrong, although a sentence
             tells of more than its one annotated relation. `relation`: an event of the gold
             type whose source and target overlap the gold spans (a joint act: both among
             its parties); every other event with a source and a target counts as wrong.
             CONCEDE and RETREAT are one type there. Peer on this part: TABARI, type F1
             .365 (source, target and type .289).
factuality   events (verbs and nouns) whose trigger holds a gold event of uw.dev and
             meantime.dev: actual -> 3, negative -> -3, possible -> 1, planned, requested,
             threatened, conditional -> 0, denied -> -1; mean absolute error, beside that of
             always saying 3.

Measuring only: neither set may feed a table or a weight.
"""
import argparse
import collections
import os
import pathlib

import reader

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("HEARSAY_DATA", ROOT / "../shared/data"))
ONE = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
SAYS = {"actual": 3, "possible": 1, "planned": 0, "requested": 0, "threatened": 0,
        "conditional": 0, "denied": -1}


def readings_of(hearsay, texts):
    """One reading a text, in the order given; an empty one where nothing was read."""
    found = reader.readings(hearsay, ({"id": f"s{i}", "text": text} for i, text in enumerate(texts)))
    return [found.get(f"s{i}", {"events": [], "entities": []}) for i in range(len(texts))]


def touches(spans, gold):
    return any(a < gold[1] and gold[0] < b for a, b in spans)


def spans_of(reading, ids):
    by_id = {e["id"]: e for e in reading["entities"]}
    return [m["in"] for i in ids for m in by_id[i]["mentions"] if m["in"]]


def f1(right, guessed, gold):
    p, r = right / max(1, guessed), right / max(1, gold)
    return p, r, 2 * p * r / max(1e-9, p + r)


def relation_right(reading, row):
    source, target = row["source"]["in"], row["target"]["in"]
    for event in reading["events"]:
        if ONE.get(event["type"], event["type"]) != row["type"]:
            continue
        sources, targets = spans_of(reading, event["source"]), spans_of(reading, event["target"])
        joint = len(event["source"]) > 1 and touches(sources, target)
        if touches(sources, source) and (touches(targets, target) or joint):
            return True
    return False


def measure_plv(program, misses):
    rows = reader.rows(DATA / "events-plv/relations.jsonl.xz")
    readings = readings_of(program, [r["text"] for r in rows])
    right = guessed = pairs = pairs_right = gold_pairs = 0
    per = collections.defaultdict(lambda: [0, 0, 0])
    for row, reading in zip(rows, readings):
        types = {ONE.get(e["type"], e["type"]) for e in reading["events"]
                 if e["modality"] != "denied"}
        right += row["type"] in types
        guessed += len(types)
        per[row["type"]][0 if row["type"] in types else 1] += 1
        for other in types - {row["type"]}:
            per[other][2] += 1
        if row["type"] not in types and misses > 0:
            misses -= 1
            print(f"  miss {row['type']} {sorted(types)}: {row['text'][:160]}")
        pairs += sum(1 for e in reading["events"] if e["source"] and
                     (e["target"] or len(e["source"]) > 1))
        if row.get("source") and row.get("target"):
            gold_pairs += 1
            pairs_right += relation_right(reading, row)
    print("events-plv  type      P %.3f R %.3f F1 %.3f" % f1(right, guessed, len(rows)))
    print("            relation  P %.3f R %.3f F1 %.3f" % f1(pairs_right, pairs, gold_pairs))
    for name, (hit, miss, extra) in sorted(per.items()):
        print(f"            {name:10} found {hit:4} missed {miss:4} besides {extra:4}")


def measure_factuality(program, name):
    rows = reader.rows(DATA / name)
    readings = readings_of(program, [r["text"] for r in rows])
    errors, always = [], []
    for row, reading in zip(rows, readings):
        for gold in row["events"]:
            for event in reading["events"]:
                if event["trigger"]["in"] and touches([event["trigger"]["in"]], gold["in"]):
                    says = SAYS[event["modality"]]
                    if event["polarity"] == "negative":
                        says = -says
                    errors.append(abs(says - gold["factuality"]))
                    always.append(abs(3 - gold["factuality"]))
                    break
    if errors:
        print("%-28s %4d events read  MAE %.2f  always 3: %.2f" %
              (name, len(errors), sum(errors) / len(errors), sum(always) / len(always)))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hearsay", default=str(ROOT / "build/hearsay"))
    parser.add_argument("--miss", type=int, default=0, help="print so many missed sentences")
    args = parser.parse_args()
    measure_plv(args.hearsay, args.miss)
    for name in ("factuality/uw.dev.jsonl.xz", "factuality/meantime.dev.jsonl"):
        measure_factuality(args.hearsay, name)


if __name__ == "__main__":
    main()
