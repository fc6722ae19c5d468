#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well pages are read: body, title, authors, day of publication, on the labelled sets.

    python3 tools/eval/page.py [--hearsay build/hearsay] [--worst 10] [--plain FORM] [SET...]
    python3 tools/eval/page.py --unpack FOLDER [SET...]

Sets (folders of $HEARSAY_DATA): news-html, wcxb, web-pages. The pages are unpacked into a temporary folder and read
by one run of `hearsay extract`. With --plain they are first made into the plain text that crawlers store
(tools/train/page/render.py: blocks, nodes, source or mixed; needs lxml); the sets are then called SET.txt.

body     mean over pages of the F1 of words, title left out; a page that is not read counts 0
with     share of gold snippets found; without: share of snippets of furniture that were kept out
title    share of gold titles that are the same but for case, quotes and white space
authors  share of pages whose set of names is the gold set
day      share of gold days met, and how many of the days given are right
"""
import argparse
import collections
import io
import json
import lzma
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("HEARSAY_DATA", ROOT / "../shared/data"))
SETS = ("news-html", "wcxb", "web-pages")


def fold(text):
    text = unicodedata.normalize("NFKC", text or "").casefold()
    for curly, straight in zip("‘’‚“”„–—", "'''\"\"\"--"):
        text = text.replace(curly, straight)
    return " ".join(text.split())


def words(text):
    return re.findall(r"\w+", fold(text))


def word_f1(gold, got):
    a, b = collections.Counter(words(gold)), collections.Counter(words(got))
    both = sum((a & b).values())
    if not both:
        return (1.0, 1.0, 1.0) if not a and not b else (0.0, 0.0, 0.0)
    p, r = both / sum(b.values()), both / sum(a.values())
    return 2 * p * r / (p + r), p, r


def gold_rows(name):
    with lzma.open(DATA / name / "gold.jsonl.xz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def warc_pages(path):
    """Payloads of the response records, by record id. Members are small: read whole."""
    import gzip
    with gzip.open(path, "rb") as file:
        data = file.read()
    at = 0
    while at < len(data):
        end = data.index(b"\r\n\r\n", at)
        head = dict(line.split(": ", 1) for line in data[at:end].decode("utf-8").split("\r\n")[1:] if ": " in line)
        length = int(head["Content-Length"])
        body = data[end + 4:end + 4 + length]
        if head.get("WARC-Type") == "response":
            yield head["WARC-Record-ID"], body.split(b"\r\n\r\n", 1)[1]
        at = end + 4 + length + 4


def unpack(name, rows, folder):
    """Write each page to folder/<id>.html; give the path of each row."""
    paths = {}
    if name == "news-html":
        by_record = {row["record"]: row["id"] for row in rows}
        pages = ((by_record.get(record), body) for record, body in warc_pages(DATA / name / "pages.warc.gz"))
    else:
        by_file = {row["file"]: row["id"] for row in rows}
        tar = tarfile.open(fileobj=io.BytesIO(lzma.open(DATA / name / "pages.tar.xz").read()))
        pages = ((by_file.get(os.path.basename(m.name)), tar.extractfile(m).read()) for m in tar if m.isfile())
    for ident, body in pages:
        if ident:
            paths[ident] = folder / (ident + ".html")
            paths[ident].write_bytes(body)
    return paths


def as_plain(folder, form):
    """The pages of a folder as plain text, in a folder beside it."""
    sys.path.insert(0, str(ROOT / "tools/train/page"))
    import render
    plain = folder.with_name(folder.name + "-" + form)
    plain.mkdir(exist_ok=True)
    for path in sorted(folder.glob("*.html")):
        try:
            text = render.render(path.read_bytes(), path.stem, form)
        except LookupError:
            continue
        (plain / (path.stem + ".txt")).write_text(text, encoding="utf-8", errors="replace")
    return plain


def extract(program, folder):
    run = subprocess.run([program, "extract", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode not in (0, 1, 3):
        sys.exit(f"{program} ended with {run.returncode}: {run.stderr.decode('utf-8', 'replace')[-500:]}")
    got = {}
    for line in run.stdout.decode("utf-8").splitlines():
        row = json.loads(line)
        got[pathlib.Path(row["input"]).stem] = row
    return got


def names(row):
    return {fold(n) for n in row if n}


def day(value):
    value = str(value or "")
    return value[:10] if len(value) >= 10 else None


class Score:
    def __init__(self):
        self.sums = collections.defaultdict(list)
        self.pages = []

    def add(self, key, value):
        self.sums[key].append(float(value))

    def mean(self, key):
        values = self.sums[key]
        return f"{sum(values) / len(values):.3f} ({len(values)})" if values else "-"


DEGREE = re.compile(r"(?!.*[a-z]{3})(?=.*[A-Z].*[A-Z])[A-Z][\w.®\- ]{1,12}")  # Ph.D., MS, CFP, E-RYT 200


def gold_authors(row):
    """The names, as a list. Where the set has one string it is cut at what joins names, and degrees are left out."""
    for key in ("authors", "author", "byline"):
        value = row.get(key)
        if isinstance(value, list) and value:
            return value
        if value:
            parts = [p.strip(" .") if len(p.split()) < 2 or len(p.split()[-1]) > 4 else p.strip()
                     for p in re.split(r";|,? (?:and|und|et|&) |, ", value)]
            return [p for i, p in enumerate(parts) if p and not (i and DEGREE.fullmatch(p))]
    return None


def judge(row, got, score):
    text = (got or {}).get("text") or ""
    if row.get("text") and row.get("match", 1.0) >= 0.9:
        f1, p, r = word_f1(row["text"], text)
        score.add("body", f1), score.add("precision", p), score.add("recall", r)
        score.pages.append((f1, p, r, row["id"], row.get("domain", "")))
    for key in ("with", "without"):
        for snippet in row.get(key) or []:
            found = fold(snippet) in fold(text)
            score.add(key, found if key == "with" else not found)
    if row.get("title"):
        score.add("title", got is not None and fold(got["title"]["text"]) == fold(row["title"]))
    authors = gold_authors(row)
    if authors:
        score.add("authors", names(authors) == names(b["name"] for b in (got or {}).get("byline", [])))
    gold_day = day(row.get("published"))
    if gold_day:
        got_day = day((got or {}).get("published", {}).get("value"))
        score.add("day", got_day == gold_day)
        if got_day:
            score.add("day right", got_day == gold_day)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hearsay", default=str(ROOT / "build" / "hearsay"))
    parser.add_argument("--worst", type=int, default=0, help="name the pages read worst")
    parser.add_argument("--keep", help="unpack into this folder, and leave it")
    parser.add_argument("--unpack", help="unpack into this folder, and do no more")
    parser.add_argument("--plain", choices=("blocks", "nodes", "source", "mixed"), help="read the pages as plain text")
    parser.add_argument("sets", nargs="*", default=SETS)
    args = parser.parse_args()
    if args.unpack:
        for name in args.sets or SETS:
            folder = pathlib.Path(args.unpack) / name
            folder.mkdir(parents=True, exist_ok=True)
            unpack(name, gold_rows(name), folder)
        return
    keys = ("body", "precision", "recall", "with", "without", "title", "authors", "day", "day right")
    print("set          " + "".join(f"{k:>16}" for k in keys))
    for name in args.sets or SETS:
        rows, score = gold_rows(name), Score()
        with tempfile.TemporaryDirectory() as temp:
            folder = pathlib.Path(args.keep or temp) / name
            folder.mkdir(parents=True, exist_ok=True)
            unpack(name, rows, folder)
            if args.plain:
                folder = as_plain(folder, args.plain)
            got = extract(args.hearsay, folder)
        for row in rows:
            judge(row, got.get(row["id"]), score)
        print(f"{name + '.txt' if args.plain else name:13}" + "".join(f"{score.mean(k):>16}" for k in keys), flush=True)
        for f1, p, r, ident, domain in sorted(score.pages)[:args.worst]:
            print(f"    {f1:.3f}  p {p:.3f}  r {r:.3f}  {ident}  {domain}")


if __name__ == "__main__":
    main()
