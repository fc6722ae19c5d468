#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A database of many made articles: how fast it is filled and asked.

    python3 bench/database.py [--hearsay build/hearsay] [--articles 100000] [--keep DB]

The articles are rows of ready text on invented events: one to nine papers write of each,
with figures of their own, over two years. Then one article more is added, and a hundred.
With --keep the database stays, and is used again when it is there; articles are not added
to it twice, so that what a later run adds counts for nothing.
"""
import argparse
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

HEADS = ["Kar", "Vel", "Ost", "Tal", "Bren", "Mor", "Sal", "Dren", "Hask", "Lum", "Pir", "Tov",
         "Ner", "Gal", "Zem", "Rud", "Fen", "Ald", "Cor", "Wes"]
MIDDLES = ["a", "e", "i", "o", "u", "an", "er", "il", "or", "us"]
TAILS = ["burg", "stad", "grad", "ville", "mouth", "ford", "haven", "dal", "nik", "pol", "mar",
         "vik", "holm", "dorf", "field", "bridge"]
WHAT = [("An explosion at a depot in", "killed {k} people and injured {i}"),
        ("Shelling of the market of", "killed {k} people and wounded {i}"),
        ("A drone attack on a power station in", "killed {k} workers and injured {i} people"),
        ("A car bomb near the town hall of", "left {k} people dead and {i} injured"),
        ("Gunmen who attacked a bus in", "killed {k} passengers and wounded {i}")]
WHO = ["the fire service", "the mayor", "police", "the health ministry", "the city hospital",
       "the army", "the Red Crescent", "a local monitor"]
MORE = ["The road to {other} was closed until the evening.",
        "“We heard it from the other end of the town,” {person} of {street} Street said.",
        "Rescuers looked for people under the rubble of the {street} mill on {day}.",
        "Governor {person} will visit {town} on {next}.",
        "The {street} Brigade denied that it had fired.",
        "Schools near the {street} bridge stay closed, said {person}, who runs one.",
        "Talks on a truce are to begin in {other} next week, {person} said."]
WORDS = ["The {0} beside the {1} burnt for hours, and the {2} had to be left.",
         "A {3}, two {4}s and the {5} of the old quarter were damaged."]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def towns():
    return [h + m + t for h in HEADS for m in MIDDLES for t in TAILS]


def word(chance):
    """An invented noun: each event has its own, as real ones have."""
    return "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(3))


def event(chance, number, names):
    """The articles on one invented event."""
    town, other, *own = chance.sample(names, 6)
    day = chance.randrange(730)
    things = [word(chance) for _ in range(6)]
    killed, injured = chance.randint(1, 40), chance.randint(1, 90)
    what, harm = chance.choice(WHAT)
    for part in range(min(1 + int(chance.expovariate(0.45)), 9)):
        late = day + part // 3
        date = time.strftime("%Y-%m-%d", time.gmtime(1893456000 + 86400 * late))
        k = killed + (chance.randint(0, 3) if chance.random() < 0.3 else 0)
        words = {"k": k, "i": injured, "town": town, "other": other,
                 "street": chance.choice(own), "person": f"{chance.choice(own)} {chance.choice(own)}",
                 "day": DAYS[late % 7], "next": DAYS[(late + 1) % 7]}
        lead = f"{what} {town} {harm.format(**words)} on {DAYS[day % 7]}, {chance.choice(WHO)} said."
        rest = [line.format(**words) for line in chance.sample(MORE, 3)]
        yield {"id": f"e{number:06}-{part}", "publisher": f"Paper {chance.randint(1, 300)}",
               "title": f"{k} dead as {things[0]} burns in {town}", "published": date,
               "text": "\n\n".join([lead, chance.choice(WORDS).format(*things)] + rest)}


def write_rows(path, count, first=0):
    """At least `count` articles, on events numbered from `first`."""
    chance, names, number, written = random.Random(1 + first), towns(), first, 0
    with open(path, "w", encoding="utf-8") as out:
        while written < count:
            for row in event(chance, number, names):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                written += 1
            number += 1


def timed(args):
    """(seconds, seconds of user CPU, MB) of a run; its output goes nowhere."""
    started = time.monotonic()
    child = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{args}: {message.decode()[-500:]}")
    return time.monotonic() - started, usage.ru_utime, usage.ru_maxrss / 1024


def put(name, figures, note=""):
    seconds, cpu, memory = figures
    print(f"{name:34} {seconds:9.3f} s {cpu:9.3f} s of CPU {memory:8.0f} MB  {note}", flush=True)


def ask(hearsay, database):
    db = sqlite3.connect(database)
    sizes = db.execute("SELECT id, articles FROM story ORDER BY articles DESC, id").fetchall()
    articles = db.execute("SELECT count(*) FROM article").fetchone()[0]
    claims = db.execute("SELECT count(*) FROM claim").fetchone()[0]
    db.close()
    print(f"{articles} articles, {len(sizes)} stories, {claims} claims, "
          f"{os.path.getsize(database) >> 20} MB")
    for name, at in (("largest", 0), ("middle", len(sizes) // 2), ("last", -1)):
        for form in ("text", "html"):
            runs = [timed([hearsay, "report", "-d", database, "--story", sizes[at][0],
                           "--format", form]) for _ in range(5)]
            put(f"report --story, {name}, {form}", sorted(runs)[2], f"{sizes[at][1]} articles")
    put("claims --story, largest", timed([hearsay, "claims", "-d", database, "--story",
                                          sizes[0][0]]))
    put("search", timed([hearsay, "search", "-d", database, "rubble"]))
    put("stories", timed([hearsay, "stories", "-d", database]))
    put("claims", timed([hearsay, "claims", "-d", database]))
    put("report", timed([hearsay, "report", "-d", database]))
    put("diff of a day", timed([hearsay, "diff", "-d", database, "--since", "2031-12-30"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hearsay", default="build/hearsay")
    parser.add_argument("--articles", type=int, default=100000)
    parser.add_argument("--keep", help="the database, kept")
    options = parser.parse_args()
    hearsay = str(pathlib.Path(options.hearsay).resolve())
    with tempfile.TemporaryDirectory() as folder:
        database = options.keep or f"{folder}/made.db"
        if not os.path.exists(database):
            rows = f"{folder}/rows.jsonl"
            write_rows(rows, options.articles)
            figures = timed([hearsay, "add", "-d", database, rows])
            put("add", figures, f"{options.articles / figures[0]:.0f} articles/s")
        for more, first in ((1, 900000), (100, 910000)):
            write_rows(f"{folder}/more.jsonl", more, first)
            put(f"add, {more} more", timed([hearsay, "add", "-d", database,
                                            f"{folder}/more.jsonl"]))
        ask(hearsay, database)


if __name__ == "__main__":
    main()
