"""Dating: which expression of time a figure is tied to, and why."""

from __future__ import annotations

import pytest

from recount.model import Claim
from tests.claims.reading import read


def claims(body: str) -> list[Claim]:
    return list(read(body).claims)


CASES = [
    ("Nine people were killed on Tuesday.", ["Tuesday"]),
    ("Nine people were killed on Sunday and six others on Tuesday.", ["Sunday", "Tuesday"]),
    ("A doctor said on Thursday that 17 people had died in a raid on Tuesday.", ["Tuesday"]),
    ("In the past 24 hours 31 fighters have died near the dam.", ["In the past 24 hours"]),
    ("Nine people died in an alleged air strike on Tuesday.", ["Tuesday"]),
    ("Nine people were killed.", [None]),
]


@pytest.mark.parametrize(("body", "words"), CASES)
def test_a_figure_is_tied_to_its_time(body: str, words: list[str | None]) -> None:
    assert [c.when.words if c.when else None for c in claims(body)] == words


def test_a_time_of_another_sentence_comes_with_its_reason() -> None:
    (_, later) = claims("Shelling killed five people in Hama on Saturday. Another two people were wounded.")
    assert later.when is not None
    assert later.when.words == "Saturday"
    assert "time_from_a_sentence_near" in {r.rule for r in later.reasons}


def test_the_date_of_the_report_is_no_day_of_an_event() -> None:
    for claim in claims("12 October 2016 Hama. Nine people were killed in the town, 12 October 2016."):
        assert claim.when is None
