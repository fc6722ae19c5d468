#!/bin/sh
# Every table of docs/quality.md, from the labelled sets of $HEARSAY_DATA (default
# ../shared/data). tools/eval/all.sh [PROGRAM]
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${1:-build/hearsay}
say() { printf '\n== %s\n' "$*"; }
say page; python3 tools/eval/page.py --hearsay "$program"
say tokens; python3 tools/eval/tokens.py --hearsay "$program"
say ling; python3 tools/eval/ling.py --hearsay "$program"
for stage in facts_quantity facts_displaced facts_muc facts_specs facts_quotes facts_events facts_domain facts_times facts_places stories copies coref claims; do
    [ -f tools/eval/$stage.py ] || continue
    say $stage; python3 tools/eval/$stage.py --hearsay "$program"
done
