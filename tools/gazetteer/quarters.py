"""Quarters, camps and landmarks of ``quarters.toml``, which have points of their own."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from recount.lang.names import fold_name
from recount.model import Precision
from tools.gazetteer.entry import AREAS, Entry, metres
from tools.gazetteer.spellings import distinct

PATH = Path(__file__).parent / "quarters.toml"

JOINS = 4_000.0
"""Metres within which a place of some source that bears one of a quarter's names is that quarter."""

LEAST = 300.0
"""Metres: no point was read off a map more closely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """A part of a settlement, or of a region, with its own point."""

    within: str
    """The key of what holds it."""

    names: tuple[str, ...]
    """The one to show first."""

    latitude: float
    longitude: float
    radius: float
    """Metres."""

    precision: Precision


def read_quarters(path: Path = PATH) -> list[Quarter]:
    """The file's quarters, in its order.

    Raises:
        ValueError: a point off the earth, a radius below `LEAST`, or no name.
    """
    tables = tomllib.loads(path.read_text("utf-8"))["in"]
    found = [_quarter(table["within"], row) for table in tables for row in table["places"]]
    for one in found:
        if not (one.names and abs(one.latitude) <= 90 and abs(one.longitude) <= 180 and one.radius >= LEAST):
            raise ValueError(f"{path.name}: {one} has no name, no point on earth or too small a radius")
    return found


def _quarter(within: str, row: dict[str, object]) -> Quarter:
    names, at, radius = row["names"], row["at"], row["radius"]
    if not isinstance(names, list) or not isinstance(at, list) or not isinstance(radius, int | float):
        raise ValueError(f"{PATH.name}: {row} is no quarter")
    kind = Precision(str(row.get("kind", "neighbourhood")))
    return Quarter(
        within=within, names=tuple(names), latitude=at[0], longitude=at[1], radius=float(radius), precision=kind
    )


def apply_quarters(entries: list[Entry], quarters: list[Quarter]) -> list[Entry]:
    """The entries with the quarters. One that a source has stays as it is and gets the other names.

    A part that stood at its settlement's point, for want of its own, gives its names to the quarter and goes.

    Raises:
        ValueError: what holds a quarter is in no source.
    """
    found = {f"geonames:{e.geonames}": e for e in entries if e.geonames} | {e.key: e for e in entries}
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for folded in {fold_name(name) for name in (entry.name, *entry.names)}:
            by_name[entry.country, folded].append(entry)
    gone, made = set[str](), list[Entry]()
    for quarter in quarters:
        if quarter.within not in found:
            raise ValueError(f"{PATH.name}: no source has the place {quarter.within}")
        whole = found[quarter.within]
        same = [e for name in quarter.names for e in by_name[whole.country, fold_name(name)]]
        known = next((e for e in same if not e.key.startswith("part:") and _is(e, quarter)), None)
        parts = [e for e in same if e.key.startswith(f"part:{whole.key}:")]
        names = distinct([*quarter.names, *(name for part in parts for name in part.names)])
        gone.update(part.key for part in parts)
        if known is not None:
            known.names = distinct([*known.names, *names])
        else:
            made.append(_entry(whole, quarter, names))
    return [*(e for e in entries if e.key not in gone), *made]


def _is(entry: Entry, quarter: Quarter) -> bool:
    apart = metres((entry.latitude, entry.longitude), (quarter.latitude, quarter.longitude))
    return entry.precision not in AREAS and apart <= JOINS


def _entry(whole: Entry, quarter: Quarter, names: list[str]) -> Entry:
    return Entry(
        key=f"part:{whole.key}:{fold_name(names[0]).replace(' ', '-')}",
        name=names[0],
        names=names,
        precision=quarter.precision,
        country=whole.country,
        latitude=quarter.latitude,
        longitude=quarter.longitude,
        radius=quarter.radius,
        parents=(whole.key, *whole.parents),
    )
