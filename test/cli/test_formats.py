#!/usr/bin/env python3
"""The output contract: every field of docs/formats.md, and every span of every fact.

The promise of the program is that a fact leads back to the published bytes. So
each {text, in, at} is checked: `in` is exactly `text` in the article's text, and the
source bytes of `at`, once decoded, read as `text` up to white space and markup.
"""
import hashlib
import html
import html.parser
import json
import re

import program
from program import EXAMPLES, ROOT, Case, lines, run

# -- the shapes ------------------------------------------------------------------
# A shape is a type, a set of words, a pattern, [shape] for a list, a dict for an
# object, or a tuple of alternatives; None is null. A key with "?" may be missing.

COUNTRY = re.compile(r"[A-Z]{3}$")
ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?$")
TIMEX = re.compile(r"((XXXX|\d{2,4}|\d{3}X|\d{2}XX)[-\dTWXHQSPEUFAMONDVI:Z+]*|P[\dXYMWDTHSNIAFEVO.]+"
                   r"|[A-Z_]+|T\d\d(:\d\d)*)$")
SPAN = "span"
RULE = re.compile(r".*\S")
HEX = re.compile(r"[0-9a-f]{32}$")
EVIDENCE = {"text": str, "in": (SPAN, None), "at": (SPAN, None), "where?": {"title"}}
BASES = {"json-ld", "meta", "time-element", "url", "text", "feed", "warc", "given", "none"}
WHATS = {"killed", "injured", "missing", "detained", "displaced", "captured", "troops", "money",
         "percent", "duration", "age", "other"}
COMPARATORS = {"exact", "at_least", "at_most", "more_than", "less_than", "about", "range",
               "vague"}
SCOPES = {"event", "subset", "combined", "cumulative", "potential"}
MODALITIES = {"actual", "planned", "possible", "conditional", "requested", "threatened",
              "denied"}
TYPES = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN "
            "PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())
POLARITIES = {"positive", "negative"}
VERDICTS = {"single", "agree", "compatible", "update", "conflict", "retracted"}


def ident(letter):
    return re.compile(letter + r"\d+$")


