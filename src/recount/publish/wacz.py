"""WACZ 1.1.1: the originals of a record as one file that web archives and their players open.

``archive/data.warc.gz`` holds every original as a WARC record, ``indexes/index.cdx.gz`` where each begins,
``pages/pages.jsonl`` the reports, and ``datapackage.json`` the digests of all these.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, BinaryIO
from urllib.parse import quote, urlsplit

from recount.model import Capture, Method

Opened = Callable[[str], BinaryIO]
"""Opens the original of a digest."""

_WARC, _CDX, _PAGES = "archive/data.warc.gz", "indexes/index.cdx.gz", "pages/pages.jsonl"
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

    Args:
        out: a file open for writing.
        captures: the capture log, in order. Of one address and digest the first is written.
        opened: opens the original of a digest.
        pages: the reports.
        tool: what wrote it: ``recount 0.1.0``.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        digests: dict[str, tuple[str, int]] = {}
        with archive.open(_info(_WARC), "w", force_zip64=True) as member:
            hashed = _Hashed(member)
            lines = list(_write_warc(hashed, captures, opened, tool))
            digests[_WARC] = hashed.done()
        index = gzip.compress("".join(sorted(lines)).encode(), mtime=0)
        listed = _pages(pages)
        for name, data in ((_CDX, index), (_PAGES, listed)):
            archive.writestr(_info(name), data)
            digests[name] = (hashlib.sha256(data).hexdigest(), len(data))
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


def _write_warc(out: _Hashed, captures: Iterable[Capture], opened: Opened, tool: str) -> Iterable[str]:
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(out, gzip=True)
    about = {"software": tool, "format": "WARC File Format 1.0"}
    writer.write_record(writer.create_warcinfo_record("data.warc.gz", about))
    seen: set[tuple[str, str]] = set()
    for capture in captures:
        address = address_of(capture)
        if (address, capture.digest) in seen:
            continue
        seen.add((address, capture.digest))
        begins = out.size
        with opened(capture.digest) as stream:
            headers = {"WARC-Date": _warc_time(capture.at), "WARC-Record-ID": _record_id(capture, address)}
            if address.startswith("urn:"):
                headers["WARC-Filename"] = quote(capture.address, safe="/!. ")
            record = writer.create_warc_record(
                address,
                "resource",
                payload=stream,
                length=capture.size,
                warc_content_type=capture.media_type or "application/octet-stream",
                warc_headers_dict=headers,
            )
            writer.write_record(record)
        yield _cdx_line(capture, address, begins, out.size - begins)


def address_of(capture: Capture) -> str:
    """The address under which a capture stands in an archive."""
    if capture.method is Method.HTTP or capture.address.startswith(("http://", "https://")):
        return capture.address
    return f"urn:sha256:{capture.digest}"


def _cdx_line(capture: Capture, address: str, begins: int, length: int) -> str:
    stamp = re.sub(r"\D", "", _warc_time(capture.at))[:14]
    fields = {
        "url": address,
        "digest": f"sha256:{capture.digest}",
        "mime": capture.media_type or "application/octet-stream",
        "offset": begins,
        "length": length,
        "status": str(capture.status or 200),
        "filename": "data.warc.gz",
    }
    return f"{_sort_key(address)} {stamp} {json.dumps(fields)}\n"


def _sort_key(address: str) -> str:
    """The address with its host backwards, by which CDX files are sorted (SURT)."""
    parts = urlsplit(address)
    if not parts.hostname:
        return address
    host = ",".join(reversed(parts.hostname.removeprefix("www.").split(".")))
    return f"{host}){parts.path or '/'}{'?' + parts.query if parts.query else ''}".lower().replace(" ", "%20")


def _warc_time(at: str) -> str:
    return f"{at[:19]}Z"


def _record_id(capture: Capture, address: str) -> str:
    made = hashlib.sha256(f"{address}\n{capture.digest}\n{capture.at}".encode()).hexdigest()
    return f"<urn:uuid:{made[:8]}-{made[8:12]}-4{made[13:16]}-8{made[17:20]}-{made[20:32]}>"


def _pages(pages: Iterable[Page]) -> bytes:
    lines = [json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "Reports"})]
    lines += [json.dumps({"url": p.url, "title": p.title, "ts": _warc_time(p.at)}, ensure_ascii=False) for p in pages]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _package(digests: dict[str, tuple[str, int]], tool: str) -> dict[str, object]:
    resources = [
        {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{digest}", "bytes": size}
        for path, (digest, size) in digests.items()
    ]
    return {"profile": "data-package", "wacz_version": "1.1.1", "software": tool, "resources": resources}


def _info(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, date_time=_EPOCH)
