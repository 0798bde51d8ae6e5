"""Claims, one and many."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model import ClaimId, Harm, Mention, Person, Reason, Refusal, ReportId, Span
from recount.ontology import weapons
from recount.publish import wording
from recount.publish.rows import ClaimRow
from recount.server.shapes.addresses import reading
from recount.server.shapes.tables import Cell, Column, Sheet, Sieve, Table, quoted

VICTIMS = {"civilian": "civilians", "combatant": "combatants", "mixed": "civilians and combatants"}
"""Whether those harmed took part in the fighting, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry(ClaimRow):
    """One claim: what a report says of people harmed, where it says so, and what became of it.

    As reviewers corrected it. The words and their place are never edited.
    """

    report_id: ReportId
    """Content-derived id of the version of the report."""

    words: str
    """The number as the words limit it, with its harm: "at least 81 killed"."""

    span: Span
    """Where the words of the number stand: code points of the report's canonical text."""

    context: Span
    """Where the sentence stands, likewise."""

    word: str | None
    """The number word where there is no numeral: ``dozens``."""

    policy: str
    """What made `low` and `high` of the words."""

    persons: tuple[Person, ...]
    """Victims whom the words name. For the keeper of the record: a public export leaves them out."""

    when_said: Mention | None
    where_said: tuple[Mention, ...]
    by_said: tuple[Mention, ...]
    source_said: Mention | None
    via_said: tuple[Mention, ...]
    """The report's own words for those fields."""

    origins: tuple[str, ...]
    """Whose counting it is."""

    copy_of: ClaimId | None
    """The claim of an earlier report whose words it copies."""

    rivals: ClaimId | None
    besides: ClaimId | None
    """An earlier figure of the report that counts other people of the same harm."""

    partial: bool
    running: bool
    early: bool
    told_at: str | None
    confidence: float
    """0 to 1: how often its construction was right on the training gold. Not a calibrated probability."""

    reasons: tuple[Reason, ...]
    refusals: tuple[Refusal, ...]
    """What could not be told, and why."""

    incident_label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What became of a claim in one figure."""

    harm: str
    group: str
    used: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneClaim(ClaimEntry):
    """One claim with every figure that weighs it."""

    latest: bool
    """Whether the latest version of its report makes it. Others are as they were read, and count nowhere."""

    weighed: tuple[Weighed, ...]

    @property
    def sheet(self) -> Sheet:
        """As a page."""
        return Sheet(
            title=self.words[:1].upper() + self.words[1:],
            kind="Claim",
            list="/claims",
            quote=_quote(self),
            rows=tuple((name, cell) for name, cell in _rows(self) if cell.words),
            links=((reading(self.report, self.id), "Read it in the report"), (f"/claims/{self.id}.json", "As JSON")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Some of the claims, by report and place in its text."""

    claims: tuple[ClaimEntry, ...]
    first: int
    """How many come before these."""

    total: int
    """How many there are of those asked for."""

    next: str
    """The cursor of those after these; empty at the end."""

    before: str | None
    """The cursor of as many before these, empty for the start of the list; nothing if there are none."""

    @property
    def table(self) -> Table:
        """As a page."""
        return Table(
            title="Claims",
            lead="What reports say of people harmed: each number in its own words, with who says so and what became"
            " of it. Nothing here is ever edited; what reviewers set right stands beside.",
            columns=tuple(
                Column(words=name) for name in ("Number", "In the report", "When and where", "Who says so", "Came to")
            ),
            rows=tuple(_cells(claim) for claim in self.claims),
            empty="Here every claim stands that was read in reports, each with its sentence.",
            sieves=_sieves(),
            first=self.first,
            total=self.total,
            next=self.next,
            before=self.before,
        )


def harm_choices() -> tuple[tuple[str, str], ...]:
    """Every harm with its words, for a field to choose from."""
    return tuple((harm.value, wording.HARMS[harm]) for harm in Harm)


def _sieves() -> tuple[Sieve, ...]:
    means = tuple((code, wording.words(code)) for code in sorted(weapons()))
    return (
        Sieve(name="place", words="Place"),
        Sieve(name="from", words="From", kind="date"),
        Sieve(name="to", words="To", kind="date"),
        Sieve(name="harm", words="Harm", kind="choice", choices=harm_choices()),
        Sieve(name="means", words="Means", kind="choice", choices=means),
        Sieve(name="used", words="Came to", kind="choice", choices=(("true", "used"), ("false", "set aside"))),
        Sieve(name="outlet", words="Outlet"),
        Sieve(name="report", words="Report", kind="id"),
        Sieve(name="incident", words="Incident", kind="id"),
    )


