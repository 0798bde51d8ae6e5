"""`recount watch`: feeds and pages, looked at again and again; only what is new or changed comes in."""

from __future__ import annotations

import re
import time
from datetime import datetime
from typing import TYPE_CHECKING

import click

from recount.cli.options import outlet_option, record_option
from recount.cli.talk import say

if TYPE_CHECKING:
    from recount.workspace import Workspace

SHORTEST = 60
"""Seconds between two looks at one feed. Outlets change theirs every few minutes at most."""

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Every(click.ParamType[int]):
    """A span of time such as ``15m``, in seconds."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The seconds that the words mean."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d{1,6})\s*([smhd])", str(value).strip().lower())
        seconds = int(found[1]) * _SECONDS[found[2]] if found else 0
        if seconds < SHORTEST:
            self.fail("write a number and s, m, h or d, such as 15m; at least 60s", param, ctx)
        return seconds


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED…")
@click.option("--every", type=Every(), default="15m", show_default=True, help="How often to look: 90s, 15m, 6h, 1d.")
@click.option("--once", is_flag=True, help="Look once and end, for a scheduler of your own.")
@record_option
@outlet_option
def watch(feeds: tuple[str, ...], every: int, once: bool, record: str | None, outlet: str | None) -> None:
    """Look at feeds (RSS, Atom) and pages again and again, and read what is new or has changed.

    FEED is a web address. Ends with Ctrl-C; what was read till then is kept. A page that has changed becomes a new
    version of its report.
    """
    from recount.errors import UsageError
    from recount.sources import is_address
    from recount.workspace import Workspace

    for feed in feeds:
        if not is_address(feed):
            raise UsageError(f"{feed!r} is no web address: `recount run` reads files and folders")
    with Workspace.open(record, create=True) as workspace:
        try:
            while True:
                _look(workspace, feeds, outlet)
                if once:
                    return
                time.sleep(every)
        except KeyboardInterrupt:
            say("ended; what was read is kept")


def _look(workspace: Workspace, feeds: tuple[str, ...], outlet: str | None) -> None:
    summary = workspace.run(feeds, outlet=outlet)
    at = datetime.now().astimezone().strftime("%H:%M")
    failed = f", {len(summary.failures)} not read" if summary.failures else ""
    say(f"{at}  {summary.new} new, {summary.versions} of them new versions; {summary.passed} unchanged{failed}")
    for failure in summary.failures[:5]:
        say(f"  not read: {failure.report}: {failure.error}")
