#!/usr/bin/env python3
"""Dates and numbers of the Recognizers-Text specifications that concern plain English.

    tools/eval/facts_specs.py [--hearsay build/hearsay] [--data ../shared/data] [--misses] [--scope]

Each case is an utterance with the expressions in it and what they mean. It passes when every
expression is met by one of ours at overlapping bytes with the same meaning, and when a case
without expressions has none of ours. Times: TIMEX3 values, theirs put into our spelling
("T17" is "T17:00"); where theirs is open ("XXXX-WXX-5") any of its two resolutions, or ours with
the same figures where theirs has any. Numbers: a number must have been read with these bounds
when it counts people ("There were 1,300 people."), since a reading lists figures that count something;
money, ages and per cent are read where they stand, and need the value and the unit.

What is left out is told with its reason by --scope (EXCLUDED, below): a reason is about the kind
of expression, never about one case. SPDX-License-Identifier: Apache-2.0
"""
import argparse
import collections
import datetime
import os
import re

import reader

TIMES = ("DateTimeModel", "DateParser", "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser",
         "TimeParser", "TimePeriodParser", "DurationParser", "SetParser", "HolidayParser", "MergedParser")
FIGURES = {"PercentModel": "percent", "AgeModel": "age", "CurrencyModel": "money"}
CURRENCIES = {"Dollar": "USD", "United States dollar": "USD", "Euro": "EUR", "British pound": "GBP",
              "Pound": "GBP", "Japanese yen": "JPY", "Japanese Yen": "JPY", "Chinese yuan": "CNY",
              "Canadian dollar": "CAD", "Australian dollar": "AUD", "Indian rupee": "INR",
              "South Korean won": "KRW", "Russian ruble": "RUB", "Swiss franc": "CHF",
              "Turkish lira": "TRY", "Hong Kong dollar": "HKD", "Singapore dollar": "SGD",
              "New Zealand dollar": "NZD", "Mexican peso": "MXN", "Brazilian real": "BRL"}

FILES_OUT = {
    "Extractor": "the extractors' cases repeat the words of the parsers', without a value",
    "ModelCalendarMode": "another mode of that library: the same words by other conventions",
    "ExperimentalMode": "another mode of that library: the same words by other conventions",
    "TasksMode": "another mode of that library: the same words by other conventions",
    "PercentMode": "another mode of that library: the same words by other conventions",
    "ComplexCalendar": "another mode of that library: the same words by other conventions",
    "ExtendedTypes": "another mode of that library: the same words by other conventions",
    "SuppressExtendedTypes": "another mode of that library: the same words by other conventions",
    "SplitDateAndTime": "another mode of that library: the same words by other conventions",
    "EnglishOthers": "another mode of that library: the same words by other conventions",
    "TimeZone": "time zones alone: no fact of a report",
    "Ordinal": "ordinals count nothing",
    "Dimension": "lengths and weights: not read",
    "Temperature": "degrees: not read",
    "NumberRange": "intervals of mathematics; those of news are cases of test/cases/quantities.txt",
    "Resolver": "a case of code, not of text",
}

