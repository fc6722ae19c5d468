#!/usr/bin/env python3
"""Speed and memory of the built program, beside a peer where one is installed.

    bench/run.py [--build DIR] [--pages N] [--threads N]

Pages are made of the project's own words, the same in every run, in sizes that news
sites send; where $HEARSAY_DATA (default ../shared/data) holds real pages they are
measured as well. Inputs of once, twice and four times the size show whether the
cost grows with the input or faster. Nothing is asserted: figures belong beside the
machine they were taken on, which is printed first.
"""
import argparse
import html
import os
import pathlib
import platform
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

import archives

ROOT = pathlib.Path(__file__).resolve().parents[1]
COMMANDS = ["extract", "read", "claims"]
MB = 1e6

TOWNS = ["Hask", "Oster", "Tallis", "Sandry", "Corrin", "Brell", "Vanmoor", "Port Ardel"]
DOERS = ["the harbour fire service", "the army", "the mayor", "police", "the Seamen’s Union"]
PEOPLE = ["Edda Varn", "Tomas Reyk", "Karel Usk", "Alva Denning", "Ruth Okell", "Lene Stroud"]
SENTENCES = [
    "An explosion at a depot in {town} killed at least {dead} people and injured {hurt}, {doer} said.",
    "“We are not done counting,” said {person}. “There are workers we have not reached.”",
    "{person} accused the Northern Front of shelling {town}, which the group denied.",
    "Delegations will meet in {town} on Thursday to discuss extending a ceasefire.",
    "{doer} urged the government to open a road to {town} before winter.",
    "Residents of {town} said they had heard {hurt} shots in the night from the hills.",
    "The number of dead rose to {dead} on Friday after two more bodies were found, {doer} said.",
    "{person} will visit {town} next week, a spokesman said, if the truce holds.",
    "Schools in {town} stayed shut and trains to {other} were cancelled until further notice.",
    "More than {hurt} families fled to {other}, according to {person}.",
]
MENU = "".join(f'<li class="nav-item"><a href="/{n}">{n.title()}</a></li>' for n in
               "world business sport weather travel culture science video podcasts".split())


def sentence(chance):
    return chance.choice(SENTENCES).format(
        town=chance.choice(TOWNS), other=chance.choice(TOWNS), dead=chance.randint(2, 40),
        hurt=chance.randint(41, 90), doer=chance.choice(DOERS), person=chance.choice(PEOPLE))


def made_page(number, chance):
    """A page as sites send it: mostly what is not the article."""
    dead, town = chance.randint(2, 40), chance.choice(TOWNS)
    title = f"Blast in {town} kills {dead}"
    day = f"2031-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    body = "".join("<p>" + html.escape(" ".join(sentence(chance) for _ in range(3))) + "</p>\n"
                   for _ in range(chance.randint(5, 14)))
    script = "".join(f"var s{n}={{id:{n},w:'{chance.random():.12f}'}};" for n in range(700))
    related = "".join(f'<li><a href="/r/{n}"><img src="/i/{n}.jpg" alt=""><span>{sentence(chance)}'
                      "</span></a></li>" for n in range(30))
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta property="article:published_time" content="{day}T08:00:00Z">'
            f"<style>{'.c{margin:0;padding:1px}' * 400}</style><script>{script}</script></head>"
            f"<body><header><nav><ul>{MENU}</ul></nav></header><main><article><h1>{title}</h1>"
            f'<div class="share">Share Post E-mail</div>{body}<!-- {number} --></article></main>'
            f'<aside class="related"><ul>{related}</ul></aside>'
            f"<footer>© 2029 Coast Courier</footer></body></html>").encode("utf-8")


def make_pages(folder, count):
    chance = random.Random(7)
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"page-{number:06}.html").write_bytes(made_page(number, chance))


def real_pages(folder, most):
    """Pages of the labelled sets, where they are there: archives pages.tar.xz of HTML."""
    home = pathlib.Path(os.environ.get("HEARSAY_DATA", ROOT.parent / "shared" / "data"))
    folder.mkdir(parents=True)
    count = 0
    for archive in sorted(home.glob("*/pages.tar.xz")):
        with tarfile.open(archive) as tar:
            for member in tar:
                if count == most:
                    return count
                if member.isfile() and member.name.endswith(".html"):
                    (folder / f"page-{count:06}.html").write_bytes(tar.extractfile(member).read())
                    count += 1
    return count


