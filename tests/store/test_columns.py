"""Text that no database holds as it is, and how it is held."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from recount.store.columns import Words

DIALECT = sqlite.dialect()
anything = st.text(st.characters(codec=None))
whole = st.text(st.characters(codec="utf-8"))
odd = st.text(st.sampled_from("\x00\x01\x02\x03a0\u0639😀"))


def kept(value: str) -> str:
    found = Words().process_bind_param(value, DIALECT)
    assert found is not None
    return found


@given(anything | odd)
def test_text_comes_back_and_can_be_held(value: str) -> None:
    held = kept(value)
    assert "\x00" not in held
    held.encode("utf-8")
    assert Words().process_result_value(held, DIALECT) == value


@given(whole | odd, whole | odd)
def test_text_keeps_its_order(one: str, other: str) -> None:
    assert (kept(one) < kept(other)) == (one < other)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\x01")))
def test_ordinary_text_is_held_as_it_is(value: str) -> None:
    assert kept(value) == value


@pytest.mark.parametrize("value", ["\x01\x03d800", "\x01\x01", "\x01\x02", "\x00\x03d800", "\x01"])
def test_text_that_looks_like_an_escape_comes_back(value: str) -> None:
    assert Words().process_result_value(kept(value), DIALECT) == value


def test_nothing_is_held_as_nothing() -> None:
    assert Words().process_bind_param(None, DIALECT) is None
    assert Words().process_result_value(None, DIALECT) is None
