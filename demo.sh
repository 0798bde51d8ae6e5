#!/usr/bin/env bash
# Reads the example reports into a record, prints the incidents found and writes a brief.
#
#   ./demo.sh
#
# The first run installs what is needed into .venv; later runs reuse it and the record.
set -euo pipefail
cd "$(dirname "$0")"

tools/venv.sh run
recount=.venv/bin/recount
record=demo-output/aleppo-2016.db
mkdir -p demo-output

step() { printf '\n$ recount %s\n' "$*"; "$recount" "$@"; }
save() {
    local file=$1
    shift
    printf '$ recount %s > %s\n' "$*" "$file"
    "$recount" "$@" >"$file"
}

step run examples/aleppo-2016 --record "$record"
step incidents --record "$record"
echo
save demo-output/aleppo-2016.html brief --format html --record "$record"
save demo-output/aleppo-2016.md brief --format md --record "$record"

cat <<EOF

Done. Open in a browser:  $PWD/demo-output/aleppo-2016.html
or read as text:          $PWD/demo-output/aleppo-2016.md

The twelve reports are in examples/aleppo-2016; examples/README.md says what each is there to show. The record is
$record. Open it in the browser, to read, check and decide:

    .venv/bin/recount serve --record $record

or ask it more here, for example:

    .venv/bin/recount figures --record $record
    .venv/bin/recount totals --place Aleppo --record $record
    .venv/bin/recount search 'airstrike*' --record $record
    .venv/bin/recount verify --record $record
    .venv/bin/recount export claims --format csv --record $record
EOF
