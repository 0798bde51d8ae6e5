#!/usr/bin/env bash
# Installs a Debian package where this user may, else says what to type.
#
#   tools/debian.sh PACKAGE
set -euo pipefail

package=$1
if ! command -v apt-get >/dev/null; then
    echo "This machine has no apt-get: install $package, or what your system calls it, and try again." >&2
    exit 1
fi
if [ "$(id -u)" != 0 ]; then
    echo "Missing: Debian's package $package. Install it, then try again:  sudo apt-get install $package" >&2
    exit 1
fi
echo "Installing Debian's package $package …" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package"; } >"$log" 2>&1; then
    cat "$log" >&2
    echo "Could not install $package. Is this machine online?" >&2
    exit 1
fi
