# SPDX-License-Identifier: Apache-2.0
"""What every evaluation does first: read a labelled set, and ask the program about its articles.

    rows(path)                              the rows of a .jsonl or .jsonl.xz
    ask(hearsay, command, articles, ...)    the rows that `hearsay command` prints for articles
    readings(hearsay, articles)             {article id: reading}

An article is given with what the program takes (KEPT) and nothing else of its row, so that no label can
reach it. The program may refuse single articles (status 3); any other failure ends the evaluation.
"""
import json
import lzma
import subprocess
import tempfile

KEPT = ("id", "url", "publisher", "title", "published", "language", "text")


def rows(path):
    opener = lzma.open if str(path).endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def output(hearsay, command, articles, *options, kept=KEPT):
    """Lines of `hearsay command [options]` on the articles."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for article in articles:
            article = {k: article[k] for k in kept if article.get(k) is not None}
            file.write(json.dumps(dict(article, id=str(article["id"])), ensure_ascii=False) + "\n")
        file.flush()
        done = subprocess.run([hearsay, command, file.name, *options], capture_output=True, check=False)
    if done.returncode not in (0, 1, 3):
        raise SystemExit(f"hearsay {command}: status {done.returncode}: "
                         + done.stderr.decode("utf-8", errors="replace")[-500:])
    return done.stdout.decode("utf-8", errors="replace").splitlines()


def ask(hearsay, command, articles, *options, kept=KEPT):
    return [json.loads(line) for line in output(hearsay, command, articles, *options, kept=kept)]


def readings(hearsay, articles, kept=KEPT):
    return {r["doc"]: r for r in ask(hearsay, "read", articles, kept=kept) if r["kind"] == "reading"}
