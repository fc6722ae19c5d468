#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well copies are found: articles changed in known ways, and real reprints.

    python3 tools/eval/copies.py [--hearsay build/hearsay] [--bases 400] [--seed 7] [--misses]

Made: articles of the development corpora are cut, abridged, given a new lead or another
headline, put in another order, thinned, lightly reworded, merged with another, given one
other number, or printed as an agency's text under another byline with a local ending; each
goes into the stream beside its source and beside other articles on the same event. A pair
(copy, source) is found when `copy_of` leads from one to the other. Every other pair that is
called a copy is wrong, unless the two share more than a fifth of their 5-grams: then nobody
knows (a fifth to 30 %), or it is a reprint that the corpus itself holds.

Direction is judged where both have dates. Same event: all pairs of articles that the gold
files under one event and that share less than a fifth: how many are called copies.

Real: reprint pairs of conflict-syria-fakes, that share more than 30 % of their 5-grams.
"""
import argparse
import collections
import datetime
import json
import os
import pathlib
import random
import re

import reader

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("HEARSAY_DATA", ROOT / "../shared/data"))
CORPORA = ["casualties-gva/articles.jsonl.xz", "stories-neus/articles.jsonl.xz",
           "conflict-syria-fakes/articles.jsonl.xz", "conflict-ukraine-gdelt/articles.jsonl.xz",
           "wikinews-ccby/articles.jsonl.xz"]
LIKE = {"said": "stated", "killed": "slain", "police": "officers", "officials": "authorities",
        "people": "persons", "attack": "assault", "man": "male", "woman": "female",
        "told": "informed", "near": "close to", "after": "following", "also": "too",
        "according": "going by", "government": "administration", "children": "kids",
        "house": "home", "began": "started", "big": "large", "many": "numerous",
        "city": "town", "died": "perished", "wounded": "hurt", "injured": "hurt",
        "because": "since", "but": "yet", "while": "whereas", "about": "roughly"}
ENDING = ("Readers who saw or heard anything may write to our newsroom. Our own "
          "correspondents will follow what comes of it during the week.")


def memberships(hearsay, rows):
    printed = reader.ask(hearsay, "stories", rows, kept=("id", "publisher", "title", "published", "text"))
    return {row["doc"]: row for row in printed if row["kind"] == "membership"}


def grams(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i:i + 5]) for i in range(len(words) - 4)}


def shared(a, b):
    return len(a & b) / (min(len(a), len(b)) or 1)


# -- ways to change a text: list of sentences in, list of sentences out -------------------

def cut(chance, s):
    return s[:max(2, len(s) // 3)]


def abridge(chance, s):
    return [x for i, x in enumerate(s) if i < 2 or chance.random() < 0.4]


def new_lead(chance, s):
    words = " ".join(s[:2]).split()
    chance.shuffle(words)
    return [" ".join(words) + "."] + s[2:]


def same(chance, s):
    return s


def reorder(chance, s):
    rest = s[1:]
    chance.shuffle(rest)
    return s[:1] + rest


def drop(chance, s):
    return [x for x in s if chance.random() < 0.7] or s


def reword(chance, s):
    """One word in nine or so replaced, left out, or said with another beside it."""
    def mend(word):
        like = LIKE.get(word.lower())
        if like and chance.random() < 0.7:
            return like
        draw = chance.random()
        return "" if draw < 0.04 else word + " then" if draw < 0.06 else word
    return [" ".join(filter(None, map(mend, x.split()))) for x in s]


def number(chance, s):
    for i in chance.sample(range(len(s)), len(s)):
        found = re.search(r"\b\d{1,3}\b", s[i])
        if found:
            other = str(int(found.group()) + chance.randint(1, 9))
            return s[:i] + [s[i][:found.start()] + other + s[i][found.end():]] + s[i + 1:]
    return s


def byline(chance, s):
    return ["By our staff. " + s[0]] + drop(chance, s[1:]) + [ENDING]


def mixed(chance, s):
    return reword(chance, new_lead(chance, s)[:max(4, len(s) * 2 // 3)])


CHANGES = {"cut to a third": cut, "abridged": abridge, "new lead": new_lead,
           "other headline": same, "other order": reorder, "thinned": drop,
           "reworded": reword, "one number": number, "other byline": byline,
           "new lead, cut, reworded": mixed}


def sentences(text):
    return [x for x in re.split(r"\n+|(?<=[.!?]) (?=[A-Z“\"])", text) if x.strip()]


def later(chance, published):
    """An hour to two days after; now and then the date of one is not known."""
    if not published or chance.random() < 0.15:
        return None
    day = datetime.datetime.fromisoformat(published[:10]) + datetime.timedelta(
        hours=24 + chance.randint(0, 47))
    return day.strftime("%Y-%m-%dT%H:%M:00Z")


def made_copy(chance, row, kind, text):
    return dict(row, id=f"{row['id']}+{kind}", publisher="other.example", text=text,
                published=later(chance, row.get("published")),
                title="In other news" if kind == "other headline" else row.get("title"))


def benchmark(bases, seed):
    chance = random.Random(seed)
    rows, made = [], {}
    pools = [[row for row in reader.rows(DATA / name) if 100 <= len(row["text"].split()) <= 1500]
             for name in CORPORA]
    for name, pool in zip(CORPORA, pools):
        events = collections.defaultdict(list)
        for row in pool:
            row["event"] = (name, row.get("story") or row.get("component") or row["id"])
            events[row["event"]].append(row)
        kept = sorted(events.items(), key=lambda e: (-min(len(e[1]), 2), str(e[0])))
        kept = kept[:4 * bases // len(pools)]
        chance.shuffle(kept)
        for _, group in kept[:2 * bases // len(pools)]:
            rows.extend(group[:6])
    chosen = [row for row in rows if len(sentences(row["text"])) >= 6]
    chance.shuffle(chosen)
    chosen = chosen[:bases]
    for i, row in enumerate(chosen):
        kinds = list(CHANGES)
        kinds_here = {kinds[i % len(kinds)]} | ({chance.choice(kinds)} if i % 4 == 0 else set())
        for kind in sorted(kinds_here):  # the order of a set of words differs from run to run
            changed = CHANGES[kind](chance, sentences(row["text"]))
            new = made_copy(chance, row, kind, "\n\n".join(changed))
            made[new["id"]] = ({row["id"]}, kind)
            rows.append(new)
        if i % 10 == 0:
            other = chosen[(i + 1) % len(chosen)]
            new = made_copy(chance, row, "merged", row["text"] + "\n\n" + other["text"])
            made[new["id"]] = ({row["id"], other["id"]}, "merged")
            rows.append(new)
    return rows, made


def roots(found):
    """doc -> the text that copy_of leads back to."""
    def root(doc):
        while found[doc]["copy_of"]:
            doc = found[doc]["copy_of"]
        return doc
    return {doc: root(doc) for doc in found}


def judge_made(rows, made, found, show):
    root = roots(found)
    row_of = {row["id"]: row for row in rows}
    gram_of = {row["id"]: grams(row["text"]) for row in rows}
    kinds = collections.defaultdict(lambda: [0, 0])
    way = [0, 0]
    for doc, (sources, kind) in made.items():
        hit = any(root[doc] == root[s] for s in sources)
        kinds[kind][0] += hit
        kinds[kind][1] += 1
        if not hit and show:
            print("  missed", kind, doc, found[doc]["story"] == found[min(sources)]["story"],
                  [round(shared(gram_of[doc], gram_of[s]), 2) for s in sources])
        dated = [s for s in sources if row_of[s].get("published")]
        if hit and row_of[doc].get("published") and dated:
            way[0] += found[doc]["copy_of"] is not None and root[doc] != doc
            way[1] += 1
    wrong = []
    for doc, member in found.items():
        other = member["copy_of"]
        if other and shared(gram_of[doc], gram_of[other]) < 0.2 and \
                other not in made.get(doc, ((),))[0] and doc not in made.get(other, ((),))[0]:
            wrong.append((doc, other))
    hits, all_ = sum(h for h, _ in kinds.values()), sum(n for _, n in kinds.values())
    for kind, (hit, n) in sorted(kinds.items()):
        print(f"  {kind:24} {hit:4} of {n:4}")
    p, r = hits / (hits + len(wrong) or 1), hits / all_
    print(f"made copies     pair F1 {2 * p * r / (p + r):.3f}   P {p:.3f}   R {r:.3f}   "
          f"({all_} pairs, {len(wrong)} wrong)")
    print(f"direction       {way[0] / (way[1] or 1):.3f} of {way[1]} found with both dates")
    if show:
        for doc, other in wrong:
            print("  wrong", doc, other, round(shared(gram_of[doc], gram_of[other]), 2))
    judge_same_event(rows, made, root, gram_of)
    figures = [found[doc] for doc, (_, kind) in made.items() if kind == "one number"]
    if any("version" in member for member in figures):
        print(f"versions        {sum(bool(m.get('version')) for m in figures)} of "
              f"{len(figures)} with another number are marked (a toll: some are ages, streets)")


def judge_same_event(rows, made, root, gram_of):
    events = collections.defaultdict(list)
    for row in rows:
        if row["id"] not in made:
            events[row["event"]].append(row["id"])
    wrong = total = 0
    for docs in events.values():
        for i, a in enumerate(docs):
            for b in docs[:i]:
                if shared(gram_of[a], gram_of[b]) < 0.2:
                    total += 1
                    wrong += root[a] == root[b]
    print(f"same event      {wrong} of {total} pairs that share less than a fifth are called "
          f"copies ({100 * wrong / (total or 1):.2f} %)")


def judge_real(program, show):
    rows = reader.rows(DATA / "conflict-syria-fakes/articles.jsonl.xz")
    found = memberships(program, rows)
    root = roots(found)
    gram_of = {row["id"]: grams(row["text"]) for row in rows}
    with open(DATA / "conflict-syria-fakes/reprint-pairs.jsonl", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    hit = 0
    for p in pairs:
        hit += root[p["a"]] == root[p["b"]]
        if root[p["a"]] != root[p["b"]] and show:
            print("  missed", p["a"], p["b"], p["containment"])
    wrong = sum(1 for doc, m in found.items() if m["copy_of"] and
                shared(gram_of[doc], gram_of[m["copy_of"]]) < 0.2)
    print(f"reprints        {hit} of {len(pairs)} pairs; {wrong} of "
          f"{sum(1 for m in found.values() if m['copy_of'])} copies share less than a fifth")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hearsay", default=str(ROOT / "build/hearsay"))
    parser.add_argument("--bases", type=int, default=400, help="articles to change")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", action="store_true", help="name what was missed")
    args = parser.parse_args()
    rows, made = benchmark(args.bases, args.seed)
    judge_made(rows, made, memberships(args.hearsay, rows), args.misses)
    judge_real(args.hearsay, args.misses)


if __name__ == "__main__":
    main()
