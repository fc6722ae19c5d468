#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""HTML pages as the plain text that crawlers store.

    render.py FROM TO [FORM]

Writes TO/ID.txt for each FROM/ID.html. Forms, after the programs that crawlers use:

blocks   one line a block-level element, blank lines between paragraphs, bullets before items of lists
nodes    one line a piece of text between tags (BeautifulSoup's get_text("\\n", strip=True)): links and bold words cut
         sentences apart
source   the text with the line breaks and blanks of the source (get_text()): neighbours without white space run together
mixed    one of the three for each page, by its name; half of the pages with the text of <title> as the first line
"""
import hashlib
import pathlib
import re
import sys

import lxml.html

SKIP = {"script", "style", "noscript", "template", "svg", "iframe", "select", "textarea", "object", "math", "head"}
INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
          "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
          "var", "wbr", "img", "button"}


def pieces(element):
    """(kind, text): "text", "break" at the borders of blocks, "item" at the start of an item."""
    stack = [(element, 0)]
    while stack:
        node, state = stack.pop()
        if state == 1:
            if node.tag not in INLINE:
                yield "break", node.tag
            if node is not element and node.tail:
                yield "text", node.tail
            continue
        if not isinstance(node.tag, str) or node.tag in SKIP:
            if node is not element and node.tail:
                yield "text", node.tail
            continue
        if node.tag not in INLINE:
            yield ("item" if node.tag == "li" else "break"), node.tag
        if node.text:
            yield "text", node.text
        stack.append((node, 1))
        stack.extend((child, 0) for child in reversed(node))


def as_blocks(element):
    lines, line, item, spaced = [], [], False, False

    def flush():
        nonlocal line, item
        text = " ".join("".join(line).split())
        if text:
            lines.append(("• " if item else "") + text)
        if text:
            item = False
        line = []
    for kind, text in pieces(element):
        if kind == "text":
            line.append(text)
            continue
        flush()
        item = kind == "item" or (item and text in ("div", "p"))
        if text in ("p", "h1", "h2", "h3") and lines and lines[-1]:
            lines.append("")
    flush()
    return "\n".join(lines)


def as_nodes(element):
    return "\n".join(" ".join(text.split()) for kind, text in pieces(element) if kind == "text" and text.strip())


def as_source(element):
    text = "".join(text if kind == "text" else "\n" if text == "br" else "" for kind, text in pieces(element))
    return re.sub(r"\n[ \t\r]*(\n[ \t\r]*)+", "\n\n", text)


FORMS = {"blocks": as_blocks, "nodes": as_nodes, "source": as_source}


def render(page, name, form="mixed"):
    try:
        tree = lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding=charset(page), huge_tree=True))
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return ""
    body = tree.find("body")
    if body is None:
        return ""
    chance = hashlib.sha256(name.encode()).digest()
    if form == "mixed":
        form = ("blocks", "blocks", "nodes", "source")[chance[0] % 4]
    text = FORMS[form](body)
    title = tree.find("head/title")
    if title is not None and title.text and chance[1] % 2:
        text = " ".join(title.text.split()) + "\n" + text
    return text


def charset(page):
    try:
        page.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        found = re.search(rb'charset=["\']?([\w-]+)', page[:4096])
        name = found.group(1).decode("ascii") if found else "windows-1252"
        return "windows-1252" if name.lower() in ("iso-8859-1", "utf-8") else name


def main():
    source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    form = sys.argv[3] if len(sys.argv) > 3 else "mixed"
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.glob("*.html")):
        try:
            text = render(path.read_bytes(), path.stem, form)
        except LookupError:
            continue
        (target / (path.stem + ".txt")).write_text(text, encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
