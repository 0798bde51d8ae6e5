"""Numbers in words and digits: "at least 1,200", "a quarter of a million", "two hundred and fifty", "dozens"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from recount.lang.loader import lexicon
from recount.lang.phrases import PhraseTable, lower_at
from recount.model import Bound, Stated, Token

MOST = 10**9
"""No number of persons is larger. A longer row of digits is not read."""

_DIGITS = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d{1,12}")
_THREE = re.compile(r"\d{3}")
_DECIMAL = re.compile(r"\d{1,4}\.\d{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number found at tokens `[first, last)`, its bound words included."""

    first: int
    last: int
    core: int
    """First token of the number itself, after its bound words."""

    stated: Stated
    numeral: bool
    """Whether it is written in digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    cardinals: dict[str, int]
    scales: dict[str, int]
    exact: dict[str, int]
    vague: PhraseTable[tuple[str, int]]
    fractions: dict[str, float]


def number_at(tokens: Sequence[Token], i: int) -> Number | None:
    """The number whose own words start at token `i`, without its bound words."""
    word = lower_at(tokens, i)
    if not word[:1].isdigit() and word.partition("-")[0] not in _number_words():
        return _after_a_dateline(tokens, i) if "-" in word else None
    for rule in (_and_a_half, _fraction, _vague, _range, _counted_dozens, _plain):
        found = rule(tokens, i)
        if found is not None:
            return found
    return None


def _after_a_dateline(tokens: Sequence[Token], i: int) -> Number | None:
    """A number that a feed has glued to its dateline: "SANA-Two civilians"."""
    place, _, word = tokens[i].text.partition("-")
    value = _tables().cardinals.get(word.lower())
    if value is None or len(place) < 3 or not place.isupper() or not word.istitle():
        return None
    return Number(first=i, last=i + 1, core=i, stated=Stated(value=value, bound=Bound.EXACT), numeral=False)


def _plain(tokens: Sequence[Token], i: int) -> Number | None:
    found = _digits(tokens, i) or _in_words(tokens, i)
    if found is None:
        return None
    value, last = found
    numeral = tokens[i].text[0].isdigit()
    return Number(first=i, last=last, core=i, stated=Stated(value=value, bound=Bound.EXACT), numeral=numeral)


def _digits(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Value and end of a number in digits, a scale word after it included."""
    if i >= len(tokens):
        return None
    scale = _tables().scales.get(lower_at(tokens, i + 1), 0)
    if _DECIMAL.fullmatch(tokens[i].lower) and scale:
        return int(float(tokens[i].lower) * scale), i + 2
    if not _DIGITS.fullmatch(tokens[i].lower):
        return None
    last, digits = i + 1, tokens[i].lower
    while len(digits) <= 9 and _THREE.fullmatch(lower_at(tokens, last)) and (last > i + 1 or len(digits) <= 3):
        digits, last = digits + tokens[last].lower, last + 1  # "300 000"
    value = int(digits.replace(",", "").replace(".", ""))
    if value > MOST:
        return None
    return (value * scale, last + 1) if scale and value * scale <= MOST else (value, last)


