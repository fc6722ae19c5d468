#!/usr/bin/env python3
"""Make the gazetteer, data/places/gazetteer.bin, and look into it.

    tools/build_data/gazetteer.py [--data FOLDER]    make it; FOLDER: $HEARSAY_DATA
    tools/build_data/gazetteer.py --dump [PREFIX]    its rows, a line for each name and place
    tools/build_data/gazetteer.py --find NAME        the places of one name
    tools/build_data/gazetteer.py --list             places.tsv, for the language core

What goes in: countries; first- and second-level regions; towns over 1,000 people; the villages
of six countries where wars are reported village by village; and data/places/features.tsv, seas
and stretches of land. Other spellings are kept where they are plain Latin letters. Names are
folded (lower case, no marks, no apostrophes, hyphens as blanks), as the program folds the words
it reads. A name carries marks: an alias, an English word, a first name, a region's name without
its noun. The same sources give the same bytes. Beside it places.tsv: the larger towns and regions
as the language core asks for them. SPDX-License-Identifier: Apache-2.0
"""
import argparse
import difflib
import json
import lzma
import os
import re
import unicodedata

import gazetteer_pack as gp

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.normpath(os.path.join(HERE, "..", ".."))
PACKED = os.path.join(HOME, "data", "places", "gazetteer.bin")
CLOSE = set("UA SY PS YE IQ LB IL AF LY SO SD SS ML".split())
ARABIC = set("SY YE PS IQ LB LY SD SA JO EG OM AE KW BH QA TN DZ MA SS IL".split())
VILLAGES = ("ua", "sy", "ps", "sd", "ye", "il")
NOUN = (r"oblast|oblast'|governorate|province|provincia|region|republic|kray|krai|state|county|"
        r"district|department|prefecture|city|voivodeship|division|territory|parish|borough|"
        r"municipality|raion|rayon|kommun|regency|census area|urban okrug|wilayat|muhafazat")
SUFFIX = re.compile(r"\s+(%s)$" % NOUN, re.I)
PREFIX = re.compile(r"^(municipio|comuna|distrito|provincia|provincia de|departamento|"
                    r"departamento de|powiat|huyện|kabupaten|amphoe|okres|royal borough of|"
                    r"borough of|district of|city of|city and borough of|county|state of|"
                    r"muhafazat|markaz|arrondissement de|city and county of)\s+", re.I)
SPELL = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae",
         "œ": "oe", "ə": "a", "ħ": "h"}
ARTICLE = re.compile(r"^(al|ar|as|ash|ad|adh|an|at|ath|az|el|er|es|esh|ed|et|ez|en) (?=\w{3})")
SAINT = {"st": "saint", "saint": "st", "ste": "sainte", "sainte": "ste", "mt": "mount",
         "mount": "mt", "ft": "fort", "fort": "ft"}
