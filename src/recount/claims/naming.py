"""Naming: persons' names and ages among the words of a sentence, and how far the words about one victim reach."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from recount.claims.triggers import trigger_at
from recount.claims.words import words
from recount.lang.loader import lexicon, word_set
from recount.lang.phrases import lower_at
from recount.model import Token

LONGEST = 8
"""Tokens of a name, at most."""

INSERTED = 14
"""Tokens between brackets or commas, at most, that tell more of one victim."""

OLDEST = 120
"""Years. A larger number after a name is no age."""

GROWN_UP = 18
"""Years from which one is no child."""


def name_end(tokens: Sequence[Token], i: int, *, fewest: int = 2) -> int:
    """End of the person's name of at least `fewest` words that starts at token `i`; `i` where none does."""
    k = i
    while k < min(len(tokens), i + LONGEST) and _in_a_name(tokens, k, inside=k > i):
        k += 1
    while k > i and tokens[k - 1].lower in word_set("victims", "naming", "particles"):
        k -= 1
    if k - i < fewest or _owns(tokens, k) or lower_at(tokens, k) in word_set("victims", "naming", "no_person_before"):
        return i
    known = any(words().actors.at(tokens, j) or words().not_victims.at(tokens, j) for j in range(i, k))
    return i if known or all(len(t.text) == 1 for t in tokens[i:k]) else k


def _in_a_name(tokens: Sequence[Token], k: int, *, inside: bool) -> bool:
    """Whether token `k` may belong to a person's name: a capital that no word of time, place or people wears."""
    token, times = tokens[k], lexicon("en", "times")
    if inside and token.lower in word_set("victims", "naming", "particles"):
        return True
    letters = token.text.replace("-", "").replace("'", "").replace("’", "")
    if not letters.isalpha() or not (token.text[0].isupper() or _with_article(token.text)):
        return False
    if token.text.isupper() and len(token.text) > 1:
        return False
    word = token.lower
    if word in times["weekdays"] or word in times["months"] or word in word_set("victims", "naming", "no_names"):
        return False
    table = words()
    known = word in table.adjectives or word in table.determiners or word in table.auxiliaries
    return not known and table.victims.at(tokens, k) is None and trigger_at(tokens, k) is None


def _with_article(text: str) -> bool:
    """Whether it is such as "al-Hilah"."""
    return text[:1].islower() and text.partition("-")[2][:1].isupper()


def _owns(tokens: Sequence[Token], k: int) -> bool:
    """Whether the name that ends before token `k` only says whose someone or something is: "Ann Lee's wife"."""
    return tokens[k - 1].lower.endswith(("'s", "s'")) or lower_at(tokens, k) == "'"


def age_at(tokens: Sequence[Token], i: int) -> tuple[int, int]:
    """Years and end of an age at token `i`: "34-year-old", "34 years old", "aged 34"; an age of -1 where none is."""
    if lower_at(tokens, i) in ("aged", "age"):
        value = lower_at(tokens, i + 1)
        return (int(value), i + 2) if _years(value) else (-1, i)
    word = lower_at(tokens, i)
    if word.endswith(("-year-old", "-month-old", "-day-old")):
        return (_spelled(word) if word.endswith("-year-old") else 0), i + 1
    if word.endswith(("-year", "-month", "-day")) and lower_at(tokens, i + 1) == "old":
        return (_spelled(word) if word.endswith("-year") else 0), i + 2
    spelled = word in lexicon("en", "numbers")["cardinals"]  # "one month old"
    if not _years(word) and not spelled:
        return -1, i
    k = i + 2 if lower_at(tokens, i + 1) == "-" else i + 1
    unit = lower_at(tokens, k).partition("-")[0]
    if unit not in ("year", "years", "month", "months", "day", "days"):
        return -1, i
    last = k
    while last < min(len(tokens), k + 4) and tokens[last].lower in _OF_AGE:
        last += 1
    if not tokens[last - 1].lower.endswith("old"):
        return -1, i
    return (_spelled(word) if unit.startswith("year") else 0), last


_OF_AGE = frozenset(
    {"year", "years", "month", "months", "day", "days", "-", "old"}
    | {f"{unit}-old" for unit in ("year", "years", "month", "months", "day", "days")}
)


def _spelled(word: str) -> int:
    """The years in "12-year-old", "six-year", "twenty-nine-year-old"."""
    total, cardinals = 0, lexicon("en", "numbers")["cardinals"]
    for piece in word.split("-"):
        total += int(piece) if _years(piece) else cardinals.get(piece, 0)
    return total


def _years(word: str) -> bool:
    return word.isdecimal() and len(word) <= 3 and int(word) <= OLDEST


def reach_of(tokens: Sequence[Token], end: int, *, several: bool = False, named: bool = False) -> int:
    """End of what the words go on to tell of the victims whose noun or name ends before token `end`.

    A name, another name for it, an age; what stands in brackets; what stands between commas, where the sentence then
    says what became of them: "a nurse, Ann Lee, 34, of Lowtown (and her colleague), was killed".

    Args:
        tokens: of the sentence.
        end: of the noun or the name.
        several: whether it counts several, whose names may stand in a row.
        named: whether the words so far are a name: another name after a comma is then someone else's.
    """
    while (further := _told_next(tokens, end, several=several, named=named)) > end:
        end = further
    return end


