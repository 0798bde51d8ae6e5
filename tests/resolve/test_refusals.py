"""Whole reports that give less than they seem to: what can't be told is refused, and said."""

from __future__ import annotations

from datetime import date

import pytest

from recount.claims import extract
from recount.model import GroundedClaim, Reading, Report
from recount.ontology import policy
from recount.resolve import Gazetteer, NoGazetteer, ground
from recount.text import prepare
from recount.workspace import packaged_gazetteer
from tests.resolve.test_places import Twins

FRIDAY = date(2016, 10, 14)


def read(text: str, *, published: date | None = FRIDAY, gazetteer: Gazetteer | None = None) -> Reading:
    report = Report(given_id="r", title="", text=text, published=published)
    known = packaged_gazetteer() if gazetteer is None else gazetteer
    return next(ground(extract(prepare([report])), gazetteer=known, policy=policy("strict")))


def first(text: str, **given: date | None) -> GroundedClaim:
    return read(text, published=given.get("published", FRIDAY)).claims[0]


def names(text: str) -> tuple[str, ...]:
    where = first(text).where
    return where.names if where is not None else ()


def test_a_dateline_that_differs_from_the_metadata_counts_and_is_recorded() -> None:
    reading = read("HOMS, 12 October 2016 (Made Wire) - Shells killed 12 people in Homs, Syria, on Tuesday.")
    assert [r.kind for r in reading.refusals] == ["dateline_differs"]
    assert "2016-10-12" in reading.refusals[0].sentence
    assert "2016-10-14" in reading.refusals[0].sentence
    when = reading.claims[0].when
    assert when is not None
    assert when.start == date(2016, 10, 11)


def test_a_report_without_a_date_resolves_no_tuesday() -> None:
    reading = read("Shells killed 12 people in Homs, Syria, on Tuesday.", published=None)
    assert [r.kind for r in reading.refusals] == ["undated"]
    assert reading.claims[0].when is None
    assert "no_day" in {r.kind for r in reading.claims[0].refusals}


@pytest.mark.parametrize("words", ["on 31 February 2016", "on 3 March 0000", "on the 99th of May", "on 12 Octember"])
def test_a_day_that_does_not_exist_is_no_day(words: str) -> None:
    claim = first(f"Shells killed 12 people in Homs, Syria, {words}.")
    assert claim.when is None or claim.when.days > 1  # "2016" alone may still tell the year


def test_the_name_of_a_newspaper_is_no_day() -> None:
    claim = first("Shells killed 12 people in Homs, Syria, a sunny Sunday Times supplement said.")
    assert claim.when is None


@pytest.mark.parametrize("word", ["Of", "Same", "Nice"])
def test_places_named_like_words_are_words_where_a_sentence_begins(word: str) -> None:
    told = f"{word} the people there, 12 were killed by shells on Tuesday near Homs in Syria."
    assert names(told)[0] == "Homs"


def test_an_empty_gazetteer_places_nothing_and_keeps_the_words() -> None:
    reading = read("Shells killed 12 people in the Made-Up neighborhood of Homs on Tuesday.", gazetteer=NoGazetteer())
    assert reading.claims
    for claim in reading.claims:
        assert claim.where is None or claim.where.point is None
        assert {r.kind for r in claim.refusals} & {"no_place", "unknown_place"}


@pytest.mark.parametrize(
    "text",
    [
        "Damascus said that shells killed 12 people in Homs on Tuesday.",
        "Syrian and Russian officials said that shells killed 12 people in Homs on Tuesday.",
        "Moscow denied that shells which killed 12 people in Homs on Tuesday were its own.",
    ],
)
def test_governments_and_peoples_are_no_places_of_harm(text: str) -> None:
    assert names(text)[0] == "Homs"


def test_two_villages_that_fit_alike_are_both_shown_and_neither_placed() -> None:
    reading = read("Shells killed 12 people on Tuesday in the village of Kafr Twin in Syria.", gazetteer=Twins())
    claim = reading.claims[0]
    [refused] = [r for r in claim.refusals if r.kind == "ambiguous_place"]
    assert len(refused.candidates) == 2
    assert claim.where is not None
    assert claim.where.names[0] == "Kafr Twin"
    assert claim.where.point is None


@pytest.mark.parametrize(
    "owner", ["the Zeitouni family home", "a house of the Zeitouni family", "the Zeitouni and Harasti families' homes"]
)
def test_a_familys_name_is_no_place(owner: str) -> None:
    told = names(f"An airstrike on {owner} in Aleppo, Syria, killed 12 people on Tuesday.")
    assert told[0] == "Aleppo"


def test_a_persons_name_that_no_place_has_is_no_place() -> None:
    told = names("Shells killed 12 people on Tuesday in Aleppo, Syria. Neighbours spoke of Mahmoud Tarabishi.")
    assert not any("Mahmoud" in name for name in told)


def test_a_street_keeps_its_kind_and_is_not_the_village_it_is_named_after() -> None:
    claim = first("Shells killed 12 people on Tuesday in al-Nour Street in Homs, Syria.")
    assert claim.where is not None
    assert claim.where.names[:2] == ("al-Nour Street", "Homs")
    assert claim.refusals == ()


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("in Bureij refugee camp in the Gaza Strip", "wof:101919981"),
        ("near Nasser Hospital in Khan Younis in the Gaza Strip", "part:wof:85681213:nasir-hospital"),
        ("at the Azovstal steelworks in Mariupol, Ukraine", None),
        ("in the Sheikh Radwan neighbourhood of Gaza City in the Gaza Strip", "part:wof:101919639:shaikh-radwan"),
        ("in the Sheikh Maqsoud district of Aleppo, Syria", "part:wof:421202163:shaikh-maqsud"),
    ],
)
def test_the_smallest_thing_named_has_its_own_point(told: str, key: str | None) -> None:
    claim = first(f"Shells killed 12 people {told} on Tuesday.")
    assert claim.where is not None
    assert claim.where.point is not None
    assert claim.where.point.radius <= 4000
    assert key is None or claim.where.point.gazetteer == key


@pytest.mark.parametrize(
    ("spelled", "name"), [("Edlib", "Idlib"), ("Adlib", "Idlib"), ("Saraqueb", "Saraqib"), ("Deirezzor", "Deir ez-Zor")]
)
def test_a_spelling_that_no_place_has_is_read_as_that_of_a_well_known_one(spelled: str, name: str) -> None:
    claim = first(f"Shells killed 12 people in {spelled} in Syria on Tuesday.")
    assert claim.where is not None
    assert claim.where.point is not None
    found = packaged_gazetteer().find(name)
    assert claim.where.point.gazetteer in {p.key for p in found}


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("Shells killed 12 people in Rafah in the Gaza Strip. They were taken to Nasser Hospital.", "Rafah"),
        ("Shells killed 12 people at Nasser Hospital in Khan Younis in the Gaza Strip.", "Nasser Hospital"),
    ],
)
def test_a_hospital_is_a_place_of_harm_only_where_it_was_hit(told: str, place: str) -> None:
    assert names(told)[0] == place
