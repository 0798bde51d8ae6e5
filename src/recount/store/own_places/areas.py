"""Countries and regions by the names that the shipped gazetteer has for them: places are compared by names."""

from __future__ import annotations

from collections.abc import Iterable

from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Precision


class Areas:
    """What contains places."""

    def __init__(self, areas: Iterable[GazetteerPlace] = ()) -> None:
        """Give the countries, regions and districts there are."""
        self._countries: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._by_key: dict[str, str] = {}
        self._by_name: dict[tuple[str, str], str] = {}
        for area in areas:
            if area.precision is Precision.COUNTRY:
                self._countries[area.country] = area.name
                self._codes[fold_name(area.name)] = area.country
            self._by_key[area.key] = area.name
            if area.geonames:
                self._by_key.setdefault(f"geonames:{area.geonames}", area.name)
            if area.precision is Precision.REGION:
                self._by_name[area.country, fold_name(area.name)] = area.name

    def country(self, code: str) -> str | None:
        """The name of a country by its code; ``None`` for a code that no country has."""
        return self._countries.get(code)

    def code(self, name: str) -> str | None:
        """The code of a country by its name."""
        return self._codes.get(fold_name(name))

    def name(self, key: str) -> str | None:
        """The name of a country, region or district by its identifier."""
        return self._by_key.get(key)

    def chain(self, code: str, *inner: str | None) -> tuple[str, ...]:
        """Names of what contains a place: those given, nearest first, as the gazetteer spells them, and the country."""
        named = [self._by_name.get((code, fold_name(n)), n) for n in inner if n]
        return tuple(dict.fromkeys([*named, *filter(None, [self.country(code)])]))
