"""Preserving: what a person asks of the originals of a record. Whether all is as it says, and all of it as one file."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import IO

from recount.errors import UsageError
from recount.model import ReportId
from recount.publish.wacz import Page, write_wacz
from recount.store import Store
from recount.store.originals import Originals
from recount.store.verifying import Fault, Verified, verify
from recount.totalling import Totalling


class Preserving(Totalling):
    """A record with its originals."""

    originals: Originals | None
    """``None`` where none are kept."""

    def verify(self, counted: Verified) -> Iterator[Fault]:
        """The faults of the record and its originals, one after the other; none where all is as it says."""
        return verify(self.store, self.originals, counted)

    def write_originals(self, out: IO[bytes]) -> int:
        """Write every original as a web archive (WACZ); return how many. Nothing is removed from them.

        Raises:
            UsageError: the record keeps no originals.
        """
        originals = self.originals
        captures = list(self.store.captures())
        if originals is None or not captures:
            raise UsageError("the record has no originals: `recount run` keeps them, unless keep_originals is off")
        by_digest = {capture.digest: capture.at for capture in reversed(captures)}
        return write_wacz(
            out,
            captures,
            opened=lambda digest: originals.path(digest).open("rb"),
            pages=_pages(self.store, by_digest),
            tool=f"recount {version('recount')}",
        )


def _pages(store: Store, by_digest: dict[str, str]) -> Iterator[Page]:
    """The reports whose originals are kept, each under the address of its original."""
    for head in store.heads():
        report = store.texts([ReportId(head.id)])[ReportId(head.id)]
        if report.original in by_digest:
            url = report.url or f"urn:sha256:{report.original}"
            yield Page(url=url, title=report.title, at=by_digest[report.original])
