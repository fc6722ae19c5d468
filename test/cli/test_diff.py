#!/usr/bin/env python3
"""What changed since a day: tolls that rose, verdicts that turned, claims that are new."""
import contextlib
import json
import random
import sqlite3

import program
from program import EXAMPLES, ROOT, Case, lines, run


def row(n, day, text, title="Blast in Tallis", publisher=None):
    """An invented article of a day of May 2031; day None: undated."""
    made = {"id": f"r{n}", "publisher": publisher or f"Paper {n}", "title": title, "text": text}
    if day is not None:
        made["published"] = day if isinstance(day, str) else f"2031-05-{day:02}"
    return made


# The same blast on two days: the toll rises, a second paper agrees on the injured, a
# third contradicts, and something new is said.
FIRST = [
    row(1, 6, "An explosion at a depot in Tallis killed at least four people and injured 20 on "
              "Tuesday, the harbour fire service said.\n\nThe depot stored paint."),
]
SECOND = [
    row(2, 7, "The death toll from Tuesday's explosion at a depot in Tallis rose to nine, the "
              "harbour fire service said on Wednesday. The city hospital said 20 people were "
              "injured.\n\nThe governor visited Tallis on Wednesday."),
]


class Diff(Case):

    def setUp(self):
        super().setUp()
        self.db = self.dir / "a.db"

    def add(self, *parts, database=None):
        for part in parts:
            rows = self.put("rows.jsonl", lines(part))
            self.ends(run("add", "-d", database or self.db, rows), 0)

    def diff(self, since, *more, status=0):
        result = run("diff", "-d", self.db, "--since", since, "--format", "json", *more)
        return self.ends(result, status, since).objects()[0]

    def changes(self, since):
        return [c for story in self.diff(since)["stories"] for c in story["changes"]]

    @staticmethod
    def of(changes, what):
        found = [c for c in changes if c["claim"]["what"] == what and
                 c["claim"]["scope"] == "event"]
        return found[0] if found else None

    def test_only_stories_that_differ_are_read(self):
        """As where the database knows no stories, and all of them are made."""
        rows = program.made_rows(60, seed=4) + FIRST + SECOND
        self.add(rows)
        args = ["diff", "-d", self.db, "--since", "2031-05-07"]
        forms = ("text", "json", "md")
        told = [self.ends(run(*args, "--format", form), 0).out for form in forms]
        self.assertIn(b"Tallis", told[0])
        with contextlib.closing(sqlite3.connect(self.db)) as db:
            db.execute("UPDATE results SET made_by = '0.0.0'")
            db.execute("DELETE FROM story_input")
            db.commit()
        for form, expected in zip(forms, told):
            self.same(self.ends(run(*args, "--format", form), 0).out, expected, form)

    def test_a_toll_that_rose(self):
        self.add(FIRST, SECOND)
        killed = self.of(self.changes("2031-05-07"), "killed")
        self.assertEqual(killed["direction"], "rose")
        self.assertIn("best", killed["how"])
        self.assertEqual((killed["before"]["best"], killed["before"]["low"]), (4, 4))
        self.assertEqual(killed["claim"]["best"], 9)
        self.assertEqual(killed["fresh"], 1)
        text = run("diff", "-d", self.db, "--since", "2031-05-07").out.decode()
        self.assertIn("FIGURES THAT CHANGED", text)
        self.assertRegex(text, r"rose; before: low 4 · best 4 or more")

    def test_a_verdict_that_turned(self):
        self.add(FIRST, SECOND)
        injured = self.of(self.changes("2031-05-07"), "injured")
        self.assertEqual((injured["before"]["verdict"], injured["claim"]["verdict"]),
                         ("single", "agree"))
        self.assertEqual(injured["how"][0], "verdict")
        text = run("diff", "-d", self.db, "--since", "2031-05-07").out.decode()
        self.assertRegex(text, r"VERDICTS THAT TURNED\n.*\n +injured")

    def test_what_is_new(self):
        self.add(FIRST, SECOND)
        new = [c for c in self.changes("2031-05-07") if c["how"] == ["new"]]
        self.assertTrue(any("visited" in json.dumps(c["claim"]) for c in new))
        for change in new:
            self.assertIsNone(change["before"])
            self.assertEqual({a["doc"] for a in change["claim"]["accounts"]}, {"r2"})

    def test_nothing_before_and_nothing_after(self):
        self.add(FIRST, SECOND)
        everything = self.diff("2001-01-01")
        self.assertEqual((everything["before"], everything["now"]), (0, 2))
        self.assertTrue(everything["stories"][0]["new"])
        claims = self.ends(run("claims", "-d", self.db), 0).objects()
        self.assertEqual([c["claim"] for s in everything["stories"] for c in s["changes"]], claims)
        nothing = self.diff("2031-05-08", status=1)
        self.assertEqual((nothing["before"], nothing["stories"]), (2, []))

    def test_an_hour_of_a_day(self):
        self.add([row(1, "2031-05-07T06:00+00:00", FIRST[0]["text"]),
                  row(2, "2031-05-07T09:30+02:00", SECOND[0]["text"])])
        for since, fresh in (("2031-05-07T06:00Z", 2), ("2031-05-07T06:01Z", 1),
                             ("2031-05-07T09:30+02:00", 1), ("2031-05-07T07:31Z", 0),
                             ("2031-05-07", 2)):
            with self.subTest(since=since):
                got = self.diff(since, status=0 if fresh else 1)
                self.assertEqual(got["now"] - got["before"], fresh)

    def test_a_day_without_an_hour_can_be_late(self):
        self.add(FIRST, SECOND)
        self.assertEqual(self.diff("2031-05-07T18:00Z")["before"], 1)

    def test_undated_articles(self):
        copy = row(3, None, FIRST[0]["text"], publisher="Reposts")
        self.add(FIRST, SECOND, [copy])
        got = self.diff("2031-05-07")
        self.assertEqual((got["before"], got["undated"]), (2, 1))
        got = self.diff("2031-05-01")  # its story is new, and so it is
        self.assertEqual((got["before"], got["undated"]), (0, 0))

    def test_a_claim_keeps_its_past_when_its_story_grows(self):
        """An earlier article that comes late can give the story another id."""
        early = row(0, 5, "Police cordoned off a depot in Tallis on Monday.\n\nThe depot stored "
                          "paint and the harbour fire service had warned of an explosion.")
        self.add(FIRST, SECOND, [early])
        self.assertEqual(self.of(self.changes("2031-05-07"), "killed")["before"]["best"], 4)

    def test_the_order_of_adding_and_threads_are_nothing(self):
        self.ends(run("add", "-d", self.db, "examples"), 0)
        args = ["diff", "--since", "2031-05-07", "-d"]
        pages = [p.relative_to(ROOT) for p in EXAMPLES]
        random.Random(3).shuffle(pages)
        other = self.dir / "b.db"
        for page in pages:
            self.ends(run("add", "-d", other, page), 0)
        for form in ("text", "md", "json"):
            expected = self.ends(run(*args, self.db, "--format", form), 0).out
            self.same(self.ends(run(*args, other, "--format", form), 0).out, expected, form)
            for threads in (1, 2, 8):
                got = run(*args, self.db, "--format", form, "--threads", threads).out
                self.same(got, expected, f"{form}, {threads} threads")

    def test_wrong_use(self):
        self.add(FIRST)
        for args in (["--since", "2031-05-07"], ["-d", self.db], ["-d", self.db, "--since", "May"],
                     ["-d", self.db, "--since", "2031-02-30"], ["-d", self.db, "--since", ""],
                     ["-d", self.db, "--since", "2031-05-07", "examples"],
                     ["-d", self.db, "--since", "2031-05-07", "--format", "html"]):
            self.ends(run("diff", *args), 2, str(args))
        self.ends(run("diff", "-d", self.dir / "none.db", "--since", "2031-05-07"), 4)


if __name__ == "__main__":
    program.main()
