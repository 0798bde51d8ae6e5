"""Labels: what an incident or a period is called."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from recount.model import Harm, Place, When
from recount.ontology import harms, weapons


@lru_cache(maxsize=4096)
def spell_day(day: date) -> str:
    """A day in words: "11 October 2016"."""
    return f"{day.day} {day:%B %Y}"


def spell_days(when: When | None) -> str:
    """Days in words: "11 October 2016", "11–13 October 2016", "day not known"."""
    if when is None:
        return "day not known"
    if when.start == when.end:
        return spell_day(when.start)
    if (when.start.year, when.start.month) == (when.end.year, when.end.month):
        return f"{when.start.day}–{spell_day(when.end)}"
    return f"{spell_day(when.start)} – {spell_day(when.end)}"


def spell_place(where: Place | None) -> str:
    """The two most specific names of a place: "Bustan al-Qasr, Aleppo"."""
    return "place not known" if where is None else ", ".join(where.names[:2])


def incident_label(when: When | None, where: Place | None, means: str) -> str:
    """Such as "Airstrike, Bustan al-Qasr, Aleppo, 11 October 2016"."""
    what = "Attack" if means in ("unknown", "other") else weapons()[means].label.capitalize()
    return f"{what}, {spell_place(where)}, {spell_days(when)}"


def period_label(harm: Harm, when: When | None, where: Place | None) -> str:
    """Such as "Killed, eastern Aleppo, Aleppo, 11–13 October 2016"."""
    return f"{harms()[harm.value].label.capitalize()}, {spell_place(where)}, {spell_days(when)}"
