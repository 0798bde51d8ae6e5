#!/usr/bin/env bash
# Installs Recount from its lock files into a virtual environment. Done before, it takes no time and no network.
#
#   tools/venv.sh run|dev [FOLDER]      FOLDER is .venv unless given
#
# `run` installs what the program needs, `dev` also what its tests and linters need. PYTHON names the interpreter to
# use; without it the first of python3, python3.14 … python3.11 that is 3.11 or newer.
set -euo pipefail
cd "$(dirname "$0")/.."

kind=$1
venv=${2:-.venv}
case $kind in
    run) locks=(requirements.lock requirements-build.lock) ;;
    dev) locks=(requirements-dev.lock) ;;
    *) echo "tools/venv.sh: unknown kind '$kind': run or dev" >&2; exit 2 ;;
esac

# The place is part of the stamp, since the checkout is installed in place and a moved one would not be found.
stamp="$PWD $(cat requirements*.lock pyproject.toml | cksum)"
done_before() { [ "$(cat "$venv/.recount-$1" 2>/dev/null)" = "$stamp" ] && "$venv/bin/python" -c '' 2>/dev/null; }
if done_before "$kind" || { [ "$kind" = run ] && done_before dev; }; then exit 0; fi

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
    local python
    for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$python"; then echo "$python"; return; fi
    done
    echo "Recount needs Python 3.11 or newer. Install it (Debian 12: apt-get install python3), or name one: PYTHON=/path/to/python3.11 $0" >&2
    return 1
}

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null || tools/debian.sh python3-venv
    "$python" -m venv --clear "$venv"
fi

echo "Installing what Recount needs into $venv …" >&2
install() { "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --retries 2 "$@" >&2; }
if ! install --require-hashes "${locks[@]/#/--requirement=}"; then
    cat >&2 <<EOF

Could not install the packages listed in ${locks[*]}.
The first run needs the network; later ones do not. Without a network, fetch the packages on a machine that has one,
    python3 -m pip download --dest packages ${locks[*]/#/-r }
carry the folder over, and run this again with  PIP_NO_INDEX=1 PIP_FIND_LINKS=/path/to/packages
EOF
    exit 1
fi
# Without build isolation the build uses the hashed packages just installed instead of fetching others.
install --no-deps --no-build-isolation --editable .
echo "$stamp" >"$venv/.recount-$kind"
