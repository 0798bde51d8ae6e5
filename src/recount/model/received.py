"""Received: what is known of an input before it is opened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath

from recount.model.capture import Method
from recount.model.ids import digest

NESTED = "!"
"""Between an archive and its member in a shown address: ``reports.zip!may/raid.html``."""

LONGEST_ID = 180
"""Characters of an id made of a path or an address. A longer one is cut, with its digest in place of the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An input by the name it came under, and what its surroundings say of it."""

    name: str
    """Path, address, or the name within an archive."""

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

    below: str = ""
    """The folders and archives between the input that was named and this, joined by ``/``."""

    @property
    def shown(self) -> str:
        """The whole way to it, as failures show it."""
        return f"{self.inside}{NESTED}{self.name}" if self.inside else self.name

    @property
    def given_id(self) -> str:
        """The id of its report where nothing better is known: its address, else its way below the input, ``may/raid``.

        Two files of one name in different folders differ in it, whatever else is read and in whatever order.
        """
        made = self.url or _joined(self.below, _stem(self.name))
        return made if len(made) <= LONGEST_ID else f"{made[: LONGEST_ID - 17]}…{digest(made)[:16]}"

    def member(self, name: str) -> Received:
        """A member of this archive, by its name there. An archive counts as a folder of its own name."""
        folder = PurePath(name).parent.as_posix()
        return Received(
            name=name,
            method=Method.MEMBER,
            inside=self.shown,
            retrieved=self.retrieved,
            depth=self.depth + 1,
            below=_joined(self.below, _stem(self.name), "" if folder == "." else folder),
        )

    def unpacked(self, name: str) -> Received:
        """The one file that was packed as this one: ``raid.txt`` of ``raid.txt.gz``."""
        return replace(self.member(name), below=self.below)

    def told(self, **known: object) -> Received:
        """The same with more known of it."""
        return replace(self, **known)  # type: ignore[arg-type]


def _stem(name: str) -> str:
    """The last part of a path, without its suffix; without both of ``reports.tar.gz``."""
    path = PurePath(name)
    inner = PurePath(path.stem)
    return inner.stem if inner.suffix.lower() in (".tar", ".warc") else path.stem


def _joined(*parts: str) -> str:
    return "/".join(part for part in parts if part)
