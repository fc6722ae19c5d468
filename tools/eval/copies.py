#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well copies are found: real reprints, and articles changed in known ways.

    python3 tools/eval/copies.py [--hearsay build/hearsay] [--changed 60]

Real: the reprint pairs of conflict-syria-fakes must be of one origin. Changed: articles of
wikinews-ccby and conflict-syria-fakes are cut, given a new lead, put in another order, or
get another number; each must be of one origin with what it was made from. Against both
stand pairs of articles of one story that share less than a seventh of their 5-grams: they
must not be of one origin.
"""
import argparse
import json
import lzma
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("HEARSAY_DATA", ROOT / "../shared/data"))


def rows_of(name):
    with lzma.open(DATA / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def origins(program, rows):
    """doc -> (story, origin, copy_of)."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for row in rows:
            kept = {k: row[k] for k in ("id", "publisher", "title", "published", "text")
                    if row.get(k) is not None}
            out.write(json.dumps(kept, ensure_ascii=False) + "\n")
        out.flush()
        run = subprocess.run([program, "stories", out.name], capture_output=True, text=True,
                             check=False)
    if run.returncode not in (0, 3):
        sys.exit(f"hearsay stories: status {run.returncode}: {run.stderr[-500:]}")
    found = {}
    for line in run.stdout.splitlines():
        row = json.loads(line)
        if row.get("kind") == "membership":
            found[row["doc"]] = (row["story"], row["origin"], row["copy_of"])
    return found


def grams(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i:i + 5]) for i in range(len(words) - 4)}


def cut(rng, paragraphs):
    return paragraphs[:max(2, len(paragraphs) // 2)]


def new_lead(rng, paragraphs):
    words = paragraphs[0].split()
    rng.shuffle(words)
    return [" ".join(words)] + paragraphs[1:]


def swap(rng, paragraphs):
    rest = paragraphs[1:]
    rng.shuffle(rest)
    return paragraphs[:1] + rest


def number(rng, paragraphs):
    return [re.sub(r"\b\d+\b", lambda m: str(int(m.group()[:9]) + 3), p) for p in paragraphs]


CHANGES = {"cut": cut, "new lead": new_lead, "swapped": swap, "number": number}


def changed_rows(count):
    rng = random.Random(7)
    pool = [row for row in rows_of("wikinews-ccby/articles.jsonl.xz") +
            rows_of("conflict-syria-fakes/articles.jsonl.xz")
            if len(row["text"].split()) >= 120]
    rng.shuffle(pool)
    rows, made = [], []
    for i, row in enumerate(pool[:count]):
        paragraphs = [p for p in re.split(r"\n+|(?<=[.!?]) (?=[A-Z])", row["text"]) if p.strip()]
        if len(paragraphs) < 4:
            continue
        rows.append(row)
        for change, make in CHANGES.items():
            text = "\n\n".join(make(rng, list(paragraphs)))
            new = dict(row, id=f"{row['id']}+{change}", publisher="other.example", text=text)
            rows.append(new)
            made.append((row["id"], new["id"], change))
    return rows, made


def real(program):
    rows = rows_of("conflict-syria-fakes/articles.jsonl.xz")
    found = origins(program, rows)
    with open(DATA / "conflict-syria-fakes/reprint-pairs.jsonl", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    hit = sum(found[p["a"]][:2] == found[p["b"]][:2] for p in pairs)
    print(f"reprints        {hit} of {len(pairs)} pairs are of one origin")
    gram_of = {row["id"]: grams(row["text"]) for row in rows}
    wrong = total = 0
    by_story = {}
    for doc, (story, _, _) in found.items():
        by_story.setdefault(story, []).append(doc)
    for docs in by_story.values():
        for i, a in enumerate(docs):
            for b in docs[:i]:
                less = min(len(gram_of[a]), len(gram_of[b])) or 1
                if len(gram_of[a] & gram_of[b]) / less >= 1 / 7:
                    continue
                total += 1
                wrong += found[a][2] == b or found[b][2] == a
    print(f"no reprints     {wrong} of {total} pairs of one story are called copies")


def changed(program, count):
    rows, made = changed_rows(count)
    found = origins(program, rows)
    for change in CHANGES:
        pairs = [(a, b) for a, b, c in made if c == change]
        hit = sum(found[a][:2] == found[b][:2] for a, b in pairs)
        print(f"{change:15} {hit} of {len(pairs)} are of one origin")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hearsay", default=str(ROOT / "build/hearsay"))
    parser.add_argument("--changed", type=int, default=60, help="articles to change")
    args = parser.parse_args()
    real(args.hearsay)
    changed(args.hearsay, args.changed)


if __name__ == "__main__":
    main()
