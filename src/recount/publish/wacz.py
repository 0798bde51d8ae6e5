"""WACZ 1.1.1: the originals of a record as one file that web archives and their players open.

``archive/data.warc.gz`` holds every original as a WARC record, ``indexes/index.cdx`` where each begins,
``pages/pages.jsonl`` the reports, and ``datapackage.json`` the digests of all these.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from base64 import b32encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote, urlsplit

from recount.errors import RecordError
from recount.model import Capture, Method

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter

Opened = Callable[[str], BinaryIO]
"""Opens the original of a digest."""

_WARC, _CDX, _PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"
_UNTOLD = "application/octet-stream"
_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"
"""What stands in an address as it is, besides letters, digits and ``_.-``."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every member: the same record gives the same file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report, as players list it."""

    url: str
    title: str
    at: str
    """When it was captured: UTC, ISO 8601."""


def write_wacz(out: IO[bytes], captures: Iterable[Capture], *, opened: Opened, pages: Iterable[Page], tool: str) -> int:
    """Write the originals that the captures tell of; return how many. Equal records give equal files.

    What came from a file is kept under an address of its own, ``urn:sha256:…``, with the path it was read from.
    Originals are streamed; memory grows with the index, by half a kilobyte for each.

    Args:
        out: a file open for writing.
        captures: the capture log, in order. Of one address and digest the first is written.
        opened: opens the original of a digest.
        pages: the reports.
        tool: what wrote it: ``recount 0.1.0``.

    Raises:
        RecordError: an original is not what was taken in. What was written so far is no archive.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        digests: dict[str, tuple[str, int]] = {}
        with archive.open(_info(_WARC), "w", force_zip64=True) as member:
            hashed = _Hashed(member)
            lines = sorted(_write_warc(hashed, captures, opened, tool))
            digests[_WARC] = hashed.done()
        for name, pieces in ((_CDX, lines), (_PAGES, _page_lines(pages))):
            with archive.open(_info(name, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as member:
                hashed = _Hashed(member)
                for piece in pieces:
                    hashed.write(piece.encode())
                digests[name] = hashed.done()
        package = json.dumps(_package(digests, tool), indent=2).encode()
        archive.writestr(_info("datapackage.json"), package)
        own = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        archive.writestr(_info("datapackage-digest.json"), json.dumps(own))
    return len(lines)


class _Hashed(io.RawIOBase):
    """Passes on what is written, and hashes it."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._hash, self.size = out, hashlib.sha256(), 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Write all of it."""
        self._out.write(data)
        self._hash.update(data)
        self.size += len(data)
        return len(data)

    def tell(self) -> int:
        """Bytes written so far."""
        return self.size

    def done(self) -> tuple[str, int]:
        """Digest and size."""
        return self._hash.hexdigest(), self.size


class _Checked(io.RawIOBase):
    """Passes on an original as it is read, and hashes it."""

    def __init__(self, stream: BinaryIO, capture: Capture) -> None:
        self._stream, self._capture, self._hash, self._left = stream, capture, hashlib.sha256(), capture.size

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1) -> bytes:
        """So many bytes.

        Raises:
            RecordError: the bytes that end here are not those that were taken in.
        """
        data = self._stream.read(size)
        self._hash.update(data)
        self._left -= len(data)
        if self._left < 0 or (not data and self._left) or (self._left == 0 and self._is_other()):
            raise RecordError(
                f"the original {self._capture.digest} is not what was taken in: `recount verify` tells all that is "
                "wrong; restore a copy of the originals"
            )
        return data

    def _is_other(self) -> bool:
        return self._hash.hexdigest() != self._capture.digest or bool(self._stream.read(1))


def _write_warc(out: _Hashed, captures: Iterable[Capture], opened: Opened, tool: str) -> Iterator[str]:
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(out, gzip=True)
    rest = iter(captures)
    first = next(rest, None)
    if first is None:
        return
    writer.write_record(_warcinfo(writer, first, tool))
    seen: set[bytes] = set()
    for capture in chain([first], rest):
        address = address_of(capture)
        key = hashlib.sha256(f"{address}\n{capture.digest}".encode()).digest()[:16]
        if key in seen:
            continue
        seen.add(key)
        begins = out.size
        with opened(capture.digest) as stream:
            writer.write_record(_resource(writer, capture, address, _Checked(stream, capture)))
        yield _cdx_line(capture, address, begins, out.size - begins)


