"""What a brief says of reports that their outlets changed after they had come in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recount.model import QuotedClaim, Release, Revised, Revision, Rewritten
from recount.publish import wording
from recount.publish.brief_claims import Link, Quote, link_to, quote_of
from recount.publish.brief_reports import outlets_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedView:
    """One number that an outlet changed, took back or added."""

    told: str
    """"at least 12 killed → 14 killed", "at least 12 killed, taken out", "3 injured, added"."""

    before: Quote | None
    after: Quote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RewrittenView:
    """One report of which a later version came in."""

    outlet: str
    title: str
    when: str
    """When the later version came in."""

    versions: str
    """"version 1 → 2"."""

    link: Link
    claims: tuple[RevisedView, ...]
    """The numbers that changed. Never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletChanges:
    """What outlets changed since the snapshot before."""

    reports: tuple[RewrittenView, ...]
    """Those in which a number changed."""

    reworded: str
    """How many there are besides in which other words did; empty where there are none."""


def outlet_changes(release: Release) -> OutletChanges:
    """What outlets changed since the snapshot before, in the order of the release."""
    outlets = outlets_of(release)
    views = [_rewritten(one, outlets.get(one.after.id)) for one in release.rewritten]
    reports = tuple(view for view in views if view.claims)
    rest = len(views) - len(reports)
    told = f"In {wording.count(rest, 'report')}{' more' * bool(reports)} other words were changed, and no number."
    return OutletChanges(reports=reports, reworded=told if rest else "")


def _rewritten(one: Rewritten, outlet: str | None) -> RewrittenView:
    return RewrittenView(
        outlet=one.after.outlet or outlet or "unnamed outlet",
        title=one.after.title or one.before.title or "untitled",
        when=wording.moment(one.at),
        versions=f"version {one.before.version} → {one.after.version}",
        link=link_to(one.after, one.after.given_id),
        claims=tuple(_views(one)),
    )


def _views(one: Rewritten) -> Iterator[RevisedView]:
    for claim in one.claims:
        if claim.kind is not Revision.WORDS:
            yield RevisedView(told=_told(claim), before=_quote(claim.before), after=_quote(claim.after))


def _told(one: Revised) -> str:
    if one.before is None:
        return f"{_words(one.after)}, added"
    if one.after is None:
        return f"{_words(one.before)}, taken out"
    return f"{_words(one.before)} → {_words(one.after)}"


def _words(claim: QuotedClaim | None) -> str:
    assert claim is not None  # noqa: S101 - what is revised has at least one side
    said = claim.grounded.claim
    return f"{wording.stated(said.stated)} {wording.HARMS[said.harm]}"


def _quote(claim: QuotedClaim | None) -> Quote | None:
    return quote_of(claim.sentence, claim.grounded.claim.text) if claim else None
