#!/usr/bin/env python3
"""The command line: what is refused as wrong use, and what may stand where."""
import re

import program
from program import Case, ROOT, environment, run

COMMANDS = ["report", "extract", "parse", "read", "stories", "claims", "diff", "explain", "add",
            "search", "export"]


class WrongUse(Case):
    """Exit status 2, one line on standard error that says why, nothing else printed."""

    def refused(self, *args, says):
        with self.subTest(args=args):
            result = self.ends(run(*args), 2, " ".join(args))
            self.assertEqual(result.out, b"")
            self.assertRegex(result.err, says)
            self.assertTrue(result.err.startswith("hearsay: "), result.err)

    def test_commands(self):
        self.refused(says="no command given")
        self.refused("rumour", "examples", says="no such command: rumour")
        self.refused("--loud", says="no such command: --loud")
        self.refused("", says="no such command")

    def test_inputs_are_needed(self):
        for command in COMMANDS:
            self.refused(command, says="no input given|needs -d DB")
        self.refused("add", "examples", says="needs -d DB")
        self.refused("add", "-d", "x.db", says="INPUT")
        self.refused("search", "-d", "x.db", says="one QUERY")
        self.refused("search", "-d", "x.db", "two", "queries", says="one QUERY")
        self.refused("export", "-d", "x.db", "examples", says="no INPUT")

    def test_options(self):
        self.refused("report", "--loud", "examples", says="no such option: --loud")
        self.refused("report", "-q", "examples", says="no such option: -q")
        self.refused("extract", "-d", "x.db", "examples", says="no such option: -d")
        self.refused("extract", "--formatting", "examples", says="no such option")
        self.refused("report", "examples", "--format", says="a value is missing after --format")
        self.refused("report", "examples", "-o", says="a value is missing after -o")
        self.refused("parse", "--text=yes", "examples", says="takes no value")
        self.refused("parse", "--text", "--conllu", "examples", says="cannot both")

    def test_numbers(self):
        for number in ("0", "-3", "many", "", "7x", "99999999999999999999"):
            self.refused("report", "--threads", number, "examples", says="not a number")
        self.refused("report", "--width=wide", "examples", says="not a number")
        self.refused("explain", "--at", "-1", "examples", says="not a number")

    def test_formats(self):
        for name in ("pdf", "TEXT", "", "jsonx"):
            self.refused("report", "--format", name, "examples", says="no such format")

    def test_output_that_cannot_be_written(self):
        self.refused("extract", "examples", "-o", "no/such/folder/out", says="could not write")

    def test_no_home(self):
        self.refused("extract", "--home", str(self.dir), "examples", says=".")
        result = run("extract", "examples", env=environment(HEARSAY_HOME=str(self.dir)))
        self.ends(result, 2, "HEARSAY_HOME without data/")
        self.assertIn("hearsay: ", result.err)

    def test_a_broken_table_is_named_with_its_line(self):
        home = self.dir / "home"
        home.mkdir()
        (home / "models").symlink_to(ROOT / "models")
        program.shutil.copytree(ROOT / "data", home / "data")
        table = home / "data" / "publishers" / "publishers.tsv"
        table.write_bytes(table.read_bytes() + b"one cell only\n")
        result = self.ends(run("extract", "--home", home, "examples"), 2, "broken table")
        self.assertRegex(result.err, r"publishers\.tsv:\d+: ")


