#!/usr/bin/env python3
"""Does the HTML parser stay linear on shapes that make parsers quadratic?

    bench/shapes.py [--build DIR] [--most MIB] [--pages FOLDER] [--peer-seconds S]

Each shape is made from 64 KiB up to --most (default 15 MiB, the longest page that is
read), doubling; a row gives milliseconds of parse and walk for each size and the
largest factor between two neighbours. With --pages the same is measured over real
pages in a folder, in MB/s. Where selectolax (PyPI; it wraps lexbor) is installed it
stands in the same table, in the same run, stopped after --peer-seconds a shape.

SPDX-License-Identifier: Apache-2.0
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PEER = """
import sys, time, json
from selectolax.lexbor import LexborHTMLParser
best = 1e9
data = open(sys.argv[1], "rb").read()
for turn in range(int(sys.argv[2])):
    began = time.process_time()
    tree = LexborHTMLParser(data)
    took = time.process_time() - began
    best = min(best, took)
    del tree
print(best)
"""
SHAPES = {
    "nested div": lambda k: "<div>",
    "<b n><i n>": lambda k: "<b n%d><i n%d>" % (k, k),
    "<b n><i n> closed": lambda k: "<b n%d><i n%d></b>a</i>" % (k, k),
    "<p><font n>": lambda k: "<p><font n%d>a" % k,
    "unclosed p": lambda k: "<p>a",
    "unclosed li": lambda k: "<li>a",
    "unclosed a": lambda k: "<a href=/x>a",
    "a, div, b, p": lambda k: "<a><div></a><b><p></b>",
    "nested tables": lambda k: "<table><tr><td>",
    "fostered": lambda k: "<table>a<b>",
    "< flood": lambda k: "<",
    "& flood": lambda k: "&",
    "&amp; flood": lambda k: "&amp;",
    "</ flood": lambda k: "</",
    "unclosed comments": lambda k: "<!--",
    "unclosed scripts": lambda k: "<script><!--<script>",
    "select": lambda k: "<select><option>",
    "template": lambda k: "<template>",
    "svg": lambda k: "<svg><foreignObject>",
    "end tags": lambda k: "</div></p></b>",
}
WHOLE = {
    "many attributes": lambda size: "<div " + " ".join("a%d" % k for k in range(size // 8)) + ">",
    "attributes in tags": lambda size: ("<i " + " ".join("a%d" % k for k in range(256)) + ">") *
    (size // 1300),
    "one attribute again": lambda size: "<div " + " ".join("a%d" % k for k in range(250)) +
    " a0 a249" * (size // 8) + ">",
    "huge attribute": lambda size: '<div title="' + "x" * size + '">a',
}


def made(name, size):
    if name in WHOLE:
        return WHOLE[name](size).encode()[:size]
    shape, parts, length, k = SHAPES[name], [], 0, 0
    if shape(1) == shape(2):
        return (shape(0) * (size // len(shape(0)) + 1)).encode()[:size]
    while length < size:
        parts.append(shape(k))
        length += len(parts[-1])
        k += 1
    return "".join(parts).encode()[:size]


def ours(program, paths, turns):
    out = subprocess.run([program, "--turns", str(turns), *paths], check=True, stdout=subprocess.PIPE)
    return [float(line.split()[1]) for line in out.stdout.splitlines()]


def peers(paths, turns, seconds):
    """Best seconds of each page; None from where the peer was stopped."""
    took = []
    for path in paths:
        try:
            run = subprocess.run([sys.executable, "-c", PEER, path, str(turns)], timeout=seconds,
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
            took.append(float(run.stdout))
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            break
    return took + [None] * (len(paths) - len(took))


def row(name, took):
    factors = [b / a for a, b in zip(took, took[1:]) if a and b and b > 0.001]
    cells = "".join("%9s" % ("stopped" if t is None else "%.2f" % (1000 * t)) for t in took)
    print("%-22s%s %7s" % (name, cells, "%.2f" % max(factors) if factors else "-"), flush=True)


def has_peer():
    return subprocess.run([sys.executable, "-c", "import selectolax.lexbor"],
                          stderr=subprocess.DEVNULL).returncode == 0


def shapes(program, sizes, peer_seconds):
    print("milliseconds; the last column: the largest factor for twice the bytes (from 1 ms on)")
    print("%-22s%s %7s" % ("", "".join("%9s" % ("%dK" % (s >> 10)) for s in sizes), "factor"))
    with tempfile.TemporaryDirectory(prefix="hearsay-shapes-") as folder:
        for name in list(SHAPES) + list(WHOLE):
            paths = []
            for size in sizes:
                paths.append("%s/%d.html" % (folder, size))
                pathlib.Path(paths[-1]).write_bytes(made(name, size))
            row(name, ours(program, paths, 5))
            if peer_seconds and has_peer():
                row("  lexbor", peers(paths, 3, peer_seconds))


def pages(program, folder, peer_seconds):
    paths = sorted(str(p) for p in pathlib.Path(folder).rglob("*") if p.is_file())
    out = subprocess.run([program, "--sum", "--turns", "7", *paths], check=True, stdout=subprocess.PIPE)
    size, seconds, nodes, attrs, _ = (float(x) for x in out.stdout.split())
    print("\n%d pages, %.1f MB, at most %d nodes and %d attributes" % (
        len(paths), size / 1e6, nodes, attrs))
    print("hearsay, parse and walk  %6.0f MB/s" % (size / seconds / 1e6))
    if peer_seconds and has_peer():
        took = json.loads(subprocess.run([sys.executable, "-c", PEER.replace(
            'data = open(sys.argv[1], "rb").read()', "total = 0.0\nfor path in sys.stdin.read().split():\n"
            "  best = 1e9\n  data = open(path, 'rb').read()").replace(
                "\nfor turn", "\n  for turn").replace("\n    ", "\n      ").replace(
                    "print(best)", "  total += best\nprint(total)"), "-", "7"],
            input=" ".join(paths).encode(), check=True, stdout=subprocess.PIPE).stdout)
        print("lexbor, parse alone      %6.0f MB/s" % (size / took / 1e6))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--build", default="build", help="folder with the programs")
    parser.add_argument("--most", type=float, default=15, help="MiB of the largest page")
    parser.add_argument("--pages", help="folder of real pages")
    parser.add_argument("--peer-seconds", type=float, default=10, help="0: without the peer")
    args = parser.parse_args()
    program = str((ROOT / args.build / "bench" / "tree").resolve())
    sizes = [64 << 10]
    while sizes[-1] * 2 <= args.most * (1 << 20):
        sizes.append(sizes[-1] * 2)
    if sizes[-1] < args.most * (1 << 20):
        sizes.append(int(args.most * (1 << 20)))
    shapes(program, sizes, args.peer_seconds)
    if args.pages:
        pages(program, args.pages, args.peer_seconds)


if __name__ == "__main__":
    main()
