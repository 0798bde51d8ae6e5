"""Sequel: figures that go on from those before them; the examples stand in the lexicon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recount.lang.loader import lexicon
from recount.model import Claim
from tests.claims.reading import claims as claims_in

SIGNS: dict[str, Callable[[Claim], object]] = {
    "besides": lambda c: c.besides,
    "running": lambda c: c.running,
    "early": lambda c: c.early,
    "partial": lambda c: c.partial,
}


@pytest.mark.parametrize(
    ("section", "sentence", "hit"),
    [
        (section, sentence, kind == "hit")
        for section in SIGNS
        for kind in ("hit", "miss")
        for sentence in lexicon("en", "sequel")[section][kind]
    ],
)
def test_the_examples_of_the_lexicon_hold(section: str, sentence: str, hit: bool) -> None:
    found = claims_in(sentence)
    assert found, "no figure was read"
    assert any(SIGNS[section](claim) for claim in found) is hit


def test_another_twelve_point_at_the_figure_they_are_told_besides() -> None:
    first, more = claims_in("Nine people were killed. Another 12 people were killed when a second shell fell.")
    assert more.besides == first.id


def test_what_stands_far_below_is_told_besides_nothing() -> None:
    told = "Nine people were killed. " + "The road was closed. " * 4 + "Another 12 people were killed."
    assert all(claim.besides is None for claim in claims_in(told))


def test_the_hours_of_a_live_blog_are_kept() -> None:
    found = claims_in("10:12 Five people were killed, police said.\n\n1:45 pm Twelve people were killed, medics said.")
    assert [claim.told_at for claim in found] == ["10:12", "13:45"]


@pytest.mark.parametrize("lead", ["10:12 ", "27:80 ", "10.500 men looked on. "])
def test_one_hour_or_none_makes_no_live_blog(lead: str) -> None:
    [claim] = claims_in(f"{lead}Five people were killed, police said.\n\nThe road was closed.")
    assert claim.told_at is None
