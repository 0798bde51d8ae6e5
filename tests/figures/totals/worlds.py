"""Made-up worlds of a few people, and records whose claims are all true of them: what a total must then hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from recount.figures import reconcile
from recount.figures.totals.groups import Kind
from recount.lang.names import fold_name
from recount.model import (
    EVERYONE,
    Asked,
    Bound,
    ClaimId,
    Figure,
    Findings,
    Graded,
    GroundedClaim,
    Harm,
    Incident,
    IncidentId,
    Period,
    PeriodId,
    Place,
    Point,
    Precision,
    Scope,
    Unaccounted,
    Victims,
    When,
)
from tests.claimed import Said, claimed

FIRST = date(2016, 10, 1)
DAYS = 5
LEAVES = ("Bustan al-Qasr", "al-Fardous", "al-Waer")
REGIONS: dict[tuple[str, ...], frozenset[str]] = {
    ("Syria",): frozenset(LEAVES),
    ("Aleppo", "Syria"): frozenset(LEAVES[:2]),
    ("Homs", "Syria"): frozenset(LEAVES[2:]),
    ("eastern Aleppo", "Aleppo", "Syria"): frozenset(LEAVES[:1]),
    ("Bustan al-Qasr", "Aleppo", "Syria"): frozenset(LEAVES[:1]),
    ("al-Fardous", "Aleppo", "Syria"): frozenset(LEAVES[1:2]),
    ("al-Waer", "Homs", "Syria"): frozenset(LEAVES[2:]),
}
"""Names of places, and the quarters that really lie in each."""

_POINTS = {"Syria": (35.0, 38.0, 500_000), "Homs": (34.7, 36.7, 15_000), "al-Waer": (34.7, 36.7, 15_000)}
_ALEPPO = (36.2, 37.15, 15_000)
GROUPS = ("children", "civilians", "combatants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """A made-up person: where, on which day, harmed how, of which group, and in which incident, if any."""

    leaf: str
    day: int
    harm: Harm
    group: str
    incident: int | None

    def of(self, kind: Kind) -> bool:
        harm = kind.harm in (self.harm, Harm.CASUALTIES)
        civilian = kind.group == "civilians" and self.group == "children"
        return harm and (kind.group in (EVERYONE, self.group) or civilian)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A record of which every claim is true, and the people whom its claims count."""

    findings: Findings
    claims: dict[ClaimId, GroundedClaim]
    counted: tuple[Victim, ...]
    beyond: dict[PeriodId, tuple[int, int]]
    """Of each stated total: the people in it whom no incident counts, without and with those of an incident that its
    report counts in it while nobody says how many of them it harmed."""


def place(names: tuple[str, ...] | None) -> Place | None:
    if names is None:
        return None
    latitude, longitude, radius = _POINTS.get(names[0], _ALEPPO)
    point = Point(latitude=latitude, longitude=longitude, radius=radius, precision=Precision.CITY, gazetteer="made:up")
    return Place(names=names, keys=tuple(fold_name(n) for n in names), point=point, country="SY")


def days(first: int, last: int) -> When:
    return When(start=FIRST + timedelta(first), end=FIRST + timedelta(last))


