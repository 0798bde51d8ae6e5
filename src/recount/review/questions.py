"""Questions for a person: what the record could not tell by itself, what is worth a minute first.

A question weighs what its answer may change: the persons that a published figure may gain or lose by it, times how
unsure the record is. A figure for a whole war, or one that no figure counts anyway, waits behind everything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from recount.model import Figure, Findings, Grade, GroundedClaim, Harm, Incident, IncidentId, Scope

UNSURE = {
    "contested": 1.0,
    "wide_range": 1.0,
    "one_or_two": 0.5,
    "ambiguous_place": 0.5,
    "ambiguous_day": 0.5,
    "no_day": 0.7,
    "no_publication_date": 0.7,
    "no_place": 0.4,
    "unknown_place": 0.3,
    "pooled": 0.5,
}
"""How much of a figure a kind of question puts in doubt, 0 to 1: a claim without a day adds to no day at all, one
whose place is unknown still counts in the region. Set by hand; only the order of the queue follows from it."""

USUALLY = 0.3
"""For kinds that are not listed."""

NEAREST = 4
"""Incidents of one place and day beyond which none is asked about by pairs: a battle, not one strike told twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to look at."""

    kind: str
    about: str
    """The identifier of the claim or incident."""

    sentence: str
    weight: int
    """Persons that a figure may gain or lose by the answer, times how unsure it is."""

    other: str = ""
    """Of two incidents that may be one, the second."""


def queue(findings: Findings, claims: Iterable[GroundedClaim]) -> list[Question]:
    """What waits for a person, by weight, then by identifier."""
    asked = [*_contested(findings), *_wide_ranges(findings), *_one_or_two(findings), *_refused(findings, claims)]
    return sorted(asked, key=lambda q: (-q.weight, q.kind, q.about, q.other))


def _weight(kind: str, persons: int) -> int:
    return round(persons * UNSURE.get(kind, USUALLY))


def _contested(findings: Findings) -> Iterator[Question]:
    best = {f.incident: f.best for f in findings.figures if f.group == "all"}
    for graded in findings.grades:
        if graded.grade is Grade.CONTESTED:
            weight = _weight("contested", best.get(graded.incident, 0))
            yield Question(kind="contested", about=graded.incident, sentence=graded.reason.sentence, weight=weight)


def _wide_ranges(findings: Findings) -> Iterator[Question]:
    for figure in findings.figures:
        if figure.group == "all" and figure.high > 2 * max(1, figure.low):
            sentence = f"Sources give between {figure.low} and {figure.high} {figure.harm}."
            weight = _weight("wide_range", figure.high - figure.low)
            yield Question(kind="wide_range", about=figure.incident, sentence=sentence, weight=weight)


def _one_or_two(findings: Findings) -> Iterator[Question]:
    """Pairs of incidents of one day at one place by one means: told apart, and perhaps one."""
    killed = {f.incident: f for f in findings.figures if f.group == "all" and f.harm is Harm.KILLED}
    alike: defaultdict[tuple[object, ...], list[Incident]] = defaultdict(list)
    for incident in findings.incidents:
        if incident.when and incident.when.days == 1 and incident.where and incident.id in killed:
            alike[incident.when.start, incident.where.keys, incident.means].append(incident)
    for found in alike.values():
        if len(found) <= NEAREST:
            yield from (_pair(a, b, killed) for a, b in combinations(sorted(found, key=lambda i: i.id), 2))


def _pair(a: Incident, b: Incident, killed: dict[IncidentId, Figure]) -> Question:
    tolls = sorted((killed[a.id].best, killed[b.id].best))
    sentence = f"Two incidents of one day, place and means, with {tolls[0]} and {tolls[1]} killed: one or two?"
    weight = _weight("one_or_two", tolls[0])
    return Question(kind="one_or_two", about=a.id, other=b.id, sentence=sentence, weight=weight)


def _refused(findings: Findings, claims: Iterable[GroundedClaim]) -> Iterator[Question]:
    used = {use.claim for figure in findings.figures for use in figure.uses if use.used}
    for claim in claims:
        if claim.claim.repeat_of is None and claim.copy_of is None:
            for refusal in claim.refusals:
                weight = _weight(refusal.kind, _effect(claim, counts=claim.claim.id in used))
                yield Question(kind=refusal.kind, about=claim.claim.id, sentence=refusal.sentence, weight=weight)


def _effect(claim: GroundedClaim, *, counts: bool) -> int:
    """Persons that the claim may move: all it states where a figure stands on it, or would if it had a day."""
    stated = claim.claim.stated.value or 0
    if claim.claim.scope in (Scope.WAR, Scope.PERIOD) or claim.claim.background:
        return 0
    return stated if counts or claim.when is None else stated // 4
