#!/usr/bin/env bash
# Rewrites the lock files from pyproject.toml. Pins that still fit are kept.
#
#   tools/lock.sh                        add what is missing, drop what is no longer needed
#   tools/lock.sh --upgrade              the newest of everything that fits
#   tools/lock.sh --upgrade-package X    the newest X that fits
#
# uv does the resolving; it is fetched into a folder that is thrown away.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -qq --disable-pip-version-check 'uv>=0.13.9,<0.14'

# --universal: one lock for Linux, macOS and Windows; what only one of them needs carries a marker.
compile() {
    local lock=$1
    shift
    "$work/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header --output-file "$lock" "$@"
}
build_requires='import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")'
"$work/venv/bin/python" -c "$build_requires" >"$work/build.in"
echo editables >>"$work/build.in" # what hatchling asks for besides, to install a checkout in place

compile requirements.lock pyproject.toml "$@"
compile requirements-dev.lock pyproject.toml "$work/build.in" --extra integrity --extra pdf --extra postgres --group dev --constraint requirements.lock "$@"
compile requirements-build.lock "$work/build.in" --constraint requirements-dev.lock "$@"

# A host or a path in a lock file would tie everyone to the machine it was made on.
if grep -nE '://|^-|file:|@ ' requirements*.lock; then
    echo "The lines above name a host, a path or an option: see which setting of uv put them there." >&2
    exit 1
fi
wc -l requirements*.lock
