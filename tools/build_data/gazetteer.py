#!/usr/bin/env python3
"""Make data/places/places.tsv from GeoNames (and Who's On First regions).

    tools/build_data/gazetteer.py [FOLDER]     FOLDER: $HEARSAY_DATA/gazetteer-geonames

What is taken: all countries; all first-level regions; all capitals and seats of
regions; towns of 15,000 people or more, of 1,000 or more in the countries of CLOSE
(where wars are reported village by village). Other spellings are kept where they are
plain Latin letters; names that are English words are dropped, or marked weak where the
town is large. Names are folded (lower case, no marks, no apostrophes, hyphens as
blanks), as the program folds the words it reads. SPDX-License-Identifier: Apache-2.0
"""
import difflib
import json
import lzma
import os
import re
import sys
import unicodedata

CLOSE = set("UA SY PS YE IQ LB IL AF LY SO SD SS ML".split())
HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.normpath(os.path.join(HERE, "..", ".."))
DATA = os.environ.get("HEARSAY_DATA", os.path.join(HOME, "..", "shared", "data"))
SUFFIX = re.compile(
    r"\s+(oblast|oblast'|governorate|province|provinc|region|republic|kray|krai|state|county|"
    r"district|department|prefecture|city|voivodeship|division|territory)$", re.I)
SPELL = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae",
         "œ": "oe", "ə": "a"}
MORE = {  # names the news uses and the sources lack
    "US": "united states|united states of america|us|usa|u.s|u.s.a|america",
    "GB": "united kingdom|uk|u.k|britain|great britain", "CZ": "czech republic",
    "AE": "uae|emirates", "CD": "dr congo|drc|democratic republic of congo|"
    "democratic republic of the congo", "CG": "republic of congo|congo brazzaville",
    "KR": "south korea", "KP": "north korea", "RU": "russian federation", "MM": "burma",
    "SY": "syrian arab republic", "CI": "ivory coast|cote d ivoire", "TR": "turkiye",
    "MK": "macedonia", "SZ": "swaziland", "CV": "cape verde", "TL": "timor leste|east timor",
    "PS": "palestine|palestinian territories", "VA": "vatican|holy see", "NL": "holland",
    "BA": "bosnia", "TT": "trinidad",
}
# Countries whose name is also a person's or a state's.
WEAK = {"georgia", "chad", "jordan", "us", "america", "jersey", "guernsey", "mali", "niger"}
CUT = {"jersey", "guernsey"}


def fold(name):
    name = "".join(SPELL.get(c, c) for c in name.lower())
    name = "".join(c for c in unicodedata.normalize("NFKD", name)
                   if not unicodedata.combining(c))
    name = re.sub(r"['’‘ʼ`´.]", "", name)
    return re.sub(r"[\s\-–—]+", " ", name).strip()


def plain(name):
    return re.fullmatch(r"[A-Z][A-Za-z'’‘ʼ\- ]{2,}", name) and not re.fullmatch(r"[A-Z]{3}", name)


def close(a, b):
    """Spellings near enough to be of one name in English letters."""
    return len(a) > 4 and a[0] == b[0] and difflib.SequenceMatcher(None, a, b).ratio() >= 0.75


def english_words():
    """Words seen in lower case in the treebanks: 'mobile', 'reading', 'split'."""
    words = set()
    for name in ("ud-ewt", "ud-gum"):
        with lzma.open(os.path.join(DATA, name, "train.conllu.xz"), "rt", encoding="utf-8") as f:
            for line in f:
                cells = line.rstrip("\n").split("\t")
                if len(cells) == 10 and cells[1].islower() and cells[3] not in ("PROPN", "X"):
                    words.add(cells[1])
    for name in ("who.tsv", "glue.tsv", "cues.tsv", "harm.tsv"):
        path = os.path.join(HOME, "data", "en", "quantity", name)
        with open(path, encoding="utf-8") as f:
            for line in f:
                words.update(w for cell in line.split("\t") for w in cell.strip().split("|"))
    with open(os.path.join(HOME, "data", "en", "time", "words.tsv"), encoding="utf-8") as f:
        for line in f:
            words.update(w for cell in line.split("\t") for w in cell.strip().split("|"))
    return words


def person_names():
    names = set()
    path = os.path.join(HOME, "data", "en", "actors", "first-names.tsv")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            names = {fold(line.split("\t")[0]) for line in f if not line.startswith("#")}
    return names


def countries(folder):
    rows = {}
    with open(os.path.join(folder, "geonames-countryInfo.txt"), encoding="utf-8") as f:
        for line in f:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 16 and len(cells[1]) == 3 and cells[7].isdigit():
                rows[cells[0]] = {"iso3": cells[1], "name": cells[4], "capital": cells[5].strip(),
                                  "pop": int(cells[7] or 0), "id": int(cells[16] or 0)}
    return rows


