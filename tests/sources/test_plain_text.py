"""Plain text: title, gap, text."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import SkipReport
from recount.model import Received, Report
from recount.sources import Limits
from recount.sources.plain_text import read_plain_text, split_title


@pytest.mark.parametrize(
    ("words", "title", "text"),
    [
        ("Title\n\ntext", "Title", "text"),
        ("Title\r\n\r\ntext\r\n", "Title", "text\r\n"),
        ("Title\r\rtext", "Title", "text"),
        ("Title\n \t\ntext", "Title", "text"),
        (" Title \n\n text", " Title ", " text"),
        ("Title\n\n\ntext", "Title", "\ntext"),
        ("Title\n\n", "Title", ""),
        ("Title\nsecond line\n\ntext", "", "Title\nsecond line\n\ntext"),
        ("Title", "", "Title"),
        ("Title\n", "", "Title\n"),
        ("\n\ntext", "", "\n\ntext"),
        ("  \n\ntext", "", "  \n\ntext"),
        ("Title\u2028\u2028text", "", "Title\u2028\u2028text"),
        ("عنوان\n\nنص", "عنوان", "نص"),
    ],
)
def test_a_first_line_followed_by_an_empty_line_is_the_title(words: str, title: str, text: str) -> None:
    assert split_title(words) == (title, text)


@given(st.text(st.sampled_from("ab \t\r\n\u2028é")))
def test_nothing_is_lost_but_the_gap(words: str) -> None:
    title, text = split_title(words)
    assert words.startswith(title)
    assert words.endswith(text)
    gap = words[len(title) : len(words) - len(text)]
    assert gap.strip(" \t\r\n") == ""
    assert (gap != "") == (title != "")


@pytest.mark.parametrize("words", ["a" * 5_000_000, " " * 5_000_000, "a\n" + " " * 5_000_000, "a " * 2_500_000])
def test_a_long_line_takes_no_longer_than_its_length_allows(words: str) -> None:
    start = time.process_time()
    split_title(words)
    assert time.process_time() - start < 2


def test_the_file_s_stem_is_the_id() -> None:
    limits = Limits(outlet="Norvane Wire")
    (report,) = read_plain_text(io.BytesIO(b"Title\n\ntext"), Received(name="some/folder/name.of it.txt"), limits)
    assert isinstance(report, Report)
    assert (report.given_id, report.canonical, report.outlet) == ("name.of it", "Title\n\ntext", "Norvane Wire")


@pytest.mark.parametrize(("size", "fits"), [(99, True), (100, True), (101, False)])
def test_no_more_than_the_limit_is_read(size: int, fits: bool) -> None:
    stream = io.BytesIO(b"a" * size)
    if fits:
        assert len(list(read_plain_text(stream, Received(name="a.txt"), Limits(max_bytes=100)))) == 1
    else:
        with pytest.raises(SkipReport, match="is larger than"):
            list(read_plain_text(stream, Received(name="a.txt"), Limits(max_bytes=100)))
        assert stream.tell() == 101
