"""Setting: from where an expression of time is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recount.resolve.times.point import Point


class Tense(StrEnum):
    """Whether the words around tell of what was, of what is to come, or do not say."""

    PAST = "past"
    COMING = "coming"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known where an expression stands."""

    published: date | None
    """The day the report is dated."""

    told: Point | None = None
    """What was told last: "the next day" is counted from it."""

    quarter: tuple[int, int] | None = None
    """Year and number of the quarter named last: "a year earlier" is its like."""

    tense: Tense = Tense.UNTOLD
    ahead: int = 60
    """Days after publication that a day without year may lie."""

    narrative: bool = False
    """Whether the story runs at its own time, as in a history: months and days are those of the year told last."""

    @property
    def base(self) -> Point | None:
        """What "last year" is counted from: the day of publication; in a history what was told last."""
        if self.narrative and self.told is not None:
            return self.told
        return None if self.published is None else Point.of(self.published)

    @property
    def event(self) -> Point | None:
        """What "a year later" is counted from: what was told last, else the day of publication."""
        return self.told or self.base
