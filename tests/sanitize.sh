#!/usr/bin/env bash
# Core's tests under sanitizers, and the fuzz targets for a minute each. The packages are tests/run.sh's.
# usage: tests/sanitize.sh [asan|tsan|fuzz…]     asan: addresses and undefined behaviour; tsan: threads; default: all
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
. tests/set_up.sh

[ $# -gt 0 ] || set -- asan tsan fuzz
for step in "$@"; do
    say "== $step"
    case $step in
        asan | tsan)
            build "$step"
            run_tests "$step"
            ;;
        fuzz) tests/fuzz/run.sh 60 ;;
        *)
            say "tests/sanitize.sh: unknown step $step"
            exit 2
            ;;
    esac
done
