#!/usr/bin/env python3
"""Run the program on hostile input and hold it to its limits.

    run.py PROGRAM [--full] [--only PART] [--keep DIR] [--report] [--jobs N]
           [--cpu S] [--memory MIB]

Each kind of kinds.py is made at its smaller number of repetitions, with --full at the
larger one too, and given to `hearsay extract` (some to `read`). A run has to end in a
second of processor time and 256 MiB, with status 0 or 3; status 3 comes with a
message, what is written is whole lines of JSON, and what a kind says of messages and
of words that must be read holds. A program built with a sanitizer has ten times the
time, and its memory is not judged.

SPDX-License-Identifier: Apache-2.0
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

import kinds


def is_sanitized(program):
    with open(program, "rb") as file:
        return b"__asan_init" in file.read()


def run(program, command, path, seconds):
    """Status, processor seconds, peak MiB, output, messages."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([program, command, "--threads", "1", str(path)], stdout=out,
                                 stderr=err, preexec_fn=limit,
                                 # time is measured: memory given back is not to be scribbled on
                                 env=dict(os.environ, LC_ALL="C", MALLOC_PERTURB_="0"))
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return (child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
                out.read(), err.read().decode("utf-8", "replace"))


def faults_of_lines(out):
    for line in out.splitlines():
        try:
            json.loads(line)
        except ValueError as error:
            return ["a line of the output is no JSON: %s" % error]
    return [] if not out or out.endswith(b"\n") else ["the last line has no end"]


def judge(kind, result, limits):
    status, cpu, memory, out, said = result
    faults = faults_of_lines(out)
    if status not in (0, 3):
        faults.append("exit status %d" % status)
    if status == 3 and not said.strip():
        faults.append("status 3 without a message")
    if cpu >= limits.cpu:
        faults.append("%.2f s of processor time" % cpu)
    if memory >= limits.memory:
        faults.append("%.0f MiB" % memory)
    if kind["says"] and kind["says"] not in said:
        faults.append('nothing said of "%s"' % kind["says"])
    if kind["reads"] and kind["reads"].encode() not in out:
        faults.append('"%s" was not read' % kind["reads"])
    return faults


def cases(options):
    for kind in kinds.KINDS:
        if options.only and options.only not in kind["name"]:
            continue
        steps = kind["steps"] if options.full else kind["steps"][:1]
        for n in steps:
            yield kind, n


def make(kind, n, path):
    """In a process of its own: a child counts the memory of its parent as its own."""
    maker = pathlib.Path(__file__).resolve().parent / "kinds.py"
    subprocess.run([sys.executable, "-B", str(maker), kind["name"], str(n), str(path)], check=True)


def run_case(options, folder, kind, n):
    """Rows to print: (faults, command, n, result)."""
    path = pathlib.Path(folder) / ("%s-%d.%s" % (kind["name"], n, kind["ending"]))
    make(kind, n, path)
    rows = []
    for command in kind["commands"]:
        result = run(options.program, command, path, int(20 * options.cpu))
        rows.append((judge(kind, result, options), command, n, result))
    if not options.keep:
        path.unlink()
    return rows


def main():
    parser = argparse.ArgumentParser(description="the program on hostile input")
    parser.add_argument("program")
    parser.add_argument("--full", action="store_true", help="also the larger number of repetitions")
    parser.add_argument("--only", metavar="PART", help="kinds with PART in their name")
    parser.add_argument("--keep", metavar="DIR", help="make the inputs in DIR and leave them there")
    parser.add_argument("--report", action="store_true", help="print every run, not only faults")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("--cpu", type=float, default=1.0, metavar="S")
    parser.add_argument("--memory", type=float, default=256.0, metavar="MIB")
    options = parser.parse_args()
    if is_sanitized(options.program):
        options.cpu, options.memory = 10 * options.cpu, float("inf")
    runs = failed = 0
    worst = (0.0, 0.0)
    with tempfile.TemporaryDirectory(prefix="hearsay-hostile-") as temporary, \
            concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        folder = options.keep or temporary
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        every = list(cases(options))
        done = pool.map(lambda case: run_case(options, folder, *case), every)
        for (kind, _), rows in zip(every, done):
            for faults, command, n, result in rows:
                runs += 1
                failed += bool(faults)
                worst = (max(worst[0], result[1]), max(worst[1], result[2]))
                if faults or options.report:
                    print("%-7s %-34s %9d %-7s %6.2f s %5.0f MiB  %s" % (
                        "FAILED" if faults else "ok", kind["name"], n, command, result[1],
                        result[2], "; ".join(faults) or result[4].strip()[-70:]), flush=True)
    print("%d kinds, %d runs, %d failed; at most %.2f s and %.0f MiB" % (
        len({kind["name"] for kind, _ in cases(options)}), runs, failed, *worst))
    sys.exit(1 if failed or not runs else 0)


if __name__ == "__main__":
    main()
