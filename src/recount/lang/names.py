"""Folding of names: spellings of one name, in Latin or Arabic script, give one key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLES = frozenset(
    {"al", "el", "ad", "ed", "an", "ar", "er", "as", "es", "ash", "esh", "at", "et", "az", "ez", "the"}
)
"""Spellings of the Arabic article, assimilated or not, and the English one."""

_APOSTROPHES = re.compile("['’‘`´ʿʾʻʼ′]")
_NOT_LETTERS = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"([^\W\d])\1+")
_LONG_VOWELS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ay", "ai"), ("ei", "ai"), ("ey", "ai"))
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w{2})")


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """A key that spellings of one name share: "Deir ez-Zor", "Deir Ezzor" and "Dayr az Zawr" come close or meet.

    Folds case, accents, apostrophes, hyphens, articles, doubled letters and long vowels; in Arabic script also the
    forms of alef, ya and ta marbuta. Idempotent. Keys are for comparing, never for showing. A name made of articles
    alone keeps them; one without letters or digits gives the empty string.
    """
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name)).casefold()
    stripped = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = _NOT_LETTERS.sub(" ", stripped.translate(_ARABIC)).split()
    kept = [_fold_word(w) for w in words if w not in _ARTICLES] or words
    return " ".join(kept)


def _fold_word(word: str) -> str:
    folded = _ARABIC_ARTICLE.sub("", word)
    while (shorter := _shorten(folded)) != folded:
        folded = shorter
    return folded


def _shorten(word: str) -> str:
    for long, short in _LONG_VOWELS:
        word = word.replace(long, short)
    word = _DOUBLED.sub(r"\1", word)
    return word[:-1] if len(word) > 4 and word.endswith("ah") else word
