"""MemoryStore: a record that lives as long as the process. For tests, notebooks and readings that need no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from types import TracebackType
from typing import Self

from recount.errors import RecordError
from recount.model import (
    ClaimId,
    Decision,
    DecisionId,
    Failure,
    Findings,
    GroundedClaim,
    GroundedStatement,
    Reading,
    Report,
    ReportHead,
    ReportId,
    Snapshot,
    StatementId,
)
from recount.store.arrivals import Arrival, arrivals, words_digest
from recount.store.base import About
from recount.store.lines import encode
from recount.store.lines import findings_digest
