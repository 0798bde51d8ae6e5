"""Places of a question: a name as typed, found among the places that the record's claims name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from recount.figures.totals.regions import names_of, place_within
from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Place, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The places that a name may stand for: none, the one, or several among which only the asker can choose."""

    places: tuple[Place, ...]

    @property
    def one(self) -> Place | None:
        """The one, if it is one."""
        return self.places[0] if len(self.places) == 1 else None


def find_place(words: str, known: Iterable[Place], gazetteer: Iterable[GazetteerPlace] = ()) -> Found:
    """The place of that name: the record's, else the gazetteer's.

    Args:
        words: "Aleppo", or with what holds it, "al-Bab, Aleppo". In any spelling, or script, that folds to a key.
        known: places that the record's claims, incidents and totals name.
        gazetteer: what a gazetteer has under the first name.
    """
    parts = [key for name in words.split(",") if (key := fold_name(name))]
    if not parts:
        return Found(places=())
    listed = [_from_gazetteer(entry) for entry in gazetteer]
    fitting = [p for p in listed if _fits(names_of(p)[1:], parts[1:])]
    # "حلب" is Aleppo in the gazetteer, and Aleppo is what the record has.
    spellings = {parts[0], *(names_of(p)[0] for p in fitting)}
    chains = [c for place in known for c in _chains(place, spellings, parts[1:])]
    if chains:
        chains.sort(key=lambda p: (names_of(p), p.names, -_radius(p.point)))
        return Found(places=tuple(_with_point(c, fitting) for c in _widest(chains)))
    return Found(places=tuple(_widest(fitting)))


def _chains(place: Place, spellings: set[str], above: list[str]) -> Iterable[Place]:
    """The place, or one that holds it, if it has the name."""
    keys = names_of(place)
    for at, key in enumerate(keys):
        if key in spellings and _fits(keys[at + 1 :], above):
            # What holds a place has other coordinates than the place.
            yield replace(place, names=place.names[at:], keys=keys[at:], point=place.point if at == 0 else None)


def _fits(keys: tuple[str, ...], above: list[str]) -> bool:
    rest = iter(keys)
    return all(name in rest for name in above)


def _widest(places: Iterable[Place]) -> list[Place]:
    """Of places of one name, those that lie in no other of them, in their order.

    A city and a province of one name are asked for as one.
    """
    best: dict[tuple[tuple[str, ...], str | None], Place] = {}
    for place in places:
        key = names_of(place), place.country
        if key not in best or _radius(place.point) > _radius(best[key].point):
            best[key] = place
    kept: list[Place] = []
    for place in sorted(best.values(), key=lambda p: (len(names_of(p)), names_of(p), p.country or "")):
        if not any(place_within(place, other) for other in kept):
            kept.append(place)
    return [place for place in best.values() if place in kept]


def _with_point(place: Place, listed: list[Place]) -> Place:
    """The place with the widest point that a gazetteer has for it, where the record has none or a smaller one."""
    same = [p for p in listed if place_within(p, place) and names_of(p)[0] == names_of(place)[0]]
    points = [p.point for p in (place, *same) if p.point is not None]
    return replace(place, point=max(points, key=_radius, default=None))


def _radius(point: Point | None) -> float:
    return point.radius if point is not None else -1.0


def _from_gazetteer(entry: GazetteerPlace) -> Place:
    names = (entry.name, *entry.parents)
    point = Point(
        latitude=entry.latitude,
        longitude=entry.longitude,
        radius=entry.radius,
        precision=entry.precision,
        gazetteer=entry.key,
    )
    return Place(names=names, keys=tuple(fold_name(n) for n in names), point=point, country=entry.country)
