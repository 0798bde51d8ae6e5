"""`recount extract`: what single reports claim, one JSON object a report."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import click

from recount.cli.options import columns_option, extractor_option, outlet_option, published_option
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recount.config import Settings
    from recount.model import Failure
    from recount.sources import Found, Noted, Passed, Unchanged


_OF_ITS_DATE = frozenset({"undated", "dateline_differs"})
"""Refusals that stand in the printed line already, as an empty or another day."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@published_option
@outlet_option
@columns_option
@extractor_option
@click.option(
    "--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="How to print."
)
@click.pass_context
def extract(
    ctx: click.Context,
    /,
    *,
    files: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    columns: str | None,
    extractor: str | None,
    form: str,
) -> None:
    """Print what reports claim, one JSON object each, without any record.

    FILE is a file of any kind that `recount run` reads, a folder of them, or - for standard input. Every claim carries
    the words it stands on and where they are; nothing is removed, so mind where the output goes.
    """
    from recount.config import load_settings
    from recount.errors import EXIT_WITH_FAILURES
    from recount.model import Failure
    from recount.sources import Noted, Passed, parse_columns, read
    from recount.workspace import limits_of

    settings = load_settings().choosing(extractor)
    not_read = Counter[str]()
    limits = limits_of(settings, published=published, outlet=outlet, columns=parse_columns(columns or ""))
    failed = passed = 0
    for found in _lines(read(files, limits=limits), settings, not_read):
        if isinstance(found, str):
            print_json(found)
        elif isinstance(found, Passed):
            passed += 1
        elif isinstance(found, Noted):
            say(f"{found.path}: {found.sentence}")
        elif isinstance(found, Failure):
            failed += 1
            say(f"not read: {found.report}: {found.error}")
    if passed:
        say(f"passed over: {passed} file{'s' if passed > 1 else ''} of other kinds")
    if not_read:
        counts = (f"{n} {kind.replace('_', ' ')}" for kind, n in sorted(not_read.items()))
        say(f"refused: {', '.join(counts)}")
    if failed:
        ctx.exit(EXIT_WITH_FAILURES)


def _lines(
    found: Iterable[Found], settings: Settings, not_read: Counter[str]
) -> Iterator[str | Failure | Passed | Noted | Unchanged]:
    """The line of each report; what is none, and what could not be read, in its place.

    What was refused of a report is counted in `not_read` by its kind.
    """
    from recount.claims import open_extractor
    from recount.model import Reading, Report
    from recount.ontology import events, policy
    from recount.pipeline import readings
    from recount.publish import reading_line
    from recount.workspace import gazetteer_of

    codes = {kind: (e.plover or None, e.mode or None) for kind, e in events().items()}
    extractor = open_extractor(settings.extractor, settings)
    gazetteer, reading_policy = gazetteer_of(settings), policy(settings.extract_policy)
    for one in found:
        if not isinstance(one, Report):
            yield one
            continue
        for report, result in readings(
            [one], gazetteer=gazetteer, policy=reading_policy, parser=settings.parser, extractor=extractor
        ):
            if isinstance(result, Reading):
                not_read.update(r.kind for r in result.refusals if r.kind not in _OF_ITS_DATE)
            yield reading_line(report, result, codes=codes) if isinstance(result, Reading) else result
