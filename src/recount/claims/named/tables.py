"""Tables: the words for offices and for harm told of one person, as the lexicon gives them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from recount.lang.loader import lexicon
from recount.lang.phrases import PhraseTable
from recount.model import Harm, Victims


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The lexicon's words for one person harmed, each kind as a table of phrases."""

    offices: PhraseTable[Victims]
    before: frozenset[str]
    not_persons: frozenset[str]
    passive: PhraseTable[Harm]
    active: PhraseTable[Harm]
    noun: PhraseTable[Harm]
    alone: PhraseTable[Harm]
    """Verbs that say harm of their subject without an auxiliary: "died"."""

    possessive: PhraseTable[Harm]


@cache
def tables() -> Tables:
    """The words of the lexicon, read once."""
    table = lexicon("en", "named_victims")
    rows = [(way, phrase, Harm(row["harm"])) for row in table["harm"] for way in _WAYS for phrase in row.get(way, ())]
    offices = table["offices"]
    return Tables(
        offices=PhraseTable((w, Victims(k)) for k in ("civilian", "combatant") for w in offices[k]),
        before=frozenset(offices["before"]),
        not_persons=frozenset(table["not_persons"]["words"]),
        passive=PhraseTable((p, h) for way, p, h in rows if way == "passive"),
        active=PhraseTable((p, h) for way, p, h in rows if way == "active"),
        noun=PhraseTable((p, h) for way, p, h in rows if way == "noun"),
        alone=PhraseTable((p, h) for way, p, h in rows if way == "alone"),
        possessive=PhraseTable((p, h) for way, p, h in rows if way == "possessive"),
    )


_WAYS = ("passive", "active", "noun", "alone", "possessive")
