"""Syntax: questions that extraction asks of a parse."""

from __future__ import annotations

from collections.abc import Iterator

from recount.model import Parse

DEEP = 60
"""Steps up a tree at most: a parse of a made-up sentence may be one long chain."""


def above(parse: Parse, k: int) -> Iterator[int]:
    """Token `k` and those it hangs from, up to the root."""
    for _ in range(DEEP):
        yield k
        if parse.heads[k] == k:
            return
        k = parse.heads[k]


def governs(parse: Parse, upper: int, lower: int) -> bool:
    """Whether token `lower` hangs, at any depth, from token `upper` or from what `upper` introduces.

    A preposition or "according to" hangs from its noun phrase, which hangs from the verb it is said of: then the verb
    is what counts.
    """
    top = upper
    while (
        parse.relations[top] in ("case", "fixed", "mark", "obl", "nmod", "advcl", "parataxis")
        and top != parse.heads[top]
    ):
        top = parse.heads[top]
    return upper in above(parse, lower) or top in above(parse, lower)


def children(parse: Parse, head: int) -> Iterator[int]:
    """The tokens that hang directly from `head`, left to right."""
    return (k for k, h in enumerate(parse.heads) if h == head and k != head)


def subject(parse: Parse, verb: int) -> int | None:
    """The head of a verb's active subject; of its own or, where it is joined to another verb, of that one's."""
    own = next((k for k in children(parse, verb) if parse.relations[k] == "nsubj"), None)
    if own is not None or parse.relations[verb] != "conj":
        return own
    first = parse.heads[verb]
    return next((k for k in children(parse, first) if parse.relations[k] == "nsubj"), None)


def noun_phrase(parse: Parse, head: int, *, longest: int) -> tuple[int, int]:
    """Tokens `[first, last)` of the noun phrase around `head`, with the "of" or "at" phrases it goes on with."""
    first, last = head, head + 1
    while first > 0 and head - first < longest and _reaches(parse, first - 1, head, _BEFORE_NOUN):
        first -= 1
    while last < len(parse.heads) and last - first < longest and _reaches(parse, last, head, _AFTER_NOUN):
        last += 1
    return first, last


_BEFORE_NOUN = frozenset(
    {"det", "amod", "compound", "nmod:poss", "flat", "nummod", "case", "nmod", "advmod", "nmod:unmarked"}
)
_AFTER_NOUN = frozenset({"flat", "nmod", "case", "det", "amod", "compound", "nmod:poss", "nummod", "conj", "cc"})


def _reaches(parse: Parse, k: int, head: int, relations: frozenset[str]) -> bool:
    """Whether token `k` hangs from `head` by these relations only."""
    for step in above(parse, k):
        if step == head:
            return True
        if parse.relations[step] not in relations:
            return False
    return False


def distance(parse: Parse, a: int, b: int) -> int:
    """Edges between two tokens in the tree."""
    up = {k: steps for steps, k in enumerate(above(parse, a))}
    return next((steps + up[k] for steps, k in enumerate(above(parse, b)) if k in up), 2 * DEEP)
