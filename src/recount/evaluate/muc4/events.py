"""Events: deeds of one type whose days and places don't speak against it, taken for one incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recount.claims.relations import one_name
from recount.evaluate.muc4.deeds import Deed
from recount.evaluate.muc4.words import same_place
from recount.model import Place, When

MANIFEST = 3
"""From so many victims on, the same number in one report is said of the same event."""


OLD = 4000
"""Days before the report from which an incident is history."""


@dataclass(slots=True, kw_only=True)
class Event:
    """Deeds taken for one incident."""

    kind: str
    deeds: list[Deed]

    @property
    def when(self) -> When | None:
        """The day that a deed was told with, the closest of several."""
        return min((d.when for d in self.deeds if d.when), key=lambda w: w.days, default=None)

    @property
    def where(self) -> Place | None:
        """The place told most closely."""
        told = [d.where for d in self.deeds if d.where]
        return max(told, key=lambda p: len(p.names), default=None)


def one_event(event: Event, deed: Deed) -> bool:
    """Whether a deed may belong to an event: types that fit, and no day or place against it."""
    types = {event.kind, deed.kind}
    if types == {"KIDNAPPING", "ATTACK"} and _shares_a_victim(event, deed):
        return True
    if _tells_again(event, deed) and types != {"KIDNAPPING", "ATTACK"}:
        return True
    if len(types) == 2 and types != {"ATTACK", "BOMBING"} and types != {"ARSON", "BOMBING"}:
        return False
    when, where = event.when, event.where
    if when and deed.when and not when.overlaps(deed.when):
        return False
    return not (where and deed.where and not same_place(where, deed.where))


def _shares_a_victim(event: Event, deed: Deed) -> bool:
    """Whether one victim is named in both: who was kidnapped and then killed is one incident."""
    names = [v.name for d in event.deeds for v in d.victims if v.name]
    return any(same_name(v.name, name) for v in deed.victims if v.name for name in names)


def same_name(one: str, other: str) -> bool:
    """Whether two names may be of one person."""
    return one_name(frozenset(one.lower().split()), frozenset(other.lower().split()))


def _tells_again(event: Event, deed: Deed) -> bool:
    """Whether a deed gives the number of victims that an event was told with: the same event, said once more."""
    told = {(v.effect, v.count) for d in event.deeds for v in d.victims if v.count and (v.count.low or 0) >= MANIFEST}
    return any((v.effect, v.count) in told for v in deed.victims)


def is_old(event: Event, published: date | None) -> bool:
    """Whether an event is history to the report."""
    when = event.when
    return when is not None and published is not None and (published - when.end).days > OLD


def tells(event: Event) -> bool:
    """Whether MUC-4 asks for an event: someone or something is hit, or a bomb went off."""
    return any(d.victims or d.targets for d in event.deeds) or event.kind == "BOMBING"
