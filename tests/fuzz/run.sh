#!/usr/bin/env bash
# Builds the fuzz targets (address and undefined-behaviour sanitizers) and runs each for a while, two at a time.
# usage: tests/fuzz/run.sh [SECONDS [TARGET…]]     targets: gguf safetensors pytorch tokenizer config
# What is found lands in build/fuzz/found; a new input worth keeping goes to tests/fuzz/corpus by hand.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(gguf safetensors pytorch tokenizer config)

[ -f build/asan/build.ninja ] || cmake --preset asan
cmake --build --preset asan --target "${targets[@]/#/fuzz_}"
export OMP_NUM_THREADS=1 ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=0:quarantine_size_mb=64 \
    UBSAN_OPTIONS=print_stacktrace=1

fuzz() { # TARGET
    local target=$1 work=build/fuzz/corpus/$1 log=build/fuzz/$1.log
    mkdir -p "$work" build/fuzz/found
    # A refusal may take 64 MB beyond the file; the sanitizers multiply what is used.
    if build/asan/tests/fuzz/fuzz_"$target" "$work" tests/fuzz/corpus/"$target" -max_total_time="$seconds" \
        -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=512 -max_len=16384 -print_final_stats=1 \
        -artifact_prefix=build/fuzz/found/"$target"- >"$log" 2>&1; then
        echo "$target, $seconds s: $(awk '$2 == "DONE" { print substr($1, 2) " runs, " $4 " features, " $6 " inputs kept" }
            /peak_rss_mb/ { print $2 " MB" }' "$log" | paste -sd ,)"
    else
        echo "$target: FOUND SOMETHING" && tail -60 "$log"
        return 1
    fi
}

failed=0
while [ ${#targets[@]} -gt 0 ]; do
    pids=()
    for target in "${targets[@]:0:2}"; do
        fuzz "$target" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
    targets=("${targets[@]:2}")
done
exit "$failed"
