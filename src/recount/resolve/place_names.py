"""Place names: a mention taken apart into direction, name and kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from recount.lang.loader import lexicon
from recount.model import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A mention taken apart: "eastern Aleppo", "Bustan al-Qasr neighborhood", "west of the city"."""

    said: str
    """As it is shown: direction and name, without the kind word."""

    name: str
    """What the gazetteer is asked for."""

    kind: Precision | None
    direction: str | None
    of_city: bool = False
    whole: str = ""
    """Name and kind as written, where a kind is said: "Jabalia refugee camp". Gazetteers have some places so."""

    word: str = ""
    """The word that tells the kind, in lower case: "camp"."""


@cache
def _adjuncts() -> frozenset[str]:
    return frozenset(lexicon("en", "places")["adjuncts"]["words"])


@cache
def _words() -> tuple[dict[str, Precision], frozenset[str]]:
    table = lexicon("en", "places")
    kinds = {word: Precision(kind) for kind, words in table["kinds"].items() for word in words}
    return kinds, frozenset(table["directions"]["words"])


def take_apart(words: str) -> PlaceName:
    """Direction, name and kind of a mention."""
    kinds, directions = _words()
    parts = words.split()
    if words.lower().endswith(" of the city"):
        return PlaceName(said=words, name="", kind=None, direction=parts[0].lower(), of_city=True)
    word = parts[-1].lower() if len(parts) > 1 else ""
    kind = kinds.get(word)
    if kind is not None:
        parts = parts[:-1]
        if len(parts) > 1 and parts[-1].lower() in _adjuncts():
            parts = parts[:-1]
    direction = parts[0].lower() if len(parts) > 1 and parts[0].lower() in directions else None
    if direction is not None and parts[0][0].isupper() and kind is Precision.REGION:
        direction = None
    name = without_possessive(" ".join(parts[1:] if direction else parts))
    return PlaceName(
        said=without_possessive(" ".join(parts)),
        name=name,
        kind=kind,
        direction=direction,
        whole=f"{name} {words.split()[-1]}" if kind else "",
        word=word if kind else "",
    )


def kind_of(word: str) -> Precision | None:
    """The kind of place that a word tells of."""
    return _words()[0].get(word)


def names_a_kind(word: str) -> bool:
    """Whether a word tells what kind of place something is, and no more: "Hall", "City"."""
    kinds, directions = _words()
    return word.lower() in kinds or word.lower() in directions or word.lower() == "hall"


def without_possessive(name: str) -> str:
    """The name without "'s" at its end."""
    return name.removesuffix("'s").removesuffix("’s")
