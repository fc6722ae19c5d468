#!/usr/bin/env python3
"""Acts of politics read in texts that tell of none.

    tools/eval/facts_domain.py [--hearsay build/hearsay] [--data ../shared/data] [--show TYPE]

The texts of wcxb are of magazines, blogs and company news: cooking, software, fitness, films.
Hardly any of them tells of an act that PLOVER codes, so that nearly every actual event read there
is false, as are nearly all dead. Counted are events called actual, by type, and figures of dead and
injured of an event, for 100 texts. There is no gold: read what --show prints.

Measuring only. SPDX-License-Identifier: Apache-2.0
"""
import argparse
import collections
import json
import lzma
import os
import subprocess
import tempfile


def read(hearsay, rows):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({"id": row["id"], "title": row.get("title") or "",
                                   "text": row["text"], "language": "en"}) + "\n")
        file.flush()
        done = subprocess.run([hearsay, "read", file.name], capture_output=True, check=False)
    if done.returncode not in (0, 1, 3):
        raise SystemExit(done.stderr.decode(errors="replace"))
    for line in done.stdout.decode("utf-8", errors="replace").splitlines():
        reading = json.loads(line)
        if reading["kind"] == "reading":
            yield reading


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hearsay", default="build/hearsay")
    parser.add_argument("--data", default=os.environ.get("HEARSAY_DATA", "../shared/data"))
    parser.add_argument("--show", metavar="TYPE", help="print the events of a type")
    args = parser.parse_args()
    with lzma.open(os.path.join(args.data, "wcxb/gold.jsonl.xz"), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    texts, events, figures = 0, collections.Counter(), collections.Counter()
    for reading in read(args.hearsay, rows):
        texts += 1
        for event in reading["events"]:
            if event["modality"] == "actual" and event["polarity"] == "positive":
                events[event["type"]] += 1
                if event["type"] == args.show:
                    print(reading["doc"], event["trigger"]["text"], event["rule"])
        for figure in reading["quantities"]:
            if figure["what"] in ("killed", "injured") and figure["scope"] == "event":
                figures[figure["what"]] += 1
    share = 100 / max(texts, 1)
    print(f"wcxb         {texts} texts; for 100 texts: {sum(events.values()) * share:.1f} actual events, "
          f"ASSAULT {events['ASSAULT'] * share:.1f}; figures of killed "
          f"{figures['killed'] * share:.1f}, injured {figures['injured'] * share:.1f}")
    print("             " + " ".join(f"{name} {n}" for name, n in events.most_common()))


if __name__ == "__main__":
    main()
