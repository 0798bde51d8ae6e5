"""Lines: text that was wrapped at a fixed width is read by paragraphs."""

from __future__ import annotations

import pytest

from recount.text.lines import is_wrapped
from tests.claims.reading import claims, text_of

WRAPPED = """   A patrol found the bus at noon on the road to Puerto Luna, and about
fifty peasants of the valley were wounded when a mine went off under the
bridge. The mayor of the town asked for help from the capital, where the
ministry had no comment.

   A second bus was not hit."""


def test_a_figure_finds_its_verb_in_the_next_line() -> None:
    assert [c.text for c in claims(WRAPPED)] == ["about\nfifty peasants"]


def test_paragraphs_end_at_empty_and_before_indented_lines() -> None:
    text = text_of(WRAPPED)
    assert len(text.segments) == 2
    assert [s.span.of(text.canonical)[:12].strip() for s in text.segments] == ["A patrol", "A second"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Shells fell on the fish market of the port, and traders fled.", "A second round came an hour later.", "End"],
        ["Story highlights", "Mayor asks for a pause", "Clinic hit for the third time", "Fish prices up"],
        ["word " * 60, "word " * 60, "word " * 60, "word " * 60],
        [],
    ],
)
def test_a_paragraph_a_line_is_not_wrapped(lines: list[str]) -> None:
    assert not is_wrapped(lines)