MORE = {  # names the news uses and the sources lack
    "US": "united states|united states of america|us|usa|u.s|u.s.a|america",
    "GB": "united kingdom|uk|u.k|britain|great britain", "CZ": "czech republic",
    "AE": "uae|emirates", "CD": "dr congo|drc|democratic republic of congo|"
    "democratic republic of the congo", "CG": "republic of congo|congo brazzaville|congo",
    "CN": "peoples republic of china|prc",
    "KR": "south korea", "KP": "north korea|dprk", "RU": "russian federation", "MM": "burma",
    "SY": "syrian arab republic", "CI": "ivory coast|cote d ivoire", "TR": "turkiye",
    "MK": "macedonia", "SZ": "swaziland", "CV": "cape verde", "TL": "timor leste|east timor",
    "PS": "palestine|palestinian territories|occupied palestinian territory", "VA": "vatican|holy see", "NL": "holland",
    "BA": "bosnia", "TT": "trinidad",
}
# Middle points of large countries, whole degrees, nearly all as the CIA World Factbook (public
# domain) gives them: towns crowd on coasts and in valleys, so that their middle is not the country's.
MIDDLE = {
    "RU": (60, 100), "CA": (60, -112), "US": (40, -99), "CN": (35, 104), "BR": (-10, -55),
    "AU": (-26, 134), "IN": (21, 78), "AR": (-34, -64), "KZ": (48, 68), "DZ": (28, 3),
    "CD": (-2, 24), "SA": (25, 45), "MX": (23, -102), "ID": (-5, 120), "SD": (15, 30),
    "LY": (27, 17), "IR": (32, 53), "MN": (46, 105), "PE": (-10, -76), "TD": (15, 19),
    "NE": (17, 9), "AO": (-12, 18), "ML": (17, -4), "ZA": (-29, 24), "CO": (4, -72),
    "ET": (8, 38), "BO": (-17, -65), "MR": (20, -12), "EG": (27, 30), "TZ": (-6, 35),
    "NG": (10, 8), "VE": (8, -66), "PK": (30, 70), "MZ": (-18, 35), "TR": (39, 35),
    "CL": (-30, -71), "ZM": (-14, 28), "AF": (33, 65), "FR": (46, 2), "UA": (49, 32),
    "KE": (1, 38), "GB": (54, -2), "DE": (51, 10), "ES": (40, -4), "SE": (62, 15),
    "NO": (62, 10), "FI": (64, 26), "JP": (35.7, 138.7), "PH": (13, 122), "IT": (43, 12),
    "ZW": (-19, 29), "VN": (16, 107), "TH": (15, 101), "IQ": (33, 44), "SY": (35, 38),
    "YE": (15, 48), "MA": (32, -6), "PL": (52, 20), "RO": (46, 25), "NZ": (-41, 174),
    "SO": (6, 48), "SS": (7, 30), "CU": (22, -79), "GR": (39, 22), "GL": (72, -40),
    "BD": (24, 90), "MM": (22, 96), "MY": (3, 112), "PG": (-6, 147), "UZ": (41, 64),
    "TM": (40, 60), "CM": (6, 12), "CG": (-1, 15), "BW": (-22, 24), "NA": (-22, 17),
    "UG": (1, 32), "MG": (-20, 47), "CF": (7, 21), "EC": (-2, -77), "PY": (-23, -58), "MU": (-20.3, 57.6),
    "FJ": (-18, 178.5), "KW": (29.4, 47.6), "TW": (23.8, 121), "GN": (10.6, -10.5), "SR": (4, -56),
    "BJ": (9.5, 2.3), "CI": (8, -5), "GH": (8, -2), "LA": (18, 105), "KH": (13, 105),
}


def fold(name):
    """As hsy_gazetteer_key() in src/fact/gazetteer_key.c."""
    name = "".join(SPELL.get(c, c) for c in name.lower())
    name = "".join(c for c in unicodedata.normalize("NFKD", name)
                   if not unicodedata.combining(c))
    name = re.sub(r"[\s\-\u2010-\u2015]+", " ", name)
    return re.sub(r"[^a-z0-9 ]", "", name).strip()


