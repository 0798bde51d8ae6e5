"""leaks(): the check on what is about to leave, that nothing removed stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from recount.model import Removed
from recount.publish.masking import Mask
from recount.publish.person_words import person_words
from recount.publish.tokens import tokens

_OWN = ("brief", "wording", "rows", "as_", "charts")
"""Modules whose words, with those of the templates, stand in every brief and export."""


def leaks(written: str, removed: Iterable[Removed]) -> list[Removed]:
    """Those of the removed values that stand in the written text, in any case, spelling or escape.

    A value made of everyday words, or of words that Recount itself writes ("May", "Fair"), is passed over: where such
    a word stands, it tells of no one.
    """
    named = [one for one in removed if not all(word.lower in _own_words() for word in tokens(one.value))]
    if not Mask(named, parts=False).holds(written):
        return []
    return [one for one in named if Mask([one], parts=False).holds(written)]


@lru_cache(maxsize=1)
def _own_words() -> frozenset[str]:
    package = files("recount.publish")
    own = [*package.joinpath("templates").iterdir(), *(one for one in package.iterdir() if one.name.startswith(_OWN))]
    texts = [one.read_text(encoding="utf-8") for one in own if one.name.endswith((".py", ".j2", ".css"))]
    known = person_words()
    written = {word.lower for text in texts for word in tokens(text)}
    return known.common | known.fine | known.particles | known.articles | written
