"""Tellings: the claims of one report that speak of one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from recount.incidents.gathering import gathered, home_of_the_others, may_join, means_fit, tolls_fit
from recount.incidents.places import is_fine, lies_within, one_place, same_town, sound, sounds
from recount.lang.names import fold_name
from recount.model import (
    ClaimId,
    GroundedClaim,
    Harm,
    Modality,
    Place,
    Scope,
    Victims,
    When,
)

T = TypeVar("T")
COUNTED = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES, Harm.MISSING, Harm.CAPTURED})
"""Harms by which an incident is told. The displaced, besieged and affected are told of periods."""


LONGEST_EVENT = 31
"""Days. An event told only by its month is one event still; what a year or more saw is a total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's account of one event."""

    key: str
    """Smallest id among its claims."""

    report: str
    claims: tuple[GroundedClaim, ...]
    when: When | None
    where: Place | None
    means: str
    tolls: Mapping[Harm, frozenset[int]]
    """Whole tolls by harm, as stated."""

    combatants: bool | None
    """Whether those harmed fought; ``None`` where it is not said."""

    sentences: frozenset[str]
    """Digests of the sentences it stands on."""

    accused: frozenset[str]
    """Keys of those it accuses."""

    details: Mapping[str, tuple[str, ...]]
    """Details near its claims by kind, sorted: ``name``, ``place`` (streets and blocks), ``age`` and ``word``."""

    outlet: str | None
    published: date | None
    """The day the report bears. Never taken for the day of the event: an event is not later than its report."""

    only_denied: bool
    """Whether it is told only to be denied: then it may join what the same report tells besides."""

    fine: bool
    """Whether it names a town or something smaller."""


def is_breakdown(claim: GroundedClaim, by_id: Mapping[ClaimId, GroundedClaim]) -> bool:
    """Whether a part is no event of its own: it breaks its whole down by victims, or by quarters of one town.

    It has the day and place of its whole, or its sentence tells neither a day nor a place.
    """
    if claim.claim.part_of is None:
        return False
    whole = by_id.get(claim.claim.part_of)
    if whole is None or whole.claim.context == claim.claim.context or is_breakdown(whole, by_id):
        return True
    if claim.claim.persons and claim.claim.stated.value == 1 and not is_total(whole):
        return True  # someone named among those counted in one event, whatever other places and days are told of them
    if not _tells_day(claim) and not _tells_place(claim):
        return True
    if is_total(whole) and _tells_place(claim) and (claim.when is None or claim.when.days == 1):
        return False  # one of the events that the total sums up, though the total may bear the place of the first
    if not _same(whole.when, claim.when):
        return False
    return _same_place(whole.where, claim.where) or (not is_total(whole) and _in_its_town(claim, whole))


def is_event(claim: GroundedClaim, by_id: Mapping[ClaimId, GroundedClaim]) -> bool:
    """Whether a claim tells of a single event: by its scope, or as a part with a day or place of its own."""
    if claim.claim.harm not in COUNTED or claim.claim.modality in (Modality.EXPECTED, Modality.HYPOTHETICAL):
        return False
    if claim.claim.scope is Scope.PART:
        whole = by_id.get(claim.claim.part_of) if claim.claim.part_of else None
        if is_breakdown(claim, by_id):
            return whole is not None and is_event(whole, by_id)
        return True
    return claim.claim.scope is Scope.INCIDENT and not is_total(claim)


def is_total(claim: GroundedClaim) -> bool:
    """Whether a claim sums up several events: by its scope, or by days that no single event takes."""
    if claim.claim.scope in (Scope.PERIOD, Scope.WAR):
        return True
    return claim.claim.scope is Scope.INCIDENT and claim.when is not None and claim.when.days > LONGEST_EVENT


def find_tellings(
    claims: Sequence[GroundedClaim], *, apart: Mapping[ClaimId, Collection[ClaimId]] | None = None
) -> list[Telling]:
    """The events that one report tells, each with its claims.

    Args:
        claims: the report's, in the order of the text.
        apart: for each claim those of which a person said that they are of another event.

    The event that half of its claims or more are of gets the details of all: what a report tells besides is mostly told
    of that.
    """
    by_id = {c.claim.id: c for c in claims}
    foes = apart or {}
    events = [c for c in claims if is_event(c, by_id)]
    events.sort(key=lambda c: is_breakdown(c, by_id))  # wholes first: a breakdown goes where its whole is
    groups: list[list[GroundedClaim]] = []
    for claim in events:
        open_to_it = [g for g in groups if not foes or may_join([claim], g, foes)]
        home = _home_of_its_whole(claim, open_to_it, by_id) or next(
            (g for g in open_to_it if any(_one_event(claim, other, by_id) for other in g)), None
        )
        whole = home_of_the_others(claim, open_to_it)
        if home is None:
            home = whole
        elif whole is not None and whole is not home and may_join(home, whole, foes):
            whole.extend(home)
            groups = [g for g in groups if g is not home]
            home = whole
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    made = gathered(groups, foes)
    main = next((g for g in made if 2 * len(g) >= len(events)), None)
    return [make_telling(g, by_id, claims if g is main else g) for g in made]