def size_of(folder):
    files = [p for p in folder.rglob("*") if p.is_file()]
    return len(files), sum(p.stat().st_size for p in files)


def timed(args, cwd):
    """Seconds, seconds of processor and peak memory in MB of a run: the better of two."""
    best = None
    for _ in range(2):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            started = time.monotonic()
            child = subprocess.Popen(args, cwd=cwd, stdout=out, stderr=err,
                                     env=dict(os.environ, LC_ALL="C", HEARSAY_HOME=str(ROOT)))
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - started
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode not in (0, 1, 3):
                err.seek(0)
                sys.exit(f"{' '.join(args)}: exit status {child.returncode}\n{err.read().decode()}")
            if best is None or seconds < best[0]:
                best = (seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    return best


def row(name, command, pages, size, seconds, cpu, memory):
    print(f"{name:<10} {command:<18} {pages:>6} {size / MB:>8.1f} {seconds:>8.2f} {cpu:>8.2f} "
          f"{pages / seconds:>9.0f} {size / MB / seconds:>8.1f} {memory:>8.0f}", flush=True)


def heading():
    print(f"{'input':<10} {'command':<18} {'pages':>6} {'MB':>8} {'seconds':>8} {'cpu s':>8} "
          f"{'pages/s':>9} {'MB/s':>8} {'peak MB':>8}")


def measure(hearsay, name, folders, threads):
    """Each command over folders of once, twice and four times the pages."""
    for command in COMMANDS:
        for folder in folders:
            pages, size = size_of(folder)
            args = [hearsay, command, "--threads", str(threads), str(folder)]
            row(name, f"hearsay {command}", pages, size, *timed(args, ROOT))


PEER = """
import pathlib, sys, trafilatura
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*")):
    if path.is_file():
        trafilatura.extract(path.read_bytes(), with_metadata=True, output_format="json")
"""


def measure_peer(name, folder):
    """trafilatura over the same pages, in the same run."""
    try:
        import trafilatura
    except ImportError:
        print(f"{name:<10} peer: trafilatura is not installed, so `extract` stands alone here")
        return
    pages, size = size_of(folder)
    row(name, f"trafilatura {trafilatura.__version__}", pages, size,
        *timed([sys.executable, "-c", PEER, str(folder)], ROOT))


def startup(hearsay):
    """What a command costs before its first page."""
    with tempfile.TemporaryDirectory() as empty:
        for command in COMMANDS:
            seconds, _, memory = timed([hearsay, command, empty], ROOT)
            print(f"start of {command:<10} {seconds * 1000:6.0f} ms {memory:6.0f} MB")


def machine():
    model = platform.processor() or platform.machine()
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    print(f"{model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, "
          f"Python {platform.python_version()}\n")


def multiples(make, base, name):
    """Folders of once, twice and four times what `make` puts into the first."""
    folders = [base / f"{name}-1"]
    make(folders[0])
    for times in (2, 4):
        folder = base / f"{name}-{times}"
        folder.mkdir()
        for turn in range(times):
            # One byte more a turn: otherwise the same page would count once.
            for path in folders[0].iterdir():
                (folder / f"{turn}-{path.name}").write_bytes(path.read_bytes() + b"\n" * turn)
        folders.append(folder)
    return folders


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", default="build", help="folder with the program")
    parser.add_argument("--pages", type=int, default=200, help="pages made (default 200)")
    parser.add_argument("--threads", type=int, default=1, help="threads (default 1)")
    args = parser.parse_args()
    hearsay = str((ROOT / args.build / "hearsay").resolve())
    machine()
    startup(hearsay)
    print(f"\n{args.threads} thread{'s' * (args.threads > 1)}")
    heading()
    with tempfile.TemporaryDirectory(prefix="hearsay-bench-") as temporary:
        base = pathlib.Path(temporary)
        examples = multiples(lambda to: shutil.copytree(ROOT / "examples", to), base, "examples")
        measure(hearsay, "examples", examples, args.threads)
        made = multiples(lambda to: make_pages(to, args.pages), base, "made")
        measure(hearsay, "made", made, args.threads)
        measure_peer("made", made[0])
        archives.measure(ROOT / args.build, hearsay, base, made_page, sentence,
                         lambda command: timed(command, ROOT))
        real = base / "real"
        if real_pages(real, args.pages):
            measure(hearsay, "real", [real], args.threads)
            measure_peer("real", real)
        else:
            print("real       none: HEARSAY_DATA names no folder with pages")


if __name__ == "__main__":
    main()
