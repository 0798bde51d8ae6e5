"""People: names that a report gives to persons, so that they are not taken for places: "Ann Lowtown, 34, said".

Some place on earth bears every surname. Whoever is told with a given name, with an age, after a title or as speaking is
a person, and so is the bare surname further on; unless the report also says that something is in, at or near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from recount.claims.named.capitals import is_capital
from recount.claims.named.tables import tables
from recount.claims.naming import OLDEST, age_at
from recount.claims.words import words
from recount.lang.loader import word_set
from recount.lang.phrases import lower_at
from recount.lang.proper import given_names, place_endings
from recount.model import Token

LONGEST = 4
"""Words of a person's name at most."""

_PLACED = frozenset("in at near outside around across inside".split())


def people_named(sentences: Iterable[Sequence[Token]]) -> frozenset[str]:
    """The names of persons, whole and by their last word, in lower case."""
    found: set[str] = set()
    places: set[str] = set()
    for tokens in sentences:
        for first, last in _runs(tokens):
            whole = " ".join(t.lower.removesuffix("'s").removesuffix("’s") for t in tokens[first:last])
            if _is_placed(tokens, first):
                places |= {whole, whole.split()[-1]}
            elif last - first > 1 and _is_a_persons(tokens, first, last):
                found |= {whole, whole.split()[-1]}
    return frozenset(found - places)


def _is_placed(tokens: Sequence[Token], first: int) -> bool:
    """Whether something is said to be in, at or near what is named at token `first`: no aim, as in "fired at"."""
    before = lower_at(tokens, first - 1)
    return before in _PLACED and not (before == "at" and lower_at(tokens, first - 2) in _AIMING)


_AIMING = frozenset(
    "aim aimed aiming fire fired fires firing look looked looking point pointed pointing rounds shoot shooting shoots"
    " shot shots shout shouted shouting swung threw yell yelled yelling".split()
)


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The runs of capitalised words, an initial's full stop among them: "Rui A. Valdo"."""
    i = 0
    while i < len(tokens):
        if not is_capital(tokens[i]):
            i += 1
            continue
        end = i + 1
        while end < len(tokens) and (is_capital(tokens[end]) or _is_initial(tokens, end)):
            end += 1
        yield i, end
        i = end


def _is_initial(tokens: Sequence[Token], k: int) -> bool:
    """Whether a token is an initial or its full stop."""
    if tokens[k].text == ".":
        return len(tokens[k - 1].text) == 1 and k + 1 < len(tokens) and is_capital(tokens[k + 1])
    return len(tokens[k].text) == 1 and tokens[k].text.isupper() and lower_at(tokens, k + 1) == "."


def _is_a_persons(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words around a run of capitals say that it names a person."""
    if last - first > LONGEST + 2 or any(t.lower in tables().not_persons for t in tokens[first:last]):
        return False
    if _begins_with_a_given_name(tokens, first, last):
        return True
    if _age_follows(tokens, last) or (first and age_at(tokens, first - 1)[1] == first):
        return True
    before = lower_at(tokens, first - 2) if lower_at(tokens, first - 1) == "." else lower_at(tokens, first - 1)
    titled = {before, tokens[first].lower} & word_set("places", "titles")
    return bool(titled) or (last - first <= LONGEST and words().say.at(tokens, last) is not None)


def _begins_with_a_given_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether it begins as names of persons do, and is not the name of a street or a camp: "Ann Lowtown"."""
    if last - first > LONGEST or tokens[first].text not in given_names():
        return False
    return not {tokens[last - 1].lower, lower_at(tokens, last)} & place_endings()


def _age_follows(tokens: Sequence[Token], k: int) -> bool:
    age = lower_at(tokens, k + 1)
    told = lower_at(tokens, k) in (",", "(") and age.isdecimal() and len(age) <= 3 and int(age) <= OLDEST
    return told and lower_at(tokens, k + 2) in (",", ")", ".", ";", "")
