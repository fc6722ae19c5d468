#!/usr/bin/env python3
"""How well are words tagged, lemmatised and attached? On gold tokens and sentences.

    tools/eval/ling.py [--hearsay build/hearsay] [--data ../shared/data] [--files]

Runs `hearsay parse --conllu` over the dev parts of UD EWT and GUM and prints one
line a set: UPOS, XPOS, lemmas, unlabelled and labelled attachment, punctuation
counted, and the same with relations cut to their universal part (LAS-u). Gold
relations are mapped to the program's list (tools/train/ling/prepare.py), since the
two treebanks are of releases years apart. Lemmas and tags are compared as they are;
`lemma-c` leaves out the words on whose lemmas the two releases do not agree, whatever is
read (EWT of 2017 has "your" as "you", "best" as "best", "these", "people"; GUM and EWT of
today "your", "good", "this", "person").
UAS-w and LAS-w are of words alone, without punctuation, on which the releases do not agree either:
EWT of 2017 hangs two commas of three on the higher of the words that the guidelines of today
choose the lower of.
With --files GOLD SYSTEM two CoNLL-U files are compared instead.

SPDX-License-Identifier: Apache-2.0
"""
import argparse
import lzma
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "train", "ling"))
from prepare import DEPREL, FORM, HEAD, LEMMA, UPOS, XPOS, read, relation  # noqa: E402

SETS = {"ewt-dev": "ud-ewt/dev.conllu.xz", "gum-dev": "ud-gum/dev.conllu.xz"}


def sentences(path):
    if path.endswith(".xz"):
        return list(read(path))
    rows, out = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                rows.append(cells)
            elif len(cells) == 1 and not cells[0] and rows:
                out.append(rows)
                rows = []
    return out + ([rows] if rows else [])


DEGREES = ("JJR", "JJS", "RBR", "RBS", "PRP$")
OTHERWISE = ("these", "those", "people", "whom")


def agreed(row):
    """Do the releases agree on the lemma of this word?"""
    return row[XPOS] not in DEGREES and row[FORM].lower() not in OTHERWISE


def compare(gold, system):
    n = common = 0
    right = dict.fromkeys(("UPOS", "XPOS", "lemma", "lemma-c", "UAS", "LAS", "LAS-u", "UAS-w",
                           "LAS-w", "tree"), 0)
    words = 0
    if [len(s) for s in gold] != [len(s) for s in system]:
        sys.exit("the system's sentences or tokens are not those of the gold file")
    for g_rows, s_rows in zip(gold, system):
        whole = True
        for i, (g, s) in enumerate(zip(g_rows, s_rows)):
            n += 1
            right["UPOS"] += g[UPOS] == s[UPOS]
            right["XPOS"] += g[XPOS] == s[XPOS]
            right["lemma"] += g[LEMMA].lower() == s[LEMMA].lower()
            common += agreed(g)
            right["lemma-c"] += agreed(g) and g[LEMMA].lower() == s[LEMMA].lower()
            head = g[HEAD] == s[HEAD]
            name = relation(g_rows, i)
            right["UAS"] += head
            right["LAS"] += head and name == s[DEPREL]
            right["LAS-u"] += head and name.split(":")[0] == s[DEPREL].split(":")[0]
            whole = whole and head
            if g[DEPREL] != "punct":
                words += 1
                right["UAS-w"] += head
                right["LAS-w"] += head and name == s[DEPREL]
        right["tree"] += whole
    of = {"tree": len(gold), "lemma-c": max(common, 1), "UAS-w": max(words, 1),
          "LAS-w": max(words, 1)}
    scores = {k: 100 * v / of.get(k, n) for k, v in right.items()}
    return n, scores


def show(name, gold, system):
    n, scores = compare(gold, system)
    print(f"{name:10} {n:7} tokens  " + "  ".join(f"{k} {v:5.2f}" for k, v in scores.items()))


def run(program, path):
    with tempfile.NamedTemporaryFile("wb", suffix=".conllu") as plain:
        with lzma.open(path) as packed:
            plain.write(packed.read())
        plain.flush()
        out = subprocess.run([program, "parse", "--conllu", plain.name], check=True,
                             stdout=subprocess.PIPE).stdout
    with tempfile.NamedTemporaryFile("wb", suffix=".conllu") as made:
        made.write(out)
        made.flush()
        return sentences(made.name)


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("--hearsay", default="build/hearsay")
    args.add_argument("--data", default=os.environ.get("HEARSAY_DATA", "../shared/data"))
    args.add_argument("--files", nargs=2, metavar=("GOLD", "SYSTEM"))
    args = args.parse_args()
    if args.files:
        show("files", *map(sentences, args.files))
        return
    for name, path in SETS.items():
        path = os.path.join(args.data, path)
        show(name, sentences(path), run(args.hearsay, path))


if __name__ == "__main__":
    main()
