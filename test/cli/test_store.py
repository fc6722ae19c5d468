#!/usr/bin/env python3
"""The database: adding twice, being killed, being asked, being something else.

With --kills N `add` is killed at N random points instead of a few.
"""
import contextlib
import json
import random
import re
import sqlite3
import sys

import program
from program import ROOT, Case, lines, run

MANY = 600  # articles: more than two transactions
KILLS = 8
RESULTS = ("story", "membership", "claim", "account")


class Store(Case):

    def setUp(self):
        super().setUp()
        self.db = self.dir / "a.db"

    def export(self, database=None):
        return self.ends(run("export", "-d", database or self.db), 0, "export").out

    def rows(self, table, database=None):
        """A table's rows, in order."""
        with contextlib.closing(sqlite3.connect(database or self.db)) as db:
            return sorted(map(repr, db.execute(f"SELECT * FROM {table}")))

    def test_adding_twice_changes_nothing(self):
        first = self.ends(run("add", "-d", self.db, "examples"), 0)
        self.assertIn("10 added, 0 there already, 0 refused", first.err)
        self.assertEqual(first.out, b"")
        export = self.export()
        tables = [self.rows(t) for t in RESULTS]
        again = self.ends(run("add", "-d", self.db, "examples"), 0)
        self.assertIn("0 added, 10 there already, 0 refused", again.err)
        self.same(self.export(), export, "export after a second add")
        self.assertEqual([self.rows(t) for t in RESULTS], tables)

    def test_adding_one_by_one_is_adding_all(self):
        self.ends(run("add", "-d", self.db, "examples"), 0)
        other = self.dir / "b.db"
        pages = [p.relative_to(ROOT) for p in program.EXAMPLES]
        random.Random(2).shuffle(pages)
        for page in pages:
            self.ends(run("add", "-d", other, page), 0)
        self.same(self.export(other), self.export(), "one by one")
        for table in RESULTS:
            self.assertEqual(self.rows(table, other), self.rows(table), table)

    def all_rows(self, database):
        """What follows from the articles; they themselves are numbered as they came."""
        found = {table: self.rows(table, database) for table in RESULTS}
        with contextlib.closing(sqlite3.connect(database)) as db:
            found["story_input"] = db.execute(
                "SELECT id, title, publisher, wire, published, words, keys FROM story_input"
                " ORDER BY id").fetchall()
        return found

    def test_adding_in_parts_is_adding_all(self):
        """Batches that come late, on the same day or long after: stories grow, join and change
        their first article, and only what changes is written."""
        rows = program.made_rows(150, seed=11) + program.rows_of_examples()
        chance = random.Random(8)
        self.ends(run("add", "-d", self.db, self.put("all.jsonl", lines(rows))), 0)
        whole = self.all_rows(self.db)
        exported = [json.loads(line) for line in self.export().splitlines()]
        for turn, size in enumerate((1, 7, 40)):
            chance.shuffle(rows)
            other = self.dir / f"parts{turn}.db"
            head = rows[:len(rows) - 12 * size] if size < 12 else []
            parts = [head] * bool(head) + [rows[i:i + size]
                                           for i in range(len(head), len(rows), size)]
            for part in parts:
                self.ends(run("add", "-d", other, self.put("part.jsonl", lines(part))), 0)
            for table, expected in whole.items():
                self.assertEqual(self.all_rows(other)[table], expected, f"{table}, by {size}")
        with sqlite3.connect(other) as db:  # made again from nothing
            db.execute("UPDATE results SET made_by = '0.0.0'")
        self.ends(run("add", "-d", other, self.put("part.jsonl", lines(rows[:1]))), 0)
        self.assertEqual(self.all_rows(other), whole, "made again")
        for table, kind in (("claim", "claim"), ("story", "story")):
            with contextlib.closing(sqlite3.connect(self.db)) as db:
                ids = [i for i, in db.execute(f"SELECT id FROM {table} ORDER BY id")]
            self.assertEqual(ids, sorted(o["id"] for o in exported if o["kind"] == kind))

    def test_reports_are_those_in_memory(self):
        for form in ("text", "md", "json"):
            memory = self.ends(run("report", "--format", form, "examples"), 0).out
            args = ["report", "--format", form, "-d", self.db]
            self.same(self.ends(run(*args, "examples"), 0).out, memory, f"{form}, adding")
            self.same(self.ends(run(*args), 0).out, memory, f"{form}, of the database")
        for command in ("stories", "claims"):
            memory = self.ends(run(command, "examples"), 0).out
            self.same(self.ends(run(command, "-d", self.db), 0).out, memory, command)

    def test_one_story_alone_is_as_among_all(self):
        rows = self.put("rows.jsonl", lines(program.made_rows(60)))
        self.ends(run("add", "-d", self.db, "examples", rows), 0)
        stories = [row for row in run("stories", "-d", self.db).objects() if "docs" in row]
        claims = run("claims", "-d", self.db).objects()
        for story in stories[:6] + stories[-2:]:
            own = self.ends(run("claims", "-d", self.db, "--story", story["id"]), 0).objects()
            self.assertEqual(own, [c for c in claims if c["story"] == story["id"]])
            for form in ("text", "html"):
                args = ["report", "--format", form, "--story", story["id"]]
                self.same(self.ends(run(*args, "-d", self.db), 0).out,
                          self.ends(run(*args, "examples", rows), 0).out, story["title"])
        for args in (["-d", self.db], ["examples"]):
            self.ends(run("report", "--story", "none", *args), 1, "no such story")

    def test_results_of_another_version_are_not_used(self):
        """They are made again by the next `add`, and `report --story` does without."""
        self.ends(run("add", "-d", self.db, "examples"), 0)
        story = run("stories", "-d", self.db).objects()[-1]["id"]
        args = ["report", "-d", self.db, "--story", story]
        expected = self.ends(run(*args), 0).out
        with sqlite3.connect(self.db) as db:
            db.execute("UPDATE results SET made_by = '0.0.0'")
            db.execute("UPDATE membership SET story = 'another'")
            db.commit()
        self.same(self.ends(run(*args), 0).out, expected, "without the results")
        self.ends(run("add", "-d", self.db, "examples"), 0)
        self.assertNotIn("another", str(self.rows("membership")))

    def test_of_an_earlier_schema(self):
        self.ends(run("add", "-d", self.db, "examples"), 0)
        export, members = self.export(), self.rows("membership")
        with sqlite3.connect(self.db) as db:
            db.execute("ALTER TABLE membership DROP COLUMN place")
            db.execute("DROP TABLE results")
            db.execute("DROP TABLE story_input")
            for column in ("off", "len", "table", "line", "name"):
                db.execute(f"ALTER TABLE event DROP COLUMN reason_{column}")
            for column in ("mishap", "definite", "named", "age"):
                db.execute(f"ALTER TABLE quantity DROP COLUMN {column}")
            db.execute("PRAGMA user_version = 2")
            db.commit()
        early = self.ends(run("report", "-d", self.db), 4)
        self.assertIn("earlier version", early.err)
        self.ends(run("add", "-d", self.db, "examples"), 0)
        self.same(self.export(), export, "brought up to date")
        self.assertEqual(self.rows("membership"), members)

    def test_export_is_all_of_it(self):
        self.ends(run("add", "-d", self.db, "examples"), 0)
        objects = [json.loads(line) for line in self.export().splitlines()]
        kinds = [o["kind"] for o in objects]
        self.assertEqual(sorted(set(kinds)),
                         ["article", "claim", "membership", "reading", "story"])
        for kind in ("article", "reading", "membership"):
            self.assertEqual(kinds.count(kind), 10, kind)
        for kind, command in (("article", "extract"), ("reading", "read"), ("claim", "claims")):
            own = self.ends(run(command, "examples"), 0).objects()
            key = {"article": "id", "reading": "doc", "claim": "id"}[kind]
            got = [o for o in objects if o["kind"] == kind]
            order = lambda things: sorted(things, key=lambda o: (o[key], json.dumps(o)))
            self.assertEqual(order(got), order(own), f"{kind} as `{command}` gives it")
        self.assertEqual(len(self.rows("claim")), kinds.count("claim"))

    def test_search(self):
        self.ends(run("add", "-d", self.db, "examples"), 0)
        for query, says in (("silos", "two silos on fire"), ('"second crane"', "second crane"),
                            ("artill*", "artillery"), ("farmer AND mayor", "farmer")):
            result = self.ends(run("search", "-d", self.db, query), 0, query)
            self.assertIn(says, result.out.decode())
            self.assertRegex(result.out.decode(), r"examples/\S+ bytes \d+-\d+  [0-9a-f]{32}")
        self.ends(run("search", "-d", self.db, "zeppelin"), 1, "nothing found")
        hits = run("search", "-d", self.db, "--limit", "2", "the").out.decode()
        self.assertEqual(hits.count(" bytes "), 2)
        broken = run("search", "-d", self.db, '"open')
        self.assertIn(broken.status, (2, 4), str(broken))
        self.assertIn("hearsay: ", broken.err)

    def test_the_bytes_of_a_hit_are_its_words(self):
        self.ends(run("add", "-d", self.db, "examples"), 0)
        out = run("search", "-d", self.db, "recipes OR farmer OR crane").out.decode()
        hits = re.findall(r"^(\S.*)\n    .*\n    (\S+) bytes (\d+)-(\d+)", out, re.M)
        self.assertTrue(hits, out)
        for words, name, start, end in hits:
            source = (ROOT / name).read_bytes()[int(start):int(end)].decode()
            self.assertEqual(source.split()[0], words.split()[0])

    def kill_and_resume(self, rows, seconds, chance):
        """A database that was killed at random, perhaps twice, and then filled to the end.
        Gives how many articles the first kill left."""
        other = self.dir / "killed.db"
        for path in self.dir.glob("killed.db*"):
            path.unlink(missing_ok=True)
        kept = 0
        for turn in range(chance.choice((1, 1, 1, 2))):
            run("add", "-d", other, rows, kill_after=seconds * chance.random())
            if other.exists() and other.stat().st_size:
                with contextlib.closing(sqlite3.connect(other)) as db:
                    self.assertEqual(db.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
                    names = db.execute("SELECT name FROM sqlite_master").fetchall()
                    if turn == 0 and ("article",) in names:
                        kept = db.execute("SELECT count(*) FROM article").fetchall()[0][0]
        self.ends(run("add", "-d", other, rows), 0, "taken up again")
        return other, kept

    def test_killed_and_taken_up_again(self):
        rows = self.put("rows.jsonl", lines(program.made_rows(MANY, seed=3)))
        whole = self.ends(run("add", "-d", self.db, rows), 0)
        export = self.export()
        tables = [self.rows(t) for t in RESULTS]
        chance = random.Random(5)
        left = []
        for n in range(KILLS):
            with self.subTest(kill=n, of_seconds=whole.seconds):
                other, kept = self.kill_and_resume(rows, whole.seconds, chance)
                left.append(kept)
                self.same(self.export(other), export, "export after being killed")
                for table, rows_of_it in zip(RESULTS, tables):
                    self.assertEqual(self.rows(table, other), rows_of_it, table)
        if KILLS > 50:
            print(f"articles that {KILLS} kills left: {sorted(left)}")

    def test_refusals_are_kept(self):
        self.put("in/empty.html", b"")
        self.put("in/picture.html", b"\x89PNG\r\n\x1a\n" + bytes(100))
        self.put("in/page.txt", program.EXAMPLES[1].read_bytes())
        for _ in range(2):
            result = self.ends(run("add", "-d", self.db, "in", cwd=self.dir), 3)
            self.assertEqual(len(self.rows("refusal")), 2, str(result))
        report = run("report", "-d", self.db)
        self.assertIn("in/empty.html", report.out.decode())


class NotADatabase(Case):
    """Exit status 4, with the file's name, and the file is left as it was."""

    def refused(self, path, what, commands=("report", "export", "search", "stories", "claims",
                                            "add")):
        before = path.read_bytes() if path.is_file() else None
        for command in commands:
            args = {"search": ["word"], "add": ["examples"]}.get(command, [])
            with self.subTest(command=command, what=what):
                result = self.ends(run(command, "-d", path, *args), 4, f"{command}, {what}")
                self.assertIn(str(path), result.err)
                self.assertEqual(result.out, b"")
                if before is not None:
                    self.assertEqual(path.read_bytes(), before, "the file was changed")

    def test_missing(self):
        for command in ("report", "export", "search", "stories", "claims"):
            args = ["word"] if command == "search" else []
            self.ends(run(command, "-d", self.dir / "none.db", *args), 4, command)
            self.assertFalse((self.dir / "none.db").exists(), f"{command} made a database")

    def test_text_file(self):
        self.refused(self.put("notes.txt", "buy milk\n" * 200), "a text file")

    def test_folder(self):
        self.refused(self.dir, "a folder")

    def test_of_another_program(self):
        path = self.dir / "other.db"
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE recipe (name TEXT)")
            db.execute("INSERT INTO recipe VALUES ('asparagus')")
        db.close()
        self.refused(path, "another program's database")

    def test_later_schema(self):
        path = self.dir / "later.db"
        self.ends(run("add", "-d", path, "examples"), 0)
        db = sqlite3.connect(path)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA user_version = 99")
        db.commit()
        db.close()
        for command in ("report", "export", "add"):
            args = ["examples"] if command == "add" else []
            result = self.ends(run(command, "-d", path, *args), 4, command)
            self.assertIn("later version", result.err)

    def test_damaged(self):
        path = self.dir / "damaged.db"
        self.ends(run("add", "-d", path, "examples"), 0)
        data = bytearray(path.read_bytes())
        for at in range(4096, len(data), 4096):
            data[at:at + 512] = b"\xa5" * 512
        path.write_bytes(data)
        result = run("export", "-d", path)
        self.assertEqual(result.status, 4, str(result))

    def test_folder_that_cannot_be_written(self):
        self.ends(run("add", "-d", self.dir / "no" / "such" / "a.db", "examples"), 4)


if __name__ == "__main__":
    if "--kills" in sys.argv:
        at = sys.argv.index("--kills")
        KILLS = int(sys.argv[at + 1])
        del sys.argv[at:at + 2]
    program.main()
