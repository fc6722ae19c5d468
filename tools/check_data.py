#!/usr/bin/env python3
"""Fail when a folder of data/ or models/ does not say where it comes from.

A folder that holds files needs SOURCE.md (data) or CARD.md (models) and LICENSE,
and every table needs a heading and rows as wide as it. Where SOURCE.md or CARD.md
lists a SHA-256 beside a file name, the file must have it.
"""
import hashlib
import pathlib
import re
import sys

SUM = re.compile(r"`?([0-9a-f]{64})`?")


def papers(folder, kind):
    """What is missing of the two papers of a folder."""
    for name in ("CARD.md" if kind == "models" else "SOURCE.md", "LICENSE"):
        if not any(folder.glob(name + "*")):
            yield f"{folder}: no {name}"


def table(path):
    """What is wrong with the shape of a TSV table."""
    lines = path.read_bytes().decode("utf-8").split("\n")
    rows = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not rows:
        yield f"{path}: no heading"
        return
    width = rows[0][1].count("\t")
    for number, line in rows[1:]:
        if line.count("\t") != width:
            yield f"{path}:{number}: {line.count(chr(9)) + 1} cells where the heading has {width + 1}"


def sums(folder):
    """Files whose stated SHA-256 is not theirs."""
    for paper in list(folder.glob("SOURCE.md")) + list(folder.glob("CARD.md")):
        for line in paper.read_text(encoding="utf-8").splitlines():
            found = SUM.search(line)
            if not found:
                continue
            for name in re.findall(r"[\w.-]+\.(?:tsv|bin|json|txt)\b", line):
                path = folder / name
                if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() != found.group(1):
                    yield f"{path}: not the SHA-256 that {paper.name} states"


def main(root):
    wrong = []
    for kind in ("data", "models"):
        for folder in sorted(p for p in (pathlib.Path(root) / kind).rglob("*") if p.is_dir()):
            files = [p for p in folder.iterdir() if p.is_file()]
            if not files:
                continue
            wrong += papers(folder, kind)
            wrong += sums(folder)
            for path in sorted(folder.glob("*.tsv")):
                wrong += table(path)
    print("\n".join(wrong))
    return len(wrong) != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
