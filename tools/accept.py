#!/usr/bin/env python3
"""Golden output: what the program makes of examples/, kept in test/golden/.

    tools/accept.py build/hearsay           rewrite what is expected; review the diff
    tools/accept.py --check build/hearsay   compare (this is the test "golden")

The picture of a report in README.md is the beginning of a real one, and kept likewise.
Run in the root of the tree: the names of the inputs are part of the output.
"""
import difflib
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "test" / "golden"
OUTPUTS = {
    "report.txt": ["report", "examples"],
    "report.md": ["report", "--format", "md", "examples"],
    "report.json": ["report", "--format", "json", "examples"],
    "claims.ndjson": ["claims", "examples"],
    "extract.ndjson": ["extract", "examples"],
    "read.ndjson": ["read", "examples"],
}
README = ROOT / "README.md"
PICTURE = re.compile(r"(<!-- report: .*? -->\n```\n)(.*?)(```\n<!-- end of report -->)", re.S)
PICTURE_LINES = 30
MOST_LINES = 120  # of a difference that is printed


def output(hearsay, args):
    """What a command prints; it must end well."""
    env = dict(os.environ, LC_ALL="C", HEARSAY_HOME=str(ROOT))
    done = subprocess.run([hearsay, *args], cwd=ROOT, env=env, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"hearsay {' '.join(args)}: exit status {done.returncode}\n"
                 + done.stderr.decode("utf-8", "replace"))
    return done.stdout


def readable(data):
    """Lines to compare: one field a line where a line is an object."""
    text = data.decode("utf-8")
    if text.startswith("{"):
        text = text.replace(',"', ',\n"')
    return text.splitlines()


def differs(path, got):
    """Print how `got` differs from what is expected in `path`."""
    expected = path.read_bytes() if path.exists() else b""
    if got == expected:
        return False
    name = str(path.relative_to(ROOT))
    diff = list(difflib.unified_diff(readable(expected), readable(got), name, "got", lineterm="",
                                     n=2))
    print("\n".join(diff[:MOST_LINES]))
    if len(diff) > MOST_LINES:
        print(f"... and {len(diff) - MOST_LINES} more lines")
    return True


def readme(hearsay):
    """README.md with the beginning of the report as it is now."""
    lines = output(hearsay, ["report", "--width", "96", "examples"]).decode("utf-8").splitlines()
    shown = lines[:PICTURE_LINES] + [f"   [... and {len(lines) - PICTURE_LINES} more lines]"]
    text, count = PICTURE.subn(lambda found: found[1] + "\n".join(shown) + "\n" + found[3],
                               README.read_text(encoding="utf-8"))
    if count != 1:
        sys.exit("README.md: the place for the report was not found")
    return text.encode("utf-8")


def main(args):
    check = "--check" in args
    rest = [arg for arg in args if arg != "--check"]
    if len(rest) != 1:
        sys.exit(__doc__.strip())
    hearsay = str(pathlib.Path(rest[0]).resolve())
    files = {GOLDEN / name: output(hearsay, command) for name, command in OUTPUTS.items()}
    files[README] = readme(hearsay)
    changed = 0
    for path, got in files.items():
        changed += differs(path, got)
        if not check:
            path.write_bytes(got)
    if changed:
        print(f"{changed} of {len(files)} differ" + ("; tools/accept.py HEARSAY takes them over"
              if check else "; rewritten"))
    return check and changed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
