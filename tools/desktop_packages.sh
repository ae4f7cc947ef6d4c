#!/bin/sh
# desktop_packages.sh [FILE]: the desktop tests need a display server, panels and notification
# servers from Debian's packages. FILE has a package a line, and behind a # the program that matters
# of it: one that is there by other means is not missing (a Node.js of its makers, say, which
# Debian's npm cannot stand beside). As root on Debian or Ubuntu this installs what is missing;
# elsewhere it names it.
set -eu
list=${1:-tests/desktop/packages.txt}
command -v dpkg-query >/dev/null 2>&1 || {
    printf 'deskbreak: the desktop tests need Debian or Ubuntu and these packages: %s\n' \
        "$(sed -e 's/ *#.*//' "$list" | tr '\n' ' ')" >&2
    exit 0
}
missing=
while read -r package _ program; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] && continue
    [ -n "$program" ] && command -v "$program" >/dev/null 2>&1 && continue
    missing="$missing $package"
done <"$list"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    printf 'deskbreak: installing for the desktop tests:%s\n' "$missing" >&2
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # several words on purpose
    { apt-get -o DPkg::Lock::Timeout=600 update -q &&
        apt-get -o DPkg::Lock::Timeout=600 install -q -y --no-install-recommends $missing; } >"$log" 2>&1 || {
        cat "$log" >&2
        exit 1
    }
else
    printf 'deskbreak: for the desktop tests: sudo apt install --no-install-recommends%s\n' "$missing" >&2
fi
