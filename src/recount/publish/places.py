"""Coarsening of places: nothing finer than the neighbourhood goes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from recount.lang.names import fold_name
from recount.model import Place, Point, Precision
from recount.publish.person_words import person_words
from recount.publish.tokens import tokens

LEAST_RADIUS = 1500.0
"""Metres. No released point of a neighbourhood claims to be closer."""

PLACE_WITHHELD = "[place withheld]"

_FINE = frozenset({Precision.EXACT, Precision.LANDMARK, Precision.STREET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """What a release's own places tell of names and points that are coarse enough to show."""

    points: dict[tuple[str, ...], Point]
    """By folded names, from the most specific up."""

    coarse: frozenset[str]
    """Folded names of neighbourhoods and of all that is wider."""


def atlas_of(places: Iterable[Place]) -> Atlas:
    """The atlas of those places."""
    points: dict[tuple[str, ...], Point] = {}
    around: set[str] = set()
    first: dict[bool, set[str]] = {True: set(), False: set()}
    for place in sorted(places, key=repr):
        names = _folded(name for name in place.names if not is_fine_name(name))
        around.update(_folded(name for name in place.names[1:] if not is_fine_name(name)))
        if place.point is not None and names:
            first[_too_close(place.point)].update(names[:1])
            if not _too_close(place.point):
                points.setdefault(names, place.point)
    # a name that some report pins to a spot is a spot, unless other places lie within it
    return Atlas(points=points, coarse=frozenset(around | (first[False] - first[True])))


def fine_names(place: Place, atlas: Atlas) -> tuple[str, ...]:
    """Names of the place that are finer than a neighbourhood: by the word they hold, or by the point of the first."""
    fine = [name for name in place.names if is_fine_name(name)]
    first = place.names[0]
    by_point = place.point is not None and place.point.precision in _FINE
    if by_point and first not in fine and fold_name(first) not in atlas.coarse:
        fine.insert(0, first)
    return tuple(fine)


def coarsened(place: Place, atlas: Atlas) -> Place:
    """The place without its fine names, and with the point of what encloses it, or none where that is unknown."""
    fine = fine_names(place, atlas)
    kept = [at for at, name in enumerate(place.names) if name not in fine]
    names = tuple(place.names[at] for at in kept) or (PLACE_WITHHELD,)
    keys = tuple(place.keys[at] for at in kept if at < len(place.keys)) if kept else (fold_name(PLACE_WITHHELD),)
    return replace(place, names=names, keys=keys if place.keys else (), point=_point(place, names, atlas))


def is_fine_name(name: str) -> bool:
    """Whether the name tells of a street, a hospital, a house or the like, and not of a district named after one."""
    words = [word.lower for word in tokens(name)]
    return bool(words) and words[-1] not in person_words().wide and any(word in person_words().fine for word in words)


def _point(place: Place, names: tuple[str, ...], atlas: Atlas) -> Point | None:
    point = place.point
    if point is None or _too_close(point):
        point = _enclosing(names, atlas)
    near = point is not None and point.precision in {Precision.NEIGHBOURHOOD, Precision.UNKNOWN}
    return replace(point, radius=max(point.radius, LEAST_RADIUS)) if point and (near or point != place.point) else point


def _enclosing(names: tuple[str, ...], atlas: Atlas) -> Point | None:
    folded = _folded(names)
    found = (atlas.points.get(folded[at:]) for at in range(len(folded)))
    return next((point for point in found if point is not None), None)


def _too_close(point: Point) -> bool:
    unclear = point.precision is Precision.UNKNOWN and point.radius < LEAST_RADIUS
    return point.precision in _FINE or unclear


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(fold_name, names))
