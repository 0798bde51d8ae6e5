"""Places by the names that a person types, with what holds them: "Bustan al-Qasr, Aleppo, Syria"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.errors import UsageError
from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Place, Point
from recount.resolve.gazetteer import Gazetteer

_NAME_AND_KEY = re.compile(r"(.+?)\s*\(([a-z]+:[^\s()]+)\)")
_SHOWN = 6
"""Places that a message lists: the most populous come first."""


def find_place(words: str, gazetteer: Gazetteer) -> Place:
    """The one place of the gazetteer that the words name.

    The smallest name comes first, what holds it after it. A name that the gazetteer does not know takes the point of
    the one after it. Where several places fit, one is named by its key: "Aleppo (geonames:170063)".

    Raises:
        UsageError: the gazetteer knows none, or several; the message lists them with their keys.
    """
    names = [name for name in (part.strip() for part in words.split(",")) if name]
    unknown: list[str] = []
    while names:
        keyed = _NAME_AND_KEY.fullmatch(names[0])
        name = keyed[1] if keyed else names[0]
        found = _fitting(name, keyed[2] if keyed else None, names[1:], gazetteer)
        if found:
            return _place((*unknown, name), _only(found, name))
        unknown.append(names.pop(0))
    raise UsageError(
        f"the gazetteer knows no place {words!r}: look names up with `recount gazetteer find NAME`, add places with "
        "`recount gazetteer add FILE`"
    )


def _fitting(name: str, key: str | None, holders: Sequence[str], gazetteer: Gazetteer) -> list[GazetteerPlace]:
    """Places of that name, and key, that lie in all of the holders; if some bear the very name, these alone."""
    wanted = {fold_name(_NAME_AND_KEY.sub(r"\1", holder)) for holder in holders}
    found = [p for p in gazetteer.find(name) if wanted <= {fold_name(parent) for parent in (*p.parents, p.name)}]
    if key is not None:
        return [p for p in found if p.key == key]
    return [p for p in found if p.name.casefold() == name.casefold()] or found


def _only(found: Sequence[GazetteerPlace], name: str) -> GazetteerPlace:
    first, *others = found
    apart = [p for p in others if not _one_choice(first, p)]
    if not apart:
        return first
    told = "; ".join(f"{', '.join((p.name, *p.parents[-2:]))} ({p.key})" for p in (first, *apart)[:_SHOWN])
    raise UsageError(
        f"{len(apart) + 1} places are called {name!r}: {told}. Say what holds it, or name one by its key: "
        f"“{first.name} ({first.key})”"
    )


def _one_choice(a: GazetteerPlace, b: GazetteerPlace) -> bool:
    """Whether `b` is the same spot as `a`, or the region of its name around it: who means the region gives its key."""
    near = abs(a.latitude - b.latitude) < 0.15 and abs(a.longitude - b.longitude) < 0.15
    return near or fold_name(b.name) in {fold_name(parent) for parent in a.parents}


def _place(names: Sequence[str], at: GazetteerPlace) -> Place:
    city = at.parents[:1] if len(at.parents) > 3 else ()
    chain = {fold_name(name): name for name in reversed((*names, *city, *at.parents[-2:]))}
    point = Point(
        latitude=at.latitude, longitude=at.longitude, radius=at.radius, precision=at.precision, gazetteer=at.key
    )
    every = tuple(reversed(chain.values()))
    return Place(names=every, keys=tuple(fold_name(name) for name in every), point=point, country=at.country)