def latin(name):
    """Could it stand in an English text? One or more words of Latin letters, no code."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", "".join(
        SPELL.get(c, c) for c in name)) if not unicodedata.combining(c))
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z'\u2018\u2019\u02bc\u02bb`\- .]{3,}", flat) and
                any(c.islower() for c in name) and name[0].isupper())


def near(a, b):
    """Spellings close enough to be of one name in English letters."""
    return a[:1] == b[:1] and difflib.SequenceMatcher(None, a, b).ratio() >= 0.72


def shorter(name):
    return PREFIX.sub("", SUFFIX.sub("", name)).strip()


def english_words(data):
    """Words that the treebanks have in lower case: 'mobile', 'reading', 'split'."""
    words = set()
    for name in ("ud-ewt", "ud-gum"):
        with lzma.open(os.path.join(data, name, "train.conllu.xz"), "rt", encoding="utf-8") as f:
            for line in f:
                cells = line.rstrip("\n").split("\t")
                if len(cells) == 10 and cells[1].islower() and cells[3] not in ("PROPN", "X"):
                    words.add(cells[1])
    for name in ("quantity/who", "quantity/glue", "quantity/cues", "quantity/harm", "time/words",
                 "place/cues"):
        with open(os.path.join(HOME, "data", "en", name + ".tsv"), encoding="utf-8") as f:
            for line in f:
                if not line.startswith("#"):
                    words.update(w for cell in line.split("\t")[:2] for w in
                                 cell.strip().split("|"))
    return words


def first_names():
    with open(os.path.join(HOME, "data", "en", "actors", "first-names.tsv"),
              encoding="utf-8") as f:
        return {fold(line.split("\t")[0]) for line in f if not line.startswith("#")}


def rows_of(path):
    opened = lzma.open if os.path.exists(path + ".xz") else open
    with opened(path + (".xz" if opened is lzma.open else ""), "rt", encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t") for line in f]


def middle(towns):
    """The middle of the box that holds nearly all of the towns (outliers cut off)."""
    cut = len(towns) // 50
    lats = sorted(float(t[4]) for t in towns)
    lons = sorted(float(t[5]) for t in towns)
    if lons[-1] - lons[0] > 180:  # across the date line
        lons = sorted(lon % 360 for lon in lons)
    lon = (lons[cut] + lons[-1 - cut]) / 2
    return (lats[cut] + lats[-1 - cut]) / 2, lon - 360 if lon > 180 else lon


def grouped(items, key):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def weight(people):
    return min(250, 10 * int(people).bit_length())


class World:
    """Places and their names as they are gathered."""

    def __init__(self, data):
        self.words, self.people = english_words(data), first_names()
        self.places, self.names = [], {}
        self.admin1, self.admin2 = {"": 0}, {"": 0}  # code -> number
        self.admin1_names = [""]
        self.countries = {"": 0}

    def country(self, code):
        return self.countries.setdefault(code, len(self.countries))

    def region(self, code, name):
        if code not in self.admin1:
            self.admin1[code] = len(self.admin1_names)
            self.admin1_names.append(name)
        return self.admin1[code]

    def district(self, code):
        return self.admin2.setdefault(code, len(self.admin2))

    def place(self, kind, name, country, where, gid=0, rank=0, flags=0, one="", two=""):
        """-> its number. `where` is (lat, lon) or None."""
        lat, lon = (round(float(x) * 1e5) for x in where) if where else (0, 0)
        self.places.append([lat, lon, int(gid or 0), name, self.admin1.get(one, 0),
                            self.admin2.get(two, 0), self.country(country), gp.KINDS.index(kind),
                            rank, flags | (gp.POINT if where else 0)])
        return len(self.places) - 1

    def call(self, place, key, flags=0):
        """`key` names the place; once is enough, and a name in full beats an alias."""
        rank = self.places[place][8]
        if not 2 <= len(key) <= 60 or (len(key) < 3 and flags & gp.ALIAS and rank < 230):
            return
        kind = self.places[place][7]
        if kind not in (gp.KINDS.index(k) for k in ("country", "area", "feature")):
            if key in self.words or (key.endswith("s") and key[:-1] in self.words):
                flags |= gp.WORD
            if key in self.people:
                flags |= gp.PERSON
            small = kind == gp.KINDS.index("village")
            if flags & (gp.WORD | gp.PERSON) and (small or flags & (gp.ALIAS | gp.SHORT)):
                return
        rows = self.names.setdefault(key, [])
        for row in rows:
            if row[1] == place:
                row[0] = min(row[0], flags, key=lambda f: f & (gp.ALIAS | gp.SHORT))
                return
        rows.append([flags, place])

    def call_all(self, place, key, cc, flags=0):
        """`key` and what else it is written like."""
        self.call(place, key, flags)
        first, _, rest = key.partition(" ")
        if rest and first in SAINT:
            self.call(place, SAINT[first] + " " + rest, flags)
        if cc in ARABIC and ARTICLE.match(key):
            bare = ARTICLE.sub("", key)
            for article in ("al ", "el "):
                self.call(place, article + bare, flags | gp.ALIAS)
            if self.places[place][8] >= 130 and len(bare) > 3:
                self.call(place, bare, flags | gp.ALIAS)


def add_countries(world, folder, towns):
    land = {}
    by_country = grouped(towns, lambda t: t[8])
    for cells in rows_of(os.path.join(folder, "geonames-countryInfo.txt")):
        if len(cells) < 17 or len(cells[1]) != 3 or not cells[7].isdigit():
            continue
        cc, iso, name = cells[0], cells[1], cells[4]
        land[cc] = iso
        where = MIDDLE.get(cc) or (middle(by_country[cc]) if cc in by_country else None)
        at = world.place("country", name, iso, where, cells[16], max(150, weight(cells[7])))
        world.call(at, fold(name))
        for other in MORE.get(cc, "").split("|"):
            if other:
                world.call(at, fold(other))
    return land


def read_features():
    rows = [r for r in rows_of(os.path.join(HOME, "data", "places", "features.tsv"))
            if not r[0].startswith("#")]
    return rows[1:]


def village_regions(folder, code_of, towns_by_id):
    """Who's On First region id -> the code of ours most of whose towns it holds."""
    found, spelled, centre = {}, {}, {}
    for cc in VILLAGES:
        rows = rows_of(os.path.join(folder, "wof-%s.tsv" % cc))
        votes = {}
        for r in rows:
            town = towns_by_id.get(r[5])
            if town and r[1] == "locality":
                counts = votes.setdefault(r[7], {})
                counts[town] = counts.get(town, 0) + 1
        for r in rows:
            if r[1] != "region":
                continue
            names = [r[2]] + [v[4:] for v in (r[9] if len(r) > 9 else "").split("|")
                              if v.startswith("eng:")]
            code = next((code_of[cc.upper(), fold(shorter(n))] for n in names
                         if (cc.upper(), fold(shorter(n))) in code_of), None)
            counts = votes.get(r[0], {})
            code = code or max(sorted(counts), key=counts.get, default=None)
            if code:
                found[r[0]] = code
                spelled.setdefault(code, []).extend(names)
                centre.setdefault(code, ((float(r[3]), float(r[4])), r[5]))
    return found, spelled, centre


