"""Any model class, made of generated values: what a record may hold, whatever an input brought."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from enum import Enum

from hypothesis import strategies as st

import recount.model
from recount.model import Figure, Quantity, Span, When

CLASSES: tuple[type[object], ...] = tuple(
    cls
    for name in recount.model.__all__
    if isinstance(cls := getattr(recount.model, name), type) and dataclasses.is_dataclass(cls)
)
"""Every dataclass that `recount.model` offers."""

WORDS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "\x00", "\u200f٣", "😀", "\r\n", "\\", '"']
)
COUNTS = st.integers(0, 2**40)
_PLAIN: dict[object, st.SearchStrategy[object]] = {
    str: WORDS,
    int: st.integers(-(2**40), 2**40),
    bytes: st.binary(max_size=12),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    type(None): st.none(),
}


def made(hint: object, depth: int = 0) -> st.SearchStrategy[object]:
    """Values of a type hint of the model. Deeper ones are kept small."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, typing.NewType):
        return made(hint.__supertype__, depth)
    if typing.get_origin(hint) is tuple and typing.get_args(hint)[-1] is not Ellipsis:
        return st.tuples(*(made(one, depth + 1) for one in typing.get_args(hint)))
    if typing.get_origin(hint) is tuple:
        return st.lists(made(typing.get_args(hint)[0], depth + 1), max_size=2 if depth < 2 else 1).map(tuple)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return st.one_of([made(one, depth) for one in typing.get_args(hint)])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if isinstance(hint, type) and hint in _LIMITED:
        return _LIMITED[hint]
    return _built(hint, depth)


def _built(hint: object, depth: int) -> st.SearchStrategy[object]:
    hints = typing.get_type_hints(hint)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        names = [f.name for f in dataclasses.fields(hint) if f.init]
        return st.deferred(lambda: st.builds(hint, **{name: made(hints[name], depth + 1) for name in names}))
    assert isinstance(hint, type)
    return st.tuples(*(made(one, depth + 1) for one in hints.values())).map(lambda values: hint(*values))


def _span(ends: list[int]) -> Span:
    return Span(start=min(ends), end=max(ends))


def _figures() -> st.SearchStrategy[Figure]:
    hints = typing.get_type_hints(Figure)
    rest = {name: made(hint, 2) for name, hint in hints.items() if name not in ("low", "best", "high")}
    three = st.lists(COUNTS, min_size=3, max_size=3).map(sorted)
    others = st.fixed_dictionaries(rest)
    return st.builds(
        lambda n, more: Figure(low=n[0], best=n[1], high=n[2], **typing.cast("dict[str, typing.Any]", more)),
        three,
        others,
    )


def _when(days: list[date]) -> When:
    return When(start=min(days), end=max(days))


def _quantity(low: int, more: int | None) -> Quantity:
    return Quantity(low=low, high=None if more is None else low + more)


_LIMITED: dict[type[object], st.SearchStrategy[object]] = {
    Span: st.lists(COUNTS, min_size=2, max_size=2).map(_span),
    When: st.lists(st.dates(), min_size=2, max_size=2).map(_when),
    Quantity: st.builds(_quantity, COUNTS, st.none() | COUNTS),
    Figure: st.deferred(_figures),
}
"""Classes that refuse some values."""
