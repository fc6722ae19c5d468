#!/usr/bin/env python3
"""Compare the feed reader with the test feeds of feedparser.

    compare.py PROGRAM [--floor PERCENT] [--show N] [--out-of-scope]

PROGRAM is build/test/feeds. The feeds lie in $HEARSAY_DATA/feedparser-tests, by default
../shared/data beside the repository; where they are absent the exit status is 77, which
Meson counts as skipped. Each feed says in a comment what is expected of it, as a Python
expression over what feedparser makes of it. That expression is never run: of its
comparisons those are taken that speak of titles, links, ids, authors, dates, contents and
the encoding, and each is set beside what the reader gives. Passed and failed are printed
for each kind; below the floor the status is 1. Everything else is out of scope, counted
with the reason.

Markup is compared as the text in it, since what markup means is decided later, by the
page stage; where an expected value is an address of mail alone no name is expected.

SPDX-License-Identifier: Apache-2.0
"""
import argparse
import ast
import calendar
import collections
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import time

SKIPPED = 77

# Parts of feedparser's result with no counterpart in an article, and why.
REASONS = [
    (r"^(feed|channel)\W", "of the feed itself: no article has it"),
    (r"itunes|psc|where|media_|enclosures|duration|subtitle|slash|thr_|comments|ttl|geo|image",
     "podcasts, places, media, comments: no part of an article"),
    (r"tags|category|categories", "tags: not part of an article"),
    (r"_detail|\['(type|language|base|rel|length|hreflang)'\]|\['(email|url|uri)'\]",
     "type, language or base of a part: used, not kept"),
    (r"\['source'\]", "of the feed an item was taken from: its title is the publisher"),
    (r"version|namespaces|bozo|status|etag|headers|href", "of the file, not of an article"),
    (r"contributors|rights|license|expired|publisher|links", "not part of an article"),
]

# Folders out of scope as a whole.
FOLDERS = {
    "wellformed/sanitize": "what markup is safe to show: markup goes to the page stage, which "
                           "keeps text alone",
    "wellformed/cdf": "CDF of 1997, not a kind of feed that is read",
    "wellformed/http": "headers of HTTP: nothing is fetched",
}


def data_home():
    here = pathlib.Path(__file__).resolve().parent
    home = os.environ.get("HEARSAY_DATA") or str(here.parents[2] / "shared" / "data")
    return pathlib.Path(home) / "feedparser-tests"


# --- what is expected ----------------------------------------------------------------------

def expression(raw):
    """The expression after "Expect:", in whatever encoding the feed is."""
    for name in ("utf-8", "utf-16", "utf-32", "cp037", "latin-1"):
        try:
            text = raw.decode(name)
        except UnicodeError:
            continue
        found = re.search(r"Expect:[ \t]*(.*?)[ \t]*\r?\n", text)
        if found:
            return found.group(1).strip()
    return None


def comparisons(tree):
    """(left as text, value) of each "left == literal" that is claimed outright."""
    if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And):
        for part in tree.values:
            yield from comparisons(part)
    elif (isinstance(tree, ast.Compare) and len(tree.ops) == 1 and
          isinstance(tree.ops[0], ast.Eq)):
        try:
            yield ast.unparse(tree.left), ast.literal_eval(tree.comparators[0])
        except ValueError:
            yield ast.unparse(tree.left), None
    else:
        yield ast.unparse(tree), None


NAMES = {
    "title": "title", "title_detail.value": "title",
    "link": "link", "links[0].href": "link",
    "id": "id", "guid": "id",
    "author": "author", "author_detail.name": "author",
    "authors[0].name": "author", "authors[1].name": "author",
    "published": "date", "published_parsed": "date", "created": "date", "created_parsed": "date",
    "issued": "date", "issued_parsed": "date", "date": "date", "date_parsed": "date",
    "updated": "date", "updated_parsed": "date", "modified": "date", "modified_parsed": "date",
    "content[0].value": "content", "description": "content", "summary": "content",
    "summary_detail.value": "content",
}


