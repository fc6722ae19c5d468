#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which mentions, in several articles, are of one event: ECB+ development topics.

    python3 tools/eval/coref.py [--hearsay build/hearsay] [--part dev|train] [--miss]

The mentions are given, singletons among them; what is asked is which are the same. Rows:

    lemma, topic       the rule to beat: one head lemma within a topic is one event
    lemma, gold story  the same within the true stories, which a topic has two of
    lemma, story       the same within the stories that `hearsay stories` makes of all texts
    with incidents     ... but acts of the ledger are where `hearsay claims` put them

The pairing of the ledger by itself is measured on the mentions that are acts of its: of the
pairs that it holds to be one incident how many are, and of those that are how many it finds
(most mentions of this set are no political acts). MUC, B3 and CEAFe as the CoNLL scorer counts them; their mean is the CoNLL F1.
"""
import argparse
import collections
import json
import lzma
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("HEARSAY_DATA", ROOT / "../shared/data"))


def rows_of(name):
    with lzma.open(DATA / "ecbplus" / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def output_of(program, *args):
    run = subprocess.run([program, *args], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1, 3):
        sys.exit(f"{args[0]}: status {run.returncode}: {run.stderr[-500:]}")
    return run.stdout


# -- scores: partitions as {mention: cluster} -------------------------------------------

def clusters_of(partition):
    found = collections.defaultdict(set)
    for mention, cluster in partition.items():
        found[cluster].add(mention)
    return list(found.values())


def muc(key, response):
    """(found, all) links of `key`."""
    of = {m: n for n, cluster in enumerate(response) for m in cluster}
    found = sum(len(c) - len({of[m] for m in c}) for c in key)
    return found, sum(len(c) - 1 for c in key)


def b_cubed(key, response):
    of = {m: cluster for cluster in response for m in cluster}
    return sum(len(c & of[m]) / len(c) for c in key for m in c), sum(map(len, key))


def assignment(weights):
    """The largest sum of a one-to-one choice (Hungarian method, O(n^3))."""
    n, m = len(weights), len(weights[0])
    if n > m:
        return assignment([list(row) for row in zip(*weights)])
    u, v, way, match = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while match[j0]:
            used[j0], i0, delta, j1 = True, match[j0], float("inf"), 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                cost = -weights[i0 - 1][j - 1] - u[i0] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, j0
                if least[j] < delta:
                    delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
        while j0:
            match[j0], j0 = match[way[j0]], way[j0]
    return sum(weights[match[j] - 1][j - 1] for j in range(1, m + 1) if match[j])


def ceaf(key, response):
    """Sum of phi4 of the best alignment, component by component of what overlaps."""
    of = {m: n for n, cluster in enumerate(response) for m in cluster}
    parent = list(range(len(response)))

    def top(n):
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for cluster in key:
        ends = [top(of[m]) for m in cluster]
        for end in ends[1:]:
            parent[top(end)] = top(ends[0])
    parts = collections.defaultdict(lambda: ([], []))
    for n, cluster in enumerate(response):
        parts[top(n)][1].append(cluster)
    for cluster in key:
        parts[top(of[next(iter(cluster))])][0].append(cluster)
    return sum(assignment([[2 * len(a & b) / (len(a) + len(b)) for b in mine] for a in gold])
               for gold, mine in parts.values() if gold and mine)


def harmonic(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def scores(gold, mine):
    key, response = clusters_of(gold), clusters_of(mine)
    out = []
    for measure in (muc, b_cubed):
        recall, precision = measure(key, response), measure(response, key)
        out.append(harmonic(precision[0] / max(precision[1], 1), recall[0] / max(recall[1], 1)))
    same = ceaf(key, response)
    out.append(harmonic(same / len(response), same / len(key)))
    return out + [sum(out) / 3]


# -- mentions ------------------------------------------------------------------------------

def parsed(program, tokens):
    """{doc: {sentence: [(lemma, head, tag)]}} of the sets' own tokens."""
    out = {}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "all.conllu"
        order = []
        with open(path, "w", encoding="utf-8") as lines:
            for row in tokens:
                for number in sorted(row["sentences"], key=int):
                    order.append((row["doc"], int(number)))
                    for n, word in enumerate(row["sentences"][number], 1):
                        lines.write(f"{n}\t{word or '_'}" + "\t_" * 8 + "\n")
                    lines.write("\n")
        blocks = output_of(program, "parse", "--conllu", str(path)).strip("\n").split("\n\n")
    for (doc, number), block in zip(order, blocks):
        cells = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        out.setdefault(doc, {})[number] = [(c[2].lower(), int(c[6]) - 1, c[3]) for c in cells]
    return out


def head_of(mention, sentence):
    """The token of the mention that hangs outside it; of several a verb or noun."""
    inside = set(mention["tokens"])
    tops = [t for t in mention["tokens"] if t < len(sentence) and sentence[t][1] not in inside]
    for tags in (("VERB",), ("NOUN", "PROPN"), ("ADJ",)):
        for t in tops:
            if sentence[t][2] in tags:
                return t
    return tops[0] if tops else mention["tokens"][0]


