"""Searching: the reports that hold the words asked for, counted by outlet, day and harm without reading them again."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from recount.model import GroundedClaim, ReportHead, ReportId

KEPT = 20
"""Questions whose reports are kept."""

BY_MONTH = 18
"""Months that find room in a list; over more, years are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Which of the reports found are wanted: all, unless something is given."""

    outlet: str = ""
    start: date | None = None
    end: date | None = None
    """Days of publication, both included. A report without a day is left out where one is given."""

    harm: str = ""
    """Only reports with a claim of this harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Of whom a report is and when it came out: as its metadata say, else as it was read from its text."""

    outlet: str
    day: date | None


class Searching:
    """What can be told of reports from memory. Safe to share between threads.

    Args:
        heads: the latest version of every report.
        claims_of: their claims.
    """

    def __init__(self, heads: Iterable[ReportHead], claims_of: Mapping[ReportId, Sequence[GroundedClaim]]) -> None:
        self.heads = {ReportId(head.id): head for head in heads}
        self._claims_of = claims_of
        self._kept: OrderedDict[str, list[ReportHead]] = OrderedDict()
        self._lock = threading.Lock()

    def holding(self, words: str, look: Callable[[str], Iterable[ReportId]]) -> list[ReportHead]:
        """The reports that hold the words, the best first; looked for in the record once."""
        with self._lock:
            if words in self._kept:
                self._kept.move_to_end(words)
                return self._kept[words]
        found = [self.heads[id_] for id_ in look(words) if id_ in self.heads]
        with self._lock:
            self._kept[words] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def sift(self, heads: Iterable[ReportHead], sieve: Sieve) -> list[ReportHead]:
        """Those of the reports that are wanted, in their order."""
        return [head for head in heads if self.wanted(head, sieve)]

    def wanted(self, head: ReportHead, sieve: Sieve) -> bool:
        """Whether a report is wanted."""
        stamp = self.stamps[ReportId(head.id)]
        if sieve.outlet and stamp.outlet != sieve.outlet:
            return False
        if sieve.start or sieve.end:
            day = stamp.day
            if day is None or not (sieve.start or day) <= day <= (sieve.end or day):
                return False
        return not sieve.harm or sieve.harm in self._harms.get(ReportId(head.id), ())

    def outlets(self, heads: Iterable[ReportHead], sieve: Sieve) -> list[tuple[str, int]]:
        """Outlets with their number of reports, the most first, whichever outlet is asked for now."""
        wanted = self.sift(heads, replace(sieve, outlet=""))
        counts = Counter(outlet for head in wanted if (outlet := self.stamps[ReportId(head.id)].outlet))
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def harms(self, heads: Iterable[ReportHead], sieve: Sieve) -> Counter[str]:
        """Harms with the number of reports that have a claim of each."""
        wanted = self.sift(heads, replace(sieve, harm=""))
        return Counter(harm for head in wanted for harm in self._harms.get(ReportId(head.id), ()))

    def spans(self, heads: Iterable[ReportHead], sieve: Sieve) -> list[tuple[str, int]]:
        """Months of publication, ``2016-10``, or years where they are many, with their number of reports, in order."""
        wanted = self.sift(heads, replace(sieve, start=None, end=None))
        days = [day for head in wanted if (day := self.stamps[ReportId(head.id)].day)]
        months = Counter(f"{day:%Y-%m}" for day in days)
        if len(months) > BY_MONTH:
            months = Counter(f"{day:%Y}" for day in days)
        return sorted(months.items())

    @cached_property
    def stamps(self) -> dict[ReportId, Stamp]:
        """Every report's outlet and day."""
        return {id_: _stamp(head, self._claims_of.get(id_, ())) for id_, head in self.heads.items()}

    @cached_property
    def _harms(self) -> dict[ReportId, frozenset[str]]:
        return {id_: frozenset(c.claim.harm.value for c in claims) for id_, claims in self._claims_of.items()}


def _stamp(head: ReportHead, claims: Sequence[GroundedClaim]) -> Stamp:
    told = claims[0] if claims else None
    day = head.published
    if day is None and told is not None and told.published:
        day = date.fromisoformat(told.published[:10])
    return Stamp(outlet=head.outlet or (told.outlet if told else None) or "", day=day)


def days_of(span: str) -> tuple[date, date]:
    """The first and the last day of a month or a year as `Searching.spans` names it."""
    if len(span) == 4:
        return date(int(span), 1, 1), date(int(span), 12, 31)
    year, month = int(span[:4]), int(span[5:7])
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), date.fromordinal(after.toordinal() - 1)


def runs(text: str, marks: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is marked. Joined they are the text."""
    at = 0
    for start, end in marks:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
