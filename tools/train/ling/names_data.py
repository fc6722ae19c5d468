#!/usr/bin/env python3
"""Bring the free name sets to one form: names_data.py DATA HOME WORK

Writes WORK/names-train.txt: a word, a tab and its label a line, an empty line after
a sentence. Labels are B- and I- with PER ORG GRP LOC OTH, O, and ? for words whose
label the set does not tell (they are not learnt from). One scheme is made of many:

  wikigold           PER ORG LOC, MISC -> GRP for nationalities, else OTH
  CrossNER politics  politician person -> PER, country location -> LOC, organisation
                     politicalparty -> ORG, election event -> OTH, misc as MISC
  Broad Twitter      PER ORG LOC; sentences with @ and # are left out
  WNUT17             the same, group and corporation -> ORG, other kinds -> OTH
  EWT (UNER)         PER ORG LOC of the dev part
  GUM                mentions that are names by their tags: person, organization,
                     place, other kinds -> OTH; other capitals ?

Titles ("President") are cut off the front of a person, "the" off any name.
Nationalities and peoples (HOME/data/en/actors/countries.tsv, HOME/data/en/ling/
name-words.tsv) are GRP wherever a set says nothing or LOC of them.

SPDX-License-Identifier: Apache-2.0
"""
import json
import lzma
import sys

CROSSNER = {"politician": "PER", "person": "PER", "country": "LOC", "location": "LOC",
            "organisation": "ORG", "politicalparty": "ORG", "election": "OTH", "event": "OTH",
            "misc": "MISC"}
WNUT = {"person": "PER", "location": "LOC", "group": "ORG", "corporation": "ORG",
        "creative-work": "OTH", "product": "OTH"}
GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}
JOINTS = {"of", "the", "de", "and", "for", "&", "-", "'s", "’s", "al", "von", "van", "la", "du"}


def table(path):
    with open(path, encoding="utf-8") as lines:
        rows = [l.rstrip("\n").split("\t") for l in lines if l[0] not in "#\n"]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


class Words:
    def __init__(self, home):
        self.groups, self.titles = set(), set()
        for row in table(f"{home}/data/en/actors/countries.tsv"):
            names = row["names"].split(";")
            for column in ("adjectives", "person", "people"):
                self.groups.update(w for w in row[column].split(";") if w and w not in names)
        for row in table(f"{home}/data/en/ling/name-words.tsv"):
            if row["kind"] == "group":
                self.groups.add(row["word"])
            elif row["kind"] == "title":
                self.titles.add(row["word"])


def rows_of(path):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def spans(tags):
    at = 0
    while at < len(tags):
        end = at + 1
        if tags[at][0] in "BI" and tags[at] != "I":
            while end < len(tags) and tags[end] == "I" + tags[at][1:]:
                end += 1
            yield at, end, tags[at][2:]
        at = end


def relabel(words, tokens, found, unknown=()):
    """Labels from spans (start, end, kind); `unknown` are indices marked ?."""
    labels = ["O"] * len(tokens)
    for i in unknown:
        labels[i] = "?"
    for start, end, kind in sorted(found, key=lambda s: s[0] - s[1]):
        while start < end and tokens[start].lower() == "the":
            start += 1
        if kind == "PER":
            while start + 1 < end and tokens[start] in words.titles:
                start += 1
        text = " ".join(tokens[start:end])
        if text in words.groups and kind in ("MISC", "LOC", "OTH"):
            kind = "GRP"
        kind = "OTH" if kind == "MISC" else kind
        if start < end and all(l in "O?" for l in labels[start:end]):
            labels[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
    for i, token in enumerate(tokens):
        if labels[i] in "O?" and token in words.groups:
            labels[i] = "B-GRP"
    return labels


def plain_set(words, path, kinds):
    for row in rows_of(path):
        tokens, found = row["tokens"], []
        if any(t[0] in "@#" or t.startswith("http") for t in tokens if t):
            continue
        for start, end, kind in spans(row["tags"]):
            found.append((start, end, kinds.get(kind, kind)))
        yield tokens, relabel(words, tokens, found)


def gum(words, path):
    for row in rows_of(path):
        raw = row["text"].encode()
        where = {t[0]: i for i, t in enumerate(row["tokens"])}
        ends = {t[1]: i + 1 for i, t in enumerate(row["tokens"])}
        forms = [raw[t[0]:t[1]].decode() for t in row["tokens"]]
        tags = [t[3] for t in row["tokens"]]
        proper = [t in ("NNP", "NNPS") for t in tags]
        found = []
        for entity in row["entities"]:
            start, end = where.get(entity["in"][0]), ends.get(entity["in"][1])
            if start is None or end is None:
                continue
            while start < end and (tags[start] in ("DT", "PRP$") or forms[start] in words.titles):
                start += 1
            if start < end and tags[end - 1] == "POS":
                end -= 1
            if (start < end and proper[start] and proper[end - 1] and end - start <= 8 and
                    all(proper[i] or forms[i].lower() in JOINTS or tags[i] in ("HYPH", "CD")
                        for i in range(start, end))):
                found.append((start, end, GUM.get(entity["type"], "OTH")))
        covered = {i for s, e, _ in found for i in range(s, e)}
        unknown = [i for i, p in enumerate(proper) if p and i not in covered]
        labels = relabel(words, forms, found, unknown)
        for s, e in row["sentences"]:
            inside = [i for i, t in enumerate(row["tokens"]) if s <= t[0] and t[1] <= e]
            yield [forms[i] for i in inside], [labels[i] for i in inside]


def main(data, home, work):
    words = Words(home)
    free = f"{data}/names-free"
    sets = [plain_set(words, f"{free}/wikigold.jsonl.xz", {})]
    sets += [plain_set(words, f"{free}/crossner-politics.{p}", CROSSNER)
             for p in ("train.jsonl", "dev.jsonl.xz", "test.jsonl.xz")]
    sets += [plain_set(words, f"{free}/btc-{p}", {})
             for p in ("G-news.jsonl.xz", "E-mh17.jsonl", "ABFH.jsonl.xz")]
    sets += [plain_set(words, f"{free}/wnut17.{p}.jsonl.xz", WNUT)
             for p in ("train", "dev", "test")]
    sets.append(plain_set(words, f"{data}/ud-ewt/names.dev.jsonl.xz", {}))
    sets += [gum(words, f"{data}/ud-gum/coref.{p}.jsonl.xz") for p in ("train", "dev")]
    with open(f"{work}/names-train.txt", "w", encoding="utf-8") as out:
        for one in sets:
            for tokens, labels in one:
                out.writelines(f"{t}\t{l}\n" for t, l in zip(tokens, labels) if t.strip())
                out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
