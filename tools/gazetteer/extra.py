"""Names and corrections kept by hand in ``extra_names.toml``: nothing there has coordinates of its own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from recount.lang.names import fold_name
from recount.store.sizes import usual_radius
from tools.gazetteer.entry import Entry

PATH = Path(__file__).parent / "extra_names.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """The file's contents, as read."""

    regions: dict[str, str]
    """Region codes of regions of Who's On First that neither identifier nor name tells."""

    dropped: tuple[str, ...]
    """Keys of entries that are no places."""

    wrong: dict[str, list[str]]
    """Names that a source gives to the wrong place, by the place's key."""

    names: tuple[tuple[str, list[str]], ...]
    """Further spellings, by the place's key."""

    within: tuple[tuple[str, list[str]], ...]
    """Spellings of parts of a settlement whose own coordinates are in no source, by the settlement's key."""


def read_extra(path: Path = PATH) -> Extra:
    """The corrections and names.

    Raises:
        ValueError: an entry without a source.
    """
    data = tomllib.loads(path.read_text("utf-8"))
    for kind in ("region", "drop", "wrong", "names", "within"):
        for entry in data.get(kind, []):
            if not entry.get("source"):
                raise ValueError(f"{path.name}: an entry of [[{kind}]] names no source: {entry}")
    return Extra(
        regions={e["place"]: e["code"] for e in data["region"]},
        dropped=tuple(e["place"] for e in data["drop"]),
        wrong={e["place"]: e["names"] for e in data["wrong"]},
        names=tuple((e["place"], e["names"]) for e in data["names"]),
        within=tuple((e["place"], names) for e in data["within"] for names in e["parts"]),
    )


def apply_extra(entries: list[Entry], extra: Extra) -> list[Entry]:
    """The merged entries, corrected, with further spellings and with the parts of settlements.

    A part stands at the point of its settlement, with that one's precision and radius: it says where a neighbourhood
    belongs, and no more.

    Raises:
        ValueError: a place that is in no source.
    """
    found = _by_any_key(entries)
    for key, names in extra.wrong.items():
        entry, wrong = _get(found, key), set(map(fold_name, names))
        entry.names = [name for name in entry.names if fold_name(name) not in wrong]
    for key, names in extra.names:
        _get(found, key).names.extend(names)
    kept = [entry for entry in entries if entry.key not in extra.dropped]
    return [*kept, *(_part(_get(found, key), names) for key, names in extra.within)]


def _by_any_key(entries: list[Entry]) -> dict[str, Entry]:
    """Entries by their keys and by their GeoNames identifiers."""
    numbered = {f"geonames:{entry.geonames}": entry for entry in entries if entry.geonames}
    return numbered | {entry.key: entry for entry in entries}


def _get(found: dict[str, Entry], key: str) -> Entry:
    if key not in found:
        raise ValueError(f"{PATH.name}: no source has the place {key}")
    return found[key]


def _part(whole: Entry, names: list[str]) -> Entry:
    return replace(
        whole,
        key=f"part:{whole.key}:{fold_name(names[0]).replace(' ', '-')}",
        name=names[0],
        names=list(names),
        radius=whole.radius or usual_radius(whole.precision, whole.population),
        population=0,
        region=None,
        parents=(whole.key, *whole.parents),
        geonames=None,
        wikidata=None,
    )
