"""Words of a text with the key under which each is compared, for finding names however they are spelled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from recount.lang.names import fold_name

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LETTER = rf"[^\W_{_UNSEEN}]"
_WORD = re.compile(rf"{_LETTER}(?:[{_MARKS}{_UNSEEN}]|{_LETTER}|['’‘ʼ](?={_LETTER}))*")
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_ARABIC_PREFIX = re.compile(r"^[وفبلك](?=[\u0600-\u06ff]{3})")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, where it stands, and its folded key. A possessive ending is no part of it."""

    start: int
    end: int
    text: str
    key: str

    @property
    def lower(self) -> str:
        """The word in lower case, as the word lists have it."""
        return self.text.casefold()

    @property
    def capital(self) -> bool:
        """Whether it may be a name by its writing: a capital first, or Arabic script, which has none."""
        return self.text[0].isupper() or self.arabic

    @property
    def arabic(self) -> bool:
        """Whether it is in Arabic script."""
        return bool(_ARABIC.match(self.text))

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys it may be known by: its own, without a plural s, without an Arabic particle written onto it."""
        return _keys(self.text, self.key)


def tokens(text: str) -> list[Token]:
    """The words in order. Underscores, hyphens and all other signs part words; invisible characters do not."""
    return [_token(found.start(), found[0]) for found in _WORD.finditer(text)]


def _token(start: int, word: str) -> Token:
    base = _POSSESSIVE.sub("", word)
    return Token(start, start + len(base), _HIDDEN.sub("", base), _fold(base))


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    return fold_name(_HIDDEN.sub("", word))


@lru_cache(maxsize=65536)
def _keys(word: str, key: str) -> tuple[str, ...]:
    keys = [key]
    if len(key) > 3 and key.endswith("s"):
        keys.append(key[:-1])
    if (bare := _ARABIC_PREFIX.sub("", word)) != word:
        keys.append(fold_name(bare))
    return tuple(keys)
