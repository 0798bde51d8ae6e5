"""Questions for a person: what the record could not tell by itself, what is worth a minute first.

A question weighs what its answer may change: the persons that a published figure may gain or lose by it, times how
unsure the record is. A figure for a whole war, or one that no figure counts anyway, waits behind everything else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice
from typing import overload

from recount.model import ClaimId, Figure, Findings, Grade, GroundedClaim, Harm, Incident, IncidentId, Scope
from recount.review.patched import patched

Spot = tuple[date, tuple[str, ...], str]

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


class Questions:
    """What waits for a person, kept: after a decision only what it touched is asked anew.

    Args:
        findings: what was found.
        claims: of the latest version of every report.
    """

    def __init__(self, findings: Findings, claims: Iterable[GroundedClaim]) -> None:
        self._killed: Mapping[IncidentId, Figure] = _killed(findings)
        self._alike: Mapping[Spot, tuple[IncidentId, ...]] = _alike(findings.incidents, self._killed)
        pairs = [q for ids in self._alike.values() for q in _pairs(ids, self._killed)]
        self.ordered = sorted([*_of_findings(findings), *pairs, *_refused(findings, claims)], key=_order)
        """By weight, then by identifier."""

        self.kinds = Counter(question.kind for question in self.ordered)
        """How many there are of each kind."""

        self._of: Mapping[str, tuple[Question, ...]] = _by_subject(self.ordered)

    def after(
        self,
        changed: Findings,
        *,
        gone: Iterable[Incident],
        claims: Iterable[GroundedClaim],
        stirred: Collection[ClaimId],
    ) -> Questions:
        """What waits once some incidents are gone and others found.

        Args:
            changed: all that is found about incidents that are new or changed.
            gone: incidents as they were, of those changed or gone.
            claims: those that may be read otherwise now, or stand elsewhere.
            stirred: their identifiers, with those of claims that are none any more.
        """
        left, found = list(gone), changed.incidents
        ids = {i.id for i in (*left, *found)}
        made = Questions.__new__(Questions)
        made._killed = patched(self._killed, ids, _killed(changed))
        spots = {spot for i in (*left, *found) if (spot := _spot(i)) is not None}
        made._alike = _moved(self._alike, left, found, made._killed)
        neighbours = {i for spot in spots for i in self._alike.get(spot, ())}
        asked_anew = {*ids, *stirred}
        dropped = [q for about in asked_anew for q in self._of.get(about, ())]
        dropped += [q for i in neighbours - asked_anew for q in self._of.get(i, ()) if q.other in neighbours]
        fresh = [
            *_of_findings(changed),
            *(q for spot in spots for q in _pairs(made._alike.get(spot, ()), made._killed)),
            *_refused(changed, claims),
        ]
        made.ordered = list(self.ordered)
        for question in dropped:
            del made.ordered[_place(made.ordered, question)]
        for question in fresh:
            insort(made.ordered, question, key=_order)
        made.kinds = self.kinds - Counter(q.kind for q in dropped) + Counter(q.kind for q in fresh)
        subjects = {q.about for q in (*dropped, *fresh)}
        still = (q for about in subjects for q in self.of(about) if q not in dropped)
        made._of = patched(self._of, subjects, _by_subject((*still, *fresh)))
        return made

    def of(self, about: str) -> tuple[Question, ...]:
        """The questions about that claim or incident."""
        return self._of.get(about, ())


class Waiting(Sequence[Question]):
    """What is asked but for what has been answered, in its order. Made in no time, however much is asked.

    Args:
        asked: what the record asks.
        answered: which of it was answered.
    """

    def __init__(self, asked: Questions, answered: Iterable[Question] = ()) -> None:
        gone = list(answered)
        self._asked = asked.ordered
        self._gone = sorted(_place(asked.ordered, question) for question in gone)
        self._before = [place - number for number, place in enumerate(self._gone)]
        self.kinds = asked.kinds - Counter(question.kind for question in gone)
        """How many wait, by kind."""

    def __len__(self) -> int:
        return len(self._asked) - len(self._gone)

    def __iter__(self) -> Iterator[Question]:
        start = 0
        for place in (*self._gone, len(self._asked)):
            yield from islice(self._asked, start, place)
            start = place + 1

    @overload
    def __getitem__(self, at: int) -> Question: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Question]: ...
    def __getitem__(self, at: int | slice) -> Question | Sequence[Question]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(f"{len(self)} questions wait")
        return self._asked[place + bisect_right(self._before, place)]


def _place(ordered: Sequence[Question], question: Question) -> int:
    """Where it stands among them."""
    return ordered.index(question, bisect_left(ordered, _order(question), key=_order))


def _by_subject(questions: Iterable[Question]) -> dict[str, tuple[Question, ...]]:
    found: defaultdict[str, list[Question]] = defaultdict(list)
    for question in questions:
        found[question.about].append(question)
    return {about: tuple(asked) for about, asked in found.items()}


def _order(question: Question) -> tuple[int, str, str, str]:
    return -question.weight, question.kind, question.about, question.other


def _of_findings(findings: Findings) -> Iterator[Question]:
    yield from _contested(findings)
    yield from _wide_ranges(findings)


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


def _killed(findings: Findings) -> dict[IncidentId, Figure]:
    return {f.incident: f for f in findings.figures if f.group == "all" and f.harm is Harm.KILLED}


def _spot(incident: Incident) -> Spot | None:
    """Day, place and means, where all of them are told to the day."""
    if incident.when is None or incident.when.days != 1 or incident.where is None:
        return None
    return incident.when.start, incident.where.keys, incident.means


def _alike(incidents: Iterable[Incident], killed: Mapping[IncidentId, Figure]) -> dict[Spot, tuple[IncidentId, ...]]:
    """Incidents of one day at one place by one means, in which people were killed: told apart, and perhaps one."""
    found: defaultdict[Spot, list[IncidentId]] = defaultdict(list)
    for incident in incidents:
        spot = _spot(incident)
        if spot is not None and incident.id in killed:
            found[spot].append(incident.id)
    return {spot: tuple(sorted(ids)) for spot, ids in found.items()}


def _moved(
    held: Mapping[Spot, tuple[IncidentId, ...]],
    gone: Iterable[Incident],
    came: Iterable[Incident],
    killed: Mapping[IncidentId, Figure],
) -> Mapping[Spot, tuple[IncidentId, ...]]:
    made: dict[Spot, tuple[IncidentId, ...]] = {}
    for incident in gone:
        spot = _spot(incident)
        if spot is not None and spot in held:
            made[spot] = tuple(i for i in made.get(spot, held[spot]) if i != incident.id)
    for spot, ids in _alike(came, killed).items():
        made[spot] = tuple(sorted({*made.get(spot, held.get(spot, ())), *ids}))
    return patched(held, (), made)


def _pairs(ids: Sequence[IncidentId], killed: Mapping[IncidentId, Figure]) -> Iterator[Question]:
    if len(ids) <= NEAREST:
        yield from (_pair(a, b, killed) for a, b in combinations(ids, 2))


def _pair(a: IncidentId, b: IncidentId, killed: Mapping[IncidentId, Figure]) -> Question:
    tolls = sorted((killed[a].best, killed[b].best))
    sentence = f"Two incidents of one day, place and means, with {tolls[0]} and {tolls[1]} killed: one or two?"
    return Question(kind="one_or_two", about=a, other=b, sentence=sentence, weight=_weight("one_or_two", tolls[0]))


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
