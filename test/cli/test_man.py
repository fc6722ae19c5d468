#!/usr/bin/env python3
"""The man page and --help say the same, mandoc is content, the examples run."""
import re
import shutil
import subprocess

import program
from program import EXAMPLES, ROOT, Case, environment, run

PAGE = ROOT / "docs" / "hearsay.1"


def section(text, name, macro="Sh"):
    """What stands below a heading of the page."""
    found = re.search(rf"^\.{macro} {name}\n(.*?)(?=^\.S[hs] |\Z)", text, re.M | re.S)
    return found.group(1) if found else ""


def commands_of_page(text):
    return re.findall(r"^\.Ss (\w+)$", text, re.M)


def options_in(text):
    """Long options that mdoc text names: {name: word for its value or ''}."""
    found = re.findall(r"\bFl -([a-z]+)(?: Ar ([A-Z]+))?", text)
    return dict(found)


def options_of_help(text):
    """What --help lists: {name: (short or '', value or '')}."""
    found = re.findall(r"^  (?:-(\w), |    )--([a-z]+) ?([A-Z]+)?", text, re.M)
    return {name: (short, value) for short, name, value in found}


class Man(Case):

    def setUp(self):
        super().setUp()
        self.page = PAGE.read_text(encoding="utf-8")
        self.help = run("--help").out.decode()
        self.commands = re.findall(r"^  (\w+) ", self.help, re.M)
        self.options = {c: options_of_help(run(c, "--help").out.decode()) for c in self.commands}

    def test_commands(self):
        self.assertTrue(self.commands)
        self.assertEqual(commands_of_page(self.page), self.commands)

    def test_options_of_each_command(self):
        for command in self.commands:
            with self.subTest(command=command):
                text = section(self.page, command, "Ss")
                self.assertTrue(text.startswith(f".Nm\n.Cm {command}\n"), text[:80])
                synopsis = text.split(".Pp")[0]
                helped = {n: v for n, (_, v) in self.options[command].items() if n != "help"}
                self.assertEqual(options_in(synopsis), helped)

    def test_every_option_is_described(self):
        listed = {}
        for line in re.findall(r"^\.It (Fl .*)$", section(self.page, "OPTIONS"), re.M):
            short = re.search(r"Fl (\w)\b", line)
            for name, value in options_in(line).items():
                listed[name] = (short.group(1) if short else "", value)
        self.assertEqual(listed.pop("version", None), ("", ""))
        helped = {}
        for options in self.options.values():
            helped.update(options)
        self.assertEqual(listed, helped)

    def test_exit_status(self):
        told = re.search(r"exit status: (.*)\Z", self.help, re.S).group(1)
        numbers = re.findall(r"(?:^|; |;\n)(\d) ", told)
        listed = re.findall(r"^\.It (\d)$", section(self.page, "EXIT STATUS"), re.M)
        self.assertEqual(listed, numbers)

    def test_environment(self):
        """What the program asks the environment for, by its sources."""
        asked = set()
        for path in (ROOT / "src").rglob("*.c"):
            asked |= set(re.findall(r'getenv\("(\w+)"\)', path.read_text(encoding="utf-8")))
        listed = re.findall(r"^\.It Ev (\w+)$", section(self.page, "ENVIRONMENT"), re.M)
        self.assertEqual(sorted(listed), sorted(asked))

    def test_mandoc_is_content(self):
        if not shutil.which("mandoc"):
            self.skipTest("no mandoc")
        done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", str(PAGE)], capture_output=True,
                              text=True, check=False)
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))

    def test_examples_run(self):
        for path in EXAMPLES:
            self.put(f"pages/{path.name}", path.read_bytes())
        (self.dir / "bin").mkdir()
        (self.dir / "bin" / "hearsay").symlink_to(program.HEARSAY)
        env = environment()
        env["PATH"] = f"{self.dir / 'bin'}:{env['PATH']}"
        shown = re.findall(r"^\.Dl \$ (.*)$", section(self.page, "EXAMPLES"), re.M)
        self.assertGreater(len(shown), 3)
        for line in shown:
            line = line.replace(r"\(dq", '"')
            if "jq " in line and not shutil.which("jq"):
                line = line.split("|")[0]
            with self.subTest(line=line):
                done = subprocess.run(["sh", "-c", line], cwd=self.dir, env=env,
                                      capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertTrue(done.stdout or " add " in line, "nothing printed")


if __name__ == "__main__":
    program.main()
