"""Which encoding a page is in: what its bytes prove, else what was declared, else what is most likely."""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:-]{2,40})", re.IGNORECASE)
_LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What browsers read in place of what pages say (WHATWG Encoding Standard)."""

META_WITHIN = 4096
LOOKED_AT = 200_000
"""Bytes, or characters, by which an encoding is told."""

MOST_ACCENTED = 0.4
"""Share of letters with accents above which a text is not Western. Icelandic, rich in them, has 0.21,
French 0.11; Arabic, Russian and Greek read as Western have 1.0."""

MOST_BROKEN = 0.02
"""Share of characters beyond ASCII that may be broken in a page that is declared to be UTF-8."""

_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_TAG_BYTES = re.compile(_TAG.pattern.encode(), re.IGNORECASE | re.DOTALL)
_ARABIC = re.compile(rb"""<html[^>]{0,200}?\b(?:dir\s*=\s*["']?rtl|lang\s*=\s*["']?(?:ar|fa|ur)\b)""")
_ENCODINGS = (
    "cp1256 cp1251 cp1252 cp1250 cp1253 cp1254 cp1255 koi8_r iso8859_6 gb18030 big5 shift_jis euc_jp euc_kr".split()
)


def decode_page(data: bytes, *, declared: str = "") -> str:
    """The text of a page's bytes; bytes that fit no encoding become U+FFFD, none are dropped.

    Bytes that are UTF-8 throughout, with a letter beyond ASCII, are that, whatever a server or the page declares:
    other encodings next to never look so, and wrong declarations are common.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").lstrip("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    labels = (declared, _declared_within(data))
    for label in labels:
        found = _mostly_utf8(data) if _is_utf8(label) else _strictly(data, label)
        if found is not None and not _is_mojibake(found):
            return found
    return _likeliest(data)


def _declared_within(data: bytes) -> str:
    found = _META.search(data[:META_WITHIN])
    return found[1].decode("ascii", "replace") if found else ""


def _strictly(data: bytes, label: str) -> str | None:
    name = _LABELS.get(label.strip().lower(), label.strip().lower())
    if not name:
        return None
    try:
        return data.decode(codecs.lookup(name).name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_utf8(label: str) -> bool:
    return label.strip().lower().replace("-", "").replace("_", "") == "utf8"


def _mostly_utf8(data: bytes) -> str | None:
    """The text where next to all of it is UTF-8: a page that was cut off, or put together of several."""
    found = data.decode("utf-8", "replace")
    beyond = sum(not c.isascii() for c in found)
    return found if found.count("\ufffd") <= max(1, beyond * MOST_BROKEN) else None


def _is_mojibake(text: str) -> bool:
    """Whether letters of another script were read as Western ones: then most letters bear an accent."""
    words = _TAG.sub(" ", text[:LOOKED_AT])
    letters = [c for c in words if c.isalpha()]
    western = sum("\u00aa" <= c <= "\u00ff" for c in letters)
    return western > MOST_ACCENTED * len(letters)


def _likeliest(data: bytes) -> str:
    """The text in the encoding that its letters make likeliest, among those that pages were written in.

    A page that says that it is Arabic, or runs from right to left, is in the encoding of such pages.
    """
    head = data[:META_WITHIN].lower()
    if _ARABIC.search(head) and (found := _strictly(data, "windows-1256")) is not None:
        return found
    from charset_normalizer import from_bytes

    words = _TAG_BYTES.sub(b" ", data[:LOOKED_AT])
    best = from_bytes(words, cp_isolation=list(_ENCODINGS)).best()
    return data.decode(best.encoding if best else "cp1252", "replace")
