"""Around: what the other names of a report say of a place that one of its names may mean.

In which countries and regions they lie, what the names beside it mean, and how near the places are that are all but
sure. How likely each meaning of a name is weighs each of these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Precision
from recount.resolve.earth import Direction, cosine_of, direction
from recount.resolve.naming import Meaning

AREAS = frozenset({Precision.COUNTRY, Precision.REGION, Precision.UNKNOWN})
"""What is too large for its point to tell how near something is."""

ALL_BUT_SURE = 0.4
"""Share from which a place counts as one that the report tells of."""

HARDLY = 0.02
"""Share up to which a meaning says nothing of where the others lie."""

_NEAR = tuple(
    (cosine_of(km), word) for km, word in ((15, "15"), (50, "50"), (150, "150"), (400, "400"), (1000, "1000"))
)


class Site(NamedTuple):
    """A meaning of a name with what is asked of its place again and again."""

    meaning: Meaning
    country: str
    region: str
    """What names the region it is or lies in; empty where there is none."""

    area: bool
    """Whether it is too large for its point to tell how near something is."""

    direction: Direction


def site_of(meaning: Meaning) -> Site:
    """The meaning with what is asked of its place."""
    place = meaning.place
    to = direction(place.latitude, place.longitude)
    return Site(meaning, place.country, _region(place), place.precision in AREAS, to)


def _region(place: GazetteerPlace) -> str:
    if place.precision is Precision.REGION:
        return f"{place.country}/{fold_name(place.name)}"
    return f"{place.country}/{fold_name(place.parents[-2])}" if len(place.parents) > 1 else ""


class Votes:
    """How much of what the names mean lies in each country, or in each region."""

    def __init__(self) -> None:
        self.of: dict[str, Counter[str]] = {}
        self.sums: dict[str, float] = {}
        self.all = Counter[str]()
        self.total = 0.0

    def add(self, name: str, found: Counter[str]) -> None:
        """Take in what one name says."""
        self.of[name], self.sums[name] = found, sum(found.values())
        self.all.update(found)

    def counted(self, *, named_only: bool = False) -> None:
        """Say that all names are in; what lies in nothing that has a name counts among all unless told otherwise."""
        if named_only:
            self.all.pop("", None)
        self.total = sum(self.all.values())

    def of_others(self, name: str, key: str) -> str:
        """What part of the other names is there."""
        total = self.total - self.sums.get(name, 0)
        if total <= 0.5:
            return "alone"
        own = self.of[name][key] if name in self.of else 0
        part = (self.all[key] - own) / total if key else 0.0
        return next((word for edge, word in _PARTS if part < edge), "most")


_PARTS = ((0.03, "none"), (0.15, "few"), (0.4, "some"), (0.7, "many"))


class Around:
    """What the names of a report mean as far as it is known, to weigh one of them by the others."""

    def __init__(
        self,
        found: Mapping[str, Sequence[Site]],
        shares: Mapping[str, Sequence[float]],
        counts: Counter[str],
        neighbours: Mapping[str, frozenset[str]],
    ) -> None:
        self.neighbours = neighbours
        self.countries, self.regions = Votes(), Votes()
        self.points: list[tuple[str, Direction]] = []
        for name, sites in found.items():
            countries, regions = Counter[str](), Counter[str]()
            times = min(counts[name], 3) ** 0.5
            for site, share in zip(sites, shares[name], strict=True):
                if share > HARDLY:
                    countries[site.country] += share * times
                    regions[site.region] += share * times
                if share > ALL_BUT_SURE and not site.area:
                    self.points.append((name, site.direction))
            self.countries.add(name, countries)
            self.regions.add(name, regions)
        self.countries.counted()
        self.regions.counted(named_only=True)

    def features(self, name: str, site: Site) -> list[str]:
        """What the other names say of a meaning of this one."""
        out = [f"country_{self.countries.of_others(name, site.country)}"]
        if site.meaning.place.precision is not Precision.COUNTRY and not site.meaning.wide:
            out.append(f"region_{self.regions.of_others(name, site.region)}")
            out.extend(self._beside(name, site.region))
        if not site.area:
            out.extend(self._near(name, site.direction))
        return out

    def _beside(self, name: str, region: str) -> list[str]:
        """How likely one of the names beside it lies in a region."""
        regions = self.regions
        told = [
            regions.of[n][region] / max(regions.sums[n], 0.01) for n in self.neighbours.get(name, ()) if n in regions.of
        ]
        return [f"beside_{_rounded(max(told))}"] if told else []

    def _near(self, name: str, to: Direction) -> list[str]:
        """How near the nearest, the second nearest and the middle one of the other places lie."""
        x, y, z = to
        cosines = [x * a + y * b + z * c for n, (a, b, c) in self.points if n != name]
        if not cosines:
            return []
        cosines.sort(reverse=True)
        out = [f"nearest_{_within(cosines[0])}", f"middle_{_within(cosines[len(cosines) // 2])}"]
        if len(cosines) > 1:
            out.append(f"second_{_within(cosines[1])}")
        return out


def neighbours_of(names: Sequence[str]) -> dict[str, frozenset[str]]:
    """The names that stand next to each name, or next but one, anywhere."""
    found: dict[str, set[str]] = defaultdict(set)
    for k, name in enumerate(names):
        found[name].update(n for n in names[max(0, k - 2) : k + 3] if n != name)
    return {name: frozenset(near) for name, near in found.items()}


def _rounded(part: float) -> str:
    return next((word for edge, word in ((0.1, "not"), (0.5, "perhaps"), (0.8, "likely")) if part < edge), "surely")


def _within(cosine: float) -> str:
    return next((word for edge, word in _NEAR if cosine > edge), "far")
