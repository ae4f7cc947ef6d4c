#!/bin/sh
# The lock files can be installed into an empty environment: lock_files.sh PYTHON
# By this Python with the pip of Debian 12 and with the newest one, and, as far as wheels can tell,
# by every supported Python on three systems. Dry runs: nothing is installed.
set -eu
python=$1
uv=$(dirname "$python")/uv
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
quiet='--quiet --disable-pip-version-check --no-input'
# tried NAME COMMAND...: says what cannot be installed, and by whom
tried() {
    name=$1
    shift
    said=$("$@" 2>&1) || {
        printf '%s cannot be installed:\n%s\n' "$name" "$said" >&2
        exit 1
    }
}
# by_pip VERSION: this Python, with one version of pip
by_pip() {
    place=$folder/$1
    "$python" -m venv "$place"
    # shellcheck disable=SC2086 # several words on purpose
    tried "$1" "$place/bin/python" -m pip install $quiet --upgrade "$1"
    for kind in run guide dev; do
        # shellcheck disable=SC2086 # the same
        tried "requirements/$kind.txt with $1" "$place/bin/python" -m pip install $quiet \
            --dry-run --require-hashes --only-binary :all: -r "requirements/$kind.txt"
    done
}
# by_versions SYSTEM KIND...: every supported Python, as far as wheels can tell
by_versions() {
    system=$1
    shift
    for version in 3.11 3.12 3.13 3.14 3.15; do
        for kind in "$@"; do
            tried "requirements/$kind.txt by Python $version on $system" "$uv" pip install --quiet \
                --dry-run --target "$folder/target" --python "$python" --python-version "$version" \
                --python-platform "$system" --require-hashes --only-binary :all: \
                -r "requirements/$kind.txt"
        done
    done
}
by_pip 'pip==23.0.1' &
old=$!
by_pip pip &
new=$!
by_versions x86_64-manylinux_2_36 run guide dev
by_versions x86_64-pc-windows-msvc run guide
by_versions aarch64-apple-darwin run
MACOSX_DEPLOYMENT_TARGET=14 by_versions aarch64-apple-darwin guide # what Qt 6.12 needs
wait "$old"
wait "$new"
