"""A mapping with changes on top is the mapping that was changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.review import patched as module
from recount.review.patched import patched

keys = st.integers(0, 9)
changes = st.lists(st.tuples(st.sets(keys), st.dictionaries(keys, st.integers())), max_size=6)


@given(st.dictionaries(keys, st.integers()), changes, st.sampled_from([0, 3, 5000]))
def test_it_holds_what_a_changed_dictionary_holds(held: dict[int, int], steps: list, most: int) -> None:  # type: ignore[type-arg]
    plain, before = dict(held), module.MOST
    module.MOST = most
    try:
        made = held
        for without, added in steps:
            for key in without:
                plain.pop(key, None)
            plain |= added
            made = patched(made, without, added)  # type: ignore[assignment]
            assert dict(made) == plain
            assert len(made) == len(plain)
            assert {key: made.get(key) for key in range(10)} == {key: plain.get(key) for key in range(10)}
            assert all((key in made) == (key in plain) for key in range(10))
    finally:
        module.MOST = before
