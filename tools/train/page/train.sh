#!/bin/sh
# Make data/page/{blocks,lines,titles}.tsv anew: tools/train/page/train.sh BUILD [WORK]
#
# BUILD is a build folder of this tree. Reads $HEARSAY_DATA (default ../shared/data beside the
# repository) and works in WORK (default a new folder in /tmp). Needs Python with lightgbm, numpy
# and lxml. The same pages and versions give the same bytes.
# SPDX-License-Identifier: Apache-2.0
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
build=${1:?BUILD is missing}
work=${2:-$(mktemp -d)}
python=${PYTHON:-python3}

ninja -C "$build" src/page/libhsy_page.a src/input/libhsy_input.a src/base/libhsy_base.a
# shellcheck disable=SC2046
${CC:-cc} -std=gnu17 -O2 -I"$top/src" -o "$work/dump" "$here/dump.c" \
    "$build/src/page/libhsy_page.a" "$build/src/input/libhsy_input.a" "$build/src/base/libhsy_base.a" \
    $(pkg-config --libs libxxhash libutf8proc uchardet libcrypto) -lm

"$python" "$top/tools/eval/page.py" --unpack "$work/html" news-html wcxb web-pages
for set in news-html wcxb web-pages; do
    "$python" "$here/render.py" "$work/html/$set" "$work/text/$set"
done
"$python" "$here/train.py" "$work/dump" "$top" html "$work/html" --write
"$python" "$here/train.py" "$work/dump" "$top" text "$work/text" --write
"$python" "$here/titles.py" "$work/dump" "$top" "$work/html" "$work/text" --write
