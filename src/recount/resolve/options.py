"""Options: the places that a report names, each with all its mentions, to choose from for its claims."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recount.model import Mention, Place, Precision, Refusal, Span
from recount.resolve.earth import distance

CLOSE = 40.0
"""Kilometres between a town and the city near which it is said to lie."""

WIDE = frozenset({"country", "region", "district"})
"""Kinds that hold towns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name of the report with the place it was found to mean."""

    mention: Mention
    place: Place
    kind: Precision
    """What the name itself stands for, whatever its point is taken from."""

    directed: bool = False
    """Whether a direction stands before it: "northern Aleppo"."""

    refusal: Refusal | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Option:
    """A place with all its mentions in the report."""

    place: Place
    kind: Precision
    directed: bool
    refusal: Refusal | None
    mentions: list[Mention]
    """In text order."""

    sentences: list[int]
    """The sentence of each mention, rising."""

    @property
    def label(self) -> str:
        """Its kind in a word: ``side`` for what a direction names."""
        return "side" if self.directed else self.kind.value

    @property
    def size(self) -> str:
        """``fine``, ``wide`` or ``side``."""
        return "side" if self.directed else "wide" if self.kind.value in WIDE else "fine"

    def is_in(self, sentence: int) -> bool:
        """Whether that sentence names it."""
        at = bisect_left(self.sentences, sentence)
        return at < len(self.sentences) and self.sentences[at] == sentence

    def nearest(self, sentence: int) -> int:
        """The sentence nearest to that one that names it; of two as near, the one after."""
        at = bisect_left(self.sentences, sentence)
        around = self.sentences[max(0, at - 1) : at + 1]
        return min(around, key=lambda k: (abs(k - sentence), -k))

    def within(self, span: Span) -> Mention | None:
        """Its first mention within a stretch of the text."""
        at = bisect_left(self.mentions, span.start, key=lambda m: m.span.start)
        while at < len(self.mentions) and self.mentions[at].span.start <= span.end:
            if span.holds(self.mentions[at].span):
                return self.mentions[at]
            at += 1
        return None

    def said_in(self, sentence: int) -> list[Mention]:
        """Its mentions in a sentence."""
        first = bisect_left(self.sentences, sentence)
        return self.mentions[first : bisect_left(self.sentences, sentence + 1)]


def options_of(named: Sequence[Named], sentence: Callable[[Span], int]) -> list[Option]:
    """The places, each once, in the order of their first mentions.

    Args:
        named: in text order.
        sentence: tells the sentence in which a span stands.
    """
    found: dict[str, Option] = {}
    for one in named:
        key = one.place.keys[0]
        option = found.get(key)
        if option is None:
            found[key] = Option(
                place=one.place,
                kind=one.kind,
                directed=one.directed,
                refusal=one.refusal,
                mentions=[one.mention],
                sentences=[sentence(one.mention.span)],
            )
            continue
        option.mentions.append(one.mention)
        option.sentences.append(sentence(one.mention.span))
        if option.place.point is None and one.place.point is not None:
            option.place, option.kind, option.refusal = one.place, one.kind, one.refusal
    return list(found.values())


def lies_within(inner: Place, outer: Place) -> bool:
    """Whether one place lies in another."""
    return outer.keys[0] in inner.keys[1:] and inner.keys[0] != outer.keys[0]


def lies_close(place: Place, to: Place) -> bool:
    """Whether a place may be said to lie near another, which is no region or country."""
    a, b = place.point, to.point
    if a is None or b is None or b.precision in (Precision.REGION, Precision.COUNTRY):
        return False
    return distance(a.latitude, a.longitude, b.latitude, b.longitude) < CLOSE


def holds(outer: Option, inner: Option) -> bool:
    """Whether a place is another, or holds it."""
    return outer is inner or outer.place.keys == inner.place.keys or lies_within(inner.place, outer.place)


def names_of_common(places: Sequence[Place]) -> tuple[str, ...]:
    """The names of what holds all the places; empty where nothing does."""
    first = places[0]
    at = next((k for k in range(1, len(first.keys)) if all(first.keys[k] in p.keys[1:] for p in places)), None)
    return first.names[at:] if at is not None else ()
