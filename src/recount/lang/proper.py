"""Proper names: which words tell a person's from a place's."""

from __future__ import annotations

from functools import cache

from recount.lang.loader import lexicon


@cache
def given_names() -> frozenset[str]:
    """Given names, with their capital."""
    table = lexicon("en", "given_names")
    return (frozenset(table["given"]) | frozenset(table["arabic"])) - {"Al", "El"}  # "Al Bab": the article


@cache
def place_endings() -> frozenset[str]:
    """Words that end names of places and of things that stand in one, in lower case: "street", "camp", "river"."""
    table = lexicon("en", "places")
    return frozenset(w for group in table["kinds"].values() for w in group) | frozenset(table["waters"]["words"])