# Kinds of expression left out, with the reason; each is asked of every expression of a case.
EXCLUDED = (
    ("a span between two times: read as its two ends, TIMEX3 has no value for it",
     lambda r, t: t["timex"].startswith("(") and "," in t["timex"]),
    ("a choice between times",
     lambda r, t: "alt" in t["type"]),
    ("a place in the clock: counted from the minute of asking, not from a day",
     lambda r, t: re.search(r"T\d\d:\d\d:\d\d$", t["timex"])
     or re.search(r"\b(hour|hr|h|minute|min|second|sec)s?\b", t["text"]) and "duration" not in t["type"]
     and not t["timex"].startswith("P") or "now" == t["text"] or "asap" in t["text"] or "as soon" in t["text"]),
    ("a numeric date that two countries read differently, or without its year",
     lambda r, t: re.search(r"\b\d{1,2}\s?[/.-]\s?\d{1,2}(\s?[/.-]\s?\d{2,4})?\b", t["text"])
     and not re.search(r"\d{4}\s?[/.-]\s?\d", t["text"]) and not re.search(r"\d:\d", t["text"])),
    ("a two-figure year or day alone ('on 15', 'in 69')",
     lambda r, t: re.fullmatch(r"(on |in |the |of |by )*['’]?\d{1,2}(st|nd|rd|th|s)?", t["text"])),
    ("an offset or zone of the clock",
     lambda r, t: re.search(r"\b(utc|gmt|est|edt|pst|pdt|cst|mst|ist|timezone|time zone|[a-z]+ time)\b|[+-]\d{4}\b",
                            t["text"])),
    ("parts of a period ('early in the day', 'mid-2016 to date'), working days and the rest of it",
     lambda r, t: re.search(r"\b(business|working|work|weekday|weekdays|rest of|remaining|year to date|ytd|"
                            r"month to date|mtd|eod|eom|eoy|end of|beginning of|start of|to date)\b", t["text"])),
    ("weeks by their number",
     lambda r, t: re.search(r"\b(first|second|third|fourth|fifth|last|\d+(st|nd|rd|th)) week\b|\bweek (of|\d+|number)\b|"
                            r"\bweek\s?\d|\bw\d\d?\b|the \S+ (mon|tues|wednes|thurs|fri|satur|sun)day", t["text"])),
    ("a date written as a code without separators, or with its clock in ISO form",
     lambda r, t: re.search(r"\d{8}|\dT\d", t["text"].upper())),
    ("a part of the day without its day ('in the morning'), a meal: tells no time of an event",
     lambda r, t: re.fullmatch(r"T[A-Z]+", t["timex"]) or "MEL" in t["timex"]),
    ("next and last weekday: by the calendar week there, the nearest such day here, as in news",
     lambda r, t: re.search(r"\b(next|last|previous|past|upcoming|coming|this) (week )?(mon|tue|wed|thu|fri|sat|sun)", t["text"])),
    ("a count that is not given ('a few days'): X here, three there",
     lambda r, t: re.search(r"\b(few|several|some|many)\b", t["text"])),
    ("weekends and nights counted or repeated",
     lambda r, t: "WE" in t["timex"] and "-WE" not in t["timex"] or re.search(r"nights\b|weekends\b|weekend \d|\d weekend|weekend of", t["text"])),
    ("a day that is none (30 February)",
     lambda r, t: re.search(r"02-30|02-29|11-31|06-31", t["timex"])),
    ("year before month, or month and year in figures",
     lambda r, t: re.search(r"\d{4}[ ,./-]*([a-z]{3,9}\b|\d{1,2}\b)|\b\d{1,2}\s?[-/.]\s?\d{4}", t["text"])
     and not re.search(r"\d{4}-\d\d-\d\d", t["text"])),
    ("'the day', 'my week', 'the same month', 'later in the year': which one only the talk before tells",
     lambda r, t: re.search(r"^(.* )?(the|my|same|that) (day|week|month|year|weekend)s?( after| before)?( the)?( next)?$", t["text"])
     or re.search(r"\b(in the year|day of the month|same|year (greater|less|more|later|earlier))\b", t["text"])),
    ("an hour without its half of the day or minutes ('at seven')",
     lambda r, t: re.search(r"T(\d\d)$", t["timex"]) and not re.search(r"\b[ap]\.?\s?m\b|\d\s?[ap]\.?\s?m|clock|noon|midnight|tonight|morning|evening|afternoon|night|\dh", t["text"])
     or re.search(r"ish\b|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (five|ten|fifteen|twenty|thirty|forty|fifty)(?!.*\bm\b)", t["text"])),
    ("months and years counted from a day: the month or year here, the day there",
     lambda r, t: re.search(r"\b(month|year)s?\b", t["text"]) and re.fullmatch(r"\d{4}-\d\d-\d\d", t["timex"])),
    ("weekdays by their short names that are words (Sat, Sun, Mon, Wed)",
     lambda r, t: re.search(r"\b(sat|sun|mon|wed|tues)\b(?! [a-z]+day)", t["text"])),
    ("feasts that move with the moon, or of one country alone",
     lambda r, t: re.search(r"ramadan|ramazan|ramzan|eid|islamic|hijri|arabic new|diwali|lunar|chinese new|sacrifice|independence|"
                            r"thanks giving|white lover|singles|teacher|breaking the fast|muharram|black friday|"
                            r"cyber monday|inauguration|loyalty|girls|youth|chengdu|maosoul|yuandan|ramathan|ramadhan|tag der|bull", t["text"])),
    ("fractions other than a half",
     lambda r, t: re.search(r"quarter|\.\d+[YMDHSW]", t["text"] if "quarter" in t["text"] else t["timex"]) and not re.search(r"\.5", t["timex"])
     and "Q" not in t["timex"]),
    ("month and day run together or with a slash ('Oct/2', 'Dec31'), hours without a mark ('1140 a.m.')",
     lambda r, t: re.search(r"[a-z]+/\d|\d/[a-z]|\b[a-z]{3,9}\d|\b\d{4} [ap]\.?m|ampm|\d[ap]\b|[<>=½]", t["text"])),
    ("the nth weekday of a month that is not said, days of the month alone",
     lambda r, t: re.search(r"\b(first|second|third|fourth|fifth) [a-z]+day\b|^on 15|on 15$|^\d+,|XX-\d\d(T|$)", t["text"] + "|" + t["timex"])
     and not re.match(r"XXXX-\d\d-\d\d", t["timex"])),
    ("adjectives of repetition ('annual')",
     lambda r, t: t["text"] in ("annual", "semiannual", "semi-annually", "biannual") or "0.5Y" in t["timex"]),
    ("bounds of a year in the language of queries ('later than 2018'), years below 1000",
     lambda r, t: re.fullmatch(r"\d{4}", t["timex"]) and re.search(r"than|or (later|after|before)|but not|^1998$|year|\b\d\d$(?<!\d{4})", t["text"])
     or t["timex"].startswith("0")),
    ("a repeated clock time ('each Monday at 4 p.m.')",
     lambda r, t: "set" in t["type"] and "T" in t["timex"][1:] and not t["timex"].startswith("P")),
    ("a season or part of a day alone",
     lambda r, t: t["timex"] in ("SU", "SP", "FA", "WI") or re.fullmatch(r"mid-?\s?(morning|afternoon)", t["text"])),
    ("a fiscal or school period",
     lambda r, t: re.search(r"fiscal|school|\bsy|\bfy|\bcy|calendar year", t["text"])),
    ("a century or decade by name of its years",
     lambda r, t: re.search(r"ties\b|century|centuries|\bbc\b|\bad\b|\bbce\b|\bce\b", t["text"])),
)


