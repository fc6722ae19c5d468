"""What the tests of the program share: running it as a user does, within bounds.

A test is `python3 test_NAME.py PATH_TO_HEARSAY`; it needs nothing but Python. All
run in the folder that holds examples/, so that names are the same everywhere.
"""
import contextlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").iterdir())
HEARSAY = None      # the program, an absolute path
SANITIZED = False   # built with AddressSanitizer: slower, and memory says nothing
SECONDS = 10        # bounds for one hostile input
MEGABYTES = 512


class Result:
    """What a run left behind."""

    def __init__(self, status, out, err, seconds, megabytes):
        self.status, self.out, self.err = status, out, err
        self.seconds, self.megabytes = seconds, megabytes

    def objects(self):
        """Standard output as NDJSON."""
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]

    def __str__(self):
        return f"status {self.status}, stderr:\n{self.err[:3000]}"


def environment(**changes):
    """The environment of a run: nothing of the terminal, the tables of this tree."""
    env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C",
           "HEARSAY_HOME": os.environ.get("HEARSAY_HOME", str(ROOT))}
    env.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
    env.update({k: v for k, v in changes.items() if v is not None})
    for name in [k for k, v in changes.items() if v is None]:
        env.pop(name, None)
    return env


def kill(pid):
    """SIGKILL, unless it has just ended. (Popen.kill() could take its status away.)"""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def run(*args, stdin=b"", cwd=ROOT, env=None, limit=120, kill_after=None):
    """Run the program to its end. `kill_after` sends SIGKILL after that many seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, \
            tempfile.TemporaryFile() as into:
        into.write(stdin)
        into.seek(0)
        started = time.monotonic()
        child = subprocess.Popen([HEARSAY, *map(str, args)], stdin=into, stdout=out, stderr=err,
                                 cwd=cwd, env=env or environment())
        timer = threading.Timer(limit if kill_after is None else kill_after, kill, [child.pid])
        timer.start()
        _, wait_status, usage = os.wait4(child.pid, 0)
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(wait_status)
        seconds = time.monotonic() - started
        out.seek(0)
        err.seek(0)
        return Result(child.returncode, out.read(), err.read().decode("utf-8", "replace"),
                      seconds, usage.ru_maxrss / 1024)


class Case(unittest.TestCase):
    """A test case with a folder of its own."""

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="hearsay-test-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)

    def put(self, name, data):
        """Write a file into the folder."""
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return path

    def same(self, got, expected, what):
        """Bytes that must be equal; the first differing line is shown."""
        if got == expected:
            return
        a, b = got.split(b"\n"), expected.split(b"\n")
        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        self.fail("%s: not the same bytes, from line %d:\n  got      %r\n  expected %r" %
                  (what, at + 1, (a[at:] or [b""])[0][:400], (b[at:] or [b""])[0][:400]))

    def ends(self, result, status, what=""):
        """A run that must end with this status."""
        self.assertEqual(result.status, status, f"{what}: {result}")
        self.assertNotIn("Sanitizer", result.err, what)
        return result

    def bounded(self, result, what=""):
        """A run that must not have cost more than the bounds."""
        self.assertLess(result.seconds, SECONDS * (6 if SANITIZED else 1), f"{what}: seconds")
        if not SANITIZED:
            self.assertLess(result.megabytes, MEGABYTES, f"{what}: megabytes")


def rows_of_examples():
    """The examples as rows of .jsonl: already extracted."""
    rows = []
    for article in run("extract", "examples").objects():
        row = {"id": article["id"], "url": article["url"],
               "publisher": article["publisher"]["name"], "title": article["title"]["text"],
               "published": article["published"]["value"], "text": article["text"]}
        rows.append({key: value for key, value in row.items() if value is not None})
    return rows


def lines(rows):
    """Rows as the bytes of a .jsonl file."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n" for row in rows)


TOWNS = ["Hask", "Oster", "Tallis", "Sandry", "Lower Sandry", "Corrin", "Brell", "Vanmoor"]
DOERS = ["the harbour fire service", "the army", "the mayor", "police", "the union"]


def made_rows(count, seed=1):
    """Short invented articles, the same for the same seed."""
    chance = random.Random(seed)
    rows = []
    for n in range(count):
        town, doer = chance.choice(TOWNS), chance.choice(DOERS)
        dead, hurt = chance.randint(2, 30), chance.randint(2, 90)
        day = f"2031-{chance.randint(3, 9):02}-{chance.randint(1, 28):02}"
        text = (f"An explosion at a depot in {town} killed {dead} people and injured {hurt}, "
                f"{doer} said on Tuesday.\n\n"
                f"The blast broke windows as far as house number {n} of the long street.\n\n"
                f"“We are not done counting,” a rescuer said. The governor will visit "
                f"{chance.choice(TOWNS)} on Thursday.")
        rows.append({"id": f"row-{n:05}", "publisher": f"Paper {chance.randint(1, 40)}",
                     "title": f"Blast in {town} kills {dead}", "published": day, "text": text})
    return rows


def main():
    """Take the program from the command line and run the tests of the script."""
    global HEARSAY, SANITIZED
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} PATH_TO_HEARSAY [unittest arguments]")
    HEARSAY = str(pathlib.Path(sys.argv.pop(1)).resolve())
    SANITIZED = b"__asan_init" in pathlib.Path(HEARSAY).read_bytes()
    unittest.main(module="__main__")
