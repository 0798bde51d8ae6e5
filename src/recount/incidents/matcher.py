"""Matcher: the model that says whether two tellings are of one event. A table that fits on a screen."""

from __future__ import annotations

from dataclasses import dataclass

from recount.incidents.features import (
    Feature,
    compatible_tolls,
    same_day,
    same_means,
    same_place,
    same_sentence,
    same_victims,
)
from recount.incidents.tellings import Telling
from recount.model import Reason

MODEL: tuple[tuple[Feature, float], ...] = (
    (same_day, 2.0),
    (same_place, 2.5),
    (same_means, 1.0),
    (compatible_tolls, 1.5),
    (same_victims, 0.5),
    (same_sentence, 2.0),
)
"""Feature and weight. Set by hand on the developer incidents; fitted weights come with the next steps."""

THRESHOLD = 3.0
"""Two tellings of this score or more are one event: same day and a place that agrees, with nothing against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How far two tellings are one event, with every feature's sentence."""

    score: float
    reasons: tuple[Reason, ...]
    veto: bool

    @property
    def one_event(self) -> bool:
        """Whether they are taken for one event."""
        return not self.veto and self.score >= THRESHOLD


def compare(a: Telling, b: Telling) -> Comparison:
    """Compare two tellings. Symmetric."""
    findings = []
    for feature, weight in MODEL:
        found = feature(a, b)
        if found.veto:  # most pairs end here, at another day or place
            return Comparison(score=-1.0, reasons=(), veto=True)
        findings.append((found, weight))
    return Comparison(
        score=round(sum(f.score * weight for f, weight in findings), 4),
        reasons=tuple(f.reason for f, _ in findings if f.score > 0),
        veto=False,
    )
