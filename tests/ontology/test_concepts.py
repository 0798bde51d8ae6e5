"""The vocabulary: every file loads, and what the code names is there."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files

import pytest

from recount.lang.loader import lexicon
from recount.model import Harm
from recount.ontology import Event, HarmConcept, Weapon, event, events, harms, weapons

MEANS = {
    *"airstrike shelling missile suicide_bombing bombing landmine chemical gunfire clash execution siege other".split(),
    "unknown",
}
KINDS = set("attack statement denial allegation call meeting agreement siege humanitarian evacuation".split())


def test_harms_are_those_of_the_model() -> None:
    assert set(harms()) == {h.value for h in Harm}


def test_means_are_those_that_claims_may_name() -> None:
    assert set(weapons()) == MEANS


def test_kinds_of_statement_are_those_that_statements_may_name() -> None:
    assert set(events()) == KINDS


FOLDERS: dict[str, Callable[[], Mapping[str, HarmConcept | Weapon | Event]]] = {
    "harms": harms,
    "weapons": weapons,
    "events": events,
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_one_concept_with_a_label_and_a_definition_of_its_own(folder: str) -> None:
    loaded = FOLDERS[folder]()
    paths = [p for p in (files("recount.ontology") / folder).iterdir() if p.is_file()]
    assert {p.name for p in paths} == {f"{name}.toml" for name in loaded}
    assert all(c.label and c.definition.endswith(".") for c in loaded.values())
    assert len({c.definition for c in loaded.values()}) == len(loaded)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_holds_a_field_that_nobody_reads(folder: str) -> None:
    known = set(type(next(iter(FOLDERS[folder]().values()))).__slots__)
    for path in (files("recount.ontology") / folder).iterdir():
        assert set(tomllib.loads(path.read_text("utf-8"))) <= known, path.name


def test_pooled_harms_are_harms() -> None:
    assert all(set(h.sum_of) <= set(harms()) for h in harms().values())
    assert set(harms()["casualties"].sum_of) == {"killed", "injured"}


def test_every_word_of_the_lexicons_stands_for_a_concept_with_a_file() -> None:
    assert {row["concept"] for row in lexicon("en", "weapons")["entry"]} <= set(weapons())
    assert {row["kind"] for row in lexicon("en", "statements")["entry"]} <= set(events())
    assert {row["harm"] for row in lexicon("en", "harms")["trigger"]} == set(harms())


def test_every_weapon_has_the_codes_of_others() -> None:
    assert [name for name, w in weapons().items() if not (w.acled and w.airwars)] == []


def test_plover_categories_are_written_as_plover_writes_them() -> None:
    assert all(e.plover == e.plover.upper() and e.mode == e.mode.lower() for e in events().values())


def test_an_event_is_had_by_its_name() -> None:
    assert event("meeting").plover == "CONSULT"
    with pytest.raises(KeyError):
        event("party")


def test_the_vocabulary_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        harms()["killed"] = harms()["injured"]  # type: ignore[index]
