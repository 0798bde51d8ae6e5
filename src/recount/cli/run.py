"""`recount run`: reports in, a record out."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from datetime import date
from typing import TYPE_CHECKING

import click

from recount.cli.options import format_option, outlet_option, print_table, published_option, record_option, say

if TYPE_CHECKING:
    from recount.workspace import RunSummary, Workspace

SHOWN_FAILURES = 20


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@record_option
@published_option
@outlet_option
@format_option
def run(paths: tuple[str, ...], record: str | None, published: date | None, outlet: str | None, form: str) -> None:
    """Read reports into a record and bring its figures up to date.

    PATH is a .txt file, a .jsonl file, a folder of them, or - for standard input. Reading the same again changes
    nothing; a run that was cut off goes on where it was.
    """
    from recount.cli.summary import summarise
    from recount.errors import EXIT_WITH_FAILURES
    from recount.workspace import Workspace

    with Workspace.open(record, create=True) as workspace:
        summary = _run(workspace, paths, published, outlet)
        told = summarise(workspace, summary)
    if form == "jsonl":
        click.echo(json.dumps(dict(told.as_json()), ensure_ascii=False))
    else:
        print_table(("", ""), told.rows())
    for failure in summary.failures[:SHOWN_FAILURES]:
        say(f"not read: {failure.report}: {failure.error}")
    if len(summary.failures) > SHOWN_FAILURES:
        say(f"… and {len(summary.failures) - SHOWN_FAILURES} more, kept in the record")
    if summary.failures:
        sys.exit(EXIT_WITH_FAILURES)


def _run(workspace: Workspace, paths: tuple[str, ...], published: date | None, outlet: str | None) -> RunSummary:
    """The run, with a progress bar on stderr where a person watches."""
    if not sys.stderr.isatty():
        with nullcontext():
            return workspace.run(paths, published=published, outlet=outlet)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from recount.sources import count

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=count(paths))
        return workspace.run(
            paths, published=published, outlet=outlet, progress=lambda n: bar.update(task, completed=n)
        )
