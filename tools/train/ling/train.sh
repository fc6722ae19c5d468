#!/bin/sh
# Make the weights of models/en anew: tools/train/ling/train.sh [OUT] [WORK]
#
# Reads $HEARSAY_DATA (default ../shared/data beside the repository), writes
# OUT/en/*.bin (default models) and works in WORK (default a new folder in /tmp).
# Takes some minutes on one core and 4 GB; the same data gives the same bytes.
# SPDX-License-Identifier: Apache-2.0
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
data=${HEARSAY_DATA:-$top/../shared/data}
out=${1:-$top/models}
work=${2:-$(mktemp -d)}
cc=${CC:-cc}
folds=5

build() { # PROGRAM FILE...
    program=$1
    shift
    # shellcheck disable=SC2046
    $cc -std=gnu17 -O2 -ffp-contract=off -I"$top/src" -I"$here" -o "$work/$program" \
        "$here/$program.c" "$here/model.c" "$here/corpus.c" "$@" \
        $(ls "$top"/src/base/*.c) "$top/src/ling/weights.c" "$top/src/ling/words.c" \
        -lxxhash -lutf8proc -lcrypto -lm
}

say() { echo "== $*" >&2; }

mkdir -p "$work/home/models/en" "$out/en"
say "build in $work"
build train_clusters
build train_tagger "$top/src/ling/tag.c"
build train_parser "$top/src/ling/tag.c" "$top/src/ling/parse.c" "$top/src/ling/features.c"
build train_names "$top/src/ling/tag.c" "$top/src/ling/hints.c" "$top/src/ling/name_model.c"

say "treebanks"
python3 "$here/prepare.py" "$data" "$work"
home=$work/home
if [ ! -s "$home/models/en/words.bin" ]; then
    say "word clusters"
    python3 "$here/plain_words.py" "$data" "$work"
    "$work/train_clusters" "$home/models/en/words.bin" "$work/words.txt" "$work/words.ids" 512 64 8
fi

say "tagger"
banks="$work/ewt-train.conllu $work/gum-train.conllu"
# shellcheck disable=SC2086
"$work/train_tagger" "$home/models/en/tagger.bin" "$home" 0 0 $banks
fold=0
while [ $fold -lt $folds ]; do
    say "tagger without part $fold"
    mkdir -p "$work/fold$fold/models/en"
    # shellcheck disable=SC2086
    "$work/train_tagger" "$work/fold$fold/models/en/tagger.bin" "$home" $fold $folds $banks
    fold=$((fold + 1))
done

say "parser"
# shellcheck disable=SC2086
"$work/train_parser" "$home/models/en/parser.bin" "$home" "$work/fold" $folds $banks

say "names"
ln -sfn "$top/data" "$home/data"
python3 "$here/names_data.py" "$data" "$top" "$work"
"$work/train_names" "$home/models/en/names.bin" "$home" "$work/names-train.txt"

cp "$home"/models/en/*.bin "$out/en/"
(cd "$out/en" && sha256sum ./*.bin)
