#!/bin/sh
# Builds the documents as a site of files, with every link between them checked: site.sh PYTHON OUT
# The generator is installed from its lock file into .venv-docs. The pages lie as in the repository,
# so that a link which works there works here. Nothing is loaded from the network, fonts neither.
set -eu
python=$1 out=$2 venv=.venv-docs source=build/site-source
lock=requirements/docs.txt
want=$(cksum <"$lock")
if [ "$want" != "$(cat "$venv/.built" 2>/dev/null || true)" ]; then
    "$python" -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: -r "$lock" || {
        printf 'deskbreak: the packages of %s could not be installed (see above)\n' "$lock" >&2
        exit 1
    }
    printf '%s\n' "$want" >"$venv/.built"
fi
rm -rf "$source" "$out"
mkdir -p "$source/assets" "$source/docs"
cp README.md README.ja.md SECURITY.md CONTRIBUTING.md CHANGELOG.md LICENSE config.example.toml "$source"
cp -r assets/posters "$source/assets"
cp -r docs/*.md docs/decisions docs/figures docs/pictures "$source/docs"
{
    printf '# Decisions\n\n'
    for page in docs/decisions/*.md; do
        printf '%s\n' "- [$(sed -n '1s/^# //p' "$page")]($(basename "$page"))"
    done
} >"$source/docs/decisions/index.md"
log=build/site.log japanese=build/site.ja
build() { # CONFIGURATION, FOLDER
    # Not --quiet: then mkdocs would not count warnings.
    NO_MKDOCS_2_WARNING=1 "$venv/bin/mkdocs" build --strict --config-file "$1" \
        --site-dir "../$2" >"$log" 2>&1 || {
        cat "$log" >&2
        exit 1
    }
}
build tools/site.yml "$out"
# A site of this theme speaks one language: the pages in Japanese are taken from a second one.
rm -rf "$japanese"
build tools/site.ja.yml "$japanese"
(cd "$japanese" && find . -name '*.ja.html') | while read -r page; do
    cp "$japanese/$page" "$out/$page"
done
rm -rf "$japanese"
if grep -rlE '(src|href)="(https?:)?//[^"]*\.(js|css|woff2?)"|fonts\.g' "$out" --include='*.html'; then
    printf 'deskbreak: these pages load something from the network\n' >&2
    exit 1
fi
