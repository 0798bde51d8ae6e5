"""What `brief` and `export` share: the redacted release, a word on what was removed, and where it goes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from recount.cli.talk import for_terminal, say
from recount.errors import RecountError, UsageError
from recount.model import Profile, Release, Removed
from recount.publish import Printed, leaks
from recount.workspace import Workspace


def redacted(record: str | None, profile: str, *, since: int | None = None) -> Release:
    """The record's release under a profile; what was removed is said on stderr."""
    with Workspace.open(record) as workspace:
        release = workspace.redacted(Profile(profile), since=since)
    if profile != Profile.INTERNAL:
        say(f"removed for the {profile} profile: {count_removed(release.removed)}")
        for removed in release.removed:
            say(f"{removed.value} → {removed.replacement}", indent="  ")
    return release


def count_removed(removed: Iterable[Removed]) -> str:
    """How many of each kind."""
    kinds = Counter(one.kind for one in removed)
    return ", ".join(f"{n} × {kind}" for kind, n in sorted(kinds.items())) or "nothing, since nothing had to be"


def write_out(pieces: Iterable[str], release: Release, output: str | None, *, printed: Printed | None = None) -> None:
    """Write to a file, or to stdout, after searching all of it for every value that was removed.

    Args:
        pieces: they join to the text.
        release: what it was made of.
        output: the file; stdout unless named.
        printed: what makes the file of the text, where the form is no text.

    Raises:
        RecountError: a removed value is still in it; or as `put_out` does.
    """
    whole = "".join(pieces)
    left = leaks(whole, release.removed)
    if left:
        raise RecountError(f"nothing was written: {len(left)} removed values would still be in it. Please report this")
    put_out(whole, output, printed=printed)


def put_out(whole: str, output: str | None, *, printed: Printed | None = None) -> None:
    """Write to a file, or to stdout.

    Raises:
        RecountError: the file can't be written. A file of that name is then as it was before.
        UsageError: what is no text would go to a terminal, or can't be printed here.
    """
    if output is not None:
        _write_file(Path(output), printed.press(whole) if printed else whole.encode("utf-8"))
        say(f"written: {output}")
    elif sys.stdout is None:
        raise RecountError("stdout is closed: name a file with --output")
    elif printed is not None:
        if sys.stdout.isatty():
            raise UsageError("this form is no text for a terminal: name a file with --output")
        sys.stdout.buffer.write(printed.press(whole))
    else:
        sys.stdout.write(for_terminal(whole) if sys.stdout.isatty() else whole)


def _write_file(path: Path, whole: bytes) -> None:
    try:
        if path.exists() and not path.is_file():
            # A device or a pipe, such as /dev/stdout: there is nothing to put in its place.
            path.write_bytes(whole)
            return
        _replace(path.resolve(), whole)
    except OSError as error:
        raise RecountError(f"{path} can't be written ({error.strerror}): choose another place with --output") from error


def _replace(path: Path, whole: bytes) -> None:
    """Write beside the file and then put it in its place: a full disk must not cost the one that was there."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(whole)
        if path.exists():
            part.chmod(path.stat().st_mode & 0o7777)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
