# SPDX-License-Identifier: Apache-2.0
"""Which blocks of a page are in its known text: the labels that the trees learn from.

A block of five words or more is in the text when most of its stretches of four words are. A shorter one
("Live updates") proves nothing by its words alone: it must stand in the text right beside what stands beside
it on the page. Of several blocks with the same text the text has as many as it repeats; those whose neighbours
are in the text come first.
"""
import collections
import re
import unicodedata

GRAM = 4
REACH = 40  # words between a short block and the long one beside it


def fold(text):
    text = unicodedata.normalize("NFKC", text or "").casefold()
    for curly, straight in zip("‘’‚“”„–—", "'''\"\"\"--"):
        text = text.replace(curly, straight)
    return text


def words(text):
    out = []
    for word in re.findall(r"\w+", fold(text)):
        # scripts without blanks: a sign is a word
        if len(word) > 3 and any("\u0e00" <= c <= "\u0e7f" or "\u3040" <= c <= "\u9fff" for c in word):
            out.extend(word)
        else:
            out.append(word)
    return out


def grams(list_of_words, n=GRAM):
    return [tuple(list_of_words[i:i + n]) for i in range(len(list_of_words) - n + 1)]


def labels(blocks, gold):
    """For each block (a list of words) the share of it that is in `gold` (a list of words)."""
    where = collections.defaultdict(list)
    for at, gram in enumerate(grams(gold)):
        where[gram].append(at)
    share, place = [0.0] * len(blocks), [None] * len(blocks)
    for i, block in enumerate(blocks):
        if len(block) < GRAM + 1:
            continue
        found = [where[g] for g in grams(block) if g in where]
        share[i] = len(found) / (len(block) - GRAM + 1)
        if found:
            place[i] = found[0][0]
    settle_copies(blocks, share, gold)
    settle_short(blocks, share, place, gold)
    return share


def settle_copies(blocks, share, gold):
    """The same text twice on the page, once in the known text: the better placed one is meant."""
    same = collections.defaultdict(list)
    for i, block in enumerate(blocks):
        if share[i] >= 0.5:
            same[tuple(block)].append(i)
    long_gold = collections.Counter(grams(gold))

    def company(i):
        near = [j for j in range(i - 4, i + 5) if 0 <= j < len(blocks) and j != i]
        return sum(share[j] >= 0.5 for j in near)
    for block, places in same.items():
        if len(places) < 2:
            continue
        times = max(1, min(long_gold[g] for g in grams(list(block))))
        for i in sorted(places, key=lambda i: (-company(i), i))[times:]:
            share[i] = 0.0


def settle_short(blocks, share, place, gold):
    """Short blocks: found in the text within REACH words of where their long neighbours were found."""
    by_first = collections.defaultdict(list)
    for at, word in enumerate(gold):
        by_first[word].append(at)
    taken = set()
    before = None  # where the text goes on after the last block that is in it
    after = [None] * len(blocks)
    coming = None
    for i in range(len(blocks) - 1, -1, -1):
        after[i] = coming
        if share[i] >= 0.5 and place[i] is not None:
            coming = place[i]
    for i, block in enumerate(blocks):
        if share[i] >= 0.5 and place[i] is not None:
            before = place[i] + len(block)
            continue
        if not block or len(block) > GRAM:
            continue
        for at in by_first.get(block[0], ()):
            near = (before is not None and -2 <= at - before <= REACH) or \
                   (after[i] is not None and -2 <= after[i] - at - len(block) <= REACH)
            if near and at not in taken and gold[at:at + len(block)] == block:
                share[i] = 1.0
                taken.add(at)
                before = at + len(block)
                break
