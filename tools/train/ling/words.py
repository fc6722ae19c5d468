"""What the network sees of a word, bit for bit as src/ling does.

A word becomes a handful of rows of two tables: its form, its ends, its shape, its look
in this sentence, and what the tables of data/ know of it ("hints"). Rows are found by
hash, so no string is in the weights. NET.md in this folder is the contract.

SPDX-License-Identifier: Apache-2.0
"""
import ctypes
import functools

import xxhash

_utf8 = ctypes.CDLL("libutf8proc.so.2")
LOOKS = ("lower", "capital", "initial", "caps", "dotted", "mixed", "number", "digit", "punct")
LOWER, CAPITAL, INITIAL, CAPS, DOTTED, MIXED, NUMBER, WITH_DIGIT, PUNCT = range(9)
USUAL, TITLE, UPPER, SMALL = range(4)
MAX_BYTES = 64
WORD, PART = 0, 1  # the two tables
HINTS = 14
(COUNTRY, PEOPLE, FIRST, BODY, GROUP, TITLE_WORD, ORG_WORD, PLACE_WORD, CALENDAR, PARTICLE,
 CAPITAL_CITY, INSIDE, TOWN, SMALL_TOWN) = (1 << i for i in range(HINTS))
LARGE_TOWN = 100000

_PLAIN = {}
for _to, _codes in (("'", (0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x2BC, 0x60, 0xB4, 0xFF07)),
                    ('"', (0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0xAB, 0xBB, 0xFF02)),
                    ("-", (0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212))):
    _PLAIN.update((c, _to) for c in _codes)


@functools.lru_cache(None)
def _lower(char):
    return chr(_utf8.utf8proc_tolower(ord(char)))


@functools.lru_cache(None)
def _kind(char):
    """U upper, L another letter, 0 digit, or '.'."""
    category = _utf8.utf8proc_category(ord(char))
    if category in (1, 3):
        return "U"
    if 1 <= category <= 8:
        return "L"
    return "0" if category == 9 else "."


def cut(word):
    """At most MAX_BYTES bytes, whole characters."""
    return word.encode("utf-8", "replace")[:MAX_BYTES].decode("utf-8", "ignore")


def plain(form):
    """Quotes and dashes made plain; the case stays."""
    return form.translate(_PLAIN)


def lower(form):
    return "".join(map(_lower, plain(form)))


def _zeros(word):
    return "".join("0" if "0" <= c <= "9" else c for c in word)


@functools.lru_cache(1 << 18)
def look(form):
    upper = small = digit = other = dots = 0
    kinds = [_kind(c) for c in form]
    for char, kind in zip(form, kinds):
        upper += kind == "U"
        small += kind == "L"
        digit += kind == "0"
        dots += kind == "." and char in ".,"
        other += kind == "." and char not in ".,"
    if digit:
        return WITH_DIGIT if upper + small + other else NUMBER
    if upper + small == 0:
        return PUNCT
    if upper == 0:
        return LOWER
    if small == 0:
        return INITIAL if upper == 1 else DOTTED if dots else CAPS
    return CAPITAL if kinds[0] == "U" and (upper == 1 or other) else MIXED


def casing(looks):
    caps = looks.count(CAPS)
    small = looks.count(LOWER)
    capital = sum(k in (CAPITAL, MIXED) for k in looks[1:])
    if caps >= 2 and caps > 4 * (small + capital):
        return UPPER
    if capital >= 3 and capital + caps > 2 * small:
        return TITLE
    if small >= 5 and capital + caps == 0 and looks[0] == LOWER:
        return SMALL
    return USUAL


def shape(word):
    out = ""
    for char in word:
        kind = _kind(char)
        mark = {"U": "X", "L": "x", "0": "0"}.get(kind, char)
        if out[-2:] != mark * 2:
            out += mark
    return out


def _row(kind, data):
    return kind, xxhash.xxh64_intdigest(data, seed=kind)


