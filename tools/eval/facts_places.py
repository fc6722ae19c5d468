#!/usr/bin/env python3
"""Places against LGL, GeoVirus, GeoWebNews: found, and on the right spot of the globe.

    tools/eval/facts_places.py [--hearsay build/hearsay] [--data ../shared/data] [--misses]
                               [--sets lgl,geovirus] [--parts 3]

Two figures a set. `places` are what a reading lists: names that say where. `all names` are
those and what `hearsay explain` lists beside them with the same points: names of places that
do not say where ("Moscow said", "the U.S. envoy", "Leeds University"), and for LGL and
GeoWebNews, whose annotators mark them, adjectives of countries ("Syrian"; GeoVirus does not).
The annotators of all three sets mark all names, whatever they stand for, and the peers' figures
count them so; so `all names` is the one to compare with theirs. `literal` counts `places`
against what GeoWebNews marks as said of the place itself (Literal, Literal_Modifier, Mixed,
Coercion, Embedded_Literal); what lies on another annotation is neither right nor wrong.

A name read matches an annotated one when their bytes overlap, each at most once. Found F1 counts
those; "161 km" F1 only those whose point lies within 161 km of the annotated point (what has no
point on either side is not right). An annotation without coordinates is left out of the gold
and, where a name of ours lies on it, that is neither right nor wrong. --parts N: the figures of
each Nth of the articles too, to see how much they vary.

GeoVirus may feed tables that are shipped; the others only measure. SPDX-License-Identifier:
Apache-2.0
"""
import argparse
import collections
import math
import os
import re

import reader

INPUT = ("id", "url", "publisher", "published", "language", "text")
SETS = ("lgl", "geovirus", "geowebnews")
LITERAL = ("Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal")
LISTED = ("here", "seat")  # as `hearsay read` lists them; "seat": "Keth General Hospital"
NEAR_KM = 161
LINE = re.compile(r"^    (\d+)-(\d+) +(place|names) +\w\d+ +(.*)$")
POINT = re.compile(r", (\w+) (\w*) (-?\d+\.\d\d) (-?\d+\.\d\d)(, as \w+)?  “")


def explained(hearsay, articles):
    """id -> names of places as `explain` lists them."""
    found, at = {}, None
    for line in reader.output(hearsay, "explain", articles, kept=INPUT):
        if line.startswith("id  "):
            at = found.setdefault(line.split()[1], [])
        match = LINE.match(line)
        if not match or at is None:
            continue
        point = POINT.search(match.group(4))
        use = re.search(r", as (\w+)  “", match.group(4))
        words = re.search(r"“(.*)”  \[", match.group(4))
        at.append({"in": [int(match.group(1)), int(match.group(2))],
                   "lat": point and point.group(3), "lon": point and point.group(4),
                   "country": point and point.group(2), "kind": point and point.group(1),
                   "name": match.group(4).split(",")[0], "text": words and words.group(1),
                   "use": use.group(1) if use else "here"})
    return found


def point(place):
    lat, lon = place.get("lat"), place.get("lon")
    return None if lat in (None, "") or lon in (None, "") else (float(lat), float(lon))


def distance(a, b):
    lat1, lon1, lat2, lon2 = map(math.radians, a + b)
    h = math.sin((lat2 - lat1) / 2) ** 2
    h += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1, h)))


def overlap(a, b):
    return min(a["in"][1], b["in"][1]) - max(a["in"][0], b["in"][0])


def match(gold, ours):
    pairs, taken = [], set()
    for g in gold:
        most = max((i for i in range(len(ours)) if i not in taken),
                   key=lambda i: overlap(g, ours[i]), default=None)
        if most is not None and overlap(g, ours[most]) > 0:
            taken.add(most)
            pairs.append((g, ours[most]))
    return pairs, [o for i, o in enumerate(ours) if i not in taken]


class Count:
    def __init__(self):
        self.gold = self.ours = self.found = self.near = 0
        self.misses = collections.defaultdict(collections.Counter)

    def add(self, gold, other, ours):
        """`other`: annotations that are neither asked for nor wrong."""
        pairs, extra = match(gold, ours)
        extra = [o for o in extra if not any(overlap(o, t) > 0 for t in other)]
        self.gold, self.ours = self.gold + len(gold), self.ours + len(pairs) + len(extra)
        self.found += len(pairs)
        for g, o in pairs:
            far = point(o) is None or distance(point(g), point(o)) > NEAR_KM
            self.near += not far
            if far:
                self.misses["wrong"][(g["text"], o["name"], str(o["kind"]), str(o["country"]),
                                      str(g.get("admin1")), o["use"])] += 1
        matched = {id(g) for g, _ in pairs}
        for g in gold:
            if id(g) not in matched:
                self.misses["missed"][(g["text"], str(g.get("type")), str(g.get("fcode")))] += 1
        for o in extra:
            self.misses["extra"][(o["text"], o["name"], str(o["country"]), str(o["kind"]),
                                  o["use"])] += 1

    def print(self, name, what):
        for kind, right in (("found", self.found), ("161 km", self.near)):
            precision, recall = right / max(self.ours, 1), right / max(self.gold, 1)
            print("%-10s %-9s %-6s P %.3f R %.3f F1 %.3f" % (
                name, what, kind, precision, recall,
                2 * precision * recall / max(precision + recall, 1e-9)))


def measure(name, articles, names, misses):
    counts = {"places": Count(), "all names": Count()}
    if name == "geowebnews":
        counts["literal"] = Count()
    for article in articles:
        gold = [t for t in article["toponyms"] if t.get("in") and point(t)]
        unplaced = [t for t in article["toponyms"] if t.get("in") and not point(t)]
        ours = names.get(str(article["id"]), [])
        here = [o for o in ours if o["use"] in LISTED]
        everything = [o for o in ours if o["use"] != "people" or name != "geovirus"]
        counts["places"].add(gold, unplaced, here)
        counts["all names"].add(gold, unplaced, everything)
        if "literal" in counts:
            literal = [t for t in gold if t.get("type") in LITERAL]
            rest = [t for t in article["toponyms"] if t.get("in") and t not in literal]
            counts["literal"].add(literal, rest, here)
    for what, count in counts.items():
        count.print(name, what)
        for kind in count.misses if misses else ():
            for words, times in count.misses[kind].most_common(60):
                print("%s\t%s\t%s\t%d\t%s" % (name, what, kind, times, "\t".join(map(str, words))))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hearsay", default="build/hearsay")
    parser.add_argument("--data", default=os.environ.get("HEARSAY_DATA", "../shared/data"))
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--parts", type=int, default=0)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    for name in options.sets.split(","):
        articles = reader.rows(os.path.join(options.data, "places-geo", name + ".jsonl.xz"))
        names = explained(options.hearsay, articles)
        measure(name, articles, names, options.misses)
        for part in range(options.parts):
            print("part", part + 1)
            measure(name, articles[part::options.parts], names, False)


if __name__ == "__main__":
    main()
