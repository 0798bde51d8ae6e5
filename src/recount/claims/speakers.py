"""Speakers: who takes a position in a sentence, and whether that is a party, an official or one who only reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from recount.claims.draft import Scanned
from recount.claims.statement_words import statement_words
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.lang.timewords import find_times
from recount.model import ActorKind, Token

LONGEST = 12
"""Tokens of a speaker's name and office at most."""

NEAR = 8
"""Tokens after a name within which its office may stand: "Name, deputy envoy for …"."""

PRONOUNS = frozenset({"he", "she", "it", "they"})
_PARTIES = frozenset(
    {ActorKind.STATE, ActorKind.STATE_FORCES, ActorKind.REBEL_GROUP, ActorKind.MILITIA, ActorKind.COALITION}
) | {ActorKind.UN_BODY, ActorKind.OFFICIAL}
_WITHIN = frozenset({"of", "for", "the", "at", "and", "on", "'s", "&"})
_EDGES = frozenset(
    {"of", "for", "the", "at", "and", "on", "a", "an", "in", "but", "as", "that", "while", "&", "'s", "or"}
)
_BESIDE = frozenset(
    "also has have had is was were are then earlier later again swiftly strongly on who meanwhile now been once"
    " promptly repeatedly both to".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whoever takes a position, at tokens `[first, last)`."""

    first: int
    last: int
    words: str
    """Name and office without article; a pronoun stays one until the report's earlier sentences are looked at."""

    @property
    def surname(self) -> str:
        """The last word, by which a speaker is known again: "Lavrov" after "Foreign Minister Sergey Lavrov"."""
        return self.words.split()[-1].lower() if self.words else ""


def speaker_at(scanned: Scanned, verb: int) -> Speaker | None:
    """Who does what the verb at that token says: an attribution that has this verb, else the words before it."""
    tokens = scanned.sentence.tokens
    for a in scanned.attributions:
        if a.cue == verb:
            return Speaker(first=a.first, last=a.last, words=a.words)
    end = _over_small_words(tokens, verb)
    if end > 0 and tokens[end - 1].lower in PRONOUNS:
        return Speaker(first=end - 1, last=end, words=tokens[end - 1].lower)
    if end > 1 and tokens[end - 1].text == ",":
        end = next((k for k in range(end - 2, max(0, end - LONGEST), -1) if tokens[k].text == ","), end)
    first = end
    while first > max(0, end - LONGEST) and _may_name(tokens[first - 1]):
        first -= 1
    return _trimmed(tokens, first, end)


def nearest_speaker(scanned: Scanned, cue: int) -> Speaker | None:
    """The attribution of the sentence that stands nearest to a token."""
    said = [a for a in scanned.attributions if not _is_of_states(scanned.sentence.tokens, a.cue)]
    a = min(said, key=lambda a: abs(a.cue - cue), default=None)
    return None if a is None else Speaker(first=a.first, last=a.last, words=a.words)


def _is_of_states(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the verb is a name's: the "States" of "United States" states nothing."""
    return tokens[cue].lower == "states" and cue > 0 and tokens[cue - 1].lower == "united"


def _over_small_words(tokens: Sequence[Token], verb: int) -> int:
    k = verb
    while k > 0 and (tokens[k - 1].lower in _BESIDE or tokens[k - 1].lower.endswith("ly") or _is_day(tokens[k - 1])):
        k -= 1
    return k


def _is_day(token: Token) -> bool:
    return token.text[0].isupper() and bool(find_times(token.text))


def _may_name(token: Token) -> bool:
    if token.text[0].isupper() and not _is_day(token):
        return True
    low = token.lower
    known = words()
    return low in _WITHIN or low in known.speakers or low in known.roles or low in known.adjectives or low in _people()


@cache
def _people() -> frozenset[str]:
    return statement_words().official | statement_words().reporting


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> Speaker | None:
    while first < last and tokens[first].lower in _EDGES:
        first += 1
    while last > first and tokens[last - 1].lower in _EDGES:
        last -= 1
    named = any(t.text[0].isupper() or t.lower in _people() for t in tokens[first:last])
    if not named:
        return None
    said = ""
    for k in range(first, last):
        said += ("" if k == first or tokens[k].start == tokens[k - 1].end else " ") + tokens[k].text
    return Speaker(first=first, last=last, words=said)


def officials_of(scanned: Iterable[Scanned]) -> frozenset[str]:
    """Last names, in lower case, that the report gives an office: "Foreign Minister Sergey Lavrov" makes "lavrov"."""
    found: set[str] = set()
    for one in scanned:
        tokens = one.sentence.tokens
        for k, token in enumerate(tokens):
            if token.lower in _offices():
                found.update(_named_beside(tokens, k))
    return frozenset(found)


@cache
def _offices() -> frozenset[str]:
    return frozenset(lexicon("en", "reporting")["offices"])


def _named_beside(tokens: Sequence[Token], office: int) -> Iterable[str]:
    """The last name right after an office, or just before the apposition that holds it."""
    around = {t.lower for t in tokens[max(0, office - NEAR) : office + NEAR]}
    if around & statement_words().reporting & {"observatory", "network", "monitor", "watchdog"}:
        return
    k = office + 1
    while k < min(len(tokens), office + NEAR) and tokens[k].text[0].isupper() and not _is_day(tokens[k]):
        k += 1
    if k > office + 1:
        yield tokens[k - 1].lower
    for back in range(office - 1, max(0, office - NEAR), -1):
        if tokens[back].text == "," and tokens[back - 1].text[0].isupper():
            yield tokens[back - 1].lower
            return


def takes_positions(scanned: Scanned, speaker: Speaker, officials: frozenset[str]) -> bool:
    """Whether the speaker is a party, a body or a person in office, and not one who only reports."""
    tokens = scanned.sentence.tokens
    said = {w.lower().strip(",.") for w in speaker.words.split()}
    if said & statement_words().reporting:
        return False
    after = {t.lower for t in tokens[speaker.last : speaker.last + NEAR]}
    if after & {"observatory", "network", "activist"}:
        return False
    party = any(m.meaning.kind in _PARTIES for m in words().actors.find(tokens[speaker.first : speaker.last]))
    office = bool((said | (after if tokens[min(speaker.last, len(tokens) - 1)].text == "," else set())) & _offices())
    return party or office or bool(said & statement_words().official) or speaker.surname in officials
