"""Places: whether two names may stand for one place, and how far apart two places lie."""

from __future__ import annotations

import re
from functools import lru_cache
from math import cos, hypot, radians

from recount.model import Place, Precision

TOWN_KM = 12.0
"""Kilometres across which one raid on a town is told of its quarters and suburbs."""

HELD_KM = 60.0
"""Kilometres that two places of one name may be apart where the same province or town is named as what holds both: one
that no gazetteer has is put where its holder is."""

SLACK_KM = 3.0
"""Kilometres by which two gazetteers put one place apart."""

_KM_PER_DEGREE = 111.2
_FINE = frozenset(list(Precision)[: list(Precision).index(Precision.CITY) + 1])
_SOUNDS = (("dj", "j"), ("dh", "d"), ("th", "t"), ("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("ph", "f"))
_LETTERS = str.maketrans({"q": "k", "c": "k", "z": "s", "v": "w", "g": "j", "p": "b"})
_NOT_HEARD = re.compile(r"[aeiouyh\s]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def sound(key: str) -> str:
    """What all spellings of a folded name share: "atma" and "atme", "hasadjik" and "hasajik", "ferdus" and "fardos".

    The consonants, those that transliterations mix up taken together. A name of one consonant or none keeps its vowels.
    """
    plain = key
    for spelled, heard in _SOUNDS:
        plain = plain.replace(spelled, heard)
    bare = _DOUBLED.sub(r"\1", _NOT_HEARD.sub("", plain.translate(_LETTERS)))
    return bare if len(bare) > 1 else key


@lru_cache(maxsize=65536)
def sounds(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The sounds of a place's names, from the most specific up."""
    return tuple(map(sound, keys))


def is_fine(place: Place) -> bool:
    """Whether it is a town or something smaller."""
    return (place.point is not None and place.point.precision in _FINE) or len(place.keys) > 2


def one_place(a: Place, b: Place) -> bool:
    """Whether the most specific names may stand for one place: alike in sound, and no farther apart than it is wide."""
    if a.keys == b.keys:
        return True
    one, other = sounds(a.keys), sounds(b.keys)
    if one[0] != other[0]:
        return False
    away = apart_km(a, b)
    held = bool(set(one[1:-1]) & set(other[1:-1]))
    return away is None or away <= max(_reach_km(a, b), HELD_KM if held else 0.0)


def lies_within(inner: Place, outer: Place) -> bool:
    """Whether `outer` is named as what holds `inner`, and lies where it would."""
    if sounds(outer.keys)[0] not in sounds(inner.keys)[1:]:
        return False
    away = apart_km(inner, outer)
    return away is None or away <= _reach_km(inner, outer)


def same_town(a: Place, b: Place) -> bool:
    """Whether both lie in one town: something smaller than the country holds both, and they are near each other."""
    if not is_fine(a) or not is_fine(b) or not set(sounds(a.keys)[:-1]) & set(sounds(b.keys)[:-1]):
        return False
    away = apart_km(a, b)
    return away is None or away <= TOWN_KM


def apart_km(a: Place, b: Place) -> float | None:
    """Kilometres between their points, as on a plane: exact to a few per cent where it matters."""
    if a.point is None or b.point is None:
        return None
    p, q = a.point, b.point
    if p is q:
        return 0.0
    east = (p.longitude - q.longitude) * cos(radians((p.latitude + q.latitude) / 2))
    return hypot(p.latitude - q.latitude, east) * _KM_PER_DEGREE


def _reach_km(a: Place, b: Place) -> float:
    radii = [x.point.radius for x in (a, b) if x.point is not None]
    return sum(radii) / 1000 + SLACK_KM
