"""Statement words: the patterns of ``lang/en/statements.toml``, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from recount.claims.patterns import Mark, Patterns
from recount.lang.loader import lexicon
from recount.lang.phrases import PhraseTable


class Force(StrEnum):
    """What a pattern does for its kind."""

    STATES = "any"
    MENTIONS = "weak"
    LOOKS_ALIKE = "not"
    VIOLENT = "violent"
    STRIKING = "striking"
    LAUNCHING = "launching"
    LANDING = "landing"
    TAKING = "taking"
    NAMING = "nouns"


class Cue(NamedTuple):
    """The kind that a pattern speaks of, and with what force."""

    kind: str
    force: Force


CueMark = Mark[Cue]

_OF_ATTACKS = (
    Force.VIOLENT,
    Force.STRIKING,
    Force.LAUNCHING,
    Force.LANDING,
    Force.TAKING,
    Force.NAMING,
    Force.LOOKS_ALIKE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWords:
    """The word classes that statements ask for."""

    cues: Patterns[Cue]
    targets: PhraseTable[str]
    on: frozenset[str]
    """Words that lead from an attack to its target."""

    armed: frozenset[str]
    unreal: frozenset[str]
    habit: frozenset[str]
    official: frozenset[str]
    """Nouns for persons and bodies that take positions."""

    reporting: frozenset[str]
    """Nouns for those that report: monitors, witnesses, media."""

    saying: Patterns[bool]


@cache
def statement_words() -> StatementWords:
    """The word classes of English."""
    table = lexicon("en", "statements")
    attack, speech = table["attack"], table["speech"]
    cues = [
        (phrase, Cue(row["kind"], force))
        for row in table["entry"]
        for force in (Force.STATES, Force.MENTIONS, Force.LOOKS_ALIKE)
        for phrase in row.get(force.value, ())
    ]
    cues += [(phrase, Cue("attack", force)) for force in _OF_ATTACKS for phrase in attack[force.value]]
    return StatementWords(
        cues=Patterns(cues),
        targets=PhraseTable((phrase, kind) for kind, row in table["infrastructure"].items() for phrase in row),
        on=frozenset(attack["on"]),
        armed=frozenset(attack["armed"]),
        unreal=frozenset(attack["unreal"]),
        habit=frozenset(attack["habit"]),
        official=frozenset(speech["official"]),
        reporting=frozenset(speech["reporting"]),
        saying=Patterns((phrase, True) for phrase in speech["verbs"]),
    )
