"""Names of members: hostile input. They are shown and matched, never used as paths."""

from __future__ import annotations

from pathlib import PurePosixPath

LONGEST = 300


def printable(name: str) -> str:
    """The name with what can't be shown replaced, and bounded. Bytes that were no UTF-8 come in ASCII."""
    kept = name.encode("utf-8", "surrogateescape" if _escaped(name) else "replace")
    whole = kept.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else "\ufffd" for c in whole)[:LONGEST]


def leads_out(name: str) -> bool:
    """Whether the name would, as a path, lead out of the folder it is unpacked to."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:3] in (":\\", ":/")


def is_hidden(name: str) -> bool:
    """Whether it is hidden, or something that a system puts beside files."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts


def _escaped(name: str) -> bool:
    """Whether every surrogate in it stands for a byte."""
    return all("\udc80" <= c <= "\udcff" for c in name if "\ud800" <= c <= "\udfff")


LEADS_OUT = "has a name that leads out of the archive, as those of attacks do: it was not read"
IS_LINK = "is a link, which may lead anywhere: it was not read; put the file itself into the archive"
ENCRYPTED = "is encrypted: unpack it with its password first"
IS_SPECIAL = "is no file but a device or a pipe: it was not read"
