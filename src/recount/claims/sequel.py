"""Sequel: how a figure goes on from those told before it: it counts others besides, or a toll that moves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from recount.claims.draft import Draft
from recount.claims.numbers import number_at
from recount.lang.loader import lexicon, word_set
from recount.lang.phrases import lower_at
from recount.model import Text

NEAR = 2
"""Sentences back to the figure that another one is told besides, at most."""

AROUND = 5
"""Tokens before a figure, and after it, in which its toll is said to have moved."""

BEFORE = 12
"""Tokens before a figure in which its toll is called an early one."""

HALF_A_DAY = 12


def fill_sequel(text: Text, drafts: Sequence[Draft]) -> None:
    """Set what each figure is told besides, whether it counts all, whether its toll moves, and when it was posted."""
    hours = _hours(text)
    for i, draft in enumerate(drafts):
        draft.besides = _other_people(drafts, i)
        draft.partial = _is_partial(draft)
        draft.running = _moves(draft)
        draft.early = _is_early(draft)
        draft.told_at = hours.get(draft.paragraph)


def _other_people(drafts: Sequence[Draft], i: int) -> int | None:
    """The nearest figure before of the same harm that counts other people, where the words say "another 12"."""
    draft = drafts[i]
    if draft.link.quantity.single:
        return None
    if i and _is_beside(drafts[i - 1], draft):
        return i - 1
    if draft.part_of is not None or not _says_others(draft):
        return None
    for j in range(i - 1, -1, -1):
        before = drafts[j]
        if draft.number - before.number > NEAR:
            return None
        if before.harm is draft.harm and before.part_of is None and before.victims is draft.victims:
            return j
    return None


def _is_beside(victim: Draft, draft: Draft) -> bool:
    """Whether a count is told beside one victim: "Ann Lee was killed alongside 11 kin", "Ann Lee and 11 members"."""
    tokens, first = draft.scanned.sentence.tokens, draft.link.quantity.first
    if victim.number != draft.number or victim.harm is not draft.harm or not victim.link.quantity.single:
        return False
    joined = lower_at(tokens, first - 1) == "and" and victim.link.quantity.end >= first - 1
    return joined or lower_at(tokens, first - 1) in word_set("sequel", "besides", "beside")


def _says_others(draft: Draft) -> bool:
    tokens, q = draft.scanned.sentence.tokens, draft.link.quantity
    before = {lower_at(tokens, k) for k in range(q.first - 1, q.first + 1)}
    said_after = lower_at(tokens, q.last - 1) in word_set("sequel", "besides", "after")
    return bool(before & word_set("sequel", "besides", "before")) or said_after


def _is_partial(draft: Draft) -> bool:
    """Whether it tells of one victim without a number, or of some of those told before: "one of the dead", "both"."""
    tokens, q = draft.scanned.sentence.tokens, draft.link.quantity
    at = next((k for k in range(q.first, q.last) if number_at(tokens, k) is not None), q.first)
    number = number_at(tokens, at)
    of = at + 1 if number is None else number.last
    some = lower_at(tokens, of) == "of" and lower_at(tokens, of + 1) in word_set("sequel", "partial", "whose")
    return q.single or some or lower_at(tokens, q.first) in word_set("sequel", "partial")


def _is_early(draft: Draft) -> bool:
    """Whether words before the figure, or right behind it, say that its toll was an early one."""
    tokens, q = draft.scanned.sentence.tokens, draft.link.quantity
    near = range(max(0, q.first - BEFORE), min(len(tokens), q.last + AROUND))
    return any(lower_at(tokens, k) in word_set("sequel", "early") for k in near) and not draft.running


def _moves(draft: Draft) -> bool:
    """Whether the words right around the figure say that its toll has moved: "has risen to nine"."""
    tokens, q = draft.scanned.sentence.tokens, draft.link.quantity
    moving = word_set("sequel", "running")
    before = {lower_at(tokens, k) for k in range(max(0, q.first - AROUND), q.first)}
    to = lower_at(tokens, q.first - 1) in ("to", "at", "reached", "reaches") or "now" in before
    after = {lower_at(tokens, k) for k in range(q.last, q.last + AROUND)}
    return bool(before & moving and to) or "now" in after


def _hours(text: Text) -> dict[int, str]:
    """The hour of each paragraph of a live blog, "HH:MM", carried on to the paragraphs below; else nothing."""
    told: dict[int, str] = {}
    for n, segment in enumerate(text.segments):
        found = _opening().match(text.canonical, segment.span.start, segment.span.end)
        hour = _hour(found) if found else None
        if hour is not None:
            told[n] = hour
    if len(told) < 2:
        return {}
    current, carried = None, {}
    for n in range(len(text.segments)):
        current = told.get(n, current)
        if current is not None:
            carried[n] = current
    return carried


def _hour(found: re.Match[str]) -> str | None:
    hour, minute = int(found["hour"]), int(found["minute"])
    half = (found["half"] or "").replace(".", "").lower()
    if half:
        hour = hour % HALF_A_DAY + (HALF_A_DAY if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 2 * HALF_A_DAY and minute < 60 else None


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(lexicon("en", "sequel")["posts"]["time"].removeprefix("^"), re.IGNORECASE)
