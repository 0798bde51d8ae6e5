"""Capitals: the name of a person that begins at a token, by its capitals and the particles between them."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.named.tables import tables
from recount.claims.victims import PLACING
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.model import Token

_NAME = 6
_PARTICLES = frozenset("de la las los del y da dos von van al el bin ibn abu".split())
SMALL = frozenset(
    "and or of in on at by to for from with as who when where while after before that than but if into near was were"
    " killed murdered wounded injured kidnapped him her them it he she they".split()
)


def name_at(tokens: Sequence[Token], k: int) -> int | None:
    """Where a person's name that begins at a token ends."""
    end = k
    while end < min(len(tokens), k + _NAME):
        particle = end > k and tokens[end].lower in _PARTICLES and end + 1 < len(tokens) and _may_go_on(tokens, end + 1)
        if particle or (is_capital(tokens[end]) and tokens[end].lower not in tables().not_persons):
            end += 1
        else:
            break
    if end == k or (end < len(tokens) and tokens[end].lower in tables().not_persons):
        return None
    party = words().actors.at(tokens, k)
    return None if party is not None and party.last >= end else end


def _may_go_on(tokens: Sequence[Token], k: int) -> bool:
    return is_capital(tokens[k]) or tokens[k].lower in _PARTICLES


def is_capital(token: Token) -> bool:
    """Whether a token may belong to a name. A word that merely begins the sentence may not."""
    small = token.lower in SMALL or token.lower in PLACING or token.lower in words().determiners
    return len(token.text) > 1 and token.text[0].isupper() and not small and not _is_time(token)


def _is_time(token: Token) -> bool:
    times = lexicon("en", "times")
    return token.lower in times["months"] or token.lower in times["weekdays"]
