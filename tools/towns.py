"""Writes the towns that the desk's maps name for orientation, from the gazetteer that ships.

    python -m tools.towns

The gazetteer is ordered by name: to find what lies around a point in it would take its whole length, two seconds.
"""

from __future__ import annotations

import gzip

from recount.server.pages.towns import PATH
from recount.store.gazetteer import open_gazetteer

FEWEST = 20_000
"""People of the smallest town named: 27,000 towns in 360 KB. Those of 10,000 would take 600."""


def towns() -> bytes:
    """Name, latitude, longitude a line, the most populous first."""
    found = sorted(open_gazetteer().settlements(FEWEST), key=lambda one: (-one.population, one.key))
    lines = (f"{one.name}\t{one.latitude:.3f}\t{one.longitude:.3f}\n" for one in found)
    return gzip.compress("".join(lines).encode("utf-8"), mtime=0)


if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_bytes(towns())