@functools.lru_cache(1 << 20)
def form_rows(form):
    """((kind, hash), ...) of the form alone, in the order of their kinds."""
    cased = cut(_zeros(plain(form)))
    small = cut(_zeros(lower(form)))
    data = small.encode()
    rows = [_row(1, data), _row(2, data)]
    if cased != small:
        rows += [_row(3, cased.encode()), _row(4, cased.encode())]
    rows += [_row(4 + n, small[:n].encode()) for n in (1, 2, 3)]
    rows += [_row(7 + n, small[-n:].encode()) for n in (1, 2, 3, 4)]
    rows.append(_row(12, shape(cased).encode()))
    return tuple(rows)


def table_of(kind):
    return WORD if kind <= 4 else PART


def sentence_rows(forms, hints=None):
    """For each word a list of (table, hash)."""
    looks = [look(cut(f)) for f in forms]
    case = casing(looks) if forms else USUAL
    out = []
    for i, form in enumerate(forms):
        rows = [(table_of(k), h) for k, h in form_rows(form)]
        rows.append((PART, _row(13, bytes((looks[i], case, i == 0)))[1]))
        if hints and hints[i]:
            rows += [(PART, _row(14, bytes((b,)))[1]) for b in range(HINTS)
                     if hints[i] >> b & 1]
        out.append(rows)
    return out


class Hints:
    """What the tables of HOME/data say of a word, as src/ling/hints.c."""

    MAX_WORDS, MAX_PHRASE = 5, 96

    def __init__(self, home):
        self.phrases, self.longest = {}, {}
        kinds = {"title": TITLE_WORD, "organization": ORG_WORD, "place": PLACE_WORD,
                 "group": PEOPLE, "calendar": CALENDAR, "particle": PARTICLE}
        for row in table(f"{home}/data/en/ling/name-words.tsv"):
            self.add(row["word"], kinds[row["kind"]])
        for row in table(f"{home}/data/en/actors/countries.tsv"):
            for column, hint in (("names", COUNTRY), ("adjectives", PEOPLE),
                                 ("person", PEOPLE), ("people", PEOPLE),
                                 ("capitals", CAPITAL_CITY)):
                self.cell(row[column], hint)
        for row in table(f"{home}/data/en/actors/first-names.tsv"):
            self.cell(row["name"], FIRST)
        for row in table(f"{home}/data/en/actors/agencies.tsv"):
            self.cell(row["names"], BODY)
        for row in table(f"{home}/data/en/actors/bodies.tsv"):
            self.cell(row["names"], GROUP if row["type"] == "group" else BODY)
        for row in table(f"{home}/data/places/places.tsv"):
            if row["kind"] != "country":
                people = row["population"]
                large = people.isdigit() and int(people) >= LARGE_TOWN
                self.add(row["name"], TOWN if large else SMALL_TOWN)

    def cell(self, cell, hint):
        for phrase in cell.split(";"):
            self.add(phrase.strip(" \t"), hint)

    def add(self, phrase, hint):
        n = phrase.count(" ") + 1
        if not phrase or len(phrase.encode()) > self.MAX_PHRASE or n > self.MAX_WORDS:
            return
        known = self.phrases.setdefault(phrase, 0)
        if hint == PEOPLE and known & COUNTRY:
            return
        self.phrases[phrase] = known | hint
        first = phrase.split(" ")[0]
        self.longest[first] = max(self.longest.get(first, 0), n)

    def of(self, forms):
        out, i = [0] * len(forms), 0
        while i < len(forms):
            n = 0 if look(cut(forms[i])) == PUNCT else self.longest.get(forms[i], 0)
            n = min(n, len(forms) - i)
            while n:
                found = self.phrases.get(" ".join(forms[i:i + n]))
                if found is not None:
                    for k in range(n):
                        out[i + k] = found | (INSIDE if k else 0)
                    break
                n -= 1
            i += n or 1
        return out


def table(path):
    with open(path, encoding="utf-8") as lines:
        rows = [l.rstrip("\n").split("\t") for l in lines if l[0] not in "#\n"]
    return [dict(zip(rows[0], row)) for row in rows[1:]]
