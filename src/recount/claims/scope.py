"""Scope: whether a figure is of one event, of a period, of the war; and whether it is told as background."""

from __future__ import annotations

import re

from recount.claims.draft import Draft
from recount.claims.slots import WAR_TOLL
from recount.model import Harm, Scope, Text

_LONG = frozenset({"run", "recent", "past", "since", "sinceevent", "weekdayspan", "dayspan", "bare", "thisunit"})
_LONG_UNITS = frozenset({"month", "year"})
_ONE_EVENT = re.compile(
    r"\b(?:an?|the|one|single)\s(?:[\w-]+\s){0,3}?(?:attack|strike|airstrike|raid|blast|bombing|explosion|shelling|bomber|bomb|"
    r"clash|massacre|ambush|mine|landmine|shell|rocket|missile)\b|\bwhen (?:a|an|the|its|their|two|three)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:daily|each day|every day|so far|in total|altogether|overall|across the (?:country|province)|per day"
    r"|(?:rec|d)ent (?:days|weeks)|regular)\b",
    re.IGNORECASE,
)
_WAR = re.compile(
    r"\b(?:civil war|the war|conflict|uprising|rebellion|revolution|militancy|crisis|revolt|\d+-year)\b", re.I
)
_PAST = re.compile(
    r"\b(?:last (?:year|month)|earlier this (?:year|month)|previously|years ago|months ago"
    r"|in the past(?! (?:\d|few|two|three|four|several|week|day|month|year|hour)))\b",
    re.IGNORECASE,
)


def fill_scope(text: Text, draft: Draft) -> None:
    """Set scope and background."""
    words = draft.scanned.sentence.span.of(text.canonical)
    if draft.part_of is not None:
        draft.scope = Scope.PART
    elif _sums_up_the_war(draft, words):
        draft.scope, draft.background = Scope.WAR, True
        if not draft.own_means or draft.means == "clash":
            draft.means = "unknown"
        draft.because("sums_up_the_war", "The number is given for the whole conflict or since it began.")
    elif _sums_up_a_period(draft, words):
        draft.scope = Scope.PERIOD
        draft.because("sums_up_a_period", "The words speak of more than one event, day or place.")
    draft.background = draft.background or _is_background(text, draft, words)


def _sums_up_the_war(draft: Draft, words: str) -> bool:
    rule = draft.time.rule if draft.time and draft.own_time else ""
    since = rule in ("sinceevent", "warage") or (
        rule == "since" and "onlyyear" in (draft.time.parts if draft.time else {})
    )
    return (
        draft.value >= WAR_TOLL and (since or bool(_WAR.search(words))) and draft.harm in (Harm.KILLED, Harm.DISPLACED)
    )


def _sums_up_a_period(draft: Draft, words: str) -> bool:
    if draft.harm in (Harm.BESIEGED, Harm.AFFECTED):
        return True
    if draft.time is not None and draft.own_time:
        if draft.time.rule == "thisunit":
            return draft.time.parts.get("unit") in _LONG_UNITS or not _ONE_EVENT.search(words)
        if draft.time.rule in _LONG:
            return True
        if draft.time.rule in ("month", "year", "my"):
            return not _ONE_EVENT.search(words)
    return bool(_MANY.search(words)) and not _ONE_EVENT.search(words)


def _is_background(text: Text, draft: Draft, words: str) -> bool:
    if _PAST.search(words):
        return True
    if draft.time is None or not draft.own_time or text.published is None:
        return False
    year = draft.time.parts.get("year") or draft.time.parts.get("name", "")
    if draft.time.rule == "sinceevent":
        return True
    return year.isdigit() and int(year) < text.published.year
