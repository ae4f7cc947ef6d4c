#!/bin/sh
# The part of the guards that runs on the Windows Python under Wine: windows_guard.sh VENV TARGET
# tests/windows, one after the other (they share a screen and a registry), and then the rooms that ask
# something of the system; make test-windows runs all that Windows can. Where it cannot be had, one
# line says why and nothing fails; but the continuous integration (CI is set) must have it.
set -eu
bin=$1/bin target=$2
cd "$(dirname "$0")/.."

rooms='tests/app tests/cli tests/config tests/control tests/guide_host tests/holding
    tests/notices tests/protocols tests/sensing tests/storage tests/timing tests/tray
    tests/test_autostart_entries.py'

tools/windows_python.sh "$1" "$target" || {
    [ -z "${CI:-}" ] || exit 1
    echo 'deskbreak: the tests on Windows are left out'
    exit 0
}

# What failed is run once more by itself, as with the real desktops: see guards.sh.
run() {
    rm -rf "$target/cache"
    tools/test_windows.sh "$target" "$@" || {
        printf '\n== what failed, once more by itself\n'
        tools/retried_tests.sh "$bin/python" "$target/cache"
        tools/test_windows.sh "$target" --last-failed --last-failed-no-failures none "$@"
    }
}
run tests/windows
WINDOWS_LOCALE=ja_JP.UTF-8 run tests/windows/test_code_pages.py
# shellcheck disable=SC2086 # several words on purpose
run -n 2 --dist loadfile $rooms
