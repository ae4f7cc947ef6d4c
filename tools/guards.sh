#!/bin/sh
# Everything that guards the code, in the order in which it fails fastest: guards.sh VENV
# The tests wait more than they work, so they run side by side: WORKERS of them, and DESKTOPS real
# desktops, each with displays and buses of its own.
set -eu
bin=$1/bin
workers=${WORKERS:-3}
desktops=${DESKTOPS:-4}
say() { printf '\n== %s\n' "$1"; }

say 'format'; "$bin/ruff" format --check -q .
say 'lint'; "$bin/ruff" check -q .
say 'types'; "$bin/mypy"
for platform in win32 darwin; do # the tests that those systems cannot run are left out
    # shellcheck disable=SC2046 # several words on purpose
    "$bin/mypy" --platform "$platform" --cache-dir ".mypy_cache/$platform" \
        deskbreak $("$bin/python" tools/tests_elsewhere.py "$platform")
done
say 'floors'; "$bin/lint-imports" >.lint-imports.log 2>&1 || { cat .lint-imports.log; exit 1; }
rm -f .lint-imports.log
say 'lock files'; tools/lock_files.sh "$bin/python"
say 'documents'; tools/site.sh "$bin/python" build/site

desktop=${DESKTOP:-yes}
if [ "$desktop" = yes ] && [ -z "${CI:-}" ]; then
    for program in $(sed -n 's/.*# \(.*\)/\1/p' tests/desktop/packages.txt); do
        command -v "$program" >/dev/null 2>&1 || {
            printf '\n%s is missing: the tests in tests/desktop are left out\n' "$program"
            desktop=no
            break
        }
    done
fi
say 'core'
"$bin/python" -m pytest -q -n "$workers" --dist worksteal tests/domain tests/test_days.py \
    --ignore-glob='*/test_months_of_*' --cov=deskbreak.domain --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100
say 'months of each answer' # they reach no line that the others do not, and coverage is slow
"$bin/python" -m pytest -q -n "$workers" --dist worksteal tests/domain/test_months_of_*.py
say 'everything else'
"$bin/python" -m pytest -q -n "$workers" --dist worksteal --ignore=tests/domain \
    --ignore=tests/test_days.py --ignore=tests/daemon --ignore=tests/cases \
    -m 'not desktop and not packages and not windows_package'

# Real daemons, panels and servers have moods of their own on a loaded machine: what failed is run
# once more by itself, and only then counts. Each use is written to .retried-tests.txt; a test that
# stands there twice wants to be mended, not retried.
real() {
    "$bin/python" -m pytest -q "$@" || {
        say 'what failed, once more by itself'
        tools/retried_tests.sh "$bin/python"
        shift 3
        "$bin/python" -m pytest -q "$@" --last-failed --last-failed-no-failures none
    }
}
say 'real daemons'
real -n "$workers" --dist=worksteal -m 'not desktop' tests/daemon tests/cases
if [ "$desktop" = yes ]; then
    say 'real desktops'
    real -n "$desktops" --dist=worksteal -m desktop
fi
if [ "${DESKTOP:-yes}" = yes ]; then
    say 'on Windows, under Wine'
    tools/windows_guard.sh "$1" .venv-windows
fi
