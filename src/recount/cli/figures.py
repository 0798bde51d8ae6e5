"""`recount figures`: every figure of a record, and what stays unaccounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli.options import format_option, print_table, range_text, record_option, say

if TYPE_CHECKING:
    from recount.model import Quantity


@click.command()
@record_option
@format_option
def figures(record: str | None, form: str) -> None:
    """List the figures with the reason for each, and what totals leave unaccounted for."""
    from recount.model import Findings, to_json
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        findings: Findings = workspace.findings()
    if form == "jsonl":
        for thing in (*findings.figures, *findings.unaccounted):
            click.echo(to_json(thing))
        return
    labels = {i.id: i.label for i in findings.incidents} | {p.id: p.label for p in findings.periods}
    rows = [
        (labels[f.incident], f.harm, f.group, range_text(f), str(f.origins), f.reason.sentence)
        for f in findings.figures
    ]
    print_table(("incident", "harm", "of whom", "low–best–high", "origins", "why"), rows, right=(3, 4))
    if findings.unaccounted:
        click.echo()
        left = [
            (labels[u.period], str(u.stated), str(u.left), _remainder(u.remainder), u.reason.sentence)
            for u in findings.unaccounted
        ]
        print_table(("total", "stated", "left over", "by the bounds", "why"), left, right=(1, 2, 3))
    if not rows:
        say("no figures yet: `recount run PATH…` reads reports into the record")


def _remainder(quantity: Quantity) -> str:
    return f"{quantity.low} to {'open' if quantity.high is None else quantity.high}"
