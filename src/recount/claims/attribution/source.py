"""Source: one who is quoted in a sentence, made of a noun phrase and the word that makes it a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from recount.claims.attribution.speaking import holds_a_name, is_time, may_name_a_source
from recount.model import ActorKind, Token

_AUDIENCE = frozenset({"reporters", "journalists", "parliament", "lawmakers", "us", "me", "that", "the"})
SPEAKING_PRONOUNS = frozenset({"he", "she", "it", "they"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source named in a sentence."""

    first: int
    last: int
    """Tokens of the source's noun phrase."""

    cue: int
    """Token of the verb or preposition that makes it a source."""

    words: str
    """The noun phrase without its article; a definite short one ("the activist") may stand for one named before."""

    definite: bool = False
    """Whether it points back: "the activist", "the group"."""

    via: tuple[tuple[int, int], ...] = field(default=())
    """Token ranges of the chain between the source and the outlet ("told Some Agency")."""


SPEAKING_BODIES = frozenset(
    {
        ActorKind.MONITOR,
        ActorKind.AGENCY,
        ActorKind.UN_BODY,
        ActorKind.CIVIL_DEFENCE,
        ActorKind.MEDIA,
        ActorKind.STATE_MEDIA,
    }
)
"""Kinds of actor that report what others did."""


def joined(
    tokens: Sequence[Token], phrases: list[tuple[int, int]], first: int, last: int, cue: int
) -> Attribution | None:
    """Two sources joined by "and" are one attribution: "state media and a monitoring group"."""
    other = next(((c, d) for c, d in phrases if c == last + 1 and tokens[last].lower == "and"), None)
    if other is None:
        return None
    both = f"{as_text(tokens, first, last)}; {as_text(tokens, *other)}"
    return Attribution(first=first, last=other[1], cue=cue, words=both)


def make(tokens: Sequence[Token], first: int, last: int, cue: int) -> Attribution | None:
    """The source at tokens `[first, last)`, which `cue` makes one; ``None`` where no word of it may name one."""
    if not any(may_name_a_source(tokens, k) for k in range(first, last)):
        return None
    definite = tokens[first].lower == "the" and last - first <= 3 and not holds_a_name(tokens, first + 1, last)
    via = _told(tokens, cue) if tokens[cue].lower in ("told", "tells", "telling") else ()
    return Attribution(first=first, last=last, cue=cue, words=as_text(tokens, first, last), definite=definite, via=via)


def _told(tokens: Sequence[Token], verb: int) -> tuple[tuple[int, int], ...]:
    """Whom the source told: the outlet or agency, never "reporters"."""
    k = verb + 1
    while k < len(tokens) and tokens[k].text[0].isupper() and k < verb + 4 and not is_time(tokens, k):
        k += 1
    heard = k > verb + 1 and tokens[verb + 1].lower not in _AUDIENCE
    return ((verb + 1, k),) if heard else ()


def as_text(tokens: Sequence[Token], first: int, last: int) -> str:
    """The phrase as text. An indefinite article stays where the phrase has no name: "an activist at …"."""
    out = ""
    for k in range(first, last):
        gap = "" if k == first or tokens[k].start == tokens[k - 1].end else " "
        out += gap + tokens[k].text
    return out[4:] if out[:4].lower() == "the " else out
