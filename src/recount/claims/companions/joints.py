"""Joints: the words that put one victim beside another, and those that may stand around the two."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.companions.row import WHOSE
from recount.claims.triggers import trigger_at
from recount.claims.victims import QuantityPhrase, may_be_named
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import Token

_JOINTS = (
    (",",),
    ("and",),
    (",", "and"),
    ("&",),
    ("along", "with"),
    ("alongside",),
    ("together", "with"),
    ("as", "well", "as"),
    ("in", "addition", "to"),
    ("and", "also"),
)
"""Words that put a victim beside another."""

_CLAUSE_BEFORE = frozenset(
    ', and that said when where which after reported saying : ; “ " ” ‘ as because while confirmed says'.split()
) | {"including"}
"""Words after which a new subject may stand."""

GOES_ON = frozenset(
    'and or , . ; : ) ” " in at near on from when as after while during by for to who outside inside of with along'
    " alongside including following before whose amid among over - – also both all".split()
)
"""Words that may follow a victim who does nothing more in the sentence."""


def is_apposition(tokens: Sequence[Token], name: QuantityPhrase, q: QuantityPhrase) -> bool:
    """Whether it says who the one named before was: "Ann Lee, a nurse"."""
    return q.first == name.end + 1 and tokens[name.end].text == "," and tokens[q.first].lower in ("a", "an", "the")


def is_bare(tokens: Sequence[Token], q: QuantityPhrase) -> bool:
    """Whether it is a noun alone, which only goes on a row of single victims."""
    return q.single and tokens[q.first].lower == tokens[q.last - 1].lower


def is_joint(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether only a joint stands in `[first, last)`, and whose they are: "and his", ", along with the"."""
    between = [t.lower for t in tokens[first:last]]
    whose = bool(between) and (between[-1] in WHOSE or between[-1].endswith("'s"))
    if between and (between[-1] in ("the", "both") or whose):
        between = between[:-1]
    if len(between) > 1 and between[0] == ",":
        between = between[1:]
    if between == ["with"]:
        return whose or tokens[last].lower in WHOSE or _of_theirs(tokens, last)
    return tuple(between) in _JOINTS


def _of_theirs(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number at token `i` counts some of someone's: "two of her sons"."""
    return lower_at(tokens, i + 1) == "of" and lower_at(tokens, i + 2) in WHOSE


def is_company(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words between are of company, not of a row: "along with", never "and"."""
    between = [t.lower for t in tokens[first:last]]
    if between[:1] == [","]:
        between = between[1:] if {"with", "alongside"} & set(between) else []
    return bool(between) and not {"and", "&"} & set(between)


def ends_there(tokens: Sequence[Token], q: QuantityPhrase) -> bool:
    """Whether the sentence says nothing that the victim does: "killed a man and a doctor said"."""
    word = lower_at(tokens, q.end)
    if _goes_on_to_speak(tokens, q.end):
        return False
    named = not q.single and q.end < len(tokens) and may_be_named(tokens, q.end)  # "two of her sons Jo and Abu"
    return not word or named or word in GOES_ON or (trigger_at(tokens, q.end) is None and word.endswith("day"))


def _goes_on_to_speak(tokens: Sequence[Token], i: int) -> bool:
    """Whether those named up to token `i` are who tells it: "wounding 30 others, a resident and a local official said".

    A relative clause or a comma ends their words: "her son, officials said".
    """
    for k in range(i, min(len(tokens), i + SPOKEN)):
        if words().say.at(tokens, k) is not None:
            return True
        if tokens[k].lower in _NOT_OF_SPEAKERS:
            return False
    return False


SPOKEN = 14
"""Tokens between the end of a speaker's words and the verb of saying, at most."""

_NOT_OF_SPEAKERS = frozenset(
    ', ; : . " “ ” ( ) who whom whose which that were was is are when while as after before where'.split()
)


def starts_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a subject may start at token `i`."""
    before = lower_at(tokens, i - 1)
    times = lexicon("en", "times")
    return not before or before in _CLAUSE_BEFORE or before in times["weekdays"] or before.isdecimal()
