"""Words of any script, folded so that copies of one text compare equal though signs were lost on the way."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘`´ʿʾʻʼ′＇\u0640]")
"""With the stroke by which Arabic words are drawn out."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: written without spaces, so that each sign stands for a word."""

_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def fold_words(text: str) -> list[str]:
    """The words, in order, without case, accents, vowel marks, apostrophes and punctuation.

    "The mayor's aide, 31" and "THE MAYORS AIDE 31" give the same. Linear in the text.
    """
    plain = _APOSTROPHES.sub("", text)
    if plain.isascii():
        return _WORD.findall(plain.lower())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    return _WORD.findall("".join(c for c in folded if unicodedata.category(c)[0] != "M"))
