"""Suites gva and gvc: figures of aligned incidents, sums over all, and what stands beside them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recount.evaluate import evaluate
from recount.evaluate.reading import claims_of
from recount.evaluate.shootings import Counted, compared, metrics
from recount.model import GroundedClaim, Harm
from recount.ontology import policy
from recount.pipeline import derive
from tests.claimed import FARDOUS, Said, claimed
from tests.evaluate.test_suites import put

GOLD: list[dict[str, Any]] = [
    {"incident_id": "1", "killed": 2, "injured": 3, "doc_ids": ["a", "b"]},
    {"incident_id": "2", "killed": 0, "injured": 1, "doc_ids": ["c"]},
]


def claims() -> dict[str, list[GroundedClaim]]:
    """Two articles of one shooting, of which the second tells no injured; a third without a claim."""
    return {
        "a": [claimed(2, "a"), claimed(3, "a", harm=Harm.INJURED, said=Said(at=200))],
        "b": [claimed(2, "b")],
        "c": [],
    }


def counted(told: dict[str, list[GroundedClaim]], gold: list[dict[str, Any]]) -> list[Counted]:
    every = [claim for found in told.values() for claim in found]
    return compared(told, derive(every, (), policy=policy("airwars-observed")), gold)


def test_what_is_found_is_compared_incident_by_incident() -> None:
    found = metrics(counted(claims(), GOLD))
    assert (found["b3_f1"], found["killed_exact"]) == (1, 1)  # nobody counted is nobody killed
    assert found["injured_exact"] == found["both_exact"] == found["constant_both_exact"] == 0.5
    assert (found["sum_ratio_killed"], found["sum_ratio_injured"]) == (1, 0.75)
    assert (found["killed_contained"], found["mean_width"]) == (1, 0)


def test_an_incident_left_in_two_is_counted_twice_in_the_sum() -> None:
    told = {**claims(), "b": [claimed(2, "b", where=FARDOUS)]}
    found = metrics(counted(told, GOLD))
    assert found["sum_ratio_killed"] == 2
    assert found["b3_recall"] == pytest.approx(2 / 3)
    assert found["killed_exact"] == 1  # by the one of the two that it is aligned to


def test_an_incident_told_in_passing_adds_nothing() -> None:
    told = claims()
    told["a"].append(claimed(9, "a", where=FARDOUS, said=Said(at=600)))
    assert metrics(counted(told, GOLD))["sum_ratio_killed"] == 1


def test_the_order_of_articles_and_gold_changes_nothing() -> None:
    told = claims()
    other = dict(reversed(told.items()))
    assert counted(other, GOLD[::-1]) == counted(told, GOLD)


def article(name: str, text: str) -> dict[str, str]:
    return {"id": name, "title": "", "text": text, "pub_date": "2016-05-04"}


def test_the_suite_reads_articles_and_registry(tmp_path: Path) -> None:
    put(
        tmp_path,
        "corpora/gvc_docs.dev.jsonl.gz",
        article("a", "Two men were killed and three others injured in Springfield on Tuesday."),
        article("c", "The council met in Springfield."),
    )
    put(tmp_path, "corpora/gvc_incidents.dev.jsonl.gz", *GOLD)
    done = evaluate("gvc", tmp_path)
    assert done is not None
    assert (done.documents, [f.path.name for f in done.found]) == (
        2,
        ["gvc_docs.dev.jsonl.gz", "gvc_incidents.dev.jsonl.gz"],
    )
    assert done.metrics["killed_exact"] == 1
    assert "b3_f1" in done.intervals


def test_a_suite_without_its_registry_is_not_measured(tmp_path: Path) -> None:
    put(tmp_path, "corpora/gvc_docs.dev.jsonl.gz", article("a", "Two men were killed in Springfield."))
    assert evaluate("gvc", tmp_path) is None


def test_many_articles_read_by_several_processes_come_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.evaluate.reading.FEW", 3)
    monkeypatch.setattr("recount.evaluate.reading.BATCH", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    rows = [article(str(k), f"{k} people were killed in Springfield on Tuesday.") for k in range(2, 11)]

    def lazily() -> Iterator[dict[str, str]]:
        yield from rows

    found = list(claims_of(lazily()))
    assert [row for row, _ in found] == rows
    assert [claims[0].claim.stated.value for _, claims in found] == list(range(2, 11))


def test_metrics_of_a_resample_are_sums_over_it() -> None:
    results = counted(claims(), GOLD)
    drawn = random.Random(1).choices(results, k=len(results))
    assert 0 <= metrics(drawn)["b3_f1"] <= 1
    assert metrics([])["b3_f1"] == 0
