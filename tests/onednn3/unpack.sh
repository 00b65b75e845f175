#!/usr/bin/env bash
# Puts oneDNN 3.2 (headers and library of two Python packages) into the build folder of the preset onednn-3.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
target=build/onednn-3/library
[ -f "$target/lib/libdnnl.so" ] && [ -f "$target/include/oneapi/dnnl/dnnl.hpp" ] && exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --disable-pip-version-check --only-binary=:all: --no-deps --require-hashes \
    --dest "$work" -r tests/onednn3/requirements.txt >&2
for wheel in "$work"/*.whl; do
    python3 -m zipfile -e "$wheel" "$work/unpacked"
done
mkdir -p "$target"
cp -r "$work"/unpacked/*.data/data/{include,lib} "$target/" 2>/dev/null || true # not every package has both
ls "$target/lib/libdnnl.so.3" "$target/include/oneapi/dnnl/dnnl.hpp" >/dev/null
