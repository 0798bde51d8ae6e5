"""Objects of a JSON text one by one, wherever the text is cut while it is read."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import InputError
from recount.store.own_places import json_values
from recount.store.own_places.json_values import objects

HERE = Path("places.json")

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)
OBJECTS = st.dictionaries(st.text(max_size=5).filter(lambda key: key != "features"), VALUES, max_size=4)


@given(rows=st.lists(OBJECTS, max_size=5), chunk=st.integers(1, 40), indent=st.sampled_from([None, 1]))
def test_objects_are_the_same_however_the_text_is_written_and_cut(
    rows: list[dict[str, object]], chunk: int, indent: int | None
) -> None:
    texts = (
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows),
        json.dumps(rows, indent=indent),
        json.dumps({"name": 1.5e-7, "features": rows, "crs": {"a": [1]}}, indent=indent),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_values, "CHUNK", chunk)
        for text in texts:
            assert list(objects(io.StringIO(text), HERE)) == rows


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"features": [{"a": 1}, {"a"', "cut off"),
        ('{"features": [{"a": 1}', "cut off"),
        ('[{"a": 1}, 5]', "an object was expected"),
        ('{"a" 1}', "a name and a colon"),
        ('{"a": 1 "b": 2}', "a comma or }"),
        ("hello", "an object was expected"),
        ('{"a": ' + "[" * 100_000, "nested too deeply"),
        ('{"a": truth}', "Expecting value"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(InputError, match=rf"places.json: no JSON of places at character [\d,]+: .*{told}"):
        list(objects(io.StringIO(text), HERE))