def _in_words(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Value and end of a number in words: "twenty-one", "a hundred", "two hundred and fifty"."""
    tables, total, current, k = _tables(), 0, 0, i
    if lower_at(tokens, i) in ("a", "an") and lower_at(tokens, i + 1) in tables.scales:
        current, k = 1, i + 1
    while k < len(tokens):
        word = lower_at(tokens, k)
        value = _cardinal(word)
        if value is not None and _goes_on(current, value):
            current += value
        elif word in tables.scales and current:
            current *= tables.scales[word]
            if tables.scales[word] >= 1000:
                total, current = total + current, 0
        elif (
            word != "and" or (total + current) % 100 or total + current < 100 or not _cardinal(lower_at(tokens, k + 1))
        ):
            break
        k += 1
    value = total + current
    return (value, k) if k > i and 0 < value <= MOST else None


def _goes_on(current: int, value: int) -> bool:
    """Whether a cardinal may follow what was read: "two hundred" + "fifty", "twenty" + "one"."""
    tens = current % 100
    return tens == 0 or (tens >= 20 and tens % 10 == 0 and value < 10)


def _cardinal(word: str) -> int | None:
    tables = _tables()
    if word in tables.cardinals:
        return tables.cardinals[word]
    tens, _, ones = word.partition("-")
    if tables.cardinals.get(tens, 0) >= 20 and 0 < tables.cardinals.get(ones, 0) < 10:
        return tables.cardinals[tens] + tables.cardinals[ones]
    return None


def _vague(tokens: Sequence[Token], i: int) -> Number | None:
    start = i + 1 if lower_at(tokens, i) == "a" and lower_at(tokens, i + 1) == "few" else i
    found = _tables().vague.at(tokens, start)
    if found is None:
        return None
    word, value = found.meaning
    stated = Stated(value=value, bound=Bound.VAGUE, word=word)
    return Number(first=i, last=found.last, core=i, stated=stated, numeral=False)


def _fraction(tokens: Sequence[Token], i: int) -> Number | None:
    """Such as "a quarter of a million", "three quarters of a million", "half a million", "half a dozen"."""
    times = _cardinal(lower_at(tokens, i))
    k = i + 1 if times or lower_at(tokens, i) in ("a", "an") else i
    share = _tables().fractions.get(lower_at(tokens, k))
    if share is None:
        return None
    k += 1
    while lower_at(tokens, k) in ("of", "a"):
        k += 1
    scale = _tables().scales.get(lower_at(tokens, k)) or _tables().exact.get(lower_at(tokens, k))
    if scale is None:
        return None
    stated = Stated(value=round((times or 1) * share * scale), bound=Bound.EXACT)
    return Number(first=i, last=k + 1, core=i, stated=stated, numeral=False)


def _and_a_half(tokens: Sequence[Token], i: int) -> Number | None:
    """Such as "two and a half million"."""
    whole = _cardinal(lower_at(tokens, i))
    scale = _tables().scales.get(lower_at(tokens, i + 4))
    if whole is None or scale is None or [lower_at(tokens, i + k) for k in (1, 2, 3)] != ["and", "a", "half"]:
        return None
    return Number(
        first=i,
        last=i + 5,
        core=i,
        stated=Stated(value=whole * scale + scale // 2, bound=Bound.EXACT),
        numeral=False,
    )


def _counted_dozens(tokens: Sequence[Token], i: int) -> Number | None:
    """Such as "a dozen", "two dozen", "a couple of"."""
    times, k = _cardinal(lower_at(tokens, i)), i + 1
    if times is None:
        times, k = (1, i + 1) if lower_at(tokens, i) == "a" else (1, i)
    unit = _tables().exact.get(lower_at(tokens, k))
    if unit is None:
        return None
    last = k + 2 if lower_at(tokens, k + 1) == "of" else k + 1
    return Number(first=i, last=last, core=i, stated=Stated(value=times * unit, bound=Bound.EXACT), numeral=False)


def _range(tokens: Sequence[Token], i: int) -> Number | None:
    """Such as "10 to 15", "10-15", "between 10 and 15"."""
    between = lower_at(tokens, i) == "between"
    low = _plain(tokens, i + 1 if between else i)
    joint = lower_at(tokens, low.last) if low else ""
    if low is None or joint not in (("and",) if between else ("to", "-", "–")):
        return None
    high = _plain(tokens, low.last + 1)
    if high is None or low.stated.value is None or high.stated.value is None or high.stated.value <= low.stated.value:
        return None
    if lower_at(tokens, i - 1) == "from":  # "rose from 10 to 14" is no range: it is 14 now
        return high
    value, scale = low.stated.value, _tables().scales.get(lower_at(tokens, high.last - 1), 1)
    if value < scale and value * scale < high.stated.value:  # "one to two million"
        value *= scale
    stated = Stated(value=value, value_max=high.stated.value, bound=Bound.EXACT)
    return Number(first=i, last=high.last, core=i, stated=stated, numeral=low.numeral)


@cache
def _tables() -> _Tables:
    table = lexicon("en", "numbers")
    return _Tables(
        cardinals=table["cardinals"],
        scales=table["scales"],
        exact=table["exact_words"],
        vague=PhraseTable(
            (phrase, (word, table["vague"][word]))
            for phrase, word in {**{w: w for w in table["vague"]}, **table["vague_as"]}.items()
        ),
        fractions=table["fractions"],
    )


@cache
def _number_words() -> frozenset[str]:
    """Every word that a number in words may start with: a quick look before the rules."""
    tables = lexicon("en", "numbers").values()
    return frozenset(phrase.split()[0] for table in tables for phrase in table) | {"a", "an", "between"}