def add_regions(world, folder, towns, land, features):
    """First-level regions. -> what villages ask of them."""
    with open(os.path.join(folder, "admin1.json"), encoding="utf-8") as f:
        regions = sorted((r["code"], r["name"]) for r in json.load(f))
    by_region = grouped(towns, lambda t: "%s.%s" % (t[8], t[10]))
    code_of = {(c.split(".")[0], fold(shorter(n))): c for c, n in regions}
    wof, spelled, centre = village_regions(
        folder, code_of, {t[0]: "%s.%s" % (t[8], t[10]) for t in towns})
    given = {(r[4], fold(n)): r for r in features if r[4] for n in r[1].split("|")}
    for code, name in regions:
        cc = code.split(".")[0]
        if cc not in land:
            continue
        short = shorter(name)
        world.region(code, short)
        inside = by_region.get(code, [])
        people = sum(int(t[14]) for t in inside)
        where, gid = centre.get(code, (middle(inside) if inside else None, 0))
        row = given.get((land[cc], fold(name))) or given.get((land[cc], fold(short)))
        rank = max(100, weight(people))
        if row:
            where, rank = (float(row[2]), float(row[3])), max(rank, int(row[5]))
            row.append(code)
        at = world.place("region", short, land[cc], where, gid, rank, 0, code)
        world.call_all(at, fold(name), cc)
        if fold(short) != fold(name):
            world.call_all(at, fold(short), cc, gp.SHORT if len(fold(short)) < 5 else 0)
        for other in (row[1].split("|") if row else []):
            world.call(at, fold(other))
        for other in spelled.get(code, []):
            world.call_all(at, fold(shorter(other)), cc, gp.ALIAS)
        seat = next((t for t in inside if t[7] in ("PPLA", "PPLC")), None)
        if seat:
            others = [seat[1]] + ([a for a in seat[3].split(",") if latin(a)]
                                  if cc in CLOSE else [])
            for other in others:
                world.call_all(at, fold(other), cc, gp.SHORT | gp.ALIAS)
    return wof


