"""Fields of a claim that can be corrected: how each is spelled, read, and put into a claim."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache

from recount.errors import UsageError
from recount.lang.loader import lexicon
from recount.model import Bound, Field, GroundedClaim, Harm, Modality, Scope, Stated, Victims, When
from recount.ontology import weapons

NONE = "none"
"""How a field is spelled of which the words tell nothing."""

MOST_PERSONS = 10**10
"""No more people than that have lived at one time: a longer number is a slip of the keyboard."""

_NOTHING = frozenset({"none", "unknown", "unspecified", ""})
_NUMBER = re.compile(r"(\d{1,11})(?:\s*(?:to|-|–)\s*(\d{1,11}))?")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:to|\.\.|/)\s*(\d{4}-\d\d-\d\d))?")
_CLAIM = re.compile(r"claim:[0-9a-f]{16}")


def spelled(field: Field, words: str) -> str:
    """The one spelling of what a person typed for a field.

    Raises:
        UsageError: it is no value of that field; the message says which there are.
    """
    return _SPELLED[field](" ".join(words.split()))


def told(claim: GroundedClaim, field: Field) -> str:
    """What the claim says in a field, in the spelling of `spelled`."""
    return _TOLD[field](claim)


def days_of(to: str) -> When | None:
    """The days that a correction of `when` spells."""
    if to == NONE:
        return None
    start, _, end = to.partition(" to ")
    return When(start=date.fromisoformat(start), end=date.fromisoformat(end or start))


def number_of(to: str, bound: Bound) -> Stated:
    """The number that a correction of `value` spells. A vague word that is a number after all becomes exact."""
    limit = Bound.EXACT if bound is Bound.VAGUE else bound
    if to == NONE:
        return Stated(value=None, bound=bound)
    low, _, high = to.partition(" to ")
    return Stated(value=int(low), value_max=int(high) if high else None, bound=limit)


@cache
def victim_groups() -> frozenset[str]:
    """The groups of victims that the lexicon tells apart."""
    return frozenset(row["who"] for row in lexicon("en", "victims")["noun"] if row.get("who"))


def _spell_number(words: str) -> str:
    if words.lower() in _NOTHING:
        return NONE
    found = _NUMBER.fullmatch(words.replace(",", ""))
    if found is None:
        raise UsageError(f"{words!r} is no number of persons: write 14, 10-15 for a range, or {NONE}")
    low, high = int(found[1]), int(found[2] or found[1])
    if high < low or high > MOST_PERSONS:
        raise UsageError(f"{words!r} is no number of persons: the lower number comes first, at most {MOST_PERSONS:,}")
    return str(low) if low == high else f"{low} to {high}"


def _spell_days(words: str) -> str:
    if words.lower() in _NOTHING:
        return NONE
    found = _DAYS.fullmatch(words)
    try:
        start = date.fromisoformat(found[1]) if found else None
        end = date.fromisoformat(found[2]) if found and found[2] else start
    except ValueError:
        start = end = None
    if start is None or end is None or end < start:
        raise UsageError(f"{words!r} is no day: write 2016-10-11, 2016-10-11..2016-10-13 for several, or {NONE}")
    return str(start) if start == end else f"{start} to {end}"


def _spell_groups(words: str) -> str:
    if words.lower() in _NOTHING:
        return NONE
    groups = sorted({group.strip().lower() for group in words.split(",") if group.strip()})
    if not groups or not set(groups) <= victim_groups():
        raise UsageError(f"{words!r}: choose of {', '.join(sorted(victim_groups()))}, several with commas, or {NONE}")
    return ", ".join(groups)


def _spell_flag(words: str) -> str:
    if words.lower() not in {"yes", "no"}:
        raise UsageError(f"{words!r}: write yes or no")
    return words.lower()


def _spell_claim(words: str) -> str:
    if words.lower() in _NOTHING:
        return NONE
    if not _CLAIM.fullmatch(words):
        raise UsageError(f"{words!r} is no claim: write the whole of its identifier, claim:…, or {NONE}")
    return words


def _spell_means(words: str) -> str:
    code = words.lower().replace(" ", "_")
    if code not in weapons():
        raise UsageError(f"{words!r} is no means of harm: choose of {', '.join(sorted(weapons()))}")
    return code


def _spell_names(words: str) -> str:
    return NONE if words.lower() in _NOTHING else words


def _one_of(kinds: type[StrEnum]) -> Callable[[str], str]:
    def spell(words: str) -> str:
        code = words.lower().replace(" ", "_")
        if code not in set(kinds):
            raise UsageError(f"{words!r}: choose of {', '.join(kinds)}")
        return code

    return spell


_SPELLED: dict[Field, Callable[[str], str]] = {
    Field.VALUE: _spell_number,
    Field.BOUND: _one_of(Bound),
    Field.HARM: _one_of(Harm),
    Field.VICTIMS: _one_of(Victims),
    Field.WHO: _spell_groups,
    Field.WHEN: _spell_days,
    Field.WHERE: _spell_names,
    Field.MEANS: _spell_means,
    Field.BY: _spell_names,
    Field.SOURCE: _spell_names,
    Field.MODALITY: _one_of(Modality),
    Field.BACKGROUND: _spell_flag,
    Field.SCOPE: _one_of(Scope),
    Field.PART_OF: _spell_claim,
}


def _tell_number(claim: GroundedClaim) -> str:
    stated = claim.claim.stated
    if stated.value is None:
        return stated.word or NONE
    return str(stated.value) if stated.value_max is None else f"{stated.value} to {stated.value_max}"


def _tell_days(claim: GroundedClaim) -> str:
    when = claim.when
    if when is None:
        return NONE
    return str(when.start) if when.start == when.end else f"{when.start} to {when.end}"


_TOLD: dict[Field, Callable[[GroundedClaim], str]] = {
    Field.VALUE: _tell_number,
    Field.BOUND: lambda c: c.claim.stated.bound,
    Field.HARM: lambda c: c.claim.harm,
    Field.VICTIMS: lambda c: c.claim.victims,
    Field.WHO: lambda c: ", ".join(sorted(c.claim.who)) or NONE,
    Field.WHEN: _tell_days,
    Field.WHERE: lambda c: ", ".join(c.where.names) if c.where else NONE,
    Field.MEANS: lambda c: c.claim.means,
    Field.BY: lambda c: "; ".join(a.name for a in c.by) or NONE,
    Field.SOURCE: lambda c: c.source.name if c.source else NONE,
    Field.MODALITY: lambda c: c.claim.modality,
    Field.BACKGROUND: lambda c: "yes" if c.claim.background else "no",
    Field.SCOPE: lambda c: c.claim.scope,
    Field.PART_OF: lambda c: c.claim.part_of or NONE,
}
