"""Answering: a total as a person reads it: a range, a sentence, what its ends rest on, what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

from recount.model import (
    EVERYONE,
    Asked,
    Binding,
    ClaimId,
    End,
    Figure,
    Harm,
    Incident,
    IncidentId,
    Limit,
    Profile,
    Release,
    Remainder,
    Snapshot,
    Total,
)
from recount.publish import wording
from recount.publish.brief_claims import Quoted
from recount.publish.charts import Bar, ByDay, by_day, killed, round_up
from recount.server.pages.tolls import claim_line
from recount.server.record.desk import Desk
from recount.server.record.state import State
from recount.server.shapes.totals import Answer, Conflict, Left, Named, Why

MOST_REASONS = 4
MOST_CLAIMS = 3
MOST_INCIDENTS = 6
MOST_LEFT = 12
MOST_CONFLICTS = 8
MOST_MEMBERS = 8
MOST_BRACKETS = 6


def answer_of(desk: Desk, state: State, total: Total) -> Answer:
    """The total, as the page shows it."""
    lower, upper = ([b for b in total.bindings if b.end is end] for end in (End.LOW, End.HIGH))
    left = sorted(total.remainders, key=lambda r: (-(r.left or 0), r.label))
    shown = [*lower[:MOST_REASONS], *upper[:MOST_REASONS]]
    members = [m for c in total.contradictions[:MOST_CONFLICTS] for m in c.members[:MOST_MEMBERS]]
    behind = [one.claims for one in shown] + [one.claims for one in members] + [one.claims for one in left[:MOST_LEFT]]
    needed = {claim for claims in behind for claim in claims[:MOST_CLAIMS]}
    quoted = _quoted(desk, state, needed)
    none = not (total.counted or total.partly or total.periods or total.periods_partly)
    return Answer(
        low=total.low,
        best=total.best,
        high=total.high,
        asked=asked_words(total.asked),
        headline=headline(total, none=none),
        sentence=_sentence(total),
        counted=_counted(total),
        bar=None if none else _bar(total),
        lower=tuple(_why(b, state, quoted) for b in lower[:MOST_REASONS]),
        upper=tuple(_why(b, state, quoted) for b in upper[:MOST_REASONS]),
        more_lower=max(0, len(lower) - MOST_REASONS),
        more_upper=max(0, len(upper) - MOST_REASONS),
        remainders=tuple(_left(one, quoted) for one in left[:MOST_LEFT]),
        more_remainders=max(0, len(left) - MOST_LEFT),
        contradictions=tuple(
            Conflict(
                members=tuple(_why(m, state, quoted) for m in found.members[:MOST_MEMBERS]),
                more=max(0, len(found.members) - MOST_MEMBERS),
            )
            for found in total.contradictions[:MOST_CONFLICTS]
        ),
        by_day=_by_day(total, state),
        incidents=_incidents(total.asked),
        none=none,
    )


def asked_words(asked: Asked) -> str:
    """Where and when: "in Aleppo, Syria, 11–13 Oct 2016"."""
    place = f"in {wording.place(asked.where)}" if asked.where else "everywhere"
    return f"{place}, {_days(asked)}"


def headline(total: Total, *, none: bool) -> str:
    """The range in words."""
    harm = wording.HARMS[total.asked.harm]
    who = "people" if total.asked.victims == EVERYONE else wording.words(total.asked.victims)
    if none:
        return f"Nobody is counted as {harm}"
    if total.high is None:
        return f"At least {total.low:,} {who} {harm}"
    if total.low == total.high:
        return f"{total.low:,} {who} {harm}"
    return f"{total.low:,} to {total.high:,} {who} {harm}"


def _days(asked: Asked) -> str:
    if asked.when is None:
        return "all days"
    if asked.when.start == date.min:
        return f"up to {wording.day(asked.when.end)}"
    if asked.when.end == date.max:
        return f"from {wording.day(asked.when.start)} on"
    return wording.days(asked.when)


def _sentence(total: Total) -> str:
    """What the numbers say, for somebody who will write it down."""
    where = asked_words(total.asked)
    stated = f"Taking each figure as it is stated, they come to {total.best:,}."
    if total.high is None:
        told = f"The claims of this record can't all mean fewer than {total.low:,} ({where}); some set no upper limit."
    elif total.low == total.high:
        told = f"The claims of this record mean {total.low:,}, no more and no fewer ({where})."
    else:
        told = (
            f"The claims of this record can mean no fewer than {total.low:,} and no more than {total.high:,} ({where})."
        )
    return f"{told} {stated} Nobody is counted twice."


def _counted(total: Total) -> str:
    parts = []
    for noun, inside, partly in (
        ("incident", total.counted, total.partly),
        ("stated total", total.periods, total.periods_partly),
    ):
        if inside:
            more = f", and {len(partly):,} more in part or perhaps" if partly else ""
            parts.append(f"{wording.count(len(inside), noun)}{more}")
        elif partly:
            parts.append(f"{wording.count(len(partly), noun)} in part or perhaps")
    if not parts:
        return ""
    perhaps = " What lies there in part or perhaps counts for the upper end only." if _any_partly(total) else ""
    return f"Counted: {'; '.join(parts)}.{perhaps}"


def _any_partly(total: Total) -> bool:
    return bool(total.partly or total.periods_partly)


def _bar(total: Total) -> Bar:
    top = total.high if total.high is not None else total.best
    scale = round_up(max(1, top + top // 5))
    low, best, high = (100 * value / scale for value in (total.low, total.best, top))
    return Bar(low=low, best=best, high=high, open_low=False, open_high=total.high is None, scale=scale)


def _quoted(desk: Desk, state: State, claims: Iterable[ClaimId]) -> Quoted:
    said = desk.quoted(state.claims[c] for c in sorted(claims) if c in state.claims)
    reports = {one.grounded.given_id for one in said}
    return Quoted(
        Release(
            profile=Profile.INTERNAL,
            snapshot=Snapshot(number=0, made="", digest="", findings=state.part(())),
            before=None,
            reports=tuple(state.latest[r] for r in sorted(reports) if r in state.latest),
            claims=said,
            statements=(),
        )
    )


def _why(found: Binding | Limit, state: State, quoted: Quoted) -> Why:
    shown = found.claims[:MOST_CLAIMS]
    incidents = found.incidents if isinstance(found, Binding) else ()
    return Why(
        sentence=found.reason.sentence,
        claims=tuple(claim_line(view) for c in shown if (view := quoted.view(c))),
        more=len(found.claims) - len(shown),
        incidents=tuple(_named(incidents[:MOST_INCIDENTS], state)),
    )


def _named(incidents: Sequence[IncidentId], state: State) -> Iterator[Named]:
    for id_ in incidents:
        if id_ in state.incidents:
            yield Named(words=state.incidents[id_].label, address=f"/incidents/{id_}")


def _left(one: Remainder, quoted: Quoted) -> Left:
    shown = one.claims[:MOST_CLAIMS]
    top = "open" if one.bounds.high is None else f"{one.bounds.high:,}"
    bounds = f"{one.bounds.low:,}" if one.bounds.low == one.bounds.high else f"{one.bounds.low:,} to {top}"
    told = f"{one.stated:,} stated; no report says which recorded incidents are in it."
    if one.left is not None:
        verb = "is" if one.left == 1 else "are"
        told = f"{one.left:,} of the {one.stated:,} {verb} in no recorded incident."
        told = told if one.left else f"The recorded incidents account for all of the {one.stated:,}."
    return Left(
        label=one.label,
        told=told,
        bounds=bounds,
        share=None if one.left is None or not one.stated else 100 * (one.stated - one.left) / one.stated,
        claims=tuple(claim_line(view) for c in shown if (view := quoted.view(c))),
    )


def _by_day(total: Total, state: State) -> ByDay | None:
    """The chart of the killed, where the days find room in one."""
    if total.asked.harm is not Harm.KILLED or total.asked.victims != EVERYONE:
        return None
    left = {p: state.unaccounted[p] for p in total.periods if p in state.unaccounted}
    periods = [state.periods[p] for p in sorted(left) if p in state.periods and state.periods[p].harm is Harm.KILLED]
    periods.sort(key=lambda p: -left[p.id].stated)
    return by_day(
        _with_killed(total.counted, state),
        [(p, left[p.id]) for p in periods[:MOST_BRACKETS]],
    )


def _with_killed(ids: Iterable[IncidentId], state: State) -> Iterator[tuple[Incident, Figure]]:
    """Each incident with its figure of all killed, where it has one."""
    for id_ in ids:
        figure = killed(state.index.figures_of.get(id_, ())).get(id_)
        if figure is not None and id_ in state.incidents:
            yield state.incidents[id_], figure


def _incidents(asked: Asked) -> str:
    start = asked.when.start.isoformat() if asked.when and asked.when.start != date.min else ""
    end = asked.when.end.isoformat() if asked.when and asked.when.end != date.max else ""
    harm = "" if asked.harm is Harm.CASUALTIES else asked.harm.value
    place = ", ".join(asked.where.names) if asked.where else ""
    return f"/incidents?{urlencode({'place': place, 'from': start, 'to': end, 'harm': harm})}"
