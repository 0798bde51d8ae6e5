#!/usr/bin/env bash
# Builds the wheel, installs it from requirements.lock into an empty environment away from the source, and runs it.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/python -m hatchling build --target wheel --directory "$work/dist"
.venv/bin/python -m venv "$work/venv"
pip() { "$work/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install -qq --require-hashes --requirement requirements.lock
pip install -qq --no-deps --no-index "$work"/dist/*.whl
pip check
cd "$work"
venv/bin/recount --help
venv/bin/recount doctor
