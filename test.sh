#!/usr/bin/env bash
# Runs the whole test suite, on SQLite and on a throw-away PostgreSQL cluster.
#
#   ./test.sh [ARGUMENTS FOR PYTEST]      for example: ./test.sh tests/store -k contract
#
# The first run installs what is needed into .venv and, where this user may, Debian's postgresql, chromium and pango.
# Tests that lack them, or the data folder that RECOUNT_DATA names (default: ../shared), are skipped and listed at the
# end; with CI=true such a skip is a failure.
set -euo pipefail
cd "$(dirname "$0")"

tools/venv.sh dev
command -v chromium >/dev/null || tools/debian.sh chromium || echo "Without Debian's chromium the tests of pages are skipped." >&2
if ! .venv/bin/python -c "import weasyprint" 2>/dev/null; then
    for library in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; do
        tools/debian.sh "$library" || echo "Without Debian's $library the tests of PDF are skipped." >&2
    done
fi
exec tools/with_postgres.sh .venv/bin/python -m pytest "$@"
