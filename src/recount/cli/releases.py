"""What `brief` and `export` share: the redacted release, a word on what was removed, and where it goes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from recount.cli.options import say
from recount.errors import RecountError
from recount.model import Profile, Release, Removed
from recount.publish import leaks, redact
from recount.workspace import Workspace


def redacted(workspace: Workspace, profile: str) -> Release:
    """The record's release under a profile; what was removed is said on stderr."""
    release = redact(workspace.release(Profile(profile)), Profile(profile))
    if release.removed:
        say(f"removed for the {profile} profile: {tell_removed(release.removed)}")
    return release


def tell_removed(removed: Iterable[Removed]) -> str:
    """How many of each kind, then each value and what stands in its place."""
    every = list(removed)
    kinds = sorted({r.kind for r in every})
    counts = ", ".join(f"{sum(r.kind == k for r in every)} × {k}" for k in kinds)
    return counts + "".join(f"\n  {r.value} → {r.replacement}" for r in every)


def write_out(pieces: Iterable[str], release: Release, output: str | None) -> None:
    """Write to a file, or to stdout, after searching all of it for every value that was removed.

    Raises:
        RecountError: a removed value is still in it, or the file can't be written. Nothing is written then.
    """
    whole = "".join(pieces)
    left = leaks(whole, release.removed)
    if left:
        raise RecountError(f"nothing was written: {len(left)} removed values would still be in it. Please report this")
    if output is None:
        sys.stdout.write(whole)
        return
    try:
        Path(output).write_text(whole, encoding="utf-8", newline="")
    except OSError as error:
        raise RecountError(f"{output} can't be written: {error.strerror}") from error
    say(f"written: {output}")


output_option = click.option("--output", "-o", metavar="FILE", help="Write to FILE instead of stdout.")
