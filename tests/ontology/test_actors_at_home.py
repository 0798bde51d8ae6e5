"""Names that many bodies share are one body's only in reports about its home."""

from __future__ import annotations

import pytest

from recount.model import Mention, Span
from recount.ontology import actor_entries, homes_in
from recount.resolve.actors import find_actors
from tests.claims.reading import text_of


def key_of(words: str, body: str) -> str:
    text = text_of(body)
    (actor,) = find_actors(Mention(span=Span(start=0, end=1), words=words), text)
    return actor.key


@pytest.mark.parametrize(
    ("words", "home", "abroad"),
    [
        ("Civil Defence", "actor:white-helmets", "said:civil defenc"),
        ("the Observatory", "actor:sohr", "said:observatori"),
        ("Red Crescent", "actor:sarc", "said:red crescent"),
    ],
)
def test_a_shared_name_is_the_bodys_only_at_home(words: str, home: str, abroad: str) -> None:
    assert key_of(words, "Shells fell on a town in northern Syria.") == home
    assert key_of(words, "Shells fell on a town in northern Peru.").split(":")[0] == abroad.split(":")[0]


def test_a_full_name_is_the_bodys_everywhere() -> None:
    assert key_of("Syrian Civil Defence", "A team came to Turkey.") == "actor:white-helmets"


def test_every_shared_name_has_a_home() -> None:
    assert [a.key for a in actor_entries() if bool(a.at_home) != bool(a.home)] == []
    assert homes_in("SYRIA’s north") == {"syria"}
    assert homes_in("Peru") == frozenset()


@pytest.mark.parametrize(
    ("words", "body", "key"),
    [
        ("the Health Ministry", "A house was hit in Gaza City.", "actor:gaza-health-ministry"),
        ("Ministry of Health", "A house was hit in Khartoum, Sudan.", "actor:sudan-health-ministry"),
        ("Civil Defence", "A house was hit in Gaza City.", "actor:gaza-civil-defence"),
        ("Gaza's health ministry", "A house was hit in Lebanon after one in Gaza.", "actor:gaza-health-ministry"),
    ],
)
def test_bodies_of_one_name_are_told_by_what_the_report_speaks_of(words: str, body: str, key: str) -> None:
    assert key_of(words, body) == key


def test_a_name_that_two_bodies_share_in_a_report_on_both_homes_stays_words() -> None:
    assert key_of("Health Ministry", "Houses were hit in Gaza and in Lebanon.").startswith("said:")
    assert key_of("Civil Defence", "Houses were hit in Gaza and in Syria.").startswith("said:")
