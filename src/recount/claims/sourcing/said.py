"""Said: who speaks in a sentence; a person also as the body they speak for, "the activist" as the one named before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recount.claims.attribution import SPEAKING_BODIES, SPEAKING_PRONOUNS, Attribution
from recount.claims.discourse import Discourse
from recount.claims.draft import Scanned
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.model import ActorKind
from recount.ontology import ActorEntry

AHEAD = 5
"""Sentences looked ahead for that name: a lead quotes "the governor", whom the text names below."""

ANTECEDENTS = 40
"""Sentences looked back over for the name that "the activist" stands for."""


@dataclass(frozen=True, slots=True)
class Said:
    """A source as it stands in a sentence."""

    number: int
    attribution: Attribution
    words: str
    """Its name, in full where the sentence only points back at it."""

    how: str = "as_said"
    """``body``: the body a person speaks for; ``described``: a monitor that the sentence only describes."""


def said_in(discourse: Discourse, number: int) -> list[Said]:
    """Who speaks in a sentence; a person also as the body they speak for, a description as the monitor it fits."""
    if number not in discourse.said:
        discourse.said[number] = list(_find(discourse, number))
    return discourse.said[number]


def _find(discourse: Discourse, number: int) -> Iterator[Said]:
    scanned = discourse.scanned[number]
    for a in scanned.attributions:
        full, bodies = a.words, _bodies_in(scanned, a)
        if a.definite:
            full, bodies = _antecedent(discourse, a.words, number, bodies)
        if not bodies and discourse.monitors and _describes_a_monitor(a.words):
            yield Said(number, a, discourse.monitors[0].name, "described")
            continue
        known = bodies[0] if bodies and ";" not in a.words else None
        if known is not None and known.kind is ActorKind.MONITOR:
            yield Said(number, a, known.name, "as_said" if _same_words(known.aliases, full) else "body")
            continue
        if full:
            yield Said(number, a, full)
        if known is not None and known.kind in SPEAKING_BODIES and not _same_words(known.aliases, full):
            yield Said(number, a, known.name, "body")


def _bodies_in(scanned: Scanned, a: Attribution) -> list[ActorEntry]:
    """The known actors that a source's words name."""
    return [m.meaning for m in scanned.actors if a.first <= m.first and m.last <= a.last]


def _same_words(aliases: tuple[str, ...], said: str) -> bool:
    return said.lower() in aliases


def _describes_a_monitor(said: str) -> bool:
    """Whether the words are a description such as "Britain-based watchdog", without a name."""
    *before, head = said.lower().removeprefix("a ").removeprefix("the ").split() or [""]
    return head in lexicon("en", "reporting")["monitors"] and all(w in words().roles or "-" in w for w in before)


def _antecedent(discourse: Discourse, said: str, number: int, bodies: list[ActorEntry]) -> tuple[str, list[ActorEntry]]:
    """The fuller name that "the activist" stands for, and its bodies.

    It is that of the last source before with that word in it, else of the first named after.
    """
    head = said.lower().split()[-1]
    scanned = discourse.scanned
    if head in SPEAKING_PRONOUNS:
        near = ((s, a) for s in reversed(scanned[max(0, number - 2) : number]) for a in reversed(s.attributions))
        names = ((s, a) for s, a in near if a.words not in SPEAKING_PRONOUNS and a.words not in discourse.places)
        return next(((a.words, _bodies_in(s, a)) for s, a in names), ("", []))
    for before in reversed(scanned[max(0, number - ANTECEDENTS) : number]):
        for a in reversed(before.attributions):
            if not a.definite and head in a.words.lower().split():
                return a.words, bodies or _bodies_in(before, a)
    for after in scanned[number + 1 : number + 1 + AHEAD]:
        for a in after.attributions:
            if not a.definite and head in a.words.lower().split() and any(w[0].isupper() for w in a.words.split()[1:]):
                return a.words, bodies or _bodies_in(after, a)
    return said, bodies
