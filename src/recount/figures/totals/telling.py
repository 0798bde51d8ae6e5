"""Telling: limits and ends of a total as sentences. They quote numbers, places and days, never names of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from recount.figures.totals.conflicts import Conflict, Member
from recount.figures.totals.groups import Kind
from recount.figures.totals.lower import Least
from recount.figures.totals.spans import Span, Spans
from recount.figures.totals.stated import Stated
from recount.figures.totals.upper import Most
from recount.model import (
    Binding,
    Bound,
    ClaimId,
    Contradiction,
    End,
    GroundedClaim,
    Harm,
    Incident,
    IncidentId,
    Limit,
    Reason,
)
from recount.model import (
    Stated as Number,
)
from recount.ontology import harms

_BOUNDS = {
    Bound.AT_LEAST: "at least {}",
    Bound.MORE_THAN: "more than {}",
    Bound.ABOUT: "about {}",
    Bound.AT_MOST: "at most {}",
    Bound.LESS_THAN: "fewer than {}",
}
_NAMED = 3
"""Incidents named in one sentence; the others are counted."""

Claims = Mapping[ClaimId, GroundedClaim]
Incidents = Mapping[IncidentId, Incident]


def number(stated: Number) -> str:
    """The number as its source put it: "at least 160", "dozens"."""
    if stated.value is None or (stated.word is not None and stated.bound is Bound.VAGUE):
        return stated.word or "no number"
    told = f"{stated.value:,}" if stated.value_max is None else f"{stated.value:,} to {stated.value_max:,}"
    return _BOUNDS.get(stated.bound, "{}").format(told)


def lower_bindings(
    least: Least,
    totals: Mapping[int, Stated],
    *,
    incidents: Incidents,
    spans: Mapping[IncidentId, Span],
    claims: Claims,
) -> list[Binding]:
    """What the lower end rests on: stated totals first, the larger before, then the incidents that add to it."""
    found = []
    for total in sorted((totals[at] for at in least.totals), key=lambda t: (-t.low, t.at)):
        behind = _least_of(total.claims, claims)
        said = f"“{_told(behind, claims)}” ({total.label}) counts {total.low:,} or more."
        if total.said:
            said += f" It holds {_count(len(total.said), 'recorded incident')}, not added to it."
        found.append(_binding(End.LOW, "stated_total", said, claims=behind, periods=total))
    adding = [i for i in least.incidents if i in spans and spans[i].low]
    if adding:
        adding.sort()
        adding.sort(key=lambda i: -spans[i].low)
        people = sum(spans[i].low for i in adding)
        beside = " in no such total" if least.totals else ""
        said = f"{_count(len(adding), 'recorded incident')}{beside} {'adds' if len(adding) == 1 else 'add'} {people:,}:"
        said = f"{said} {_listed(adding, incidents, spans)}."
        claims_of = set(chain.from_iterable(spans[i].claims for i in adding))
        found.append(_binding(End.LOW, "incidents", said, claims=claims_of, incidents=adding))
    return found


def upper_bindings(
    most: Most, totals: Mapping[int, Stated], *, incidents: Incidents, spans: Mapping[IncidentId, Span], claims: Claims
) -> list[Binding]:
    """What the upper end rests on, or what leaves it open."""
    if most.value is not None:
        return [_closed(most, totals, spans)] if most.incidents or most.totals else []
    found = []
    for total in sorted((totals[at] for at in most.totals), key=lambda t: (-t.number, t.at)):
        opening = total.open or total.claims
        said = f"Open: “{_told(opening, claims)}” ({total.label}) sets no limit."
        found.append(_binding(End.HIGH, "open_total", said, claims=opening, periods=total))
    if most.incidents:
        behind = sorted({c for i in most.incidents for c in (spans[i].open or spans[i].claims)})
        ordered = sorted(most.incidents, key=lambda i: (-spans[i].best, i))
        verb = "leaves" if len(ordered) == 1 else "leave"
        said = f"Open: {_count(len(ordered), 'recorded incident')} {verb} it so: {_listed(ordered, incidents, spans)}."
        found.append(_binding(End.HIGH, "open_incidents", said, claims=behind, incidents=ordered))
    return found


def _closed(most: Most, totals: Mapping[int, Stated], spans: Mapping[IncidentId, Span]) -> Binding:
    chosen = [totals[at] for at in most.totals]
    parts = []
    if most.incidents:
        parts.append(f"the highest figures of {_count(len(most.incidents), 'recorded incident')}")
    if chosen:
        parts.append(f"what {_count(len(chosen), 'stated total')} may count beyond them")
    behind = set(chain.from_iterable(spans[i].claims for i in most.incidents))
    behind.update(*(t.claims for t in chosen))
    return Binding(
        end=End.HIGH,
        reason=Reason(rule="highest_together", sentence=f"It adds up {' and '.join(parts)}."),
        claims=tuple(sorted(behind)),
        periods=tuple(sorted(p for t in chosen for p in t.periods)),
        incidents=most.incidents,
    )


def contradiction(
    conflict: Conflict, totals: Mapping[int, Stated], *, incidents: Incidents, spans: Spans, claims: Claims
) -> Contradiction:
    """The conflict with a sentence and the claims for each member."""
    members = [_limit(m, totals, incidents=incidents, spans=spans, claims=claims) for m in conflict.members]
    return Contradiction(members=tuple(members))


def _limit(
    member: Member, totals: Mapping[int, Stated], *, incidents: Incidents, spans: Spans, claims: Claims
) -> Limit:
    side = "at least" if member.end is End.LOW else "at most"
    if member.total is not None:
        total = totals[member.total]
        said = f"{total.label}: {side} {member.limit:,}, by “{_told(total.claims, claims)}”."
        return Limit(reason=Reason(rule=f"total_{member.end.value}", sentence=said), claims=tuple(sorted(total.claims)))
    incident, kind = member.incident, member.kind
    if incident is None or kind is None:
        raise ValueError(f"of neither a total nor an incident: {member}")
    harm, group = kind
    span = spans.of(incident, Kind(harm=Harm(harm), group=group))
    behind = span.claims if span else ()
    label = incidents[incident].label if incident in incidents else "an incident"
    of = f"{harms()[harm].label}" + ("" if group == "all" else f" ({group})")
    told = f", by “{_told(behind, claims)}”" if behind else ""
    said = f"{label}: {side} {member.limit:,} {of}{told}."
    return Limit(reason=Reason(rule=f"incident_{member.end.value}", sentence=said), claims=behind)


def _binding(
    end: End,
    rule: str,
    sentence: str,
    *,
    claims: Iterable[ClaimId],
    periods: Stated | None = None,
    incidents: Sequence[IncidentId] = (),
) -> Binding:
    return Binding(
        end=end,
        reason=Reason(rule=rule, sentence=sentence),
        claims=tuple(sorted(claims)),
        periods=periods.periods if periods else (),
        incidents=tuple(incidents),
    )


def _least_of(behind: Sequence[ClaimId], claims: Claims) -> list[ClaimId]:
    """The claims with the lowest lower end: rivals of a larger number hold nothing up."""
    lows = {c: q.low for c in behind if c in claims and (q := claims[c].quantity) is not None}
    return [c for c in behind if c in lows and lows[c] == min(lows.values())]


def _told(behind: Sequence[ClaimId], claims: Claims) -> str:
    """The numbers that claims state, each once: "at least 160", "160 or 200"."""
    told = dict.fromkeys(number(claims[c].claim.stated) for c in behind if c in claims)
    some = list(told)[:_NAMED]
    return " or ".join(some) + (" or others" if len(told) > _NAMED else "")


def _listed(found: Sequence[IncidentId], incidents: Incidents, spans: Mapping[IncidentId, Span]) -> str:
    named = [f"{incidents[i].label} ({spans[i].low:,})" for i in found[:_NAMED]]
    rest = len(found) - len(named)
    return "; ".join(named) + (f"; and {rest:,} more" if rest else "")


def _count(value: int, noun: str) -> str:
    return f"{value:,} {noun}{'' if value == 1 else 's'}"
