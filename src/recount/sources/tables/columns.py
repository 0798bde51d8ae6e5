"""Columns: which column of a table holds which field of a report."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from recount.errors import SkipReport, UsageError


def choose_columns(header: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """Field → position of its column. What the user names outranks what the names of columns tell.

    Raises:
        SkipReport: no column holds the text, or the user names one that is not there.
    """
    folded = [fold(name) for name in header]
    chosen: dict[str, int] = {}
    for field, column in named.items():
        if fold(column) not in folded:
            raise SkipReport(f"has no column {column!r}: its columns are {_listed(header)}")
        chosen[field] = folded.index(fold(column))
    for field, names in known_names().items():
        taken = set(chosen.values())
        found = next((folded.index(n) for n in names if n in folded and folded.index(n) not in taken), None)
        if field not in chosen and found is not None:
            chosen[field] = found
    if "text" not in chosen:
        raise SkipReport(
            f"has no column that can be told to hold the text of reports ({_listed(header)}): "
            'name it, as in --columns "text=Body, published=Date"'
        )
    return chosen


def parse_columns(words: str) -> dict[str, str]:
    """The columns that a user names: ``text=Body, published=Date``.

    Raises:
        UsageError: not of that form, or a field that no report has.
    """
    named: dict[str, str] = {}
    for pair in filter(None, map(str.strip, words.split(","))):
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column or field not in known_names():
            raise UsageError(f"--columns {pair!r}: write FIELD=COLUMN, where FIELD is {', '.join(known_names())}")
        named[field] = column
    return named


def told(chosen: Mapping[str, int], header: Sequence[str]) -> str:
    """Which column was taken for what, in words."""
    return ", ".join(f"{field} from {header[at]!r}" for field, at in chosen.items())


def fold(name: str) -> str:
    """A column's name by which it is compared: letters and digits, lower case."""
    return "".join(c for c in name.casefold() if c.isalnum())


@cache
def known_names() -> dict[str, list[str]]:
    """Field → names its column goes by, best first."""
    return tomllib.loads((files("recount.sources.tables") / "columns.toml").read_text(encoding="utf-8"))


def _listed(header: Sequence[str]) -> str:
    named = [name[:30] for name in header if name.strip()]
    return ", ".join(map(repr, named[:12])) + (", …" if len(named) > 12 else "")
