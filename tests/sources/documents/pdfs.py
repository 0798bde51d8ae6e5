"""Small PDF documents with a text layer, made by hand: what stands where is known to the point."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass(frozen=True, slots=True)
class Line:
    """Words at a place, in points from the lower left corner."""

    x: float
    y: float
    words: str


def page_of(lines: Iterable[str], *, x: float = 72, top: float = 760) -> list[Line]:
    """The lines of one column from the top of a page; an empty one leaves a gap."""
    return [Line(x, top - 14 * at, words) for at, words in enumerate(lines) if words]


def pdf(pages: Sequence[Sequence[Line]], *, info: Mapping[str, str] | None = None, password: str = "") -> bytes:
    """A document of Latin text."""
    return _document([_content(page) for page in pages], _LATIN, info or {}, password)


def scanned_pdf(pages: int) -> bytes:
    """Pages that are pictures."""
    picture = b"q 400 0 0 500 50 50 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\x80\xff\x40 EI Q"
    return _document([picture] * pages, _LATIN, {}, "")


def mixed_pdf(page: Sequence[Line]) -> bytes:
    """A page of text, then a picture."""
    picture = b"q 400 0 0 500 50 50 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\x80\xff\x40 EI Q"
    return _document([_content(page), picture], _LATIN, {}, "")


def packed_pdf(content: bytes) -> bytes:
    """A page whose instructions are packed."""
    data = zlib.compress(content, 9)
    packed = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data)
    return _document([content], _LATIN, {}, "").replace(_stream(content), packed)


def arabic_pdf(lines: Sequence[str]) -> bytes:
    """A page of Arabic lines. Signs are laid from left to right as they are seen, as typesetters lay them."""
    letters = sorted(set("".join(lines)))
    codes = {letter: f"{at:04X}" for at, letter in enumerate(letters, start=1)}
    content = "".join(
        f"BT /F1 12 Tf {72} {760 - 20 * at} Td <{''.join(codes[c] for c in _as_seen(line))}> Tj ET\n"
        for at, line in enumerate(lines)
    )
    pairs = "".join(f"<{code}> <{ord(letter):04X}>\n" for letter, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}endbfchar endcmap end end"
    ).encode()
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [ << /Type /Font "
        b"/Subtype /CIDFontType2 /BaseFont /X "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 "
        b" /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 /FontBBox [0 -200 1000 800] >> >> ] /ToUnicode 4 0 R >>"
    )
    return _document([content.encode()], font, {}, "", more=[_stream(cmap)])


def _as_seen(line: str) -> str:
    """The signs from left to right as a page shows them: numbers are not turned round."""
    return re.sub(r"\d+", lambda number: number[0][::-1], line)[::-1]


_LATIN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _content(page: Iterable[Line]) -> bytes:
    return b"\n".join(
        f"BT /F1 10 Tf {line.x} {line.y} Td ({_escaped(line.words)}) Tj ET".encode("cp1252") for line in page
    )


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _document(
    contents: Sequence[bytes], font: bytes, info: Mapping[str, str], password: str, more: Sequence[bytes] = ()
) -> bytes:
    """Objects: 1 catalogue, 2 pages, 3 font, then `more`, then two for each page, then the information."""
    first = 4 + len(more)
    key, encryption = _encryption(password) if password else (b"", b"")
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(contents), kids),
        font,
        *more,
    ]
    for n, content in enumerate(contents):
        number = first + 2 * n
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1)
        )
        objects.append(_stream(_locked(content, key, number + 1) if key else content))
    entries = b" ".join(b"/%s (%s)" % (name.encode(), value.encode("cp1252")) for name, value in info.items())
    objects.append(b"<< %s >>" % entries)
    return _file(objects, encryption)


def _file(objects: Sequence[bytes], encryption: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R %s >>" % (len(objects) + 1, len(objects), encryption)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        trailer,
        len(out),
    )


def _encryption(password: str) -> tuple[bytes, bytes]:
    """The key and the entries of the trailer, by the standard handler's first revision (40 bits)."""
    padded = (password.encode("latin-1") + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)  # noqa: S324 - what the format prescribes
    rights, name = -4, b"0123456789abcdef"
    seed = padded + owner + rights.to_bytes(4, "little", signed=True) + name
    key = hashlib.md5(seed).digest()[:5]  # noqa: S324
    user = _rc4(key, _PADDING)
    entries = b"/ID [ <%s> <%s> ] /Encrypt << /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>" % (
        name.hex().encode(),
        name.hex().encode(),
        rights,
        owner.hex().encode(),
        user.hex().encode(),
    )
    return key, entries


def _locked(data: bytes, key: bytes, number: int) -> bytes:
    seed = key + number.to_bytes(3, "little") + b"\x00\x00"
    return _rc4(hashlib.md5(seed).digest()[:10], data)  # noqa: S324


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
