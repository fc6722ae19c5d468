#!/usr/bin/env python3
"""What is no page: named with its reason, and the rest is done, in bounded cost."""
import json
import os
import sqlite3

import program
from program import EXAMPLES, Case, lines, run

GOOD = "truce-2-daily-meridian.txt"
MB = 1 << 20
SENTENCE = "Police said that two men were hurt near the bridge. "


def good_page():
    return next(p for p in EXAMPLES if p.name == GOOD).read_bytes()


def row(**fields):
    return json.dumps(fields).encode("utf-8") + b"\n"


class BadInput(Case):
    """Each case lays bad inputs beside a good page in one folder, in/."""

    def setUp(self):
        super().setUp()
        self.put(f"in/{GOOD}", good_page())

    def read_all(self, *args, command="extract"):
        return run(command, *(args or ["in"]), cwd=self.dir)

    def refused(self, name, says, good=1, line=None):
        """`name` is refused for a reason that matches `says`; the good page is read."""
        for command in ("extract", "report"):
            result = self.ends(self.read_all(command=command), 3, f"{name}, {command}")
            self.bounded(result, f"{name}, {command}")
            place = f"in/{name}" + (f":{line}" if line else "")
            found = [text for text in result.err.splitlines()
                     if text.startswith(f"hearsay: refused: {place}: ")]
            self.assertEqual(len(found), 1, f"{name} must be named once:\n{result.err[:2000]}")
            self.assertRegex(found[0][len("hearsay: refused: " + place):], says)
            if command == "extract":
                self.assertEqual(len(result.objects()), good, result.err)
        self.kept(name, says, line)

    def kept(self, name, says, line):
        """`add` keeps the refusal in its table."""
        database = self.dir / "a.db"
        database.unlink(missing_ok=True)
        self.ends(run("add", "-d", database, "in", cwd=self.dir), 3, f"{name}, add")
        with sqlite3.connect(database) as db:
            rows = db.execute("SELECT input, line, reason FROM refusal").fetchall()
        db.close()
        self.assertEqual([r[:2] for r in rows], [(f"in/{name}", line or 0)])
        self.assertRegex(rows[0][2], says)

    def borne(self, name, good=2):
        """`name` is odd but a page: it is read."""
        for command in ("extract", "read", "report"):
            result = self.ends(self.read_all(command=command), 0, f"{name}, {command}")
            self.bounded(result, f"{name}, {command}")
            if command != "report":
                self.assertEqual(len(result.objects()), good, result.err)
        return self.read_all().objects()

    # -- the file system ----------------------------------------------------------

    def test_missing(self):
        result = self.ends(self.read_all(f"in/{GOOD}", "in/none.html"), 3)
        self.assertRegex(result.err, r"refused: in/none\.html: .*[Nn]o such file")
        self.assertEqual(len(result.objects()), 1)

    def test_unreadable(self):
        if os.geteuid() == 0:
            self.skipTest("root may read everything")
        self.put("in/secret.txt", good_page()).chmod(0)
        self.refused("secret.txt", "ermission")

    def test_loop_of_folders(self):
        (self.dir / "in" / "again").symlink_to("..")
        result = self.read_all()
        self.assertIn(result.status, (0, 3), str(result))
        self.assertEqual(len(result.objects()), 1, "each page once")
        self.bounded(result)

    def test_folder_within_itself(self):
        (self.dir / "in" / "self").symlink_to(".")
        self.refused("self", "already")

    def test_link_to_itself(self):
        (self.dir / "in" / "loop.txt").symlink_to("loop.txt")
        self.refused("loop.txt", "loop|links")

    def test_link_to_nothing(self):
        (self.dir / "in" / "gone.txt").symlink_to("nowhere")
        self.refused("gone.txt", "[Nn]o such file")

    def test_fifo(self):
        os.mkfifo(self.dir / "in" / "pipe.html")
        self.refused("pipe.html", "FIFO|not a (regular )?file")

    def test_deep_folders(self):
        deep = "/".join(["d"] * 300)
        self.put(f"in/{deep}/page.txt", b"The old mill at the river burned down on Friday "
                 b"night, police said. Nobody was hurt in the fire, they added.\n")
        self.borne("page.txt")

    def test_odd_names(self):
        for name in ("with space.txt", "line\nfeed.txt", "-d", "ümlaut.txt"):
            self.put(f"in/{name}", good_page().replace(b"Oster", name[:2].encode() + b"ster"))
        with open(os.fsencode(self.dir / "in") + b"/latin-\xfc.txt", "wb") as out:
            out.write(good_page().replace(b"Oster", b"Wester"))
        objects = self.ends(self.read_all(), 0).objects()
        self.assertEqual(len(objects), 6)

    # -- what the bytes are -------------------------------------------------------

    def test_empty(self):
        self.put("in/empty.html", b"")
        self.refused("empty.html", "empty")

    def test_white_space(self):
        self.put("in/blank.txt", b" \n\t\r\n" * 5000)
        self.refused("blank.txt", "white space")

    def test_page_without_text(self):
        self.put("in/bare.html", b"<!DOCTYPE html><html><head><script>var a = 1;</script>"
                 b"</head><body><img src=a.png></body></html>")
        self.refused("bare.html", "no text")

    def test_picture(self):
        self.put("in/photo.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400)
        self.refused("photo.html", "PNG")

    def test_nuls(self):
        self.put("in/zero.txt", b"abc\0\0\0\0\0" * 20000)
        self.refused("zero.txt", "binary")

    def test_binary(self):
        self.put("in/noise.txt", bytes(i * i * 31 % 251 for i in range(200000)))
        self.refused("noise.txt", "binary")

    def test_archives(self):
        for name, data, says in (
                ("page.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
                 "byte 0: .*Content-Length"),
                ("page.gz", b"\x1f\x8b\x08\0" + b"x" * 100, "gzip"),
                ("page.pdf", b"%PDF-1.7\n" + b"x" * 100, "PDF"),
                ("page.zip", b"PK\x03\x04" + b"x" * 100, "zip"),
                ("feed.xml", b"<?xml version='1.0'?>\n<rss version='2.0'><channel/></rss>",
                 "without items"),
                ("other.json", b'[{"a": 1}]', "JSON")):
            with self.subTest(name=name):
                path = self.put(f"in/{name}", data)
                self.refused(name, says)
                path.unlink()

    def test_address(self):
        result = self.ends(self.read_all(f"in/{GOOD}", "https://news.example/a.html"), 3)
        self.assertRegex(result.err, r"refused: https://news\.example/a\.html: .*not fetched")
        self.assertEqual(len(result.objects()), 1)

    # -- odd, but pages -----------------------------------------------------------

    def test_invalid_utf8(self):
        self.put("in/torn.txt", (SENTENCE * 4).encode() + b"\xff\xfe\xc3( \xed\xa0\x80 caf\xe9. "
                 + (SENTENCE * 40).encode())
        articles = self.borne("torn.txt")
        self.assertTrue(any("two men were hurt" in a["text"] for a in articles))

    def test_nul_in_text(self):
        self.put("in/nul.txt", SENTENCE.encode() + b"The dead\0 line. " + SENTENCE.encode() * 40)
        self.put("in/nul.html", b"<html><body><p>" + SENTENCE.encode() * 9 + b"A\0B</p>"
                 b"<p>After the NUL the bridge was shut.</p></body></html>")
        articles = self.borne("nul", good=3)
        self.assertTrue(any("After the NUL" in a["text"] for a in articles))

    def test_one_long_word(self):
        self.put("in/word.txt", b"The mayor said so on Friday. " * 30 + b"a" * MB + b" and left.\n")
        self.borne("word.txt")

    def test_deep_markup(self):
        self.put("in/deep.html", b"<html><body>" + b"<div>" * 100000 + SENTENCE.encode() * 9)
        self.borne("deep.html")

    def test_misnested_markup(self):
        self.put("in/wild.html", b"<html><body><p>" + SENTENCE.encode() * 9
                 + b"<b><i><p><a><font>" * 8000 + SENTENCE.encode() * 9)
        self.borne("wild.html")

    # -- rows ---------------------------------------------------------------------

    def test_broken_row(self):
        rows = program.made_rows(3)
        data = lines(rows[:2]) + b'{"id": "x", "text": "torn\n' + lines(rows[2:])
        self.put("in/rows.jsonl", data)
        self.refused("rows.jsonl", "JSON", good=4, line=3)

    def test_first_row_broken(self):
        self.put("in/rows.jsonl", b"not a row\n" + lines(program.made_rows(2)))
        self.refused("rows.jsonl", "JSON", good=3, line=1)

    def test_rows_that_are_no_articles(self):
        for data, says in ((b'{"id": "a"}\n', "text"), (b'{"text": ""}\n', "empty"),
                           (b'{"text": 7}\n', "string"), (b'[1, 2]\n', "object"),
                           (b'{"id": 7, "text": "Two men met."}\n', "string"),
                           (b'{"text": "a", "text": "b"}\n', "JSON|duplicate"),
                           (b'{"text": "' + b"\xff\xfe" + b'"}\n', "JSON|UTF-8")):
            with self.subTest(data=data):
                self.put("in/rows.jsonl", lines(program.made_rows(1)) + data)
                self.refused("rows.jsonl", says, good=2, line=2)

    def test_same_id_with_another_text(self):
        rows = program.made_rows(2)
        again = dict(rows[0], text=rows[0]["text"] + "\n\nThe toll may rise.")
        self.put("in/rows.jsonl", lines(rows + [rows[0], again]))
        self.refused("rows.jsonl", "already used", good=3, line=4)

    def test_same_id_in_the_database(self):
        """The other text comes in a later run: it is refused there as well."""
        rows = program.made_rows(2)
        again = dict(rows[0], text=rows[0]["text"] + "\n\nThe toll may rise.")
        database = self.dir / "a.db"
        self.ends(run("add", "-d", database, self.put("a.jsonl", lines(rows))), 0)
        export = run("export", "-d", database).out
        result = self.ends(run("add", "-d", database, self.put("b.jsonl", lines([again]))), 3)
        self.assertIn("b.jsonl", result.err)
        self.same(run("export", "-d", database).out, export, "the first text stays")

    def test_nested_row(self):
        self.put("in/rows.jsonl", lines(program.made_rows(1)) + b'{"x":' + b"[" * 500000 + b"\n")
        self.refused("rows.jsonl", "JSON", good=2, line=2)

    # -- size ---------------------------------------------------------------------

    def put_long(self, name, head, part, size, tail):
        path = self.dir / "in" / name
        with open(path, "wb") as out:
            out.write(head)
            for _ in range(size // len(part)):
                out.write(part)
            out.write(tail)

    def test_long_line_of_text(self):
        self.put_long("long.txt", b"", SENTENCE.encode() * 1000, 100 * MB, b"\n")
        self.refused("long.txt", "limit|more than")

    def test_long_row(self):
        self.put_long("long.jsonl", lines(program.made_rows(1)) + b'{"text": "',
                      SENTENCE.encode() * 1000, 100 * MB, b'"}\n' + lines(program.made_rows(3)[2:]))
        self.refused("long.jsonl", "longer|limit", good=3, line=2)

    def test_long_page(self):
        self.put_long("long.html", b"<!DOCTYPE html><html><body>",
                      b"<p>" + SENTENCE.encode() * 9 + b"</p>\n", 20 * MB, b"</body></html>")
        self.refused("long.html", "limit|more than")

    def test_endless_nothing(self):
        self.put_long("zeros.bin", b"", bytes(MB), 100 * MB, b"")
        self.refused("zeros.bin", "binary")


class LongText(Case):
    """A text longer than any article: it stays an article, and is said to have no facts."""

    def test_the_limit_of_facts(self):
        row = {"id": "long", "language": "en", "text": "Nine people were killed in Keth.\n\n" * 40000}
        place = self.put("long.jsonl", program.lines([row]))
        result = self.ends(run("read", place), 0)
        self.assertEqual(result.objects()[0]["quantities"], [])
        self.assertIn("no facts", result.err)
        row["text"] = row["text"][:600000]
        place = self.put("page.jsonl", program.lines([row]))
        result = self.ends(run("read", place), 0)
        self.assertGreater(len(result.objects()[0]["quantities"]), 10000)
        self.assertEqual(result.err, "")


class AllAtOnce(Case):
    """Many bad inputs: each named once, in order, and the good ones are read."""

    def test_all(self):
        for n in range(50):
            self.put(f"in/{n:03}-empty.txt", b"")
            self.put(f"in/{n:03}-photo.html", b"\xff\xd8\xff\xe0" + bytes(50))
        for path in EXAMPLES:
            self.put(f"in/{path.name}", path.read_bytes())
        results = [self.ends(run("report", "--format", "json", "--threads", t, "in",
                                 cwd=self.dir), 3) for t in (1, 4)]
        self.assertEqual(results[0].err, results[1].err)
        self.assertEqual(results[0].err.count("refused: "), 100)
        report = results[0].objects()[0]
        self.assertEqual(len(report["refused"]), 100)
        self.assertEqual(len(report["articles"]), len(EXAMPLES))


if __name__ == "__main__":
    program.main()
