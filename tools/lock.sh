#!/bin/sh
# Writes the lock files from pyproject.toml, for every supported Python and system: lock.sh VENV
set -eu
bin=$1/bin
"$bin/python" -m pip install -q --disable-pip-version-check uv
lock() {
    "$bin/uv" pip compile -q --universal --no-strip-extras --generate-hashes --no-emit-index-url \
        --no-emit-find-links --no-header --no-annotate --python-version 3.11 \
        --extra calendar --extra guide --extra holidays pyproject.toml "$@"
}
lock --group dev -o requirements/dev.txt
lock --group build -c requirements/dev.txt -o requirements/run.txt
lock --group mutants -c requirements/dev.txt -o requirements/mutants.txt
