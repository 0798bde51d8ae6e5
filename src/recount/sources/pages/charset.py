"""Which encoding a page is in: what its bytes prove, else what was declared, else what is most likely."""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:-]{2,40})", re.IGNORECASE)
_LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What browsers read in place of what pages say (WHATWG Encoding Standard)."""

META_WITHIN = 4096


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
    for label in (declared, _declared_within(data)):
        if (found := _strictly(data, label)) is not None:
            return found
    return _likeliest(data)


def _declared_within(data: bytes) -> str:
    found = _META.search(data[:META_WITHIN])
    return found[1].decode("ascii", "replace") if found else ""


def _strictly(data: bytes, label: str) -> str | None:
    name = _LABELS.get(label.strip().lower(), label.strip().lower())
    if not name or name.replace("-", "") == "utf8":
        return None
    try:
        return data.decode(codecs.lookup(name).name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _likeliest(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return data.decode(best.encoding if best else "utf-8", "replace")
