#!/usr/bin/env bash
# Opens the window, types a sentence, ablates a head by a click, sees the prediction change, undoes, exports; the
# exported file is what the window showed. Usage: window_test.sh PROGRAM
set -euo pipefail
program=$1

for tool in Xvfb xdotool xclip import compare; do
    command -v "$tool" >/dev/null && continue
    echo "needs $tool"
    [ -n "${CI:-}" ] && exit 1
    echo "skipped: no $tool"
    exit 77
done

home=$(mktemp -d)
Xvfb -displayfd 1 -screen 0 1600x1000x24 >"$home/display" 2>/dev/null &
server=$!
window=''
trap 'kill $window $server 2>/dev/null || true; rm -rf "$home"' EXIT

fail() {
    echo "FAILED: $*"
    [ -n "${HEADSCOPE_E2E_PICTURE:-}" ] && import -window root "$HEADSCOPE_E2E_PICTURE" || true
    exit 1
}
# wait_for SECONDS COMMAND…: until the command succeeds.
wait_for() {
    local tries=$(($1 * 10))
    shift
    for _ in $(seq "$tries"); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.1
    done
    return 1
}

wait_for 20 test -s "$home/display" || fail "no virtual screen"
DISPLAY=:$(cat "$home/display")
export DISPLAY HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_RUNTIME_DIR=$home/run LC_ALL=C.UTF-8
mkdir -m 700 "$home/run" "$home/config" "$home/data"
export HEADSCOPE_WIDGET_MAP=$home/widgets

"$program" 2>"$home/errors" &
window=$!
wait_for 30 xdotool search --onlyvisible --name Headscope || fail "no window whose title contains Headscope: $(cat "$home/errors")"
id=$(xdotool search --onlyvisible --name Headscope | head -n 1)
xdotool windowmove "$id" 0 0 windowsize "$id" 1600 1000 windowfocus "$id"
sleep 2

# click NAME: in the middle of a control or a head of the board, where the program says it is.
click() {
    wait_for 20 grep -q "^$1 " "$home/widgets" || fail "there is no control named $1"
    read -r _ x y width height < <(grep "^$1 " "$home/widgets")
    xdotool mousemove $((x + width / 2)) $((y + height / 2)) click 1
}
# The picture as a command says what the window holds.
command_of_picture() {
    xdotool key --clearmodifiers ctrl+shift+c
    sleep 0.5
    timeout 5 xclip -selection clipboard -o
}
says() { command_of_picture | grep -qF -- "$1"; }
says_not() { ! says "$1"; }
# Only the predictions.
output_picture() {
    local x y width height
    read -r _ x y width height < <(grep '^outputTables ' "$home/widgets")
    import -window root -crop "${width}x$height+$x+$y" +repage "$1"
}
# stable NAME: a picture of the output once two in a row are equal.
stable() {
    for _ in $(seq 40); do
        output_picture "$home/$1.png"
        sleep 0.3
        output_picture "$home/again.png"
        cmp -s <(convert "$home/$1.png" rgb:- 2>/dev/null) <(convert "$home/again.png" rgb:- 2>/dev/null) && return 0
    done
    fail "the output never came to rest"
}
same() { cmp -s <(convert "$home/$1.png" rgb:- 2>/dev/null) <(convert "$home/$2.png" rgb:- 2>/dev/null); }

echo "type a sentence"
click text
xdotool key --clearmodifiers ctrl+a
xdotool type --delay 20 "the film is not good"
wait_for 20 says "the film is not good" || fail "the typed sentence did not arrive: $(command_of_picture)"
stable before

echo "click head 0.2 off"
click head.0.2
wait_for 20 says "--intervene 0.2=zero" || fail "the click ablated no head 0.2: $(command_of_picture)"
stable ablated
same before ablated && fail "the prediction did not change"

echo "hold B: the baseline"
xdotool keydown b
wait_for 10 says_not "--intervene" || fail "holding B does not show the baseline"
xdotool keyup b
wait_for 10 says "--intervene 0.2=zero" || fail "letting B go does not come back"

echo "undo and redo"
xdotool key --clearmodifiers ctrl+z
wait_for 20 says_not "--intervene" || fail "undo did not restore the head"
stable undone
same before undone || fail "after undo the prediction is not what it was"
xdotool key --clearmodifiers ctrl+shift+z
wait_for 20 says "--intervene 0.2=zero" || fail "redo did not ablate the head again"
stable redone

# choose_export NUMBER FILE: that entry of the export menu, written to FILE. A letter chooses nothing in a menu
# that has no shortcuts, so the arrow goes down to it.
choose_export() {
    click export
    sleep 0.7
    for _ in $(seq "$1"); do xdotool key Down; done
    xdotool key Return
    sleep 1.5
    xdotool key --clearmodifiers ctrl+a
    xdotool type --delay 20 "$2"
    xdotool key Return
    wait_for 15 test -s "$2" || fail "no file was exported: $2"
    xdotool windowfocus "$id" # without a window manager nobody gives it back
}

echo "export the whole window"
xdotool mousemove 800 600
sleep 1
import -window root "$home/screen.png"
choose_export 9 "$home/exported.png"
[ "$(identify -format '%wx%h' "$home/exported.png")" = 1600x1000 ] || fail "the exported window has another size"
# The status line tells of the copied command in one and the pointer stands elsewhere: a small share may differ.
different=$(compare -metric AE -fuzz 5% "$home/screen.png" "$home/exported.png" null: 2>&1 || true)
[ "${different%%[!0-9]*}" -lt 30000 ] || fail "the exported file is not what the window showed: $different pixels differ"

# The command that is copied draws the exported picture, pixel for pixel.
same_as_command() {
    local line
    line=$(command_of_picture)
    (cd "$home" && eval "${line/headscope render/\"$program\" render}") || fail "the copied command failed: $line"
    [ "$(compare -metric AE "$home/headscope.png" "$1" null: 2>&1)" = 0 ] ||
        fail "the copied command draws another picture than the exported one: $line"
}
for view in 1 2 3; do
    echo "export view $view, and draw it again by its command"
    xdotool mousemove 800 600 key --clearmodifiers "ctrl+$view"
    sleep 1
    choose_export 1 "$home/view$view.png"
    same_as_command "$home/view$view.png"
done
xdotool key --clearmodifiers ctrl+1

echo "export a drawing"
choose_export 4 "$home/view.svg"
grep -q '<svg' "$home/view.svg" && grep -q 'good' "$home/view.svg" || fail "the drawing lacks its words"

echo "passed"