def part_of(left):
    """(kind, number of the item or None for the feed, feedparser's name) or None."""
    plain = re.sub(r"\[\s*u?'(\w+)'\s*\]", r".\1", left)
    if plain == "encoding":
        return "encoding", None, plain
    found = re.fullmatch(r"(entries\[(-?\d+)\]|feed|channel|items\[(\d+)\])\.(.+)", plain)
    if not found or found.group(4) not in NAMES:
        return None
    number = found.group(2) or found.group(3)
    kind = NAMES[found.group(4)]
    if number is None and kind not in ("title", "link", "id", "author"):
        return None
    return kind, None if number is None else int(number), found.group(4)


# --- what is given -------------------------------------------------------------------------

class Text(html.parser.HTMLParser):
    """The text of markup, without scripts and styles, as one line."""
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style") and self.hidden > 0

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def plain(value):
    reader = Text()
    reader.feed(value or "")
    reader.close()
    return " ".join("".join(reader.parts).split())


def folded(value):
    return " ".join((value or "").split())


def without_mail(value):
    value = re.sub(r"[<(]?[^\s<>()]*@[^\s<>()]*[>)]?", " ", value or "")
    return " ".join(value.strip(' ()<>"').split())


def minutes(value):
    """Of feedparser's nine numbers, or of an ISO date as the reader gives it, in UTC."""
    if isinstance(value, tuple):
        return calendar.timegm(value + (0,) * (9 - len(value))) // 60
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?)?",
                     value or "")
    if not found:
        return None
    year, month, day, hour, minute, zone = found.groups()
    at = calendar.timegm((int(year), int(month or 1), int(day or 1), int(hour or 0),
                          int(minute or 0), 0, 0, 0, 0)) // 60
    if zone and zone != "Z":
        at -= (1 if zone[0] == "+" else -1) * (int(zone[1:3]) * 60 + int(zone[4:6]))
    return at


ALIASES = {"iso-8859-1": "windows-1252", "us-ascii": "utf-8", "ascii": "utf-8", "utf8": "utf-8",
           "gb2312": "gb18030", "utf_8": "utf-8"}


def charset(name):
    name = (name or "").lower().replace("_", "-")
    return ALIASES.get(name, name)


def agrees(kind, name, wanted, item, feed):
    if kind == "encoding":
        got = charset(feed["charset"])
        return got == charset(wanted) or (got.startswith("utf-16") and
                                          charset(wanted).startswith("utf-16"))
    if kind == "date":
        late = name.split("_")[0] in ("updated", "modified")
        fields = (("updated", "day_updated"), ("date", "day")) if late else (("date", "day"),)
        for raw, day in fields:
            if isinstance(wanted, tuple) and item[day] and minutes(item[day]) == minutes(wanted):
                return True
            if not isinstance(wanted, tuple) and item[raw] == wanted.strip():
                return True
        return False
    if kind == "author":
        names = (item["author"] or "").split("; ")
        return without_mail(wanted) in names
    if kind in ("link", "id"):
        return (item[kind] or "") == wanted.strip()
    if kind == "content" and item["html"]:
        return plain(item["text"]) == plain(wanted)
    return folded(item["text" if kind == "content" else kind]) in (plain(wanted), folded(wanted))


# --- the run -------------------------------------------------------------------------------

def reason_of(left, value):
    if value is None:
        return "not an equation: what is absent, or a count"
    for pattern, reason in REASONS:
        if re.search(pattern, left):
            return reason
    return "another part of feedparser's result"


