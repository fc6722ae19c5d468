#!/bin/sh
# Build with AddressSanitizer and UBSan and run the tests, once with gcc and once
# with clang. Any finding fails the test it is in; both compilers get their turn.
set -u
cd "$(dirname "$0")/.." || exit 1
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
failed=0
for cc in gcc clang-14; do
    dir=build-san-$cc
    echo "sanitizers: $cc"
    [ -f "$dir/build.ninja" ] || CC=$cc meson setup "$dir" --buildtype=debugoptimized \
        -Db_sanitize=address,undefined -Db_lundef=false >/dev/null || { failed=1; continue; }
    ninja -C "$dir" --quiet &&
        meson test -C "$dir" --print-errorlogs --no-suite slow --timeout-multiplier 6 || failed=1
done
exit $failed
