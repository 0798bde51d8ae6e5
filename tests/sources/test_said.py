"""What inputs say of their reports: who is believed, and what is kept."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import Said
from recount.sources.said import MOST_KEPT, day_of, days_apart, saying, settle, whole

ORIGINS = ("JSON-LD datePublished", "meta date", "time element", "header Date", "address", "host of the address")
SAID = st.builds(
    Said,
    field=st.sampled_from(["title", "outlet", "published", "modified"]),
    value=st.sampled_from(["2016-10-14", "2016-10-14T23:00:00-05:00", "2031-01-01", "1970-01-01", "A", "B"]),
    origin=st.sampled_from(ORIGINS),
)


@given(st.lists(SAID, max_size=12), st.sampled_from([None, "2016-10-15T00:00:00Z"]))
def test_all_that_is_said_is_kept_once_and_what_is_taken_was_said(said: list[Said], retrieved: str | None) -> None:
    facts = settle(said, retrieved=retrieved)
    assert facts.said == tuple(dict.fromkeys(said))
    assert settle(facts.said, retrieved=retrieved) == facts
    values = {s.value for s in said}
    assert facts.title in {"", *values}
    for day in (facts.published, facts.modified):
        assert day is None or day in {day_of(value) for value in values}
        assert retrieved is None or day is None or day <= date(2016, 10, 16)


@given(st.lists(SAID, max_size=12, unique_by=lambda s: (s.field, s.origin)))
def test_the_order_in_which_things_are_said_changes_nothing_that_is_taken(said: list[Said]) -> None:
    forth, back = settle(said), settle(reversed(said))
    assert (forth.title, forth.outlet, forth.published) == (back.title, back.outlet, back.published)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2016-10-14", date(2016, 10, 14)),
        ("2016-10-14T23:59:59+03:00", date(2016, 10, 14)),
        ("Fri, 14 Oct 2016 23:30:00 -0500", date(2016, 10, 14)),
        ("20161014", date(2016, 10, 14)),
        ("20161014T230000Z", date(2016, 10, 14)),
        ("1476403200", date(2016, 10, 14)),
        ("1476403200000", date(2016, 10, 14)),
        ("٢٠١٦-١٠-١٤", date(2016, 10, 14)),
        ("1970-01-01T00:00:00Z", None),
        ("1989-12-31", None),
        ("2016-02-30", None),
        ("201610141", None),
        ("²²²²²²²²²²", None),
        ("14 October", None),
        ("Monday", None),
        ("", None),
        ("9" * 10_000, None),
        ("Fri, 99 Oct 99999999999999 10:00", None),
    ],
)
def test_the_day_of_a_machine_s_time(value: str, day: date | None) -> None:
    assert day_of(value) == day


@given(st.text())
def test_any_text_may_be_asked_for_its_day(value: str) -> None:
    day_of(value)


def test_what_is_said_is_bounded_and_holds_no_half_characters() -> None:
    assert saying("title", "a\ud800 \n b\x00", "meta x").value == "a\ufffd b\ufffd"
    assert len(saying("title", "x" * 10_000_000, "meta x").value) == 500
    assert saying("title", ["x"], "meta x").value == ""
    many = [saying("author", str(n), "meta author") for n in range(1000)]
    assert len(settle(many).said) == MOST_KEPT


@given(st.text())
def test_nothing_but_what_is_no_character_is_replaced(words: str) -> None:
    assert whole(words) == words.replace("\x00", "\ufffd")
    whole(words).encode("utf-8")


def test_days_that_disagree_are_told_apart() -> None:
    agree = [
        Said(field="published", value=v, origin=o) for v, o in (("2016-10-14", "address"), ("20161014", "meta date"))
    ]
    assert days_apart(settle(agree)) == 0
    assert days_apart(settle([*agree, Said(field="published", value="2016-10-16", origin="header Date")])) == 2
    assert days_apart(settle([])) == 0
