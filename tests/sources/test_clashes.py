"""Reports of one run that claim the same id."""

from __future__ import annotations

import tracemalloc
from itertools import permutations

import pytest

from recount.model import Failure, Report
from recount.sources import Passed, without_clashes


def report(text: str, *, retrieved: str | None = None, given_id: str = "a") -> Report:
    return Report(given_id=given_id, text=text, retrieved=retrieved)


def kept(*reports: Report) -> list[str]:
    return [one.text for one in without_clashes(reports) if isinstance(one, Report)]


def test_other_words_under_one_id_are_refused_and_named() -> None:
    first, second = without_clashes([report("one"), report("two")])
    assert first == report("one")
    assert isinstance(second, Failure)
    assert (second.report, second.stage) == ("a", "sources")
    assert second.error.startswith("another report of this run has this id and other words")


def test_the_same_words_again_are_no_clash() -> None:
    assert kept(report("one"), report("one"), report("one")) == ["one"] * 3


def test_other_ids_are_no_clash() -> None:
    assert kept(report("one"), report("two", given_id="b")) == ["one", "two"]


@pytest.mark.parametrize(
    ("retrieved", "texts"),
    [
        (("1", "2", "3"), ["0", "1", "2"]),
        (("1", "3", "2"), ["0", "1"]),
        (("2", "1", "3"), ["0", "2"]),
        (("1", "1", "2"), ["0", "2"]),
        ((None, "1", "2"), ["0"]),
        (("1", None, "2"), ["0", "2"]),
        (("1", "", "2"), ["0", "2"]),
    ],
)
def test_a_later_version_must_have_been_retrieved_later(retrieved: tuple[str | None, ...], texts: list[str]) -> None:
    reports = [report(str(at), retrieved=when) for at, when in enumerate(retrieved)]
    assert kept(*reports) == texts


def test_exactly_one_of_undated_rivals_is_kept_whatever_their_order() -> None:
    for order in permutations([report("one"), report("two"), report("three")]):
        assert kept(*order) == [order[0].text]


def test_an_older_version_behind_a_newer_one_is_told_as_such() -> None:
    _, second = without_clashes([report("one", retrieved="2"), report("two", retrieved="1")])
    assert isinstance(second, Failure)
    assert second.error.startswith("is an older version")


def test_a_million_reports_take_little_memory() -> None:
    reports = [
        report("one", given_id=f"https://news.example/{n}", retrieved=f"2026-01-02T{n:06}Z") for n in range(20_000)
    ]
    tracemalloc.start()
    for _ in without_clashes(reports):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak / len(reports) < 300  # bytes


def test_what_is_no_report_passes_through() -> None:
    others: list[Report | Failure | Passed] = [Failure(report="a", stage="sources", error="x"), Passed(path="a")]
    assert list(without_clashes(others)) == others