def regions(folder):
    with open(os.path.join(folder, "admin1.json"), encoding="utf-8") as f:
        return {row["code"]: row["name"] for row in json.load(f)}


def counties(folder):
    """The counties of the United States: news there names them more than towns."""
    with lzma.open(os.path.join(folder, "admin2.json.xz"), "rt", encoding="utf-8") as f:
        return {row["code"]: row["name"] for row in json.load(f)
                if row["code"].startswith("US.") and
                row["name"].endswith((" County", " Parish", " Borough"))}


def wof_regions(folder):
    """GeoNames id -> (lat, lon, spellings) of regions in the six countries."""
    found = {}
    for name in ("ua", "sy", "ps", "sd", "ye", "il"):
        path = os.path.join(folder, "wof-%s.tsv" % name)
        opened = open(path, encoding="utf-8") if os.path.exists(path) else lzma.open(
            path + ".xz", "rt", encoding="utf-8")
        with opened as f:
            for line in f:
                c = line.rstrip("\n").split("\t")
                if c[1] == "region":
                    spell = [v[4:] for v in c[9].split("|") if v.startswith("eng:")]
                    found[(name.upper(), fold(SUFFIX.sub("", c[2])))] = (
                        c[3], c[4], int(c[5] or 0), spell)
                    for s in spell:
                        found.setdefault((name.upper(), fold(SUFFIX.sub("", s))),
                                         (c[3], c[4], int(c[5] or 0), spell))
    return found


def point(lat, lon):
    return "%d" % round(float(lat) * 1e5), "%d" % round(float(lon) * 1e5)


# Middle points of large countries, whole degrees, nearly all as the CIA World Factbook (public
# domain) gives them: towns crowd on coasts and in valleys, so that their middle is not the country's.
MIDDLE = {
    "RU": (60, 100), "CA": (60, -95), "US": (40, -99), "CN": (35, 104), "BR": (-10, -55),
    "AU": (-26, 134), "IN": (21, 78), "AR": (-34, -64), "KZ": (48, 68), "DZ": (28, 3),
    "CD": (-2, 24), "SA": (25, 45), "MX": (23, -102), "ID": (-5, 120), "SD": (15, 30),
    "LY": (26, 17), "IR": (32, 53), "MN": (46, 105), "PE": (-10, -76), "TD": (15, 19),
    "NE": (17, 9), "AO": (-12, 18), "ML": (17, -4), "ZA": (-29, 24), "CO": (4, -72),
    "ET": (8, 38), "BO": (-17, -65), "MR": (20, -12), "EG": (27, 30), "TZ": (-6, 35),
    "NG": (10, 8), "VE": (8, -66), "PK": (30, 70), "MZ": (-18, 35), "TR": (39, 35),
    "CL": (-30, -71), "ZM": (-14, 28), "AF": (33, 65), "FR": (46, 2), "UA": (49, 32),
    "KE": (1, 38), "GB": (54, -2), "DE": (51, 10), "ES": (40, -4), "SE": (62, 15),
    "NO": (62, 10), "FI": (64, 26), "JP": (36, 138), "PH": (13, 122), "IT": (43, 12),
    "ZW": (-19, 29), "VN": (16, 107), "TH": (15, 101), "IQ": (33, 44), "SY": (35, 38),
    "YE": (15, 48), "MA": (32, -6), "PL": (52, 20), "RO": (46, 25), "NZ": (-41, 174),
    "SO": (6, 48), "SS": (7, 30), "CU": (22, -79), "GR": (39, 22), "GL": (72, -40),
    "BD": (24, 90), "MM": (22, 96), "MY": (3, 112), "PG": (-6, 147), "UZ": (41, 64),
    "TM": (40, 60), "CM": (6, 12), "CG": (-1, 15), "BW": (-22, 24), "NA": (-22, 17),
    "UG": (1, 32), "MG": (-20, 47), "CF": (7, 21), "EC": (-2, -77), "PY": (-23, -58),
}


def middle(towns):
    """The middle of the box that holds nearly all of the towns (outliers cut off)."""
    cut = len(towns) // 50
    lats = sorted(float(t[4]) for t in towns)
    lons = sorted(float(t[5]) for t in towns)
    if lons[-1] - lons[0] > 180:  # across the date line
        lons = sorted(lon % 360 for lon in lons)
    lon = (lons[cut] + lons[-1 - cut]) / 2
    return point((lats[cut] + lats[-1 - cut]) / 2, lon - 360 if lon > 180 else lon)


