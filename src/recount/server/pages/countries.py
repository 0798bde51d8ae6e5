"""Countries that maps name, the widest first. `tools/countries.py` takes them from the borders that maps draw."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

PATH = Path(str(files("recount.server"))) / "data" / "countries.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's name and the room that its outline leaves for it."""

    name: str
    latitude: float
    longitude: float
    """The middle of the name, degrees WGS 84."""

    across: float
    """Degrees of longitude from border to border there."""


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Every country of the borders."""
    parts = (line.split("\t") for line in PATH.read_text(encoding="utf-8").splitlines())
    return tuple(
        Country(name=name, latitude=float(lat), longitude=float(lon), across=float(across))
        for name, lat, lon, across in parts
    )
