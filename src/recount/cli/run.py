"""`recount run`: reports in, a record out."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from recount.cli.options import extractor_option, format_option, outlet_option, published_option, record_option
from recount.cli.tables import print_pairs
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from recount.workspace import RunSummary, Workspace

SHOWN_FAILURES = 20


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@record_option
@published_option
@outlet_option
@extractor_option
@format_option
@click.pass_context
def run(
    ctx: click.Context,
    /,
    *,
    paths: tuple[str, ...],
    record: str | None,
    published: date | None,
    outlet: str | None,
    extractor: str | None,
    form: str,
) -> None:
    """Read reports into a record and bring its figures up to date.

    PATH is a .txt file, a .jsonl file, a folder of them, or - for standard input. Reading the same again changes
    nothing; a run that was cut off goes on where it was.
    """
    from recount.cli.summary import summarise
    from recount.config import load_settings
    from recount.errors import EXIT_WITH_FAILURES
    from recount.workspace import Workspace

    settings = load_settings().choosing(extractor)
    with Workspace.open(record, create=True, settings=settings) as workspace:
        summary = _run(workspace, paths, published, outlet)
        told = summarise(workspace, summary)
    if form == "jsonl":
        print_json(json.dumps(dict(told.as_json()), ensure_ascii=False))
    else:
        print_pairs(told.rows())
    for failure in summary.failures[:SHOWN_FAILURES]:
        say(f"not read: {failure.report}: {failure.error}")
    if len(summary.failures) > SHOWN_FAILURES:
        say(f"… and {len(summary.failures) - SHOWN_FAILURES} more that were not read; the record keeps them all")
    if summary.failures:
        ctx.exit(EXIT_WITH_FAILURES)


def _run(workspace: Workspace, paths: tuple[str, ...], published: date | None, outlet: str | None) -> RunSummary:
    """The run, with a progress bar on stderr where a person watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from recount.sources import count

    console = Console(stderr=True)
    if not console.is_terminal:
        return workspace.run(paths, published=published, outlet=outlet)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(_DOING["reading"], total=count(paths))

        def tell(doing: str, inputs: int) -> None:
            bar.update(task, description=_DOING[doing], completed=inputs)

        return workspace.run(paths, published=published, outlet=outlet, progress=tell)


_DOING = {"reading": "Reading reports", "figures": "Working out figures"}
