#!/usr/bin/env python3
"""Places against LGL, GeoVirus, GeoWebNews: found, and on the right spot of the globe.

    tools/eval/facts_places.py [--hearsay build/hearsay] [--data ../shared/data] [--misses]

A place read matches an annotated one when their bytes overlap, each at most once. Found F1
counts those; "161 km" F1 only those whose point lies within 161 km of the annotated point
(what has no point on either side is not right). An annotation without coordinates is left out
of the gold and, where a place of ours lies on it, that is neither right nor wrong. Names that
stand for a government ("Moscow said") are entities in a reading and no places: where the
annotators mark them, they are counted as missed.

The sets measure only; nothing that is shipped comes from them. SPDX-License-Identifier: Apache-2.0
"""
import argparse
import collections
import json
import lzma
import math
import os
import subprocess
import tempfile

INPUT = ("id", "url", "publisher", "published", "language", "text")
SETS = ("lgl", "geovirus", "geowebnews")
NEAR_KM = 161


def rows(path):
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read(hearsay, articles):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for article in articles:
            kept = {k: article[k] for k in INPUT if article.get(k)}
            file.write(json.dumps(dict(kept, id=str(article["id"]))) + "\n")
        file.flush()
        done = subprocess.run([hearsay, "read", file.name], capture_output=True, check=False)
    if done.returncode not in (0, 1, 3):
        raise SystemExit(done.stderr.decode(errors="replace"))
    readings = (json.loads(line) for line in done.stdout.splitlines())
    return {r["doc"]: r for r in readings if r["kind"] == "reading"}


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


def f1(right, gold, ours):
    precision, recall = right / max(ours, 1), right / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def measure(name, articles, readings, misses):
    found = near = ngold = nours = 0
    for article in articles:
        reading = readings.get(str(article["id"]))
        gold = [t for t in article["toponyms"] if t.get("in") and point(t)]
        unplaced = [t for t in article["toponyms"] if t.get("in") and not point(t)]
        # `at` is in the article's own text; `in` in the cleaned one.
        ours = [dict(p, **{"in": p["at"]}) for p in (reading["places"] if reading else ())
                if p["in"]]
        pairs, extra = match(gold, ours)
        extra = [o for o in extra if not any(overlap(o, t) > 0 for t in unplaced)]
        ngold, nours = ngold + len(gold), nours + len(pairs) + len(extra)
        found += len(pairs)
        for g, o in pairs:
            far = point(o) is None or distance(point(g), point(o)) > NEAR_KM
            near += not far
            if far:
                misses["wrong"][(g["text"], o["text"], o["name"], str(o["country"]),
                                 str(o["admin1"]), str(g.get("admin1")))] += 1
        matched = {id(g) for g, _ in pairs}
        for g in gold:
            if id(g) not in matched:
                misses["missed"][(g["text"], str(g.get("type")), str(g.get("fcode")))] += 1
        for o in extra:
            misses["extra"][(o["text"], o["name"], str(o["country"]), o["kind"])] += 1
    print("%-10s found  P %.3f R %.3f F1 %.3f" % ((name,) + f1(found, ngold, nours)))
    print("%-10s 161 km P %.3f R %.3f F1 %.3f" % ((name,) + f1(near, ngold, nours)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hearsay", default="build/hearsay")
    parser.add_argument("--data", default=os.environ.get("HEARSAY_DATA", "../shared/data"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    for name in SETS:
        misses = collections.defaultdict(collections.Counter)
        articles = rows(os.path.join(options.data, "places-geo", name + ".jsonl.xz"))
        measure(name, articles, read(options.hearsay, articles), misses)
        for kind in misses if options.misses else ():
            for words, count in misses[kind].most_common(40):
                print("%s\t%s\t%d\t%s" % (name, kind, count, "\t".join(words)))


if __name__ == "__main__":
    main()
