"""Estimators: each by its sentence, all of them ordered and order-free, and the docs name every one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import UsageError
from recount.figures import DEFAULT, ESTIMATORS
from recount.figures.estimators import Estimate, estimate
from recount.figures.tolls import Toll, toll_of
from recount.model import Bound, GroundedClaim
from tests.claimed import Said, claimed
from tests.figures.test_standing import figure


def tolls(claims: Sequence[GroundedClaim]) -> list[Toll]:
    return [toll_of([c]) for c in claims]


def chosen(name: str, claims: Sequence[GroundedClaim], trusted: Sequence[str] = ()) -> Estimate:
    return estimate(tolls(claims), ESTIMATORS.get(name), trusted)


FOUR = (
    claimed(72, "a", published="2016-10-12"),
    claimed(81, "b", published="2016-10-13"),
    claimed(81, "c", published="2016-10-13"),
    claimed(86, "d", published="2016-10-14"),
    claimed(90, "e", published="2016-10-13"),
)


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("agreed", (72, 81, 90)),
        ("span", (72, 81, 90)),
        ("latest", (72, 86, 90)),
        ("lowest", (72, 72, 90)),
        ("corroborated", (81, 81, 81)),
        ("trusted", (72, 81, 90)),
    ],
)
def test_each_estimator_takes_what_its_sentence_says(name: str, numbers: tuple[int, int, int]) -> None:
    found = chosen(name, FOUR)
    assert (found.low, found.best, found.high) == numbers


def test_corroborated_takes_bounds_for_what_they_allow() -> None:
    found = chosen("corroborated", [claimed(50, "a", said=Said(bound=Bound.AT_LEAST)), claimed(81, "b")])
    assert (found.low, found.best, found.high, found.open_high) == (81, 81, 81, False)


def test_corroborated_stays_open_where_two_origins_leave_it_open() -> None:
    at_least = Said(bound=Bound.AT_LEAST)
    found = chosen("corroborated", [claimed(50, "a", said=at_least), claimed(60, "b", said=at_least)])
    assert (found.low, found.best, found.high, found.open_high) == (60, 60, 60, True)


def test_corroborated_says_so_where_no_two_origins_agree() -> None:
    found = chosen("corroborated", [claimed(5, "a"), claimed(9, "b")])
    assert (found.low, found.high) == (5, 9)
    assert "No two origins agree" in found.reason.sentence


@pytest.mark.parametrize(("ranked", "best"), [(("d", "a"), 86), (("a", "d"), 72), (("nobody",), 81)])
def test_trusted_takes_the_source_ranked_first(ranked: tuple[str, ...], best: int) -> None:
    assert chosen("trusted", FOUR, ranked).best == best


def test_a_body_of_the_register_is_trusted_by_any_of_its_names() -> None:
    claims = [claimed(9, "a", origin="russia"), claimed(20, "b")]
    assert chosen("trusted", claims, ["Russian Air Force", "Russia"]).best == 9


def test_figures_made_with_other_trusted_sources_bear_another_label() -> None:
    estimator = ESTIMATORS.get("trusted")
    labels = {estimator.label(ranked) for ranked in ((), ("a",), ("b",), ("a", "b"))}
    assert len(labels) == 4
    assert ESTIMATORS.get("agreed").label(("a",)) == "agreed-1"


def test_an_estimator_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="unknown estimator 'mean'"):
        figure(FOUR, estimator="mean")


def test_a_figure_names_its_estimator() -> None:
    assert figure(FOUR).estimator == f"{DEFAULT}-1"
    assert figure(FOUR, estimator="lowest").estimator == "lowest-1"


def test_the_docs_hold_every_estimator_with_its_sentence(repository: Path) -> None:
    page = (repository / "docs" / "figures.md").read_text(encoding="utf-8")
    for name in ESTIMATORS:
        estimator = ESTIMATORS.get(name)
        assert f"| `{name}` | {estimator.version} | {estimator.about} |" in page


told = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from(Bound), st.sampled_from("uvwxyz"), st.sampled_from(("12", "13"))),
    min_size=1,
    max_size=7,
)


@given(told, st.sampled_from(sorted(ESTIMATORS)), st.randoms(use_true_random=False))
def test_low_best_and_high_are_ordered_whatever_the_order(
    said: list[tuple[int, Bound, str, str]], name: str, chance: Random
) -> None:
    claims = [
        claimed(value, f"r{n}", origin=f"said:{origin}", published=f"2016-10-{day}", said=Said(bound=bound))
        for n, (value, bound, origin, day) in enumerate(said)
    ]
    shuffled = list(claims)
    chance.shuffle(shuffled)
    found = chosen(name, claims, ("x", "u"))
    assert found.low <= found.best <= found.high
    assert found == chosen(name, shuffled, ("x", "u"))
