"""Options that several commands share, and how they print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from recount.model import Figure
    from recount.publish.rows import Toll

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("table", "jsonl")
WIDEST = 200
"""Columns of a table that is not printed to a terminal."""


class Day(click.ParamType[date]):
    """A day, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """The day."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(f"{value!r} is not a day: write it as YYYY-MM-DD, for example 2016-10-14", param, ctx)


record_option = click.option(
    "--record", metavar="FILE", help="The record: a file, or postgresql://….  [default: recount.db]"
)
published_option = click.option("--published", type=Day(), help="Day of publication of reports that bear none.")
outlet_option = click.option("--outlet", metavar="NAME", help="Outlet of reports that name none.")
format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print."
)
profile_option = click.option(
    "--profile",
    type=click.Choice(["public", "internal"]),
    default="public",
    show_default=True,
    help="public: without names of persons and exact places. internal: everything.",
)


def say(message: str) -> None:
    """Talk, on stderr: stdout is for data."""
    click.echo(message, err=True)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print a table, as wide as the terminal.

    Args:
        headings: one for each column.
        rows: cells, in the order of the headings.
        right: columns that hold numbers.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="right" if at in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(on_one_line(cell)) for cell in row))
    console = Console(highlight=False, markup=False, emoji=False)
    Console(highlight=False, markup=False, emoji=False, width=console.width if console.is_terminal else WIDEST).print(
        table
    )


def range_text(found: Figure | Toll) -> str:
    """Low–best–high for a cell: "27–81–≥81", or one number where all three are one."""
    low = f"{'≤' if found.open_low else ''}{found.low}"
    high = f"{'≥' if found.open_high else ''}{found.high}"
    return high if found.low == found.high and not found.open_low else f"{low}–{found.best}–{high}"


def on_one_line(words: str) -> str:
    """Words from a report as a terminal may show them: no line ends, no control or direction characters."""
    spaced = " ".join(words.split())
    return "".join(c if c.isprintable() else "\ufffd" for c in spaced)
