"""What grounding asks of a gazetteer. The one on file is `recount.store.gazetteer`; the empty one is here."""

from __future__ import annotations

from typing import Protocol

from recount.model import GazetteerPlace


class Gazetteer(Protocol):
    """Places by name. Names are compared folded (`recount.lang.names.fold_name`)."""

    def find(self, name: str) -> list[GazetteerPlace]:
        """Every place of that name, the most populous first, then by key. Empty if there is none."""
        ...

    def has(self, folded: str) -> bool:
        """Whether some place has that folded name."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256 of the data, in hexadecimal."""
        ...


class NoGazetteer:
    """Knows no place. Grounding then keeps the words and refuses coordinates."""

    digest = ""

    def find(self, name: str) -> list[GazetteerPlace]:
        """Nothing."""
        return []

    def has(self, folded: str) -> bool:
        """Never."""
        return False
