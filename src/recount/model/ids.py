"""Identifiers: derived from content, the same on every machine, one type for each kind of thing."""

from __future__ import annotations

import hashlib
import json
from typing import NewType

ReportId = NewType("ReportId", str)
ClaimId = NewType("ClaimId", str)
StatementId = NewType("StatementId", str)
IncidentId = NewType("IncidentId", str)
PeriodId = NewType("PeriodId", str)
DecisionId = NewType("DecisionId", str)

ID_DIGITS = 16
"""Hexadecimal digits kept of the SHA-256: 64 bits. Ten million claims collide with a chance of three in a million."""


def content_id(kind: str, *parts: str | int | None) -> str:
    """An identifier ``kind:<16 hex digits>`` of the parts, in order.

    The parts are hashed as one JSON array, so that ``("ab", "c")`` and ``("a", "bc")`` differ.
    """
    return f"{kind}:{digest(*parts)[:ID_DIGITS]}"


def digest(*parts: str | int | None) -> str:
    """The SHA-256 of the parts as one JSON array, in lower-case hexadecimal.

    A lone surrogate, which UTF-8 can't hold, is written as its escape: `json` does so by default.
    """
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode("ascii")).hexdigest()
