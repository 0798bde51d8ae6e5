"""Subjects: the phrase before a verb of saying, or after an inverted one, that says it."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.attribution.source import SPEAKING_PRONOUNS, Attribution, joined, make
from recount.claims.attribution.speaking import LONGEST, PREPOSITIONS, holds_a_name, is_placed, is_proper, is_time
from recount.model import Token

_SKIPPED = frozenset(
    "has have had also earlier later then on as who which were was been being previously already and it he".split()
)


def subject_of(tokens: Sequence[Token], phrases: list[tuple[int, int]], verb: int) -> Attribution | None:
    """The phrase before a verb of saying: "an activist at the centre told …", "Name, an envoy, told …"."""
    pronoun = _pronoun_before(tokens, verb)
    if pronoun is not None:
        return Attribution(first=pronoun, last=pronoun + 1, cue=verb, words=tokens[pronoun].lower, definite=True)
    end = skip_back(tokens, verb)
    phrase = next(((a, b) for a, b in reversed(phrases) if b == end), None)
    if phrase is None and end > 0 and tokens[end - 1].text in ",)":
        return _before_apposition(tokens, phrases, end - 1, verb)
    phrase = phrase or _with_place_of_work(tokens, phrases, end)
    if phrase is None:
        return None
    a, b = phrase
    beside = next(((c, d) for c, d in phrases if d == a and is_proper(tokens, c, d)), None)
    if beside is not None and tokens[a].lower in ("a", "an") and not is_placed(tokens, beside[0]):
        return make(tokens, *beside, verb)
    if a > 1 and tokens[a - 1].text == "," and not holds_a_name(tokens, a, b) and tokens[a].lower not in ("the",):
        named = _before_apposition(tokens, phrases, a - 1, verb)
        if named is not None:
            return named
    return make(tokens, a, b, verb)


def _with_place_of_work(tokens: Sequence[Token], phrases: list[tuple[int, int]], end: int) -> tuple[int, int] | None:
    """A phrase and the plain noun it goes on with: "the doctor of the clinic"."""
    before = next(((a, b) for a, b in reversed(phrases) if b < end), None)
    if before is None or tokens[before[1]].lower not in PREPOSITIONS or end - before[1] > 4:
        return None
    return (before[0], end) if all(t.text.isalpha() for t in tokens[before[1] : end]) else None


def _pronoun_before(tokens: Sequence[Token], verb: int) -> int | None:
    """The token of "it", "he", "she" or "they" as the subject of a verb of saying: "It had confirmed …"."""
    k = verb - 1
    while k > 0 and tokens[k].lower in ("had", "has", "have", "also", "earlier", "later", "then"):
        k -= 1
    return k if k >= 0 and tokens[k].lower in SPEAKING_PRONOUNS else None


def _before_apposition(
    tokens: Sequence[Token], phrases: list[tuple[int, int]], comma: int, verb: int
) -> Attribution | None:
    """The named phrase before ", deputy envoy for …," ; `comma` is the comma that ends or opens the apposition."""
    opening = comma
    if tokens[comma].text in ",)" and comma > 0:
        back = next((k for k in range(comma - 1, max(-1, comma - LONGEST), -1) if tokens[k].text in ",("), None)
        inner = next(((a, b) for a, b in phrases if b == comma), None)
        if inner is not None and (back is None or is_proper(tokens, *inner)):
            return make(tokens, *inner, verb)
        opening = comma if back is None else back
    if opening + 1 < len(tokens) and tokens[opening + 1].lower in ("who", "which", "whose"):
        whom = next(((a, b) for a, b in phrases if b == opening), None)
        return make(tokens, *whom, verb) if whom else None
    for edge in (opening, comma):
        named = next(((a, b) for a, b in phrases if b == edge and holds_a_name(tokens, a, b)), None)
        if named is not None:
            return make(tokens, *named, verb)
    return None


def named_after_verb(
    tokens: Sequence[Token], phrases: list[tuple[int, int]], verb: int, start: int
) -> Attribution | None:
    """The phrase after an inverted verb: "…," said Name."""
    before = tokens[verb - 1].text if verb else ""
    if tokens[verb].lower not in ("said", "says", "added"):
        return None
    phrase = next(((a, b) for a, b in phrases if a == start), None)
    if before not in (",", '"', "”", "'", "’", "?", "!", "") and not _ends_there(tokens, phrase):
        return None
    return (joined(tokens, phrases, *phrase, verb) or make(tokens, *phrase, verb)) if phrase else None


def _ends_there(tokens: Sequence[Token], phrase: tuple[int, int] | None) -> bool:
    """Whether nothing but signs follows: "the shelling killed ten said Name of the group." has lost its comma."""
    return phrase is not None and not any(t.text[0].isalnum() for t in tokens[phrase[1] :])


def skip_back(tokens: Sequence[Token], verb: int) -> int:
    """End of the phrase before a verb, over auxiliaries and times: "the ministry on Friday also said"."""
    k = verb
    while k > 0 and (tokens[k - 1].lower in _SKIPPED or is_time(tokens, k - 1)):
        k -= 1
    return k
