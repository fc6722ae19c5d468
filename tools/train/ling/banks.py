"""The treebanks and name sets as sentences with targets, and the lists of labels.

SPDX-License-Identifier: Apache-2.0
"""
import corpus
import names_sets
import prepare
from corpus import Sentence


def gold(label):
    return [(label, 1.0)]


class Banks:
    def __init__(self, data, home):
        path = f"{data}/ud-{{}}/{{}}.conllu.xz"
        sets = {f"{b}-{p}": list(prepare.read(path.format(b, p)))
                for b in ("ewt", "gum") for p in ("train", "dev")}
        train = [rows for name in ("ewt-train", "gum-train") for rows in sets[name]]
        rare = prepare.rare_pairs(train)
        self.tags = sorted({rare.get(prepare.tags(r), prepare.tags(r))
                            for rows in train for r in rows})
        self.deprels = sorted({prepare.relation(rows, i)
                               for rows in train for i in range(len(rows))})
        self.tag_of = {t: i for i, t in enumerate(self.tags)}
        self.rel_of = {d: i for i, d in enumerate(self.deprels)}
        self.name_of = {n: i for i, n in enumerate(corpus.NAMES)}
        self.names = {k: [self.named(*s) for s in v]
                      for k, v in names_sets.every(data, home).items()}
        known = {tuple(s.forms): s.name for s in self.names["gum"]}
        self.trees = {}
        for name, sentences in sets.items():
            self.trees[name] = [self.tree(rows, rare) for rows in sentences]
            self.trees[name + "-rows"] = sentences
        for s in self.trees["gum-train"]:
            s.name = known.get(tuple(s.forms))
        del self.names["gum"]

    def tree(self, rows, rare):
        out = Sentence([r[prepare.FORM] for r in rows], [], [], [])
        for i, row in enumerate(rows):
            pair = rare.get(prepare.tags(row), prepare.tags(row))
            out.tag.append(gold(self.tag_of[pair]) if pair in self.tag_of else [])
            out.head.append(gold(int(row[prepare.HEAD])))
            rel = prepare.relation(rows, i)
            out.rel.append(gold(self.rel_of[rel]) if rel in self.rel_of else [])
        return out

    def named(self, forms, labels):
        labels = names_sets.bies(labels)
        return Sentence(forms, name=[[] if l[0] == "?" else gold(self.name_of[l])
                                     for l in labels])

    def named_sentences(self):
        return [s for sentences in self.names.values() for s in sentences if s.forms]