def _warcinfo(writer: WARCWriter, first: Capture, tool: str) -> Any:  # noqa: ANN401 - warcio declares no types
    payload = f"software: {tool}\r\nformat: WARC File Format 1.0\r\n".encode()
    headers = {"WARC-Filename": "data.warc.gz", **_named(first, "warcinfo")}
    return writer.create_warc_record(
        "",
        "warcinfo",
        payload=io.BytesIO(payload),
        length=len(payload),
        warc_content_type="application/warc-fields",
        warc_headers_dict=headers,
    )


def _resource(writer: WARCWriter, capture: Capture, address: str, stream: _Checked) -> Any:  # noqa: ANN401 - the same
    # Given, so that nothing is copied to work them out. The block of a resource is its payload.
    told = f"sha256:{b32encode(bytes.fromhex(capture.digest)).decode()}"
    headers = {"WARC-Block-Digest": told, "WARC-Payload-Digest": told, **_named(capture, address)}
    if address.startswith("urn:"):
        path = f"{capture.inside}!{capture.address}" if capture.inside else capture.address
        headers["Recount-Path"] = quote(path, safe=_IN_ADDRESSES)
    declared = f"{_type_of(capture)}; charset={capture.charset}" if capture.charset else _type_of(capture)
    return writer.create_warc_record(
        address,
        "resource",
        payload=stream,
        length=capture.size,
        warc_content_type=_in_a_header(declared),
        warc_headers_dict=headers,
    )


def _named(capture: Capture, address: str) -> dict[str, str]:
    """What else would be made up anew each time: an identifier and a time."""
    made = hashlib.sha256(f"{address}\n{capture.digest}\n{capture.at}".encode()).hexdigest()
    id_ = f"<urn:uuid:{made[:8]}-{made[8:12]}-4{made[13:16]}-8{made[17:20]}-{made[20:32]}>"
    return {"WARC-Record-ID": id_, "WARC-Date": _warc_time(capture.at)}


def address_of(capture: Capture) -> str:
    """The address under which a capture stands in an archive: an URI, whatever its server or archive called it."""
    if capture.method is Method.HTTP or capture.address.lower().startswith(("http://", "https://")):
        return quote(capture.address, safe=_IN_ADDRESSES)
    return f"urn:sha256:{capture.digest}"


def _cdx_line(capture: Capture, address: str, begins: int, length: int) -> str:
    stamp = re.sub(r"\D", "", _warc_time(capture.at))[:14]
    fields = {
        "url": address,
        "digest": f"sha256:{capture.digest}",
        "mime": _type_of(capture),
        "offset": begins,
        "length": length,
        "status": str(capture.status or 200),
        "filename": "data.warc.gz",
    }
    return f"{_sort_key(address)} {stamp} {json.dumps(fields)}\n"


def _sort_key(address: str) -> str:
    """The address with its host backwards, by which CDX files are sorted (SURT)."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return address.lower()
    if not host:
        return address.lower()
    query = f"?{parts.query}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}{query}".lower()


def _type_of(capture: Capture) -> str:
    return _in_a_header(capture.media_type) or _UNTOLD


def _in_a_header(said: str) -> str:
    """What a server declared, without what would end a line."""
    return "".join(c for c in said if " " <= c <= "~")[:200]


def _warc_time(at: str) -> str:
    return f"{at[:19]}Z"


def _page_lines(pages: Iterable[Page]) -> Iterator[str]:
    yield json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "Reports"}) + "\n"
    for page in pages:
        yield json.dumps({"url": page.url, "title": page.title, "ts": _warc_time(page.at)}, ensure_ascii=False) + "\n"


def _package(digests: dict[str, tuple[str, int]], tool: str) -> dict[str, object]:
    resources = [
        {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{digest}", "bytes": size}
        for path, (digest, size) in digests.items()
    ]
    return {"profile": "data-package", "wacz_version": "1.1.1", "software": tool, "resources": resources}


def _info(name: str, compress_type: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=_EPOCH)
    info.compress_type, info.create_system, info.external_attr = compress_type, 3, 0o644 << 16
    return info
