"""`recount decisions`: the log of what people decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from recount.cli.options import format_option, record_option
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from recount.cli.tables import Cell
    from recount.review import Standing
    from recount.workspace import Workspace

_SHOWN = 3
"""Claims of a decision that the table names."""

_MOST = 1000
"""Decisions that the table lists, the latest. A table of 100,000 takes minutes to lay out, and nobody reads it."""


@click.command()
@click.option("--disputes", is_flag=True, help="Only what reviewers disagree about and nobody has settled.")
@record_option
@format_option
def decisions(disputes: bool, record: str | None, form: str) -> None:
    """List the decisions, oldest first, with what became of each: counts, disputed, replaced, undone or stale.

    With --format jsonl the log as `recount decide --from` takes it in.
    """
    from recount.model import to_json
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        if disputes:
            _tell_disputes(workspace, form)
            return
        log = workspace.decisions()
        if form == "jsonl":
            for standing in log:
                print_json(to_json(standing.decision))
            return
        stale = workspace.stale_decisions()
    if log:
        _print(log, stale)
    else:
        say("no decisions: `recount decide` makes them")


def _print(log: list[Standing], stale: Mapping[str, Sequence[str]]) -> None:
    from recount.cli.tables import print_table

    if len(log) > _MOST:
        say(f"the latest {_MOST} of {len(log)} decisions; --format jsonl writes all")
    print_table(("decision", "what", "on", "why", "state"), (tuple(_cells(one, stale)) for one in log[-_MOST:]))


def _cells(standing: Standing, stale: Mapping[str, Sequence[str]]) -> Iterator[Cell]:
    from recount.cli.decided import what

    decision = standing.decision
    yield f"{decision.at[:16].replace('T', ' ')} {decision.by}", decision.id
    yield what(decision)
    yield (
        _on((*decision.claims,))
        if not decision.others
        else (*_on(decision.claims), "apart from", *_on(decision.others))
    )
    yield decision.why
    gone = len(stale.get(decision.id, ()))
    words = f"stale: {gone} of {len(decision.claims) + len(decision.others)} claims are gone" if gone else ""
    yield tuple(part for part in (standing.state.value, f"by {standing.by}" if standing.by else "", words) if part)


def _on(claims: tuple[str, ...]) -> tuple[str, ...]:
    more = len(claims) - _SHOWN
    return (*claims[:_SHOWN], *((f"and {more} more",) if more > 0 else ())) or ("",)


def _tell_disputes(workspace: Workspace, form: str) -> None:
    from recount.cli.decided import about, how_to_settle
    from recount.cli.tables import print_pairs
    from recount.model import to_json

    found = workspace.judgements().disputes
    if form == "jsonl":
        for dispute in found:
            print_json(to_json(dispute))
    elif found:
        print_pairs([("disputed", (f"{about(d)}. {d.taken}", how_to_settle(d))) for d in found])
    else:
        say("no disputes: nothing that reviewers disagree about is unsettled")
