#!/bin/sh
# Build with AddressSanitizer and UBSan and run the tests, once with gcc and once
# with clang. Any finding fails the test it is in.
set -eu
cd "$(dirname "$0")/.."
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
for cc in gcc clang-14; do
    dir=build-san-$cc
    [ -f "$dir/build.ninja" ] || CC=$cc meson setup "$dir" --buildtype=debugoptimized \
        -Db_sanitize=address,undefined -Db_lundef=false >/dev/null
    ninja -C "$dir" --quiet
    echo "sanitizers: $cc"
    meson test -C "$dir" --print-errorlogs --no-suite slow --timeout-multiplier 6
done
