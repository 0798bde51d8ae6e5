"""Statements: what a report tells besides casualties."""

from __future__ import annotations

import pytest

from recount.model import Statement
from recount.model import StatementModality as M
from tests.claims.reading import read


def statement(sentence: str) -> Statement:
    (found,) = read(sentence).statements
    return found


@pytest.mark.parametrize(
    ("sentence", "kind", "what", "modality"),
    [
        ("Foreign ministers will meet in Lausanne on Saturday.", "meeting", "will meet", M.PLANNED),
        ("Foreign ministers met in Lausanne on Tuesday.", "meeting", "ministers met", M.ASSERTED),
        ("The army denied striking homes.", "denial", "denied", M.DENIED),
        ("Several governments accused Russia of war crimes.", "allegation", "accused", M.ALLEGED),
        ("The envoy called for an investigation into the raid.", "call", "called for", M.ASSERTED),
        ("The two sides reached an agreement on a pause.", "agreement", "reached an agreement", M.ASSERTED),
        ("The town has been under siege since Monday.", "siege", "under siege", M.ASSERTED),
        ("An aid convoy reached the camp.", "humanitarian", "aid convoy", M.ASSERTED),
        ("The sick were evacuated from the town.", "evacuation", "were evacuated", M.ASSERTED),
        ("Airstrikes hit a clinic at noon.", "attack", "Airstrikes hit", M.ASSERTED),
    ],
)
def test_a_trigger_names_the_kind(sentence: str, kind: str, what: str, modality: M) -> None:
    found = statement(sentence)
    assert (found.kind, found.what, found.modality) == (kind, what, modality)
    assert found.text == sentence


def test_an_attack_names_means_targets_day_and_place() -> None:
    found = statement("Airstrikes hit a hospital and two schools in Homs on Tuesday, a medic said.")
    assert (found.means, found.infrastructure) == ("airstrike", ("hospital", "school"))
    assert [m.words for m in found.where] == ["Homs"]
    assert found.when is not None
    assert found.when.words == "Tuesday"
    assert found.source is not None
    assert found.source.words == "a medic"


def test_only_attacks_have_targets() -> None:
    assert statement("The army denied being near the hospital.").infrastructure == ()


def test_parties_take_part() -> None:
    assert [m.words for m in statement("Russia denied it.").who] == ["Russia"]


@pytest.mark.parametrize(("mark", "new"), [("NEW: ", True), ("UPDATE: ", True), ("", False), ("New: ", False)])
def test_an_outlet_marks_what_is_new(mark: str, new: bool) -> None:
    assert statement(f"{mark}Foreign ministers met in Lausanne.").new is new


def test_a_sentence_states_each_kind_once() -> None:
    found = read("The aid convoy left, the sick were evacuated, the town was shelled and was bombed, it denied all.")
    assert [s.kind for s in found.statements] == ["humanitarian", "evacuation", "attack", "denial"]


def test_ids_are_unique_and_spans_slice_back() -> None:
    found = read("The army denied it. Russia denied it.\nThe army denied it.")
    assert len({s.id for s in found.statements}) == len(found.statements) == 2  # what the army says again is no news
    assert all(s.span.of(found.text.canonical) == s.text for s in found.statements)


@pytest.mark.parametrize(
    "sentence", ["He meets his wife daily.", "It rained on Monday.", "The deal was a bargain.", ""]
)
def test_other_sentences_state_nothing(sentence: str) -> None:
    assert read(sentence).statements == ()
