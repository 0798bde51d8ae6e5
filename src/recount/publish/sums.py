"""Sums: how many were killed over all incidents of a known day, told alike by briefs, the desk and runs."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model import Findings
from recount.publish.charts import killed
from recount.publish.wording import Sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Lows, bests and highs of the incidents of a known day, added up.

    One without a day may be told of a second time under its day, so those are left out, and counted.
    """

    best: int
    sides: Sides
    dated: int
    """Incidents that are added."""

    undated: int
    """Incidents that are left out."""


def killed_in_all(findings: Findings) -> Added | None:
    """The sum; ``None`` where no incident of a known day has a figure."""
    figures = killed(findings.figures)
    dated = [figures[one.id] for one in findings.incidents if one.id in figures and one.when is not None]
    if not dated:
        return None
    sides = Sides(
        low=sum(one.low for one in dated),
        high=sum(one.high for one in dated),
        open_low=any(one.open_low for one in dated),
        open_high=any(one.open_high for one in dated),
    )
    return Added(best=sum(one.best for one in dated), sides=sides, dated=len(dated), undated=len(figures) - len(dated))
