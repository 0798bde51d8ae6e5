"""What a brief shows of a total over several events, days or places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recount.model import Bound, Figure, Harm, Period, Release, Unaccounted
from recount.publish import wording
from recount.publish.brief_claims import ClaimView, Quoted
from recount.publish.brief_incidents import anchor_of
from recount.publish.changes import Changes
from recount.publish.rows import ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """A total over several events, days or places."""

    anchor: str
    label: str
    day: str
    place: str
    total: str
    harm: str
    new: bool
    war: bool
    contains: tuple[tuple[str, str, str], ...]
    """Anchor, label and best figure of each incident inside it."""

    left: str
    """"34 of the 160 are not tied to a recorded incident", or why that can't be said."""

    is_left: bool
    """Whether some of the total is not tied to a recorded incident."""

    bounds: str
    accounted_share: float | None
    """How much of the total the incidents inside account for, in percent."""

    reason: str
    claims: tuple[ClaimView, ...]


def period_views(release: Release, quoted: Quoted, *, news: Changes) -> tuple[PeriodView, ...]:
    """The totals, the most recent first; totals of the whole war last."""
    findings = release.snapshot.findings
    left = {one.period: one for one in findings.unaccounted}
    ordered = sorted(
        findings.periods,
        key=lambda period: (period.war, -_last_day(period), period.label, period.id),
    )
    return tuple(_period(period, left.get(period.id), release, quoted=quoted, news=news) for period in ordered)


def _period(period: Period, left: Unaccounted | None, release: Release, *, quoted: Quoted, news: Changes) -> PeriodView:
    claims = tuple(view for claim in period.claims if (view := quoted.view(claim)))
    return PeriodView(
        anchor=anchor_of(period.id),
        label=period.label,
        day=wording.days(period.when, "days not told"),
        place=wording.place(period.where),
        total=claims[0].number if claims else wording.number(left.stated) if left else "no number given",
        harm=period.harm.value,
        new=period.id in news.new_periods,
        war=period.war,
        contains=tuple(_contained(period, release)),
        left=left_sentence(left) if left else "",
        is_left=left is not None and left.left > 0 and not left.contradicted,
        bounds=bounds_sentence(left, _bounds(period, release, quoted)) if left else "",
        accounted_share=min(100.0, 100 * left.accounted / left.stated) if left and left.stated else None,
        reason=_reason(left) if left else "",
        claims=claims,
    )


def _contained(period: Period, release: Release) -> Iterator[tuple[str, str, str]]:
    figures = {
        figure.incident: wording.best(figure)
        for figure in release.snapshot.findings.figures
        if _is_whole(figure, period.harm)
    }
    for incident in release.snapshot.findings.incidents:
        if incident.id in period.contains:
            yield anchor_of(incident.id), incident.label, figures.get(incident.id, "no figure")


def _last_day(period: Period) -> int:
    return period.when.end.toordinal() if period.when else 0


def _is_whole(figure: Figure, harm: Harm) -> bool:
    return figure.harm is harm and figure.group == ALL


def left_sentence(left: Unaccounted) -> str:
    """What a total leaves over, as stated."""
    if left.contradicted:
        inside, total = wording.number(left.accounted), wording.number(left.stated)
        return f"The incidents inside add up to {inside}, more than the {total} can hold"
    if left.left > 0:
        verb = "is" if left.left == 1 else "are"
        return (
            f"{wording.number(left.left)} of the {wording.number(left.stated)} {verb} not tied to a recorded incident"
        )
    return f"The recorded incidents account for all of the {wording.number(left.stated)}"


def _reason(left: Unaccounted) -> str:
    """Why so many are left, without saying again that they are."""
    rest = left.reason.sentence.replace(left_sentence(left), "").strip(" .;:()")
    return f"{rest[0].upper()}{rest[1:]}." if rest else ""


def bounds_sentence(left: Unaccounted, bounds: frozenset[Bound]) -> str:
    """What the bounds allow for the rest."""
    told = f"by the bounds: {wording.interval(left.remainder)}"
    open_words = {Bound.AT_LEAST, Bound.MORE_THAN}
    if not bounds or left.contradicted:
        return told
    if bounds <= open_words:
        return f"{told}, since these are at-least figures"
    return f"{told}, since some of these are at-least figures" if bounds & open_words else told


def _bounds(period: Period, release: Release, quoted: Quoted) -> frozenset[Bound]:
    """The bounds of the total's claims and of the claims that stand in the incidents inside it."""
    figures = [
        figure
        for figure in release.snapshot.findings.figures
        if figure.incident in period.contains and _is_whole(figure, period.harm)
    ]
    claims = [*period.claims, *(use.claim for figure in figures for use in figure.uses if use.used)]
    return frozenset(one.grounded.claim.stated.bound for claim in claims if (one := quoted.find(claim)))
