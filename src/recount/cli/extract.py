"""`recount extract`: what single reports claim, one JSON object a report."""

from __future__ import annotations

import sys
from datetime import date

import click

from recount.cli.options import outlet_option, published_option, say


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@published_option
@outlet_option
@click.option(
    "--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="How to print."
)
def extract(files: tuple[str, ...], published: date | None, outlet: str | None, form: str) -> None:
    """Print what reports claim, one JSON object each, without any record.

    FILE is a .txt or .jsonl file, a folder of them, or - for standard input. Every claim carries the words it stands
    on and where they are; nothing is removed, so mind where the output goes.
    """
    from recount.config import load_settings
    from recount.errors import EXIT_WITH_FAILURES
    from recount.model import Failure, Reading, Report
    from recount.ontology import events, policy
    from recount.pipeline import readings
    from recount.publish import reading_line
    from recount.sources import Limits, read
    from recount.workspace import packaged_gazetteer

    settings = load_settings()
    limits = Limits(max_bytes=settings.max_report_mb * 1_000_000, published=published, outlet=outlet)
    codes = {kind: (e.plover or None, e.mode or None) for kind, e in events().items()}
    gazetteer, reading_policy = packaged_gazetteer(), policy(settings.extract_policy)
    failed = 0
    for found in read(files, limits=limits):
        if isinstance(found, Report):
            _, result = next(readings([found], gazetteer=gazetteer, policy=reading_policy))
            if isinstance(result, Reading):
                click.echo(reading_line(found, result, codes=codes, published=result.published))
                continue
            found = result
        if isinstance(found, Failure):
            failed += 1
            say(f"not read: {found.report}: {found.error}")
    if failed:
        sys.exit(EXIT_WITH_FAILURES)
