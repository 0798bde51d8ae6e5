"""`recount totals`, over the example reports and empty records."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from recount.model import Total, from_json
from recount.store import open_store
from tests.cli.conftest import Recount

WEEK = ("--from", "2016-10-11", "--to", "2016-10-13")


@pytest.fixture
def record(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "recount.db"))


def test_a_total_says_its_range_what_it_rests_on_and_what_is_left(recount: Recount, record: Path) -> None:
    done = recount("totals", "--place", "eastern Aleppo", *WEEK)
    assert (done.code, done.err) == (0, "")
    for words in ("160 to open", "lower end", "upper end", "sets no limit", "34 of the 160", "claim:"):
        assert words in done.out
    assert len(done.out.splitlines()) < 45


def test_as_json_it_is_one_object_that_reads_back(recount: Recount, record: Path) -> None:
    done = recount("totals", "--place", "eastern Aleppo", *WEEK, "--format", "jsonl")
    [line] = done.out.splitlines()
    found = from_json(Total, line)
    assert (found.low, found.high) == (160, None)
    assert json.loads(line)["asked"]["where"]["names"][0].casefold() == "eastern aleppo"


def test_arabic_script_asks_for_the_same_place(recount: Recount, record: Path) -> None:
    names = ("Aleppo", "حلب", "ALEPPO", "Halab")
    assert len({recount("totals", "--place", name, "--format", "jsonl").out for name in names}) == 1


def test_casualties_are_no_fewer_than_the_killed_and_children_no_more(recount: Recount, record: Path) -> None:
    def low(*options: str) -> int:
        return int(recount("totals", *options, "--format", "jsonl").lines[0]["low"])

    assert low("--victims", "children") <= low("--victims", "civilians") <= low() <= low("--harm", "casualties")


def test_where_nothing_is_counted_that_is_said(recount: Recount, record: Path) -> None:
    done = recount("totals", "--harm", "displaced")
    assert (done.code, done.out) == (0, "")
    assert "no claim in the record counts people for this (Displaced, everywhere, all days)" in done.err


def test_an_empty_record_has_no_total(recount: Recount, tmp_path: Path) -> None:
    open_store(str(tmp_path / "recount.db"), create=True).close()
    done = recount("totals")
    assert (done.code, done.out) == (0, "")
    assert "no total" in done.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--place", "Nowhereville"), "no place called 'Nowhereville'"),
        (("--place", "Paris"), "several places are called 'Paris'"),
        (("--place", " , "), "no place called"),
        (("--from", "2016-10-13", "--to", "2016-10-11"), "is before the first"),
        (("--victims", "pilots"), "'pilots' is not one of"),
        (("--harm", "robbed"), "'robbed' is not one of"),
        (("--from", "Tuesday"), "is not a day"),
    ],
)
def test_what_can_not_be_asked_is_refused(recount: Recount, record: Path, options: tuple[str, ...], words: str) -> None:
    done = recount("totals", *options)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
