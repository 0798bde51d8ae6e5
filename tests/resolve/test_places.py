"""Places: names become points with a stated precision, or say why they don't."""

from __future__ import annotations

import pytest

from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Mention, Precision, Refusal, Span
from recount.resolve.focus import find_focus
from recount.resolve.gazetteer import Gazetteer, NoGazetteer
from recount.resolve.place_names import take_apart
from recount.resolve.places import Placed, locate
from recount.workspace import packaged_gazetteer

SYRIA = ("Syria", "Aleppo", "Damascus")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return packaged_gazetteer()


def mentions(*words: str) -> list[Mention]:
    """Mentions side by side, in this order."""
    out, at = [], 0
    for name in words:
        out.append(Mention(span=Span(start=at, end=at + len(name)), words=name))
        at += len(name) + 100
    return out


def placed(gazetteer: Gazetteer, *own: str, before: tuple[str, ...] = (), about: tuple[str, ...] = SYRIA) -> Placed:
    focus = find_focus(mentions(*own, *before, *about), gazetteer)
    return locate(mentions(*own, *before), len(own), focus, gazetteer)


def names(found: Placed) -> tuple[str, ...]:
    assert found.place is not None, found.refusal
    return found.place.names


def refusal(found: Placed) -> Refusal:
    assert found.refusal is not None
    return found.refusal


def test_a_city_stands_with_its_country_and_a_radius(gazetteer: Gazetteer) -> None:
    found = placed(gazetteer, "Idlib")
    assert names(found)[0] == "Idlib"
    assert names(found)[-1] == "Syria"
    assert found.place is not None
    assert found.place.point is not None
    assert found.place.point.precision is Precision.CITY
    assert found.place.point.radius > 1000


def test_a_part_of_a_city_keeps_its_words_and_says_that_the_point_is_the_citys(gazetteer: Gazetteer) -> None:
    found = placed(gazetteer, "eastern Aleppo")
    assert names(found)[:2] == ("eastern Aleppo", "Aleppo")
    assert found.place is not None
    assert found.place.point is not None
    assert found.place.point.precision is Precision.CITY


def test_the_west_of_the_city_is_of_the_city_that_the_report_is_about(gazetteer: Gazetteer) -> None:
    assert names(placed(gazetteer, "west of the city"))[:2] == ("western Aleppo", "Aleppo")


def test_an_unknown_neighbourhood_is_kept_by_name_in_the_city_named_with_it(gazetteer: Gazetteer) -> None:
    found = placed(gazetteer, "al-Made-Up neighborhood", "Homs")
    assert names(found)[:2] == ("al-Made-Up", "Homs")
    assert found.place is not None
    assert found.place.point is not None
    assert found.place.point.precision is Precision.CITY


def test_an_unknown_place_in_nothing_known_has_no_point_and_says_so() -> None:
    found = placed(NoGazetteer(), "the village of Nowhere village")
    assert found.place is not None
    assert found.place.point is None
    assert refusal(found).kind == "unknown_place"


class Twins:
    """Knows two villages of one name in one country, and the country."""

    digest = ""

    def find(self, name: str) -> list[GazetteerPlace]:
        if fold_name(name) == "siria":
            return [self._place("country", 34.0, 17_000_000, Precision.COUNTRY, ())]
        kept = (("north", 36.6, "Aleppo"), ("south", 32.7, "Daraa"))
        twins = [self._place(key, lat, 900, Precision.VILLAGE, (region, "Syria")) for key, lat, region in kept]
        return twins if fold_name(name) == "kafr twin" else []

    def has(self, folded: str) -> bool:
        return bool(self.find(folded))

    def _place(
        self, key: str, latitude: float, people: int, precision: Precision, parents: tuple[str, ...]
    ) -> GazetteerPlace:
        return GazetteerPlace(
            key=key,
            name="Syria" if precision is Precision.COUNTRY else "Kafr Twin",
            precision=precision,
            country="SY",
            latitude=latitude,
            longitude=37.0,
            radius=2000,
            population=people,
            parents=parents,
        )


def test_two_villages_of_one_name_get_no_coordinates() -> None:
    found = placed(Twins(), "Kafr Twin village", about=("Syria",))
    assert names(found) == ("Kafr Twin", "Syria")
    assert found.place is not None
    assert found.place.point is None
    assert refusal(found).kind == "ambiguous_place"
    assert len(refusal(found).candidates) == 2


def test_the_country_that_the_report_is_about_decides(gazetteer: Gazetteer) -> None:
    here = placed(gazetteer, "Tripoli", about=("Libya", "Benghazi", "Sirte"))
    there = placed(gazetteer, "Tripoli", about=("Lebanon", "Beirut", "Sidon"))
    assert names(here)[-1] == "Libya"
    assert names(there)[-1] == "Lebanon"


def test_a_small_place_abroad_is_not_taken_for_one_here(gazetteer: Gazetteer) -> None:
    found = placed(gazetteer, "London")
    assert names(found)[-1] == "United Kingdom"
    assert placed(gazetteer, "Springfield").place is None


def test_where_a_report_is_about_no_one_country_a_hamlet_of_the_name_is_not_taken(gazetteer: Gazetteer) -> None:
    torn = ("Syria", "Iraq")
    assert names(placed(gazetteer, "Manbij", about=torn))[0] == "Manbij"
    assert placed(gazetteer, "God", about=torn).place is None


def test_province_words_choose_the_province(gazetteer: Gazetteer) -> None:
    found = placed(gazetteer, "Hama province")
    assert found.place is not None
    assert found.place.point is not None
    assert found.place.point.precision is Precision.REGION


def test_a_town_named_with_its_country_is_the_place(gazetteer: Gazetteer) -> None:
    assert names(placed(gazetteer, "Syria", "Manbij"))[0] == "Manbij"


def test_without_a_place_of_its_own_a_claim_takes_the_nearest_before_and_says_so(gazetteer: Gazetteer) -> None:
    found = placed(gazetteer, before=("Daraa", "Aleppo"))
    assert names(found)[0] == "Daraa"
    assert found.reason is not None


def test_no_place_at_all_is_refused(gazetteer: Gazetteer) -> None:
    assert refusal(placed(gazetteer)).kind == "no_place"


@pytest.mark.parametrize(
    ("run_together", "name"),
    [("Syrias Homs", "Homs"), ("Syria's Homs", "Homs"), ("Idlib Monitor", "Idlib")],
)
def test_feeds_that_run_names_together_are_read(gazetteer: Gazetteer, run_together: str, name: str) -> None:
    assert names(placed(gazetteer, run_together))[0] == name


@pytest.mark.parametrize(
    ("words", "name", "kind", "direction"),
    [
        ("eastern Aleppo", "Aleppo", None, "eastern"),
        ("Bustan al-Qasr neighborhood", "Bustan al-Qasr", Precision.NEIGHBOURHOOD, None),
        ("Hama province", "Hama", Precision.REGION, None),
        ("Daraa city", "Daraa", Precision.CITY, None),
        ("Eastern Ghouta", "Ghouta", None, "eastern"),
    ],
)
def test_mentions_are_taken_apart(words: str, name: str, kind: Precision | None, direction: str | None) -> None:
    found = take_apart(words)
    assert (found.name, found.kind, found.direction) == (name, kind, direction)
