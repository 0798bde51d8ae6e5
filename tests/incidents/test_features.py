"""The comparisons: what speaks for one event, what against, what says nothing, and that no sentence names a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recount.incidents.features import (
    compatible_tolls,
    same_day,
    same_means,
    same_place,
    shared_names,
    shared_streets,
    told_together,
)
from recount.incidents.matcher import MODEL, are_parted, compare, reasons, weights
from recount.incidents.tellings import Telling, find_tellings
from recount.model import GroundedClaim
from tests.claimed import ALEPPO, BUSTAN, FARDOUS, TUESDAY, WEDNESDAY, Said, claimed
from training.incidents.page import page

RARE = tuple(f"name:{word}" for word in ("zabrin", "qumlat", "ferrowich", "obansky", "tillmar"))


def telling(claim: GroundedClaim) -> Telling:
    [found] = find_tellings([claim])
    return found


def detailed(claim: GroundedClaim, *details: str) -> Telling:
    return telling(replace(claim, details=tuple(sorted(details))))


@pytest.mark.parametrize(
    ("one", "other", "speaks"),
    [
        (TUESDAY, TUESDAY, 1),
        (TUESDAY, (TUESDAY, WEDNESDAY), 1),
        (TUESDAY, None, 0),
        (TUESDAY, WEDNESDAY, -1),
        (TUESDAY, "2016-10-14", -1),
    ],
)
def test_days(one: str, other: tuple[str, str] | str | None, speaks: int) -> None:
    found = same_day(telling(claimed(9, "a", days=one)), telling(claimed(9, "b", days=other)))
    assert (found.score > 0) - (found.score < 0) == speaks


def test_the_day_after_may_be_a_night_and_parts_nothing() -> None:
    one, next_day, later = (telling(claimed(9, "a", days=d)) for d in (TUESDAY, WEDNESDAY, "2016-10-13"))
    assert not same_day(one, next_day).parts
    assert same_day(one, later).parts


@pytest.mark.parametrize(
    ("one", "other", "speaks"),
    [
        (BUSTAN, BUSTAN, 1),
        (("Atmeh", "Idlib", "Syria"), ("Atme", "Idlib", "Syria"), 1),
        (("al-Jamilia", "Aleppo", "Syria"), ("Jameliaiah", "Aleppo", "Syria"), 1),
        (BUSTAN, ALEPPO, 1),
        (BUSTAN, ("Syria",), 1),
        (BUSTAN, None, 0),
        (BUSTAN, FARDOUS, -1),
        (("Homs", "Syria"), ("Hama", "Syria"), -1),
    ],
)
def test_places(one: tuple[str, ...], other: tuple[str, ...] | None, speaks: int) -> None:
    found = same_place(telling(claimed(9, "a", where=one)), telling(claimed(9, "b", where=other)))
    assert (found.score > 0) - (found.score < 0) == speaks


def test_a_town_says_more_than_a_country() -> None:
    at = telling(claimed(9, "a"))
    town, country = (telling(claimed(9, "b", where=w)) for w in (ALEPPO, ("Syria",)))
    assert same_place(at, town).score > same_place(at, country).score


@pytest.mark.parametrize(
    ("one", "other", "speaks"), [(81, 81, 1), (81, 70, 1), (81, 30, 0), (81, 15, -1), (4, 90, -1), (1, 1, 1), (1, 3, 0)]
)
def test_tolls(one: int, other: int, speaks: int) -> None:
    found = compatible_tolls(telling(claimed(one, "a")), telling(claimed(other, "b")))
    assert (found.score > 0) - (found.score < 0) == speaks


def test_one_killed_twice_says_less_than_eighty_one_killed_twice() -> None:
    small, large = (compatible_tolls(telling(claimed(n, "a")), telling(claimed(n, "b"))) for n in (1, 81))
    assert small.score < large.score


def test_means_that_are_often_mixed_up_speak_against_less_than_others() -> None:
    raid, shells, knife = (telling(claimed(9, "a", said=Said(means=m))) for m in ("airstrike", "shelling", "execution"))
    assert same_means(raid, knife).score < same_means(raid, shells).score < 0
    assert same_means(raid, telling(claimed(9, "b", said=Said(means="unknown")))).score == 0


def test_without_a_day_it_counts_how_near_the_reports_are() -> None:
    known = telling(claimed(9, "a"))
    near, far = (telling(claimed(9, "b", days=None, published=p)) for p in ("2016-10-12", "2017-03-01"))
    assert told_together(known, near).score > 0 > told_together(known, far).score
    assert told_together(known, telling(claimed(9, "b"))).score == 0


def test_what_was_reported_before_it_happened_is_another_event() -> None:
    early = telling(claimed(9, "b", days=None, published="2016-10-02"))
    assert told_together(telling(claimed(9, "a")), early).parts


def test_rare_names_count_and_names_in_every_report_do_not() -> None:
    rare = shared_names(detailed(claimed(9, "a"), *RARE), detailed(claimed(9, "b"), *RARE))
    usual = ("name:siria", "name:rusian")
    common = shared_names(detailed(claimed(9, "a"), *usual), detailed(claimed(9, "b"), *usual))
    assert rare.score == 1
    assert common.score < 0.3


def test_streets_and_blocks_count_together() -> None:
    one = detailed(claimed(9, "a"), "street:harlow", "block:1100")
    assert shared_streets(one, one).score > shared_streets(one, detailed(claimed(9, "b"), "street:harlow")).score > 0


def test_shared_names_overrule_a_day_misread_but_not_the_furniture_of_one_outlet() -> None:
    here = detailed(claimed(9, "a"), *RARE)
    there = detailed(claimed(9, "b", days="2016-10-16"), *RARE)
    assert not are_parted(here, there)
    assert are_parted(here, replace(there, outlet="a"))
    assert are_parted(telling(claimed(9, "a")), telling(claimed(9, "b", days="2016-10-16")))


def test_comparing_is_symmetric() -> None:
    one = detailed(claimed(9, "a", where=ALEPPO), *RARE[:2])
    other = detailed(claimed(12, "b", days=None, said=Said(means="shelling")), *RARE)
    assert compare(one, other, weights()) == compare(other, one, weights())


def test_no_sentence_names_what_was_named() -> None:
    one, other = detailed(claimed(9, "a"), *RARE), detailed(claimed(9, "b"), *RARE)
    told = " ".join(r.sentence for r in reasons(one, other, weights())).lower()
    assert "names told beside the figures" in told
    assert not any(name.removeprefix("name:") in told for name in RARE)


def test_every_comparison_says_what_it_compares() -> None:
    for feature in MODEL:
        assert (feature.__doc__ or "").strip().endswith(".")


def test_no_weight_turns_a_comparison_against_its_own_sentence() -> None:
    table, names = weights(), {feature.__name__ for feature in MODEL}
    for side in (table.pro, table.con):
        assert side.keys() <= names
        assert min(side.values()) >= 0


def test_the_table_in_the_manual_is_the_one_that_is_used(repository: Path) -> None:
    text = (repository / "docs" / "incidents.md").read_text(encoding="utf-8")
    assert page(text) == text, "python -m training.incidents.page"
