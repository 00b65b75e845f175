#!/usr/bin/env bash
# Makes the README's screenshots again: a real window on a virtual screen, worked by nobody.
# Needs the built program (preset release, else dev), the two gallery models, Xvfb and ImageMagick's `import`.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
program=build/release/headscope
[ -x "$program" ] || program=build/dev/headscope
for tool in Xvfb import; do
    command -v "$tool" >/dev/null || { echo "needs $tool (Debian: xvfb, imagemagick)" >&2; exit 2; }
done
out=resources/screenshots
settings=$(mktemp -d)
exec 5<>"$settings/display"
Xvfb -displayfd 5 -screen 0 1600x1000x24 >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$settings"' EXIT
sleep 2
DISPLAY=:$(head -n 1 "$settings/display")
export DISPLAY XDG_CONFIG_HOME=$settings

# shot NAME THEME LANGUAGE SECONDS ARGUMENT…
shot() {
    local name=$1 theme=$2 language=$3 seconds=$4
    shift 4
    mkdir -p "$settings/headscope"
    printf '[window]\nlanguage=%s\ntheme=%s\n' "$language" "$theme" >"$settings/headscope/headscope.conf"
    "$program" open "$@" >/dev/null 2>&1 &
    local window=$!
    sleep "$seconds"
    import -window root "$out/$name.png"
    kill "$window"
    wait "$window" 2>/dev/null || true
}

sun="The sun rises in the east and sets in the"
negated="The music is good, but I did not like the film."
nie="La musique est bonne, mais je n'ai pas aimé ce film."
marie="Marie a donné le livre à Jean parce qu'il lui avait demandé."
shot negation-light light en 4 negation --text "$negated" --intervene 0.2=zero
shot negation-dark dark en 4 negation --text "$negated" --intervene 0.2=zero
shot negation-french light fr 4 negation --text "$nie" --intervene 0.2=zero
shot smollm2-light light en 8 smollm2 --text "$sun" --intervene 23.3=zero
shot minilm-french-dark dark fr 6 minilm --text "$marie" --intervene 3.1=zero
