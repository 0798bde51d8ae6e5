from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import Figure, Incident, IncidentId, Modality, When
from recount.publish.charts import bar, by_day, ladder, round_up
from recount.publish.charts_by_month import by_month
from tests.publish.sample import (
    BODIES,
    BOY,
    BUSTAN_RAID,
    CHILDREN,
    EARLY,
    FARDOUS_RAID,
    FIRST_DAY,
    KILLED,
    LEFT,
    RESCUED,
    SECOND,
    THREE_DAYS,
    TUESDAY,
)

RAIDS = [(BUSTAN_RAID, KILLED), (FARDOUS_RAID, SECOND)]


@given(st.integers(min_value=1, max_value=10**7))
def test_a_scale_ends_at_or_a_little_over_its_largest_number(value: int) -> None:
    assert value <= round_up(value) <= 2 * value


def test_a_bar_lies_within_its_track() -> None:
    made = bar(KILLED, 100)
    assert (made.low, made.best, made.high) == (72, 81, 86)


def test_the_chart_by_day_shows_every_day_and_brackets_the_total() -> None:
    chart = by_day(RAIDS, [(THREE_DAYS, LEFT)])
    assert chart is not None
    assert [column.label for column in chart.columns] == ["11 Oct", "12", "13"]
    assert [column.low is None for column in chart.columns] == [False, False, True]
    assert chart.columns[1].open_high
    (bracket,) = chart.brackets
    assert (bracket.start, bracket.end) == (0, 100)
    assert bracket.words == "160 over 3 days, 34 not tied to an incident"


def test_an_incident_of_several_days_is_not_shared_out_among_them() -> None:
    several = replace(BUSTAN_RAID, when=When(start=TUESDAY, end=TUESDAY + timedelta(days=2)))
    chart = by_day([(several, KILLED), (FARDOUS_RAID, SECOND)], [(THREE_DAYS, LEFT)])
    assert chart is not None
    assert [column.low is None for column in chart.columns] == [True, False, True]


@pytest.mark.parametrize("days", [0, 100])
def test_one_day_or_too_many_make_no_chart(days: int) -> None:
    far = TUESDAY + timedelta(days=days)
    other = replace(FARDOUS_RAID, when=When(start=far, end=far))
    assert by_day([(BUSTAN_RAID, KILLED), (other, SECOND)], []) is None


def test_the_ladder_has_a_line_for_each_origin_in_order_of_publication() -> None:
    made = ladder(KILLED, [FIRST_DAY, BODIES, RESCUED, EARLY, BOY, CHILDREN])
    assert made is not None
    lines = {line.name: [rung.number for rung in line.rungs] for line in made.lines}
    assert lines == {
        "activist at Aleppo Media Center": ["≥ 50", "81"],
        "Nadim Ostrand": ["72"],
        "Syria Civil Defence": ["86"],
    }
    first = made.lines[0].rungs
    assert first[0].open_high
    assert not first[1].open_high
    assert first[0].x < first[1].x


def test_the_ladder_crosses_out_what_is_denied() -> None:
    denied = replace(EARLY.grounded.claim, modality=Modality.DENIED)
    made = ladder(KILLED, [replace(EARLY, grounded=replace(EARLY.grounded, claim=denied)), FIRST_DAY])
    assert made is not None
    assert made.denied
    assert made.lines[0].rungs[0].denied


def test_one_number_of_one_day_makes_no_ladder() -> None:
    assert ladder(KILLED, [FIRST_DAY, FIRST_DAY]) is None


def test_more_than_two_months_are_drawn_by_month_and_more_than_four_years_by_year() -> None:
    def told(number: int, day: date, best: int) -> tuple[Incident, Figure]:
        one = replace(BUSTAN_RAID, id=IncidentId(f"incident:{number}"), when=When(start=day, end=day))
        return one, replace(KILLED, incident=one.id, low=best, best=best, high=best + 2)

    months = by_month([told(1, date(2016, 10, 11), 81), told(2, date(2016, 10, 30), 9), told(3, date(2017, 1, 2), 4)])
    assert months is not None
    unit, chart = months
    assert unit == "month"
    assert [column.label for column in chart.columns] == ["Oct 2016", "Nov 2016", "Dec 2016", "Jan 2017"]
    assert chart.columns[0].told == "Oct 2016: 90 to 94 killed, best 90"
    assert chart.columns[1].low is None
    years = by_month([told(1, date(2011, 3, 15), 5), told(2, date(2016, 10, 11), 81)])
    assert years is not None
    assert (years[0], len(years[1].columns)) == ("year", 6)
    assert by_month([told(1, date(2016, 10, 11), 81)]) is None
    assert by_month([]) is None
