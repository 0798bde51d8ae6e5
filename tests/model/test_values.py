"""Impossible values can't be made."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import (
    Figure,
    Granularity,
    Harm,
    IncidentId,
    Quantity,
    Reason,
    Report,
    Span,
    When,
)

D = [date(2016, 10, day) for day in range(1, 32)]


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (-3, -1)])
def test_a_span_that_runs_backwards_or_starts_before_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start=start, end=end)


@pytest.mark.parametrize(("low", "high"), [(-1, 3), (-1, None), (4, 3)])
def test_a_quantity_below_zero_or_upside_down_is_refused(low: int, high: int | None) -> None:
    with pytest.raises(ValueError, match="not a range of persons"):
        Quantity(low=low, high=high)


def test_an_open_quantity_differs_from_one_that_ends_at_zero() -> None:
    assert Quantity(low=0, high=None) != Quantity(low=0, high=0)


def test_a_time_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        When(start=D[1], end=D[0])


@pytest.mark.parametrize(("low", "best", "high"), [(-1, 0, 0), (2, 1, 3), (1, 4, 3), (5, 5, 4)])
def test_a_figure_whose_best_lies_outside_its_range_is_refused(low: int, best: int, high: int) -> None:
    with pytest.raises(ValueError, match="not low <= best <= high"):
        _figure(low, best, high)


def _figure(low: int, best: int, high: int) -> Figure:
    return Figure(
        incident=IncidentId("incident:1"),
        harm=Harm.KILLED,
        group="all",
        low=low,
        best=best,
        high=high,
        open_low=False,
        open_high=False,
        origins=1,
        estimator="agreed-1",
        policy="strict-1",
        reason=Reason(rule="r", sentence="s"),
        uses=(),
    )


def test_a_figure_may_be_one_number() -> None:
    assert _figure(3, 3, 3).best == 3


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_spans_overlap_just_when_they_share_a_code_point(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(start=min(a, b), end=max(a, b)), Span(start=min(c, d), end=max(c, d))
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    if one.start < one.end and other.start < other.end:
        assert one.overlaps(other) == other.overlaps(one) == bool(shared)
        assert one.holds(other) == (shared == set(range(other.start, other.end)))


@given(st.sampled_from(D), st.sampled_from(D), st.sampled_from(D), st.sampled_from(D))
def test_times_are_counted_with_both_ends(a: date, b: date, c: date, d: date) -> None:
    one, other = When(start=min(a, b), end=max(a, b)), When(start=min(c, d), end=max(c, d))
    ours, theirs = _days(one), _days(other)
    assert one.days == len(ours) >= 1
    assert one.overlaps(other) == other.overlaps(one) == bool(ours & theirs)
    assert one.contains(other) == (theirs <= ours)


def _days(when: When) -> set[int]:
    return set(range(when.start.toordinal(), when.end.toordinal() + 1))


def test_a_time_is_a_day_unless_told_otherwise() -> None:
    assert When(start=D[0], end=D[0]).granularity is Granularity.DAY


@pytest.mark.parametrize(
    ("title", "text", "canonical"),
    [
        ("", "body", "\n\nbody"),
        ("Title", "", "Title\n\n"),
        ("Title", "body", "Title\n\nbody"),
        (" Title\n", "\r\nbody ", " Title\n\n\n\r\nbody "),
        ("e\u0301", "ﬁ", "e\u0301\n\nﬁ"),
    ],
)
def test_canonical_text_is_title_gap_and_text_exactly_as_given(title: str, text: str, canonical: str) -> None:
    assert Report(given_id="r", title=title, text=text).canonical == canonical


@given(st.text(), st.text())
def test_canonical_text_keeps_every_code_point(title: str, text: str) -> None:
    canonical = Report(given_id="r", title=title, text=text).canonical
    assert canonical[: len(title)] == title
    assert canonical[len(title) + 2 :] == text
