# What tests/run.sh and tests/sanitize.sh share; sourced from the project's folder.

. app/set_up.sh
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

# run_tests PRESET: in continuous integration a skipped or disabled test counts as a failure: nobody would notice it.
run_tests() {
    local log
    log=$(mktemp)
    ctest --preset "$1" --parallel 2 | tee "$log"
    if [ -n "${CI:-}" ] && grep -E '\*\*\*(Skipped|Not Run)|\((Skipped|Disabled)\)' "$log" >&2; then
        say "these tests were skipped"
        exit 1
    fi
    rm -f "$log"
}
