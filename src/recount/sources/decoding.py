"""Decoding: bytes to text, exactly, or a reason why not."""

from __future__ import annotations

from recount.errors import SkipReport

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_DOCUMENTS = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "compressed",
}
_NOT_IN_TEXT = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1a\x1b"})
_HINT = "save it as UTF-8 (`iconv -f WINDOWS-1256 -t UTF-8 FILE` for older Arabic files, WINDOWS-1252 for Western)"


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes, without a byte order mark, line ends untouched.

    Raises:
        SkipReport: empty, binary, or of another encoding; the message says which and what to do.
    """
    if not data.strip():
        raise empty()
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    if encoding:
        raise SkipReport(f"is encoded as {encoding}: save it as UTF-8 (`iconv -f {encoding} -t UTF-8 FILE`)")
    document = next((name for mark, name in _DOCUMENTS.items() if data.startswith(mark)), None)
    if document or b"\x00" in data:
        raise SkipReport(f"is {document or 'binary'}, not text: only plain text and JSON Lines are read")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A text in another encoding has next to no control characters, other bytes have one in nine.
        if len(data) - len(data.translate(None, _NOT_IN_TEXT)) > len(data) / 100:
            raise SkipReport("is binary, not text: only plain text and JSON Lines are read") from None
        raise SkipReport(f"is not UTF-8 (byte {error.start}): {_HINT}") from None
    if not text.strip():
        raise empty()
    return text


def empty() -> SkipReport:
    """The refusal of an input in which nothing stands."""
    return SkipReport("is empty: there is nothing to read")


def too_large(limit: int) -> SkipReport:
    """The refusal of a report of more than so many bytes."""
    return SkipReport(f"is larger than {limit / 1e6:g} MB: split it into reports, or raise RECOUNT_MAX_REPORT_MB")
