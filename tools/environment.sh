#!/bin/sh
# Builds the virtual environment from a lock file: environment.sh PYTHON VENV run|dev|mutants
# Does nothing when it is up to date. Says what is missing and how to get it. The guide's window has
# no wheel for every machine: where there is none it is left out, in one line, and all else goes on.
set -eu
python=$1 venv=$2 kind=$3
lock=requirements/$kind.txt

fail() {
    printf 'deskbreak: %s\n' "$@" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 ||
    fail "$python was not found. Install Python 3.11 or newer:" \
        "  Debian, Ubuntu: apt install python3 python3-venv · Fedora: dnf install python3 · macOS: brew install python"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old: 3.11 or newer is needed. Name another one: make run PYTHON=python3.12"

want=$(cat "$lock" requirements/guide.txt pyproject.toml tools/environment.sh | cksum)
have=$(cat "$venv/.built-$kind" 2>/dev/null || true)
if [ "$want" = "$have" ] && "$venv/bin/python" -c '' 2>/dev/null; then
    exit 0
fi
# A development environment holds all that running needs.
if [ "$kind" = run ] && [ -e "$venv/.built-dev" ] && "$venv/bin/deskbreak" --version >/dev/null 2>&1; then
    exit 0
fi

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
ja*) building='deskbreak: 必要なものを %s に用意しています（初回だけ、1〜2分）\n' ;;
*) building='deskbreak: building the environment in %s (once, a minute or two)\n' ;;
esac
# shellcheck disable=SC2059 # the form is one of the two above
printf "$building" "$venv" >&2
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    rm -rf "$venv"
    "$python" -m venv "$venv" >/dev/null 2>&1 || {
        rm -rf "$venv"
        fail "$python cannot make a virtual environment. Install its venv module:" \
            "  Debian, Ubuntu: apt install python3-venv (or python3.12-venv for that version)"
    }
fi
# cosmic-ray wants yattag, which is published as source alone.
built='--only-binary :all:'
if [ "$kind" = mutants ]; then built="$built --no-binary yattag"; fi
quiet='--quiet --disable-pip-version-check --no-input'
locked() { # the packages of one lock file
    # shellcheck disable=SC2086 # several words on purpose
    "$venv/bin/python" -m pip install $quiet --require-hashes $built -r "$1" 2>"$venv/pip.log"
}
locked "$lock" || {
    cat "$venv/pip.log" >&2
    fail "the packages of $lock could not be installed (see above). Is there a network?"
}
if [ "$kind" = run ] && ! locked requirements/guide.txt; then
    grep -q 'No matching distribution found' "$venv/pip.log" || {
        cat "$venv/pip.log" >&2
        fail "the packages of requirements/guide.txt could not be installed (see above). Is there a network?"
    }
    printf 'deskbreak: %s\n' "left out: the guide's window (PySide6 has no wheel for \
$("$venv/bin/python" -c 'import platform; print("Python", platform.python_version(), "on", platform.machine())')); \
the minute is led in the notification, and by 'deskbreak guide' in a terminal" >&2
fi
# shellcheck disable=SC2086
"$venv/bin/python" -m pip install $quiet --no-deps --no-build-isolation --editable . 2>"$venv/pip.log" || {
    cat "$venv/pip.log" >&2
    fail "deskbreak itself could not be installed (see above)"
}
printf '%s\n' "$want" >"$venv/.built-$kind"
