"""Look-alikes: words that have the shape of a time and are none: "may", "a second round", "the Sunday Times"."""

from __future__ import annotations

from collections.abc import Sequence

from recount.lang.loader import lexicon
from recount.lang.timegrammar.words import LETTERS, OTHER, Word

_SHORT_DAYS = frozenset({"sun", "sat", "mon", "wed"})
_HARD = frozenset({"may", "march", "mar"})


def is_none(rule: str, words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    """Whether words `[first, last)`, which fit a rule, are no expression of time where they stand."""
    judge = _JUDGES.get(rule)
    return judge is not None and judge(words, letters, first, last)


def _before(words: Sequence[Word], k: int) -> str:
    return words[k - 1].lower if k > 0 else ""


def _after(words: Sequence[Word], k: int) -> str:
    return words[k].lower if k < len(words) else ""


def _no_month(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    """A month alone: "May" and "March" need a word before them that says so."""
    name = words[last - 1].lower
    if last - first > 1:
        return False
    if len(name) == 3 and name != "may":
        return _before(words, first) not in _MONTH_LEADS
    if name not in _HARD:
        return False
    return _before(words, first) not in _MONTH_LEADS or name == "mar"


_MONTH_LEADS = frozenset("in since until till by of during from to and last before after through between for".split())


def _no_weekday(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    """A short name needs a date beside it; a weekday in a name of a paper or a day of remembrance is none."""
    k = next(i for i in range(first, last) if letters[i] == LETTERS["weekdays"])
    if words[k].lower in _SHORT_DAYS and last - first == 1:
        return True
    return last < len(words) and words[last].text in _PAPERS


_PAPERS = frozenset("Times Telegraph Mirror Express Mail Post Herald Observer Mercury School".split())


def _no_year(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    """Four digits are a year where nothing says that they count something."""
    if last - first > 1:
        return False
    before, after = _before(words, first), words[last] if last < len(words) else None
    if before in _COUNTERS or (first and words[first - 1].end == words[first].start and before in "$£€#/.+"):
        return True
    if after is not None and (after.text in "%/" or after.lower in _COUNTED):
        return True
    if after is not None and after.start == words[last - 1].end and after.text in "-–" and letters[last + 1 : last + 2] == OTHER:
        return True
    year = int(words[first].text) if words[first].text.isdigit() else 0
    named = before in _YEAR_LEADS
    if not 1500 <= year <= 2100 and not named:
        return True
    return after is not None and after.letter == OTHER and after.lower.endswith("s") and not named and after.lower not in _YEAR_TAILS


_COUNTERS = frozenset("$ £ € # no number about some than nearly almost over least flight room route highway page mm".split()) - {
    "about"
}
_COUNTED = frozenset("percent points meters metres feet miles km kilometers kilometres dollars people men troops soldiers hours mph pounds tons tonnes acres shares units homes jobs".split())
_YEAR_LEADS = frozenset("in since until till by of during from early late before after through between for".split())
_YEAR_TAILS = frozenset("was is has as this its his olympics elections".split())


def _no_season(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    """A season alone is one after a preposition; "the fall of a town" is none."""
    k = next(i for i in range(first, last) if letters[i] == LETTERS["seasons"])
    name, alone = words[k].lower, last - first == 1
    if alone:
        return _before(words, first) not in ("in", "by", "during", "since", "until", "of", "through", "mid") or name in ("fall", "spring") and words[k].text[0].islower() and _before(words, first) not in ("in", "by", "until")
    if letters[first:last] == LETTERS["the"] + LETTERS["seasons"]:
        return name == "fall" and _before(words, first) not in ("in", "by", "during", "until", "through") or _after(words, last) == "of" or (last < len(words) and letters[last] == OTHER and name in ("fall", "spring") and words[last].text.isalpha() and _before(words, first) not in ("in", "by", "during", "until", "through"))
    return False


def _no_part(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    return _before(words, first) not in ("at", "by", "until", "before", "after", "that", "every") or words[first].lower in ("dawn", "dusk")


def _no_theunit(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    unit = words[last - 1].lower
    if unit in ("day", "minute", "second", "hour", "decade", "night", "season", "fortnight"):
        return True
    return _after(words, last) in ("of", "when", "that", "in", "he", "she", "they", "after", "before")


def _no_duration(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    """A single "a day" is a rate or a figure of speech more often than a length; seconds are no news."""
    shape = letters[first:last]
    if shape in ("aU", "aQ", "a1"):
        unit = words[last - 1].lower
        if unit in ("second", "moment", "quarter", "period", "weekend"):
            return True
    return False


def _no_nth(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    """An ordinal is a day of the month where no noun follows that it counts."""
    return last < len(words) and words[last].text not in ".,;:)—" or int(words[last - 1].text[:-2]) > 31


def _always(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    """Ages are no times of what is told."""
    return True


def _not_the_past(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    return words[last - 1].lower != "past" or (last < len(words) and words[last].letter == OTHER and words[last].lower not in _PAST_TAILS and words[last].text[0].isalpha())


_PAST_TAILS = frozenset("when they he it we she is was has had were".split())

def _no_date(words: Sequence[Word], letters: str, first: int, last: int) -> bool:
    """A day with a year that is none: "1 January 0000"."""
    return "Y" not in letters[first:last] and last < len(words) and letters[last] == "#" and len(words[last].text) == 4


_JUDGES = {
    "date": _no_date,
    "dayofmonth": _no_nth,
    "old": _always,
    "thepast": _not_the_past,
    "month": _no_month,
    "weekday": _no_weekday,
    "year": _no_year,
    "season": _no_season,
    "partbare": _no_part,
    "theunit": _no_theunit,
    "duration": _no_duration,
}


def names() -> frozenset[str]:
    """The names of months and weekdays."""
    table = lexicon("en", "times")
    return frozenset(table["months"]) | frozenset(table["weekdays"])
