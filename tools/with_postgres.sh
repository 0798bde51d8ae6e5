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

install_binaries() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    echo "with_postgres: PostgreSQL is missing, installing Debian's" >&2
    # Debian's package makes and starts a system-wide cluster unless told not to.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } >&2
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

binaries=$(find_binaries) || { install_binaries && binaries=$(find_binaries); } ||
    run_without "PostgreSQL's programs were not found and can't be installed (they need root and apt-get)" "$@"

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

start_cluster() (
    cd / || exit 1
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$cluster" || exit 1; fi
    as_owner "$binaries/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --locale=C --no-sync &&
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
