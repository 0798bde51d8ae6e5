#!/usr/bin/env bash
# Runs the whole test suite, on SQLite and on a throw-away PostgreSQL cluster.
#
#   ./test.sh [ARGUMENTS FOR PYTEST]      for example: ./test.sh tests/store -k contract
#
# The first run installs what is needed into .venv and, where this user may, Debian's postgresql. Tests that lack
# PostgreSQL, or the data folder that RECOUNT_DATA names (default: ../shared), are skipped and listed at the end; with
# CI=true such a skip is a failure.
set -euo pipefail
cd "$(dirname "$0")"

tools/venv.sh dev
exec tools/with_postgres.sh .venv/bin/python -m pytest "$@"
