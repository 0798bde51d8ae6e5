"""`recount incidents`: the incidents of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli.options import format_option, record_option
from recount.cli.tables import Cell, print_table, range_text
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from recount.publish.rows import IncidentRow


@click.command()
@record_option
@format_option
def incidents(record: str | None, form: str) -> None:
    """List the incidents: killed and injured as low–best–high, grade, reports, independent origins.

    One number stands for all three where they are the same; ≥ says that the words leave the top open. Nothing is
    removed: to pass incidents on, use `recount export incidents`.
    """
    from recount.publish import write
    from recount.publish.rows import incident_rows
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        release = workspace.outline()
    if form == "jsonl":
        for line in write(release, form="jsonl", what="incidents"):
            print_json(line.removesuffix("\n"))
        return
    rows = sorted(incident_rows(release), key=_latest_first)
    if rows:
        print_table(("incident", "killed", "injured", "grade", "told in"), map(_cells, rows), right=(1, 2))
    else:
        say("no incidents: no report in the record tells of people harmed in one")


def _latest_first(row: IncidentRow) -> tuple[int, int, str]:
    day = -row.when.start.toordinal() if row.when else 0
    return day, -(row.killed.best if row.killed else 0), row.incident


def _cells(row: IncidentRow) -> tuple[Cell, ...]:
    killed, injured = (range_text(toll) if toll else "–" for toll in (row.killed, row.injured))
    told_in = (_count(len(row.reports), "report"), _count(row.origins, "origin"))
    return (row.label, row.incident), killed, injured, row.grade or "–", told_in


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
