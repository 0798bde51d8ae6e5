"""Statements, one and many."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model import Reason, Refusal, ReportId, Span, StatementId, When
from recount.publish import wording
from recount.publish.rows import Where
from recount.server.shapes.addresses import reading
from recount.server.shapes.tables import Cell, Column, Sheet, Sieve, Table, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class OneStatement:
    """Something that a report states besides casualties, with its words."""

    id: StatementId
    report: str
    """The id that the input gave the report."""

    report_id: ReportId
    """Content-derived id of the version of the report."""

    outlet: str | None
    published: str | None
    kind: str
    """A kind of event: ``attack``, ``denial``, ``meeting`` …"""

    text: str
    sentence: str
    span: Span
    """Where the words stand: code points of the report's canonical text."""

    context: Span
    """Where the sentence stands, likewise."""

    who: tuple[str, ...]
    what: str
    when: When | None
    where: Where
    means: str | None
    infrastructure: tuple[str, ...]
    """What was hit: ``hospital``, ``market`` …"""

    by: tuple[str, ...]
    """Alleged perpetrators, as the source has it."""

    source: str | None
    via: tuple[str, ...]
    modality: str
    new: bool
    """Whether the outlet marks it as new."""

    reasons: tuple[Reason, ...]
    refusals: tuple[Refusal, ...]

    @property
    def sheet(self) -> Sheet:
        """As a page."""
        return Sheet(
            title=_title(self),
            kind="Statement",
            list="/statements",
            quote=_quote(self),
            rows=tuple((name, cell) for name, cell in _rows(self) if cell.words),
            links=((reading(self.report), "Read the report"), (f"/statements/{self.id}.json", "As JSON")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Some of the statements, by report and place in its text."""

    statements: tuple[OneStatement, ...]
    looked: int
    """How many reports were looked through for these. A part may hold fewer than asked for, and still go on."""

    next: str
    """The cursor of those after these; empty at the end."""

    kinds: tuple[str, ...]
    """Every kind there can be."""

    @property
    def table(self) -> Table:
        """As a page."""
        kinds = tuple((kind, wording.words(kind)) for kind in self.kinds)
        return Table(
            title="Statements",
            lead="What reports say besides casualties: attacks, talks, denials, sieges, aid.",
            columns=tuple(
                Column(words=name) for name in ("What", "In the report", "When and where", "Who says so", "Said as")
            ),
            rows=tuple(_cells(one) for one in self.statements),
            empty=f"None in the {wording.count(self.looked, 'report')} that were looked through."
            if self.looked
            else "Here stands what reports say besides casualties, each with its sentence.",
            sieves=(
                Sieve(name="kind", words="Kind", kind="choice", choices=kinds),
                Sieve(name="report", words="Report", kind="id"),
            ),
            next=self.next,
        )


def _cells(one: OneStatement) -> tuple[Cell, ...]:
    return (
        Cell(words=_title(one), address=f"/statements/{one.id}", more=", ".join(one.who)),
        _quote(one),
        Cell(words=wording.days(one.when), more=_place(one)),
        Cell(words=_voices(one), more=one.report, leads=reading(one.report)),
        Cell(words=wording.words(one.modality), style="soft", more="marked as new" if one.new else ""),
    )


def _title(one: OneStatement) -> str:
    hit = f" · hit: {wording.listed(tuple(map(wording.words, one.infrastructure)))}" if one.infrastructure else ""
    return f"{wording.words(one.kind).capitalize()}{f': {one.what}' if one.what else ''}{hit}"


def _quote(one: OneStatement) -> Cell:
    return Cell(words=one.text, quote=quoted(one.sentence, one.context, one.span))


def _place(one: OneStatement) -> str:
    return ", ".join(one.where.names) or "place not told"


def _voices(one: OneStatement) -> str:
    chain = [*([one.source] if one.source else []), *one.via, one.outlet or "unnamed outlet"]
    return " → ".join(dict.fromkeys(chain))


def _rows(one: OneStatement) -> tuple[tuple[str, Cell], ...]:
    return (
        ("Who", Cell(words=", ".join(one.who))),
        ("When", Cell(words=wording.days(one.when))),
        ("Where", Cell(words=_place(one))),
        ("Means", Cell(words=wording.words(one.means) if one.means else "")),
        ("Allegedly by", Cell(words=", ".join(one.by))),
        ("Who says so", Cell(words=_voices(one))),
        ("Said as", Cell(words=wording.words(one.modality), more="marked as new" if one.new else "")),
        ("Not told", Cell(words=" ".join(refusal.sentence for refusal in one.refusals))),
        ("Why read so", Cell(words=" ".join(reason.sentence for reason in one.reasons))),
        ("Report", Cell(words=one.report, address=reading(one.report), more=wording.iso_day(one.published))),
        ("Words at", Cell(words=f"{one.span.start}–{one.span.end}", more="code points of title and text")),
        ("Identifier", Cell(words=one.id)),
    )
