#!/usr/bin/env bash
# Core's tests under sanitizers, then the fuzz targets for SECONDS each (60). The packages are tests/run.sh's.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
. app/set_up.sh
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

say "== core under the address and undefined-behaviour sanitizers"
build asan
ctest --preset asan --parallel 2

say "== core under the thread sanitizer"
build tsan
ctest --preset tsan --parallel 2

say "== fuzzing"
tests/fuzz/run.sh "${1:-60}"