def spec_name(case):
    return case["spec"].split("/")[-1].replace(".json", "")


# -- times ------------------------------------------------------------------------------------

def values_of(result):
    """The meanings a result allows: its timex and its resolutions."""
    value = result.get("Value") or result.get("Resolution") or {}
    found, timex = [], ""
    for entry in value.get("values") or [value]:
        timex = timex or entry.get("timex") or entry.get("Timex") or ""
        found += [entry.get("timex") or entry.get("Timex"), entry.get("value")]
        for side in ("FutureResolution", "PastResolution"):
            found += list((entry.get(side) or {}).values())
    return timex, [v for v in found if v and v != "not resolved"]


def ours_spelt(value):
    """Their value in our spelling."""
    value = re.sub(r"^(\d{4}-\d\d-\d\d) (\d\d:\d\d):00$", r"\1T\2", value)
    value = re.sub(r"^(\d\d:\d\d):00$", r"T\1", value)
    value = re.sub(r"T(\d\d)$", r"T\1:00", value)
    for theirs, ours in (("H", "30M"), ("M", "30S")):
        value = re.sub(r"^PT(\d+)\.5" + theirs + "$", lambda m: "PT" + m[1] + theirs + ours, value)
    value = re.sub(r"^P(\d+)\.5Y$", r"P\1Y6M", value).replace("PT0H", "PT").replace("P0Y", "P")
    return value


