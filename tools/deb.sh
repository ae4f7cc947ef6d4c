#!/bin/sh
# Builds dist/deskbreak_*.deb and dist/deskbreak-guide_*.deb: deb.sh VENV
# The program with its locked wheels, below /usr/lib/deskbreak: decision 146 says why.
set -eu
bin=$(cd "$1/bin" && pwd)
python=$bin/python
fail() {
    printf 'deskbreak: %s\n' "$@" >&2
    exit 1
}
for program in dpkg-buildpackage dh; do
    command -v "$program" >/dev/null 2>&1 ||
        fail "$program is missing. Install what builds Debian packages: apt install dpkg-dev debhelper"
done
tag=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
[ "$tag" = 3.11 ] || fail "the package is for Debian 12, whose Python is 3.11: make deb PYTHON=python3.11"

version=$("$python" -c 'import deskbreak; print(deskbreak.__version__)')
date=$(git log -1 --format=%cD 2>/dev/null || date -R)
told=$("$python" -c 'from deskbreak.desktop.built_from import commit; print(commit() or "")')
if [ -n "$told" ]; then # a development build comes before the release of its number
    at=$(TZ=UTC git log -1 --date=format-local:%Y%m%d%H%M%S --format=%cd)
    version=$version~$at.$(printf '%s' "$told" | sed 's/, with changes/.changed/')
fi
place=build/deb/deskbreak-$version
rm -rf build/deb
mkdir -p "$place/site" "$place/bin" "$place/autostart"
quiet='--quiet --disable-pip-version-check --no-input --no-compile --no-deps --only-binary :all:'
installed() { # into one folder
    folder=$1
    shift
    # shellcheck disable=SC2086 # several words on purpose
    "$python" -m pip install $quiet --target "$place/site/$folder" "$@" 2>"$place/pip.log" || {
        cat "$place/pip.log" >&2
        fail "a package could not be had (see above). Is there a network?"
    }
}
installed deskbreak --require-hashes -r requirements/program.txt
installed guide --require-hashes -r requirements/guide.txt
"$python" tools/qt_for_the_guide.py "$place/site/guide"
"$python" -m hatchling build -t wheel -d build/deb >/dev/null 2>&1 || fail "the wheel could not be built"
installed deskbreak "build/deb/deskbreak-${version%%~*}-py3-none-any.whl"
find "$place/site" -name __pycache__ -prune -exec rm -rf {} +
find "$place/site" -name .gitignore -delete
rm -rf "$place/site/deskbreak/bin" "$place/site/deskbreak/share" "$place/pip.log"

"$python" tools/command_files.py "$place/share"
cp -r assets/desktop "$place/desktop"
cp -r packaging/debian "$place/debian"
cp README.md "$place"
sed 's/^StartupNotify=.*/&\nHidden=true/; /^Actions=/,$d' assets/desktop/deskbreak.desktop \
    >"$place/autostart/deskbreak.desktop"
printf 'home = /usr/bin\ninclude-system-site-packages = false\nversion = %s\n' "$tag" >"$place/pyvenv.cfg"
cat >"$place/bin/deskbreak" <<'LAUNCHER'
#!/bin/sh
exec /usr/lib/deskbreak/bin/python3 -P -m deskbreak "$@"
LAUNCHER
chmod 755 "$place/bin/deskbreak"
printf 'deskbreak (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- The deskbreak authors <maintainers@deskbreak.example>  %s\n' \
    "$version" "$date" >"$place/debian/changelog"
printf '3.0 (native)\n' >"$place/debian/source-format"
cd "$place"
dpkg-buildpackage -b -us -uc -d >../build.log 2>&1 || {
    tail -n 40 ../build.log >&2
    fail "the package could not be built (see above)"
}
cd - >/dev/null
mkdir -p dist
rm -f dist/*.deb
mv build/deb/*.deb dist/
ls dist/*.deb
