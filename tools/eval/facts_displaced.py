#!/usr/bin/env python3
"""People driven from their homes: which of the numbers marked by hand are read as `displaced`.

    tools/eval/facts_displaced.py [--hearsay build/hearsay] [--data ../shared/data] [--misses]

displacement-idmc: passages with facts of displacement, evacuation, flight, shelter and return, and in
each the words of its quantity of persons or households. A quantity counts as found when a figure of ours
with `what` displaced touches its bytes; told by kind of fact. The set was marked for examples, not for
all there is, so only recall is measured.

The set measures only; nothing that is shipped comes from it. SPDX-License-Identifier: Apache-2.0
"""
import argparse
import collections
import json
import lzma
import os
import re

import reader

KINDS = ("DISPLACED", "FORCED_TO_FLEE", "EVACUATED", "HOMELESS", "SHELTERED", "RELIEF_CAMP", "REFUGEE")
NUMBER = re.compile(r"\d|\b(hundreds|thousands|millions?|dozens?|scores|one|two|three|four|five|six|seven|eight|"
                    r"nine|ten|twelve|twenty|thirty|forty|fifty|hundred|thousand)\b", re.I)


def gold(path):
    """{passage: [(kind, from, to)]} for quantities that have a number."""
    passages = collections.defaultdict(set)
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            for fact in json.loads(line)["facts"]:
                for inside in fact["inside"]:
                    if (fact["label"] in KINDS and inside["task"] == "QUANTITY" and inside.get("in")
                            and inside["label"] in ("PERSON", "HOUSEHOLD") and NUMBER.search(inside["text"])):
                        passages[fact["text"]].add((fact["label"],) + tuple(inside["in"]))
    return passages


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hearsay", default="build/hearsay")
    parser.add_argument("--data", default=os.environ.get("HEARSAY_DATA", "../shared/data"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    passages = gold(os.path.join(options.data, "displacement-idmc", "facts.jsonl.xz"))
    readings = reader.readings(options.hearsay, ({"id": "p%d" % i, "language": "en", "text": t} for i, t in enumerate(passages)))
    found, wanted = collections.Counter(), collections.Counter()
    for number, (text, quantities) in enumerate(passages.items()):
        ours = [q for q in readings["p%d" % number]["quantities"] if q["what"] == "displaced" and q["at"]]
        for kind, start, end in sorted(quantities):
            hit = any(q["at"][0] < end and start < q["at"][1] for q in ours)
            wanted[kind] += 1
            found[kind] += hit
            if options.misses and not hit:
                print("%s\t%s\t%s" % (kind, text.encode()[start:end].decode(errors="replace"), text))
    for kind in KINDS:
        if wanted[kind]:
            print("%-15s %3d of %3d" % (kind, found[kind], wanted[kind]))
    print("displacement-idmc  R %.3f of %d" % (sum(found.values()) / sum(wanted.values()), sum(wanted.values())))


if __name__ == "__main__":
    main()
