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
_LONG_VOWELS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ay", "ai"), ("ei", "ai"), ("ey", "ai"), ("y", "i"))
_LAST_SYLLABLE = re.compile(r"(?<=[a-z]{2}[b-df-hj-np-tv-z])e(?=[b-df-gj-np-tv-z]$)")
"""Idleb, Younes, Saraqeb: an unstressed e for i, in words of five letters and up: never Aden."""

_LATIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th"}
_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None, "ء": None}
_PERSIAN = {"ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه"}
_LETTERS = str.maketrans({**_LATIN, **_ARABIC, **_PERSIAN})
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w{2})")


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """A key that spellings of one name share: "Khan Younis", "Khān Yūnis" and "Khan Younes" meet, Homs and Hama don't.

    Folds case, accents, apostrophes, hyphens, articles, doubled letters and long vowels, y and i, and the endings -ah
    and -eh; in Arabic script also the forms of alef, ya, kaf and ta marbuta. Idempotent. Keys are for comparing, never
    for showing. A name made of articles alone keeps them; one without letters or digits gives the empty string. What
    each rule gains and costs is measured in ``docs/decisions/0005-gazetteer.md``.
    """
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name)).casefold()
    stripped = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = [_fold_word(word) for word in _NOT_LETTERS.sub(" ", stripped.translate(_LETTERS)).split()]
    kept = [word for word in words if word not in _ARTICLES]
    return " ".join(kept or words)


def _fold_word(word: str) -> str:
    while (shorter := _shorten(word)) != word:
        word = shorter
    return word


def _shorten(word: str) -> str:
    word = _ARABIC_ARTICLE.sub("", word)
    for long, short in _LONG_VOWELS:
        word = word.replace(long, short)
    word = _DOUBLED.sub(r"\1", word)
    if len(word) > 4 and word.endswith(("ah", "eh")):
        return word[:-2] + "a"
    return _LAST_SYLLABLE.sub("i", word)
