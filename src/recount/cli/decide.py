"""`recount decide`: a reviewer's judgement into the log, and what it changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recount.cli.options import record_option

if TYPE_CHECKING:
    from recount.model import Decision, Field
    from recount.workspace import Workspace
    from recount.workspace.adding import Addition
    from recount.workspace.deciding import Order

KINDS = {
    "accept": "accept",
    "reject": "reject",
    "correct": "correct",
    "merge": "same",
    "split": "different",
    "set-aside": "set_aside",
    "same-origin": "same_origin",
    "not-same-place": "elsewhere",
    "add": "add",
    "undo": "undo",
}
"""What a person calls a decision → what the log calls it."""

ADD = "add"


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)), required=False, metavar="JUDGEMENT")
@click.argument("things", nargs=-1, metavar="[ID]…")
@click.option("--why", default="", metavar="TEXT", help="The reason, for whoever reads the log.")
@click.option("--by", metavar="NAME", help="Who decides.  [default: as the setting reviewer says]")
@click.option("--set", "to", multiple=True, metavar="FIELD=VALUE", help="Of correct: what a field should say.")
@click.option("--words", metavar="TEXT", help="Of add: words of the report, once there.")
@click.option("--settles", multiple=True, metavar="DECISION", help="A decision that this one replaces. Name each.")
@click.option("--from", "source", metavar="FILE", help="Take in the log of another record; - for standard input.")
@record_option
def decide(
    *,
    kind: str | None,
    things: tuple[str, ...],
    why: str,
    by: str | None,
    to: tuple[str, ...],
    words: str | None,
    settles: tuple[str, ...],
    source: str | None,
    record: str | None,
) -> None:
    """Take a judgement into the record's log, and show what it changes.

    ID: a claim, an incident or, for undo, a decision; or its first letters. Nothing is overwritten; all can be undone.

    \b
    accept, reject   claims of harm, or none     set-aside  not to be counted
    correct          --set value=14, bound, harm, victims, who, when, where,
                     means, by, source, modality, background, scope, part_of
    merge, split     one incident, or not: things to be joined or kept apart,
                     or an incident with those of its claims that don't belong
    same-origin, not-same-place, undo, add REPORT --words … --set harm=… --set …
    """  # noqa: D301 - click wants the character
    from recount.cli.decided import tell
    from recount.config import load_settings
    from recount.errors import UsageError
    from recount.workspace import Workspace

    settings = load_settings()
    if source is not None:
        if kind or things or why or to or settles or words:
            raise UsageError("--from takes decisions as they are: leave everything else out but --record")
        decisions = _read(source)
        with Workspace.open(record, write=True, settings=settings) as workspace:
            tell(workspace.decide_all(decisions))
        return
    if kind == ADD:
        with Workspace.open(record, write=True, settings=settings) as workspace:
            tell(workspace.add_claim(_addition(workspace, things, words, (by or settings.reviewer, why), to)))
        return
    order = _order(kind, things, (by or settings.reviewer, why), (to, settles))
    with Workspace.open(record, write=True, settings=settings) as workspace:
        tell(workspace.decide(order))


def _order(
    kind: str | None, things: tuple[str, ...], said: tuple[str, str], more: tuple[tuple[str, ...], tuple[str, ...]]
) -> Order:
    from recount.errors import UsageError
    from recount.model import DecisionKind
    from recount.workspace.deciding import Order

    (by, why), (to, settles) = said, more
    if kind is None or not things:
        raise UsageError("say what to decide and on what: `recount decide reject claim:… --why …`")
    if not by:
        raise UsageError("say who decides: --by NAME, or set reviewer in recount.toml or RECOUNT_REVIEWER")
    if not why:
        raise UsageError("say why: --why TEXT. Whoever reads the log must be able to follow it")
    if to and kind != "correct":
        raise UsageError("--set is for correct alone")
    made = DecisionKind(KINDS[kind])
    return Order(kind=made, things=things, by=by, why=why, to=tuple(map(_assignment, to)), settles=settles)


def _addition(
    workspace: Workspace, things: tuple[str, ...], words: str | None, said: tuple[str, str], to: tuple[str, ...]
) -> Addition:
    from recount.errors import UsageError
    from recount.workspace.adding import Addition

    if len(things) != 1 or not words:
        raise UsageError('name the report and its words: `recount decide add REPORT --words "a dozen names" …`')
    if not all(said):
        raise UsageError("say who decides (--by, or the setting reviewer) and why (--why)")
    report = workspace.store.find_report(things[0])
    if report is None:
        raise UsageError(f"there is no report {things[0]!r} in this record")
    if (times := report.canonical.count(words)) != 1:
        raise UsageError(f"these words stand {times} times in the report: give some that stand there once")
    start = report.canonical.index(words)
    fields = tuple(map(_assignment, to))
    return Addition(report=report.id, start=start, end=start + len(words), by=said[0], why=said[1], fields=fields)


def _assignment(words: str) -> tuple[Field, str]:
    from recount.errors import UsageError
    from recount.model import Field

    name, sign, value = words.partition("=")
    field = name.strip().lower().replace("-", "_")
    if not sign or field not in set(Field):
        raise UsageError(f"{words!r} can't be set: write FIELD=VALUE with a field of {', '.join(Field)}")
    return Field(field), value


def _read(source: str) -> list[Decision]:
    """The decisions of a file of JSON Lines.

    Raises:
        InputError: it can't be read, or a line of it is no decision.
    """
    from recount.errors import InputError
    from recount.model import Decision, from_json

    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise InputError(f"{source} can't be read: {error.strerror}") from error
    found = []
    for at, line in enumerate(raw.splitlines(), start=1):
        if line.strip():
            try:
                found.append(from_json(Decision, line))
            except ValueError as error:
                raise InputError(
                    f"{source}, line {at} is no decision: the file is damaged. Nothing was taken in"
                ) from error
    return found
