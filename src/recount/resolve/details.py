"""Details: words near a claim by which reports of one event know each other: names, streets, ages, rare words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from recount.lang.loader import lexicon, word_set
from recount.lang.names import fold_name
from recount.model import Claim, ClaimId, Text, Token
from recount.model.text import READ_KINDS

MOST = 60
"""Details kept of one claim: those nearest to it."""

REACH = 1500
"""Code points from the claim within which a detail is taken for one of its event: what a page shows besides, its links
and notices, mostly stands farther off."""

SHORTEST = 5
"""Letters of a rare word; shorter ones are mostly abbreviations."""

_AGE = re.compile(r"\A(\d{1,3}|[a-z]+)-(?:year|month)s?-olds?\Z")
_OWNED = re.compile("['’]s?\\Z")
_OLDEST = 110

Detail = tuple[int, str]
"""Where it stands, in code points, and the detail."""


def details_of(text: Text, claims: Sequence[Claim]) -> dict[ClaimId, tuple[str, ...]]:
    """For each claim the details of the sentences that stand nearer to it than to any other, sorted.

    A detail is ``name:`` and one folded word of a name, ``street:`` and the folded name of a street, ``block:`` and a
    number, ``age:`` and years, or ``word:`` and a word that ordinary print seldom uses. Names of those who hold an
    office are left out: they stand in the reports of every event of a place. A pure function of text and claims.
    """
    ordered = sorted(claims, key=lambda c: (c.span.start, c.span.end, c.id))
    if not ordered:
        return {}
    middles = [(a.span.end + b.span.start) // 2 for a, b in pairwise(ordered)]
    found: dict[ClaimId, list[Detail]] = {c.id: [] for c in ordered}
    for sentence in text.sentences:
        if sentence.kind in READ_KINDS:
            nearest = ordered[bisect_right(middles, sentence.span.start)]
            found[nearest.id] += _of_sentence(sentence.tokens)
    return {c.id: _nearest(found[c.id], c) for c in ordered}


def _nearest(found: Sequence[Detail], claim: Claim) -> tuple[str, ...]:
    """The details without repetition, at most `MOST`, those nearest to the claim and none beyond `REACH`."""
    away: dict[str, int] = {}
    for at, detail in found:
        distance = abs(at - claim.span.start)
        if distance <= REACH:
            away[detail] = min(away.get(detail, distance), distance)
    return tuple(sorted(sorted(away, key=lambda d: (away[d], d))[:MOST]))


def _of_sentence(tokens: Sequence[Token]) -> Iterator[Detail]:
    words = [t for t in tokens if t.text[:1].isalnum()]
    before = _neighbours(tokens)
    officials, street_words = word_set("details", "officials"), word_set("details", "streets")
    held = False
    for k, token in enumerate(words):
        joined = k > 0 and before[token.start] is words[k - 1]
        if not token.text[0].isupper():
            held = token.lower.rstrip(".") in officials
            yield from _lower(words, k)
            continue
        if token.lower.rstrip(".") in officials:
            held = True
            continue
        if not joined:
            held = False
        if token.lower.rstrip(".") in street_words and joined and words[k - 1].text[0].isupper():
            yield token.start, f"street:{fold_name(words[k - 1].text)}"
        elif not held and not _known(token.lower):
            yield token.start, f"name:{fold_name(_OWNED.sub('', token.text))}"


def _neighbours(tokens: Sequence[Token]) -> dict[int, Token | None]:
    """For each word, by its start, the token before it: a comma parts two names."""
    return {b.start: a for a, b in zip((None, *tokens), tokens, strict=False)}


def _lower(words: Sequence[Token], k: int) -> Iterator[Detail]:
    """What a word or number without a capital tells."""
    token = words[k]
    after = words[k + 1].lower if k + 1 < len(words) else ""
    if age := _AGE.match(token.lower):
        yield token.start, f"age:{age[1]}"
    elif token.text.isdecimal():
        if after in word_set("details", "blocks"):
            yield token.start, f"block:{token.text}"
        elif 0 < int(token.text[:4]) <= _OLDEST and k and words[k - 1].text[0].isupper():
            yield token.start, f"age:{token.text}"
    elif len(token.lower) >= SHORTEST and token.lower.isalpha() and not _known(token.lower):
        yield token.start, f"word:{token.lower}"


@cache
def _known(word: str) -> bool:
    """Whether ordinary print uses the word, whatever its number, tense or ending; so also days and months."""
    word = word.rstrip(".").removesuffix("'s").removesuffix("'")
    ends = ("", "s", "es", "ed", "d", "ing", "ly", "er", "ers", "y")
    return len(word) < 2 or any(word.removesuffix(e) in _common() for e in ends if word.endswith(e))


@cache
def _common() -> frozenset[str]:
    listed = (files("recount.lang") / "en" / "common_words.txt").read_text(encoding="utf-8").split()
    times = lexicon("en", "times")
    peoples = {
        w for words in lexicon("en", "demonyms")["people"].values() for told in words for w in told.lower().split()
    }
    return frozenset(listed) | set(times["months"]) | set(times["weekdays"]) | peoples
