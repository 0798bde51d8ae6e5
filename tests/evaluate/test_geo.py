"""Suite geo: what counts as found, as near, and as refused."""

from __future__ import annotations

from typing import Any

from recount.evaluate.geo import SUITE, gold_of, measure, metrics

TEXT = "A storm hit Marseille and Lyon. The minister came from Paris, and the Turkish envoy stayed."


def row(*marked: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    gold = [{"start": TEXT.index(w), "end": TEXT.index(w) + len(w), "text": w, **more} for w, more in marked]
    return {"id": "r", "text": TEXT, "gold": gold}


MARSEILLE = ("Marseille", {"lat": 43.3, "lon": 5.4, "geonameid": "2995469"})
LYON = ("Lyon", {"lat": 45.75, "lon": 4.85, "geonameid": "2996944"})
TURKISH = ("Turkish", {"lat": 39.0, "lon": 35.0, "geonameid": "298795"})
PARIS = ("Paris", {"lat": 48.85, "lon": 2.35, "geonameid": "2988507"})


def test_all_found_and_near_scores_one() -> None:
    found = metrics([measure(row(MARSEILLE, LYON, TURKISH, PARIS))])
    assert found["recognition_f1"] == found["acc161"] == found["end_to_end_f1"] == 1.0


def test_a_place_elsewhere_is_far_and_the_same_entry_is_near_wherever_its_point_is() -> None:
    far = ("Paris", {"lat": 33.66, "lon": -95.55, "geonameid": "4717560"})
    moved = ("Lyon", {"lat": 10.0, "lon": 10.0, "geonameid": "2996944"})
    found = metrics([measure(row(MARSEILLE, moved, TURKISH, far))])
    assert found["acc161"] == 0.75
    assert found["acc161_by_points"] == 0.5


def test_what_is_found_where_the_gold_has_a_word_for_people_without_a_point_counts_for_nothing() -> None:
    demonym = ("Turkish", {"type": "Demonym", "lat": None, "lon": None})
    assert [g.ignored for g in gold_of(row(demonym))] == [True]
    assert metrics([measure(row(MARSEILLE, LYON, demonym, PARIS))])["recognition_precision"] == 1.0


def test_a_missed_and_a_wrong_name_lower_recognition() -> None:
    storm = ("storm", {"lat": 1.0, "lon": 1.0, "geonameid": "1"})
    found = metrics([measure(row(MARSEILLE, LYON, storm, PARIS))])
    assert found["recognition_precision"] == found["recognition_recall"] == 0.75


def test_the_three_sets_are_measured_side_by_side() -> None:
    assert [part.name for part in SUITE.parts] == ["lgl", "trnews", "gwn"]
