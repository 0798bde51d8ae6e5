"""Suite muc4: the scorer by its rules, the keys as the corpus writes them, and the mapping from what is read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from recount.evaluate.muc4 import SUITE, counted, metrics
from recount.evaluate.muc4.mapping import templates
from recount.evaluate.muc4.score import PARTLY, RIGHT, WRONG, compare, score, value_earned
from recount.evaluate.muc4.templates import Count, Days, Fill, Path, Slot, Template, Value, key_templates
from recount.evaluate.reading import read, report_of

DAY = date(1990, 1, 5)


def fill(text: str, *, optional: bool = False, xref: list[str] | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {"optional": optional, "raw": text, "xref": xref or []}
    return told | {"alternatives": [{"text": t, "spans": []} for t in text.split(" / ")]}


def values(*told: object, xref: list[str] | None = None) -> dict[str, Any]:
    return {"optional": False, "raw": "", "xref": xref or [], "values": list(told)}


def number(low: int | None, high: int | None, *, plural: bool = False) -> dict[str, Any]:
    return {"lo": low, "hi": high, "approx": False, "plural": plural, "raw": ""}


KEY = {
    "template": 1,
    "optional": False,
    "slots": {
        "INCIDENT: DATE": [
            {"optional": False, "alternatives": [{"kind": "on", "start": "1990-01-05", "end": "1990-01-05", "raw": ""}]}
        ],
        "INCIDENT: LOCATION": [
            {
                "optional": False,
                "alternatives": [
                    {"path": [{"name": "PERU", "type": "COUNTRY"}, {"name": "PUNO", "type": "CITY"}], "between": None}
                ],
            }
        ],
        "INCIDENT: TYPE": [values("ATTACK")],
        "INCIDENT: INSTRUMENT ID": None,
        "PERP: INDIVIDUAL ID": [fill("GUNMEN / ARMED MEN")],
        "HUM TGT: NAME": [fill("ANA PRADO")],
        "HUM TGT: DESCRIPTION": [fill("MAYOR", xref=["ANA PRADO"]), fill("PEASANTS", optional=True)],
        "HUM TGT: NUMBER": [values(number(1, 1), xref=["ANA PRADO"])],
        "HUM TGT: EFFECT OF INCIDENT": [values("DEATH", xref=["ANA PRADO"])],
    },
    "victims": {"targets": [{"names": ["ANA PRADO"], "number": [number(1, 1)], "effect": ["DEATH"]}], "unlinked": []},
}
ROW = {
    "id": "made-up",
    "pub_date": "1990-01-06",
    "text": (
        "   LIMA, 6 JAN 90 (COURIER) -- [TEXT] GUNMEN MURDERED MAYOR ANA PRADO IN\n"
        "PUNO ON 5 JANUARY, A SPOKESMAN FOR THE POLICE OF THE TOWN REPORTED TODAY\n"
        "AND ADDED THAT THE SEARCH FOR THE CRIMINALS WAS GOING ON IN THE WHOLE OF\n"
        "THE REGION, WHERE THE TOWN HALL HAD BEEN CLOSED FOR THE DAY BY ORDER OF\n"
        "THE COUNCIL."
    ),
    "gold": [KEY],
}


def template(*, optional: bool = False, killed: int | None = None, **fills: list[Fill]) -> Template:
    return Template(fills={Slot[k]: tuple(v) for k, v in fills.items()}, optional=optional, killed=killed)


def attack(name: str, *, optional: bool = False) -> Template:
    return template(
        TYPE=[Fill(("ATTACK",))], VICTIM_NAME=[Fill((name,))], VICTIM_NUMBER=[Fill((Count(1, 1),), (name,))],
        optional=optional, killed=1,
    )  # fmt: skip


def test_a_perfect_answer_scores_one() -> None:
    key = key_templates(ROW)
    found = metrics([counted(key, key)])
    assert set(found) == {"f", "precision", "recall", "victim_number_f", "toll_exact", "date_f", "place_f"}
    assert set(found.values()) == {1.0}


def test_an_empty_answer_scores_nothing() -> None:
    found = metrics([counted(key_templates(ROW), [])])
    assert set(found.values()) == {0.0}


def test_a_document_without_incidents_earns_nothing_and_costs_nothing_unless_one_is_made_up() -> None:
    empty, made_up = counted([], []), counted([], [attack("ANA PRADO")])
    assert (empty.all_templates.possible, empty.all_templates.actual, empty.toll) == (0, 0, None)
    assert (made_up.all_templates.earned, made_up.all_templates.actual) == (0.0, 3)


def test_missing_and_spurious_templates_count_with_all_their_fills() -> None:
    scored = score([attack("ANA PRADO"), attack("RUI VALDO")], [attack("RUI VALDO"), attack("IVO LENZ")])
    assert scored.pairs == ((1, 0),)
    assert (scored.all_templates.earned, scored.all_templates.possible, scored.all_templates.actual) == (3.0, 6, 6)


def test_an_optional_template_neither_helps_nor_harms() -> None:
    key = [attack("ANA PRADO"), attack("RUI VALDO", optional=True)]
    with_it, without = score(key, [attack("ANA PRADO"), attack("RUI VALDO")]), score(key, [attack("ANA PRADO")])
    assert with_it.all_templates == without.all_templates
    assert counted(key, [attack("ANA PRADO"), attack("RUI VALDO")]).toll is True


def test_an_optional_fill_neither_helps_nor_harms() -> None:
    key = [Fill(("MAYOR",)), Fill(("PEASANTS",), optional=True)]
    with_it = compare(Slot.VICTIM, key, [Fill(("MAYOR",)), Fill(("PEASANTS",))])
    assert with_it == compare(Slot.VICTIM, key, [Fill(("MAYOR",))])
    assert (with_it.earned, with_it.possible, with_it.actual) == (1.0, 1, 1)


def test_any_alternative_is_right_and_once_only() -> None:
    key = [Fill(("GUNMEN", "ARMED MEN"))]
    assert compare(Slot.INDIVIDUAL, key, [Fill(("ARMED MEN",))]).earned == 1.0
    both = compare(Slot.INDIVIDUAL, key, [Fill(("ARMED MEN",)), Fill(("GUNMEN",))])
    assert (both.earned, both.actual) == (1.0, 2)


def test_what_is_said_of_another_target_is_partly_right() -> None:
    key = [Fill((Count(1, 1),), ("ANA PRADO",))]
    assert compare(Slot.VICTIM_NUMBER, key, [Fill((Count(1, 1),), ("RUI VALDO",))]).earned == PARTLY


@pytest.mark.parametrize(
    ("slot", "key", "response", "earned"),
    [
        (Slot.VICTIM, "JESUIT PRIESTS", "SIX JESUIT PRIESTS", RIGHT),
        (Slot.VICTIM, "JESUIT PRIESTS", "PRIESTS", PARTLY),
        (Slot.VICTIM, "MAYOR OF PUNO", "MAYOR", PARTLY),
        (Slot.VICTIM, "JESUIT PRIESTS", "JESUIT SCHOOL", WRONG),
        (Slot.VICTIM, "PEASANTS", "", WRONG),
        (Slot.TYPE, "BOMBING", "ATTACK", PARTLY),
        (Slot.TYPE, "BOMBING", "KIDNAPPING", WRONG),
        (Slot.VICTIM_EFFECT, "DEATH", "INJURY", WRONG),
        (Slot.VICTIM_NUMBER, Count(6, 6), Count(6, 6), RIGHT),
        (Slot.VICTIM_NUMBER, Count(6, None), Count(6, 6), PARTLY),
        (Slot.VICTIM_NUMBER, Count(None, 80), Count(80, 80), WRONG),
        (Slot.DATE, Days(DAY, DAY), Days(DAY, DAY), RIGHT),
        (Slot.DATE, Days(None, date(1990, 1, 6)), Days(DAY, DAY), PARTLY),
        (Slot.DATE, Days(None, date(1990, 1, 6)), Days(date(1989, 1, 1), date(1989, 1, 1)), WRONG),
        (Slot.LOCATION, Path(("PERU", "PUNO")), Path(("PERU", "PUNO")), RIGHT),
        (Slot.LOCATION, Path(("PERU", "PUNO")), Path(("PERU",)), PARTLY),
        (Slot.LOCATION, Path(("PERU", "PUNO")), Path(("CHILE",)), WRONG),
    ],
)
def test_a_value_earns_by_the_rules(slot: Slot, key: Value, response: Value, earned: float) -> None:
    assert value_earned(slot, key, response) == earned


def test_templates_of_other_types_or_with_nothing_in_common_are_not_laid_together() -> None:
    bombing, kidnapping = (template(TYPE=[Fill((t,))], VICTIM_NAME=[Fill(("ANA PRADO",))]) for t in OTHER_TYPES)
    assert score([bombing], [kidnapping]).pairs == ()
    assert score([bombing], [bombing]).pairs == ((0, 0),)
    assert score([attack("ANA PRADO")], [attack("RUI VALDO")]).pairs == ()


OTHER_TYPES = ("BOMBING", "KIDNAPPING")


def test_the_corpus_s_keys_are_read_with_their_alternatives_and_optional_fills() -> None:
    (key,) = key_templates(ROW)
    assert key.of(Slot.DATE) == (Fill((Days(DAY, DAY),)),)
    assert key.of(Slot.LOCATION) == (Fill((Path(("PERU", "PUNO")),)),)
    assert key.of(Slot.INDIVIDUAL) == (Fill(("GUNMEN", "ARMED MEN")),)
    assert key.of(Slot.VICTIM)[1] == Fill(("PEASANTS",), optional=True)
    assert key.of(Slot.INSTRUMENT) == ()
    assert key.killed == 1


def test_a_day_that_no_calendar_has_is_left_out() -> None:
    wrong = {"optional": False, "alternatives": [{"kind": "on", "start": "1989-02-29", "end": "1989-02-29", "raw": ""}]}
    (key,) = key_templates({"gold": [KEY | {"slots": KEY["slots"] | {"INCIDENT: DATE": [wrong]}}]})  # type: ignore[operator]
    assert key.of(Slot.DATE) == ()


def test_an_incident_is_written_down_as_a_template() -> None:
    (made,) = templates(report_of(ROW), read(report_of(ROW)))
    assert made.of(Slot.TYPE) == (Fill(("ATTACK",)),)
    assert made.of(Slot.DATE) == (Fill((Days(DAY, DAY),)),)
    assert made.of(Slot.VICTIM_NAME) == (Fill(("ANA PRADO",)),)
    assert made.of(Slot.VICTIM) == (Fill(("MAYOR",), ("ANA PRADO",)),)
    assert made.of(Slot.VICTIM_TYPE) == (Fill(("GOVERNMENT OFFICIAL",), ("ANA PRADO",)),)
    assert made.of(Slot.INDIVIDUAL) == (Fill(("GUNMEN",)),)
    assert made.killed == 1


@pytest.mark.parametrize(
    "story",
    [
        "SIX REBELS WERE KILLED IN CLASHES WITH THE ARMY NEAR PUNO ON 5 JANUARY, A SPOKESMAN SAID.",
        "THE PRESIDENT OF THE BANK SAID ON 5 JANUARY THAT THE PRICE OF COFFEE WOULD FALL AGAIN.",
        "POLICE RAIDED A HOUSE IN PUNO ON 5 JANUARY AND ARRESTED SIX MEN, A SPOKESMAN SAID.",
    ],
)
def test_fighting_and_news_of_other_things_yield_no_template(story: str) -> None:
    row = ROW | {"text": f"LIMA, 6 JAN 90 -- [TEXT] {story}"}
    assert templates(report_of(row), read(report_of(row))) == []


def test_the_suite_measures_a_document() -> None:
    found = metrics([SUITE.measure(ROW)])
    assert found["toll_exact"] == 1.0
    assert found["f"] > 0.7
