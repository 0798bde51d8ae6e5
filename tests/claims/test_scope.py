"""Scope: one event, a period, the war, or a part; and what is told as background."""

from __future__ import annotations

import pytest

from recount.model import Scope
from tests.claims.reading import claims

S = Scope


@pytest.mark.parametrize(
    ("sentence", "scope", "background"),
    [
        ("Twelve people were killed on Tuesday.", S.INCIDENT, False),
        ("Twelve people were killed.", S.INCIDENT, False),
        ("Twelve people were killed in a raid this week.", S.INCIDENT, False),
        ("At least 12 people have been killed since Monday.", S.PERIOD, False),
        ("Twelve people were killed this week.", S.PERIOD, False),
        ("Twelve people were killed across the country.", S.PERIOD, False),
        ("Twelve people were killed so far.", S.PERIOD, False),
        ("Daily raids have killed 12 people.", S.PERIOD, False),
        ("Seven days of air strikes left 75 people dead.", S.PERIOD, False),
        ("A week of shelling has killed 40 people.", S.PERIOD, False),
        ("A shell killed 12 people on the seventh day of the month.", S.INCIDENT, False),
        ("Rebels killed 40 soldiers in four days.", S.PERIOD, False),
        ("At least 12 people died in three days of raids that resumed Tuesday.", S.PERIOD, False),
        ("Twelve people were killed in separate attacks on Tuesday.", S.PERIOD, False),
        ("Twelve people died in 11 shootings across the city.", S.PERIOD, False),
        ("At least 12 farmers died in unrelated incidents.", S.PERIOD, False),
        ("About 90,000 people are besieged.", S.PERIOD, False),
        ("In the past week 12 people were killed.", S.PERIOD, False),
        ("An attack in August 2013 killed 12 people.", S.INCIDENT, True),
        ("Twelve people died last year.", S.PERIOD, True),
        ("Twelve people were killed in August 2013.", S.PERIOD, True),
        ("More than 300,000 people have been killed since the war began in March 2011.", S.WAR, True),
        ("The five-year war has killed more than 300,000 people.", S.WAR, True),
        ("The conflict has killed 300,000 people.", S.WAR, True),
        ("Clashes in the civil war killed 12 people on Tuesday.", S.INCIDENT, False),
    ],
)
def test_the_words_say_what_a_figure_adds_up(sentence: str, scope: Scope, background: bool) -> None:
    (claim,) = claims(sentence)
    assert (claim.scope, claim.background) == (scope, background)


def test_a_breakdown_is_a_part() -> None:
    whole, part = claims("The blast killed 12, including four girls.")
    assert (whole.scope, part.scope) == (S.INCIDENT, S.PART)
    assert part.part_of == whole.id


def test_the_reason_for_a_wider_scope_is_given() -> None:
    (period,) = claims("Twelve people were killed this week.")
    (war,) = claims("The conflict has killed 300,000 people.")
    assert "sums_up_a_period" in {r.rule for r in period.reasons}
    assert "sums_up_the_war" in {r.rule for r in war.reasons}
