"""Language: whether a report is in English, which alone is read. The only module that knows the language model."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from recount.lang.loader import lexicon

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

STRETCH = 1500
"""Code points looked at at the start, in the middle and at the end: enough to tell, however long the text."""

COMMON = 0.08
"""Share of English's commonest words from which a stretch is taken for English without a closer look. Of 6,500 English
texts of the benchmarks with 12 words or more 80 lie below; texts of other languages lie near 0."""

FEWEST_WORDS = 8
"""Below this many words in small letters nothing is told of a text in Latin script: names alone are of no language."""

FEWEST_IN_CAPITALS = 16
"""The same for a text all in capitals, where names can't be told from words."""

FEWEST_LETTERS = 12
"""The same for letters of other scripts, in which English is not written."""

SURE = 0.99
"""Probability, by the model, that it is not English: none of 6,500 English texts of the benchmarks is refused."""

LIKELY = 0.5
"""Probability from which the language is named."""

UNKNOWN = "und"

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")


def other_language(text: str) -> str | None:
    """The language the text is in, ISO 639-1, where that is not English; ``und`` where it can't be told which.

    ``None`` for English, and for what is too short or too mixed to tell: refusing an English report would lose claims,
    reading a foreign one mostly yields nothing. Looks at a bounded part of the text.
    """
    stretches = _stretches(text)
    if any(_common_share(stretch) >= COMMON for stretch in stretches):
        return None
    looked_at = " ".join(stretches)
    letters = len(_LETTER.findall(looked_at))
    latin = len(_LATIN.findall(looked_at))
    if letters - latin > latin:
        return _named(looked_at) or UNKNOWN if letters >= FEWEST_LETTERS else None
    return _named(looked_at) if _tells(_WORD.findall(looked_at)) else None


def _tells(words: list[str]) -> bool:
    """Whether there are enough words to tell a language by."""
    small = sum(word[0].islower() for word in words)
    return small >= FEWEST_WORDS or (small == 0 and len(words) >= FEWEST_IN_CAPITALS)


def _stretches(text: str) -> list[str]:
    if len(text) <= 3 * STRETCH:
        return [text]
    middle = (len(text) - STRETCH) // 2
    return [text[:STRETCH], text[middle : middle + STRETCH], text[-STRETCH:]]


def _common_share(stretch: str) -> float:
    """The share of English's commonest words among its words."""
    words, common = _WORD.findall(stretch.lower()), _common()
    return sum(word in common for word in words) / len(words) if words else 0.0


def _named(text: str) -> str | None:
    """The language model's answer; ``None`` where it may be English, ``und`` where it is one of several others."""
    ranked = dict(_identifier().rank(text.lower()))
    best = max(ranked, key=lambda language: ranked[language])
    if ranked.get("en", 0.0) > 1 - SURE:
        return None
    return str(best) if ranked[best] >= LIKELY else UNKNOWN


@cache
def _common() -> frozenset[str]:
    return frozenset(lexicon("en", "common")["words"])


@cache
def _identifier() -> LanguageIdentifier:
    """Loaded when a text without English's common words is met: it takes half a second and most texts don't need it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
