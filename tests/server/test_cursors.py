from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.server.http.cursors import At, BadCursor, part_of, read_cursor, write_cursor

ROWS: list[At] = [(-5, "a"), (-5, "b"), (-2, "a"), (0, "é"), (3, "z")]


def page(rows: list[At], cursor: str = "", limit: int = 2) -> tuple[tuple[At, ...], str, str | None]:
    part = part_of(rows, lambda row: row, order="rows", cursor=cursor, limit=limit)
    return part.rows, part.next, part.before


def test_paging_shows_every_row_once() -> None:
    first, after, before = page(ROWS)
    second, later, back = page(ROWS, after)
    third, end, _ = page(ROWS, later)
    assert [*first, *second, *third] == ROWS
    assert (end, before, back) == ("", None, "")


def test_a_row_that_came_or_went_meanwhile_moves_no_other() -> None:
    _, after, _ = page(ROWS)
    fewer = [row for row in ROWS if row != (-5, "b")]
    assert page(fewer, after)[0] == ((-2, "a"), (0, "é"))
    assert page([(-9, "new"), *ROWS], after)[0] == ((-2, "a"), (0, "é"))


def test_one_can_go_back() -> None:
    _, after, _ = page(ROWS)
    _, later, _ = page(ROWS, after)
    _, _, back = page(ROWS, later)
    assert back is not None
    assert page(ROWS, back)[0] == ((-2, "a"), (0, "é"))


@pytest.mark.parametrize(
    "cursor",
    ["?", "AAAA", "é", "W10", write_cursor("other", (1, "a")), write_cursor("rows", ("a", "a")), "W" * 499, "bnVsbA"],
)
def test_a_cursor_of_no_list_of_this_order_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor, match="Start from the list's beginning"):
        page(ROWS, cursor)


@given(st.lists(st.integers() | st.text(), min_size=1, max_size=6))
def test_a_cursor_gives_back_its_place(at: list[int | str]) -> None:
    assert read_cursor(write_cursor("rows", tuple(at)), "rows") == tuple(at)


@given(st.text(max_size=500))
def test_no_words_break_it(cursor: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(cursor, "an order that no text names by chance")
