"""Bytes to text, exactly, or the reason why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import SkipReport
from recount.sources.decoding import decode, too_large

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@given(TEXTS.filter(str.strip))
def test_utf_8_is_decoded_as_it_is(text: str) -> None:
    data = text.encode("utf-8")
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\x1f\x8b")):
        return
    assert decode(data) == text.removeprefix("\ufeff")
    assert decode(b"\xef\xbb\xbf" + data) == text


def told_of(data: bytes) -> str:
    """Why the bytes are refused; empty if they are not."""
    try:
        decode(data)
    except SkipReport as refused:
        return str(refused)
    return ""


@given(st.binary())
def test_any_bytes_are_text_or_are_refused_in_one_line(data: bytes) -> None:
    told = told_of(data)
    assert "\n" not in told
    if told:
        assert told.startswith("is ")
    else:
        assert decode(data).encode("utf-8") == data.removeprefix(b"\xef\xbb\xbf")
        assert decode(data).strip()


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", "\u2003\u00a0".encode()])
def test_nothing_but_white_space_is_empty(data: bytes) -> None:
    with pytest.raises(SkipReport, match="is empty"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Three died.".encode("utf-16"), "is encoded as UTF-16"),
        ("Three died.".encode("utf-16-be"), "is binary"),
        (b"\xfe\xff" + "Three died.".encode("utf-16-be"), "is encoded as UTF-16"),
        ("Three died.".encode("utf-32"), "is encoded as UTF-16"),
        (b"%PDF-1.4\n", "is a PDF document"),
        (b"PK\x03\x04", "is a ZIP archive or an office document"),
        (b"\x1f\x8b\x08", "is compressed"),
        (b"\x7fELF\x02\x01\x01\x00", "is binary"),
        (b"\xff\x01\x02\x03", "is binary"),
        ("tués à Alep".encode("latin-1"), r"is not UTF-8 \(byte 2\)"),
        ("قتل ثلاثة".encode("windows-1256"), r"is not UTF-8 \(byte 0\): save it as UTF-8 \(`iconv -f WINDOWS-1256"),
        (b"page one\x0cpage two \x1b[1m tu\xe9s\x1a", r"is not UTF-8 \(byte 25\)"),
    ],
)
def test_other_bytes_are_refused_with_what_they_are(data: bytes, told: str) -> None:
    with pytest.raises(SkipReport, match=told):
        decode(data)


def test_odd_characters_in_valid_text_are_kept() -> None:
    text = "one\x0c\x1b[31mtwo\x1a\x01\u202e\u2028\r\n"
    assert decode(text.encode()) == text


@pytest.mark.parametrize(("limit", "shown"), [(10_000_000, "10 MB"), (1_000_000, "1 MB"), (500, "0.0005 MB")])
def test_the_limit_is_named(limit: int, shown: str) -> None:
    assert str(too_large(limit)).startswith(f"is larger than {shown}: split it into reports")
