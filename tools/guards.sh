#!/bin/sh
# Everything that guards the code, in the order in which it fails fastest: guards.sh VENV
set -eu
bin=$1/bin
say() { printf '\n== %s\n' "$1"; }

say 'format'; "$bin/ruff" format --check -q .
say 'lint'; "$bin/ruff" check -q .
say 'types'; "$bin/mypy"
say 'floors'; "$bin/lint-imports" >.lint-imports.log 2>&1 || { cat .lint-imports.log; exit 1; }
rm -f .lint-imports.log

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
"$bin/python" -m pytest -q tests/domain tests/test_days.py \
    --cov=deskbreak.domain --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100
say 'everything else'
"$bin/python" -m pytest -q --ignore=tests/domain --ignore=tests/test_days.py -m 'not desktop'
if [ "$desktop" = yes ]; then
    say 'real desktops'
    # Real panels and servers have moods of their own on a loaded machine: what failed is run once
    # more by itself, and only then counts. Both runs are in the output.
    "$bin/python" -m pytest -q -m desktop || {
        say 'real desktops: what failed, once more by itself'
        "$bin/python" -m pytest -q -m desktop --last-failed --last-failed-no-failures none
    }
fi
