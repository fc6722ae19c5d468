#!/usr/bin/env python3
"""The database: adding twice, being killed, being asked, being something else."""
import json
import random
import re
import sqlite3

import program
from program import ROOT, Case, lines, run

MANY = 600  # articles: more than two transactions
KILLS = 5
RESULTS = ("story", "membership", "claim", "account")


class Store(Case):

    def setUp(self):
        super().setUp()
        self.db = self.dir / "a.db"

    def export(self, database=None):
        return self.ends(run("export", "-d", database or self.db), 0, "export").out

    def rows(self, table, database=None):
        """A table's rows, in order."""
        with sqlite3.connect(database or self.db) as db:
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

    def test_reports_are_those_in_memory(self):
        for form in ("text", "md", "json"):
            memory = self.ends(run("report", "--format", form, "examples"), 0).out
            args = ["report", "--format", form, "-d", self.db]
            self.same(self.ends(run(*args, "examples"), 0).out, memory, f"{form}, adding")
            self.same(self.ends(run(*args), 0).out, memory, f"{form}, of the database")
        for command in ("stories", "claims"):
            memory = self.ends(run(command, "examples"), 0).out
            self.same(self.ends(run(command, "-d", self.db), 0).out, memory, command)

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

    def test_killed_and_taken_up_again(self):
        rows = self.put("rows.jsonl", lines(program.made_rows(MANY, seed=3)))
        whole = self.ends(run("add", "-d", self.db, rows), 0)
        export = self.export()
        tables = [self.rows(t) for t in RESULTS]
        chance = random.Random(5)
        fractions = [0.5, 0.8, 0.9] + [chance.random() for _ in range(KILLS)]
        for n, fraction in enumerate(fractions):
            other = self.dir / f"killed-{n}.db"
            with self.subTest(killed_at=f"{fraction:.2f} of {whole.seconds:.1f} s"):
                run("add", "-d", other, rows, kill_after=whole.seconds * fraction)
                if other.exists() and other.stat().st_size:
                    with sqlite3.connect(other) as db:
                        self.assertEqual(db.execute("PRAGMA integrity_check").fetchone(), ("ok",))
                self.ends(run("add", "-d", other, rows), 0, "taken up again")
                self.same(self.export(other), export, "export after being killed")
                for table, rows_of_it in zip(RESULTS, tables):
                    self.assertEqual(self.rows(table, other), rows_of_it, table)

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
    program.main()
