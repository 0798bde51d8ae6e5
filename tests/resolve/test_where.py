"""Where: the place of harm among the places that a report names."""

from __future__ import annotations

import pytest

from recount.claims import extract
from recount.model import Report
from recount.ontology import policy
from recount.resolve import ground
from recount.text import prepare
from recount.workspace import packaged_gazetteer


def places(text: str, title: str = "") -> dict[str, tuple[str, ...]]:
    """The names of the place of each figure, by its words."""
    report = Report(given_id="r", title=title, text=text)
    [reading] = ground(extract(prepare([report])), gazetteer=packaged_gazetteer(), policy=policy("strict"))
    return {c.claim.text: c.where.names if c.where else () for c in reading.claims}


def test_a_headline_takes_the_village_that_the_text_names() -> None:
    text = "Nineteen people were killed in Idlib province. The raid on the village of Hazano hit a market."
    assert places(text, "Raid kills 19 in Idlib")["Nineteen people"][0] == "Hazano"


def test_a_toll_of_days_over_a_city_keeps_the_city() -> None:
    text = (
        "At least 90 people have been killed in three days of raids on eastern Aleppo, a doctor said.\n\n"
        "They include 40 people who died on Tuesday in Sukkari."
    )
    assert places(text)["At least 90 people"][0] == "eastern Aleppo"


def test_the_capital_where_a_ministry_speaks_is_no_place_of_harm() -> None:
    text = "The defence ministry in Moscow said its aircraft had killed 30 militants near Palmyra."
    assert places(text)["30 militants"][0] == "Palmyra"


def test_a_place_abroad_named_elsewhere_is_not_carried_to_a_claim() -> None:
    text = "Envoys of Syria, Aleppo and Homs meet in Lausanne on Saturday.\n\nForty people were killed."
    assert "Lausanne" not in places(text)["Forty people"]


def test_mentions_of_one_fact_tell_one_place() -> None:
    text = "Twelve people were killed in Azaz on Monday. The twelve people killed were traders."
    assert {names[0] for names in places(text, "Twelve people killed in Azaz").values()} == {"Azaz"}


def test_a_denial_is_of_what_was_told_of_the_place_denied() -> None:
    text = (
        "The air force denied having bombed homes in the town of Hazano in Idlib province.\n\n"
        "It dismissed as a fabrication the claim that 35 villagers had been killed.\n\n"
        "In Saraqib rebel shells killed six people on Monday, a policeman said."
    )
    found = places(text)
    assert found["35 villagers"][0] == "Hazano"
    assert found["six people"][0] == "Saraqib"


def test_a_sum_over_places_that_lie_apart_takes_what_holds_them_all() -> None:
    text = (
        "Nine Syrian farmers have been killed this week in their fields.\n\n"
        "In western Aleppo mortar fire killed four of the farmers.\n\n"
        "Five farmers died in the southern city of Daraa on Tuesday, when a shell fell on a barn."
    )
    found = places(text)
    assert found["Nine Syrian farmers"] in (("Syria",), ())
    assert found["Five farmers"][0] == "Daraa"


@pytest.mark.parametrize("words", ["a rebel-held town", "the Kurdish-majority north", "Al-Nur TV"])
def test_adjectives_of_names_and_outlets_are_no_places(words: str) -> None:
    found = places(f"Six people were killed in {words}, the agency said.")
    assert all(not names or names[0] not in words for names in found.values())


def test_two_figures_of_one_sentence_with_a_place_and_a_day_each_take_their_own() -> None:
    found = places(
        "In eastern Aleppo, Syria, at least 70 people were killed in two days of raids, a medic said."
        " At least 40 people were killed on Tuesday on the Bustan al-Qasr neighbourhood and at least 30"
        " a day later in al-Fardous neighbourhood, the medic said."
    )
    assert found["At least 40 people"][0] == "Bustan al-Qasr"
    assert found["at least 30"][0] == "al-Fardous"
