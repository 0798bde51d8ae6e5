#!/usr/bin/env bash
# Runs the whole test suite, on SQLite and on a throw-away PostgreSQL cluster.
#
#   ./test.sh [ARGUMENTS FOR PYTEST]      for example: ./test.sh tests/store -k contract
#
# One process a core, four at most, each with whole files of tests; -n 0 runs all in one, as a debugger needs it.
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
# In the order of their names: the slowest files come early, and none is left alone at the end.
spread=(-n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder)
exec tools/with_postgres.sh .venv/bin/python -m pytest "${spread[@]}" "$@"