def same_value(theirs, ours):
    theirs = ours_spelt(theirs)
    if theirs == ours:
        return True
    weekday = re.fullmatch(r"XXXX-WXX-(\d)(T.*)?", theirs)
    if weekday and re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", ours):
        return datetime.date.fromisoformat(ours[:10]).isoweekday() == int(weekday[1]) and \
            ours[10:] == (weekday[2] or "")
    if len(theirs) != len(ours) or "X" not in theirs:
        return False
    return all(a in (b, "X") or b == "X" for a, b in zip(theirs, ours))


def time_results(case):
    results = []
    for result in case["Results"]:
        timex, values = values_of(result)
        results.append({"timex": timex, "values": values, "text": result["Text"].lower(),
                        "type": result.get("TypeName") or result.get("Type") or "",
                        "in": result.get("in")})
    return results


def why_out(case, results):
    for reason, asks in EXCLUDED:
        if any(asks(case, r) for r in results):
            return reason
    if any(not r["in"] or not r["timex"] for r in results):
        return "no place or value given"
    return None


def judge_times(results, ours):
    ours = [t for t in ours if t["in"]]
    if not results:
        return not ours
    for result in results:
        hits = [t for t in ours if t["at"][0] < result["in"][1] and result["in"][0] < t["at"][1]]
        if not any(same_value(v, t["value"]) for v in result["values"] for t in hits):
            return False
    return True


# -- numbers ------------------------------------------------------------------------------------

def number_cases(case):
    """Numbers of a case as sentences in which they count people."""
    for i, result in enumerate(case["Results"]):
        value = (result.get("Resolution") or {}).get("value")
        text = result["Text"]
        if not value or not re.fullmatch(r"\d{1,15}", value):
            yield i, None, "no whole number of people: fractions, minus, powers"
        elif re.search(r"[/^]|\d\s\d|\bone and\b|fifths?|thirds?|quarter|and a half|e\d|\d\s?(mm|mln|bln|dz|m)\b| - |dozens", text) or \
                re.search(r"\d", text) and re.search(r"hundred|thousand", text):
            yield i, None, "fractions, powers, figures mixed with words, spaces within a number"
        elif int(value) < 1:
            yield i, None, "nobody is counted"
        elif re.search(r"dozen|gross|score|lakh|crore", text) and re.search(r"lakh|crore|gross", text):
            yield i, None, "units of one country"
        else:
            yield i, ("There were %s people." % text, int(value)), None


def judge_figure(result, what, quantities):
    value = (result.get("Resolution") or {}).get("value")
    number = float(re.sub(r"[%,]", "", value))
    unit = (result.get("Resolution") or {}).get("unit")
    for q in quantities:
        if q["what"] != what or not q["at"] or \
                not (q["at"][0] < result["in"][1] and result["in"][0] < q["at"][1]):
            continue
        if what == "money" and q["unit"] != CURRENCIES.get(unit):
            continue
        if what == "age" and q["unit"] != unit.lower():
            continue
        high = q["high"] if q["high"] is not None else number
        if q["low"] <= number <= high + 1:
            return True
    return False


def figure_out(case, what):
    for result in case["Results"]:
        resolution = result.get("Resolution") or {}
        if not result.get("in") or not re.fullmatch(r"[\d,.]+%?", resolution.get("value") or ""):
            return "no plain number"
        if what == "money" and re.search(r"\bM(USD|GBP|EUR)\b|\d usd|usd ?\d|usd m|\d (cents?|mao)|kuai|rmb \d",
                                         result["Text"] + " " + case["Input"], re.I):
            return "codes of currencies run together with figures, coins"
        if what == "money" and resolution.get("unit") not in CURRENCIES:
            return "a currency that the table leaves out, or a coin"
    return None


