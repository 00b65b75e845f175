#!/usr/bin/env bash
# Core's tests under sanitizers, then the fuzz targets for SECONDS each (60). The packages are tests/run.sh's.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
. tests/set_up.sh

say "== core under the address and undefined-behaviour sanitizers"
build asan
run_tests asan

say "== core under the thread sanitizer"
build tsan
run_tests tsan

say "== fuzzing"
tests/fuzz/run.sh "${1:-60}"
