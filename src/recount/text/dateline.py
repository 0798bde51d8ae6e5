"""Dateline and agency credit: what the text itself says of its day and of whose wire it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from recount.lang.loader import lexicon
from recount.lang.names import fold_name
from recount.model import ActorKind, Report, Span
from recount.ontology import actor_entries

HEAD = 320
"""Code points at the start of the body in which a dateline is looked for."""

_CREDIT = re.compile(
    r"^[A-Z][\w .,'’/-]{0,80}\(([A-Z][\w .&'-]{1,48})\)\s*[-—–:]"  # ALEPPO, 12 October 2016 (Some Agency) —
    r"|[-—–]{1,2}\s?(?:[Ww]ith )?\(?([A-Z][\w&]{1,24}(?: [A-Z][\w&]+){0,3})\)?\.?\s*$"  # --Reuters
    r"|\(([A-Z]{2,12})\)\s*$",  # (OPA)
    re.MULTILINE,
)
_NAME = re.compile(r"\b(?!The\b)[A-Z][\w&-]{1,24}(?: [A-Z][\w&-]{1,24}){0,3}")

TAIL = 400
"""Code points at the end of a text in which lines of thanks are looked for."""

_PIVOT = 50
"""Years of two digits from it on are of the last century."""

_YEAR = re.compile(r"(?:19|20)\d\d|[A-Za-z]{3,9}\.? \d\d\b")
"""Every pattern of a full date holds one: looked for before them, since they take longer than all of segmentation."""

_SHORT_FORM = re.compile(r"\s*\([A-Z]{2,12}\)$")

_NOT_TOLD = "".join(
    rf"(?<!\b{word} )"
    for word in "on of by to in since until from last next and was were is been being the an a".split()
)
"""After such a word a date is part of the story: "on Wednesday, 12 October 2011", "was published on 3 May 2011"."""


def find_dateline(report: Report) -> tuple[date, Span] | None:
    """The day that the head of the text names as its own, and where; ``None`` where it names none.

    Only full dates count, and only where a dateline stands: at the very start, after a word such as "Published", after
    a weekday, or between a place in capitals and a dash.
    """
    head, body_start = report.text[:HEAD], len(report.canonical) - len(report.text)
    if _YEAR.search(head) is None:
        return None
    for pattern in _dateline_patterns():
        for found in pattern.finditer(head):
            day = _day(found)
            if day is not None:
                return day, Span(start=body_start + found.start(), end=body_start + found.end())
    return None


_HEAD = re.compile(
    r"\s*+[A-Z][A-Z .'’,-]{1,60}?(?:\([A-Z .'’-]{2,40}\))?, (?:\d{1,2} [A-Z][A-Za-z]{2,8}\.? (?:19|20)?\d\d|NO DATE)"
    r"(?: ?\([^)]{1,80}\))?\s?(?:--|—|–)\s*+(?:\[[^\]]{1,300}\]\s*+){0,6}"
)


def dateline_head(words: str) -> int:
    """How many signs of a paragraph are its dateline: place, full date, agency, dash, and the desk's marks in brackets.

    Such as "TARTOUS, 9 JAN 90 (COURIER) -- [REPORT] [TEXT] " before the story. 0 where it begins otherwise.
    """
    found = _HEAD.match(words[:HEAD])
    return found.end() if found and found.end() < len(words) else 0


def find_credits(report: Report) -> tuple[str, ...]:
    """Agencies the text is credited to, in order: "(Some Agency) —" in a dateline, "--Reuters" at the end.

    Then those that a line at the end thanks, "Agence France-Presse contributed to this report", or gives the rights to.
    """
    stretches = (report.text[:200], report.text[-120:])
    found = [next(g for g in m.groups() if g) for s in stretches for m in _CREDIT.finditer(s)]
    names = dict.fromkeys(_SHORT_FORM.sub("", name).strip() for name in (*found, *_thanked(report.text[-TAIL:])))
    times = lexicon("en", "times")
    return tuple(n for n in names if n.lower() not in times["weekdays"] and n.lower() not in times["months"])


def _thanked(tail: str) -> Iterator[str]:
    """The agencies named in lines of thanks. Whoever else is thanked, a person or a photographer, carries no text."""
    for line in tail.splitlines():
        if len(line) < TAIL and _thanks().search(line.strip()):
            yield from (name for name in _NAME.findall(line) if _is_agency(name))


def _is_agency(name: str) -> bool:
    return fold_name(name) in _news_media() or name.split()[-1].lower() in lexicon("en", "segments")["agency_words"]


@lru_cache(maxsize=1)
def _thanks() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("en", "segments")["agency_credit"]), re.IGNORECASE)


@lru_cache(maxsize=1)
def _news_media() -> frozenset[str]:
    """Folded names of the news media of the register."""
    media = (entry for entry in actor_entries() if entry.kind in (ActorKind.MEDIA, ActorKind.STATE_MEDIA))
    return frozenset(fold_name(name) for entry in media for name in (entry.name, *entry.aliases))


def _day(found: re.Match[str]) -> date | None:
    months = lexicon("en", "times")["months"]
    parts = found.groupdict()
    month = parts["month"].lower()
    year = int(parts["year"])
    if year < 100:
        year += 1900 if year >= _PIVOT else 2000
    try:
        return date(year, int(month) if month.isdigit() else months[month], int(parts["day"]))
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _dateline_patterns() -> tuple[re.Pattern[str], ...]:
    times = lexicon("en", "times")
    month = f"(?P<month>{'|'.join(sorted(times['months'], key=len, reverse=True))})\\.?"
    weekday = f"(?:{'|'.join(sorted(times['weekdays'], key=len, reverse=True))})\\.?"
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
    dates = (
        f"{day} {month},? {year}",
        f"{month} {day},? {year}",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)",
    )
    leads = (
        rf"\A\W{{0,5}}(?:{weekday},? )?",
        rf"{_NOT_TOLD}\b(?:published|updated|posted|date of publication|date|issued)\b"
        rf"[^\d\n]{{0,24}}?(?:{weekday},? )?",
        rf"{_NOT_TOLD}\b{weekday},? ",
        r"\A(?-i:[A-Z][A-Z'’ .-]{2,40}(?:, [A-Z]\w+)?),? (?:\([^)\n]{1,40}\) )?",
    )
    patterns = [f"{lead}{body}(?!\\d)" for lead in leads for body in dates]
    short = rf"{day} {month} (?P<year>\d\d)(?= ?(?:\([^)\n]{{1,80}}\))?\s?(?:--|—|–))"
    patterns.append(rf"\A\s{{0,5}}(?-i:[A-Z][A-Z'’ .()-]{{2,60}}), {short}")
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
