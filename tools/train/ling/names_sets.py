"""The free name sets in one scheme of names.

Each set yields (tokens, labels); labels are B- and I- with PER ORG GRP LOC OTH, O, and
? for words whose label the set does not tell (they are not learnt from).

  wikigold           PER ORG LOC, MISC -> GRP for nationalities, else OTH
  CrossNER politics  politician person -> PER, country location -> LOC, organisation
                     politicalparty -> ORG, election event -> OTH, misc as MISC
  Broad Twitter      PER ORG LOC; sentences with @ and # are left out
  WNUT17             the same, group and corporation -> ORG, other kinds -> OTH
  EWT (UNER)         PER ORG LOC of the dev part
  GUM                mentions that are names by their tags: person, organization,
                     place, other kinds -> OTH; other capitals ?
  re3d               mentions that are written as names: Person, Organisation, Location,
                     Nationality -> GRP; other capitals ?
  MEANTIME           mentions marked as names, of the sentences annotated in full

Titles ("President") are cut off the front of a person, "the" off any name.
Nationalities and peoples (data/en/actors/countries.tsv, data/en/ling/name-words.tsv)
are GRP wherever a set says nothing or LOC of them.

SPDX-License-Identifier: Apache-2.0
"""
import json
import lzma
import re

import words
from words import table

CROSSNER = {"politician": "PER", "person": "PER", "country": "LOC", "location": "LOC",
            "organisation": "ORG", "politicalparty": "ORG", "election": "OTH", "event": "OTH",
            "misc": "MISC"}
WNUT = {"person": "PER", "location": "LOC", "group": "ORG", "corporation": "ORG",
        "creative-work": "OTH", "product": "OTH"}
GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}
RE3D = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "GRP"}
MEANTIME = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "PRO": "OTH"}
JOINTS = {"of", "the", "de", "and", "for", "&", "-", "'s", "’s", "al", "von", "van", "la", "du",
          "bin", "ibn", "ul", "el"}
TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[.,]\d+)+|\w+(?=n['’]t\b)|n['’]t\b|"
                   r"['’](?:s|re|ve|ll|d|m)\b|\w+|\S")


class Lists:
    """Peoples, titles and the calendar, from the tables."""

    def __init__(self, home):
        self.groups, self.titles, self.calendar, self.countries = set(), set(), set(), set()
        for row in table(f"{home}/data/en/actors/countries.tsv"):
            names = row["names"].split(";")
            self.countries.update(names)
            for column in ("adjectives", "person", "people"):
                self.groups.update(w for w in row[column].split(";") if w and w not in names)
        for row in table(f"{home}/data/en/ling/name-words.tsv"):
            if row["kind"] == "group":
                self.groups.add(row["word"])
            elif row["kind"] == "title":
                self.titles.add(row["word"])
            elif row["kind"] == "calendar":
                self.calendar.add(row["word"])


def rows_of(path):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def spans(tags):
    at = 0
    while at < len(tags):
        end = at + 1
        if tags[at][0] in "BI" and tags[at] != "I":
            while end < len(tags) and tags[end] == "I" + tags[at][1:]:
                end += 1
            yield at, end, tags[at][2:]
        at = end