def place_of_tokens(text, sentences):
    """{(sentence, token): (start, end)} in bytes of `text`, blanks left out of account."""
    squeezed, at, offset = [], [], 0
    for char in text:
        size = len(char.encode("utf-8"))
        if not char.isspace():
            squeezed.append(char)
            at.append((offset, offset + size))
        offset += size
    body, cursor, found = "".join(squeezed), 0, {}
    for number in sorted(sentences, key=int):
        words = ["".join(word.split()) for word in sentences[number]]
        start = body.find("".join(words), cursor)
        if start < 0:
            continue
        cursor = start
        for n, word in enumerate(words):
            if word:
                found[int(number), n] = (at[cursor][0], at[cursor + len(word) - 1][1])
            cursor += len(word)
    return found


# -- the ledger's view -------------------------------------------------------------------------

def incidents_of(program, path):
    """{doc: [(start, end, incident)]} of the acts of `hearsay claims`."""
    found = collections.defaultdict(list)
    for line in output_of(program, "claims", path).splitlines():
        claim = json.loads(line)
        if claim["what"] not in ("happened", "scheduled", "agreed", "position"):
            continue
        for account in claim["accounts"]:
            if account["in"]:
                found[account["doc"]].append((*account["in"], (claim["story"], claim["incident"])))
    return found


def pairs_of(partition):
    """Pairs of mentions that a partition holds to be one."""
    return {(a, b) for cluster in clusters_of(partition) for a in cluster for b in cluster if a < b}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hearsay", default=str(ROOT / "build/hearsay"))
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    options = parser.parse_args()
    mentions = [m for m in rows_of("mentions.jsonl.xz")
                if m["part"] == options.part and m["kind"] == "event"]
    docs = {m["doc"] for m in mentions}
    articles = {a["id"]: a for a in rows_of("articles.jsonl.xz") if a["id"] in docs}
    tokens = [t for t in rows_of("tokens.jsonl.xz") if t["doc"] in docs]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for article in articles.values():
            out.write(json.dumps({k: article[k] for k in ("id", "title", "text")
                                  if article.get(k)}, ensure_ascii=False) + "\n")
        out.flush()
        story_of = {m["doc"]: m["story"] for m in
                    map(json.loads, output_of(options.hearsay, "stories", out.name).splitlines())
                    if m["kind"] == "membership"}
        incidents = incidents_of(options.hearsay, out.name)
    trees = parsed(options.hearsay, tokens)
    places = {t["doc"]: place_of_tokens(articles[t["doc"]]["text"], t["sentences"])
              for t in tokens}
    gold, lemma, incident = {}, {}, {}
    for n, mention in enumerate(mentions):
        doc, sentence = mention["doc"], trees.get(mention["doc"], {}).get(mention["sentence"])
        gold[n] = mention["chain"]
        head = head_of(mention, sentence) if sentence else mention["tokens"][0]
        lemma[n] = sentence[head][0] if sentence else mention["text"].lower()
        at = places.get(doc, {}).get((mention["sentence"], head))
        incident[n] = next((i for start, end, i in incidents[doc]
                            if at and start <= at[0] and at[1] <= end), None)
    article = {n: articles[m["doc"]] for n, m in enumerate(mentions)}
    story = {n: story_of.get(m["doc"], m["doc"]) for n, m in enumerate(mentions)}
    print(f"{len(mentions)} mentions, {len(set(gold.values()))} events, {len(docs)} articles, "
          f"{len({a['story'] for a in article.values()})} gold stories, "
          f"{len(set(story.values()))} stories made")
    show("lemma, topic", gold, {n: (article[n]["topic"], lemma[n]) for n in gold})
    show("lemma, gold story", gold, {n: (article[n]["story"], lemma[n]) for n in gold})
    show("lemma, story", gold, {n: (story[n], lemma[n]) for n in gold})
    show("with incidents", gold, {n: incident[n] or (story[n], lemma[n]) for n in gold})
    acts = {n: i for n, i in incident.items() if i is not None}
    mine, true = pairs_of(acts), pairs_of({n: gold[n] for n in acts})
    rule = pairs_of({n: (article[n]["topic"], lemma[n]) for n in acts})
    for name, found in (("ledger", mine), ("lemma, topic", rule)):
        print(f"{len(acts)} acts of the ledger, pairs of {name:14} "
              f"P {len(found & true) / max(len(found), 1):.3f}  "
              f"R {len(found & true) / max(len(true), 1):.3f}  of {len(true)}")


def show(name, gold, mine):
    print(f"{name:24} MUC {{:.3f}}  B3 {{:.3f}}  CEAFe {{:.3f}}  CoNLL {{:.3f}}"
          .format(*scores(gold, mine)), flush=True)


if __name__ == "__main__":
    main()
