#!/usr/bin/env python3
"""Fail when a source file includes a header of a folder it must not know.

The order of the data's way is the order of the layers: a folder may include
itself, what it lists below, and nothing else. Run as a test: meson test layers.
"""
import pathlib
import re
import sys

MAY_INCLUDE = {
    "base":   [],
    "input":  ["base"],
    "page":   ["base", "input"],
    "text":   ["base", "page"],
    "ling":   ["base", "text"],
    "story":  ["base", "page", "text"],
    "fact":   ["base", "text", "ling"],
    "ledger": ["base", "text", "fact", "story"],
    "store":  ["base", "page", "text", "fact", "story", "ledger"],
    "report": ["base", "page", "text", "fact", "story", "ledger", "store"],
    "serve":  ["base", "store", "report"],
}
MAY_INCLUDE["app"] = list(MAY_INCLUDE)  # wires the stages together

INCLUDE = re.compile(r'^\s*#\s*include\s+"(\w+)/')


def main(root):
    wrong = 0
    for path in sorted(pathlib.Path(root).rglob("*.[ch]")):
        layer = path.relative_to(root).parts[0]
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = INCLUDE.match(line)
            other = found and found.group(1)
            if other in MAY_INCLUDE and other != layer and other not in MAY_INCLUDE[layer]:
                print(f"{path}:{number}: {layer}/ must not include {other}/")
                wrong += 1
    return wrong != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
