#!/bin/sh
# Builds a real 64-bit CPython for Windows that Debian's Wine runs: windows_python.sh VENV TARGET
# Out of packages alone. The interpreter is the DLL that the panda3d wheel for Windows carries (the
# wheel's hash is in requirements/windows.txt), its pure library that of the Python here, its packages
# are those of requirements/dev.txt for Windows, with their hashes. Three small DLLs stand in for what
# Wine lacks. Does nothing when it is up to date.
set -eu
python=$1/bin/python target=$2

fail() {
    printf 'deskbreak: %s\n' "$@" >&2
    exit 1
}

for program in wine x86_64-w64-mingw32-gcc unzip Xvfb localedef; do
    command -v "$program" >/dev/null 2>&1 || fail \
        "the tests on Windows need $program: apt install wine wine64 gcc-mingw-w64-x86-64-win32 unzip xvfb locales"
done
# Its library is that of a Python 3.11 here; what fetches the packages may be any.
twin=
for candidate in "$python" python3.11 python3; do
    [ "$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = 3.11 ] || continue
    twin=$candidate
    break
done
[ -n "$twin" ] || fail "the tests on Windows need a python3.11 here, whose library they share"

want=$(cat requirements/dev.txt requirements/windows.txt tools/windows_python.sh tools/windows_lock.py tools/windows/* | cksum)
[ "$want" != "$(cat "$target/.built" 2>/dev/null || true)" ] || exit 0

printf 'deskbreak: building a Python for Windows in %s (once, some minutes)\n' "$target" >&2
rm -rf "$target"
mkdir -p "$target/python/DLLs" "$target/python/Lib" "$target/build"
home=$(cd "$target" && pwd) here=$(pwd)
quiet='--quiet --disable-pip-version-check --no-input'
kind="--no-deps --require-hashes --only-binary :all: --platform win_amd64 --python-version 3.11
    --implementation cp --abi cp311 --abi abi3 --abi none"
log=$home/build/log
installed() {
    "$@" >"$log" 2>&1 || {
        cat "$log" >&2
        fail "a package for Windows could not be had (see above). Is there a network?"
    }
}

# The interpreter.
# shellcheck disable=SC2086 # several words on purpose
installed "$python" -m pip download $quiet $kind -d "$home/build" -r requirements/windows.txt
unzip -qo "$home"/build/panda3d-*.whl 'deploy_libs/*' -d "$home/build"
cd "$home/build/deploy_libs"
cp python311.dll VCRUNTIME140.dll "$home/python"
cp ./*.pyd lib*.dll sqlite3.dll "$home/python/DLLs"
cd "$here"
library=$("$twin" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
tar -C "$library" --exclude=lib-dynload --exclude=site-packages --exclude=dist-packages \
    --exclude=__pycache__ --exclude=test --exclude='config-3*' --exclude=idlelib --exclude=lib2to3 \
    -cf - . | tar -C "$home/python/Lib" -xf -

# The DLL's own importing, of 3.11.9, calls this of the class; in an older library it is no class method.
metadata=$home/python/Lib/importlib/metadata/__init__.py
grep -B 1 'def invalidate_caches(cls)' "$metadata" | grep -q '@classmethod' ||
    sed -i 's/^    def invalidate_caches(cls):/    @classmethod\n&/' "$metadata"

# What starts it, and what Wine lacks.
cc='x86_64-w64-mingw32-gcc -O2 -s'
cd tools/windows
x86_64-w64-mingw32-windres python.rc -O coff -o "$home/build/manifest.o"
start="$cc -municode -DPYTHON_DLL=L\"python311.dll\" launcher.c $home/build/manifest.o"
$start -o "$home/python/python.exe"
$start -mwindows -DWINDOWED -o "$home/python/pythonw.exe"
$cc -shared -o "$home/python/bcryptprimitives.dll" random.c -ladvapi32
$cc -shared -o "$home/python/icuuc.dll" no_converters.c
cd "$here"
{ # python3.dll, the stable ABI: every name is python311.dll's
    printf 'LIBRARY python3.dll\nEXPORTS\n'
    LC_ALL=C x86_64-w64-mingw32-objdump -p "$home/python/python311.dll" |
        awk '/\[Ordinal\/Name Pointer\]/ { on = 1; next } on && /^\t\[/ { print $NF } on && /^$/ { exit }' |
        sed -n 's/^_\{0,1\}Py.*/  & = python311.&/p'
} >"$home/build/python3.def"
echo 'int nothing;' >"$home/build/nothing.c"
$cc -shared -nostdlib -Wl,--entry=0 -o "$home/python/python3.dll" "$home/build/nothing.c" "$home/build/python3.def"

# The packages, and this checkout itself.
"$python" tools/windows_lock.py requirements/dev.txt >"$home/build/lock.txt"
# shellcheck disable=SC2086
installed "$python" -m pip install $quiet $kind --target "$home/python/Lib/site-packages" -r "$home/build/lock.txt"
printf 'Z:%s\n' "$here" | tr / '\\' >"$home/python/Lib/site-packages/checkout.pth"
"$twin" -m compileall -q "$home/python/Lib" >/dev/null 2>&1 || true

# A Windows of its own, and the Japanese locale that makes Wine's code page 932.
mkdir -p "$home/locale"
localedef -i ja_JP -f UTF-8 "$home/locale/ja_JP.UTF-8" >/dev/null 2>&1 || true
localedef -i en_US -f UTF-8 "$home/locale/en_US.UTF-8" >/dev/null 2>&1 || true
export WINEPREFIX="$home/prefix" WINEDEBUG=-all WINEARCH=win64 WINEDLLOVERRIDES='mscoree,mshtml='
unset DISPLAY || true
wine wineboot -i >"$log" 2>&1 || {
    cat "$log" >&2
    fail "Wine could not make its prefix (see above)"
}
# A Windows program takes neither /dev/null nor a file for its input here: a pipe.
echo | wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f 2>&1 | cat >"$log"
wineserver -k || true
rm -rf "$home/build"
printf '%s\n' "$want" >"$target/.built"
