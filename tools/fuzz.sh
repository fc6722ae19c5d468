#!/bin/sh
# Fuzz each target for SECONDS (default 30), starting from its corpus. What is found
# stays in build-fuzz/found-NAME; put a crash into test/fuzz/corpus/NAME with a name
# that says what it is, and it is replayed by every build from then on.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-30}
dir=build-fuzz
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export HEARSAY_HOME="$PWD"
[ -f $dir/build.ninja ] || CC=clang-14 meson setup $dir -Dfuzz=true --buildtype=debugoptimized \
    -Db_sanitize=address,undefined -Db_lundef=false -Dc_args=-fsanitize=fuzzer-no-link >/dev/null
ninja -C $dir --quiet fuzzers
failed=0
for target in "$dir"/test/fuzz/fuzz_*; do
    [ -f "$target" ] && [ -x "$target" ] || continue
    name=${target##*/fuzz_}
    mkdir -p "$dir/found-$name"
    echo "fuzz: $name, $seconds s"
    "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
        -print_final_stats=1 -verbosity=0 -artifact_prefix="$dir/found-$name/crash-" \
        "$dir/found-$name" "test/fuzz/corpus/$name" 2>"$dir/fuzz-$name.log" || failed=1
    grep -E 'ERROR|SUMMARY|number_of_executed|Test unit written' "$dir/fuzz-$name.log" || true
done
exit $failed