CHAIN = [{"entity": (ident("e"), None), **EVIDENCE}]
ARTICLE = {
    "kind": {"article"}, "schema": {1}, "id": str, "input": str, "url": (str, None),
    "publisher": {"name": (str, None), "domain": (str, None), "basis": BASES},
    "title": {"text": (str, None), "in?": (SPAN, None), "at?": (SPAN, None), "where?": {"title"}},
    "byline": [{"name": str, "at": (SPAN, None)}],
    "published": {"value": (ISO, None), "precision": {"year", "month", "day", "minute", "none"},
                  "basis": BASES, "others": [{"value": ISO, "basis": BASES}]},
    "canonical": (str, None), "section": (str, None),
    "language": (str, None), "text": str, "paragraphs": [SPAN], "headings": [int],
    "removed": [{"at": SPAN, "as": {"menu", "share", "related", "trending", "footer", "advert",
                                    "comments", "caption", "prompt", "other"}}],
    "wire": ({"agency": str, "at": (SPAN, None)}, None),
}
READING = {
    "kind": {"reading"}, "schema": {1}, "doc": str, "sentences": [SPAN],
    "entities": [{"id": ident("e"), "name": str, "key": (str, None),
                  "type": {"person", "organization", "group", "place", "other"},
                  "country": (COUNTRY, None), "role": (re.compile(r"[A-Z]{3}$"), None),
                  "title": (str, None), "plural": bool,
                  "mentions": [{**EVIDENCE, "form": {"name", "alias", "title", "nominal",
                                                     "pronoun", "metonym"}, "rule": RULE}]}],
    "times": [{"id": ident("t"), **EVIDENCE, "type": {"DATE", "TIME", "DURATION", "SET"},
               "value": TIMEX, "anchor": {"published", "mentioned", "none"}, "rule": RULE}],
    "places": [{"id": ident("p"), **EVIDENCE, "name": str, "country": (COUNTRY, None),
                "admin1": (str, None), "lat": (float, None), "lon": (float, None),
                "geonames": (int, None), "kind": {"country", "region", "city", "site", "other"},
                "rule": RULE}],
    "quantities": [{"id": ident("n"), **EVIDENCE, "what": WHATS, "who": (str, None),
                    "unit": (str, None), "low": int, "high": (int, None),
                    "comparator": COMPARATORS, "scope": SCOPES, "part_of": (ident("n"), None),
                    "event": (ident("v"), None), "place": (ident("p"), None),
                    "time": (ident("t"), None), "attributed_to": CHAIN, "retracted": bool,
                    "negated": bool, "updates": bool, "additional": bool,
                    "figure": (EVIDENCE, None), "rule": RULE}],
    "quotes": [{"id": ident("q"), **EVIDENCE, "kind": {"direct", "mixed", "indirect"},
                "speaker": (ident("e"), None), "speaker_text": (EVIDENCE, None),
                "cue": (EVIDENCE, None), "continues": (ident("q"), None),
                "attributed_to": CHAIN, "rule": RULE}],
    "events": [{"id": ident("v"), "trigger": EVIDENCE, "sentence": (int, None), "type": TYPES,
                "mode": (str, None), "cameo": (re.compile(r"\d{2,4}$"), None),
                "source": [ident("e")], "target": [ident("e")], "place": (ident("p"), None),
                "time": (ident("t"), None), "modality": MODALITIES, "polarity": POLARITIES,
                "attributed_to": CHAIN, "same_as": (ident("v"), None), "reason": (EVIDENCE, None),
                "rule": RULE}],
}
MEMBERSHIP = {"kind": {"membership"}, "doc": str, "story": str, "origin": str,
              "copy_of": (str, None), "shared": float, "version": bool, "undated": bool,
              "story_at_arrival?": str}
STORY = {"kind": {"story"}, "id": str, "title": (str, None), "storyline": (str, None),
         "first": (ISO, None), "last": (ISO, None), "docs": [str],
         "origins": [{"id": str, "first_doc": str, "docs": [str], "wire": (str, None)}]}
ACCOUNT = {"doc": str, "publisher": (str, None), "published": (ISO, None), **EVIDENCE,
           "low": (int, None), "high": (int, None), "comparator": (COMPARATORS, None),
           "who": (str, None), "value": (str, None),
           "attributed_to": [{"name": (str, None), **EVIDENCE}], "origin": str,
           "modality": MODALITIES, "polarity": POLARITIES, "retracted": bool, "died": bool,
           "version": bool}
CLAIM = {"kind": {"claim"}, "schema": {1}, "id": str, "story": str, "incident": int,
         "about": {"type": (TYPES, None), "mode": (str, None), "source": (str, None),
                   "target": (str, None), "place": (str, None), "time": (str, None),
                   "time_text": (str, None)},
         "what": WHATS | {"happened", "scheduled", "agreed", "position", "said", "place", "time",
                          "perpetrator", "reason"},
         "who": (str, None), "scope": SCOPES, "verdict": VERDICTS, "low": (int, None),
         "high": (int, None), "best": (int, str, None), "best_range": ([(int, None)], None),
         "articles": int, "origins": {"least": int, "most": int}, "why": str,
         "accounts": [ACCOUNT]}
REPORT = {"kind": {"report"}, "schema": {1},
          "articles": [{"doc": str, "input": str, "url": (str, None), "publisher": (str, None),
                        "title": (str, None), "published": (ISO, None), "story": str,
                        "copy_of": (str, None), "removed": int}],
          "stories": [{"story": STORY, "claims": [CLAIM]}], "refused": [str]}
BEFORE = {key: CLAIM[key] for key in ("id", "verdict", "low", "high", "best", "best_range",
                                      "articles", "origins", "why")}
