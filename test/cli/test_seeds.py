#!/usr/bin/env python3
"""What must hold on the seed pages ($HEARSAY_DATA/seeds), told by numbers alone.

The pages are not part of the repository; where they are absent the test is
skipped (exit 77).
"""
import glob
import json
import os
import subprocess
import sys

PROGRAM = sys.argv[1]
SEEDS = sorted(glob.glob(os.path.join(os.environ.get("HEARSAY_DATA", "../shared/data"), "seeds", "0*.txt")))
failures = []

# Where in the pages (bytes) the words stand that are looked at.
PUTIN, TYRANT, VLAD, LEADER, TYRANT2 = 98, 248, 588, 599, 2245
LONDON, PARIS, IMPOSE = 1353, 1364, 2465
MASSACRE = 210


def run(command):
    done = subprocess.run([PROGRAM, command, *SEEDS], capture_output=True, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def expect(what, holds):
    print(("ok    " if holds else "WRONG ") + what)
    if not holds:
        failures.append(what)


def main():
    if len(SEEDS) != 3:
        print("seed pages are absent: skipped")
        return 77
    articles, readings, claims = run("extract"), run("read"), run("claims")
    ids = [a["id"] for a in articles]
    stories = [s for s in run("stories") if s["kind"] == "story"]

    expect("no absolute date is invented", all(a["published"]["value"] is None for a in articles))
    years = [t["value"] for r in readings for t in r["times"] if t["value"][:2] in ("19", "20")]
    expect("weekdays stay weekdays, no year is read", not years)
    expect("the first page has no title, the others have", [a["title"]["text"] is None for a in articles] == [True, False, False])
    # The second page is menus before byte 998 and after byte 6544: nothing may be read there.
    facts = [f for r in readings if r["doc"] == ids[1] for kind in ("times", "places", "quantities", "quotes") for f in r[kind]]
    expect("menus and related posts give no fact", all(998 <= f["at"][0] and f["at"][1] <= 6600 for f in facts))
    mentions = [m for r in readings if r["doc"] == ids[1] for e in r["entities"] for m in e["mentions"]]
    expect("menus and related posts give no entity", all(998 <= m["at"][0] and m["at"][1] <= 6600 for m in mentions))

    expect("two stories", len(stories) == 2)
    expect("the attack's pages are one story", sorted(map(sorted, (s["docs"] for s in stories))) == sorted([sorted(ids[:2]), [ids[2]]]))

    def figures(what, scope="event"):
        return [c for c in claims if c["what"] == what and c["scope"] == scope and len({a["doc"] for a in c["accounts"]}) == 2]

    killed, injured = figures("killed"), figures("injured")
    expect("the dead are a conflict of five and three", len(killed) == 1 and killed[0]["verdict"] == "conflict"
           and killed[0]["low"] == 3 and killed[0]["best"] == 5 and killed[0]["high"] == 5
           and len(killed[0]["accounts"]) == 3)
    expect("the attributed figure is attributed", bool(killed) and all(bool(a["attributed_to"]) == (a["low"] == 5) for a in killed[0]["accounts"]))
    expect("the injured are compatible", len(injured) == 1 and injured[0]["verdict"] == "compatible"
           and injured[0]["low"] == 24 and injured[0]["high"] == 99)
    expect("the six elsewhere are a figure of their own",
           all(a["low"] != 6 for c in injured for a in c["accounts"]) and any(q["low"] == 6 and q["what"] == "injured" for r in readings for q in r["quantities"]))
    quantities = [q for r in readings for q in r["quantities"]]
    expect("thousands over the war are cumulative", any(q["what"] == "killed" and q["low"] == 2000 and q["scope"] == "cumulative" for q in quantities))
    harm = [q for q in quantities if q["what"] in ("killed", "injured", "missing", "detained", "captured", "displaced")]
    expect("age, tariff, ceasefire and massacre are no casualties",
           all(q["low"] in (1, 3, 5, 6, 24, 32, 2000) for q in harm) and not any(q["low"] == 30 or q["low"] == 50 or q["low"] == 88 for q in harm))

    first = readings[0]
    # Bytes of the first page at which one man is named: nickname, three epithets, name.
    named = {m["at"][0]: e["name"] for e in first["entities"] for m in e["mentions"]}
    one = [named.get(at) for at in (VLAD, TYRANT, LEADER, TYRANT2, PUTIN)]
    expect("nickname, epithets and name are one man", all(one) and len(set(one)) == 1)
    expect("capitals that send army chiefs are governments", not any(p["at"][0] in (LONDON, PARIS) for p in first["places"]))
    speakers = [q["speaker"] for q in first["quotes"] if q["kind"] == "direct"]
    running = [q for q in first["quotes"] if q["continues"]]
    expect("a quotation over two paragraphs is one speaker's", bool(running) and bool(speakers)
           and all(next(p["speaker"] for p in first["quotes"] if p["id"] == q["continues"]) == q["speaker"] for q in running))
    names = {e["id"]: e["name"].split()[-1] for e in first["entities"]}
    expect("nobody speaks of himself by name", not any(
        q["speaker"] and q["kind"] == "direct" and names[q["speaker"]] in q["text"] for q in first["quotes"]))
    actual = [(r["doc"], e["trigger"]["at"]) for r in readings for e in r["events"] if e["modality"] == "actual" and e["polarity"] == "positive"]
    expect("a massacre that is only potential did not happen", not any(doc == ids[2] and at[0] <= MASSACRE < at[1] for doc, at in actual))
    expect("a tariff that is threatened is not imposed", not any(doc == ids[0] and at[0] <= IMPOSE < at[1] for doc, at in actual))
    print(f"{len(failures)} wrong" if failures else "all hold")
    return 1 if failures else 0


sys.exit(main())
