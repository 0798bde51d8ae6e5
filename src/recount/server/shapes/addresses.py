"""Addresses: where on the desk a thing is."""

from __future__ import annotations

from urllib.parse import quote

TWIN = ".json"
"""Ends the address of a page as JSON."""

PAGE = "/"
"""Ends the address of a report whose own id ends like a twin's, so that it can be had as a page too."""


def reading(report: str, claim: str = "") -> str:
    """Where a report is read, at a claim of it."""
    end = PAGE if report.endswith(TWIN) else ""
    return f"/reports/{quote(report, safe='')}{end}" + (f"?claim={claim}" if claim else "")
