"""Received: what is known of an input before it is opened."""

from __future__ import annotations

from dataclasses import dataclass, replace

from recount.model.capture import Method

NESTED = "!"
"""Between an archive and its member in a shown address: ``reports.zip!may/raid.html``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An input by the name it came under, and what its surroundings say of it."""

    name: str
    """Path, address, or the name within an archive. Its stem is the report's id where nothing better is known."""

    method: Method = Method.FILE
    inside: str = ""
    """What holds it, outermost first, joined by ``!``; empty where it stands alone."""

    url: str | None = None
    """The address it was published under, if that is known for sure."""

    retrieved: str | None = None
    """When it was fetched: UTC, ISO 8601 with seconds."""

    media_type: str = ""
    """As declared: ``text/html``. Declarations err: the bytes are looked at first."""

    charset: str = ""
    """The encoding that was declared for it, if any."""

    last_modified: str = ""
    """As a server or an archive gives it."""

    etag: str = ""
    status: int | None = None
    final: str = ""
    """Where redirects led."""

    depth: int = 0
    """How many archives it lies in."""

    @property
    def shown(self) -> str:
        """The whole way to it, as failures show it."""
        return f"{self.inside}{NESTED}{self.name}" if self.inside else self.name

    def member(self, name: str) -> Received:
        """A member of this one, by its name there."""
        return Received(
            name=name, method=Method.MEMBER, inside=self.shown, retrieved=self.retrieved, depth=self.depth + 1
        )

    def told(self, **known: object) -> Received:
        """The same with more known of it."""
        return replace(self, **known)  # type: ignore[arg-type]
