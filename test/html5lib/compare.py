#!/usr/bin/env python3
"""Compare the HTML parser with the html5lib tests.

    compare.py PROGRAM [--tree FLOOR] [--tokens FLOOR] [--show N]

PROGRAM is build/test/html5lib. The tests lie in $HEARSAY_DATA/html5lib-tests, by
default ../shared/data beside the repository; where they are absent the exit status
is 77, which Meson counts as skipped. Passed and failed are printed for each file and
in all. A floor is a percentage; below it the status is 1.

Left out are the cases of differences.tsv, each with its reason: tree tests for
scripting on; token tests of lone surrogates, which UTF-8 cannot hold; xmlViolation,
which asks for what an XML tree would need. The table must name just these.

SPDX-License-Identifier: Apache-2.0
"""
import argparse
import json
import os
import re
import subprocess
import sys


def find_data():
    here = os.path.dirname(os.path.abspath(__file__))
    beside = os.path.join(here, "..", "..", "..", "shared", "data")
    return os.path.join(os.environ.get("HEARSAY_DATA", beside), "html5lib-tests")


def read_tree_tests(path):
    """Yields (wanted tree, does it apply) for each test of a .dat file."""
    text = open(path, encoding="utf-8", newline="\n").read()
    for block in re.split(r"(?:\A|\n)#data\n", text)[1:]:
        head, _, tree = block.partition("\n#document\n")
        yield tree.rstrip("\n"), "\n#script-on" not in head


def unescape(value):
    if isinstance(value, str):
        value = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), value)
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    if isinstance(value, list):
        return [unescape(item) for item in value]
    if isinstance(value, dict):
        return {unescape(key): unescape(item) for key, item in value.items()}
    return value


def has_surrogate(value):
    return re.search(r"\\ud[89a-f]", json.dumps(value)) is not None and any(
        0xD800 <= ord(c) < 0xE000 for c in json.dumps(value, ensure_ascii=False))


def read_token_tests(path):
    """Yields (wanted tokens, state, number, does it apply) for each test and state."""
    root = json.load(open(path, encoding="utf-8"))
    for number, test in enumerate(root.get("tests") or root["xmlViolationTests"]):
        wanted, given = test["output"], test["input"]
        if test.get("doubleEscaped"):
            wanted, given = unescape(wanted), unescape(given)
        fits = "tests" in root and not has_surrogate([wanted, given])
        for state in test.get("initialStates", ["Data state"]):
            yield join_text(wanted), state, number, fits


def join_text(tokens):
    """Neighbouring character tokens as one."""
    joined = []
    for token in tokens:
        if joined and token[0] == joined[-1][0] == "Character":
            joined[-1] = ["Character", joined[-1][1] + token[1]]
        else:
            joined.append(token)
    return joined


def read_differences(what):
    """The cases that are left out, as the table has them: {(file, case): why}."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "differences.tsv")
    listed = {}
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if not line.startswith("#") and cells[0] == what:
            listed[cells[1], int(cells[2])] = cells[3]
    return listed


def run(program, what, folder):
    lines = subprocess.run([program, what, folder], check=True, stdout=subprocess.PIPE).stdout
    got = {}
    for line in lines.decode("utf-8").splitlines():
        row = json.loads(line)
        got[row["file"], row["n"], row.get("state")] = row["got"]
    return got


def wanted_of(what, folder):
    """Yields (file, number, state, wanted, applies)."""
    ending = ".dat" if what == "tree" else ".test"
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not name.endswith(ending):
            continue
        if what == "tree":
            for number, (tree, fits) in enumerate(read_tree_tests(path)):
                yield name, number, None, tree, fits
        else:
            for tokens, state, number, fits in read_token_tests(path):
                yield name, number, state, tokens, fits


def judge(program, what, folder, floor, show):
    got = run(program, what, folder)
    files, left_out, listed = {}, set(), read_differences(what)
    for name, number, state, wanted, fits in wanted_of(what, folder):
        if not fits:
            left_out.add((name, number))
            continue
        count = files.setdefault(name, [0, 0])
        right = got.get((name, number, state)) == wanted
        count[not right] += 1
        if not right and show > 0:
            show -= 1
            print("%s %d %s\nwanted %s\ngot    %s\n" % (
                name, number, state or "", wanted, got.get((name, number, state))))
    for name, (passed, failed) in files.items():
        print("%-44s %5d passed %5d failed" % (name, passed, failed))
    passed, failed = (sum(count[i] for count in files.values()) for i in (0, 1))
    share = 100 * passed / (passed + failed)
    print("%s: %d passed, %d failed, %d left out: %.2f %%" % (
        what, passed, failed, len(left_out), share))
    for name, number in sorted(left_out ^ set(listed)):
        print("%s %d is %s differences.tsv" % (name, number, "listed without need in" if (
            name, number) in listed else "left out, but not in"))
    return share >= floor and left_out == set(listed)


def main():
    options = argparse.ArgumentParser(description="the HTML parser against html5lib's tests")
    options.add_argument("program")
    options.add_argument("--tree", type=float, default=0, metavar="FLOOR")
    options.add_argument("--tokens", type=float, default=0, metavar="FLOOR")
    options.add_argument("--show", type=int, default=0, metavar="N")
    options = options.parse_args()
    data = find_data()
    if not os.path.isdir(data):
        print("skipped: %s is absent (see HEARSAY_DATA)" % data)
        sys.exit(77)
    good = judge(options.program, "tokens", os.path.join(data, "tokenizer"),
                 options.tokens, options.show)
    good &= judge(options.program, "tree", os.path.join(data, "tree-construction"),
                  options.tree, options.show)
    sys.exit(0 if good else 1)


main()