def grouped(towns, key):
    groups = {}
    for t in towns:
        groups.setdefault(key(t), []).append(t)
    return groups


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(DATA, "gazetteer-geonames")
    land, admin, wof = countries(folder), regions(folder), wof_regions(folder)
    words, people = english_words(), person_names()
    with lzma.open(os.path.join(folder, "cities1000.txt.xz"), "rt", encoding="utf-8") as f:
        towns = [line.rstrip("\n").split("\t") for line in f]
    out, seats = [], {}

    def add(kind, name, keys, cc, region, lat, lon, gid, pop, flags):
        keep, weak = [], set(flags)
        if kind == "city" and fold(name) in words and pop < 300000:
            return
        for key in sorted(set(keys), key=lambda k: (k != fold(name), k)):
            if len(key) < 3 and key not in ("us", "uk"):
                continue
            if kind == "city" and (key in words or key.rstrip("s") in words):
                if pop < 300000 or key != fold(name):
                    continue
                weak.add("weak")
            if key in people and kind != "country":
                weak.add("weak")
            if key in WEAK:
                weak.add("weak")
            keep.append(key)
        if keep:
            out.append((kind, name, "|".join(keep), land[cc]["iso3"], region, lat, lon,
                        str(gid), str(pop), " ".join(sorted(weak))))

    for t in towns:
        if t[7] in ("PPLA", "PPLC"):
            seats.setdefault("%s.%s" % (t[8], t[10]), t)
    largest = {}  # a town of this very name: another's alias must not take it
    for t in towns:
        for key in (fold(t[1]), fold(t[2])):
            largest[key] = max(largest.get(key, 0), int(t[14]))
    by_country = grouped(towns, lambda t: t[8])
    by_region = grouped(towns, lambda t: "%s.%s" % (t[8], t[10]))
    for cc, row in sorted(land.items()):
        if not row["iso3"] or fold(row["name"]) in CUT:
            continue
        keys = [fold(row["name"])] + [fold(k) for k in MORE.get(cc, "").split("|") if k]
        where = (point(*MIDDLE[cc]) if cc in MIDDLE
                 else middle(by_country[cc]) if cc in by_country else ("", ""))
        add("country", row["name"], keys, cc, "", where[0], where[1], row["id"], row["pop"], [])
    short = {code: SUFFIX.sub("", name) for code, name in admin.items()}
    for code, name in sorted(admin.items()):
        cc = code.split(".")[0]
        if cc not in land:
            continue
        keys = [fold(name), fold(short[code])]
        lat = lon = ""
        gid, pop = 0, 1000
        if (cc, fold(short[code])) in wof:
            la, lo, gid, spell = wof[(cc, fold(short[code]))]
            lat, lon = point(la, lo)
            keys += [fold(SUFFIX.sub("", s)) for s in spell if plain(s)]
        flags = []
        if code in seats:
            seat = seats[code]
            pop = max(pop, int(seat[14]))
            keys.append(fold(seat[1]))
            if cc in CLOSE:
                keys += [fold(a) for a in seat[3].split(",") if plain(a) and len(a) > 3]
        if not lat and code in by_region:
            lat, lon = middle(by_region[code])
        keys = [k for k in keys if k not in words]
        add("region", short[code], keys, cc, short[code], lat, lon, gid, pop, flags)
    by_county = grouped(towns, lambda t: "%s.%s.%s" % (t[8], t[10], t[11]))
    for code, name in sorted(counties(folder).items()):
        cc, state, _ = code.split(".")
        if code in by_county and "%s.%s" % (cc, state) in short:
            lat, lon = middle(by_county[code])
            pop = sum(int(t[14]) for t in by_county[code])
            add("region", name, [fold(name)], cc, short["%s.%s" % (cc, state)], lat, lon, 0, pop,
                [])
    for t in towns:
        pop, cc = int(t[14]), t[8]
        if cc not in land or not (pop >= (1000 if cc in CLOSE else 15000)
                                  or t[7] in ("PPLC", "PPLA")):
            continue
        if t[7] == "PPLX":  # a quarter of a town
            continue
        keys = [fold(t[1]), fold(t[2])]
        if pop >= 100000 or cc in CLOSE:
            for a in t[3].split(","):
                near = cc in CLOSE and pop >= 20000
                if (plain(a) and len(a) > 3 and (near or close(fold(a), fold(t[2]))) and
                        largest.get(fold(a), 0) < 5 * pop):
                    keys.append(fold(a))
        lat, lon = point(t[4], t[5])
        add("city", t[1], keys, cc, short.get("%s.%s" % (cc, t[10]), ""), lat, lon, t[0], pop,
            ["capital"] if t[7] == "PPLC" else [])
    path = os.path.join(HOME, "data", "places", "places.tsv")
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("# Generated by tools/build_data/gazetteer.py from GeoNames; do not edit. See SOURCE.md.\n"
                "# GeoNames (geonames.org), CC BY 4.0; regions of six countries: Who's On First.\n"
                "kind\tname\tkeys\tcountry\tadmin1\tlat\tlon\tgeonames\tpopulation\tflags\n")
        for row in out:
            f.write("\t".join(row) + "\n")
    print(len(out), "places,", os.path.getsize(path), "bytes")


if __name__ == "__main__":
    main()