def _told_next(tokens: Sequence[Token], end: int, *, several: bool, named: bool) -> int:
    word = lower_at(tokens, end)
    if word == "(":
        return _closed(tokens, end)
    aged = _aged(tokens, end)
    if aged > end:
        return aged
    called = _called(tokens, end)
    if called > end:
        return max(name_end(tokens, called, fewest=1), end)
    if not several and lower_at(tokens, end - 1) not in (",", ")") and (name := _name_beside(tokens, end)) > end:
        return name
    if word != "," or named:
        alone = word == "," and not _name_follows(tokens, end + 1)
        return _between_commas(tokens, end, several=several) if alone else end
    return max(_names_after(tokens, end, several=several), _between_commas(tokens, end, several=several))


def _aged(tokens: Sequence[Token], comma: int) -> int:
    """End of an age between commas: ", 34,", ", aged 34"; the comma's place where none is."""
    if lower_at(tokens, comma) != ",":
        return comma
    bare = _years(lower_at(tokens, comma + 1)) and lower_at(tokens, comma + 2) in (",", ".", ";", "")
    years, end = (0, comma + 2) if bare else age_at(tokens, comma + 1)
    if years < 0 or (not bare and name_end(tokens, end) > end):
        return comma  # "Ann Lee, 34-year-old Jo Lee": the age of someone else
    return end + 1 if lower_at(tokens, end) == "," and _becomes(tokens, end + 1) else end


def _name_beside(tokens: Sequence[Token], k: int) -> int:
    """End of the name right after a noun; a single word only where the sentence then goes on to something else."""
    end = name_end(tokens, k, fewest=1)
    alone = end == k + 1 and not (_becomes(tokens, end) or lower_at(tokens, end) in ("", ",", "and", ".", "("))
    return k if alone else end


def _names_after(tokens: Sequence[Token], comma: int, *, several: bool) -> int:
    """End of the names that a comma puts beside their noun: "a nurse, Ann Lee", "two sons, Abu Lee (9) and Jo Lee"."""
    end = comma
    while True:
        start = end + 1
        while lower_at(tokens, start) in (",", "and") and several:
            start += 1
        named = name_end(tokens, age_at(tokens, start)[1])
        if named <= start and not several:
            named = _name_after_a_role(tokens, start)
        if named <= start:
            return end
        end = named
        while lower_at(tokens, end) == "(" and (close := _closed(tokens, end)) > end:
            end = close
        if not several or lower_at(tokens, end) not in (",", "and"):
            return end


def _name_after_a_role(tokens: Sequence[Token], k: int) -> int:
    """End of a name after what its bearer was: "a civilian, teacher Ann Lee"; `k` where none stands there."""
    role = words().victims.at(tokens, k) if k < len(tokens) and tokens[k].text.islower() else None
    named = k if role is None or not role.meaning.single else name_end(tokens, role.last)
    return named if role is not None and named > role.last else k


def _name_follows(tokens: Sequence[Token], k: int) -> bool:
    """Whether someone else's name stands at token `k`: no other name of the same person, as "Abu Lee" is."""
    start = age_at(tokens, k)[1]
    return name_end(tokens, start) > start and lower_at(tokens, start) not in ("abu", "umm")


def _closed(tokens: Sequence[Token], k: int) -> int:
    """End of the brackets that open at token `k`; `k` where they do not close soon."""
    return next((j + 1 for j in range(k + 1, min(len(tokens), k + INSERTED)) if tokens[j].text == ")"), k)


def _called(tokens: Sequence[Token], k: int) -> int:
    """End of words such as "named", "also known as" at token `k`."""
    found = _called_words().get(lower_at(tokens, k), ())
    fitting = (n for n in found if [lower_at(tokens, k + j) for j in range(len(n))] == n)
    return k + max((len(n) for n in fitting), default=0)


def _between_commas(tokens: Sequence[Token], comma: int, *, several: bool) -> int:
    """End of an insertion that starts with the comma, where the harm or an auxiliary follows it; else the comma."""
    last = min(len(tokens), comma + (3 if several else 1) * INSERTED)
    for k in range(comma + 1, last):
        if tokens[k].text in ";:.?!" or (trigger_at(tokens, k) is not None and k > comma + 1):
            return comma
        if tokens[k].text == "," and _becomes(tokens, k + 1):
            return k + 1
    return comma


def _becomes(tokens: Sequence[Token], k: int) -> bool:
    """Whether what became of someone is told from token `k` on: "was also killed"."""
    return lower_at(tokens, k) in _BE or trigger_at(tokens, k) is not None


_BE = frozenset({"was", "were", "has", "have", "had", "is", "are"})


@cache
def _called_words() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in lexicon("en", "victims")["naming"]["called"]:
        found.setdefault(phrase.split()[0], []).append(phrase.split())
    return found
