"""Preserving: what a person asks of the originals of a record. Whether all is as it says, and all of it as one file."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING

from recount.errors import UsageError
from recount.model import ReportId
from recount.publish.wacz import Page, address_of, write_wacz
from recount.store import Store
from recount.store.originals import Originals
from recount.store.stamps import verify_stamps
from recount.store.verifying import Fault, Verified, verify
from recount.workspace.totalling import Totalling

if TYPE_CHECKING:
    from recount.workspace.stamping import Stamp


class Preserving(Totalling):
    """A record with its originals."""

    originals: Originals | None
    """Those there are, also where no more are kept; ``None`` for a record in memory."""

    timestamps: Path | None
    """Folder of the record's time stamps, whether or not it is there; ``None`` for a record in memory."""

    def verify(self, counted: Verified) -> Iterator[Fault]:
        """The faults of the record and its originals, one after the other; none where all is as it says."""
        yield from verify(self.store, self.originals, counted)
        if self.timestamps is not None:
            yield from verify_stamps(self.store, self.timestamps, counted)

    def stamp(self, *, server: str, root: Path) -> Stamp:
        """Have the record as it stands stamped by a time stamping server, and keep its answer; see `stamping.stamp`."""
        from recount.workspace.stamping import stamp

        return stamp(self.store, self.timestamps, server=server, root=root)

    def write_originals(self, out: IO[bytes]) -> int:
        """Write every original as a web archive (WACZ); return how many. Nothing is removed from them.

        Raises:
            UsageError: the record keeps no originals.
        """
        originals = self.originals
        if originals is None or not self.store.about().captures:
            raise UsageError("the record has no originals: `recount run` keeps them, unless keep_originals is off")
        return write_wacz(
            out,
            (link.capture for link in self.store.log()),
            opened=originals.open,
            pages=_pages(self.store),
            tool=f"recount {version('recount')}",
        )


def _pages(store: Store) -> Iterator[Page]:
    """The reports whose originals are kept, each under the address of its original."""
    for head in store.heads():
        report = store.texts([ReportId(head.id)])[ReportId(head.id)]
        captures = store.captures_of(report.original) if report.original else []
        if captures:
            yield Page(url=address_of(captures[0]), title=report.title, at=captures[0].at)
