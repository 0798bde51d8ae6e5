"""Archives for tests, made with the libraries that others make theirs with."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from recount.model import Failure, Report
from recount.sources import Found, Limits, Noted, Passed, read

PAGE = "text/html; charset=utf-8"
AT = "2026-01-02T03:04:05Z"


def page(words: str) -> bytes:
    """A page with that sentence in an article long enough to be told from its menus."""
    more = "".join(f"<p>{words} The council said so in sentence {n} of its bulletin.</p>" for n in range(6))
    head = "<!DOCTYPE html><html><head><title>Bulletin</title></head>"
    return f"{head}<body><article>{more}</article></body></html>".encode()


class Warc:
    """A WARC archive in the making."""

    def __init__(self, *, packed: bool = True) -> None:
        from warcio.warcwriter import WARCWriter

        self.out = io.BytesIO()
        self._writer = WARCWriter(self.out, gzip=packed)
        self.ends = [0]

    def answer(
        self,
        url: str,
        body: bytes,
        *,
        status: str = "200 OK",
        at: str = AT,
        kind: str = "response",
        headers: Iterable[tuple[str, str]] = (("Content-Type", PAGE),),
    ) -> Warc:
        """Add an answer of a web server."""
        from warcio.statusandheaders import StatusAndHeaders

        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        return self.record(kind, url, body, at=at, http_headers=http)

    def record(
        self, kind: str, url: str, body: bytes, *, at: str = AT, more: dict[str, str] | None = None, **given: object
    ) -> Warc:
        """Add a record."""
        dated = {"WARC-Date": at, **(more or {})}
        made = self._writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), length=len(body), warc_headers_dict=dated, **given
        )
        self._writer.write_record(made)
        self.ends.append(self.out.tell())
        return self

    @property
    def data(self) -> bytes:
        """The archive."""
        return self.out.getvalue()


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple[str, bytes] | tarfile.TarInfo, form: int = tarfile.PAX_FORMAT) -> bytes:
    """A TAR archive of these."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            archive.addfile(info, io.BytesIO(member[1]))
    return out.getvalue()


class Got:
    """What reading gave."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.all = list(found)
        self.reports = [one for one in self.all if isinstance(one, Report)]
        self.failures = [one for one in self.all if isinstance(one, Failure)]
        self.passed = [one.path for one in self.all if isinstance(one, Passed)]
        self.noted = [one.sentence for one in self.all if isinstance(one, Noted)]

    @property
    def ids(self) -> list[str]:
        """Of the reports, in order."""
        return [one.given_id for one in self.reports]

    @property
    def failure(self) -> Failure:
        """The one failure."""
        (found,) = self.failures
        return found


Reads = Callable[..., Got]


def got(folder: Path, name: str, data: bytes, **limits: int) -> Got:
    """What reading such a file gives."""
    path = folder / name
    path.write_bytes(data)
    return Got(read([str(path)], limits=Limits(**limits)))  # type: ignore[arg-type]


def packed(data: bytes) -> bytes:
    """Packed with gzip."""
    return gzip.compress(data, mtime=0)
