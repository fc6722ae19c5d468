#!/usr/bin/env python3
"""Running words of the free news texts, for word clusters: plain_words.py DATA WORK

Reads DATA/free-news-text (all rows; the licences are in the model card) and the
training treebanks' words in WORK, cuts roughly as the scanner of src/text does, and
writes

  WORK/words.txt   the vocabulary, lower case, digits as 0, the most frequent first
  WORK/words.ids   the running text as 32-bit numbers of words, 0 for a rare one

SPDX-License-Identifier: Apache-2.0
"""
import array
import collections
import glob
import json
import lzma
import re
import sys

LEAST, MOST = 5, 60000
TOKEN = re.compile(r"n't\b|'(?:s|re|ve|ll|d|m)\b|(?:[a-z]\.){2,}|[^\W_]+?(?=n't\b)|[^\W_]+(?:\.[^\W_]+)*|\S")
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-",
                       **{d: "0" for d in "123456789"}})


def texts(data, work):
    for path in sorted(glob.glob(f"{data}/free-news-text/*.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as rows:
            for row in rows:
                yield from json.loads(row)["text"].split("\n")
    for name in ("ewt", "gum"):
        sentence = []
        with open(f"{work}/{name}-train.conllu", encoding="utf-8") as lines:
            for line in lines:
                if line == "\n":
                    yield " ".join(sentence)
                    sentence = []
                else:
                    sentence.append(line.split("\t")[1])


def main(data, work):
    numbers, ids = {}, array.array("I")
    for line in texts(data, work):
        if line:
            ids.append(0)
            for token in TOKEN.findall(line.lower().translate(PLAIN)):
                ids.append(numbers.setdefault(token, len(numbers) + 1))
    count = collections.Counter(ids)
    del count[0]
    words = [""] + list(numbers)
    best = sorted(count, key=lambda i: (-count[i], words[i]))[:MOST]
    best = [i for i in best if count[i] >= LEAST]
    new = array.array("I", [0] * len(words))
    for rank, i in enumerate(best):
        new[i] = rank + 1
    for at, i in enumerate(ids):
        ids[at] = new[i]
    with open(f"{work}/words.txt", "w", encoding="utf-8") as out:
        out.writelines(words[i] + "\n" for i in best)
    with open(f"{work}/words.ids", "wb") as out:
        ids.tofile(out)
    print(f"{len(ids)} running words, {len(best)} kept", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
