#!/usr/bin/env bash
# Installs what is missing, builds, and starts Headscope with the arguments given. `--yes` first: do not ask.
set -euo pipefail
here=$PWD
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
root=$PWD
. app/set_up.sh

ask=ask
if [ "${1:-}" = --yes ]; then
    ask=yes
    shift
fi
install_missing "$ask" "${build_packages[@]}" "${run_packages[@]}"
build release
cd "$here"
exec "$root/build/release/headscope" "$@"
