from __future__ import annotations

import pytest

from recount.model import Removed
from recount.publish.masking import LINK_WITHHELD, Mask

PERSON = Removed(kind="person", value="Salim al-Quellan", replacement="[name withheld]")
EVERYDAY = Removed(kind="person", value="Said May", replacement="[name withheld]")
ARABIC = Removed(kind="person", value="زقور مخطاف", replacement="[name withheld]")
PLACE = Removed(kind="place", value="Sabil Hospital", replacement="[place withheld]")
MASK = Mask([PERSON, EVERYDAY, ARABIC, PLACE], kept=["Sabil Media", "Aleppo"])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Salim al-Quellan spoke.", "[name withheld] spoke."),
        ("SALIM AL-QUELLAN SPOKE", "[name withheld] SPOKE"),
        ("Salim Quellan's brother", "[name withheld]'s brother"),
        ("Salím El Quellan", "[name withheld]"),
        ("the al-Quellans fled", "the [name withheld] fled"),
        ("Quellan fled", "[name withheld] fled"),
        ("#SalimAlQuellan and @salimquellan12", "#[name withheld] and @[name withheld]"),
        ("salim_al_quellan", "[name withheld]"),
        ("Salim\nal-Quellan", "[name withheld]"),
        ("Sa\u00adlim", "[name withheld]"),
        ("S&#97;lim was there", "[name withheld] was there"),
        ("\\u0053alim was there", "[name withheld] was there"),
        ("https://x.example/%53alim-quellan and on", f"{LINK_WITHHELD} and on"),
        ("وزقور هناك", "[name withheld] هناك"),
        ("زَقُّور مخطاف", "[name withheld]"),
        ("Said May ran", "[name withheld] ran"),
        ("Sabil Hospital burned; Sabil burned", "[place withheld] burned; [place withheld] burned"),
    ],
)
def test_a_value_goes_in_whatever_form_it_stands(text: str, masked: str) -> None:
    assert MASK(text) == masked
    assert MASK.holds(text)
    assert MASK(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "He said in May that Aleppo was hit.",
        "Sabil Media reported it.",
        "A hospital burned.",
        "The salmon swam.",
        "https://x.example/aleppo",
        "Tom & Jerry; 5 &lt; 6",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert MASK(text) == text


def test_a_whole_value_goes_even_where_a_kept_name_holds_it() -> None:
    mask = Mask([PERSON], kept=["Salim al-Quellan Foundation"])
    assert mask("Salim al-Quellan Foundation") == "[name withheld] Foundation"
    assert mask("Salim said") == "[name withheld] said"


def test_without_parts_a_single_word_stays() -> None:
    assert Mask([PERSON], parts=False)("Salim and Salim al-Quellan") == "Salim and [name withheld]"
