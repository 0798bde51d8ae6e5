"""`recount run`: reports in, a record out."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, TypedDict

import click

from recount.cli.options import (
    columns_option,
    extractor_option,
    format_option,
    outlet_option,
    published_option,
    record_option,
)
from recount.cli.tables import print_pairs
from recount.cli.talk import on_one_line, print_json, say

if TYPE_CHECKING:
    from recount.workspace import RunSummary, Workspace

SHOWN_FAILURES = 20
SHOWN_OF_NAME = 30
"""Characters of the name of the file that is read."""

WIDE = 110
"""Columns of a terminal from which the name of the open file stands beside the bar."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@record_option
@published_option
@outlet_option
@columns_option
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
    columns: str | None,
    extractor: str | None,
    form: str,
) -> None:
    """Read reports into a record and bring its figures up to date.

    PATH is a file (text, HTML, PDF, DOCX, EML, CSV, XLSX, JSONL; ZIP, TAR, WARC or WACZ of any of these), a folder of
    them, a web address, or - for standard input. Reading the same again changes nothing; a run that was cut off goes on
    where it was.
    """
    from recount.cli.summary import summarise
    from recount.config import load_settings
    from recount.errors import EXIT_WITH_FAILURES
    from recount.sources import parse_columns
    from recount.workspace import Workspace
    from recount.workspace.workers import jobs_of

    settings = load_settings().choosing(extractor)
    named = parse_columns(columns or "")
    with Workspace.open(record, create=True, settings=settings, jobs=jobs_of(settings)) as workspace:
        summary = _run(workspace, paths, _Taken(published=published, outlet=outlet, columns=named))
        told = summarise(workspace, summary)
    if form == "jsonl":
        print_json(json.dumps(dict(told.as_json()), ensure_ascii=False))
    else:
        print_pairs(told.rows())
    for noted in summary.noted[:SHOWN_FAILURES]:
        say(f"{noted.path}: {noted.sentence}")
    for failure in summary.failures[:SHOWN_FAILURES]:
        say(f"not read: {failure.report}: {failure.error}")
    if len(summary.failures) > SHOWN_FAILURES:
        say(f"… and {len(summary.failures) - SHOWN_FAILURES} more that were not read; the record keeps them all")
    if summary.failures:
        ctx.exit(EXIT_WITH_FAILURES)


class _Taken(TypedDict):
    """What is taken for reports that do not say it themselves."""

    published: date | None
    outlet: str | None
    columns: dict[str, str]


def _run(workspace: Workspace, paths: tuple[str, ...], taken: _Taken) -> RunSummary:
    """The run, with a progress bar on stderr where a person watches."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.table import Column

    from recount.sources import count

    console = Console(stderr=True)
    if not console.is_terminal:
        return workspace.run(paths, **taken)
    columns: list[ProgressColumn] = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()]
    columns.append(TimeRemainingColumn())
    if console.width >= WIDE:
        # Of a file, which may hold what looks like markup.
        columns.append(TextColumn("{task.fields[opened]}", markup=False, table_column=Column(no_wrap=True)))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(_DOING["reading"], total=count(paths), opened="")

        def tell(doing: str, inputs: int, opened: str) -> None:
            bar.update(task, description=_DOING[doing], completed=inputs, opened=_end_of(opened))

        return workspace.run(paths, **taken, progress=tell)


def _end_of(path: str) -> str:
    """The end of a path or address, as much as stands beside a bar."""
    return on_one_line(path)[-SHOWN_OF_NAME:]


_DOING = {"reading": "Reading reports", "figures": "Working out figures"}