def relabel(lists, tokens, found, unknown=()):
    """Labels from spans (start, end, kind); `unknown` are indices marked ?."""
    labels = ["O"] * len(tokens)
    for i in unknown:
        labels[i] = "?"
    for start, end, kind in sorted(found, key=lambda s: s[0] - s[1]):
        while start < end and tokens[start].lower() == "the":
            start += 1
        if kind == "PER":
            while start + 1 < end and tokens[start] in lists.titles:
                start += 1
        text = " ".join(tokens[start:end])
        if text in lists.groups and kind in ("MISC", "LOC", "OTH"):
            kind = "GRP"
        kind = "OTH" if kind == "MISC" else kind
        if start < end and all(l in "O?" for l in labels[start:end]):
            labels[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
    for i, token in enumerate(tokens):
        if labels[i] in "O?" and token in lists.groups:
            labels[i] = "B-GRP"
    return labels


def plain_set(lists, path, kinds):
    for row in rows_of(path):
        tokens, found = row["tokens"], []
        if any(t[0] in "@#" or t.startswith("http") for t in tokens if t):
            continue
        for start, end, kind in spans(row["tags"]):
            found.append((start, end, kinds.get(kind, kind)))
        yield tokens, relabel(lists, tokens, found)


def gum(lists, path):
    for row in rows_of(path):
        raw = row["text"].encode()
        where = {t[0]: i for i, t in enumerate(row["tokens"])}
        ends = {t[1]: i + 1 for i, t in enumerate(row["tokens"])}
        forms = [raw[t[0]:t[1]].decode() for t in row["tokens"]]
        tags = [t[3] for t in row["tokens"]]
        proper = [t in ("NNP", "NNPS") for t in tags]
        found = []
        for entity in row["entities"]:
            start, end = where.get(entity["in"][0]), ends.get(entity["in"][1])
            if start is None or end is None:
                continue
            while start < end and (tags[start] in ("DT", "PRP$") or forms[start] in lists.titles):
                start += 1
            if start < end and tags[end - 1] == "POS":
                end -= 1
            if (start < end and proper[start] and proper[end - 1] and end - start <= 8 and
                    all(proper[i] or forms[i].lower() in JOINTS or tags[i] in ("HYPH", "CD")
                        for i in range(start, end))):
                found.append((start, end, GUM.get(entity["type"], "OTH")))
        covered = {i for s, e, _ in found for i in range(s, e)}
        unknown = [i for i, p in enumerate(proper) if p and i not in covered]
        labels = relabel(lists, forms, found, unknown)
        for s, e in row["sentences"]:
            inside = [i for i, t in enumerate(row["tokens"]) if s <= t[0] and t[1] <= e]
            yield [forms[i] for i in inside], [labels[i] for i in inside]


def tokens_of(text, start, end):
    """(form, start, end) in bytes, cut roughly as the scanner does."""
    part = text.encode()[start:end].decode("utf-8", "ignore")
    out, at, byte = [], 0, start
    for match in TOKEN.finditer(part):
        byte += len(part[at:match.start()].encode())
        size = len(match.group().encode())
        out.append((match.group(), byte, byte + size))
        byte, at = byte + size, match.end()
    return out


def is_capital(form):
    return words.look(words.cut(form)) in (words.CAPITAL, words.CAPS, words.DOTTED, words.MIXED)


def written_as_name(lists, tokens, start, end):
    """(start, end) less articles, titles and peoples in front, or None."""
    while start < end and (not is_capital(tokens[start][0]) or
                           (end - start > 1 and tokens[start][0] in lists.titles)):
        if is_capital(tokens[start][0]) or tokens[start][0].lower() in ("the", "a", "an", "mr"):
            start += 1
        else:
            return None
    while end > start and tokens[end - 1][0] in ("'s", "’s", "'", ","):
        end -= 1
    if start == end or end - start > 7 or not is_capital(tokens[end - 1][0]):
        return None
    good = all(is_capital(t[0]) or t[0].lower() in JOINTS for t in tokens[start:end])
    return (start, end) if good else None


def after_office(lists, tokens, start, end):
    """The name alone of "Iraqi Foreign Minister Ana Ruiz"."""
    forms = [t[0] for t in tokens[start:end]]
    last = max((i for i, f in enumerate(forms) if f in lists.titles or f in lists.groups),
               default=-1)
    if any(f in JOINTS and f in ("of", "for", "and", "the") for f in forms[last + 1:]):
        return None
    return (start + last + 1, end) if last + 1 < len(forms) else None


def marked(lists, tokens, mentions, cover):
    """Labels of `tokens` from (start byte, end byte, kind) that are written as names."""
    found = []
    for first, last, kind in mentions:
        inside = [i for i, t in enumerate(tokens) if first <= t[1] and t[2] <= last]
        span = written_as_name(lists, tokens, inside[0], inside[-1] + 1) if inside else None
        if span and kind == "PER":
            span = after_office(lists, tokens, *span)
        if span and kind == "ORG" and \
                " ".join(t[0] for t in tokens[span[0]:span[1]]) in lists.countries:
            kind = "LOC"
        if span:
            found.append((*span, kind))
    forms = [t[0] for t in tokens]
    covered = {i for s, e, _ in found for i in range(s, e)}
    unknown = [i for i, form in enumerate(forms) if cover and i not in covered and
               is_capital(form) and form not in lists.calendar]
    return forms, relabel(lists, forms, found, unknown)


def re3d(lists, path):
    for row in rows_of(path):
        mentions = [(*e["in"], RE3D[e["type"]]) for e in row["entities"]
                    if e["type"] in RE3D and (e["confidence"] >= .5 or e["type"] == "Nationality")]
        for start, end in lines_of(row["text"]):
            yield marked(lists, tokens_of(row["text"], start, end), mentions, True)


def lines_of(text):
    """Byte ranges of rough sentences."""
    at = 0
    for part in re.split(r"(?<=[a-z\d)”\"][.!?])\s+(?=[A-Z“\"])|\n+", text):
        start = text.index(part, at) if part else at
        at = start + len(part)
        if part.strip():
            yield len(text[:start].encode()), len(text[:at].encode())


def meantime(lists, path, whole=6):
    for row in rows_of(path):
        kind_of = {}
        for relation in row["relations"]:
            if relation["type"] == "REFERS_TO":
                for source in relation["source"]:
                    for target in relation["target"]:
                        kind = row["instances"].get(target, {}).get("ent_type")
                        kind_of[source] = MEANTIME.get(kind, "OTH")
        mentions = [(*m["in"], kind_of[i]) for i, m in row["mentions"].items()
                    if m.get("syntactic_type") in ("NAM", "PRE.NAM") and i in kind_of]
        for start, end in row["sentences"][:whole]:
            yield marked(lists, tokens_of(row["text"], start, end), mentions, True)


def every(data, home):
    """Name of set -> [(tokens, labels)]."""
    lists, free = Lists(home), f"{data}/names-free"
    sets = {"wikigold": plain_set(lists, f"{free}/wikigold.jsonl.xz", {})}
    sets |= {f"crossner-{p[:4]}": plain_set(lists, f"{free}/crossner-politics.{p}", CROSSNER)
             for p in ("train.jsonl", "dev.jsonl.xz", "test.jsonl.xz")}
    sets |= {f"btc-{p[:1]}": plain_set(lists, f"{free}/btc-{p}", {})
             for p in ("G-news.jsonl.xz", "E-mh17.jsonl", "ABFH.jsonl.xz")}
    sets |= {f"wnut-{p}": plain_set(lists, f"{free}/wnut17.{p}.jsonl.xz", WNUT)
             for p in ("train", "dev", "test")}
    sets["ewt-dev"] = plain_set(lists, f"{data}/ud-ewt/names.dev.jsonl.xz", {})
    sets["gum"] = gum(lists, f"{data}/ud-gum/coref.train.jsonl.xz")
    sets["re3d"] = re3d(lists, f"{data}/re3d-free/articles.jsonl.xz")
    sets["meantime"] = meantime(lists, f"{data}/meantime/articles.jsonl.xz")
    return {name: [([t for t in ts if t.strip()], [l for t, l in zip(ts, ls) if t.strip()])
                   for ts, ls in rows] for name, rows in sets.items()}


def bies(labels):
    """B- I- to B- I- E- S-."""
    out = []
    for i, label in enumerate(labels):
        last = i + 1 == len(labels) or labels[i + 1] != "I" + label[1:]
        if label[0] == "B":
            label = "S" + label[1:] if last else label
        elif label[0] == "I" and last:
            label = "E" + label[1:]
        out.append(label)
    return out
