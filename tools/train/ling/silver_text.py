#!/usr/bin/env python3
"""Plain text of the free news, a paragraph a line: silver_text.py DATA OUT [SHARE]

Of each file of DATA/free-news-text a share of its documents (below; SHARE of that share, if
told) goes to OUT/NAME.txt.
current-events is the nearest to news and is taken whole; press releases of senators bring
quotations, the rest a little of other kinds. doj has lost its quotation marks: little of it.

SPDX-License-Identifier: Apache-2.0
"""
import json
import lzma
import random
import sys

SHARES = {"current-events": 1.0, "wikinews": 1.0, "wikipedia-wars": 1.0, "congress": 1.0,
          "senate-1": .7, "senate-2": .3, "senate-3": .3, "white-house": .38, "doj": .12}


def main(data, out, part="1"):
    rng = random.Random(7)
    for name, share in SHARES.items():
        with lzma.open(f"{data}/free-news-text/{name}.jsonl.xz", "rt", encoding="utf-8") as rows, \
                open(f"{out}/{name}.txt", "w", encoding="utf-8") as to:
            for line in rows:
                if rng.random() > share * float(part):
                    continue
                text = json.loads(line)["text"].replace("\0", "")
                if name == "current-events":
                    text = text.replace("\n", "\n\n")
                to.write(text.strip() + "\n\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
