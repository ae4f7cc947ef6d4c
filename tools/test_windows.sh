#!/bin/sh
# Runs the tests on the Windows Python under Wine: test_windows.sh TARGET [PYTEST ARGUMENTS]
# WINDOWS_LOCALE=ja_JP.UTF-8 makes its code page 932; without it, it is 1252.
# tests/not_on_this_system.py says which tests are not for Windows, and why.
# Without arguments it is all of them: tests/windows one after the other, since they share a screen and a
# registry, and then the rest side by side.
set -eu
target=$(cd "$1" && pwd)
shift

work=$(mktemp -d)
screen=
finish() {
    WINEPREFIX=$target/prefix wineserver -k 2>/dev/null || true
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

mkfifo "$work/number"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp -noreset >/dev/null 2>&1 3>"$work/number" &
screen=$!
read -r number <"$work/number"

for name in $(env | sed -n 's/^\(XDG_[A-Z_]*\|DBUS_[A-Z_]*\|DESKBREAK_[A-Z_]*\|PYTHON[A-Z_]*\|PYTEST_[A-Z_]*\|LC_[A-Z]*\|LANG[A-Z]*\|WAYLAND_DISPLAY\|TZ\)=.*/\1/p'); do
    unset "$name"
done
export DISPLAY=":$number" WINEPREFIX="$target/prefix" WINEDEBUG=-all LOCPATH="$target/locale"
export LC_ALL="${WINDOWS_LOCALE:-en_US.UTF-8}" COLUMNS=100 PYTHONDONTWRITEBYTECODE=1
# A Windows program takes neither /dev/null nor a file for its standard streams here: pipes.
run() {
    {
        code=0
        echo | wine "$target/python/python.exe" -m pytest -q -o cache_dir="Z:$target/cache" -m 'not desktop and not packages and not windows_package' "$@" 2>&1 || code=$?
        echo "$code" >"$work/code"
    } | cat
    return "$(cat "$work/code")"
}
if [ "$#" -gt 0 ]; then
    run "$@"
else
    failed=0
    run tests/windows || failed=$?
    run -n 2 --dist loadfile --ignore=tests/windows tests || failed=$?
    exit "$failed"
fi