def add_districts(world, folder, towns, land):
    """Second-level regions that have a town, or a middle of their own in the six countries."""
    with lzma.open(os.path.join(folder, "admin2.json.xz"), "rt", encoding="utf-8") as f:
        districts = sorted((r["code"], r["name"]) for r in json.load(f))
    by_district = grouped(towns, lambda t: "%s.%s.%s" % (t[8], t[10], t[11]))
    for code, name in districts:
        cc, one, _ = code.split(".", 2)
        inside = by_district.get(code, [])
        if cc not in land or not inside:
            continue
        people = sum(int(t[14]) for t in inside)
        world.district(code)
        at = world.place("district", name, land[cc], middle(inside), 0, weight(people), 0,
                         "%s.%s" % (cc, one), code)
        world.call(at, fold(name))
        short = fold(shorter(name))
        if short != fold(name) and len(short) > 3:
            world.call_all(at, short, cc, gp.SHORT)


def add_towns(world, towns, land):
    largest = {}  # a town of this very name: another's alias must not take it
    for t in towns:
        for key in {fold(t[1]), fold(t[2])}:
            largest[key] = max(largest.get(key, 0), int(t[14]))
    at_id = {}
    for t in towns:
        people, cc = int(t[14]), t[8]
        if cc not in land:
            continue
        one, two = "%s.%s" % (cc, t[10]), "%s.%s.%s" % (cc, t[10], t[11])
        flags = gp.CAPITAL if t[7] == "PPLC" else gp.SEAT if t[7] == "PPLA" else 0
        # A quarter of a town counts less than a town of its size.
        rank = max(0, weight(people) - (20 if t[7] == "PPLX" else 0))
        at = at_id[t[0]] = world.place("city", t[1], land[cc], (t[4], t[5]), t[0], rank, flags,
                                       one, two)
        main = {fold(t[1]), fold(t[2])}
        if people >= 1000000:  # "New York", but not "Mexico"
            main |= {m[:-5] for m in main if m.endswith(" city") and m[:-5] not in world.names}
        for key in sorted(main):
            world.call_all(at, key, cc)
        many = people >= 200000 or flags or (cc in CLOSE and people >= 5000)
        for other in t[3].split(","):
            key = fold(other)
            if (key in main or not latin(other) or largest.get(key, 0) >= 5 * max(people, 1) or
                    not (many or any(near(key, m) for m in main))):
                continue
            world.call_all(at, key, cc, gp.ALIAS)
    return at_id


def add_villages(world, folder, land, at_id, wof):
    """Villages and districts of the six countries that GeoNames' file of towns lacks."""
    for cc in VILLAGES:
        known = {}  # place name -> points, so that nothing is listed twice
        rows = rows_of(os.path.join(folder, "wof-%s.tsv" % cc))
        for r in rows:
            kind = {"locality": "village", "neighbourhood": "village",
                    "county": "district"}.get(r[1])
            other = [v[4:] for v in (r[9] if len(r) > 9 else "").split("|")
                     if v[:4] in ("eng:", "ukr:") and latin(v[4:])]
            if r[5] in at_id:
                for name in other:
                    world.call_all(at_id[r[5]], fold(name), cc.upper(), gp.ALIAS)
                continue
            key = fold(shorter(r[2])) if kind == "district" else fold(r[2])
            spot = (round(float(r[3]) * 5), round(float(r[4]) * 5))
            if not kind or len(key) < 4 or spot in known.setdefault((kind, key), set()):
                continue
            known[kind, key].add(spot)
            code = wof.get(r[7], "")
            two = "wof.%s" % r[8] if kind == "district" else ""
            if two:
                world.district(two)
            people = int(r[6]) if r[6].isdigit() else 0
            at = world.place(kind, r[2], land[cc.upper()], (r[3], r[4]), r[5] or 0,
                             weight(people), 0, code, two)
            world.call_all(at, key, cc.upper(), gp.SHORT if kind == "district" else 0)
            for name in other:
                world.call_all(at, fold(shorter(name)), cc.upper(), gp.ALIAS)


def add_features(world, features):
    for kind, names, lat, lon, iso, rank, *region in features:
        if region:  # it gave a region its middle
            continue
        first, *others = names.split("|")
        at = world.place("area" if kind == "region" else "feature", first, iso, (lat, lon), 0,
                         int(rank))
        for name in [first] + others:
            world.call(at, fold(name))


