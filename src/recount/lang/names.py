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
LETTERS = str.maketrans({**_LATIN, **_ARABIC, **_PERSIAN})
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w{2})")


_ONE_WORD = (
    ("tal", "tel", "tall", "tell"),
    ("kafr", "kafar", "kfar", "kufr", "kefr"),
    ("khirbat", "khirbet", "khirba", "kherbet"),
    ("jabal", "jebel", "djebel"),
    ("maarat", "maaret", "marat"),
    ("abu", "abo"),
    ("umm", "um", "om"),
    ("nahr", "naher"),
    ("qalat", "qalaat", "qalet"),
)
"""Words that names of places begin with, as they are spelled. Folded alike they would make Tel Aviv of Tal Aviv and
change every key there is; so they are tried one for another only where a name begins with them."""

_GLUED = re.compile(r"\A(?:al|el)(?=[a-z]{4})")


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
    words = [_fold_word(word) for word in _NOT_LETTERS.sub(" ", stripped.translate(LETTERS)).split()]
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


def other_spellings(name: str) -> tuple[str, ...]:
    """Spellings of a name that don't fold to its key and may stand for it: another first word, the article apart.

    "Tell Rifat" for "Tal Rifat", "Deir al-Zour" for "Deir Alzour". Lower case. They are for looking up, and weaker
    evidence than the name's own key.
    """
    words = _NOT_LETTERS.sub(" ", _APOSTROPHES.sub("", name)).casefold().split()
    first = next((group for group in _ONE_WORD if words and words[0] in group), ()) if len(words) > 1 else ()
    found = [" ".join([word, *words[1:]]) for word in first]
    found += [" ".join(_GLUED.sub("", word) for word in words)]
    kept = {fold_name(other): other for other in found}
    kept.pop(fold_name(name), None)
    kept.pop("", None)
    return tuple(kept.values())


_FIRST_GLUED = re.compile(r"\A(tall?|tell?|deir|dayr|kafr|kafar|kfar|khan|beit|bayt|bait|ain|ayn|abu|umm)(?=[a-z]{4})")
_FIRST_VOWEL = re.compile(r"\A[aeiou](?=[b-df-hj-np-tv-z]{2}[a-z]{2})")
_QU = re.compile(r"qu(?=[aei])")


def guessed_spellings(name: str) -> tuple[str, ...]:
    """Spellings that may be meant where nothing bears a name: "Idlib" for "Edlib", "Deir ezzor" for "Deirezzor".

    A first word written apart, another short first vowel, q for qu. Lower case. They are guesses: good enough to find a
    place that everyone knows, not to find a hamlet.
    """
    plain = " ".join(_NOT_LETTERS.sub(" ", _APOSTROPHES.sub("", name)).casefold().split())
    apart = _FIRST_GLUED.sub(r"\1 ", plain)
    found = [apart, *other_spellings(apart), _QU.sub("q", plain)]
    found += [vowel + plain[1:] for vowel in "iae" if _FIRST_VOWEL.match(plain)]
    kept = {fold_name(other): other for other in found}
    kept.pop(fold_name(name), None)
    kept.pop("", None)
    return tuple(kept.values())
