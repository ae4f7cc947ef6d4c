#!/bin/sh
# Builds dist/windows/deskbreak, a folder with its own Python that starts by double click, and
# dist/deskbreak-VERSION-setup.exe: windows_folder.sh VENV PYTHON_FOR_WINDOWS
# The Python is the one of tools/windows_python.sh, without its stand-ins: Windows has the real ones.
set -eu
python=$1/bin/python from=$2/python
fail() {
    printf 'deskbreak: %s\n' "$@" >&2
    exit 1
}
for program in makensis x86_64-w64-mingw32-gcc; do
    command -v "$program" >/dev/null 2>&1 ||
        fail "$program is missing: apt install nsis gcc-mingw-w64-x86-64-win32"
done
folder=dist/windows/deskbreak
work=build/windows
rm -rf "$folder" "$work"
mkdir -p "$folder/bin" "$folder/python/Lib" "$work"
site=$folder/python/Lib/site-packages

# The interpreter and its library.
cp "$from/python.exe" "$from/pythonw.exe" "$from/python311.dll" "$from/python3.dll" "$from/VCRUNTIME140.dll" "$folder/python"
cp -r "$from/DLLs" "$folder/python"
tar -C "$from/Lib" --exclude=site-packages --exclude=__pycache__ --exclude=ensurepip --exclude=turtledemo \
    --exclude=tkinter --exclude=pydoc_data --exclude=venv -cf - . | tar -C "$folder/python/Lib" -xf -
printf '%s\r\n' Lib DLLs 'Lib\site-packages' 'import site' >"$folder/python/python311._pth"

# The locked packages and the program.
quiet='--quiet --disable-pip-version-check --no-input --no-deps --only-binary :all:'
kind='--platform win_amd64 --python-version 3.11 --implementation cp --abi cp311 --abi abi3 --abi none'
for lock in program guide; do
    "$python" tools/windows_lock.py "requirements/$lock.txt" >"$work/$lock.txt"
    # shellcheck disable=SC2086 # several words on purpose
    "$python" -m pip install $quiet $kind --require-hashes --no-compile --upgrade --target "$site" \
        -r "$work/$lock.txt" 2>"$work/log" || {
        cat "$work/log" >&2
        fail "a package for Windows could not be had (see above). Is there a network?"
    }
done
"$python" tools/qt_for_the_guide.py "$site"
"$python" -m hatchling build -t wheel -d "$work" >/dev/null 2>&1 || fail "the wheel could not be built"
# shellcheck disable=SC2086
"$python" -m pip install $quiet --no-compile --target "$site" "$work"/*.whl 2>"$work/log" || {
    cat "$work/log" >&2
    fail "deskbreak itself could not be laid out (see above)"
}
rm -rf "$site/bin" "$site/share"
"$python" -m compileall -q --invalidation-mode unchecked-hash -s "$folder" "$folder/python/Lib" >/dev/null 2>&1 || true

# What is double-clicked, and the command for consoles.
"$python" -c 'import sys; from PIL import Image; Image.open("assets/icon.png").save(
    sys.argv[1], sizes=[(n, n) for n in (16, 20, 24, 32, 40, 48, 64, 256)])' "$folder/deskbreak.ico"
cp LICENSE "$folder/LICENSE.txt"
cp tools/windows/python.manifest "$folder/deskbreak.ico" packaging/windows/start.c "$work"
printf '1 24 "python.manifest"\n1 ICON "deskbreak.ico"\n' >"$work/start.rc"
cd "$work"
x86_64-w64-mingw32-windres start.rc -O coff -o start.o
cc='x86_64-w64-mingw32-gcc -O2 -s -Wall -Wextra -Werror -municode start.c start.o'
$cc -mwindows -DWINDOWED -o deskbreakw.exe
$cc -o deskbreak.exe
cd - >/dev/null
mv "$work/deskbreakw.exe" "$folder/deskbreak.exe"
mv "$work/deskbreak.exe" "$folder/bin/deskbreak.exe"

version=$("$python" -c 'import deskbreak; print(deskbreak.__version__)')
setup=dist/deskbreak-$version-setup.exe
makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$version" -DFOLDER="$PWD/$folder" -DOUT="$PWD/$setup" \
    packaging/windows/installer.nsi >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "the installer could not be built (see above)"
}
printf '%s\n' "$folder" "$setup"