def outside_of_file(raw, part, left):
    """Why a file cannot decide this, or None."""
    if re.search(rb"<!--[^>]*Header:", raw) or b"127.0.0.1:8097" in raw:
        return FOLDERS["wellformed/http"]
    if part[0] == "encoding" and raw.isascii() and not re.search(rb"encoding=.(iso-2022|utf-7|hz)", raw, re.I):
        return "bytes of ASCII, which every encoding reads alike"
    if "links[" in left.replace("'", "") and re.search(rb"""rel=["'](?!alternate)""", raw):
        return "links to other things than the page"
    return None


def read_feeds(program, names):
    done = subprocess.run([program], input="\n".join(names) + "\n", capture_output=True,
                          encoding="utf-8", check=True)
    return {row["file"]: row for row in map(json.loads, done.stdout.splitlines())}


def judge(row, kind, number, name, value):
    if number is None:
        return agrees(kind, name, value, row, row)
    items = row["items"]
    if not -len(items) <= number < len(items):
        return False
    return agrees(kind, name, value, items[number], row)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--floor", type=float, default=0)
    parser.add_argument("--show", type=int, default=0, help="failures of each kind to print")
    parser.add_argument("--out-of-scope", action="store_true", help="list the reasons")
    args = parser.parse_args()
    archive = data_home() / "feeds.tar.xz"
    if not archive.exists():
        print(f"{archive} is not there")
        return SKIPPED
    passed, failed, outside = (collections.Counter() for _ in range(3))
    failures = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder)
        names = sorted(str(p) for p in pathlib.Path(folder).rglob("*") if p.is_file())
        rows = read_feeds(args.program, names)
        for path in names:
            short = os.path.relpath(path, folder).removeprefix("feeds/")
            raw = pathlib.Path(path).read_bytes()
            wanted = expression(raw)
            if wanted is None:
                outside["says nothing of what is expected"] += 1
                continue
            home = next((why for place, why in FOLDERS.items() if place in short), None)
            try:
                claims = list(comparisons(ast.parse(wanted, mode="eval").body))
            except SyntaxError:
                outside["says nothing of what is expected"] += 1
                continue
            for left, value in claims:
                if re.fullmatch(r"(not )?bozo", left) or left.startswith("bozo"):
                    continue
                part = part_of(left)
                good_value = isinstance(value, str) or (part and part[0] == "date" and
                                                        isinstance(value, tuple))
                if home or not part or not good_value:
                    outside[home or reason_of(left, value)] += 1
                    continue
                why = outside_of_file(raw, part, left)
                if why:
                    outside[why] += 1
                elif part[0] == "content" and value.strip() and not plain(value):
                    outside["markup without text"] += 1
                elif part[0] == "author" and not without_mail(value):
                    outside["an address of mail is no name"] += 1
                elif judge(rows[path], *part, value):
                    passed[part[0]] += 1
                else:
                    failed[part[0]] += 1
                    failures[part[0]].append((short, left, value, rows[path]))
    total = report(passed, failed, outside, failures, args)
    return 1 if total < args.floor else 0


def report(passed, failed, outside, failures, args):
    print(f"{'kind':<10} {'passed':>7} {'failed':>7} {'%':>7}")
    for kind in sorted(set(passed) | set(failed)):
        all_of = passed[kind] + failed[kind]
        print(f"{kind:<10} {passed[kind]:>7} {failed[kind]:>7} {100 * passed[kind] / all_of:>7.1f}")
        for short, left, value, row in failures[kind][:args.show]:
            print(f"    {short}: {left} == {value!r}\n      {json.dumps(row, ensure_ascii=False)[:700]}")
    all_passed, all_of = sum(passed.values()), sum(passed.values()) + sum(failed.values())
    total = 100 * all_passed / max(all_of, 1)
    print(f"{'all':<10} {all_passed:>7} {all_of - all_passed:>7} {total:>7.1f}")
    print(f"out of scope: {sum(outside.values())} comparisons")
    if args.out_of_scope:
        for reason, count in outside.most_common():
            print(f"{count:>7}  {reason}")
    return total


if __name__ == "__main__":
    sys.exit(main())