class Help(Case):
    """--help goes to standard output and ends with 0."""

    def test_help_lists_every_command(self):
        for word in ("--help", "-h", "help"):
            result = self.ends(run(word), 0, word)
            listed = re.findall(r"^  (\w+) ", result.out.decode(), re.M)
            self.assertEqual(listed, COMMANDS)
            self.assertEqual(result.err, "")
            self.assertIn(b"exit status", result.out)

    def test_help_of_each_command(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                result = self.ends(run(command, "--help"), 0, command)
                self.assertTrue(result.out.startswith(b"usage: hearsay " + command.encode()))
                self.assertIn(b"--help", result.out)
                self.same(run(command, "-h").out, result.out, "-h")
                self.same(run(command, "examples", "--help").out, result.out, "after an input")
                for line in result.out.decode().splitlines():
                    self.assertLessEqual(len(line), 110, line)

    def test_version(self):
        meson = (ROOT / "meson.build").read_text(encoding="utf-8")
        version = re.search(r"version: '([\d.]+)'", meson).group(1)
        self.same(self.ends(run("--version"), 0).out, f"hearsay {version}\n".encode(), "version")


class Places(Case):
    """Options may stand anywhere and be written in each form."""

    def test_options_anywhere(self):
        expected = self.ends(run("report", "--width", "72", "--threads", "1", "examples"), 0).out
        for args in (["examples", "--width", "72", "--threads", "1"],
                     ["--width=72", "examples", "--threads=1"],
                     ["--threads=1", "--width=72", "--", "examples"],
                     ["--threads=1", "--width=72", "--format", "text", "examples"],
                     ["--threads=1", "--width=72", "./examples/"]):
            self.same(self.ends(run("report", *args), 0).out, expected, " ".join(args))

    def test_double_dash(self):
        page = (ROOT / "examples" / "truce-2-daily-meridian.txt").read_bytes()
        self.put("--help", page)
        self.put("-d", page)
        for name in ("--help", "-d"):
            result = self.ends(run("extract", "--", name, cwd=self.dir), 0, name)
            self.assertEqual(result.objects()[0]["input"], name)

    def test_standard_input(self):
        page = (ROOT / "examples" / "truce-2-daily-meridian.txt").read_bytes()
        result = self.ends(run("extract", "-", stdin=page), 0)
        self.assertEqual([a["input"] for a in result.objects()], ["-"])
        self.ends(run("extract", "-"), 3, "an empty standard input")

    def test_output_file(self):
        expected = self.ends(run("extract", "examples"), 0).out
        for args in (["-o", "out"], ["-oout"], ["--output", "out"], ["--output=out"]):
            result = self.ends(run("extract", ROOT / "examples", *args, cwd=self.dir), 0)
            self.assertEqual(result.out, b"")
            written = (self.dir / "out").read_bytes()
            self.assertEqual(written.count(b"\n"), expected.count(b"\n"))
            (self.dir / "out").unlink()

    def test_short_option_with_its_value(self):
        database = self.dir / "a.db"
        self.ends(run("add", f"-d{database}", "examples"), 0)
        a = self.ends(run("export", f"-d{database}"), 0).out
        self.same(self.ends(run("export", f"--database={database}"), 0).out, a, "--database=")

    def test_a_full_disk_is_said(self):
        with self.subTest("report"):
            if not program.os.path.exists("/dev/full"):
                self.skipTest("no /dev/full")
            result = run("report", "examples", "-o", "/dev/full")
            self.assertNotEqual(result.status, 0)
            self.assertIn("could not write", result.err)


class Commands(Case):
    """What each command does with its own options."""

    def test_nothing_found(self):
        folder = self.dir / "empty"
        folder.mkdir()
        for command in ("report", "extract", "read", "stories", "claims", "parse"):
            self.ends(run(command, folder), 1, command)

    def test_one_story(self):
        stories = [o for o in run("stories", "examples").objects() if o["kind"] == "story"]
        self.assertGreaterEqual(len(stories), 2)
        for story in stories:
            claims = self.ends(run("claims", "--story", story["id"], "examples"), 0).objects()
            self.assertTrue(claims)
            self.assertEqual({c["story"] for c in claims}, {story["id"]})
            report = run("report", "--story", story["id"], "--format", "json", "examples")
            report = self.ends(report, 0).objects()[0]
            self.assertEqual([s["story"]["id"] for s in report["stories"]], [story["id"]])

    def test_stream(self):
        result = self.ends(run("stories", "--stream", *program.EXAMPLES), 0)
        members = [o for o in result.objects() if o["kind"] == "membership"]
        self.assertEqual(len(members), len(program.EXAMPLES))
        for member in members:
            self.assertIsInstance(member["story_at_arrival"], str)

    def test_width_is_kept(self):
        """Names of files are never broken, so the width has to have room for them."""
        for width in (80, 100, 120):
            out = self.ends(run("report", "--width", width, "examples"), 0).out.decode()
            for line in out.splitlines():
                self.assertLessEqual(len(line), width, line)

    def test_no_colour_in_a_pipe(self):
        for changes in ({}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color"}):
            out = run("report", "examples", env=environment(**changes)).out
            self.assertNotIn(b"\x1b", out)

    def test_parse_text(self):
        text = "The mayor of Hask left.\nShe did not say why.\n\nPolice (two of them) stayed.\n"
        path = self.put("a.txt", text)
        out = self.ends(run("parse", "--text", path), 0).out.decode()
        forms = [line.split("\t")[1] for line in out.splitlines()
                 if re.match(r"\d+\t", line)]
        self.assertEqual("".join(forms), re.sub(r"\s", "", text))
        for line in out.splitlines():
            self.assertTrue(not line or line[0] == "#" or line.count("\t") == 9, line)
        blocks = [b for b in out.split("\n\n") if b.strip()]
        self.assertGreaterEqual(len(blocks), 3)

    def test_parse_conllu_keeps_tokens(self):
        given = ("# sent_id = 1\n# text = She left Hask.\n"
                 "1\tShe\t_\t_\t_\t_\t_\t_\t_\t_\n2\tleft\t_\t_\t_\t_\t_\t_\t_\t_\n"
                 "3\tHask\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
        path = self.put("a.conllu", given)
        out = self.ends(run("parse", "--conllu", path), 0).out.decode()
        want = [line.split("\t") for line in given.splitlines() if "\t" in line]
        got = [line.split("\t") for line in out.splitlines() if "\t" in line]
        self.assertEqual([(g[0], g[1], g[9]) for g in got], [(w[0], w[1], w[9]) for w in want])
        self.assertIn("# sent_id = 1", out)
        for g in got:
            self.assertNotIn("_", (g[2], g[3], g[6], g[7]), g)
        self.assertEqual(sum(g[6] == "0" for g in got), 1, "one root")

    def test_explain(self):
        page = "examples/ardel-1-coast-courier.html"
        whole = self.ends(run("explain", page), 0).out.decode()
        self.assertIn("PAGE", whole)
        self.assertRegex(whole, r"\[en/[\w/-]+\.tsv:\d+")
        source = (ROOT / page).read_bytes()
        at = source.index(b"at least nine people")
        some = self.ends(run("explain", page, "--at", at), 0).out.decode()
        self.assertIn("at least nine", some)
        self.assertLess(len(some), len(whole))


if __name__ == "__main__":
    program.main()
