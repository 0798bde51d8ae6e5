"""Contradictions: sets of things that the claims say and that can't all hold, none of which can be left out.

What differs between sources about one incident, or about the same people, place and days, is no contradiction: rivals
give a span. A contradiction needs words of a report that count incidents, or a smaller total, in a larger one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.figures.totals.groups import Kind
from recount.figures.totals.laid import linked
from recount.figures.totals.linear import Programme
from recount.figures.totals.spans import Span, Spans
from recount.figures.totals.stated import Stated
from recount.model import End, IncidentId


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Member:
    """One end of a stated total, or of the people of one kind in an incident."""

    end: End
    total: int | None = None
    """`Stated.at`."""

    incident: IncidentId | None = None
    kind: tuple[str, str] | None = None
    """Harm and group, with `incident`."""

    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An irreducible contradiction."""

    members: tuple[Member, ...]


def conflicts(totals: Sequence[Stated], spans: Spans) -> list[Conflict]:
    """One contradiction after the other, each after setting aside the upper ends of the totals in those before.

    What is left then holds together. Order-free.
    """
    found = []
    for members in linked(totals):
        if all(t.high is None for t in members):
            continue
        system = _System(members, spans)
        active = system.members
        while not system.holds(active):
            kept = system.irreducible(active)
            found.append(Conflict(members=tuple(sorted(kept, key=_in_order))))
            active = [m for m in active if m not in kept or m.total is None or m.end is End.LOW]
    return found


def _in_order(member: Member) -> tuple[bool, int, str, str]:
    """Totals first, the upper end before the lower; then the incidents."""
    return member.total is None, member.total or 0, str(member.incident), member.end.value


def _lightest_first(member: Member) -> tuple[bool, int, tuple[bool, int, str, str]]:
    return member.total is not None, member.limit, _in_order(member)


class _System:
    """The limits of one group of totals that count incidents or one another."""

    def __init__(self, totals: Sequence[Stated], spans: Spans) -> None:
        self._totals = totals
        self._spans: dict[tuple[IncidentId, Kind], Span] = {
            (i, t.kind): span for t in totals for i in sorted(t.said) if (span := spans.of(i, t.kind)) is not None
        }
        self.members = sorted(self._limits(), key=_in_order)

    def holds(self, members: Sequence[Member]) -> bool:
        """Whether these limits can all hold."""
        return self._programme(members).feasible()

    def irreducible(self, members: Sequence[Member]) -> list[Member]:
        """Of limits that can't all hold, a set of which none can be left out: a deletion filter.

        It starts from the rows of the solver's own proof where that gives one, and tries the smallest incidents first,
        so that few large ones stay.
        """
        rows = self._programme(members).ray()
        kept = [members[row] for row in rows if row < len(members)]
        if not kept or self.holds(kept):
            kept = list(members)
        for member in sorted(kept, key=_lightest_first):
            without = [m for m in kept if m != member]
            if not self.holds(without):
                kept = without
        return kept

    def _limits(self) -> list[Member]:
        found = []
        for t in self._totals:
            if t.low > 0:
                found.append(Member(end=End.LOW, total=t.at, limit=t.low))
            if t.high is not None:
                found.append(Member(end=End.HIGH, total=t.at, limit=t.high))
        for (incident, kind), span in self._spans.items():
            named = (kind.harm.value, kind.group)
            if span.low > 0:
                found.append(Member(end=End.LOW, incident=incident, kind=named, limit=span.low))
            if span.high is not None:
                found.append(Member(end=End.HIGH, incident=incident, kind=named, limit=span.high))
        return found

    def _programme(self, members: Sequence[Member]) -> Programme:
        """The programme with a row for each member first, in order."""
        programme = Programme()
        counted = {t.at: programme.variable() for t in self._totals}
        beyond = {t.at: programme.variable() for t in self._totals}
        others = {t.at: programme.variable() for t in self._totals}
        people = {key: programme.variable() for key in self._spans}
        named = {(i, (kind.harm.value, kind.group)): at for (i, kind), at in people.items()}
        for m in members:
            at = counted[m.total] if m.total is not None else named[(m.incident, m.kind)]  # type: ignore[index]
            programme.row([at], low=m.limit if m.end is End.LOW else None, high=m.limit if m.end is End.HIGH else None)
        for t in self._totals:
            inside = [people[(i, t.kind)] for i in sorted(t.said) if (i, t.kind) in people]
            # `others`: people of incidents near it of whom no report says that it counts them.
            programme.row([counted[t.at]], [*inside, beyond[t.at], others[t.at]], low=0, high=0)
            for parent in t.parents & counted.keys():
                programme.row([beyond[parent]], [beyond[t.at]], low=0)
                programme.row([counted[parent]], [counted[t.at]], low=0)
        return programme
