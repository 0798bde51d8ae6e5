"""`recount totals`: how many people, over a place, days, a harm and a group of victims, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from recount.cli.options import Day, Name, Registered, format_option, record_option
from recount.cli.tables import Cell, Pair, print_sections
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from recount.model import Asked, Binding, ClaimId, Limit, Quantity, Remainder, Total
    from recount.workspace import Workspace

MOST = 3
"""Reasons and remainders shown of each kind; the others are counted."""

MOST_MEMBERS = 6
"""Members shown of one contradiction; the others are counted."""

MOST_CLAIMS = 2
"""Claims shown under one reason; the others are counted."""


@click.command()
@click.option("--place", type=Name(), help="Only this place: Aleppo, or “al-Bab, Aleppo”.")
@click.option("--from", "start", type=Day(), help="Only from this day on.")
@click.option("--to", "end", type=Day(), help="Only up to this day, included.")
@click.option(
    "--harm",
    type=Registered("recount.model:Harm"),
    metavar="HARM",
    default="killed",
    show_default=True,
    help="killed, injured, casualties (both), missing …",
)
@click.option(
    "--victims",
    type=Registered("recount.figures.totals:VICTIMS"),
    metavar="GROUP",
    default="all",
    show_default=True,
    help="civilians, combatants, children, women …",
)
@record_option
@format_option
def totals(
    place: str | None, start: date | None, end: date | None, harm: str, victims: str, record: str | None, form: str
) -> None:
    """Add up how many people the claims count, within bounds, and say what the bounds rest on.

    What a stated total counts is not counted a second time. What lies only partly in the place and days asked, or may
    lie outside, counts for the upper end only.
    """
    from recount.model import Harm, to_json
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        total = workspace.total(place, start=start, end=end, harm=Harm(harm), victims=victims)
        if form == "jsonl":
            print_json(to_json(total))
        elif not any((total.counted, total.partly, total.periods, total.periods_partly)):
            say(f"no total: no claim in the record counts people for this ({_asked(total.asked)})")
        else:
            print_sections([(_asked(total.asked), list(_pairs(total, workspace)))])


def _asked(asked: Asked) -> str:
    from recount.publish import wording

    who = "" if asked.victims == "all" else f", {asked.victims.replace('_', ' ')}"
    place = wording.place(asked.where, "everywhere")
    return f"{wording.HARMS[asked.harm].capitalize()}{who}, {place}, {_days(asked)}"


def _days(asked: Asked) -> str:
    from recount.publish import wording

    if asked.when is None:
        return "all days"
    if asked.when.start == date.min:
        return f"up to {wording.day(asked.when.end)}"
    if asked.when.end == date.max:
        return f"from {wording.day(asked.when.start)} on"
    return wording.days(asked.when)


def _pairs(total: Total, workspace: Workspace) -> Iterator[Pair]:
    top = "open" if total.high is None else f"{total.high:,}"
    yield "total", f"{total.low:,}" if total.low == total.high else f"{total.low:,} to {top}"
    yield "as stated", f"{total.best:,}"
    for end, name in (("low", "lower end"), ("high", "upper end")):
        bindings = [b for b in total.bindings if b.end == end]
        for binding in bindings[:MOST]:
            yield name, _told(binding, workspace)
        if len(bindings) > MOST:
            yield name, f"{len(bindings) - MOST:,} more of the same kind."
    yield "counted", _counted("incident", total.counted, total.partly)
    if total.periods or total.periods_partly:
        yield "", _counted("stated total", total.periods, total.periods_partly)
    shown = sorted(total.remainders, key=lambda r: (-(r.left or 0), r.label))
    for left in shown[:MOST]:
        yield "not tied", (_left(left), left.periods[0])
    if len(shown) > MOST:
        yield "not tied", f"{len(shown) - MOST:,} more stated totals."
    for found in total.contradictions:
        for limit in found.members[:MOST_MEMBERS]:
            yield "can't all hold", _told(limit, workspace)
        if len(found.members) > MOST_MEMBERS:
            yield "can't all hold", f"{len(found.members) - MOST_MEMBERS:,} more."
        yield "can't all hold", "Without any one of these the others can. The upper end leaves such a total aside."


def _counted(noun: str, inside: Sequence[str], partly: Sequence[str]) -> str:
    told = f"{len(inside):,} {noun}{'' if len(inside) == 1 else 's'}"
    return f"{told}; {len(partly):,} more in part or perhaps, for the upper end only" if partly else told


def _left(left: Remainder) -> str:
    bounds = f"by the bounds {_range(left.bounds)}"
    if left.left is None:
        return f"{left.label}: {left.stated:,} stated, no report says which incidents are in it; {bounds}"
    return f"{left.label}: {left.left:,} of the {left.stated:,} in no recorded incident; {bounds}"


def _range(quantity: Quantity) -> str:
    if quantity.low == quantity.high:
        return f"{quantity.low:,}"
    return f"{quantity.low:,} to {'open' if quantity.high is None else f'{quantity.high:,}'}"


def _told(found: Binding | Limit, workspace: Workspace) -> Cell:
    """The sentence, and under it who says so, in which words."""
    said = [line for claim in found.claims[:MOST_CLAIMS] if (line := _said(claim, workspace))]
    more = len(found.claims) - MOST_CLAIMS
    return (
        found.reason.sentence,
        *said,
        *((f"and {more:,} more claim{'' if more == 1 else 's'}",) if more > 0 else ()),
    )


def _said(claim: ClaimId, workspace: Workspace) -> str | None:
    grounded = workspace.find_claim(claim)
    if grounded is None:
        return None
    source = f"{grounded.source.name}, " if grounded.source else ""
    outlet = grounded.outlet or grounded.given_id
    return f"“{grounded.claim.text}” ({source}{outlet}, {grounded.published or 'undated'}), {claim}"
