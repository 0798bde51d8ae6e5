"""extract() takes time in proportion to the text, however hostile the text is."""

from __future__ import annotations

from time import process_time

import pytest

from tests.claims.reading import claims, read
from tests.text.growth import grows_linearly, repeated

ONE_LINE = [
    "Shells killed 12 people near the market on Tuesday, a medic told Courier Wire. ",
    "shells killed 12 people near the market on Tuesday and a medic told reporters ",
    "at least 160 people died in three days of airstrikes that resumed Tuesday ",
    "12 13 14 15 ",
    "between 12 and between 13 and ",
    "including three, including four ",
    "killed ",
    "said said ",
    "according to the medic and the medic ",
    "told Ann Lee told Ann Lee ",
    "The Head of The Office of ",
    "Ann Lee, 34, ",
    "named Ann Lee ",
    "in Aleppo, in Homs, ",
    "the west of the ",
    "a quarter of a a of ",
    "hundred and two hundred and ",
    "“He said “they said “we said ",
    "((“‘",
    "a-b-",
    "a'b'",
    "\u200f12 \u202bقتلى\u202c ",
    "👩‍👩‍👧 ",
    "\x1c",
]
MANY_LINES = [
    "“The roof fell.\n",
    "The medic said so.\n\n",
    "12 houses\n",
    "10:30 - Source: x\n",
    "Related:\n",
    "Homs —\n",
]


@pytest.mark.parametrize("unit", ONE_LINE)
def test_time_grows_with_one_line(unit: str) -> None:
    assert grows_linearly(read, repeated(unit), 3_000)


@pytest.mark.parametrize("unit", MANY_LINES)
def test_time_grows_with_many_lines(unit: str) -> None:
    assert grows_linearly(read, repeated(unit), 3_000)


@pytest.mark.parametrize(
    ("unit", "size"), [("a", 1_000_000), ("1", 1_000_000), (" ", 1_000_000), ("The wall fell and ", 300_000)]
)
def test_a_line_without_an_end_is_read_in_seconds(unit: str, size: int) -> None:
    start = process_time()
    read(repeated(unit)(size))
    assert process_time() - start < 30


@pytest.mark.parametrize(
    "unit", ["12 killed\n\n", "Dozens killed. ", "“Twelve people died.\n", "The activist said 9 died. "]
)
def test_time_grows_with_the_number_of_claims(unit: str) -> None:
    assert grows_linearly(read, repeated(unit), 4_000)


def test_a_sentence_of_many_joined_figures_is_read_at_once() -> None:
    read("Twelve people were killed.")  # loads the parser
    start = process_time()
    read(repeated("12, 13, 14 and 15 killed, ")(1_900))
    assert process_time() - start < 2  # on a busy machine; read badly it takes minutes


def test_when_a_toll_was_reckoned_is_not_when_people_died() -> None:
    (claim,) = claims("The war had already cost 4,000 lives in an estimate earlier this year.")
    assert claim.when is None or claim.when.words != "earlier this year"
