"""Which of a source's spellings are names worth finding a place by, and which to show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from recount.lang.names import fold_name

_CODE = re.compile(r"[A-Z]{2,4}")
"""Airport and country codes stand among the names of both sources."""

_REMARK = re.compile(r"\s*\([^)]*\)")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\ufeff]")
_LONGEST = 60
"""Code points. What is longer is an official style or a remark, never a name in a report."""

_CYRILLIC = {
    **dict(zip("абвгґдезиіїйклмнопрстуфыэ", "abvhgdezyiiiklmnoprstufye", strict=True)),
    **dict(zip("жхцчшщюяєё", ("zh", "kh", "ts", "ch", "sh", "shch", "iu", "ia", "ie", "io"), strict=True)),
    **dict.fromkeys("ьъ’'ʼ", ""),
}
_AT_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def script(name: str) -> str:
    """``latin``, ``arabic``, ``cyrillic`` or ``other``, by the first letter."""
    for letter in name:
        if letter.isalpha():
            first = unicodedata.name(letter, "").partition(" ")[0].lower()
            return first if first in {"latin", "arabic", "cyrillic"} else "other"
    return "other"


def tidy(name: str) -> str:
    """The name without invisible marks and bracketed remarks."""
    return " ".join(_REMARK.sub("", _INVISIBLE.sub("", name)).split())


def worth(name: str) -> bool:
    """Whether a spelling can serve as a name: at least three letters in its key, no code, no machine romanisation."""
    return (
        not _CODE.fullmatch(name)
        and len(name) <= _LONGEST
        and (len(folded := fold_name(name)) > 2 or (len(folded) == 2 and script(name) != "latin"))
        and not (script(name) == "latin" and name == name.lower())
    )


def distinct(names: Iterable[str]) -> list[str]:
    """The names that fold to something new, in order."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(fold_name(name), name)
    kept.pop("", None)
    return list(kept.values())


def romanise(name: str) -> str:
    """A Ukrainian name in Latin letters by the national system of 2010; other letters stay."""
    words = (_word(word) for word in name.casefold().replace("зг", "zgh").split(" "))
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in words)


def _word(word: str) -> str:
    return "".join(_AT_START.get(c, _CYRILLIC.get(c, c)) if i == 0 else _CYRILLIC.get(c, c) for i, c in enumerate(word))
