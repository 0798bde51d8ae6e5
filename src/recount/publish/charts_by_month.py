"""Killed by month or by year: what a record of more than two months is drawn by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from recount.model import Figure, Incident
from recount.publish import wording
from recount.publish.charts import ByDay, Column, round_up, ticks_of

MOST_MONTHS = 48
"""Months beyond which years are drawn."""

_LABELS = 12


def by_month(incidents: Sequence[tuple[Incident, Figure]]) -> tuple[str, ByDay] | None:
    """The unit, ``month`` or ``year``, and the chart; ``None`` where there are not two of them to compare.

    An incident told of several days counts where all of them lie in one month, or year; else it has no column.
    """
    for unit in ("month", "year"):
        sums: defaultdict[date, list[Figure]] = defaultdict(list)
        for incident, figure in incidents:
            if incident.when is not None:
                first, last = _start(incident.when.start, unit), _start(incident.when.end, unit)
                if first == last:
                    sums[first].append(figure)
        spans = _every(min(sums), max(sums), unit) if sums else []
        if unit == "year" or len(spans) <= MOST_MONTHS:
            return (unit, _chart(spans, sums, unit)) if len(spans) > 1 else None
    return None


def _chart(spans: Sequence[date], sums: defaultdict[date, list[Figure]], unit: str) -> ByDay:
    top = round_up(max(1, *(sum(f.high for f in figures) for figures in sums.values())))
    columns = (_column(at, spans, sums.get(span, []), top, unit) for at, span in enumerate(spans))
    return ByDay(columns=tuple(columns), brackets=(), ticks=ticks_of(top), roomy=False)


def _column(at: int, spans: Sequence[date], figures: Sequence[Figure], top: int, unit: str) -> Column:
    low, best, high = (sum(getattr(figure, side) for figure in figures) for side in ("low", "best", "high"))
    name = wording.month(spans[at]) if unit == "month" else str(spans[at].year)
    open_high = any(figure.open_high for figure in figures)
    told = f"{name}: {wording.number(low)} to {wording.number(high)}{' or more' if open_high else ''} killed, best"
    every = max(1, -(-len(spans) // _LABELS))
    return Column(
        label=name if at % every == 0 else "",
        middle=100 * (at + 0.5) / len(spans),
        low=100 * low / top if figures else None,
        best=100 * best / top,
        high=100 * high / top,
        open_high=open_high,
        told=f"{told} {wording.number(best)}" if figures else f"{name}: no incident recorded",
    )


def _start(day: date, unit: str) -> date:
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _every(first: date, last: date, unit: str) -> list[date]:
    if unit == "year":
        return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]