@st.composite
def spans_of_days(draw: st.DrawFn, holding: int | None = None) -> tuple[int, int]:
    first = draw(st.integers(0, DAYS - 1 if holding is None else holding))
    return first, draw(st.integers(first if holding is None else holding, DAYS - 1))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Asked, Callable[[Victim], bool]]:
    """A question, and whom it asks for."""
    names = draw(st.none() | st.sampled_from(sorted(REGIONS)))
    span = draw(st.none() | spans_of_days())
    harm = draw(st.sampled_from([Harm.KILLED, Harm.INJURED, Harm.CASUALTIES]))
    group = draw(st.sampled_from([EVERYONE, *GROUPS]))
    kind = Kind(harm=harm, group=group)

    def fits(victim: Victim) -> bool:
        placed = names is None or victim.leaf in REGIONS[names]
        return placed and (span is None or span[0] <= victim.day <= span[1]) and victim.of(kind)

    return Asked(harm=harm, victims=group, where=place(names), when=days(*span) if span else None), fits


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A world of at most four incidents, four stated totals and a dozen people."""
    sites = draw(st.lists(st.tuples(st.sampled_from(LEAVES), st.integers(0, DAYS - 1)), max_size=4))
    people = draw(st.lists(_victims(sites), max_size=12))
    claims: list[GroundedClaim] = []
    incidents, counted = [], set[int]()
    for number, site in enumerate(sites):
        told = draw(_incident(number, site, [v for v in people if v.incident == number]))
        if told is not None:
            incidents.append(told[0])
            claims.extend(told[1])
            counted.update(at for at, v in enumerate(people) if v.incident == number and _spoken_of(v, told[1]))
    in_incidents = frozenset(counted)
    periods: list[Period] = []
    beyond: dict[PeriodId, tuple[int, int]] = {}
    whole: tuple[GroundedClaim, frozenset[int]] | None = None
    windows = set[object]()
    for number in range(draw(st.integers(0, 4))):
        drawn = draw(_period(number, people, incidents, whole))
        period, told_claims, inside, window = drawn
        if window in windows:
            continue  # several totals of one window are rivals: one of them need not be true
        windows.add(window)
        periods.append(period)
        claims.extend(told_claims)
        counted |= inside
        untold = [people[at] for at in inside if at not in in_incidents]
        beyond[period.id] = (sum(f"incident:{v.incident}" not in period.contains for v in untold), len(untold))
        if whole is None:
            whole = told_claims[0], inside
    by_id = {c.claim.id: c for c in claims}
    found = list(reconcile([*incidents, *periods], claims=by_id))
    findings = Findings(
        incidents=tuple(incidents),
        periods=tuple(periods),
        figures=tuple(x for x in found if isinstance(x, Figure)),
        grades=tuple(x for x in found if isinstance(x, Graded)),
        unaccounted=tuple(x for x in found if isinstance(x, Unaccounted)),
    )
    return World(findings=findings, claims=by_id, counted=tuple(people[at] for at in sorted(counted)), beyond=beyond)


@st.composite
def _victims(draw: st.DrawFn, sites: list[tuple[str, int]]) -> Victim:
    number = draw(st.none() | st.integers(0, len(sites) - 1)) if sites else None
    leaf, day = sites[number] if number is not None else draw(st.tuples(st.sampled_from(LEAVES), st.integers(0, 4)))
    harm = draw(st.sampled_from([Harm.KILLED, Harm.INJURED]))
    return Victim(leaf=leaf, day=day, harm=harm, group=draw(st.sampled_from(GROUPS)), incident=number)


def _spoken_of(victim: Victim, claims: list[GroundedClaim]) -> bool:
    return any(c.claim.harm is victim.harm for c in claims)


@st.composite
def _incident(
    draw: st.DrawFn, number: int, site: tuple[str, int], own: list[Victim]
) -> tuple[Incident, list[GroundedClaim]] | None:
    claims: list[GroundedClaim] = []
    for harm in (Harm.KILLED, Harm.INJURED):
        if draw(st.booleans()):
            claims.extend(draw(_tolls(f"i{number}{harm}", harm, [v for v in own if v.harm is harm])))
    if not claims:
        return None
    leaf, day = site
    names = draw(st.none() | st.sampled_from([n for n in sorted(REGIONS) if leaf in REGIONS[n]]))
    span = draw(st.none() | st.just((day, day)) | spans_of_days(holding=day))
    return (
        Incident(
            id=IncidentId(f"incident:{number}"),
            label=f"Incident {number}",
            when=days(*span) if span else None,
            where=place(names),
            means="airstrike",
            by=(),
            claims=tuple(sorted(c.claim.id for c in claims)),
            reports=(),
        ),
        claims,
    )


@st.composite
def _tolls(draw: st.DrawFn, name: str, harm: Harm, own: list[Victim]) -> list[GroundedClaim]:
    """Claims on one harm of an incident: of everyone, perhaps a rival's, perhaps of children and of fighters."""
    only = {v.group for v in own}
    victims = Victims.CIVILIAN if only and "combatants" not in only and draw(st.booleans()) else Victims.UNSPECIFIED
    whole = draw(_true(len(own), name, harm, Said(victims=victims)))
    found = [whole]
    if draw(st.booleans()):
        number, day = draw(st.tuples(st.integers(0, 9), st.sampled_from(["2016-10-11", "2016-10-14"])))
        found.append(claimed(number, f"{name}rival", harm=harm, published=day, said=Said(victims=victims)))
    children = sum(v.group == "children" for v in own)
    if draw(st.booleans()):
        said = Said(
            victims=Victims.CIVILIAN, who=("children",), scope=Scope.PART, part_of=whole.claim.id, same_sentence=True
        )
        found.append(draw(_true(children, f"{name}children", harm, said)))
    return found


@st.composite
def _period(
    draw: st.DrawFn,
    number: int,
    people: list[Victim],
    incidents: list[Incident],
    whole: tuple[GroundedClaim, frozenset[int]] | None,
) -> tuple[Period, list[GroundedClaim], frozenset[int], object]:
    """A stated total: whom it counts is drawn, and what it says is true of them."""
    names = draw(st.sampled_from(sorted(REGIONS)))
    span = draw(spans_of_days())
    harm = draw(st.sampled_from([Harm.KILLED, Harm.INJURED]))
    group = draw(st.sampled_from([EVERYONE, *GROUPS]))
    kind = Kind(harm=harm, group=group)
    there = [
        at for at, v in enumerate(people) if v.leaf in REGIONS[names] and span[0] <= v.day <= span[1] and v.of(kind)
    ]
    part = whole is not None and whole[0].claim.harm is harm and draw(st.booleans())
    if part and whole is not None:
        there = [at for at in there if at in whole[1]]
    known = {at for at in there if draw(st.booleans())}
    said = []
    for incident in incidents:
        own = {at for at, v in enumerate(people) if f"incident:{v.incident}" == incident.id and v.of(kind)}
        sites = {(people[at].leaf, people[at].day) for at in own}
        if own and own <= set(there) and len(sites) == 1 and draw(st.booleans()):
            known |= own
            said.append(incident.id)
    how = Said(
        scope=Scope.PERIOD,
        victims={"civilians": Victims.CIVILIAN, "combatants": Victims.COMBATANT}.get(group, Victims.UNSPECIFIED),
        who=("children",) if group == "children" else (),
        part_of=whole[0].claim.id if part and whole is not None else None,
    )
    claim = draw(_true(len(known), f"p{number}", harm, how))
    claim = replace(claim, where=place(names), when=days(*span))
    period = Period(
        id=PeriodId(f"period:{number}"),
        label=f"Total {number}",
        harm=harm,
        when=days(*span),
        where=place(names),
        claims=(claim.claim.id,),
        contains=tuple(sorted(said)),
    )
    return period, [claim], frozenset(known), (names, span, harm, group)


@st.composite
def _true(draw: st.DrawFn, number: int, name: str, harm: Harm, said: Said) -> GroundedClaim:
    """A claim that is true of that many people."""
    ways = [(number, Bound.EXACT), (draw(st.integers(0, number)), Bound.AT_LEAST)]
    ways.append((number + draw(st.integers(0, 3)), Bound.AT_MOST))
    value, bound = draw(st.sampled_from(ways))
    return claimed(value, name, harm=harm, said=replace(said, bound=bound))
