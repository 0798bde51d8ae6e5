"""Grounded claims for the tests of grouping and reconciling: `claimed(…)` says only what a test is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recount.lang.names import fold_name
from recount.model import (
    Actor,
    ActorKind,
    Bound,
    Claim,
    ClaimId,
    GroundedClaim,
    Harm,
    Modality,
    Person,
    Place,
    Point,
    Precision,
    ReportId,
    Scope,
    Span,
    Stated,
    Victims,
    When,
    content_id,
)
from recount.ontology import policy

POLICY = policy("airwars-observed")
TUESDAY, WEDNESDAY = "2016-10-11", "2016-10-12"
BUSTAN = ("Bustan al-Qasr", "Aleppo", "Syria")
FARDOUS = ("al-Fardous", "Aleppo", "Syria")
ALEPPO = ("Aleppo", "Syria")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a claim is put, where a test cares."""

    bound: Bound = Bound.EXACT
    word: str | None = None
    victims: Victims = Victims.UNSPECIFIED
    who: tuple[str, ...] = ()
    means: str = "airstrike"
    by: tuple[str, ...] = ()
    scope: Scope = Scope.INCIDENT
    part_of: ClaimId | None = None
    repeat_of: ClaimId | None = None
    modality: Modality = Modality.ASSERTED
    sentence: str = ""
    value_max: int | None = None
    besides: ClaimId | None = None
    running: bool = False
    told_at: str | None = None
    partial: bool = False
    early: bool = False
    names: tuple[str, ...] = ()
    at: int = 0
    """Where in its report; claims of one report need places of their own."""

    same_sentence: bool = False


def claimed(
    value: int | None,
    report: str,
    *,
    harm: Harm = Harm.KILLED,
    days: tuple[str, str] | str | None = TUESDAY,
    where: tuple[str, ...] | None = BUSTAN,
    origin: str | None = None,
    published: str | None = "2016-10-12",
    said: Said | None = None,
) -> GroundedClaim:
    """A claim of that many people harmed, in that report."""
    said = said or Said()
    context = Span(start=0, end=1000) if said.same_sentence else Span(start=said.at, end=said.at + 90)
    span = Span(start=said.at, end=said.at + 10)
    bound = Bound.VAGUE if said.word else said.bound
    stated = Stated(value=value, bound=bound, word=said.word, value_max=said.value_max)
    claim = Claim(
        id=ClaimId(content_id("claim", report, said.at, harm)),
        report=ReportId(f"report:{report}"),
        span=span,
        text="x" * 10,
        context=context,
        stated=stated,
        harm=harm,
        victims=said.victims,
        who=said.who,
        means=said.means,
        scope=said.scope,
        part_of=said.part_of,
        repeat_of=said.repeat_of,
        modality=said.modality,
        persons=tuple(Person(name=name, span=span) for name in said.names),
        partial=said.partial,
        early=said.early,
        besides=said.besides,
        running=said.running,
        told_at=said.told_at,
    )
    source = party(origin) if origin in ("russia", "syrian-government") else None
    return GroundedClaim(
        claim=claim,
        published=published,
        outlet=report,
        given_id=report,
        quantity=POLICY.interval(stated),
        policy="airwars-observed-1",
        when=interval(days),
        where=place(where),
        by=tuple(party(key) for key in said.by),
        source=source,
        origins=(f"actor:{origin}" if source else origin or f"said:{report}",),
        sentence=said.sentence,
    )


def party(key: str) -> Actor:
    """A party of the register."""
    return Actor(name=key, key=f"actor:{key}", kind=ActorKind.STATE_FORCES)


def interval(days: tuple[str, str] | str | None) -> When | None:
    """One day, or a first and a last one."""
    if days is None:
        return None
    first, last = (days, days) if isinstance(days, str) else days
    return When(start=date.fromisoformat(first), end=date.fromisoformat(last))


def place(names: tuple[str, ...] | None) -> Place | None:
    """A place in Syria of these names."""
    if names is None:
        return None
    precision = Precision.CITY if len(names) > 1 else Precision.COUNTRY
    point = Point(latitude=36.2, longitude=37.15, radius=15000, precision=precision, gazetteer="made:up")
    return Place(names=names, keys=tuple(fold_name(n) for n in names), point=point, country="SY")
