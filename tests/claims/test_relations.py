"""Relations: parts of a total, repeats of a fact, rival figures."""

from __future__ import annotations

import pytest

from recount.model import Claim, Scope
from tests.claims.reading import claims, index_of

PERIOD = "At least 90 people have been killed in three days of airstrikes that resumed Monday, a medic said. "


def parts(found: list[Claim]) -> list[int | None]:
    return [index_of(found, c.part_of) for c in found]


def repeats(found: list[Claim]) -> list[int | None]:
    return [index_of(found, c.repeat_of) for c in found]


def rivals(found: list[Claim]) -> list[int | None]:
    return [index_of(found, c.rivals) for c in found]


def test_days_told_right_after_a_total_are_its_parts() -> None:
    found = claims(PERIOD + "The strikes killed 40 on Monday in Homs and 22 a day later in Hama.")
    assert [c.stated.value for c in found] == [90, 40, 22]
    assert parts(found) == [None, 0, 0]
    assert [c.scope for c in found] == [Scope.PERIOD, Scope.PART, Scope.PART]
    assert [c.when and c.when.words for c in found[1:]] == ["Monday", "a day later"]


def test_parts_that_add_up_to_more_than_an_exact_total_are_not_all_parts() -> None:
    total = "Ninety people have been killed in three days of airstrikes that resumed Monday. "
    found = claims(total + "The strikes killed 60 on Monday in Homs. The strikes killed 50 on Tuesday in Hama.")
    assert parts(found) == [None, 0, None]


def test_a_larger_figure_is_no_part() -> None:
    found = claims(PERIOD + "The strikes killed 140 on Monday in Homs.")
    assert parts(found) == [None, None]


def test_another_harm_is_no_part() -> None:
    found = claims(PERIOD + "The strikes wounded 40 on Monday in Homs.")
    assert parts(found) == [None, None]


def test_another_source_is_no_part() -> None:
    found = claims(PERIOD + "The strikes killed 40 on Monday in Homs, the army said.")
    assert parts(found) == [None, None]


def test_a_figure_far_below_a_total_is_no_part() -> None:
    found = claims(PERIOD + "It rained. " * 4 + "The strikes killed 40 on Monday in Homs.")
    assert parts(found) == [None, None]


def test_a_breakdown_points_at_its_whole() -> None:
    found = claims("A raid killed 15 people, including six children and two women. It wounded 20, among them a nurse.")
    assert [c.stated.value for c in found] == [15, 6, 2, 20, 1]
    assert parts(found) == [None, 0, 0, None, 3]


def test_a_breakdown_shares_day_place_and_means_of_its_whole() -> None:
    whole, part = claims("A raid killed 15 people in Homs on Monday, including six children.")
    assert (part.when, part.means, part.harm) == (whole.when, whole.means, whole.harm)
    assert part.where[:1] == whole.where[:1]


def test_a_title_is_repeated_by_the_text_below() -> None:
    found = claims("Twelve people were killed in a raid on the port on Tuesday.", title="Twelve dead in port raid")
    assert repeats(found) == [None, 0]
    assert found[0].when == found[1].when


def test_one_fact_told_three_times_is_repeated_twice() -> None:
    found = claims("Twelve people died.\nTwelve people died, a medic said.", title="Twelve dead")
    assert repeats(found) == [None, 0, 0]


def test_what_is_said_again_of_the_same_people_is_a_repeat() -> None:
    found = claims("A raid killed 12 people on Monday. The 12 people died in a bakery, a medic said.")
    assert repeats(found) == [None, 0]


@pytest.mark.parametrize(
    "body",
    [
        "A raid killed 12 people in Homs on Monday. A raid killed 12 people in Hama on Tuesday.",
        "A raid killed 12 people in Homs. A raid killed 12 people in Hama.",
        "A raid killed 12 children. A raid killed 12 soldiers.",
        "A raid killed 12 people. A raid wounded 12 people.",
        "A raid killed 12 people. The army denied that it killed 12 people.",
        "A raid killed 12 people. A raid killed 13 people.",
        "One man died in Homs. One man died in Homs.",
    ],
)
def test_two_facts_with_one_number_are_no_repeat(body: str) -> None:
    assert repeats(claims(body)) == [None, None]


def test_a_vague_heading_and_the_number_below_are_rivals() -> None:
    found = claims("At least 32 people were killed in a raid on the port.", title="Dozens dead in port raid")
    assert rivals(found) == [None, 0]
    assert repeats(found) == [None, None]


def test_two_numbers_of_two_sources_are_no_rivals_by_themselves() -> None:
    assert rivals(claims("A raid killed 12 people. The army said it killed 9 people.")) == [None, None]


@pytest.mark.parametrize(
    "body",
    [
        PERIOD + "The strikes killed 40 on Monday in Homs and 22 a day later in Hama.",
        "Twelve dead.\nTwelve people died.\nA raid killed 15 people, including six children.",
    ],
)
def test_relations_point_backwards_to_claims_of_the_same_report(body: str) -> None:
    found = claims(body, title="Dozens dead")
    for i, claim in enumerate(found):
        for other in (claim.part_of, claim.repeat_of, claim.rivals):
            index = index_of(found, other)
            assert other is None or (index is not None and index < i)
            assert other is None or claim.report == found[index or 0].report