DIFF = {"kind": {"diff"}, "schema": {1}, "since": str, "before": int, "now": int,
        "undated": int,
        "stories": [{"story": str, "title": (str, None), "articles": [str], "new": bool,
                     "changes": [{"how": [{"new", "verdict", "best", "range", "origins",
                                           "accounts"}],
                                  "direction": ({"rose", "fell"}, None),
                                  "before": (BEFORE, None), "fresh": int, "claim": CLAIM}]}]}


def wrong(value, shape, at=""):
    """What is not as its shape says, a line each."""
    if shape is None:
        return [] if value is None else [f"{at}: {value!r} instead of null"]
    if isinstance(shape, tuple):
        found = [wrong(value, one, at) for one in shape]
        return [] if [] in found else min(found, key=len)
    if shape == SPAN:
        good = (isinstance(value, list) and len(value) == 2 and
                all(type(n) is int for n in value) and 0 <= value[0] <= value[1])
        return [] if good else [f"{at}: {value!r} is no span"]
    if isinstance(shape, type):
        good = type(value) is shape or (shape is float and type(value) is int)
        return [] if good else [f"{at}: {value!r} is no {shape.__name__}"]
    if isinstance(shape, (set, frozenset)):
        return [] if value in shape else [f"{at}: {value!r} is none of {sorted(map(str, shape))}"]
    if isinstance(shape, re.Pattern):
        good = isinstance(value, str) and shape.match(value)
        return [] if good else [f"{at}: {value!r} is not in the form {shape.pattern}"]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{at}: {value!r} is no list"]
        return [w for n, item in enumerate(value) for w in wrong(item, shape[0], f"{at}[{n}]")]
    return wrong_object(value, shape, at)


def wrong_object(value, shape, at):
    if not isinstance(value, dict):
        return [f"{at}: {value!r} is no object"]
    found, known = [], {}
    for key, of in shape.items():
        known[key.rstrip("?")] = of
        if not key.endswith("?") and key not in value:
            found.append(f"{at}: no field {key!r}")
    for key, item in value.items():
        if key in known:
            found += wrong(item, known[key], f"{at}.{key}")
        else:
            found.append(f"{at}: field {key!r} is not in docs/formats.md")
    return found


def keys_of(shape):
    """Every key that a shape names."""
    if isinstance(shape, dict):
        for key, of in shape.items():
            yield key.rstrip("?")
            yield from keys_of(of)
    elif isinstance(shape, (list, tuple)):
        for of in shape:
            yield from keys_of(of)


# -- the way back to the bytes -----------------------------------------------------

class Words(html.parser.HTMLParser):
    """The text of a piece of HTML, without what is never text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.inside = [], 0

    def handle_starttag(self, tag, attrs):
        self.inside += tag in ("script", "style")

    def handle_endtag(self, tag):
        self.inside -= tag in ("script", "style") and self.inside > 0

    def handle_data(self, data):
        if not self.inside:
            self.words.append(data)


def squeeze(text):
    """Up to white space: none of it, nor of what has no width (soft hyphens and the like)."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff]+", "", text)


def decoded(raw, is_html, charset="utf-8"):
    """The ways in which source bytes can be read as text."""
    text = raw.decode(charset, "replace")
    readings = [text]
    if is_html:
        words = Words()
        words.feed(text)
        words.close()
        readings += ["".join(words.words), html.unescape(text)]
        try:
            readings.append(html.unescape(json.loads(f'"{text}"')))  # in JSON-LD
        except ValueError:
            pass
    return [squeeze(one) for one in readings]


def evidence(thing, at=""):
    """Every {text, at, in} below `thing`, with its place in it."""
    if isinstance(thing, dict):
        if "at" in thing and "text" in thing and "in" in thing:
            yield at, thing
        for key, item in thing.items():
            yield from evidence(item, f"{at}.{key}")
    elif isinstance(thing, list):
        for n, item in enumerate(thing):
            yield from evidence(item, f"{at}[{n}]")


