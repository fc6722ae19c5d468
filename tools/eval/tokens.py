#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tokens and sentences of raw text against a treebank, as in the CoNLL 2018 shared task.

    tools/eval/tokens.py [--data DIR] [--hearsay PROGRAM] [--errors N] [TREEBANK...]

The gold text of a treebank's development part is written as plain text (an empty
line between paragraphs where the treebank marks them), cut by `hearsay parse --text FILE`,
and both sides are compared as ranges of characters without white space: a token or
a sentence is right when both its ends are. F1 is printed for each treebank and genre.
Multiword ranges are taken apart: what counts is the syntactic word, whose form must
stand in the text. DIR is $HEARSAY_DATA, default ../shared/data.
"""
import argparse
import collections
import lzma
import os
import subprocess
import sys
import tempfile


def read_sentences(lines):
    """[(forms, space after each, starts a paragraph, document, text)]"""
    forms, spaces, paragraph, doc, text, until, last = [], [], False, "", "", 0, True
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            doc, paragraph = line.split("=")[-1].strip(), True
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text ="):
            text = line[8:].strip()
        elif line.startswith("#") or not line:
            if not line and forms:
                yield forms, spaces, paragraph, doc, text
                forms, spaces, paragraph, until = [], [], False, 0
        else:
            cells = line.split("\t")
            space = "SpaceAfter=No" not in cells[9].split("|")
            if "-" in cells[0]:
                until, last = int(cells[0].split("-")[1]), space
            elif "." not in cells[0]:
                number = int(cells[0])
                if number <= until:
                    space = last if number == until else False
                forms.append(cells[1])
                spaces.append(space)
    if forms:
        yield forms, spaces, paragraph, doc, text


def ranges(sentences):
    """The characters, and the ranges of tokens and sentences in them."""
    tokens, bounds, at = [], [], 0
    chars = []
    for forms in sentences:
        start = at
        for form in forms:
            bare = "".join(form.split())
            tokens.append((at, at + len(bare)))
            chars.append(bare)
            at += len(bare)
        bounds.append((start, at))
    return "".join(chars), tokens, bounds


def f1(gold, got):
    right = len(set(gold) & set(got))
    return right, len(gold), len(got)


def score(counts):
    right, gold, got = counts
    return 100.0 * 2 * right / (gold + got) if gold + got else 0.0


def genre_of(name, doc):
    return doc.split("_")[1] if "gum" in name and "_" in doc else doc.split("-")[0]


def run(program, text):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        result = subprocess.run([program, "parse", "--text", file.name], stdout=subprocess.PIPE,
                                encoding="utf-8", check=False)
    return [forms for forms, *_ in read_sentences(result.stdout.splitlines())]


def raw_text(sentences):
    """Documents as raw text: [(doc, text, gold sentences)]"""
    docs = []
    for forms, spaces, paragraph, doc, _ in sentences:
        if not docs or docs[-1][0] != doc:
            docs.append((doc, [], []))
        elif paragraph:
            docs[-1][1].append("\n\n")
        docs[-1][1].append("".join(f + (" " if s else "") for f, s in zip(forms, spaces)))
        if docs[-1][1][-1][-1] != " " and spaces[-1]:
            docs[-1][1].append(" ")
        docs[-1][2].append(forms)
    return [(doc, "".join(parts), gold) for doc, parts, gold in docs]


def show_errors(chars, gold, got, limit, what):
    gold_set, got_set = set(gold), set(got)
    for start, end in [r for r in gold if r not in got_set][:limit]:
        near = [chars[a:b] for a, b in got if a < end and b > start]
        print(f"  {what}: gold {chars[start:end][:150]!r} got {[n[:150] for n in near[:4]]}")


def evaluate(name, path, program, errors):
    totals = collections.defaultdict(lambda: [[0, 0, 0], [0, 0, 0]])
    with lzma.open(path, "rt", encoding="utf-8") as file:
        docs = raw_text(read_sentences(file))
    for doc, text, gold_forms in docs:
        gold_chars, *gold = ranges(gold_forms)
        got_chars, *got = ranges(run(program, text))
        if gold_chars != got_chars:
            place = next((i for i, (a, b) in enumerate(zip(gold_chars, got_chars)) if a != b),
                         min(len(gold_chars), len(got_chars)))
            print(f"{name} {doc}: the text differs at character {place}: "
                  f"{gold_chars[place:place + 30]!r} {got_chars[place:place + 30]!r}")
        for key in ("all", genre_of(name, doc)):
            for i in range(2):
                counts = f1(gold[i], got[i])
                totals[key][i] = [a + b for a, b in zip(totals[key][i], counts)]
        show_errors(gold_chars, gold[0], got[0], errors, "token")
        show_errors(gold_chars, gold[1], got[1], errors, "sentence")
    for key in sorted(totals):
        tokens, sentences = totals[key]
        print(f"{name:10} {key:14} tokens {score(tokens):6.2f} ({tokens[1]:6})   "
              f"sentences {score(sentences):6.2f} ({sentences[1]:5})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default=os.environ.get("HEARSAY_DATA", "../shared/data"))
    parser.add_argument("--hearsay", default="build/hearsay")
    parser.add_argument("--part", default="dev")
    parser.add_argument("--errors", type=int, default=0, help="show so many of each document")
    parser.add_argument("treebanks", nargs="*", default=["ud-gum", "ud-ewt"])
    args = parser.parse_args()
    for name in args.treebanks:
        path = os.path.join(args.data, name, args.part + ".conllu.xz")
        evaluate(name, path, args.hearsay, args.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
