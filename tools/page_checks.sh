#!/bin/sh
# Installs what the tests of the report's page need beside a browser, from its lock file.
set -eu
folder=$(dirname "$0")/page_checks
[ "$folder/node_modules/axe-core/axe.min.js" -nt "$folder/package-lock.json" ] && exit 0
command -v npm >/dev/null 2>&1 || {
    printf 'deskbreak: the tests of the report need npm\n' >&2
    exit 0
}
npm ci --prefix "$folder" --ignore-scripts --silent
touch "$folder/node_modules/axe-core/axe.min.js"
