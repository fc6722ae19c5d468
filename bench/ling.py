#!/usr/bin/env python3
"""Tokens a second of the language core, each step and each path, beside UDPipe.

    bench/ling.py [--build DIR] [--udpipe MODEL] [--train MODEL] [--words N] [TEXT]

Runs build/bench/bench_ling on TEXT (default: some of $HEARSAY_DATA's conflict news, else
made sentences) and, where Python has ufal.udpipe and a model is given, UDPipe 1 on the
same text in the same run: tokens, tags, lemmas and trees, which it has no names to add to.
--train MODEL makes such a model first, from a part of GUM and in few rounds (some minutes):
its speed is that of any UDPipe 1 model of that size, its accuracy is not. All figures are
of one core and of processor time, since the machine may be shared.

SPDX-License-Identifier: Apache-2.0
"""
import argparse
import json
import lzma
import os
import pathlib
import platform
import subprocess
import tempfile
import time

import run as pages

ROOT = pathlib.Path(__file__).resolve().parents[1]
DATA = pathlib.Path(os.environ.get("HEARSAY_DATA", ROOT / "../shared/data"))


def news(words):
    """About so many words of crawled news, or of made sentences."""
    path, parts = DATA / "conflict-ukraine-gdelt/articles.jsonl.xz", []
    if path.exists():
        with lzma.open(path, "rt", encoding="utf-8") as rows:
            for row in rows:
                parts.append(json.loads(row)["text"].replace("\n", "\n\n"))
                words -= len(parts[-1].split())
                if words < 0:
                    break
    else:
        chance = __import__("random").Random(1)
        parts = [pages.sentence(chance) for _ in range(words // 15)]
    return "\n\n".join(parts)


def train(path):
    """A model of the sizes of UDPipe's own English ones, from GUM (EWT's copy has no lemmas)."""
    from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences, Trainer
    corpus, error = Sentences(), ProcessingError()
    reader = InputFormat.newConlluInputFormat()
    with lzma.open(DATA / "ud-gum/train.conllu.xz", "rt", encoding="utf-8") as file:
        reader.setText(file.read())
    sentence = Sentence()
    while reader.nextSentence(sentence, error) and corpus.size() < 2000:
        corpus.append(sentence)
        sentence = Sentence()
    model = Trainer.train("morphodita_parsito", corpus, Sentences(), "epochs=1;dimension=24",
                          "iterations=3;models=1;provide_lemma=1;provide_xpostag=1;provide_feats=1",
                          "iterations=2;structured_interval=0;single_root=1;hidden_layer=200;"
                          "embedding_form=50;embedding_upostag=20;embedding_feats=20;"
                          "embedding_deprel=20;transition_system=projective;"
                          "transition_oracle=dynamic", error)
    if error.occurred():
        raise SystemExit(f"UDPipe: {error.message}")
    path.write_bytes(model if isinstance(model, bytes) else model.encode("utf-8", "surrogateescape"))


def udpipe(model, text):
    """Tokens a second of UDPipe on some of the text."""
    from ufal.udpipe import Model, Pipeline, ProcessingError
    loaded = Model.load(str(model))
    pipeline = Pipeline(loaded, "tokenizer", Pipeline.DEFAULT, Pipeline.DEFAULT, "conllu")
    part = text[:120000]
    start = time.process_time()
    out = pipeline.process(part, ProcessingError())
    spent = time.process_time() - start
    return sum(line[:1].isdigit() for line in out.splitlines()) / spent


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    args.add_argument("--udpipe", type=pathlib.Path)
    args.add_argument("--train", type=pathlib.Path)
    args.add_argument("--words", type=int, default=120000)
    args.add_argument("--rounds", type=int, default=5)
    args.add_argument("text", nargs="?", type=pathlib.Path)
    args = args.parse_args()
    if args.train:
        train(args.train)
    text = args.text.read_text(encoding="utf-8") if args.text else news(args.words)
    print(f"# {platform.processor() or platform.machine()}, {len(text.split())} words; "
          "tokens a second of one core's time")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        program = args.build / "bench" / "bench_ling"
        lines = subprocess.run([program, file.name, str(args.rounds)], check=True,
                               stdout=subprocess.PIPE, encoding="utf-8").stdout
    for step, path, figure in (line.split("\t") for line in lines.splitlines()):
        print(f"hearsay  {step:28} {path:12} {int(figure):9,}")
    model = args.udpipe or args.train
    if model:
        print(f"UDPipe 1 {'whole, without names':28} {'-':12} {int(udpipe(model, text)):9,}")


if __name__ == "__main__":
    main()
