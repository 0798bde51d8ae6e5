"""Capture: how and when the bytes of an original came in. The capture log is made of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """How an original was come by."""

    FILE = "file"
    """Read from a file of this machine."""

    STANDARD_INPUT = "standard input"
    MEMBER = "member"
    """Taken out of an archive, a mail or another original, named in `inside`."""

    HTTP = "http"
    """Fetched from the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One coming-in of an original: what a court or an editor asks of it (Berkeley Protocol, chapter VI)."""

    digest: str
    """SHA-256 of the bytes, in lower-case hexadecimal: the name under which they are kept."""

    size: int
    """Bytes."""

    address: str
    """The path or the address asked for; for a member, its name within what holds it."""

    method: Method
    at: str
    """When: UTC, ISO 8601 with seconds. For an archived web page the time the archive gives."""

    tool: str
    """What took it in: ``recount 0.1.0``."""

    media_type: str = ""
    """As declared by the server or the archive, else empty."""

    charset: str = ""
    """The encoding declared along with it, which the bytes need not tell."""

    inside: str = ""
    """Path or address of the archive it was a member of, outermost first, joined by ``!``."""

    final: str = ""
    """Where redirects led, if elsewhere than `address`."""

    status: int | None = None
    """The server's answer, such as 200."""

    etag: str = ""
    last_modified: str = ""
    """What the server gave for asking again only for what has changed."""

    taken: str = ""
    """When it came into this record, where `at` is an archive's word for an earlier time; else empty."""

    collector: str = ""
    """Who collected it, if the settings name anybody. Never the name of the system's user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A capture in its place in the log, which is chained: nothing in it can be changed or lost without a trace."""

    number: int
    """From 1 on, without a gap."""

    capture: Capture
    chain: str
    """SHA-256 over everything in the log up to and with this capture, as it was written beside it."""

    holds: bool
    """Whether that is what the log comes to, and no number before it is missing."""
