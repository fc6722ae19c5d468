#!/usr/bin/env python3
"""Same inputs, same bytes: any order, any number of threads, locale, folder."""
import json
import random
import re
import shutil

import program
from program import EXAMPLES, ROOT, Case, environment, lines, run

COMMANDS = [["extract"], ["read"], ["parse"], ["stories"], ["claims"], ["report"],
            ["report", "--format", "md"], ["report", "--format", "json"],
            ["report", "--format", "html"]]
NAMES = [str(path.relative_to(ROOT)) for path in EXAMPLES]


def sorted_objects(result, leave_out=("input",)):
    """NDJSON lines in order, without what names the place in the input."""
    objects = result.objects()
    for thing in objects:
        for key in leave_out:
            thing.pop(key, None)
    return sorted(json.dumps(thing, sort_keys=True) for thing in objects)


class Determinism(Case):
    """Sanitizers look for other faults, and are slow: under them a part is enough."""

    expected = {}  # output of each command on examples/, as it is

    @classmethod
    def commands(cls):
        return [["claims"], ["report"]] if program.SANITIZED else COMMANDS

    def each(self, what, change):
        """Each command as it is, and as `change` runs it."""
        for command in self.commands():
            key = tuple(command)
            if key not in self.expected:
                self.expected[key] = self.ends(run(*command, "examples"), 0).out
            got = self.ends(change(command), 0, what).out
            with self.subTest(command=command, what=what):
                self.same(got, self.expected[key], f"{' '.join(command)}, {what}")

    def test_threads(self):
        for threads in (1, 2, 8):
            self.each(f"{threads} threads",
                      lambda command, n=threads: run(*command, "--threads", n, "examples"))

    def test_many_rows_and_threads(self):
        rows = self.put("rows.jsonl", lines(program.made_rows(120)))
        for command in (["read"], ["stories"], ["claims"]):
            expected = self.ends(run(*command, "--threads", 1, rows), 0).out
            for threads in (2, 8):
                got = self.ends(run(*command, "--threads", threads, rows), 0).out
                self.same(got, expected, f"{command[0]}, {threads} threads")

    def test_order_of_arguments(self):
        chance = random.Random(4)
        for _ in range(1 if program.SANITIZED else 2):
            names = NAMES[:]
            chance.shuffle(names)
            self.each("shuffled arguments", lambda command: run(*command, *names))

    def test_an_input_named_twice_counts_once(self):
        self.each("named twice", lambda command: run(*command, "examples", *NAMES[:3]))

    def test_order_of_rows(self):
        rows = program.rows_of_examples() + program.made_rows(40)
        chance = random.Random(9)
        place = self.put("rows.jsonl", lines(rows)).name
        commands = self.commands()
        expected = {tuple(c): self.ends(run(*c, place, cwd=self.dir), 0) for c in commands}
        for turn in range(1 if program.SANITIZED else 2):
            chance.shuffle(rows)
            self.put("rows.jsonl", lines(rows))
            for command in commands:
                got = self.ends(run(*command, place, cwd=self.dir), 0)
                want = expected[tuple(command)]
                what = f"{' '.join(command)}, shuffled rows {turn}"
                with self.subTest(what=what):
                    if command[0] in ("extract", "read"):
                        self.assertEqual(sorted_objects(got), sorted_objects(want), what)
                    elif command == ["parse"]:
                        blocks = [sorted(r.out.split(b"\n\n")) for r in (got, want)]
                        self.assertEqual(len(blocks[0]), len(blocks[1]), what)
                    elif command[-1] == "json":
                        self.assertEqual(self.unnamed(got), self.unnamed(want), what)
                    else:
                        self.same(self.unplaced(got.out), self.unplaced(want.out), what)

    @staticmethod
    def unplaced(out):
        """Text without the lines of the rows and without how it was wrapped."""
        return re.sub(rb"\s+", b" ", re.sub(rb"rows\.jsonl:\d+", b"rows", out)).replace(b". ", b".\n")

    @staticmethod
    def unnamed(result):
        """A report without the lines of the rows: they are what was shuffled."""
        report = result.objects()[0]
        for article in report["articles"]:
            article.pop("input")
        return report

    def test_locale_and_clock(self):
        for changes in ({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "de_DE.UTF-8"},
                        {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"},
                        {"LC_ALL": None, "LANG": None, "TZ": "Pacific/Apia"}):
            self.each(str(changes), lambda command: run(*command, "examples",
                                                        env=environment(**changes)))

    def test_folder(self):
        shutil.copytree(ROOT / "examples", self.dir / "deep" / "er" / "examples")
        self.each("another folder",
                  lambda command: run(*command, "examples", cwd=self.dir / "deep" / "er"))

    def test_again(self):
        self.each("a second time", lambda command: run(*command, "examples"))


if __name__ == "__main__":
    program.main()
