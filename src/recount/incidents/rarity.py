"""Rarity: how much it tells that two reports share a detail. Learnt from how many reports have it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=65536)
def rarity(detail: str) -> float:
    """Between 0, in every report, and 1, in next to none that the table was learnt from."""
    return _table().get(detail, 1.0)


def forget() -> None:
    """Read the table anew: it was written again."""
    rarity.cache_clear()
    _table.cache_clear()


@lru_cache(maxsize=1)
def _table() -> Mapping[str, float]:
    table: dict[str, float] = json.loads(
        (files("recount.incidents") / "weights" / "details.json").read_text(encoding="utf-8")
    )["rarity"]
    return table
