#!/usr/bin/env python3
"""How many people an attack hit: the slot HUM TGT: NUMBER of MUC-4.

    tools/eval/facts_muc.py [--hearsay build/hearsay] [--data ../shared/data] [--misses]

Gold: the fills of that slot in all templates of a text of TST1 and TST2, each once ("6: JESUITS"
in two templates is one fill); optional ones ("?") may be found and need not be. Ours: the figures
of killed, injured, missing, detained and captured that are no part of another, and the persons that
acts of force (ASSAULT, COERCE) are done to, each once.

A fill of ours is right when its number agrees (PLURAL: any open or vague number, or plural words;
"~100": within our bounds; a list counted as one figure by us stands for its members) and its words share one with the gold's; a number of three and more agrees
without words, since the key often names the victims by words of another sentence. Whoever is named
in a key and told of with no harm (a person threatened) counts as gold too.

MUC-4 scores templates, and leaves out what belongs to no template; the same is done here in
the figure `matched`: fills of ours whose words or numbers occur in no key of the text are left
out. `all` counts them as wrong, in texts that have a template.
The set measures only; nothing that is shipped comes from it. SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import re

import reader

HARM = ("killed", "injured", "missing", "detained", "captured")
EMPTY = set("""a an the of and or in to at by from on for with his her their its two three four five six
    seven eight nine ten killed wounded injured kidnapped murdered died dead deaths death murder
    assassination killing kidnapping people persons were was have been has who had mr dr former
    us u.s another other others one first second""".split())


def content(text):
    """The content words of a phrase, plurals cut to the singular."""
    words = re.findall(r"[a-z][a-z.-]+|\d+", text.lower())
    return {w[:-1] if len(w) > 3 and w.endswith("s") else w for w in words} - EMPTY


# -- keys ----------------------------------------------------------------------------------

def numbers_of(text):
    """The numbers a key allows: (low, high) pairs; None for PLURAL."""
    allowed = []
    for part in text.replace("?", "").split("/"):
        part = part.strip()
        if part == "PLURAL":
            allowed.append(None)
            continue
        digits = [int(n) for n in re.findall(r"\d+", part)]
        if not digits:
            continue
        slack = digits[-1] // 10 if part.startswith("~") else 0
        high = None if part.endswith("-") and len(digits) == 1 else digits[-1] + slack
        allowed.append((digits[0] - slack, high))
    return allowed


def keys_of(article):
    keys = []
    for template in article.get("templates", ()):
        for fill in template.get("HUM TGT: NUMBER", ()):
            number, _, strings = fill.partition(":")
            words = content(" ".join(re.findall(r'"([^"]*)"', strings)))
            keys.append({"allowed": numbers_of(number), "words": words, "fill": fill,
                         "optional": "?" in fill.split('"')[0]})
        for total in template.get("HUM TGT: TOTAL NUMBER", ()):
            keys.append({"allowed": numbers_of(total), "words": set(), "fill": total,
                         "optional": True})
    kept = []
    for key in keys:
        if not any(k["allowed"] == key["allowed"] and
                   (k["words"] & key["words"] or k["fill"] == key["fill"]) for k in kept):
            kept.append(key)
    return kept


# -- ours ------------------------------------------------------------------------------------

def figures(reading):
    found = []
    for q in reading["quantities"]:
        if q["what"] not in HARM or q["negated"] or q["retracted"] or q["high"] == 0 or \
                q["scope"] == "subset":
            continue
        found.append({"low": q["low"], "high": q["high"], "words": content(q["text"]),
                      "vague": q["comparator"] in ("vague", "at_least", "more_than"),
                      "text": q["text"]})
    return found


def persons(reading):
    """The persons acts of force are done to."""
    entities = {e["id"]: e for e in reading["entities"]}
    found = []
    for event in reading["events"]:
        if event["type"] not in ("ASSAULT", "COERCE") or event["modality"] == "denied":
            continue
        for target in event["target"]:
            entity = entities[target]
            if entity["type"] != "person" and entity["key"]:
                continue
            texts = " ".join(m["text"] for m in entity["mentions"] if m["form"] != "pronoun")
            found.append({"low": 1, "high": 9 if entity["plural"] else 1,
                          "words": content(texts or entity["name"] or ""),
                          "vague": entity["plural"], "text": entity["name"] or texts})
    return found


def ours_of(reading):
    kept = []
    for fill in figures(reading) + persons(reading):
        same = [k for k in kept if k["low"] == fill["low"] and k["high"] == fill["high"] and
                (k["words"] & fill["words"] or fill["low"] > 2 or not fill["words"])]
        if same:
            same[0]["words"] |= fill["words"]
        else:
            kept.append(fill)
    return kept


def number_agrees(key, fill):
    for allowed in key["allowed"]:
        if allowed is None:
            if fill["vague"] or fill["high"] is None:
                return True
        elif fill["low"] == allowed[0] and fill["high"] == allowed[1]:
            return True
        elif allowed[1] is None:
            if fill["low"] == allowed[0]:
                return True
        elif allowed[0] != allowed[1] and fill["low"] <= allowed[1] and \
                (fill["high"] is None or fill["high"] >= allowed[0]):
            return True
        elif fill["vague"] is False and allowed[0] == allowed[1] == fill["low"]:
            return True
    return False


def agrees(key, fill):
    if not number_agrees(key, fill):
        return False
    return bool(key["words"] & fill["words"]) or (fill["low"] > 2 and not fill["vague"])


def exact(key):
    """The one number of a key, or 0."""
    pairs = [a for a in key["allowed"] if a and a[0] == a[1]]
    return pairs[0][0] if len(pairs) == len(key["allowed"]) == 1 else 0


def members(keys, fill):
    """Keys that a figure of ours is the sum of: "killing six priests and a maid" is one figure."""
    if fill["vague"] or fill["low"] != fill["high"] or fill["low"] < 2:
        return []
    parts = [k for k in keys if exact(k) and k["words"] & fill["words"]
             and exact(k) < fill["low"]]
    return parts if len(parts) > 1 and sum(map(exact, parts)) == fill["low"] else []


def named_in(keys, fill):
    return any(key["words"] & fill["words"] for key in keys)


def measure(articles, readings, misses):
    gold = right = ours = matched = 0
    for article in articles:
        keys = keys_of(article)
        if not article.get("templates"):
            continue
        fills = []
        for fill in ours_of(readings[article["id"]]):
            parts = members(keys, fill)
            fills += [{"low": exact(k), "high": exact(k), "vague": False, "words": k["words"],
                       "text": k["fill"]} for k in parts] or [fill]
        free = list(fills)
        for key in keys:
            hit = next((f for f in free if agrees(key, f)), None)
            if hit:
                free.remove(hit)
            if hit and not key["optional"]:
                right += 1
            elif hit:
                ours -= 1
                matched -= 1
            elif misses and not key["optional"]:
                print("missed\t%s\t%s" % (article["id"], key["fill"]))
            gold += not key["optional"]
        ours += len(fills)
        matched += len(fills) - sum(not named_in(keys, f) for f in free)
        for fill in free if misses else ():
            print("%s\t%s\t%s-%s\t%s" % ("wrong" if named_in(keys, fill) else "beside",
                                         article["id"], fill["low"], fill["high"],
                                         " ".join(fill["text"].split())))
    for name, count in (("matched", matched), ("all", ours)):
        print("muc4 TST1-2 human targets, numbers   %-7s  gold %d  ours %d  R %.3f  P %.3f" % (
            name, gold, count, right / max(gold, 1), right / max(count, 1)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    home = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
    parser.add_argument("--hearsay", default=os.path.join(home, "build", "hearsay"))
    parser.add_argument("--data", default=os.environ.get(
        "HEARSAY_DATA", os.path.join(home, "..", "shared", "data")))
    parser.add_argument("--misses", action="store_true", help="name what was not read")
    options = parser.parse_args()
    articles = [a for a in reader.rows(os.path.join(options.data, "muc4", "articles.jsonl.xz"))
                if a["split"] != "dev"]
    measure(articles, reader.readings(options.hearsay, articles, kept=("id", "text")), options.misses)


if __name__ == "__main__":
    main()
