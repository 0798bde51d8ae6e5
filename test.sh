#!/usr/bin/env bash
# Runs the whole test suite, on SQLite and on a throw-away PostgreSQL cluster.
#
#   ./test.sh [ARGUMENTS FOR PYTEST]      for example: ./test.sh tests/store -k contract
#
# The first run installs what is needed into .venv and, where this user may, Debian's postgresql and chromium. Tests
# that lack them, or the data folder that RECOUNT_DATA names (default: ../shared), are skipped and listed at the end;
# with CI=true such a skip is a failure.
set -euo pipefail
cd "$(dirname "$0")"

tools/venv.sh dev
command -v chromium >/dev/null || tools/debian.sh chromium || echo "Without Debian's chromium the tests of pages are skipped." >&2
exec tools/with_postgres.sh .venv/bin/python -m pytest "$@"
