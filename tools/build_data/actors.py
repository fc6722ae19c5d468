#!/usr/bin/env python3
"""Make the tables of people in office, outlets and armed groups from free data.

Reads HEARSAY_DATA (default ../shared/data beside the repository), folders names-and-offices,
gazetteer-geonames and ontology; writes data/actors/*.tsv and data/en/actors/groups-*.tsv. One
licence, one file: see SOURCE.md there. Output is sorted, so that the same input gives the same bytes.

    python3 tools/build_data/actors.py

SPDX-License-Identifier: Apache-2.0
"""
import csv
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.environ.get("HEARSAY_DATA", os.path.join(ROOT, "..", "shared", "data"))
OFFICES = os.path.join(DATA, "names-and-offices")
GEO = os.path.join(DATA, "gazetteer-geonames")
ACTORS = os.path.join(DATA, "ontology", "actors")


def write(name, head, columns, rows):
    path = os.path.join(ROOT, "data", name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for line in head:
            out.write("# " + line + "\n")
        out.write("\t".join(columns) + "\n")
        for row in rows:
            out.write("\t".join(cell.replace("\t", " ") for cell in row) + "\n")
    print(f"{name}: {len(rows)} rows")


def codes():
    iso2, fips, names = {}, {}, {}
    with open(os.path.join(GEO, "country-codes.csv"), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = row["ISO3166-1-Alpha-3"]
            iso2[row["ISO3166-1-Alpha-2"]] = code
            fips[row["FIPS"]] = code
            names[row["CLDR display name"]] = code
            names[row["UNTERM English Short"]] = code
    with open(os.path.join(GEO, "geonames-countryInfo.txt"), encoding="utf-8") as file:
        for line in file:
            cells = line.split("\t")
            if not line.startswith("#") and len(cells) > 5:
                names.setdefault(cells[4], cells[1])
                if cells[3]:
                    fips[cells[3]] = cells[1]  # GEC codes: GeoNames has them right
    names.update({"United States of America": "USA", "Kosovo": "XKX", "Russia": "RUS"})
    return iso2, fips, names


def office_class(title):
    low = title.lower()
    if re.search(r"prime minister|premier|chancellor|head of government", low):
        return "government"
    if re.search(r"president|king|queen|emir|sultan|monarch|emperor|supreme leader|pope|prince", low):
        return "state"
    return "other"


def leaders_2026(iso2):
    rows = set()
    with open(os.path.join(OFFICES, "leaders-2026.tsv"), encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            country = iso2.get(row["iso2"], "")
            kind = "state" if row["position"] == "head_of_state" else "government"
            if country and " " in row["name"]:
                rows.add((row["name"], country, row["title"].lower(), kind, row["since"][:4], ""))
    write("actors/leaders-2026.tsv",
          ["Heads of state and government in August 2026, with the year of taking office.",
           "Made by tools/build_data/actors.py from world-leaders-current (Wikipedia, Wikidata).",
           "SPDX-License-Identifier: CC-BY-SA-4.0 (Wikipedia contributors)"],
          ["name", "country", "office", "class", "from", "to"], sorted(rows))


def leaders_2022(names):
    rows = set()
    with open(os.path.join(GEO, "leaders-wikidata-2021.csv"), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            country = names.get(row["country"], "")
            office = re.sub(r" of .*$", "", row["positionLabel"]).lower()
            name = row["officeholderLabel"]
            if country and " " in name and not re.match(r"Q\d+$", name):
                rows.add((name, country, office, office_class(office), row["start_year"],
                          row["end_year"]))
    write("actors/leaders-2022.tsv",
          ["Heads of state and government up to October 2022, with years in office.",
           "Made by tools/build_data/actors.py from Wikidata (leaders-wikidata-2021.csv).",
           "SPDX-License-Identifier: CC0-1.0"],
          ["name", "country", "office", "class", "from", "to"], sorted(rows))


WANTED = re.compile(r"^(president|vice president|prime minister|premier|chancellor|king|queen|emir|"
                    r"sultan|supreme leader|(first )?deputy prime minister|minister of (foreign|defen|"
                    r"interior|the interior|home|external|information|health)|secretary of (state|"
                    r"defense)|(secretary of state for|min\. of|sec\. of) (foreign|defen|home))", re.I)


def offices_2019(fips):
    rows = set()
    with open(os.path.join(OFFICES, "government-offices-2019.tsv"), encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            country = fips.get(row["gec"], "")
            office = re.sub(r"\s+", " ", row["office"]).strip()
            name = re.sub(r",? (Dr|Gen|Lt|Col|Brig)\.? ?", " ", row["name"]).strip()
            name = re.sub(r"\s*\(.*?\)", "", name)
            name = re.sub(r" \w+(vich|vna|yich)(?= )", "", name)  # patronymics
            if country and WANTED.match(office) and " " in name and "Vacant" not in name:
                kind = "other"
                if re.match(r"^(president|king|queen|emir|sultan|supreme leader)", office, re.I):
                    kind = "state"
                elif re.match(r"^(prime minister|premier|chancellor)", office, re.I):
                    kind = "government"
                rows.add((name, country, office.lower(), kind, "2019", "2019"))
    write("actors/offices-2019.tsv",
          ["Heads, deputies, ministers of foreign affairs, defence, interior of mid-2019.",
           "Made by tools/build_data/actors.py from CIA World Leaders (public domain).",
           "SPDX-License-Identifier: LicenseRef-public-domain"],
          ["name", "country", "office", "class", "from", "to"], sorted(rows))


# Names of outlets that are also common words, places or other bodies: too risky by name alone.
COMMON = re.compile(r"^(Time|Nature|Science|The Sun|The Star|Metro|The Hill|The Week|The World|The Independent|"
                    r"The Age|The Local|The Times|The Mirror|The Standard|The Nation|The National|"
                    r"Variety|Politico|World Health Organization|UN|NATO|.*[(),].*|.{1,2})$")


def outlets():
    rows = {}
    with open(os.path.join(OFFICES, "source-names.tsv"), encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            name = row["name"].strip()
            if int(row["citations"]) >= 8 and not COMMON.match(name) and name[:1].isupper():
                if "." in name and " " not in name:
                    continue  # a domain
                rows[name] = row["citations"]
    write("actors/outlets.tsv",
          ["Names that outlets and agencies are cited under, with how often in 2002-26.",
           "Made by tools/build_data/actors.py from Wikipedia, Portal:Current events (source-names.tsv).",
           "SPDX-License-Identifier: CC-BY-SA-4.0 (Wikipedia contributors)"],
          ["name", "citations"], sorted(rows.items()))


# What makes a name that of an armed group, whatever its code says of years long past.
ARMED = re.compile(r"army|front|brigade|liberation|jihad|militia|mujahid|force|guerrilla|resistance|revolution|"
                   r"ansar|battalion|tigers|lashkar|harakat|jaish|jamaat|command|fighters|squad", re.I)
PARTY = re.compile(r"congress|union|party|students|committee", re.I)


def phoenix_groups(known):
    path = os.path.join(ACTORS, "Phoenix.MilNonState.actors.txt")
    rows, block, code = [], [], ""

    def flush():
        match = re.match(r"^([A-Z]{3})(REB|MIL|OPP|CRM|SEP|INS|UAF)", code)
        country = match.group(1) if match else ""
        role = match.group(2) if match else ""
        if role in ("SEP", "INS", "UAF"):
            role = "REB"
        country = country if country in known else ""
        if role and block and ARMED.search(block[0]) and not PARTY.search(block[0]):
            rows.append((";".join(dict.fromkeys(block)), role, country))

    def clean(name):
        name = re.sub(r"\(.*?\)", "", name).replace("_", " ").strip()
        return " ".join(word.capitalize() for word in name.split())

    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            line = line.split("#")[0].rstrip()
            if not line:
                continue
            match = re.match(r"^(\+?)([^\[]+?)\s*(?:\[([A-Z]+)[^\]]*\])?$", line.strip())
            if not match:
                continue
            if not match.group(1):
                flush()
                block, code = [], match.group(3) or ""
            elif match.group(3):
                code = match.group(3)
            name = clean(match.group(2))
            if len(name.split()) >= 2 and re.match(r"^[A-Za-z' -]+$", name):
                block.append(name)
    flush()
    write("en/actors/groups-phoenix.tsv",
          ["Armed groups by name (two words or more), with role and country.",
           "Made by tools/build_data/actors.py from Phoenix.MilNonState.actors.txt (petrarch2).",
           "SPDX-License-Identifier: MIT (Copyright (c) 2014 Open Event Data Alliance)"],
          ["names", "role", "country"], sorted(rows))


def main():
    iso2, fips, names = codes()
    leaders_2026(iso2)
    leaders_2022(names)
    offices_2019(fips)
    outlets()
    phoenix_groups(set(iso2.values()))


if __name__ == "__main__":
    main()
