#!/usr/bin/env bash
# Builds the fuzz targets (address and undefined-behaviour sanitizers) and runs each for a while.
# usage: tests/fuzz/run.sh [SECONDS [TARGET…]]     targets: gguf safetensors pytorch tokenizer config
# What is found lands in build/fuzz/found; a new input worth keeping goes to tests/fuzz/corpus by hand.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(gguf safetensors pytorch tokenizer config)

if [ -z "${HEADSCOPE_FUZZ_BUILT:-}" ]; then
    [ -f build/fuzz/build.ninja ] || cmake --preset fuzz
    cmake --build --preset fuzz
fi
export OMP_NUM_THREADS=1 ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=0 UBSAN_OPTIONS=print_stacktrace=1
for target in "${targets[@]}"; do
    work=build/fuzz/corpus/$target
    mkdir -p "$work" build/fuzz/found
    echo "== $target, $seconds s"
    # A refusal may take 64 MB beyond the file; the sanitizers multiply what is used.
    build/fuzz/tests/fuzz/fuzz_"$target" "$work" tests/fuzz/corpus/"$target" -max_total_time="$seconds" \
        -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=512 -max_len=16384 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix=build/fuzz/found/"$target"- 2>&1 | grep -vE '^(INFO|stat::(new_units|slowest))' | tail -40
done
