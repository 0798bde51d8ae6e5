"""Look-alikes: words that have the shape of a time and are none: "may", "a second round", "the Sunday Times"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from recount.lang.loader import lexicon
from recount.lang.timegrammar.words import LETTERS, OTHER, Word


class Place(NamedTuple):
    """Words `[first, last)` of a text, which fit a rule, and the letters of all its words."""

    words: Sequence[Word]
    letters: str
    first: int
    last: int

    @property
    def before(self) -> str:
        """The word before, in lower case."""
        return self.words[self.first - 1].lower if self.first else ""

    @property
    def after(self) -> Word | None:
        """The word after."""
        return self.words[self.last] if self.last < len(self.words) else None

    @property
    def alone(self) -> bool:
        """Whether it is one word."""
        return self.last - self.first == 1

    def word(self, kind: str) -> Word:
        """Its first word of a class."""
        letter = LETTERS[kind]
        return next(w for w in self.words[self.first : self.last] if w.letter == letter)


def is_none(rule: str, words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    """Whether words `[first, last)`, which fit a rule, are no expression of time where they stand."""
    judge = _JUDGES.get(rule)
    return judge is not None and judge(Place(words, letters, first, last))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon("en", "times")["lookalikes"][name])


def _no_date(place: Place) -> bool:
    """A day with a year that is none: "1 January 0000"."""
    after = place.after
    year = LETTERS["year"] in place.letters[place.first : place.last]
    return not year and after is not None and after.letter == LETTERS["number"] and len(after.text) == 4


def _no_month(place: Place) -> bool:
    """A month alone: "May", "March" and short names need a word before them that says so."""
    name = place.words[place.last - 1].lower
    unsure = name in ("may", "march") or len(name) == 3
    return place.alone and unsure and (place.before not in _listed("before_months") or name == "mar")


def _no_weekday(place: Place) -> bool:
    """A short name needs a date beside it; a weekday in the name of a paper is none."""
    if place.alone and place.word("weekdays").lower in ("sun", "sat", "mon", "wed"):
        return True
    return place.after is not None and place.after.text in _listed("papers")


def _no_year(place: Place) -> bool:
    """Four digits alone are a year where nothing says that they count something."""
    if not place.alone:
        return False
    led = place.before in _listed("before_years")
    if _counts(place) or not (led or 1500 <= int(place.words[place.first].text) <= 2100):
        return True
    after = place.after
    named = after is None or led or after.lower in _listed("after_years")
    return not named and after is not None and after.letter == OTHER and after.lower.endswith("s")


def _counts(place: Place) -> bool:
    """Whether the words around four digits say that they count or number something."""
    words, after = place.words, place.after
    touching = place.first > 0 and words[place.first - 1].end == words[place.first].start
    if place.before in _listed("before_numbers") or (touching and place.before in "$£€#/.+"):
        return True
    if after is None:
        return False
    if after.text in "%/" or after.lower in _listed("counted"):
        return True
    joined = after.text in "-–" and after.start == words[place.last - 1].end
    return joined and place.letters[place.last + 1 : place.last + 2] == OTHER


def _no_season(place: Place) -> bool:
    """A season alone is one after a preposition; "the fall of a town", "a spring" are none."""
    word, led = place.word("seasons"), place.before in _listed("before_seasons")
    doubtful = word.lower in ("fall", "spring") and word.text[0].islower()
    if place.alone:
        return not led or (doubtful and place.before not in ("in", "by", "until"))
    if place.letters[place.first : place.last] != LETTERS["the"] + LETTERS["seasons"]:
        return False
    after = place.after
    if after is not None and after.lower == "of":
        return True
    noun = after is not None and after.letter == OTHER and after.text.isalpha()
    return not led and (word.lower == "fall" or (doubtful and noun))


def _no_part(place: Place) -> bool:
    """A part of day alone needs a preposition: "at night"."""
    led = place.before in ("at", "by", "until", "before", "after", "that", "every")
    return not led or place.words[place.first].lower in ("dawn", "dusk")


def _no_unit(place: Place) -> bool:
    """Neither "the day" by itself nor "the week of", "the year when", which go on to say which, is a time."""
    if place.words[place.last - 1].lower in _listed("vague_units"):
        return True
    return place.after is not None and place.after.lower in _listed("after_units")


def _no_length(place: Place) -> bool:
    """No lengths are "a second", "a quarter", "a period"."""
    shape = place.letters[place.first : place.last]
    return shape[:1] == LETTERS["a"] and len(shape) == 2 and place.words[place.last - 1].lower in _listed("no_lengths")


def _no_nth(place: Place) -> bool:
    """An ordinal is a day of the month where no noun follows that it counts."""
    after = place.after
    return (after is not None and after.text not in ".,;:)—") or int(place.words[place.last - 1].text[:-2]) > 31


def _no_past(place: Place) -> bool:
    """Where a noun follows, "the past" is no time: "the past president"."""
    after = place.after
    if place.words[place.last - 1].lower != "past":
        return True
    noun = after is not None and after.letter == OTHER and after.text[0].isalpha()
    return noun and after is not None and after.lower not in _listed("after_the_past")


def _never(place: Place) -> bool:
    """Ages are no times of what is told."""
    return True


_JUDGES: dict[str, Callable[[Place], bool]] = {
    "date": _no_date,
    "dayofmonth": _no_nth,
    "old": _never,
    "thepast": _no_past,
    "month": _no_month,
    "weekday": _no_weekday,
    "year": _no_year,
    "season": _no_season,
    "partbare": _no_part,
    "theunit": _no_unit,
    "duration": _no_length,
}
