#!/usr/bin/env python3
"""Make data/en/story/usual-words.tsv: in how many of 10,000 ordinary articles a word stands.

Reads HEARSAY_DATA (default ../shared/data beside the repository), folder free-news-text, the
files in the public domain and Wikinews (CC BY 2.5); long documents are cut into pieces of 450
words, as news articles are. Each source has a share of its own, so that no one's subject is the
measure. Words are those that src/app/keys.c makes keys of: four bytes and more, lower case,
plural s cut. Output is sorted, so that the same input gives the same bytes.

    python3 tools/build_data/usual.py

SPDX-License-Identifier: Apache-2.0
"""
import collections
import json
import lzma
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.environ.get("HEARSAY_DATA", os.path.join(ROOT, "..", "shared", "data"))
SHARES = {"wikinews": 0.40, "doj": 0.15, "senate-1": 0.08, "senate-2": 0.08, "senate-3": 0.09,
          "congress": 0.10, "white-house": 0.10}
PIECE, MOST_WORDS, LEAST_REST = 450, 4000, 200
LEAST = 10  # of 10,000
HEAD = """# In how many of 10,000 ordinary news articles a word stands: what is usual says little of a story. Made by
# tools/build_data/usual.py from free news texts, see SOURCE.md. Rarer words are left out.
# SPDX-License-Identifier: CC-BY-2.5
word\tper_10000
"""


def words_of(text):
    for word in re.findall(r"[^\W_]+", text.lower()):
        if 4 <= len(word.encode()) <= 40:
            yield word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def pieces(row):
    words = ((row.get("title") or "") + "\n" + row["text"]).split()[:MOST_WORDS]
    for at in range(0, len(words), PIECE):
        piece = words[at:at + PIECE]
        if at == 0 or len(piece) >= LEAST_REST:
            yield set(words_of(" ".join(piece)))


def main():
    share = collections.Counter()
    for name, weight in SHARES.items():
        count, total = collections.Counter(), 0
        path = os.path.join(DATA, "free-news-text", name + ".jsonl.xz")
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for piece in pieces(json.loads(line)):
                    count.update(piece)
                    total += 1
        for word, n in count.items():
            share[word] += weight * n / total
    rows = [(round(s * 10000), word) for word, s in share.items() if s * 10000 >= LEAST]
    rows.sort(key=lambda row: (-row[0], row[1]))
    path = os.path.join(ROOT, "data", "en", "story", "usual-words.tsv")
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(HEAD)
        out.writelines(f"{word}\t{n}\n" for n, word in rows)
    print(f"{path}: {len(rows)} rows")


if __name__ == "__main__":
    main()
