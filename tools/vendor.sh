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
# Without source maps and the builds for developers, which are six times as large.
fetch maplibre-gl@6.17.0 maplibre dist/maplibre-gl.mjs dist/maplibre-gl-worker.mjs dist/maplibre-gl.css
fetch leaflet@1.9.4 leaflet dist/leaflet.js dist/leaflet.css
fetch world-atlas@2.0.2 world-atlas countries-50m.json # 10m has another 2.9 MB for coasts that no circle needs
fetch topojson-client@3.1.0 topojson dist/topojson-client.min.js

cd "$vendor"
# The last two cells of each row of the table: `file` and `digest`.
sed -nE 's/^.*\| `([^`]+)` \| `([0-9a-f]{64})` \|$/\2  \1/p' README.md | sha256sum --check --quiet
echo "All as the README says."
