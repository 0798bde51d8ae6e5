"""`recount edition`: freeze what is published, and see whether it still comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli.options import format_option, record_option
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from recount.cli.tables import Pair
    from recount.model import Edition

DIFFERS = 1
"""Exit code of a verification that failed."""


@click.group()
def edition() -> None:
    """Freeze the record's figures as an edition, list editions, and verify one.

    An edition keeps what its figures were made of: digests of reports, claims and decisions, the version of Recount,
    settings and policy. What is added to the record later does not touch it.
    """


@edition.command()
@click.option("--note", default="", metavar="TEXT", help="What it is for.")
@record_option
@format_option
def create(note: str, record: str | None, form: str) -> None:
    """Keep the record as it stands as its next edition."""
    from recount.cli.tables import print_pairs
    from recount.model import to_json
    from recount.workspace import Workspace

    with Workspace.open(record, write=True) as workspace:
        made = workspace.create_edition(note)
    if form == "jsonl":
        print_json(to_json(made))
    else:
        print_pairs(_pairs(made))


@edition.command(name="list")
@record_option
@format_option
def list_(record: str | None, form: str) -> None:
    """List the editions, oldest first."""
    from recount.cli.tables import print_table
    from recount.model import to_json
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        found = workspace.editions()
    if form == "jsonl":
        for one in found:
            print_json(to_json(one))
    elif found:
        headings = ("edition", "made", "reports", "decisions", "figures", "note")
        print_table(headings, map(_cells, found), right=(0, 2, 3))
    else:
        say("no editions: `recount edition create` makes one")


@edition.command()
@click.argument("number", type=int, required=False)
@record_option
@format_option
@click.pass_context
def verify(ctx: click.Context, /, *, number: int | None, record: str | None, form: str) -> None:
    """Compute an edition again, the latest unless a NUMBER is given, from the record as it stood then.

    Says what differs, if anything, and ends with code 1 where the edition does not come out as it was published.
    """
    from recount.cli.tables import print_pairs
    from recount.model import to_json
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        found = workspace.verify_edition(number)
    if form == "jsonl":
        print_json(to_json({"edition": found.edition.number, "holds": found.holds, "differences": found.differences}))
    else:
        holds = "comes out as it was published" if found.holds else "does NOT come out as it was published"
        pairs: list[Pair] = [("edition", f"{found.edition.number} {holds}")]
        print_pairs([*pairs, *((one.kind, one.sentence) for one in found.differences)])
    if not found.holds:
        ctx.exit(DIFFERS)


def _pairs(one: Edition) -> list[Pair]:
    return [
        ("edition", f"{one.number}, made {one.made}"),
        *([("note", one.note)] if one.note else []),
        ("of", f"{one.extent.reports} reports, {one.extent.decisions} decisions"),
        ("reports", one.inputs.reports),
        ("claims", one.inputs.claims),
        ("decisions", one.inputs.decisions),
        ("figures", one.findings),
        ("policy", one.policy),
        ("settings", ", ".join(f"{name} = {value}" for name, value in one.settings)),
        ("made with", (f"Recount {one.version}", one.code)),
    ]


def _cells(one: Edition) -> tuple[str, ...]:
    made = one.made[:16].replace("T", " ")
    return str(one.number), made, str(one.extent.reports), str(one.extent.decisions), one.findings[:12], one.note
