"""Facets: by what a search can be narrowed, each with how many reports it then finds and the address of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from recount.model import Harm, ReportHead
from recount.publish import wording
from recount.server.shapes.search import Facet
from recount.server.tables.searching import Searching, Sieve, days_of

MOST_OUTLETS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Of one search."""

    searching: Searching
    words: str
    group: str
    sieve: Sieve

    def outlets(self, every: Sequence[ReportHead]) -> Iterator[Facet]:
        """Outlets, the most reports first."""
        for name, count in self.searching.outlets(every, self.sieve)[:MOST_OUTLETS]:
            chosen = name == self.sieve.outlet
            yield Facet(words=name, count=count, address=self.address(outlet="" if chosen else name), chosen=chosen)

    def spans(self, every: Sequence[ReportHead]) -> Iterator[Facet]:
        """Months or years of publication, in order."""
        for span, count in self.searching.spans(every, self.sieve):
            first, last = days_of(span)
            chosen = (first, last) == (self.sieve.start, self.sieve.end)
            start, end = ("", "") if chosen else (first.isoformat(), last.isoformat())
            words = span if len(span) == 4 else f"{wording.short_day(first).split()[1]} {first.year}"
            yield Facet(words=words, count=count, address=self.address(start=start, end=end), chosen=chosen)

    def harms(self, every: Sequence[ReportHead]) -> Iterator[Facet]:
        """Harms of which the reports have claims."""
        counts = self.searching.harms(every, self.sieve)
        for harm in Harm:
            if counts[harm.value]:
                chosen = harm.value == self.sieve.harm
                address = self.address(harm="" if chosen else harm.value)
                yield Facet(words=wording.HARMS[harm], count=counts[harm.value], address=address, chosen=chosen)

    def address(self, **other: str) -> str:
        """The same search, narrowed otherwise."""
        sieve = self.sieve
        told = {"outlet": sieve.outlet, "start": iso(sieve.start), "end": iso(sieve.end), "harm": sieve.harm} | other
        asked = {"q": self.words, "in": self.group, "outlet": told["outlet"], "harm": told["harm"]}
        asked |= {"from": told["start"], "to": told["end"]}
        return f"/search?{urlencode({name: value for name, value in asked.items() if value})}"


def iso(day: date | None) -> str:
    """The day as an address has it; empty for none."""
    return day.isoformat() if day else ""
