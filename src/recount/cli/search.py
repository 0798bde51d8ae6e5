"""`recount search`: reports by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli.options import format_option, record_option
from recount.cli.tables import Pair, print_sections
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from recount.model import Hit


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@record_option
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Most reports to show.")
@format_option
def search(words: tuple[str, ...], record: str | None, limit: int, form: str) -> None:
    """Find the reports in which all the words stand, the best first, with where.

    Case, accents, Arabic vowel marks and forms of letters do not count. In quotation marks words stand together;
    bomb* finds what begins so. Nothing is removed from what is shown.
    """
    from recount.model import to_json
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        count, hits = workspace.store.search(" ".join(words), limit=limit)
    if form == "jsonl":
        for hit in hits:
            print_json(to_json(hit))
        return
    if not hits:
        say("no report holds all of these words")
        return
    print_sections(((hit.report.title or hit.report.given_id, hit.report.given_id), list(_pairs(hit))) for hit in hits)
    if count > len(hits):
        say(f"{len(hits)} of {count} reports; --limit shows more")


def _pairs(hit: Hit) -> list[Pair]:
    said = [str(hit.report.published or "no date"), hit.report.outlet or "no outlet"]
    return [("from", ", ".join(said)), ("where", f"… {' '.join(hit.excerpt.split())} …")]
