#!/usr/bin/env python3
"""The report as HTML: one safe, well-formed file, in which every link leads somewhere."""
import base64
import hashlib
import html.parser
import json
import random
import re

import program
from program import Case, lines, run

VOID = {"meta", "br", "link", "img", "hr", "input", "base", "area", "col", "source", "wbr"}
FORBIDDEN = {"script", "iframe", "object", "embed", "link", "img", "base", "form", "input", "video",
             "audio", "source", "image", "foreignobject", "animate", "set", "use"}
HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0b"
                    "\x0c\x0e-\x1f\x7f-\x9f]")
EVIL = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;&#x3c;\u202egpj\u200b"


class Page(html.parser.HTMLParser):
    """A page, held to be what it says: nesting, ids, links and what it would load."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.errors, self.ids, self.hrefs, self.external = [], [], [], [], []
        self.tags, self.by_id, self.policy, self.style, self.titles = [], {}, None, "", []
        self.feed(text)
        self.close()
        if self.open:
            self.errors.append(f"left open: {self.open[-3:]}")

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.errors.append(f"{self.getpos()}: an attribute twice in <{tag}>")
        if tag in FORBIDDEN:
            self.errors.append(f"{self.getpos()}: <{tag}>")
        self.tags.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "src", "srcset", "action", "xlink:href"):
                self.errors.append(f"{self.getpos()}: attribute {name}")
            if name == "id":
                self.ids.append(value)
            if name == "href":
                (self.hrefs if value.startswith("#") else self.external).append(value)
            if name == "title":
                self.titles.append(value)
            if name == "aria-labelledby":
                self.hrefs.append("#" + value)
        if tag == "meta" and dict(attrs).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attrs)["content"]
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("id")))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.errors.append(f"{self.getpos()}: </{tag}> in {self.open[-3:]}")
        elif tag not in VOID:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "style":
            self.style += data
        for _, name in self.open:
            if name:
                self.by_id[name] = self.by_id.get(name, "") + data

    def handle_comment(self, data):
        self.errors.append(f"{self.getpos()}: a comment")


class HtmlReport(Case):
    def report(self, *args, status=0, **more):
        result = self.ends(run("report", "--format", "html", *args, **more), status)
        return result.out.decode("utf-8")

    def checked(self, text):
        """A page that keeps all promises."""
        page = Page(text)
        self.assertEqual(page.errors[:5], [])
        self.assertTrue(text.startswith("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset"))
        twice = sorted({i for i in page.ids if page.ids.count(i) > 1}) if len(page.ids) < 5000 else []
        self.assertEqual(twice, [])
        self.assertEqual(len(page.ids), len(set(page.ids)))
        lost = sorted(set(page.hrefs) - {"#" + i for i in page.ids})
        self.assertEqual(lost[:5], [], "links that lead nowhere")
        digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
        self.assertIn("default-src 'none'", page.policy)
        self.assertIn(f"style-src 'sha256-{digest}'", page.policy)
        self.assertNotIn("unsafe", page.policy)
        self.assertNotRegex(page.style, r"url\(|@import|</")
        self.assertEqual(page.tags.count("style"), 1)
        self.assertNotRegex(text.replace("\n", " "), HIDDEN)
        return page

    def test_examples(self):
        page = self.checked(self.report("examples"))
        for tag, least in (("h1", 1), ("h2", 3), ("table", 4), ("svg", 2), ("article", 10)):
            self.assertGreaterEqual(page.tags.count(tag), least, tag)
        self.assertEqual(page.tags.count("h1"), 1)
        for url in page.external:
            self.assertRegex(url, r"^https?://[^\s\"'<>]+$")

    def test_one_story(self):
        stories = [s for s in run("stories", "examples").objects() if s["kind"] == "story"]
        page = self.checked(self.report("--story", stories[1]["id"], "examples"))
        self.assertEqual(page.tags.count("article"), len(stories[1]["docs"]))

    def test_cells_lead_to_their_sentences(self):
        """Each account's words stand in the text that its link opens, at the bytes of JSON."""
        text = self.report("examples")
        page = self.checked(text)
        report = run("report", "--format", "json", "examples").objects()[0]
        sentences = {r["doc"]: r["sentences"] for r in run("read", "examples").objects()}
        seen = 0
        for s, story in enumerate(report["stories"], 1):
            docs = story["story"]["docs"]
            for claim in story["claims"]:
                for account in {a["doc"]: a for a in reversed(claim["accounts"])}.values():
                    article = f"s{s}a{docs.index(account['doc']) + 1}"
                    plain = lambda x: re.sub(r"\s+|c\d+", "", x)
                    begins = plain(account["text"])[:24]
                    there = [i for i, words in page.by_id.items()
                             if i.startswith(article + "x") and begins in plain(words)]
                    self.assertTrue(any("#" + i in page.hrefs for i in there), account)
                    if account["in"]:
                        self.assertTrue(any(a <= account["in"][0] < b
                                            for a, b in sentences[account["doc"]]))
                    if claim["low"] is not None and account["at"]:
                        shown = f"bytes {account['at'][0]}–{account['at'][1]}"
                        seen += shown in text
        self.assertGreater(seen, 20)

    def test_hostile_pages(self):
        rows = [{"id": f"evil-{n}", "publisher": EVIL, "title": f"{EVIL} kills {n + 3} in Kharkiv",
                 "url": url, "published": "2031-05-06",
                 "text": f"{EVIL} A bomb killed {n + 3} people in Kharkiv on Monday, police said.\n\n"
                         f"<b onclick=x>“{EVIL} we saw it,”</b> said the mayor {EVIL}."}
                for n, url in enumerate(["javascript:alert(1)", "data:text/html,<script>",
                                         "https://a.example/\" onclick=\"x", "https://u@b.example/",
                                         "HTTPS://x", "//c.example/", "https://ok.example/a?b=c&d=e",
                                         " https://s.example/", "https://\u202eelpmaxe", None])]
        text = self.report(self.put("evil.jsonl", lines(rows)))
        page = self.checked(text)
        self.assertEqual(set(page.external), {"https://ok.example/a?b=c&d=e"})
        self.assertIn("U+202E", text)
        self.assertIn("U+200B", text)
        self.assertNotIn("<script", text)
        self.assertNotIn("<b onclick", text)
        self.assertNotRegex(text, r"href=\"(?!#|https://ok\.example/)")

    def test_hostile_bytes(self):
        body = (b"Mayor Ana Ruiz said that \xff\xfe\x80 five people were killed \xc3( in Kharkiv on "
                b"Monday.\x01\x1b[31m \xed\xa0\x80 \xef\xbf\xbf Nothing \xe2\x80\xae else.\n\n") * 3
        self.put("in/bytes\u202e<b>\".txt", b"Blast kills five\n\n" + body)
        self.put("in/page.html", b"<title>a</title><article><h1>x &lt;/title&gt;&#0;&#x202e;</h1><p>" +
                 body + b"</p></article>")
        self.checked(self.report("in", cwd=self.dir))

    def test_refused_and_nothing(self):
        self.put("in/a.txt", b"Blast kills five\n\nFive people were killed in Kharkiv, police said.\n")
        self.put("in/<i>.jsonl", b"no json\n")
        text = self.report("in", status=3, cwd=self.dir)
        self.checked(text)
        self.assertIn("&lt;i&gt;.jsonl:1", text)

    def test_map_or_a_sentence(self):
        here = {"id": "a", "title": "Blast", "published": "2031-05-06",
                "text": "Five people were killed in Kharkiv on Monday, police said."}
        nowhere = dict(here, id="b", text="Five people were killed at the depot, police said.")
        with_map = self.report(self.put("a.jsonl", lines([here])))
        without = self.report(self.put("b.jsonl", lines([nowhere])))
        self.checked(with_map), self.checked(without)
        self.assertIn('class="map"', with_map)
        self.assertNotIn('class="map"', without)
        self.assertIn("coordinates", without)

    def test_same_bytes(self):
        rows = program.rows_of_examples() + program.made_rows(60)
        chance = random.Random(3)
        place = self.put("rows.jsonl", lines(rows)).name
        expected = self.unplaced(self.report(place, "--threads", 1, cwd=self.dir))
        for threads in (2, 8):
            chance.shuffle(rows)
            self.put("rows.jsonl", lines(rows))
            got = self.unplaced(self.report(place, "--threads", threads, cwd=self.dir))
            self.same(got, expected, f"shuffled, {threads} threads")

    @staticmethod
    def unplaced(text):
        return re.sub(r"rows\.jsonl:\d+", "rows", text).encode()

    def test_many(self):
        rows = self.put("rows.jsonl", lines(program.made_rows(150, seed=8)))
        self.checked(self.report(rows))


if __name__ == "__main__":
    program.main()
