#!/usr/bin/env python3
"""Lemmas that the rules do not give: lemmas.py WORDNET HOME

Reads HOME/data/en/ling/lemma-rules.tsv and WordNet 3.0's lists (the folder with
index.noun, verb.exc ...; Debian's wordnet-base has them in /usr/share/wordnet) and
writes HOME/data/en/ling/lemmas-wordnet.tsv. A row is written only where the rules
alone would be wrong:

  WordNet's exception lists, and the regular forms of WordNet's verbs, nouns and
  adjectives, made here by the spelling rules of English (an e dropped, y to i, es
  after a hiss); where two words share a form the more frequent word (cntlist.rev)
  wins.

SPDX-License-Identifier: Apache-2.0
"""
import collections
import re
import sys

WORD = re.compile(r"^[a-z]+$")
ONE_SYLLABLE = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")


def table(path):
    with open(path, encoding="utf-8") as lines:
        rows = [l.rstrip("\n").split("\t") for l in lines if l[0] not in "#\n"]
    return rows[1:]


def by_rule(rules, form, tag):
    for length in range(min(12, len(form) - 2), 0, -1):
        put = rules.get((tag, form[-length:]))
        if put is not None:
            return form[:-length] + put
    return form


def inflect(pos, lemma):
    vowel_y = re.search(r"[aeiou]y$", lemma)
    if pos in "nv" and not re.search(r"[^su]s$", lemma):
        if re.search(r"(s|x|z|ch|sh)$", lemma):
            plural = lemma + "es"
        elif lemma.endswith("y") and not vowel_y:
            plural = lemma[:-1] + "ies"
        else:
            plural = lemma + ("es" if lemma.endswith("o") and pos == "v" else "s")
        yield ("NNS" if pos == "n" else "VBZ"), plural
    if pos == "v" and not ONE_SYLLABLE.match(lemma):
        past = lemma + ("d" if lemma.endswith("e") else "ed")
        if lemma.endswith("y") and not vowel_y:
            past = lemma[:-1] + "ied"
        yield "VBD", past
        yield "VBN", past
        stem = lemma[:-1] if re.search(r"[^eoy]e$", lemma) else lemma
        yield "VBG", (lemma[:-2] + "ying" if lemma.endswith("ie") else stem + "ing")
    if pos == "a" and len(lemma) <= 6:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        stem = lemma[:-1] + "i" if lemma.endswith("y") and not vowel_y else stem
        yield "JJR", stem + "er"
        yield "JJS", stem + "est"


def index(folder, name):
    with open(f"{folder}/index.{name}", encoding="utf-8") as lines:
        for line in lines:
            word = line.split(" ", 1)[0]
            if not line.startswith(" ") and WORD.match(word):
                yield word


def frequencies(folder):
    count = collections.Counter()
    letter = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    with open(f"{folder}/cntlist.rev", encoding="utf-8") as lines:
        for line in lines:
            key, _, n = line.split()
            lemma, rest = key.split("%")
            count[letter[rest[0]], lemma] += int(n)
    return count


def exceptions(folder, name):
    with open(f"{folder}/{name}.exc", encoding="utf-8") as lines:
        for line in lines:
            form, *lemmas = line.split()
            if WORD.match(form) and WORD.match(lemmas[0]) and form != lemmas[0]:
                yield form, lemmas[0]


def exception_tags(name, form):
    if name == "noun":
        return ("NNS",)
    if name == "adj":
        return ("JJS",) if form.endswith("st") else ("JJR",)
    if form.endswith("ing"):
        return ("VBG",)
    return ("VBZ",) if form.endswith("s") and not form.endswith("ss") else ("VBD", "VBN")


def from_wordnet(folder, rules):
    count = frequencies(folder)
    best, doubled = {}, set()
    for name, pos in (("verb", "v"), ("noun", "n"), ("adj", "a")):
        for form, lemma in exceptions(folder, name):
            for tag in exception_tags(name, form):
                best.setdefault((form, tag), (count[pos, lemma] + 0.5, lemma))
                doubled.add((lemma, tag))
    for name, pos in (("verb", "v"), ("noun", "n"), ("adj", "a")):
        for lemma in index(folder, name):
            if len(lemma) < 3 or (pos == "a" and not count[pos, lemma]):
                continue
            for tag, form in inflect(pos, lemma):
                rank = (count[pos, lemma] + (0.25 if (lemma, tag) in doubled else 0.4), lemma)
                if rank > best.get((form, tag), (0, "")):
                    best[form, tag] = rank
    return {(form, tag): lemma for (form, tag), (n, lemma) in best.items()
            if by_rule(rules, form, tag) != lemma and keep(tag, n)}


def keep(tag, n):
    """Rare nouns and adjectives that the rules miss would double the table."""
    return n >= 1 or tag.startswith("V") or n == 0.5


def write(path, head, rows):
    with open(path, "w", encoding="utf-8") as out:
        out.write(head + "form\ttag\tlemma\n")
        for (form, tag), lemma in sorted(rows.items()):
            out.write(f"{form}\t{tag}\t{lemma}\n")


def main(wordnet, home):
    folder = f"{home}/data/en/ling"
    rules = {(row[0], row[1]): row[2] for row in table(f"{folder}/lemma-rules.tsv")}
    write(f"{folder}/lemmas-wordnet.tsv",
          "# Generated by tools/train/ling/lemmas.py from WordNet 3.0 (see SOURCE.md). Forms that\n"
          "# lemma-rules.tsv gets wrong. SPDX-License-Identifier: LicenseRef-WordNet-3.0\n",
          from_wordnet(wordnet, rules))


if __name__ == "__main__":
    main(*sys.argv[1:])
