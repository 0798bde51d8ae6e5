"""Failures, many."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model import Failure
from recount.publish import wording
from recount.server.shapes.tables import Cell, Column, Sieve, Table

STAGES = {"sources": "opening", "text": "preparing", "claims": "reading", "resolve": "grounding"}
"""What each stage does, in a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Some of the reports that could not be read, in order of first sight."""

    failures: tuple[Failure, ...]
    first: int
    """How many come before these."""

    total: int
    """How many there are of those asked for."""

    next: str
    """The cursor of those after these; empty at the end."""

    before: str | None
    """The cursor of as many before these, empty for the start of the list; nothing if there are none."""

    stages: tuple[str, ...]
    """Every stage that something stopped in."""

    @property
    def table(self) -> Table:
        """As a page."""
        stages = tuple((stage, _stage(stage)) for stage in self.stages)
        return Table(
            title="Failures",
            lead="What could not be read, and what to do about it. Everything else went on without it.",
            columns=tuple(Column(words=name) for name in ("Report", "Stopped at", "What happened")),
            rows=tuple(
                (Cell(words=one.report), Cell(words=_stage(one.stage), style="soft"), Cell(words=one.error))
                for one in self.failures
            ),
            empty="Nothing failed: every input was read. What can't be read will stand here with the reason.",
            sieves=(Sieve(name="stage", words="Stopped at", kind="choice", choices=stages),) if stages else (),
            first=self.first,
            total=self.total,
            next=self.next,
            before=self.before,
        )


def _stage(stage: str) -> str:
    return STAGES.get(stage, wording.words(stage))
