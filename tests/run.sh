#!/usr/bin/env bash
# The same set-up as app/run.sh, then every test. `--yes`: do not ask before installing.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
. tests/set_up.sh

ask=ask
[ "${1:-}" = --yes ] && ask=yes
install_missing "$ask" "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"

say "== format"
if clang-format --version | grep -q 'version 14\.'; then
    git ls-files -z '*.h' '*.cpp' | xargs -0 clang-format --dry-run -Werror
else
    [ -n "${CI:-}" ] && exit 1
    say "skipped: the format is clang-format 14's, and each version has its own idea of it"
fi

say "== build"
build dev

say "== the two real models"
for model in smollm2 minilm; do
    if ! build/dev/headscope models --json | grep -q "\"name\":\"$model\"[^}]*\"can_be_opened\":true"; then
        build/dev/headscope fetch "$model" >&2 || {
            [ -n "${CI:-}" ] && exit 1
            say "skipped: the tests on $model, which could not be fetched"
        }
    fi
done

say "== tests"
run_tests dev

say "== core alone, without Qt"
build core-only
run_tests core-only

say "== core with oneDNN 3.x"
if tests/onednn3/unpack.sh; then
    build onednn-3
    run_tests onednn-3
else
    [ -n "${CI:-}" ] && exit 1
    say "skipped: the tests with oneDNN 3.x, which could not be brought"
fi
