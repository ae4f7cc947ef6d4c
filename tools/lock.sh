#!/bin/sh
# Writes the lock files from pyproject.toml, for every supported Python and system: lock.sh VENV
set -eu
bin=$1/bin
lock() {
    "$bin/uv" pip compile -q --universal --no-strip-extras --generate-hashes --no-emit-index-url \
        --no-emit-find-links --no-header --no-annotate --python-version 3.11 \
        "$@"
}
everything='--extra calendar --extra guide --extra holidays pyproject.toml'
# shellcheck disable=SC2086 # several words on purpose
{
    lock $everything --group dev -o requirements/dev.txt
    lock $everything --group mutants -c requirements/dev.txt -o requirements/mutants.txt
}
lock --extra calendar --extra holidays pyproject.toml --group build -c requirements/dev.txt \
    -o requirements/run.txt
lock --extra calendar --extra holidays pyproject.toml -c requirements/dev.txt \
    -o requirements/program.txt
printf 'PySide6-Essentials\n' | lock - -c requirements/dev.txt -o requirements/guide.txt
printf 'mkdocs-material>=9.6\n' | lock - -c requirements/dev.txt -o requirements/docs.txt
