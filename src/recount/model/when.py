"""When: an interval of days, both ends included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Granularity(StrEnum):
    """How finely the words tell the time."""

    DAY = "day"
    NIGHT = "night"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Days from `start` to `end`, both included, in the calendar of the place the words speak of."""

    start: date
    end: date
    granularity: Granularity = Granularity.DAY

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"ends before it starts: {self.start} to {self.end}")

    @property
    def days(self) -> int:
        """How many days it covers, at least 1."""
        return (self.end - self.start).days + 1

    def contains(self, other: When) -> bool:
        """Whether every day of `other` is among its days."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: When) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end
