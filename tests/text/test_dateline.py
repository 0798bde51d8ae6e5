"""Dateline and credits: what the text itself says of its day and its wire."""

from __future__ import annotations

from datetime import date

import pytest

from recount.model import Report
from recount.text.dateline import HEAD, dateline_head, find_credits, find_dateline
from tests.claims.reading import text_of

DAY = date(2016, 10, 12)


@pytest.mark.parametrize(
    "head",
    [
        "12 October 2016\nThe wall fell.",
        "October 12, 2016 The wall fell.",
        "Wednesday, 12 October 2016",
        "Published: 12 October 2016, 10:00",
        "By Ann Lee | Published 12th October 2016",
        "Updated on Oct 12, 2016 at noon",
        "The Courier Wednesday 12 Oct 2016 The wall fell.",
        "ALEPPO, Syria, October 12, 2016 (Courier Wire) — The wall fell.",
        "ALEPPO, 12 October 2016 (Courier Wire) — The wall fell.",
        "ALEPPO 12 OCTOBER 2016",
        "12.10.2016 The wall fell.",
        "   ALEPPO, 12 OCT 16 -- [TEXT] THE WALL FELL.",
        "ALEPPO (SYRIA), 12 OCT 16 (COURIER WIRE) -- [REPORT] [TEXT] THE WALL FELL.",
        "2016-10-12 10:00 The wall fell.",
    ],
)
def test_a_day_at_the_head_of_the_text_is_its_day(head: str) -> None:
    found = find_dateline(Report(given_id="r", text=head, title="Any title"))
    assert found is not None
    assert found[0] == DAY


@pytest.mark.parametrize(
    "head",
    [
        "The war began on 12 October 2016 in the town.",
        "On 12 October 2016 the wall fell.",
        "On Wednesday, 12 October 2016, the wall fell.",
        "In a letter dated 12 October 2016 he said so.",
        "The book was published in Rome on 12 October 2016 by two monks.",
        "He spoke of the updated plan of 12 October 2016 at length.",
        "31 February 2016",
        "13.13.2016",
        "October 2016",
        "12 October",
        "ALEPPO, 12 OCT 16 THE WALL FELL.",
        "12 October 20167",
        "1 May 0000",
        "The wall fell. " * 30 + "Published 12 October 2016",
        "",
    ],
)
def test_a_day_of_the_story_or_no_day_at_all_is_none(head: str) -> None:
    assert find_dateline(Report(given_id="r", text=head)) is None


def test_an_impossible_day_does_not_hide_a_possible_one() -> None:
    found = find_dateline(Report(given_id="r", text="Published 31 February 2016, updated 12 October 2016"))
    assert found is not None
    assert found[0] == DAY


def test_only_the_head_is_searched() -> None:
    pad = "a " * (HEAD // 2)
    assert find_dateline(Report(given_id="r", text=f"{pad}Published 12 October 2016")) is None


def test_the_place_of_the_dateline_slices_back() -> None:
    report = Report(given_id="r", title="A wall falls", text="By Ann Lee, published 12 October 2016, 10:00")
    found = find_dateline(report)
    assert found is not None
    assert found[1].of(report.canonical).endswith("12 October 2016")


def test_the_dateline_outranks_the_metadata_and_says_so() -> None:
    text = text_of("12 October 2016\nThe wall fell.", published=date(2016, 10, 14))
    assert (text.published, text.dateline_differs) == (DAY, True)


def test_without_a_dateline_the_metadata_count() -> None:
    text = text_of("The wall fell.", published=date(2016, 10, 14))
    assert (text.published, text.dateline_differs) == (date(2016, 10, 14), False)


def test_a_dateline_that_agrees_or_stands_alone_differs_from_nothing() -> None:
    assert not text_of("12 October 2016\nThe wall fell.", published=DAY).dateline_differs
    assert not text_of("12 October 2016\nThe wall fell.", published=None).dateline_differs


def test_without_any_date_there_is_none() -> None:
    assert text_of("The wall fell.", published=None).published is None


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        ("ALEPPO, 12 October 2016 (Courier Wire) — The wall fell.", ("Courier Wire",)),
        ("Aleppo (Courier) - The wall fell.", ("Courier",)),
        ("BEIRUT (Wire One): The wall fell.", ("Wire One",)),
        ("The wall fell.\n--Courier", ("Courier",)),
        ("The wall fell.\n-- Courier Wire.", ("Courier Wire",)),
        ("The wall fell. — With Courier", ("Courier",)),
        ("The wall fell. (COW)", ("COW",)),
        ("Aleppo (Courier) - The wall fell.\n-- Courier", ("Courier",)),
        ("Aleppo (Courier) - The wall fell.\n-- Wire One", ("Courier", "Wire One")),
        ("The wall fell.\n\nAgence France-Presse contributed to this report.", ("Agence France-Presse",)),
        ("The wall fell.\nThe Associated Press and Reuters contributed reporting", ("Associated Press", "Reuters")),
        ("The wall fell.\nAda Lindqvist of the Norvane Wire contributed reporting.", ("Norvane Wire",)),
        ("The wall fell.\nCopyright 2016 The Associated Press. All rights reserved.", ("Associated Press",)),
        ("The wall fell.\nWith files from AFP", ("AFP",)),
    ],
)
def test_a_credit_at_either_end_is_found_once(text: str, credits: tuple[str, ...]) -> None:  # noqa: A002
    assert find_credits(Report(given_id="r", text=text)) == credits


@pytest.mark.parametrize(
    "text",
    [
        "The wall fell.",
        "ALEPPO — The wall fell.",
        "The wall (built in 1910) fell.",
        "The wall fell.\nAda Lindqvist contributed to this report.",
        "The wall fell.\nNeglect contributed to the collapse, Reuters said.",
        "The wall fell.\nReuters contributed to this report.\n" + "It was old. " * 60,
        "The wall fell. Rain contributed to it, engineers told the city council.",
        "The wall fell. The Associated Press saw it.",
        "The wall fell.\nPhoto: Associated Press",
        "He was shot -- Monday",
        "It fell in May - May",
        "Two F-16 jets came.",
        "The wall fell (again).",
        "",
    ],
)
def test_what_only_looks_like_a_credit_is_none(text: str) -> None:
    assert find_credits(Report(given_id="r", text=text)) == ()


@pytest.mark.parametrize(
    ("head", "story"),
    [
        ("   LIMA, 9 JAN 90 (COURIER) -- [REPORT] [TEXT] THE WALL FELL.", "THE WALL FELL."),
        ("LIMA, NO DATE -- [TEXT] THE WALL FELL.", "THE WALL FELL."),
        ("THE WALL FELL ON 9 JAN 90 -- TWICE.", "THE WALL FELL ON 9 JAN 90 -- TWICE."),
        ("Lima, 9 Jan 90 -- the wall fell.", "Lima, 9 Jan 90 -- the wall fell."),
    ],
)
def test_a_wire_s_dateline_is_no_part_of_the_story(head: str, story: str) -> None:
    assert head[dateline_head(head) :] == story


def test_the_dateline_of_a_wire_is_not_read() -> None:
    text = text_of("LIMA, 9 JAN 90 (COURIER) -- [TEXT] THE WALL FELL AND SIX PEASANTS WERE KILLED NEAR THE OLD TOWN.")
    assert text.published == date(1990, 1, 9)
    assert [s.span.of(text.canonical)[:13] for s in text.sentences] == ["THE WALL FELL"]
