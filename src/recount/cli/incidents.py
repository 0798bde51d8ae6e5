"""`recount incidents`: the incidents of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli.options import format_option, print_table, range_text, record_option, say

if TYPE_CHECKING:
    from recount.publish.rows import IncidentRow


@click.command()
@record_option
@format_option
def incidents(record: str | None, form: str) -> None:
    """List the incidents: killed and injured as low–best–high, grade, reports, independent origins.

    Nothing is removed: to pass incidents on, use `recount export incidents`.
    """
    from recount.model import Profile
    from recount.publish import write
    from recount.publish.rows import incident_rows
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        release = workspace.release(Profile.INTERNAL)
    if form == "jsonl":
        for piece in write(release, form="jsonl", what="incidents"):
            click.echo(piece, nl=False)
        return
    rows = sorted(incident_rows(release), key=_latest_first)
    headings = ("incident", "what, where and when", "killed", "injured", "grade", "reports", "origins")
    print_table(headings, map(_cells, rows), right=(2, 3, 5, 6))
    if not rows:
        say("no incidents yet: `recount run PATH…` reads reports into the record")


def _latest_first(row: IncidentRow) -> tuple[int, int, str]:
    day = -row.when.start.toordinal() if row.when else 0
    return day, -(row.killed.best if row.killed else 0), row.incident


def _cells(row: IncidentRow) -> tuple[str, ...]:
    killed, injured = (range_text(t) if t else "–" for t in (row.killed, row.injured))
    return row.incident, row.label, killed, injured, row.grade or "–", str(len(row.reports)), str(row.origins)
