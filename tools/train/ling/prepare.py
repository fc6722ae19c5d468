"""The treebanks in one form: one list of tags and relations for two releases of UD
that are years apart. What is changed:

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

RELATIONS = {
    "nmod:npmod": "nmod:unmarked", "nmod:tmod": "nmod:unmarked",
    "obl:npmod": "obl:unmarked", "obl:tmod": "obl:unmarked",
    "nsubj:outer": "nsubj", "csubj:outer": "csubj", "advcl:relcl": "advcl",
    "csubj:pass": "csubj:pass",
}
RARE = 16  # leaves 63 pairs
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
