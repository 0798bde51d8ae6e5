"""Policies: from a stated number to an interval."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import UsageError
from recount.lang.loader import lexicon
from recount.model import Bound, Quantity, Stated
from recount.ontology import POLICIES, policy

VAGUE_WORDS = sorted(lexicon("en", "numbers")["vague"])
OPEN = None


@pytest.mark.parametrize(
    ("value", "bound", "low", "high"),
    [
        (12, Bound.EXACT, 12, 12),
        (0, Bound.EXACT, 0, 0),
        (12, Bound.AT_LEAST, 12, OPEN),
        (12, Bound.MORE_THAN, 13, OPEN),
        (12, Bound.AT_MOST, 0, 12),
        (12, Bound.LESS_THAN, 0, 11),
        (0, Bound.LESS_THAN, 0, 0),
        (0, Bound.AT_MOST, 0, 0),
        (100, Bound.ABOUT, 90, 110),
        (12, Bound.ABOUT, 10, 14),
        (1, Bound.ABOUT, 0, 2),
        (0, Bound.ABOUT, 0, 0),
        (30, Bound.ABOUT, 27, 33),
        (70, Bound.ABOUT, 63, 77),
        (12, Bound.VAGUE, 12, 12),
    ],
)
def test_a_number_with_its_bound(value: int, bound: Bound, low: int, high: int | None) -> None:
    assert policy("strict").interval(Stated(value=value, bound=bound)) == Quantity(low=low, high=high)


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [
        (Bound.EXACT, 10, 15),
        (Bound.AT_LEAST, 10, OPEN),
        (Bound.MORE_THAN, 11, OPEN),
        (Bound.AT_MOST, 0, 15),
        (Bound.LESS_THAN, 0, 14),
        (Bound.ABOUT, 9, 17),
    ],
)
def test_a_range_with_its_bound(bound: Bound, low: int, high: int | None) -> None:
    stated = Stated(value=10, value_max=15, bound=bound)
    assert policy("strict").interval(stated) == Quantity(low=low, high=high)


@pytest.mark.parametrize(
    ("name", "word", "low", "high"),
    [
        ("strict", "dozens", 24, OPEN),
        ("strict", "several", 2, OPEN),
        ("strict", "hundreds of thousands", 200_000, OPEN),
        ("acled-2024", "dozens", 12, 12),
        ("acled-2024", "several", 3, 3),
        ("acled-2024", "hundreds", 100, 100),
        ("airwars-observed", "dozens", 12, 24),
        ("airwars-observed", "hundreds", 100, 200),
        ("airwars-observed", "scores", 40, OPEN),
    ],
)
def test_a_number_word_is_read_by_the_policy_and_not_by_its_value(
    name: str, word: str, low: int, high: int | None
) -> None:
    stated = Stated(value=999, bound=Bound.VAGUE, word=word)
    assert policy(name).interval(stated) == Quantity(low=low, high=high)


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [(Bound.AT_LEAST, 12, OPEN), (Bound.MORE_THAN, 13, OPEN), (Bound.AT_MOST, 0, 24), (Bound.LESS_THAN, 0, 23)],
)
def test_a_bound_opens_or_closes_a_number_word(bound: Bound, low: int, high: int | None) -> None:
    stated = Stated(value=24, bound=bound, word="dozens")
    assert policy("airwars-observed").interval(stated) == Quantity(low=low, high=high)


def test_up_to_a_word_that_is_open_stays_open() -> None:
    for bound in (Bound.AT_MOST, Bound.LESS_THAN, Bound.ABOUT):
        interval = policy("strict").interval(Stated(value=24, bound=bound, word="dozens"))
        assert interval is not None
        assert interval.high is OPEN


@pytest.mark.parametrize("name", POLICIES)
def test_no_number_gives_no_interval(name: str) -> None:
    assert policy(name).interval(Stated(value=None, bound=Bound.VAGUE)) is None
    assert policy(name).interval(Stated(value=None, bound=Bound.AT_LEAST, word="no such word")) is None


def test_about_means_the_number_itself_where_the_policy_says_so() -> None:
    assert policy("acled-2024").interval(Stated(value=70, bound=Bound.ABOUT)) == Quantity(low=70, high=70)


@pytest.mark.parametrize("name", POLICIES)
def test_every_policy_reads_every_number_word(name: str) -> None:
    assert set(VAGUE_WORDS) <= set(policy(name).words)


@given(
    st.sampled_from(POLICIES),
    st.none() | st.integers(0, 10**9),
    st.none() | st.integers(0, 10**9),
    st.sampled_from(Bound),
    st.none() | st.sampled_from([*VAGUE_WORDS, "legion"]),
)
def test_an_interval_is_never_upside_down(
    name: str, value: int | None, value_max: int | None, bound: Bound, word: str | None
) -> None:
    interval = policy(name).interval(Stated(value=value, value_max=value_max, bound=bound, word=word))
    if interval is None:
        assert value is None
        return
    assert interval.low >= 0
    assert interval.high is None or interval.low <= interval.high
    if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        assert interval.high is None
    if bound in (Bound.AT_MOST, Bound.LESS_THAN):
        assert interval.low == 0


@given(st.integers(0, 10**6))
def test_about_holds_the_number_itself(value: int) -> None:
    interval = policy("strict").interval(Stated(value=value, bound=Bound.ABOUT))
    assert interval is not None
    assert interval.high is not None
    assert interval.low <= value <= interval.high
    assert interval.low <= 0.9 * value
    assert 1.1 * value <= interval.high + 1e-6


@pytest.mark.parametrize("name", ["", "Strict", "strict ", "acled", "../policies/strict"])
def test_an_unknown_policy_is_a_usage_error_that_lists_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match="choose one of strict, acled-2024, airwars-observed"):
        policy(name)


def test_the_policies_offered_are_the_files_there_are() -> None:
    assert {f"{name}.toml" for name in POLICIES} == {p.name for p in (files("recount.ontology") / "policies").iterdir()}


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_is_named_versioned_and_well_formed(name: str) -> None:
    found = policy(name)
    assert found.name == name
    assert found.version
    assert found.title
    assert 0 <= found.about <= 100
    assert all(low >= 0 and (high == -1 or low <= high) for low, high in found.words.values())
