"""Tables for people: as wide as the terminal, nothing cut off, no word of a report that could break them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from recount.cli.talk import on_one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from recount.model import Figure
    from recount.publish.rows import Toll


@dataclass(frozen=True, slots=True)
class Marked:
    """One line with parts that stand out where the terminal has colours."""

    pieces: tuple[tuple[str, str], ...]
    """Words and their style: ``bold``, ``green``, ``red strike``, or nothing."""


Cell = str | tuple[str, ...] | Marked
"""One line, or several, of which those after the first stand back."""

Pair = tuple[str, Cell]

WIDEST = 200
"""Columns of a table that is not printed to a terminal."""

GAP = 3


def print_table(headings: Sequence[Cell], rows: Iterable[Sequence[Cell]], *, right: Sequence[int] = ()) -> None:
    """Print a table.

    Args:
        headings: one for each column.
        rows: cells, in the order of the headings.
        right: columns that hold numbers.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, GAP - 1, 0, 0))
    for at, heading in enumerate(headings):
        table.add_column(_text(heading), justify="right" if at in right else "left", overflow="fold", vertical="top")
    for row in rows:
        table.add_row(*map(_text, row))
    _print(table)


def print_pairs(pairs: Iterable[Pair]) -> None:
    """Print names with what they stand for, a name once where it comes several times in a row."""
    _print_grids([("", list(pairs))])


def print_sections(sections: Iterable[tuple[Cell, Sequence[Pair]]]) -> None:
    """Print pairs under headings, all in the same columns."""
    _print_grids(list(sections))


def range_text(found: Figure | Toll) -> str:
    """Low–best–high for a cell: "27–81–≥81", or one number where all three are one."""
    low = f"{'≤' if found.open_low else ''}{found.low}"
    high = f"{'≥' if found.open_high else ''}{found.high}"
    return high if found.low == found.high and not found.open_low else f"{low}–{found.best}–{high}"


def _print_grids(sections: Sequence[tuple[Cell, Sequence[Pair]]]) -> None:
    from rich.table import Table

    indent = "  " if any(heading for heading, _ in sections) else ""
    widest = max((len(indent + name) for _, pairs in sections for name, _ in pairs), default=0)
    for at, (heading, pairs) in enumerate(sections):
        if at:
            click.echo()
        if heading:
            _print(_text(heading, style="bold"))
        grid = Table.grid(padding=(0, GAP, 0, 0))
        grid.add_column(min_width=widest, no_wrap=True)
        grid.add_column(overflow="fold")
        before = None
        for name, value in pairs:
            grid.add_row(indent + ("" if name == before else on_one_line(name, spaces=False)), _text(value))
            before = name
        _print(grid)


def _text(cell: Cell, style: str = "") -> Text:
    from rich.text import Text

    if isinstance(cell, Marked):
        return Text.assemble(*((_piece(words), style) for words, style in cell.pieces))
    first, *rest = (cell,) if isinstance(cell, str) else cell
    text = Text(on_one_line(first), style=style)
    for line in rest:
        text.append("\n" + on_one_line(line), style="dim not bold")
    return text


def _piece(words: str) -> str:
    """Words on one line, with the space at their ends."""
    lead, tail = " " * words[:1].isspace(), " " * (words[-1:].isspace() and bool(words.strip()))
    return f"{lead}{on_one_line(words)}{tail}"


def _print(thing: RenderableType) -> None:
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WIDEST
    with console.capture() as captured:
        console.print(thing)
    for line in captured.get().removesuffix("\n").split("\n"):
        click.echo(line.rstrip())
