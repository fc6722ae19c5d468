#!/usr/bin/env python3
"""Bring the treebanks to one form for training: prepare.py DATA WORK

Reads DATA/ud-ewt and DATA/ud-gum and writes WORK/{ewt,gum}-{train,dev}.conllu with
the tags and relations of the program: one list for two releases of UD that are
years apart. What is changed:

  nmod:npmod nmod:tmod -> nmod:unmarked      obl:npmod obl:tmod -> obl:unmarked
  nsubj:outer -> nsubj  csubj:outer -> csubj  advcl:relcl -> advcl  flat:* -> flat
  nmod:desc -> compound before its head, nmod after it
  "by" phrase of a passive verb (obl) -> obl:agent
  UPOS of NNP/NNPS words -> PROPN; a pair UPOS/XPOS seen fewer than 16 times -> the
  commonest pair with the same XPOS, else with the same UPOS

tools/eval/ling.py maps gold in the same way (it imports `relation`).

SPDX-License-Identifier: Apache-2.0
"""
import collections
import lzma
import sys

RELATIONS = {
    "nmod:npmod": "nmod:unmarked", "nmod:tmod": "nmod:unmarked",
    "obl:npmod": "obl:unmarked", "obl:tmod": "obl:unmarked",
    "nsubj:outer": "nsubj", "csubj:outer": "csubj", "advcl:relcl": "advcl",
    "csubj:pass": "csubj:pass",
}
RARE = 16  # leaves 61 pairs; a label has six bits in the weight files
FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL = 1, 2, 3, 4, 5, 6, 7


def relation(rows, i):
    """The relation of token i (from 0) of a sentence of CoNLL-U rows."""
    row = rows[i]
    name = row[DEPREL]
    head = int(row[HEAD]) if row[HEAD].isdigit() else 0
    if name.startswith("flat"):
        return "flat"
    if name == "nmod:desc":
        return "compound" if head > i + 1 else "nmod"
    if name == "obl" and head and is_agent(rows, i, head - 1):
        return "obl:agent"
    return RELATIONS.get(name, name)


def is_agent(rows, i, head):
    if rows[head][XPOS] != "VBN":
        return False
    passive = rows[head][DEPREL] in ("acl", "advcl", "amod") or any(
        r[HEAD] == str(head + 1) and r[DEPREL] in ("aux:pass", "nsubj:pass") for r in rows)
    return passive and any(
        r[HEAD] == str(i + 1) and r[DEPREL] == "case" and r[FORM].lower() == "by" for r in rows)


def tags(row):
    upos = "PROPN" if row[XPOS] in ("NNP", "NNPS") else row[UPOS]
    return upos, row[XPOS]


def read(path):
    """Sentences as lists of rows; ranges and empty nodes are left out."""
    rows = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield rows
                rows = []
            elif line[0] != "#":
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
    if rows:
        yield rows


def rare_pairs(sentences):
    count = collections.Counter(tags(row) for rows in sentences for row in rows)
    best = {}
    for (upos, xpos), n in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        if n >= RARE:
            best.setdefault(xpos, (upos, xpos))
            best.setdefault(upos, (upos, xpos))
    return {(upos, xpos): best.get(xpos, best.get(upos))
            for (upos, xpos), n in count.items() if n < RARE}


def write(path, sentences, rare):
    with open(path, "w", encoding="utf-8") as out:
        for rows in sentences:
            for i, row in enumerate(rows):
                pair = rare.get(tags(row), tags(row))
                cells = [row[0], row[FORM], row[LEMMA], *pair, "_", row[HEAD],
                         relation(rows, i), "_", "_"]
                out.write("\t".join(cells) + "\n")
            out.write("\n")


def main(data, work):
    sets = {f"{name}-{part}": list(read(f"{data}/ud-{name}/{part}.conllu.xz"))
            for name in ("ewt", "gum") for part in ("train", "dev")}
    rare = rare_pairs([rows for name in ("ewt-train", "gum-train") for rows in sets[name]])
    for name, sentences in sets.items():
        write(f"{work}/{name}.conllu", sentences, rare)


if __name__ == "__main__":
    main(*sys.argv[1:])
