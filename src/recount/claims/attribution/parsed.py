"""Parsed: the grammatical subject of a verb of saying, where there is a parse to tell it."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.attribution.source import Attribution, make
from recount.claims.attribution.speaking import LONGEST, PRONOUNS, class_of, is_time
from recount.claims.syntax import above, noun_phrase, subject
from recount.claims.words import words
from recount.model import Parse, Token

YEAR = 4
"""Digits of a year."""


def corrected(tokens: Sequence[Token], parse: Parse, verb: int, made: Attribution | None) -> Attribution | None:
    """The subject that the parse gives, unless the phrase found beside the verb holds it or it can't speak."""
    head = subject(parse, verb)
    if head is None or tokens[head].lower in PRONOUNS or not _may_speak(tokens, parse, head) or is_time(tokens, head):
        return made
    if made is not None and _stands_beside(tokens, made, verb):
        return made
    named = next((k for k in range(head, verb) if parse.relations[k] == "appos" and head in above(parse, k)), head)
    if not parse.tags[head].startswith("NNP") and parse.tags[named].startswith("NNP"):
        head = named
    elif made is not None and (made.first <= head < made.last or _speaks_by_noun(tokens, made)):
        return made
    first, last = noun_phrase(parse, head, longest=LONGEST)
    first = max((k for k in range(first, head) if class_of(tokens, k) == "D"), default=first)
    first = max((k + 1 for k in range(first, head) if _dates(tokens, k)), default=first)
    return make(tokens, first, last, verb) or made


def _dates(tokens: Sequence[Token], k: int) -> bool:
    """Whether it is part of a date that stands before a name: "Monday 23 Oct 2017 Coast activists"."""
    return (tokens[k].text.isdigit() and len(tokens[k].text) == YEAR) or is_time(tokens, k)


def _stands_beside(tokens: Sequence[Token], made: Attribution, verb: int) -> bool:
    """Whether an indefinite speaker stands right before the verb: "… in clashes near Homs a monitor said"."""
    person = tokens[made.last - 1].lower in words().speakers
    return person and made.last == verb and tokens[made.first].lower in ("a", "an")


def _may_speak(tokens: Sequence[Token], parse: Parse, head: int) -> bool:
    """Whether it is a noun for people or bodies that speak, or a name: "Reports said" names no one."""
    return tokens[head].lower in words().speakers or parse.tags[head].startswith("NNP")


def _speaks_by_noun(tokens: Sequence[Token], made: Attribution) -> bool:
    return any(t.lower in words().speakers or t.lower in PRONOUNS for t in tokens[made.first : made.last])
