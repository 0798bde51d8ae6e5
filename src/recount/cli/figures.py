"""`recount figures`: every figure of a record, and what stays unaccounted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from recount.cli.options import format_option, record_option
from recount.cli.tables import Cell, Pair, print_sections, range_text
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from recount.model import Figure, Findings, Incident, Quantity

Section = tuple[Cell, Sequence[Pair]]


@click.command()
@record_option
@format_option
def figures(record: str | None, form: str) -> None:
    """List the figures with the reason for each, and what totals leave unaccounted for.

    A figure is low–best–high, or one number where all three are the same; ≥ says that the words leave the top open.
    """
    from recount.model import to_json
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        findings = workspace.outline().snapshot.findings
    if form == "jsonl":
        for thing in (*findings.figures, *findings.unaccounted):
            print_json(to_json(thing))
        return
    sections = [*_incidents(findings), *_totals(findings)]
    if sections:
        print_sections(sections)
    else:
        say("no figures: no report in the record gives a number of people harmed")


def _incidents(findings: Findings) -> Iterator[Section]:
    for incident in sorted(findings.incidents, key=_latest_first):
        pairs = [(_name(f), _value(f)) for f in findings.figures if f.incident == incident.id]
        if pairs:
            yield (incident.label, incident.id), pairs


def _totals(findings: Findings) -> Iterator[Section]:
    labels = {p.id: p.label for p in findings.periods}
    for left in findings.unaccounted:
        pairs = [
            ("stated", str(left.stated)),
            ("left over", f"{left.left}. {left.reason.sentence}"),
            ("by the bounds", _remainder(left.remainder)),
        ]
        yield (labels[left.period], left.period), pairs


def _latest_first(incident: Incident) -> tuple[int, str]:
    return -incident.when.start.toordinal() if incident.when else 0, incident.id


def _name(figure: Figure) -> str:
    return figure.harm if figure.group == "all" else f"{figure.harm}, {figure.group}"


def _value(figure: Figure) -> str:
    origins = f"{figure.origins} origin{'' if figure.origins == 1 else 's'}"
    return f"{range_text(figure)} ({origins}). {figure.reason.sentence}"


def _remainder(quantity: Quantity) -> str:
    if quantity.high == quantity.low:
        return str(quantity.low)
    return f"{quantity.low} to {'open' if quantity.high is None else quantity.high}"
