"""Mentions: an expression where it stands in its report."""

from __future__ import annotations

from datetime import date

import pytest

from recount.model import Mention, Report, Span, Text
from recount.resolve.times.mentions import resolve_mention
from recount.text import prepare

FRIDAY = date(2016, 10, 14)


def days(body: str, words: str, published: date | None = FRIDAY) -> tuple[str, str] | None:
    text: Text = next(prepare([Report(given_id="one", title="", text=body, published=published)]))
    start = text.canonical.index(words)
    when = resolve_mention(text, Mention(span=Span(start=start, end=start + len(words)), words=words), before=None)
    return None if when is None else (when.start.isoformat(), when.end.isoformat())


CASES = [
    ("It burned on Tuesday. It burned again a day later.", "a day later", "2016-10-12", "2016-10-12"),
    ("In 2003 the army came. It burned in April.", "April", "2003-04-01", "2003-04-30"),
    ("The plan of 2003 failed. It burned in April.", "April", "2016-04-01", "2016-04-30"),
    ("The war, which began in March 2011, goes on. 9 died since the war began.", "since the war began",
     "2011-03-01", "2016-10-14"),
    ("They fell in the fighting that began on Tuesday.", "that began on Tuesday", "2016-10-11", "2016-10-14"),
    ("It burned on the night of 3-4 May.", "the night of 3-4 May", "2016-05-03", "2016-05-04"),
    ("It burned on 9 or 10 October.", "9 or 10 October", "2016-10-09", "2016-10-10"),
    ("It burned since mid-September.", "since mid-September", "2016-09-11", "2016-10-14"),
    ("It burned in mid-August.", "mid-August", "2016-08-11", "2016-08-20"),
    ("It burned in early 2015.", "early 2015", "2015-01-01", "2015-05-02"),
    ("It burned in late February 2015.", "late February 2015", "2015-02-21", "2015-02-28"),
    ("It burned at the end of 2015.", "the end of 2015", "2015-09-02", "2015-12-31"),
    ("Tuesdays raids hit the town.", "Tuesdays", "2016-10-11", "2016-10-11"),
    ("It burned over the past few days.", "over the past few days", "2016-10-11", "2016-10-14"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words", "start", "end"), CASES)
def test_an_expression_has_the_days_of_its_place(body: str, words: str, start: str, end: str) -> None:
    assert days(body, words) == (start, end)


def test_a_report_without_date_gives_days_only_by_its_own_dates() -> None:
    body = "On Monday, 10 October 2016, it burned. It burned again on 12 October, and Monday evening, and on Sunday."
    assert days(body, "12 October,", None) == ("2016-10-12", "2016-10-12")
    assert days(body, "Monday evening", None) == ("2016-10-10", "2016-10-10")
    assert days(body, "Sunday", None) is None
    assert days("It burned on 12 October and overnight.", "12 October", None) is None
    assert days("It burned on 12 October and overnight.", "overnight", None) is None


def test_a_war_that_the_report_does_not_date_stays_open() -> None:
    assert days("Since the war began 9,000 people have died.", "Since the war began") is None