def _home_of_its_whole(
    claim: GroundedClaim, groups: Sequence[list[GroundedClaim]], by_id: Mapping[ClaimId, GroundedClaim]
) -> list[GroundedClaim] | None:
    if not is_breakdown(claim, by_id):
        return None
    return next((g for g in groups if any(other.claim.id == claim.claim.part_of for other in g)), None)


def make_telling(
    group: Sequence[GroundedClaim], by_id: Mapping[ClaimId, GroundedClaim], beside: Sequence[GroundedClaim]
) -> Telling:
    """The telling that these claims of one report make, with the details of those `beside`."""
    wholes = [c for c in group if not is_breakdown(c, by_id)] or list(group)
    tolls: dict[Harm, set[int]] = {}
    for c in wholes:
        if c.claim.stated.value is not None and c.claim.modality is not Modality.DENIED:
            tolls.setdefault(c.claim.harm, set()).add(c.claim.stated.value)
    where = most_common([c.where for c in wholes], lambda p: (-len(p.keys), p.keys))
    return Telling(
        key=min(c.claim.id for c in group),
        report=group[0].claim.report,
        claims=tuple(group),
        when=most_common([c.when for c in wholes], lambda w: (w.days, w.start)),
        where=where,
        means=most_common([c.claim.means for c in wholes if c.claim.means != "unknown"], lambda m: m) or "unknown",
        tolls={harm: frozenset(values) for harm, values in tolls.items()},
        combatants=_combatants(wholes),
        sentences=frozenset(c.sentence for c in group if c.sentence),
        accused=frozenset(a.key for c in group for a in c.by),
        details=_details(beside),
        outlet=group[0].outlet,
        published=min((date.fromisoformat(c.published) for c in group if c.published), default=None),
        only_denied=all(c.claim.modality is Modality.DENIED for c in group),
        fine=where is not None and is_fine(where),
    )


def _details(group: Sequence[GroundedClaim]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for detail in sorted({d for c in group for d in c.details}):
        kind = detail.partition(":")[0]
        found.setdefault("place" if kind in ("street", "block") else kind, []).append(detail)
    return {kind: tuple(details) for kind, details in found.items()}


def most_common(values: Sequence[T | None], order: Callable[[T], object]) -> T | None:
    """The value that most have; of those as common, the first in `order`."""
    counted = Counter(v for v in values if v is not None)
    return min(counted, key=lambda v: (-counted[v], order(v)), default=None)


def _combatants(claims: Sequence[GroundedClaim]) -> bool | None:
    said = {c.claim.victims for c in claims} - {Victims.UNSPECIFIED, Victims.MIXED}
    return None if len(said) != 1 else said == {Victims.COMBATANT}


def _one_event(a: GroundedClaim, b: GroundedClaim, by_id: Mapping[ClaimId, GroundedClaim]) -> bool:
    """Whether two claims of one report speak of one event, by what both of them tell."""
    linked = {a.claim.repeat_of, a.claim.rivals}
    if b.claim.id in linked or (a.claim.part_of == b.claim.id and is_breakdown(a, by_id)):
        return True
    if a.claim.context == b.claim.context and a.claim.harm is not b.claim.harm:
        return _same(a.when, b.when) and (_same_place(a.where, b.where) or not (_tells_place(a) and _tells_place(b)))
    if a.when is None or a.where is None or b.when is None or b.where is None:
        return False
    return _same(a.when, b.when) and _same_place(a.where, b.where) and means_fit(a, b) and tolls_fit(a, b)


def _tells_day(claim: GroundedClaim) -> bool:
    """Whether its day is not one that another sentence tells."""
    told = claim.claim.when
    return claim.when is not None and (told is None or claim.claim.context.holds(told.span))


def _tells_place(claim: GroundedClaim) -> bool:
    """Whether its place is not one that another sentence names."""
    if claim.where is None or any(r.rule == "place_named_before" for r in claim.reasons):
        return False
    named = claim.claim.where
    return not named or any(claim.claim.context.holds(m.span) for m in named)


def _same(a: When | None, b: When | None) -> bool:
    return a == b if a is None or b is None else (a.start, a.end) == (b.start, b.end)


def _same_place(a: Place | None, b: Place | None) -> bool:
    return a is b if a is None or b is None else one_place(a, b)


def _in_its_town(part: GroundedClaim, whole: GroundedClaim) -> bool:
    """Whether the place of a part is in the town of its whole, which holds it or names it in its sentence, too."""
    if part.where is None or whole.where is None or not same_town(part.where, whole.where):
        return False
    named = [m.words for m in whole.claim.where if whole.claim.context.holds(m.span)]
    mine = sounds(part.where.keys)[:-1]  # all but the country
    return lies_within(part.where, whole.where) or any(
        own in sound(fold_name(words)) for own in mine for words in named
    )
