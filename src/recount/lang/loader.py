"""Lexicons: TOML files of a language, read once and kept."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en",)
"""Languages that have tables. A report that is found to be in another one is refused, whatever it says of itself."""


@lru_cache(maxsize=64)
def lexicon(language: str, name: str) -> dict[str, Any]:
    """The table `name` of a language: ``lexicon("en", "weapons")``. Shared: not to be changed.

    Raises:
        FileNotFoundError: no such language or table.
    """
    return tomllib.loads((files("recount.lang") / language / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def word_set(table: str, section: str, key: str = "words", *, language: str = "en") -> frozenset[str]:
    """The words of one list of a table, to look words up in: ``word_set("victims", "relations", "parents")``."""
    return frozenset(lexicon(language, table)[section][key])
