"""`recount watch`: feeds, looked at again and again; only what is new or changed comes in."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import FrameType
from typing import TYPE_CHECKING

import click

from recount.cli.options import outlet_option, record_option
from recount.cli.talk import say

if TYPE_CHECKING:
    from recount.workspace import RunSummary

SHORTEST = 60
"""Seconds between two looks at one feed. Outlets change theirs every few minutes at most."""

MOST_TOLD = 20
"""Pages named in one round, of those not read and of those told of otherwise. The counts tell of all."""

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST = 7 * 86400


class Every(click.ParamType[int]):
    """A span of time such as ``15m``, in seconds."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The seconds that the words mean."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"([0-9]{1,6})\s*([smhd])", str(value).strip().lower())
        seconds = int(found[1]) * _SECONDS[found[2]] if found else 0
        if not SHORTEST <= seconds <= _LONGEST:
            self.fail("write a number and s, m, h or d, such as 15m; 60s at least and 7d at most", param, ctx)
        return seconds


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED…")
@click.option("--every", type=Every(), default="15m", show_default=True, help="How often to look: 90s, 15m, 6h, 1d.")
@click.option("--once", is_flag=True, help="Look once and end, for a scheduler of your own.")
@record_option
@outlet_option
@click.pass_context
def watch(
    ctx: click.Context, /, *, feeds: tuple[str, ...], every: int, once: bool, record: str | None, outlet: str | None
) -> None:
    """Look at feeds (RSS, Atom) again and again, and read what is new in them or has changed.

    FEED is a web address. Each page that a feed points to becomes a report; one that has changed becomes a new version
    of it. Ends with Ctrl-C, after the page at hand; what was read till then is kept.
    """
    from recount.errors import EXIT_WITH_FAILURES, RecordError, UsageError
    from recount.sources import is_address
    from recount.workspace import Workspace
    from recount.workspace.recorded_web import recorded_web

    for feed in feeds:
        if not is_address(feed):
            raise UsageError(f"{feed!r} is no web address: `recount run` reads files and folders")
    told = _Told()
    with (
        _until_stopped() as stop,
        Workspace.open(record, create=True) as workspace,
        recorded_web(workspace.store, workspace.originals, workspace.settings, stop=stop) as web,
    ):
        while not stop.is_set():
            started = time.monotonic()
            try:
                told.tell(summary := workspace.run(feeds, outlet=outlet, web=web, feeds_only=True))
            except RecordError as error:
                if once:
                    raise
                say(f"{_clock()} {error}")  # another program may let go of the record, the disk may get room
                summary = None
            if once:
                ctx.exit(EXIT_WITH_FAILURES if summary and summary.failures else 0)
            stop.wait(max(SHORTEST, every - (time.monotonic() - started)))
    say("ended; what was read is kept")


@contextmanager
def _until_stopped() -> Iterator[threading.Event]:
    """Set by the first Ctrl-C or SIGTERM; the second ends everything at once."""
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        say("ending; once more ends at once")

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Told:
    """What a round is told of: one line, and what was not told in the round before."""

    def __init__(self) -> None:
        self._before: set[str] = set()

    def tell(self, summary: RunSummary) -> None:
        """Say how a round went."""
        versions = f", {summary.versions} of them new versions" if summary.versions else ""
        failed = f"; {len(summary.failures)} not read" if summary.failures else ""
        say(f"{_clock()} {summary.new} new{versions}; {summary.unchanged + summary.known} unchanged{failed}")
        lines = [f"not read: {failure.report}: {failure.error}" for failure in summary.failures]
        lines += [f"{noted.path}: {noted.sentence}" for noted in summary.noted]
        fresh = [line for line in lines if line not in self._before]
        for line in fresh[:MOST_TOLD]:
            say(line, indent="  ")
        if len(fresh) > MOST_TOLD:
            say(f"… and {len(fresh) - MOST_TOLD} more; the record keeps them all", indent="  ")
        self._before = set(lines)


def _clock() -> str:
    return datetime.now().astimezone().strftime("%H:%M")