class Source:
    """What was read: the bytes, and how to read them."""

    def __init__(self, data, charset="utf-8", sourced_title=True):
        self.data, self.charset, self.sourced_title = data, charset, sourced_title
        self.is_html = data.lstrip()[:1] == b"<"

    def says(self, at, text):
        """Do the bytes of `at` read as `text`?"""
        raw = self.data[at[0]:at[1]]
        return squeeze(text) in decoded(raw, self.is_html, self.charset)


class Formats(Case):
    """Each input set is read once by each command; the tests look at the objects."""

    def sets(self):
        """(name, arguments, folder, {input: Source}) of everything that is looked at."""
        pages = {str(p.relative_to(ROOT)): Source(p.read_bytes()) for p in EXAMPLES}
        yield "examples", ["examples"], ROOT, pages
        yield "rows", *self.row_set()
        yield "other pages", *self.odd_set()

    def row_set(self):
        rows = program.rows_of_examples() + program.made_rows(12)
        self.put("rows.jsonl", lines(rows))
        sources = {f"rows.jsonl:{n}": Source(row["text"].encode("utf-8"), sourced_title=False)
                   for n, row in enumerate(rows, 1)}
        for source in sources.values():
            source.is_html = False
        return ["rows.jsonl"], self.dir, sources

    def odd_set(self):
        """Pages whose bytes are far from their text."""
        page = next(p for p in EXAMPLES if p.name == "ardel-3-coast-courier.html").read_text("utf-8")
        western = html.unescape(page.replace("&amp;", "&amp;amp;")).replace(
            'charset="utf-8"', 'charset="windows-1252"').encode("windows-1252", "ignore")
        torn = page.replace("<p>", "<p>\n   ").replace(
            " people had", " <b>peo</b>ple<!-- not text --> <script>var p = '<p>40</p>';</script>had"
        ).replace("hospital", "hos&#112;it&#x61;l").replace(" said", "&nbsp;said\r\n")
        wide = page.encode("utf-16")
        cells = page.replace("<p>", "<table><tr><td><div><span>").replace(
            "</p>", "</span></div></table>")
        accents = page.replace("Marant", "Márànt").replace("Reyk", "Re&yuml;k &amp; Söhne")
        sources = {}
        for name, data, charset in (
                ("western.html", western, "windows-1252"), ("torn.html", torn, "utf-8"),
                ("wide.html", wide, "utf-16-le"), ("cells.html", cells, "utf-8"),
                ("accents.html", accents, "utf-8")):
            data = data if isinstance(data, bytes) else data.encode("utf-8")
            self.put(f"odd/{name}", data)
            sources[f"odd/{name}"] = Source(data, charset)
            sources[f"odd/{name}"].is_html = True
        return ["odd"], self.dir, sources

    def look(self, command, args, folder):
        result = self.ends(run(*command, *args, cwd=folder), 0, f"{command} {args}")
        self.assertTrue(result.out.endswith(b"\n"))
        return result.objects()

    def none_wrong(self, found, what):
        if found:
            more = f"\n... and {len(found) - 12} more" if len(found) > 12 else ""
            self.fail(f"{what}: {len(found)} wrong:\n" + "\n".join(found[:12]) + more)

    # -- the way back --------------------------------------------------------------

    def check_evidence(self, thing, article, source):
        """What is wrong with the spans of an object read in `article`."""
        text = article["text"].encode("utf-8")
        for place, found in evidence(thing):
            words, inside, at = found["text"], found["in"], found["at"]
            if not words:
                yield f"{place}: no words"
            if inside is not None and text[inside[0]:inside[1]] != words.encode("utf-8"):
                yield f"{place}: in {inside} is {text[inside[0]:inside[1]]!r}, not {words!r}"
            if (inside is None) != (found.get("where") == "title"):
                yield f"{place}: in {inside}, but where {found.get('where')!r}"
            if inside is None and squeeze(words) not in squeeze(article["title"]["text"] or ""):
                yield f"{place}: {words!r} is not in the title"
            if at is None:
                if inside is not None or source.sourced_title:
                    yield f"{place}: {words!r} has no source bytes"
            elif at[1] > len(source.data) or not source.says(at, words):
                yield f"{place}: at {at} is {source.data[at[0]:at[1]][:200]!r}, not {words!r}"

    def test_spans(self):
        for name, args, folder, sources in self.sets():
            articles = {a["id"]: a for a in self.look(["extract"], args, folder)}
            readings = self.look(["read"], args, folder)
            claims = self.look(["claims"], args, folder)
            found, facts = [], 0
            for a in articles.values():
                found += [f"{a['input']} title{w}" for w in self.check_evidence(
                    a["title"], a, sources[a["input"]])]
            for r in readings:
                a = articles[r["doc"]]
                facts += sum(1 for _ in evidence(r))
                found += [f"{a['input']} {w}" for w in self.check_evidence(
                    r, a, sources[a["input"]])]
            for c in claims:
                for n, account in enumerate(c["accounts"]):
                    a = articles[account["doc"]]
                    found += [f"claim {c['id']} account {n}{w}" for w in self.check_evidence(
                        account, a, sources[a["input"]])]
            with self.subTest(set=name):
                self.assertGreater(facts, 100, "facts whose spans were checked")
                self.assertTrue(claims)
                self.none_wrong(found, f"spans of {name}")

    def test_sentences_and_paragraphs(self):
        for name, args, folder, sources in self.sets():
            articles = {a["id"]: a for a in self.look(["extract"], args, folder)}
            found = []
            for a in articles.values():
                found += self.check_tiles(a["text"], a["paragraphs"], a["input"] + " paragraph")
                text = a["text"].encode()
                if b"\n\n".join(text[s:e] for s, e in a["paragraphs"]) != text:
                    found.append(f"{a['input']}: the paragraphs are not the text")
                if not all(0 <= h < len(a["paragraphs"]) for h in a["headings"]):
                    found.append(f"{a['input']}: headings {a['headings']}")
            for r in self.look(["read"], args, folder):
                a = articles[r["doc"]]
                found += self.check_tiles(a["text"], r["sentences"], a["input"] + " sentence")
            self.none_wrong(found, f"tiles of {name}")

    @staticmethod
    def check_tiles(text, spans, what):
        """Spans that follow each other and leave out nothing but white space."""
        text, at = text.encode(), 0
        for n, (start, end) in enumerate(spans):
            if start < at or end <= start or end > len(text) or text[at:start].strip():
                yield f"{what} {n}: [{start}, {end}] after {at}, between {text[at:start]!r}"
            at = end
        if text[at:].strip():
            yield f"{what}: {text[at:]!r} is in none"

    def test_what_was_removed(self):
        for name, args, folder, sources in self.sets():
            found = []
            for a in self.look(["extract"], args, folder):
                source, last = sources[a["input"]], 0
                for n, piece in enumerate(a["removed"]):
                    start, end = piece["at"]
                    if start < last or end <= start or end > len(source.data):
                        found.append(f"{a['input']} removed[{n}]: {piece} after {last}")
                    last = start
                for n, by in enumerate(a["byline"]):
                    if by["at"] and not any(squeeze(by["name"]) in one for one in decoded(
                            source.data[by["at"][0]:by["at"][1]], source.is_html, source.charset)):
                        found.append(f"{a['input']} byline[{n}]: {by}")
            self.none_wrong(found, f"removed of {name}")

    # -- the fields ----------------------------------------------------------------

    def check_shape(self, command, shapes):
        for name, args, folder, _ in self.sets():
            objects = self.look(command, args, folder)
            found = []
            for n, thing in enumerate(objects):
                shape = shapes.get(thing.get("kind"))
                found += wrong(thing, shape, f"line {n + 1}") if shape else [f"line {n + 1}: kind"]
            with self.subTest(command=command, set=name):
                self.none_wrong(found, f"{' '.join(command)} of {name}")

    def test_fields(self):
        self.check_shape(["extract"], {"article": ARTICLE})
        self.check_shape(["read"], {"reading": READING})
        self.check_shape(["stories"], {"membership": MEMBERSHIP, "story": STORY})
        self.check_shape(["stories", "--stream"], {"membership": MEMBERSHIP, "story": STORY})
        self.check_shape(["claims"], {"claim": CLAIM})
        self.check_shape(["report", "--format", "json"], {"report": REPORT})

    def test_changes(self):
        database = self.dir / "a.db"
        self.ends(run("add", "-d", database, "examples"), 0)
        diff = run("diff", "-d", database, "--since", "2031-05-07", "--format", "json")
        self.none_wrong(wrong(diff.objects()[0], DIFF), "diff")

    def test_every_field_is_documented(self):
        page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
        for shape in (ARTICLE, READING, MEMBERSHIP, STORY, CLAIM, REPORT, DIFF):
            for key in keys_of(shape):
                self.assertRegex(page, rf"\b{key}\b", "docs/formats.md does not name this field")

    # -- what the fields say together ------------------------------------------------

    def test_references(self):
        for name, args, folder, _ in self.sets():
            found = []
            for r in self.look(["read"], args, folder):
                found += self.check_references(r)
            self.none_wrong(found, f"references of {name}")

    def check_references(self, r):
        lists = {"e": "entities", "t": "times", "p": "places", "n": "quantities", "q": "quotes",
                 "v": "events"}
        ids = set()
        for letter, kind in lists.items():
            for n, fact in enumerate(r[kind]):
                ids.add(fact["id"])
                if fact["id"] != f"{letter}{n}":
                    yield f"{r['doc']} {kind}[{n}]: id {fact['id']}"
        for kind in lists.values():
            for fact in r[kind]:
                for key in ("part_of", "event", "place", "time", "speaker", "continues", "same_as"):
                    if fact.get(key) is not None and fact[key] not in ids - {fact["id"]}:
                        yield f"{r['doc']} {fact['id']}: {key} {fact[key]}"
                for party in fact.get("source", []) + fact.get("target", []):
                    if party not in ids:
                        yield f"{r['doc']} {fact['id']}: party {party}"
                if kind == "entities" and not fact["mentions"]:
                    yield f"{r['doc']} {fact['id']}: no mention"
        for v in r["events"]:
            inside, at = v["trigger"]["in"], v["sentence"]
            span = None if at is None or at >= len(r["sentences"]) else r["sentences"][at]
            if (inside is None) != (span is None) or (
                    inside and not span[0] <= inside[0] < span[1]):
                yield f"{r['doc']} {v['id']}: trigger {inside}, but sentence {at} is {span}"
        for n in r["quantities"]:
            if n["low"] < 0 or (n["high"] is not None and n["high"] < n["low"]):
                yield f"{r['doc']} {n['id']}: low {n['low']} high {n['high']}"

    def test_articles(self):
        for name, args, folder, sources in self.sets():
            articles = self.look(["extract"], args, folder)
            self.assertEqual(sorted(a["input"] for a in articles), sorted(sources))
            for a in articles:
                with self.subTest(input=a["input"]):
                    if "jsonl" not in a["input"]:
                        self.assertRegex(a["id"], HEX)
                        digest = hashlib.sha256(sources[a["input"]].data).hexdigest()
                        self.assertEqual(a["id"], digest[:32])
                    p = a["published"]
                    length = {"year": 4, "month": 7, "day": 10}.get(p["precision"])
                    if p["value"] is None:
                        self.assertEqual((p["precision"], p["basis"]), ("none", "none"))
                    elif length:
                        self.assertEqual(len(p["value"]), length, p)
                    self.assertNotEqual(a["title"]["text"], "")

    def test_stories(self):
        for name, args, folder, _ in self.sets():
            objects = self.look(["stories"], args, folder)
            members = [o for o in objects if o["kind"] == "membership"]
            stories = {o["id"]: o for o in objects if o["kind"] == "story"}
            docs = [m["doc"] for m in members]
            self.assertEqual(len(docs), len(set(docs)))
            self.assertEqual(sorted(docs), sorted(d for s in stories.values() for d in s["docs"]))
            for m in members:
                story = stories[m["story"]]
                self.assertIn(m["doc"], story["docs"])
                origin = [o for o in story["origins"] if o["id"] == m["origin"]]
                self.assertEqual(len(origin), 1, m)
                self.assertIn(m["doc"], origin[0]["docs"])
                self.assertTrue(0 <= m["shared"] <= 1, m)
                self.assertNotEqual(m["copy_of"], m["doc"])
                if m["copy_of"] is not None:
                    self.assertIn(m["copy_of"], origin[0]["docs"], m)
            for s in stories.values():
                self.assertEqual(sorted(s["docs"]),
                                 sorted(d for o in s["origins"] for d in o["docs"]))
                self.assertIn(None if s["first"] is None else s["first"] <= s["last"],
                              (None, True))

    def test_claims(self):
        for name, args, folder, _ in self.sets():
            claims = self.look(["claims"], args, folder)
            members = {o["doc"]: o["story"] for o in self.look(["stories"], args, folder)
                       if o["kind"] == "membership"}
            ids = [c["id"] for c in claims]
            found = [f"{i}: the id of two claims" for i in set(ids) if ids.count(i) > 1]
            for c in claims:
                found += [f"{name} {c['id']} ({c['what']}): {w}"
                          for w in self.check_claim(c, members)]
            self.none_wrong(found, f"claims of {name}")

    @staticmethod
    def check_claim(c, members):
        accounts, least, most = c["accounts"], c["origins"]["least"], c["origins"]["most"]
        if not accounts:
            yield "no account"
        if any(members[a["doc"]] != c["story"] for a in accounts):
            yield "an account of another story"
        if c["articles"] != len({a["doc"] for a in accounts}):
            yield f"articles {c['articles']}, but {len({a['doc'] for a in accounts})} in accounts"
        if not 0 <= least <= most or most < 1:
            yield f"origins {least}-{most}"
        if most > len(accounts):
            yield f"{most} origins of {len(accounts)} accounts"
        if c["low"] is not None and c["high"] is not None and c["low"] > c["high"]:
            yield f"low {c['low']} above high {c['high']}"
        if c["best_range"] and c["low"] is not None and c["best_range"][0] < c["low"]:
            yield f"best {c['best_range']} below low {c['low']}"
        if c["verdict"] == "single" and len({a["origin"] for a in accounts}) > 1:
            yield "single, but of more than one origin"
        if c["verdict"] in ("agree", "conflict", "compatible", "update") and len(accounts) < 2:
            yield f"{c['verdict']} of one account"
        if not c["why"].endswith("."):
            yield f"why is no sentence: {c['why']!r}"
        for a in accounts:
            if a["low"] is not None and a["high"] is not None and a["low"] > a["high"]:
                yield f"account low {a['low']} above high {a['high']}"

    def test_report_holds_the_claims(self):
        report = self.look(["report", "--format", "json"], ["examples"], ROOT)
        self.assertEqual(len(report), 1, "one object")
        claims = self.look(["claims"], ["examples"], ROOT)
        order = lambda things: sorted(json.dumps(c, sort_keys=True) for c in things)
        self.assertEqual(order(c for s in report[0]["stories"] for c in s["claims"]), order(claims))
        self.assertEqual(len(report[0]["articles"]), len(EXAMPLES))
        self.assertEqual(report[0]["refused"], [])


if __name__ == "__main__":
    program.main()
