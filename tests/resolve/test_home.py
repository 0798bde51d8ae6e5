"""Home: the country a report is from, by its wire's dateline and the words for peoples."""

from __future__ import annotations

from recount.resolve.home import WEIGHT, dateline_mentions, people_mentions
from tests.claims.reading import text_of


def test_a_full_dateline_names_where_the_report_is_from() -> None:
    text = text_of("SANTIAGO, 9 JAN 90 -- [TEXT] THE WALL OF THE OLD TOWN FELL AND NOBODY WAS HURT.")
    assert [m.words for m in dateline_mentions(text)] == ["Santiago"] * WEIGHT


def test_the_country_in_brackets_says_more_than_the_town() -> None:
    text = text_of("TEL AVIV (ISRAEL), 9 JAN 90 (COURIER) -- [TEXT] THE WALL OF THE OLD TOWN FELL.")
    assert [m.words for m in dateline_mentions(text)] == ["Israel"] * WEIGHT


def test_a_story_that_begins_with_a_place_has_no_such_dateline() -> None:
    assert list(dateline_mentions(text_of("LIMA, the capital, was quiet on 9 January 1990. The wall fell."))) == []


def test_peoples_stand_for_their_countries() -> None:
    text = text_of("A Salvadoran officer met Costa Rican and Syrian guests. The polish shone.")
    assert [m.words for m in people_mentions(text)] == ["El Salvador", "Costa Rica", "Syria"]
