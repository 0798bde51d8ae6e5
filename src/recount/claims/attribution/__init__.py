"""Attribution: who is quoted in a sentence, by which words, and by way of whom."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.attribution.headings import heading_attribution
from recount.claims.attribution.parsed import corrected
from recount.claims.attribution.source import SPEAKING_BODIES, SPEAKING_PRONOUNS, Attribution, joined, make
from recount.claims.attribution.speaking import speaker_phrases
from recount.claims.attribution.subjects import named_after_verb, skip_back, subject_of
from recount.claims.numbers import number_at
from recount.claims.words import words
from recount.lang.phrases import Match
from recount.model import Parse, Token

__all__ = ["SPEAKING_BODIES", "SPEAKING_PRONOUNS", "Attribution", "find_attributions", "heading_attribution"]


def find_attributions(tokens: Sequence[Token], parse: Parse | None = None) -> list[Attribution]:
    """The sources of a sentence, left to right.

    Where there is a parse, the grammatical subject of a verb of saying outranks a bare name that stands beside it.
    """
    phrases = speaker_phrases(tokens)
    cues = [*words().say.find(tokens), *words().according.find(tokens)]
    found: dict[int, Attribution] = {}
    for cue in sorted(cues, key=lambda m: m.first):
        if _claims_lives(tokens, cue) or _is_of_a_name(tokens, cue.first):
            continue
        if words().according.at(tokens, cue.first) == cue and tokens[cue.first].lower not in ("told",):
            made = _named_after(tokens, phrases, cue.first, cue.last)
        else:
            made = named_after_verb(tokens, phrases, cue.first, cue.last) or subject_of(tokens, phrases, cue.first)
            made = corrected(tokens, parse, cue.first, made) if parse is not None else made
        if made is not None:
            found.setdefault(made.first, made)
    return _with_quoted_chain(tokens, phrases, [found[k] for k in sorted(found)])


def _is_of_a_name(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the word is a name's: the "States" of "United States" states nothing."""
    return tokens[cue].lower == "states" and cue > 0 and tokens[cue - 1].lower == "united"


def _claims_lives(tokens: Sequence[Token], cue: Match[str]) -> bool:
    """Whether "claimed" takes lives rather than says something: "has claimed hundreds of civilian lives"."""
    if not tokens[cue.first].lower.startswith("claim"):
        return False
    following = [t.lower for t in tokens[cue.last : cue.last + 5]]
    return bool({"life", "lives", "responsibility"} & set(following)) or number_at(tokens, cue.last) is not None


def _named_after(tokens: Sequence[Token], phrases: list[tuple[int, int]], cue: int, start: int) -> Attribution | None:
    """The phrase that follows "according to"; two joined by "and" are one source."""
    first = next(((a, b) for a, b in phrases if start <= a <= start + 1), None)
    if first is None:
        return None
    return joined(tokens, phrases, *first, cue) or make(tokens, *first, cue)


def _with_quoted_chain(
    tokens: Sequence[Token], phrases: list[tuple[int, int]], found: list[Attribution]
) -> list[Attribution]:
    """With "Agency quoted Name as saying" read so that Name is the source and Agency the way it came."""
    out: list[Attribution] = []
    for a in found:
        k = a.cue
        if tokens[k].lower in ("quoted", "cited", "citing", "quoting"):
            end = skip_back(tokens, k)
            carrier = next(((c, d) for c, d in phrases if d == end), None)
            if carrier is not None and a.first > k:
                out = [b for b in out if (b.first, b.last) != carrier]
                a = Attribution(
                    first=a.first,
                    last=a.last,
                    cue=a.cue,
                    words=a.words,
                    definite=a.definite,
                    via=(*a.via, carrier),
                )
        out.append(a)
    return out
