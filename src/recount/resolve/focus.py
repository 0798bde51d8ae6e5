"""Focus: the country and the city that a report as a whole is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Mention, Precision
from recount.resolve.gazetteer import Gazetteer
from recount.resolve.place_names import take_apart

WIDE = frozenset({Precision.REGION, Precision.COUNTRY})
"""What holds towns: named with one of them, the town is what is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What the report as a whole is about."""

    country: str | None
    country_name: str | None
    city: GazetteerPlace | None
    regions: frozenset[str]
    """Folded names of regions and countries it mentions."""


def find_focus(mentions: Iterable[Mention], gazetteer: Gazetteer) -> Focus:
    """The country and the city that most mentions point to.

    A hamlet of which no more than its name is known counts only for a country that something better known speaks for:
    some hamlet somewhere bears the name of every other person and school.
    """
    countries, doubtful = Counter[str](), Counter[str]()
    names = [take_apart(m.words) for m in mentions]
    found = {n.name: gazetteer.find(n.name) for n in names if n.name}
    for name in names:
        for candidate in found.get(name.name, ())[:1]:
            (countries if _is_known(candidate) else doubtful)[candidate.country] += 1
    told = Counter({c: n + doubtful[c] for c, n in countries.items()}) if countries else doubtful
    country = _leading(told)
    cities: Counter[str] = Counter()
    by_key: dict[str, GazetteerPlace] = {}
    for name in names:
        city = next(
            (c for c in found.get(name.name, ()) if c.country == country and c.precision is Precision.CITY), None
        )
        if city is not None and name.kind is not Precision.REGION:
            cities[city.key] += 1
            by_key[city.key] = city
    top = min(cities, key=lambda k: (-cities[k], k), default=None)
    regions = {fold_name(n.name) for n in names if any(_is_wide(c) for c in found.get(n.name, ()))}
    return Focus(
        country=country,
        country_name=_country_name(country, found),
        city=by_key[top] if top else None,
        regions=frozenset(regions),
    )


def _leading(votes: Counter[str]) -> str | None:
    """What has more votes than anything else; ``None`` where two have as many: then the report is about neither."""
    (first, most), (_, next_most) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return first if most > next_most else None


def _country_name(country: str | None, found: dict[str, list[GazetteerPlace]]) -> str | None:
    every = [c for candidates in found.values() for c in candidates if c.country == country]
    named = next((c.name for c in every if c.precision is Precision.COUNTRY), None)
    return named or next((c.parents[-1] for c in every if c.parents), None)


def _is_known(place: GazetteerPlace) -> bool:
    """Whether its people are counted, it holds others, or it is a part or a landmark that somebody listed."""
    return place.population > 0 or place.precision not in (Precision.VILLAGE, Precision.UNKNOWN)


def _is_wide(place: GazetteerPlace) -> bool:
    return place.precision in WIDE
