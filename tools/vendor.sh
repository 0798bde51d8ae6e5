#!/usr/bin/env bash
# Fetches the scripts and maps that the desk serves, as their authors release them, and checks their digests.
#
#   tools/vendor.sh            needs npm and its registry; changes nothing where all is as the README there says
set -euo pipefail
cd "$(dirname "$0")/.."
vendor=$PWD/src/recount/server/static/vendor

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# package → its file → where it stands here
fetch() {
    local package=$1 folder=$2
    shift 2
    npm pack --silent "$package" >name
    mkdir -p "$folder" "$vendor/$folder"
    tar xzf "$(cat name)" -C "$folder"
    cp "$folder/package/LICENSE"* "$vendor/$folder/"
    for file in "$@"; do cp "$folder/package/$file" "$vendor/$folder/"; done
}
fetch htmx.org@2.0.11 htmx dist/htmx.min.js

cd "$vendor"
# The last two cells of each row of the table: `file` and `digest`.
sed -nE 's/^.*\| `([^`]+)` \| `([0-9a-f]{64})` \|$/\2  \1/p' README.md | sha256sum --check --quiet
echo "All as the README says."
