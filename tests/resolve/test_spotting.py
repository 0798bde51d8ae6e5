"""Spotting: names of places in running text, and look-alikes that are none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.resolve.gazetteer import Gazetteer, NoGazetteer
from recount.resolve.spotting import find_toponyms
from recount.workspace import packaged_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return packaged_gazetteer()


FOUND = [
    ("Two people were hurt in Springfield, Ill., on Monday.", ["Springfield", "Ill."]),
    ("A fire broke out near Deir ez-Zor, officials in Damascus said.", ["Deir ez-Zor", "Damascus"]),
    ("The family moved from Santa Fe to Athens, Georgia.", ["Santa Fe", "Athens", "Georgia"]),
    ("Syria's army shelled the town.", ["Syria"]),
]
NOT_FOUND = [
    "Nice weather is expected all week, and nice it will be.",
    "Same as before, he said.",
    "Of all the plans this one was the best.",
    "Mr. Jackson thanked Mrs. Houston for her letter.",
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_of_places_are_found(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert [t.span.of(text) for t in find_toponyms(text, gazetteer)] == names


@pytest.mark.parametrize("text", NOT_FOUND)
def test_words_and_persons_called_like_places_are_not(gazetteer: Gazetteer, text: str) -> None:
    assert find_toponyms(text, gazetteer) == []


def test_words_for_the_people_of_a_place_are_kept_apart(gazetteer: Gazetteer) -> None:
    text = "The Turkish minister spoke in Ankara."
    assert [(t.words, t.people) for t in find_toponyms(text, gazetteer)] == [("Turkish", True), ("Ankara", False)]


def test_an_empty_gazetteer_still_lets_countries_in_short_be_read() -> None:
    found = find_toponyms("He flew from the U.S. to Azaz.", NoGazetteer())
    assert "U.S." in [t.words for t in found]


@given(st.text(alphabet="AbC.'’- ,\nin Sty()", max_size=200))
def test_names_are_slices_in_order_and_never_overlap(text: str) -> None:
    found = find_toponyms(text, NoGazetteer())
    assert all(t.span.of(text) == t.words for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
