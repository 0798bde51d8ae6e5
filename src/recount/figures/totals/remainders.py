"""Remainders: what each stated total counts beyond the recorded incidents, as stated and by the bounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from recount.figures.totals.dated import Dated
from recount.figures.totals.groups import Kind
from recount.figures.totals.laid import Near, linked
from recount.figures.totals.linear import Programme
from recount.figures.totals.regions import Region
from recount.figures.totals.spans import Span, Spans
from recount.figures.totals.stated import Stated
from recount.model import EVERYONE, IncidentId, Quantity, Remainder

Held = tuple[IncidentId, Kind]
"""People of one kind in an incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holds:
    """What a total certainly and perhaps counts."""

    total: Stated
    said: dict[Held, Span]
    """Incidents that a report counts in it."""

    near: dict[Held, Span]
    """Incidents that may lie within its place and days. Its source may not have known them."""


class Remainders:
    """What a record's totals leave over: found when one is asked for, with all that limit one another, then kept.

    Args:
        totals: all of the record: one may limit incidents that another counts.
        incidents: all of the record.
        spans: their spans.
        loose: numbers of totals that can't hold: they limit nothing, and their own remainder is nobody.
    """

    def __init__(
        self, totals: Sequence[Stated], *, incidents: Dated, spans: Spans, loose: Collection[int] = ()
    ) -> None:
        self._incidents, self._spans, self._loose = incidents, spans, loose
        regions = (Region(where=i.where, when=i.when) for i in incidents.every)
        self._near = Near(enumerate(regions))
        self._group_of = {total.at: members for members in linked(totals) for total in members}
        self._found: dict[int, Quantity] = {}

    def of(self, wanted: Iterable[Stated]) -> Iterator[Remainder]:
        """The remainder of each total wanted, in their order."""
        for total in wanted:
            if total.at not in self._found:
                group = [_holds(t, self._perhaps_in(t), self._spans) for t in self._group_of[total.at]]
                self._found.update(_of_group(group, self._loose))
            yield _remainder(total, self._found[total.at], self._spans)

    def _perhaps_in(self, total: Stated) -> list[IncidentId]:
        """The incidents that may lie within its place and days."""
        return [self._incidents.every[at].id for at in self._near.of(total.region)]


UNTOLD = Span(low=0, best=0, high=None)
"""Of an incident that a report counts in a total, while none says how many of its people are of the total's kind."""


def _holds(total: Stated, near: Sequence[IncidentId], spans: Spans) -> _Holds:
    said = {(i, total.kind): spans.of(i, total.kind) or UNTOLD for i in sorted(total.said)}
    others = (i for i in near if i not in total.said)
    return _Holds(
        total=total,
        said=said,
        near={(i, total.kind): s for i in others if (s := spans.of(i, total.kind)) is not None},
    )


def _of_group(group: Sequence[_Holds], loose: Collection[int]) -> dict[int, Quantity]:
    """The remainders of totals that limit one another.

    The most is in closed form: the incidents take their lowest, which leaves every limit the most room. The fewest
    needs the programme only where an incident near one total is limited by another.
    """
    firm = [h for h in group if h.total.at not in loose]
    capped = {held for h in firm if h.total.high is not None for held in h.said}
    highs = {h.total.at: _most(h) for h in firm}
    lows = {h.total.at: _fewest(h, firm, capped) for h in firm}
    found = {h.total.at: Quantity(low=0, high=0) for h in group if h.total.at in loose}
    for h in firm:
        at = h.total.at
        tops = [top for n in (at, *h.total.parents) if (top := highs.get(n)) is not None]
        low = max(lows[n.total.at] for n in firm if n.total.at == at or at in n.total.parents)
        high = min(tops) if tops else None
        found[at] = Quantity(low=low if high is None else min(low, high), high=high)
    return found


def _most(holds: _Holds) -> int | None:
    if holds.total.high is None:
        return None
    return max(0, holds.total.high - sum(s.low for s in holds.said.values()))


def _fewest(holds: _Holds, group: Sequence[_Holds], capped: Collection[Held]) -> int:
    counted = {**holds.near, **holds.said}
    rivals = {
        held for held in counted if held in capped and (held not in holds.said or _capped_elsewhere(held, holds, group))
    }
    if not rivals:
        return _over(holds.total.low, [s.high for s in counted.values()])
    alone = [s.high for held, s in counted.items() if held not in rivals]
    if None in alone:
        return 0
    room = holds.total.low - sum(top or 0 for top in alone)
    return _programmed(room, rivals, group) if room > 0 else 0


def _capped_elsewhere(held: Held, holds: _Holds, group: Sequence[_Holds]) -> bool:
    return any(h.total.at != holds.total.at and h.total.high is not None and held in h.said for h in group)


def _over(low: int, tops: Sequence[int | None]) -> int:
    return 0 if None in tops else max(0, low - sum(top or 0 for top in tops))


def _programmed(room: int, rivals: Collection[Held], group: Sequence[_Holds]) -> int:
    """How much of `room` the rivals can't fill, under all limits of the group."""
    programme = Programme()
    people: dict[Held, int] = {}
    for h in group:
        for held, span in h.said.items():
            if held not in people and h.total.high is not None:
                people[held] = programme.variable(span.low, span.high)
    left = programme.variable(cost=1)
    for h in group:
        if h.total.high is not None and h.said:
            programme.row([people[held] for held in h.said], high=h.total.high)
    programme.row([left, *(people[held] for held in sorted(rivals, key=str))], low=room)
    solved = programme.solve()
    return max(0, solved.bound) if solved else 0


def _remainder(total: Stated, bounds: Quantity, spans: Spans) -> Remainder:
    bests = [span.best for i in sorted(total.said) if (span := spans.of(i, _stated_kind(total))) is not None]
    return Remainder(
        periods=total.periods,
        label=total.label,
        stated=total.number,
        left=max(0, total.number - sum(bests)) if bests else None,
        bounds=bounds,
        claims=total.claims,
    )


def _stated_kind(total: Stated) -> Kind:
    """As stated, a total of any group has the figures of everyone taken off it, as `recount figures` does."""
    return Kind(harm=total.kind.harm, group=EVERYONE)