def _cells(claim: ClaimEntry) -> tuple[Cell, ...]:
    return (
        Cell(words=claim.words, address=f"/claims/{claim.id}", style=claim.harm, more=_group(claim)),
        _quote(claim),
        Cell(words=wording.days(claim.when), more=_place(claim)),
        Cell(words=_voices(claim), more=claim.report, leads=reading(claim.report, claim.id)),
        _outcome(claim),
    )


def _quote(claim: ClaimEntry) -> Cell:
    return Cell(words=claim.text, quote=quoted(claim.sentence, claim.context, claim.span), style=claim.harm)


def _group(claim: ClaimEntry) -> str:
    told = [*map(wording.words, claim.who), *([VICTIMS[claim.victims]] if claim.victims in VICTIMS else [])]
    return ", ".join(dict.fromkeys(told))


def _place(claim: ClaimEntry) -> str:
    return ", ".join(claim.where.names) or "place not told"


def _voices(claim: ClaimEntry) -> str:
    """From the source up to the outlet."""
    chain = [*([claim.source] if claim.source else []), *claim.via, claim.outlet or "unnamed outlet"]
    return " → ".join(dict.fromkeys(chain))


def _outcome(claim: ClaimEntry) -> Cell:
    told = {True: "used", False: "set aside", None: "weighed in no figure"}[claim.used]
    if claim.incident is None:
        return Cell(words=told, style="soft", more=claim.reason or "")
    return Cell(
        words=claim.incident_label or "incident",
        address=f"/incidents/{claim.incident}",
        more=f"{told}: {claim.reason}" if claim.reason else told,
    )


def _rows(claim: OneClaim) -> tuple[tuple[str, Cell], ...]:
    """What is known of a claim, each with its name; what is not known has no words."""
    return (
        ("Came to", _outcome(claim)),
        *((_figure(one), Cell(words="used" if one.used else "set aside", more=one.reason)) for one in claim.weighed),
        ("Group", Cell(words=_group(claim))),
        ("Named", Cell(words=", ".join(map(_person, claim.persons)))),
        ("When", Cell(words=wording.days(claim.when), more=_said((claim.when_said,)))),
        ("Where", Cell(words=_place(claim), more=_said(claim.where_said))),
        ("Means", Cell(words="" if claim.means == "unknown" else wording.words(claim.means))),
        ("Allegedly by", Cell(words=", ".join(claim.by), more=_said(claim.by_said))),
        ("Who says so", Cell(words=_voices(claim), more=_said((claim.source_said, *claim.via_said)))),
        ("Said as", Cell(words=wording.words(claim.modality), more="told as background" if claim.background else "")),
        ("Counts", Cell(words=wording.words(claim.scope))),
        ("Part of", _link(claim.part_of)),
        ("Repeats", _link(claim.repeat_of)),
        ("Copies", _link(claim.copy_of)),
        ("Not told", Cell(words=" ".join(one.sentence for one in claim.refusals))),
        ("Why read so", Cell(words=" ".join(one.sentence for one in claim.reasons))),
        ("Report", Cell(words=claim.report, address=reading(claim.report, claim.id), more=_version(claim))),
        ("Words at", Cell(words=f"{claim.span.start}–{claim.span.end}", more="code points of title and text")),
        ("Identifier", Cell(words=claim.id)),
    )


def _figure(one: Weighed) -> str:
    harm = wording.HARMS[Harm(one.harm)]
    return f"In the figure of {harm if one.group == 'all' else f'{wording.words(one.group)} {harm}'}"


def _version(claim: OneClaim) -> str:
    day = wording.iso_day(claim.published)
    return day if claim.latest else f"{day} · a later version of the report has replaced these words"


def _person(person: Person) -> str:
    more = [str(person.age)] if person.age is not None else []
    return ", ".join([person.name, *more])


def _said(mentions: tuple[Mention | None, ...]) -> str:
    words = ", ".join(dict.fromkeys(mention.words for mention in mentions if mention))
    return f"in its words: {words}" if words else ""


def _link(claim: ClaimId | None) -> Cell:
    return Cell(words="another claim", address=f"/claims/{claim}") if claim else Cell(words="")