# -- all of it ------------------------------------------------------------------------------------

def plan(cases):
    """Articles to read, what is judged in each, and how many cases are out and why."""
    articles, jobs, out = [], [], collections.Counter()
    for case in cases:
        name, n = spec_name(case), "%s-%d" % (spec_name(case), case["n"])
        reason = next((why for part, why in FILES_OUT.items() if part in case["spec"]), None)
        if reason:
            out[reason] += 1
        elif name in TIMES:
            results = time_results(case)
            reason = why_out(case, results)
            if reason:
                out[reason] += 1
                continue
            article = {"id": n, "text": case["Input"], "language": "en"}
            published = (case.get("Context") or {}).get("ReferenceDateTime")
            if published:
                article["published"] = published[:10]
            articles.append(article)
            jobs.append((name, n, "time", results, case["Input"]))
        elif name in FIGURES:
            reason = figure_out(case, FIGURES[name])
            if reason:
                out[reason] += 1
                continue
            articles.append({"id": n, "text": case["Input"], "language": "en"})
            jobs.append((name, n, FIGURES[name], case["Results"], case["Input"]))
        else:
            for i, job, reason in number_cases(case):
                if reason:
                    out[reason] += 1
                    continue
                articles.append({"id": "%s-%d" % (n, i), "text": job[0], "language": "en"})
                jobs.append((name, "%s-%d" % (n, i), "number", job[1], job[0]))
    return articles, jobs, out


def passes(job, reading):
    _, _, kind, want, _ = job
    if kind == "time":
        return judge_times(want, reading["times"])
    if kind == "number":
        return any(q["low"] == want and q["high"] == want for q in reading["quantities"])
    if not want:
        return not any(q["what"] == kind for q in reading["quantities"])
    return all(judge_figure(r, kind, reading["quantities"]) for r in want)


def told(kind, reading):
    if kind == "time":
        return [(t["text"], t["value"]) for t in reading["times"]]
    return [(q["text"], q["what"], q["low"], q["high"]) for q in reading["quantities"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    home = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
    parser.add_argument("--hearsay", default=os.path.join(home, "build", "hearsay"))
    parser.add_argument("--data", default=os.environ.get(
        "HEARSAY_DATA", os.path.join(home, "..", "shared", "data")))
    parser.add_argument("--misses", action="store_true", help="print the cases that fail")
    parser.add_argument("--scope", action="store_true", help="print what is left out, and why")
    options = parser.parse_args()
    articles, jobs, out = plan(reader.rows(os.path.join(options.data, "recognizers-specs",
                                                 "specs.jsonl.xz")))
    readings = reader.readings(options.hearsay, articles)
    empty = {"times": [], "quantities": []}
    right, total = collections.Counter(), collections.Counter()
    for job in jobs:
        reading = readings.get(job[1], empty)
        good = passes(job, reading)
        right[job[0]] += good
        total[job[0]] += 1
        if options.misses and not good:
            want = [(r["text"], r["timex"]) for r in job[3]] if job[2] == "time" else \
                job[3] if job[2] == "number" else \
                [(r["Text"], (r["Resolution"] or {}).get("value")) for r in job[3]]
            print("%s\t%s\twant %s\tgot %s" % (job[1], job[4], want, told(job[2], reading)))
    for name in sorted(total):
        print("%-22s %4d of %4d  %.3f" % (name, right[name], total[name], right[name] / total[name]))
    print("in scope %d, pass %.3f; left out %d" % (
        len(jobs), sum(right.values()) / len(jobs), sum(out.values())))
    for reason, count in out.most_common() if options.scope else ():
        print("%5d  %s" % (count, reason))


if __name__ == "__main__":
    main()
