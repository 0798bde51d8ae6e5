"""Floors: what the fast suites measured once, they measure again; and no floor sinks unseen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recount.evaluate import SUITES, evaluate
from tools.floors import FLOORS, below, lift

FAST = ("claims", "statements", "case21", "incidents", "gvc")

LEAST = {
    "claims": {"claim_f1": 0.95, "source_accuracy": 0.84, "means_accuracy": 0.9, "scope_accuracy": 0.83},
    "statements": {"recall": 0.8, "precision": 0.6},
    "case21": {"means_accuracy": 0.8},
    "airwars": {
        "max_extracted": 0.82,
        "killed_both_exact": 0.6,
        "killed_contained": 0.7,
        "date_exact": 0.85,
        "within_2km": 0.6,
        "within_5km": 0.74,
    },
    "incidents": {
        "b3_f1": 0.78,
        "link_precision": 0.88,
        "link_recall": 0.72,
        "killed_exact": 0.66,
        "killed_contained": 0.75,
    },
    "gva": {"b3_f1": 0.89, "both_exact": 0.61},
    "gvc": {"b3_f1": 0.88, "both_exact": 0.6},
    "muc4": {"f": 0.4, "victim_number_f": 0.6, "toll_exact": 0.5},
    "polnear": {"source_f1": 0.74, "cue_f1": 0.62, "content_f1": 0.81, "full_f1": 0.52},
    "temporal": {"tempeval3.value_f1": 0.77, "wikiwars.lenient_value_f1": 0.83},
    "geo": {"lgl.acc161": 0.87, "trnews.acc161": 0.94, "gwn.acc161": 0.9},
}
"""What no floor may sink below: whoever lowers one by mistake meets it here a second time."""


def floors() -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("suite", FAST)
def test_a_suite_reaches_its_floors(suite: str, data_folder: Path) -> None:
    done = evaluate(suite, data_folder)
    assert done is not None
    assert below(suite, floors()[suite], done) == []


def test_every_suite_has_floors_and_none_has_sunk() -> None:
    assert set(floors()) == set(SUITES)
    for suite, least in LEAST.items():
        for name, value in least.items():
            assert floors()[suite]["floors"][name] >= value, f"{suite} {name}"


def test_a_metric_below_its_floor_and_another_file_are_told(data_folder: Path) -> None:
    done = evaluate("statements", data_folder)
    assert done is not None
    assert below("statements", {"data": {}, "floors": {"recall": 1.1}}, done) != []
    other = {"data": {done.found[0].path.name: "0"}, "floors": {"recall": 0.0}}
    assert "not the file" in below("statements", other, done)[0]


def test_floors_are_only_ever_lifted(data_folder: Path) -> None:
    done = evaluate("statements", data_folder)
    assert done is not None
    row = {"data": {}, "floors": {"recall": 0.99, "precision": 0.0}}
    lift(row, done)
    assert row["floors"]["recall"] == 0.99
    assert 0 < row["floors"]["precision"] < done.metrics["precision"]


def test_a_floor_of_what_was_not_measured_is_told(data_folder: Path) -> None:
    done = evaluate("statements", data_folder)
    assert done is not None
    assert "was not measured" in below("statements", {"data": {}, "floors": {"part.f1": 0.1}}, done)[0]
