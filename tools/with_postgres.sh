#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL cluster and returns the command's status:
#
#   tools/with_postgres.sh .venv/bin/pytest tests/store
#
# RECOUNT_TEST_PG then holds the cluster's SQLAlchemy URL. The cluster lives in a temporary folder, answers only on a
# Unix socket inside it, and is stopped and removed whatever happens to the command. Without PostgreSQL the command
# runs all the same and its PostgreSQL tests skip; where CI=true that is a failure instead.
set -u

if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT…]" >&2
    exit 2
fi

find_binaries() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) "$(dirname "$(command -v initdb || echo /)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return 0
        fi
    done
    return 1
}

# initdb refuses to run as root.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

run_without() {
    echo "with_postgres: WARNING: $1. The PostgreSQL tests will be SKIPPED." >&2
    if [ "${CI:-}" = "true" ]; then
        echo "with_postgres: in CI they must run: failing." >&2
        exit 1
    fi
    unset RECOUNT_TEST_PG
    shift
    "$@"
    exit $?
}

binaries=$(find_binaries) || { "$(dirname "$0")/debian.sh" postgresql && binaries=$(find_binaries); } ||
    run_without "PostgreSQL is not installed" "$@"

# A short path: a Unix socket's may not be longer than 107 bytes.
cluster=$(mktemp -d /tmp/recount-pg.XXXXXX) || exit 1

remove_cluster() {
    # The working folder may be closed to the cluster's owner.
    (cd / && as_owner "$binaries/pg_ctl" -D "$cluster/data" -m immediate -w stop) >/dev/null 2>&1
    rm -rf "$cluster"
}
trap remove_cluster EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Sorts by English rules unless told otherwise, as servers in use do: a query that forgets to ask for code point order
# shows. PostgreSQL before 15 can't.
make_cluster() {
    as_owner "$binaries/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --locale=C --no-sync "$@"
}

start_cluster() (
    cd / || exit 1
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$cluster" || exit 1; fi
    { make_cluster --locale-provider=icu --icu-locale=en-US || make_cluster; } &&
        as_owner "$binaries/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -t 60 start \
            -o "-k $cluster -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
)

if ! start_cluster >"$cluster/started" 2>&1; then
    cat "$cluster/started" "$cluster/log" >&2 2>/dev/null
    run_without "a throw-away PostgreSQL cluster would not start (see above)" "$@"
fi

# No port is opened: the socket is found by its folder.
export RECOUNT_TEST_PG="postgresql+psycopg://postgres@/postgres?host=$cluster"
"$@"
