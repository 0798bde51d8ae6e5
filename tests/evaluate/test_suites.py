"""Suites: files are found, documents measured, metrics and intervals printed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from recount.cli import cli
from recount.errors import InputError, UsageError
from recount.evaluate import SUITES, Several, Suite, evaluate
from recount.evaluate.agreement import alike, same_days, same_names
from recount.evaluate.files import find, rows
from recount.evaluate.intervals import bootstrap

REPORT = {
    "id": "one",
    "published": "2016-10-14",
    "title": "Nine dead in market raid",
    "text": "An air strike killed nine people in Homs on Tuesday, a nurse said. Two soldiers were wounded.",
    "claims": [
        {
            "text": "Nine",
            "context": "Nine dead",
            "value": 9,
            "bound": "exact",
            "harm": "killed",
            "means": "airstrike",
            "source": "the mayor",
        },
        {
            "text": "nine people",
            "context": "killed nine people in Homs",
            "value": 9,
            "bound": "exact",
            "harm": "killed",
            "means": "shelling",
            "accept": {"means": ["airstrike"]},
            "source": "a nurse",
            "repeat_of": 0,
        },
        {
            "text": "40 shops",
            "context": "40 shops",
            "value": 40,
            "bound": "exact",
            "harm": "killed",
            "means": "unknown",
        },
    ],
}


def put(folder: Path, name: str, *lines: dict[str, Any]) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(line) + "\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


@pytest.mark.parametrize(
    "name", ["s.dev.jsonl.gz", "corpora/s.dev.jsonl.gz", "gold/s-dev.jsonl", "s-train.jsonl", "s.jsonl"]
)
def test_a_set_is_found_under_each_of_its_names(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, {"id": "one"})
    found = find(tmp_path, "s")
    assert found is not None
    assert found.path == path
    assert list(rows(found.path)) == [{"id": "one"}]


def test_the_developer_part_comes_before_the_training_part(tmp_path: Path) -> None:
    put(tmp_path, "s-train.jsonl", {"id": "train"})
    put(tmp_path, "gold/s-dev.jsonl", {"id": "dev"})
    found, named = find(tmp_path, "s"), find(tmp_path, "s", "train")
    assert found is not None
    assert named is not None
    assert (found.split, named.split) == ("dev", "train")


def test_a_set_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    assert find(tmp_path, "s") is None
    assert evaluate("claims", tmp_path) is None


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text('{"id": 1}\n{"id":\n')
    with pytest.raises(InputError, match="line 2"):
        list(rows(path))


def test_claims_are_matched_by_span_harm_and_value(tmp_path: Path) -> None:
    put(tmp_path, "claims-dev.jsonl", REPORT)
    done = evaluate("claims", tmp_path)
    assert done is not None
    metrics = done.metrics
    assert (metrics["gold_claims"], metrics["predicted_claims"]) == (3, 3)
    assert metrics["claim_recall"] == metrics["claim_precision"] == pytest.approx(2 / 3)
    assert metrics["means_accuracy"] == metrics["repeat_of_accuracy"] == 1  # one by its accepted second reading
    assert metrics["source_accuracy"] == 0.5  # the heading's is another in the gold


def test_metrics_that_are_fractions_have_intervals_around_them(tmp_path: Path) -> None:
    put(
        tmp_path,
        "claims-dev.jsonl",
        REPORT,
        {**REPORT, "id": "two", "text": "It rained.", "claims": REPORT["claims"][:1]},
    )
    done = evaluate("claims", tmp_path)
    assert done is not None
    low, high = done.intervals["claim_f1"]
    assert low <= done.metrics["claim_f1"] <= high
    assert low < high


def test_intervals_are_the_same_each_time() -> None:
    results = [0, 1, 1, 0, 1]

    def mean(sample: Sequence[int]) -> dict[str, float]:
        return {"mean": sum(sample) / len(sample)}

    assert bootstrap(results, mean, mean(results)) == bootstrap(results, mean, mean(results))
    assert bootstrap(results[:1], mean, mean(results)) == {}


def test_the_last_line_is_one_object_with_all_metrics(tmp_path: Path) -> None:
    put(tmp_path, "claims-dev.jsonl", REPORT)
    done = CliRunner().invoke(cli, ["evaluate", "claims", "--data", str(tmp_path), "--format", "json"])
    assert done.exit_code == 0
    line = json.loads(done.stdout.splitlines()[-1])
    assert line["documents"] == 1
    assert {"claim_f1", "source_accuracy", "part_of_accuracy", "complete_f1", "intervals"} <= line.keys()


def test_no_data_is_told_and_exit_code_2(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["evaluate", "claims", "--data", str(tmp_path)])
    assert done.exit_code == 2
    assert "skipped claims" in done.stderr


def test_an_unknown_suite_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown suite 'weather'"):
        evaluate("weather", tmp_path)


def test_every_suite_says_what_it_measures() -> None:
    for name in SUITES:
        suite = SUITES.get(name)
        assert suite.name == name
        assert suite.about.endswith(".")
        assert suite.sets


def test_snippets_without_a_class_of_means_are_passed_over(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": "Warplanes bombed the town, killing nine people.", "gold": "AIR_STRIKE"},
        {"id": "b", "text": "A mortar shell hit a school.", "gold": "SUIC_BOMB"},
        {"id": "c", "text": "They signed a truce.", "gold": "AGREEMENT"},
    ]
    put(tmp_path, "case21_task2.dev.jsonl.gz", *lines)
    done = evaluate("case21", tmp_path)
    assert done is not None
    assert (done.documents, done.metrics["snippets"], done.metrics["means_accuracy"]) == (3, 2, 0.5)


def test_a_narrative_gives_range_day_and_distance(tmp_path: Path) -> None:
    gold = {"civilians_killed": {"min": 9, "max": 9}}
    text = "On October 11, 2016, an air strike killed nine people in Homs."
    row = {"id": "a", "text": text, "gold": gold, "incident_date": "2016-10-11", "incident_date_end": "2016-10-11"}
    put(tmp_path, "airwars_gaza.dev.jsonl.gz", {**row, "lat": 34.73, "lon": 36.71, "geo_precision": "Street"})
    done = evaluate("airwars", tmp_path)
    assert done is not None
    wanted = ("killed_min_exact", "killed_max_exact", "killed_both_exact", "max_extracted", "date_exact", "within_5km")
    assert {name: done.metrics[name] for name in wanted} == dict.fromkeys(wanted, 1.0)
    assert done.metrics["median_km"] < 5


def quoted(text: str, source: str, cue: str, *content: str) -> dict[str, Any]:
    """An attribution of a corpus; its offsets count from the text alone."""
    spans = {"source": [source] if source else [], "cue": [cue], "content": list(content)}
    return {
        role: [{"spans": [[text.index(w), text.index(w) + len(w)] for w in found], "text": " ".join(found)}]
        for role, found in spans.items()
    }


@pytest.mark.parametrize(
    ("source", "cue", "content", "wanted"),
    [
        ("The mayor", "said", "the bridge would reopen in May", (1.0, 1.0, 1.0, 1.0)),
        ("mayor", "said", "the bridge would reopen in May", (2 / 3, 1.0, 1.0, 1.0)),
        ("mayor", "said", "in May", (2 / 3, 1.0, 0.5, 0.0)),
        ("", "said", "the bridge would reopen in May", (0.0, 1.0, 1.0, 0.0)),
        ("The mayor", "would", "the bridge", (1.0, 0.0, 0.5, 0.0)),
    ],
)
def test_attributions_are_compared_by_tokens_and_whole(
    tmp_path: Path, source: str, cue: str, content: str, wanted: tuple[float, ...]
) -> None:
    text = "The mayor said the bridge would reopen in May."
    put(tmp_path, "polnear.dev.jsonl.gz", {"id": "a", "text": text, "gold": [quoted(text, source, cue, content)]})
    done = evaluate("polnear", tmp_path)
    assert done is not None
    found = tuple(done.metrics[name] for name in ("source_f1", "cue_f1", "content_f1", "full_f1"))
    assert found == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Syrian Observatory for Human Rights", "the Observatory", True),
        ("east Aleppo", "western Aleppo", False),
        ("Homs", "Homs city", True),
        ("", "", True),
        ("Homs", "", False),
        ("Syrian Network for Human Rights", "SOHR", False),
    ],
)
def test_names_are_alike(a: str, b: str, same: bool) -> None:
    assert alike(a, b) is same


def test_ranges_and_lists_agree_by_half() -> None:
    week = {"start": "2016-10-10", "end": "2016-10-13"}
    assert same_days(week, {"start": "2016-10-12", "end": "2016-10-13"})
    assert not same_days(week, {"start": "2016-10-13", "end": "2016-10-13"})
    assert same_names(["Russia", "Daesh"], ["Russia"])
    assert not same_names(["Russia"], [])


def _length_of(row: dict[str, Any]) -> int:
    return len(row["text"])


def _mean_length(results: Sequence[int]) -> dict[str, float]:
    return {"mean_length": sum(results) / len(results)}


def _of_two_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = tuple(
        Suite(name=n, sets=(f"{n}_texts",), measure=_length_of, metrics=_mean_length, about="Length.")
        for n in ("long", "short")
    )
    monkeypatch.setitem(SUITES._known, "lengths", Several(name="lengths", parts=parts, about="Lengths."))


def test_a_suite_of_several_sets_prints_an_object_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _of_two_sets(monkeypatch)
    put(tmp_path, "long_texts.dev.jsonl.gz", {"text": "abcdef"}, {"text": "abcd"})
    put(tmp_path, "short_texts.train.jsonl.gz", {"text": "a"})
    done = CliRunner().invoke(cli, ["evaluate", "lengths", "--data", str(tmp_path), "--format", "json"])
    line = json.loads(done.stdout.splitlines()[-1])
    assert (line["split"], line["documents"]) == ("dev/train", 3)
    assert line["long"] == {"documents": 2, "mean_length": 5}
    assert line["short"] == {"documents": 1, "mean_length": 1}
    table = CliRunner().invoke(cli, ["evaluate", "lengths", "--data", str(tmp_path)])
    assert "long.mean length" in table.stdout


def test_a_set_that_is_not_there_is_skipped_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _of_two_sets(monkeypatch)
    put(tmp_path, "short_texts.dev.jsonl.gz", {"text": "abc"})
    done = CliRunner().invoke(cli, ["evaluate", "lengths", "--data", str(tmp_path), "--format", "json"])
    assert done.exit_code == 0
    assert "skipped long_texts" in done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["short"] == {"documents": 1, "mean_length": 3}
    assert evaluate("lengths", tmp_path / "nowhere") is None


def test_times_are_measured_by_overlap_span_and_value(tmp_path: Path) -> None:
    text = "It burned on Tuesday and again in the past two weeks; now it rains."
    gold = [("Tuesday", "2016-10-11"), ("past two weeks", "P2W"), ("rains", None)]
    marks = [{"start": text.index(w), "end": text.index(w) + len(w), "val": v} for w, v in gold]
    put(tmp_path, "tempeval3.train.jsonl.gz", {"id": "a", "pub_date": "2016-10-14", "text": text, "gold": marks})
    done = evaluate("temporal", tmp_path)
    assert done is not None
    assert done.missing == ("wikiwars",)
    assert done.metrics["tempeval3.relaxed_f1"] == done.metrics["tempeval3.value_f1"] == pytest.approx(2 / 3)
    assert done.metrics["tempeval3.strict_f1"] == pytest.approx(1 / 3)
