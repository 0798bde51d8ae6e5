"""Every model class survives JSON, can't be changed and carries no hidden dictionary."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.model import Quantity, Report, Span, Token, from_json, to_json
from tests.model.made import CLASSES, made

SOME = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
NAMES = [cls.__name__ for cls in CLASSES]


def test_the_model_offers_its_classes() -> None:
    assert len(CLASSES) >= 30


@pytest.mark.parametrize("cls", CLASSES, ids=NAMES)
@given(data=st.data())
@SOME
def test_json_gives_back_what_went_in(cls: type[object], data: st.DataObject) -> None:
    thing = data.draw(made(cls))
    line = to_json(thing)
    again = from_json(cls, line)
    assert again == thing
    assert to_json(again) == line
    assert "\n" not in line


@pytest.mark.parametrize("cls", CLASSES, ids=NAMES)
def test_a_class_is_frozen_slotted_and_called_by_name(cls: type[object]) -> None:
    assert "__slots__" in vars(cls)
    assert not hasattr(cls.__new__(cls), "__dict__")
    assert all(f.kw_only for f in dataclasses.fields(cls) if f.init)  # type: ignore[arg-type]  # all are dataclasses
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(cls.__new__(cls), dataclasses.fields(cls)[0].name, None)  # type: ignore[arg-type]


def test_a_token_is_a_plain_tuple_and_survives_json() -> None:
    token = Token(3, 8, "Häuser", "häuser")
    assert from_json(Token, to_json(token)) == token


def test_dates_are_written_as_iso_days() -> None:
    line = to_json(Report(given_id="r", text="x", published=date(2016, 10, 14)))
    assert '"published":"2016-10-14"' in line


def test_the_id_of_a_report_read_back_is_made_anew() -> None:
    line = to_json(Report(given_id="r", text="old words")).replace("old words", "new words")
    assert from_json(Report, line).id == Report(given_id="r", text="new words").id


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '{"low":1}', '{"low":"1","high":2}', '{"low":2,"high":1}'])
def test_what_is_no_quantity_is_refused_with_its_name(line: str) -> None:
    with pytest.raises(ValueError, match="not a Quantity"):
        from_json(Quantity, line)


def test_a_span_read_back_is_checked_again() -> None:
    with pytest.raises(ValueError, match="not a span"):
        from_json(Span, '{"start":3,"end":1}')
