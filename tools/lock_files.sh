#!/bin/sh
# Both lock files can be installed into an empty environment, with the pip of Debian 12 and with the
# newest one: lock_files.sh PYTHON. A dry run: nothing is downloaded twice, nothing is installed.
set -eu
python=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
quiet='--quiet --disable-pip-version-check --no-input'
for pip in 'pip==23.0.1' pip; do
    "$python" -m venv "$folder/venv"
    # shellcheck disable=SC2086 # several words on purpose
    "$folder/venv/bin/python" -m pip install $quiet --upgrade "$pip" 2>"$folder/log" || {
        cat "$folder/log" >&2
        exit 1
    }
    for kind in run dev; do
        # shellcheck disable=SC2086 # the same
        "$folder/venv/bin/python" -m pip install $quiet --dry-run --require-hashes \
            --only-binary :all: -r "requirements/$kind.txt" >"$folder/log" 2>&1 || {
            printf 'requirements/%s.txt cannot be installed with %s:\n' "$kind" "$pip" >&2
            cat "$folder/log" >&2
            exit 1
        }
    done
    rm -rf "$folder/venv"
done
