"""Point: a day, month or year as TIMEX writes it, known as far as it is told; years before Christ are negative."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Point:
    """A year, perhaps with its month, perhaps with its day. Not checked: 31 February can be said."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> Point:
        """The point of a day of the calendar."""
        return cls(day.year, day.month, day.day)

    @property
    def date(self) -> date | None:
        """The day; ``None`` where it is not told or there is no such day."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def value(self) -> str:
        """Its TIMEX value: ``1939-09-01``, ``1939-09``, ``BC0480``; empty where there is no such day or year."""
        if self.year == 0 or self.year > 9999 or (self.month is not None and not 1 <= self.month <= 12):
            return ""
        if self.year > 0 and self.day is not None and self.date is None:
            return ""
        shown = f"{self.year:04d}" if self.year > 0 else f"BC{-self.year:04d}"
        if self.month is not None:
            shown += f"-{self.month:02d}"
        return shown if self.day is None else f"{shown}-{self.day:02d}"

    def shifted(self, unit: str, count: int) -> Point | None:
        """The point so many units later, as fine as the unit; ``None`` where it can't be told."""
        if unit in ("D", "W", "2W"):
            day, days = self.date, count * {"D": 1, "W": 7, "2W": 14}[unit]
            try:
                return None if day is None else Point.of(day + timedelta(days=days))
            except OverflowError:
                return None
        if unit == "M":
            if self.month is None:
                return None
            months = self.year * 12 + self.month - 1 + count
            return Point(months // 12, months % 12 + 1)
        years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
        return None if years is None else Point(self.year + years * count)

    def only(self, unit: str) -> Point:
        """The point, no finer than the unit."""
        if unit == "D":
            return self
        return replace(self, day=None) if unit == "M" else Point(self.year)

    @property
    def week(self) -> str:
        """Its week: ``1998-W08``; with ``WXX`` where the day is not told."""
        day = self.date
        if day is None:
            return f"{Point(self.year).value}-WXX"
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"

    @property
    def quarter(self) -> int | None:
        """The quarter of its year."""
        return None if self.month is None else (self.month + 2) // 3
