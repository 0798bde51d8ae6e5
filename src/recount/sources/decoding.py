"""Decoding: bytes to text, exactly, or a reason why not."""

from __future__ import annotations

from recount.errors import SkipReport

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes, without a byte order mark, line ends untouched.

    Raises:
        SkipReport: empty, binary, or of another encoding; the message says which and what to do.
    """
    if not data.strip():
        raise SkipReport("is empty: there is nothing to read")
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    if encoding:
        raise SkipReport(f"is encoded as {encoding}: save it as UTF-8 (`iconv -f {encoding} -t UTF-8 FILE`)")
    if b"\x00" in data:
        raise SkipReport("is binary, not text: only plain text and JSON Lines are read")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = (
            "save it as UTF-8 (`iconv -f WINDOWS-1256 -t UTF-8 FILE` for older Arabic files, WINDOWS-1252 for Western)"
        )
        raise SkipReport(f"is not UTF-8 (byte {error.start}): {hint}") from None


def too_large(size: int, limit: int) -> SkipReport:
    """The refusal of a report over the limit."""
    said = f"is larger than {limit // 1_000_000} MB" if size else "is too large"
    return SkipReport(f"{said}: split it into reports, or raise RECOUNT_MAX_REPORT_MB")
