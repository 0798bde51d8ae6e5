"""Agreement: when two values of a slot count as the same, by the rules of the annotation guideline's scorer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache

from recount.evaluate.suite import Row
from recount.lang.loader import lexicon

NAME_FLOOR, SOURCE_FLOOR = 0.75, 0.6
"""Share of letters in common from which two names, or two sources, are nearly the same."""

_OPPOSITE = [(x, y) for pair in (("east", "west"), ("north", "south")) for x, y in (pair, pair[::-1])]
_ARTICLE = re.compile(r"\b(al|el|ad|as|ash|an|ar)[- ]")


def alike(a: str | None, b: str | None, floor: float = NAME_FLOOR) -> bool:
    """Whether two names mean the same: equal, one's words within the other's, or nearly the same letters."""
    one, other = normal(a), normal(b)
    if not one or not other or one == other:
        return one == other
    apart = {one, other} & set(_groups()) and any("syrian network" in n for n in (one, other))
    words, theirs = set(re.split(r"[- ]+", one)), set(re.split(r"[- ]+", other))
    opposed = any(words & {x, x + "ern"} and theirs & {y, y + "ern"} for x, y in _OPPOSITE)
    if apart or opposed:
        return False
    if min(len(one), len(other)) > 1 and (words <= theirs or theirs <= words):
        return True
    first, second = (_ARTICLE.sub("", n).replace("-", " ") for n in (one, other))
    return SequenceMatcher(None, first, second).ratio() >= floor


def normal(name: str | None) -> str:
    """A name in lower case, without its article, and one name for all that stand for the same body."""
    bare = re.sub(r"[^\w\- ]", "", (name or "").lower().replace("’", "").replace("'", "")).strip()
    bare = re.sub(r"^(the|an|a)\s+", "", bare)
    return _canon().get(bare, bare)


def same_days(gold: Row | None, found: Row | None) -> bool:
    """Whether two ranges of days share at least half of the days that either has; or both are unknown."""
    if not gold or not found:
        return not gold and not found
    try:
        a, b, c, d = (date.fromisoformat(r[k]) for r in (gold, found) for k in ("start", "end"))
    except (KeyError, TypeError, ValueError):
        return False
    shared, either = (min(b, d) - max(a, c)).days + 1, (max(b, d) - min(a, c)).days + 1
    return shared > 0 and shared / either >= 0.5


def same_names(gold: Sequence[str] | None, found: Sequence[str] | None) -> bool:
    """Whether half of each list of names is in the other; or both are empty."""
    ours, theirs = list(gold or []), list(found or [])
    if not ours or not theirs:
        return not ours and not theirs
    hit = sum(any(alike(x, y) for y in theirs) for x in ours)
    kept = sum(any(alike(x, y) for y in ours) for x in theirs)
    return hit / len(ours) >= 0.5 and kept / len(theirs) >= 0.5


def same_place(gold: Sequence[str] | None, found: Sequence[str] | None) -> bool:
    """Whether the gold's most specific place stands first or second; or both are empty."""
    return (not gold and not found) or bool(gold and found and any(alike(gold[0], x) for x in found[:2]))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = lexicon("en", "agreement")["same"]
    return {name: tuple(names) for name, names in table.items()}


@cache
def _canon() -> dict[str, str]:
    return {alias: name for name, names in _groups().items() for alias in names}
