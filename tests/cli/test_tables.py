"""How numbers and words are put into tables."""

from __future__ import annotations

import pytest

from recount.cli.tables import range_text
from recount.cli.talk import for_terminal, on_one_line
from recount.publish.rows import Toll


@pytest.mark.parametrize(
    ("low", "best", "high", "open_low", "open_high", "told"),
    [
        (5, 5, 5, False, False, "5"),
        (5, 5, 5, False, True, "≥5"),
        (5, 5, 5, True, False, "≤5–5–5"),
        (14, 17, 17, False, False, "14–17–17"),
        (27, 81, 81, False, True, "27–81–≥81"),
        (3, 4, 5, True, True, "≤3–4–≥5"),
        (0, 0, 0, False, False, "0"),
    ],
)
def test_a_figure_is_one_number_or_three_with_its_open_sides(
    low: int, best: int, high: int, open_low: bool, open_high: bool, told: str
) -> None:
    assert range_text(Toll(low=low, best=best, high=high, open_low=open_low, open_high=open_high)) == told


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("two\r\nlines\tand\u2028more", "two lines and more"),
        ("\x1b[31mred\x9b0m", "\ufffd[31mred\ufffd0m"),
        ("a\u202eb\u2066c\u200bd\ufeff", "a\ufffdb\ufffdc\ufffdd\ufffd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("قُتِلَ 😀 𐤀", "قُتِلَ 😀 𐤀"),
        ("", ""),
    ],
)
def test_words_are_shown_on_one_line_without_what_a_terminal_obeys(words: str, shown: str) -> None:
    assert on_one_line(words) == shown


def test_a_text_shown_on_a_terminal_keeps_its_lines_and_indents() -> None:
    assert for_terminal("# A\n\n  b\x1b[2J\n\tc\n") == "# A\n\n  b\ufffd[2J\n    c\n"
