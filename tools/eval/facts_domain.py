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
import os

import reader


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hearsay", default="build/hearsay")
    parser.add_argument("--data", default=os.environ.get("HEARSAY_DATA", "../shared/data"))
    parser.add_argument("--show", metavar="TYPE", help="print the events of a type")
    args = parser.parse_args()
    rows = reader.rows(os.path.join(args.data, "wcxb/gold.jsonl.xz"))
    texts, events, figures = 0, collections.Counter(), collections.Counter()
    articles = (dict(row, language="en") for row in rows)
    for reading in reader.readings(args.hearsay, articles, kept=("id", "title", "text", "language")).values():
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
