"""The example of docs/totals.md gives the numbers that the page says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from recount.figures.totals import total
from recount.model import Asked, Bound, GroundedClaim, Place, Point, Precision, Quantity, Scope, Total
from recount.pipeline import derive
from tests.claimed import BUSTAN, FARDOUS, POLICY, TUESDAY, WEDNESDAY, Said, claimed
from tests.figures.totals.worlds import place

EAST = ("eastern Aleppo", "Aleppo", "Syria")
AZAZ = Place(
    names=("Azaz", "Aleppo", "Syria"),
    keys=("azaz", "alepo", "siria"),
    point=Point(latitude=36.586, longitude=37.045, radius=3000, precision=Precision.TOWN, gazetteer="made:up"),
    country="SY",
)


def told(tuesday: int, bound: Bound) -> list[GroundedClaim]:
    whole = claimed(160, "wire", days=(TUESDAY, "2016-10-13"), where=EAST, said=Said(scope=Scope.PERIOD, bound=bound))
    first = Said(scope=Scope.PART, part_of=whole.claim.id, bound=bound, at=200)
    return [
        whole,
        claimed(tuesday, "wire", days=TUESDAY, where=BUSTAN, said=first),
        claimed(45, "wire", days=WEDNESDAY, where=FARDOUS, said=replace(first, at=400)),
        claimed(10, "agency", days=TUESDAY, where=("al-Shaar", "Aleppo", "Syria")),
        replace(claimed(17, "paper", days="2016-10-13"), where=AZAZ),
    ]


def found(tuesday: int, bound: Bound) -> Total:
    claims = told(tuesday, bound)
    asked = Asked(where=place(("Aleppo", "Syria")))
    return total(asked, derive(claims, (), policy=POLICY), {c.claim.id: c for c in claims})


def test_the_example_holds() -> None:
    open_ended = found(81, Bound.AT_LEAST)
    assert (open_ended.low, open_ended.high) == (177, None)
    [left] = open_ended.remainders
    assert (left.left, left.bounds.high) == (34, None)
    exact = found(81, Bound.EXACT)
    assert (exact.low, exact.high) == (177, 187)
    assert exact.remainders[0].bounds == Quantity(low=24, high=34)
    [conflict] = found(120, Bound.EXACT).contradictions
    assert len(conflict.members) == 3


def test_the_page_says_so(repository: Path) -> None:
    page = (repository / "docs" / "totals.md").read_text(encoding="utf-8")
    left = found(81, Bound.AT_LEAST).remainders[0].bounds.low
    for words in ("| at least | 177 |", "34 of the 160", f"| {left} to open |", "would be 177 to 187"):
        assert words in page
