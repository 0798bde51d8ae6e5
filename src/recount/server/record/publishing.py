"""Publishing: releases of the record behind the desk, made when first asked for, and searched before they leave."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from recount.errors import RecountError, UsageError
from recount.model import Edition, Extent, Profile, Release
from recount.publish import leaks, write
from recount.workspace import Workspace

Key = tuple[Extent, Profile, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A brief that somebody asks for."""

    profile: Profile
    since: int | None
    """The edition to compare with; the snapshot before unless given."""

    title: str = ""
    note: str = ""


class Publishing:
    """Releases and editions of one record. Safe to share between threads.

    Args:
        workspace: the open record.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._made: tuple[Key, Release] | None = None
        self._incidents: dict[int, int] = {}

    def release(self, profile: Profile, since: int | None) -> Release:
        """The record's release under a profile. The last one is kept: preview, count and file are of one.

        Raises:
            UsageError: the record is empty, or has no such edition.
        """
        with self._lock:
            key = (self._workspace.store.extent(), profile, since)
            if self._made is None or self._made[0] != key:
                self._made = None  # two at once may be more than memory holds
                self._made = (key, self._workspace.redacted(profile, since=since))
            return self._made[1]

    def text(self, wanted: Wanted, form: str) -> str:
        """The whole brief in that form, searched for all that the profile took out.

        Raises:
            UsageError: the title or the note holds something that the profile takes out.
            RecountError: something else does.
        """
        release = replace(self.release(wanted.profile, wanted.since), title=wanted.title, note=wanted.note)
        own = leaks(f"{wanted.title}\n{wanted.note}", release.removed)
        if own:
            raise UsageError(
                f"Your title or note holds “{own[0].value}”, which the {wanted.profile} profile withholds. Leave it"
                " out, or choose the internal profile if every reader may see it."
            )
        whole = "".join(write(release, form=form, what="brief"))
        left = leaks(whole, release.removed)
        if left:
            told = f"{len(left)} removed values would still be in it"
            raise RecountError(f"Nothing was made, since {told}. Please report this fault.")
        return whole

    def incidents_of(self, edition: Edition) -> int:
        """How many incidents an edition tells of. An edition never changes, so it is counted once."""
        if edition.number not in self._incidents:
            snapshot = self._workspace.store.snapshot(edition.snapshot)
            self._incidents[edition.number] = len(snapshot.findings.incidents) if snapshot else 0
        return self._incidents[edition.number]
