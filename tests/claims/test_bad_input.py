"""Texts that no reporter wrote so: nothing crashes, no number is made up, every offset slices back."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.model import Bound
from tests.claims.reading import claims, read
from tests.text.growth import grows_linearly, repeated
from tools.fuzz import GLUE, SIGNS, WORDS, hold_to_promises

RAID = "At least 12 people were killed in Homs on Tuesday, a medic said."


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        (RAID.upper(), "AT LEAST 12 PEOPLE"),
        (RAID.lower(), "at least 12 people"),
        ("at least 12 people were killed in homs on tuesday a medic said", "at least 12 people"),
        (f"😀 {RAID} 🇸🇾", "At least 12 people"),
        ("At least 12 people 👩\u200d⚕️ were killed in Homs.", "At least 12 people"),
        ("\ufeffAt least 12 people were killed in Homs.", "At least 12 people"),
        ("At least 12\u200f people\u200f were killed in Homs.", "At least 12\u200f people"),
        ("At least \u202a12\u202c people were killed in Homs.", "At least \u202a12\u202c people"),
        ("At least 12\u200bpeople were killed in Homs.", "At least 12\u200bpeople"),
        ("At least 12 peo\u200bple were killed in Homs.", "At least 12 peo\u200bple"),
        ("At least 1\u200b2 people were kil\u00adled in Homs.", "At least 1\u200b2 people"),
        ("At least 12\u00a0people were killed in Homs.", "At least 12\u00a0people"),
        ("“He said ‘at least 12 people were killed’ in “Homs””, a medic said.", "at least 12 people"),
        ("‘“«((At least 12 people were killed", "At least 12 people"),
        ("At least 12 people were killed in Homs\u2028\u2028More\x0b\x0cfollows\x85", "At least 12 people"),
    ],
)
def test_the_figure_is_read_as_the_eye_reads_it(words: str, quoted: str) -> None:
    found = claims(words)
    assert [(c.text, c.stated.value, c.stated.bound) for c in found] == [(quoted, 12, Bound.AT_LEAST)]
    assert found[0].span.of(read(words).text.canonical) == quoted


@pytest.mark.parametrize(
    "number",
    [
        "10²⁰", "12²", "²³", "½", "Ⅻ", "10^20", "1/2", "1'200", "1’200", "3*4", "2=2", "1,2,3", "1,2", "1,20",
        "12,3456", "1,000,00", "12.5", "1.2.3", "1e3", "0x10", "12k",
        "99999999999999999999", "9" * 5000, "1," * 500 + "1", "NaN",
    ],
)  # fmt: skip
def test_what_is_no_count_of_people_gives_no_number(number: str) -> None:
    assert claims(f"{number} people were killed in Homs on Tuesday.") == []


@pytest.mark.parametrize(
    ("number", "value"),
    [("1,200", 1200), ("1.200", 1200), ("1 200", 1200), ("1\u202f200", 1200), ("٣٤", 34), ("１２", 12), ("007", 7)],
)
def test_counts_are_read_in_the_spellings_there_are(number: str, value: int) -> None:
    assert [c.stated.value for c in claims(f"{number} people were killed in Homs on Tuesday.")] == [value]


HOSTILE = [
    RAID.upper(), "12\u200bpeople\u200fkilled ", "“‘«12 people killed»’” ", "10²⁰ people killed, ",
    "1,2,3 people killed ", "1/2/3/", "😀12😀killed😀", "\u202e12 people\u202c killed\u2066 ", "e\u0301\u200b",
    "قتل 12 مدنيا ", "12 civils tués, ",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    assert grows_linearly(read, repeated(unit), 2_000)


@pytest.mark.parametrize(("unit", "size"), [("12\u200b", 1_000_000), ("😀 ", 200_000), ("“‘«", 200_000)])
def test_a_line_without_an_end_is_read_and_its_offsets_are_right(unit: str, size: int) -> None:
    start = process_time()
    found = read(f"{RAID} {repeated(unit)(size)} {RAID}")
    assert process_time() - start < 30
    assert [c.span.of(found.text.canonical) for c in found.claims] == [c.text for c in found.claims] != []


MIXTURE = st.lists(st.sampled_from([*WORDS, *SIGNS, *GLUE]) | st.text(max_size=3), max_size=60).map(" ".join)


@given(MIXTURE | st.text(), st.text(max_size=20))
@settings(max_examples=100)
def test_any_text_is_read_the_same_twice_and_every_offset_slices_back(words: str, title: str) -> None:
    hold_to_promises(words, title)