def build(data):
    folder = os.path.join(data, "gazetteer-geonames")
    world = World(data)
    towns = rows_of(os.path.join(folder, "cities1000.txt"))
    features = read_features()
    land = add_countries(world, folder, towns)
    wof = add_regions(world, folder, towns, land, features)
    add_districts(world, folder, towns, land)
    at_id = add_towns(world, towns, land)
    add_villages(world, folder, land, at_id, wof)
    add_features(world, features)
    for key, rows in world.names.items():
        rows.sort(key=lambda r: (-world.places[r[1]][8], world.places[r[1]][7], r[1]))
        del rows[200:]
    return world


def write_list(world):
    """places.tsv: kind, name and people of the larger ones, as the language core asks for them
    (src/ling/hints.c). Its weights were trained with this list: make it anew only with them."""
    path = os.path.join(HOME, "data", "places", "places.tsv")
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("# Generated by tools/build_data/gazetteer.py --list from GeoNames (CC BY 4.0); do "
                "not edit. See SOURCE.md.\nkind\tname\tpopulation\n")
        for p in world.places:
            kind, people = gp.KINDS[p[7]], 1 << max(0, p[8] // 10 - 1)
            if kind in ("country", "region") or (
                    kind == "city" and (people >= 16384 or p[9] & (gp.CAPITAL | gp.SEAT))):
                f.write("%s\t%s\t%d\n" % (kind, p[3], people))


# Domains of countries that the whole world uses.
WORLDWIDE = set("tv io co me ai to fm ws cc ly gg sh am la tk nu st vc ms tc gs su pw bz ag sc mu "
                "vg cx nf bi gl im je".split())


def write_homes(folder):
    """homes.tsv: domains of countries, then outlets whose domain does not tell theirs."""
    land, homes = {}, {}
    for cells in rows_of(os.path.join(folder, "geonames-countryInfo.txt")):
        if len(cells) > 16 and len(cells[1]) == 3 and cells[7].isdigit():
            land[cells[0]] = cells[1]
    homes = {cc.lower(): iso for cc, iso in land.items() if cc.lower() not in WORLDWIDE}
    homes["uk"] = "GBR"
    for name in ("publishers", "outlets"):
        for cells in rows_of(os.path.join(HOME, "data", "publishers", name + ".tsv")):
            iso = land.get({"UK": "GB"}.get(cells[-1].upper(), cells[-1].upper()))
            if len(cells) == 3 and iso and homes.get(cells[0].split(".")[-1]) != iso:
                homes[cells[0]] = iso
    with open(os.path.join(HOME, "data", "places", "homes.tsv"), "w", encoding="utf-8",
              newline="\n") as f:
        f.write("# Countries of outlets by domain, and of the domains of countries (none for those "
                "that the whole\n# world uses). Generated by tools/build_data/gazetteer.py from "
                "data/publishers and GeoNames' list\n# of countries. SPDX-License-Identifier: "
                "CC-BY-SA-4.0\ndomain\tcountry\n")
        f.writelines("%s\t%s\n" % row for row in sorted(homes.items()))


def dump(prefix):
    with open(PACKED, "rb") as f:
        packed = gp.Packed(f.read())
    for name, number in packed.all_names():
        if name.startswith(prefix):
            for row in packed.rows(number):
                print(name, *row, sep="\t")


def find(name):
    with open(PACKED, "rb") as f:
        packed = gp.Packed(f.read())
    number = packed.find(fold(name))
    for row in packed.rows(number) if number is not None else ():
        print(fold(name), *row, sep="\t")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.environ.get(
        "HEARSAY_DATA", os.path.join(HOME, "..", "shared", "data")))
    parser.add_argument("--out", default=PACKED)
    parser.add_argument("--dump", nargs="?", const="", metavar="PREFIX")
    parser.add_argument("--find", metavar="NAME")
    parser.add_argument("--list", action="store_true", help="places.tsv instead")
    options = parser.parse_args()
    if options.dump is not None:
        return dump(options.dump)
    if options.find:
        return find(options.find)
    world = build(options.data)
    if options.list:
        return write_list(world)
    write_homes(os.path.join(options.data, "gazetteer-geonames"))
    data = gp.pack(world.places, world.names, world.admin1_names, list(world.countries))
    with open(options.out, "wb") as f:
        f.write(data)
    print(len(world.places), "places,", len(world.names), "names,", len(data), "bytes")


if __name__ == "__main__":
    main()
