"""Corpora: the geographic sets as texts with the spans and points of their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recount.evaluate.files import find, rows
from recount.evaluate.geo import SETS, Gold, gold_of, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text of a geographic set."""

    corpus: str
    id: str
    text: str
    gold: tuple[Gold, ...]


def documents(data: Path) -> Iterator[Document]:
    """Every document at hand, in the order of the files.

    Raises:
        FileNotFoundError: a set is missing.
    """
    for name, corpus in SETS.items():
        found = find(data, corpus)
        if found is None:
            raise FileNotFoundError(f"no file of {corpus} in {data}")
        for row in rows(found.path):
            yield Document(corpus=name, id=f"{name}:{row['id']}", text=text_of(row), gold=tuple(gold_of(row)))


def fold_of(documents: list[Document], folds: int = 5) -> dict[str, int]:
    """Which fold each document is in: every fold has its share of each set."""
    return {d.id: k % folds for k, d in enumerate(documents)}
