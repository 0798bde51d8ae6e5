"""What a brief shows besides figures: what the parties said, what is planned, what was hit, what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from recount.model import GroundedStatement, QuotedStatement, Refusal, Release, StatementModality
from recount.publish import wording
from recount.publish.brief_claims import Link, Quote, link_to, quote_of, voices

_SAID = ("denial", "allegation", "call", "statement", "agreement")
_ON_THE_GROUND = ("siege", "humanitarian", "evacuation", "meeting")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One statement as a brief shows it."""

    kind: str
    title: str
    """Kind, who, what and what was hit, on one line."""

    day: str
    place: str
    quote: Quote
    voices: tuple[tuple[str, ...], ...]
    """One chain for each report that carries the sentence."""

    links: tuple[Link, ...]
    marked_new: bool
    """Whether an outlet marks it as new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalView:
    """Answers that were not guessed, counted."""

    kind: str
    count: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """A release's statements by what a reader asks of them. Each stands in one place."""

    planned: tuple[StatementView, ...]
    hit: tuple[StatementView, ...]
    said: tuple[StatementView, ...]
    other: tuple[StatementView, ...]


def statements_of(release: Release) -> Statements:
    """The statements; the same sentence carried by several reports stands once, with all that carry it."""
    groups: dict[tuple[str, str], list[QuotedStatement]] = {}
    for quoted in release.statements:
        key = (quoted.grounded.statement.kind, " ".join(quoted.sentence.split()))
        groups.setdefault(key, []).append(quoted)
    ordered = sorted(groups.values(), key=lambda group: _order(group[0].grounded))
    sections: dict[str, list[StatementView]] = {"planned": [], "hit": [], "said": [], "other": []}
    heads = {head.id: head for head in release.reports}
    for group in ordered:
        links = tuple(link_to(heads.get(one.grounded.statement.report), one.grounded.given_id) for one in group)
        sections[_section(group[0].grounded)].append(_view(group, links))
    return Statements(**{name: tuple(views) for name, views in sections.items()})


def refusals_of(release: Release) -> tuple[RefusalView, ...]:
    """What was refused over all claims and statements, by kind, the most frequent first."""
    refusals = [one for quoted in release.claims for one in quoted.grounded.refusals]
    refusals += [one for quoted in release.statements for one in quoted.grounded.refusals]
    counts = Counter(refusal.kind for refusal in refusals)
    return tuple(
        RefusalView(
            kind=wording.REFUSALS.get(kind, wording.words(kind).capitalize()), count=n, example=_example(kind, refusals)
        )
        for kind, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _example(kind: str, refusals: Iterable[Refusal]) -> str:
    return min(refusal.sentence for refusal in refusals if refusal.kind == kind)


def _section(grounded: GroundedStatement) -> str:
    statement = grounded.statement
    if statement.modality is StatementModality.PLANNED:
        return "planned"
    if statement.infrastructure:
        return "hit"
    return "said" if statement.kind in _SAID else "other"


def _order(grounded: GroundedStatement) -> tuple[int, int, str, str]:
    kinds = (*_SAID, *_ON_THE_GROUND)
    kind = grounded.statement.kind
    day = grounded.when.start.isoformat() if grounded.when else grounded.published or ""
    return kinds.index(kind) if kind in kinds else len(kinds), -_ordinal(day), grounded.given_id, grounded.statement.id


def _ordinal(day: str) -> int:
    return int(day[:10].replace("-", "") or 0) if day[:10].replace("-", "").isdigit() else 0


def _view(group: list[QuotedStatement], links: tuple[Link, ...]) -> StatementView:
    grounded, statement = group[0].grounded, group[0].grounded.statement
    chains = (voices((one.grounded.source,), one.grounded.via, one.grounded.outlet) for one in group)
    return StatementView(
        kind=wording.words(statement.kind),
        title=_title(grounded),
        day=_day(grounded),
        place=wording.place(grounded.where, ""),
        quote=quote_of(group[0].sentence, statement.text if statement.text != group[0].sentence else ""),
        voices=tuple(dict.fromkeys(chains)),
        links=links,
        marked_new=statement.new,
    )


def _title(grounded: GroundedStatement) -> str:
    """Kind and modality, what it is about, what was hit, who takes part, who is accused: what there is of it."""
    statement = grounded.statement
    hit = wording.listed([wording.words(one) for one in statement.infrastructure])
    accused = wording.listed([actor.name for actor in grounded.by], "or")
    who = wording.listed([actor.name for actor in grounded.who])
    # what the words themselves say is not said twice
    what = "" if statement.what.casefold() in statement.text.casefold() else statement.what
    told = [_kind(grounded), what, f"{hit} hit" if hit else "", who]
    return ", ".join(filter(None, [*told, f"allegedly by {accused}" if accused else ""]))


def _kind(grounded: GroundedStatement) -> str:
    """``meeting (planned)``; a denial is denied by its nature, and need not say so."""
    statement = grounded.statement
    plain = statement.modality is StatementModality.ASSERTED
    said = plain or (statement.kind == "denial" and statement.modality is StatementModality.DENIED)
    return wording.words(statement.kind) + ("" if said else f" ({statement.modality.value})")


def _day(grounded: GroundedStatement) -> str:
    if grounded.when:
        return wording.days(grounded.when)
    return f"reported {wording.iso_day(grounded.published)}" if grounded.published else "day not told, report undated"
