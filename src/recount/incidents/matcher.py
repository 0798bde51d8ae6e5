"""Matcher: the model that says whether two tellings are of one event. A table that fits on a screen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from recount.incidents.features import (
    Feature,
    Finding,
    compatible_tolls,
    same_accused,
    same_day,
    same_means,
    same_place,
    same_sentence,
    same_victims,
    shared_ages,
    shared_names,
    shared_streets,
    shared_words,
    told_together,
)
from recount.incidents.tellings import Telling
from recount.model import Reason

PARTING: tuple[Feature, ...] = (same_day, told_together, same_place)
"""What may part two tellings."""

WEIGHED: tuple[Feature, ...] = (
    same_means,
    compatible_tolls,
    same_victims,
    same_accused,
    same_sentence,
    shared_names,
    shared_streets,
    shared_ages,
    shared_words,
)
"""What only speaks for or against."""

MODEL = (*PARTING, *WEIGHED)
"""What is compared. Each has two fitted weights: for when it speaks for one event, and for when it speaks against."""

MISREAD_BOTH, MISREAD_ONE = 0.5, 0.25
"""Score of `shared_names` from which what parts two tellings is taken for misread, and only weighed: where nothing of
day and place agrees, and where one of them does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the fit gives: log odds of one event."""

    bias: float
    """Of two tellings of which nothing is known but that they were worth comparing."""

    pro: Mapping[str, float]
    con: Mapping[str, float]
    """By feature; not negative, so that a score never speaks against its own sentence."""

    threshold: float
    """Log odds from which two tellings are taken for one event: the one best for B³ on what the weights were not
    fitted on."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two tellings are one event."""

    score: float
    """Log odds above the threshold."""

    parts: bool = False
    """Whether they can't be one event."""

    @property
    def one_event(self) -> bool:
        """Whether they are taken for one event."""
        return not self.parts and self.score >= 0


PARTED = Comparison(-99.0, parts=True)


def compare(a: Telling, b: Telling, weigh: Weights) -> Comparison:
    """Compare two tellings. Symmetric."""
    found = [feature(a, b) for feature in PARTING]
    if _parted(a, b, found):  # most pairs end here, at another day or place
        return PARTED
    found += [feature(a, b) for feature in WEIGHED]
    score = weigh.bias - weigh.threshold
    for feature, said in zip(MODEL, found, strict=True):
        if said.score:
            side = weigh.pro if said.score > 0 else weigh.con
            score += said.score * side.get(feature.__name__, 0.0)
    return Comparison(round(score, 4))


def are_parted(a: Telling, b: Telling) -> bool:
    """Whether a day or a place parts the two, and they don't share the names that would make it a misreading.

    Never a misreading where both are of one outlet: what stands around its reports has the same names whatever they
    tell of.
    """
    return _parted(a, b, [feature(a, b) for feature in PARTING])


def _parted(a: Telling, b: Telling, found: Sequence[Finding]) -> bool:
    if not any(f.parts for f in found):
        return False
    if a.outlet is not None and a.outlet == b.outlet:
        return True
    needed = MISREAD_ONE if any(f.score > 0 for f in found) else MISREAD_BOTH
    return shared_names(a, b).score < needed


def reasons(a: Telling, b: Telling, weigh: Weights) -> tuple[Reason, ...]:
    """What speaks for one event, the weightiest first."""
    found = [(f.__name__, f(a, b)) for f in MODEL]
    told = [(weigh.pro.get(name, 0.0) * x.score, name, x) for name, x in found if x.score > 0]
    return tuple(
        Reason(rule=name, sentence=x.sentence, score=round(x.score, 2))
        for share, name, x in sorted(told, key=lambda t: (-t[0], t[1]))
        if share > 0
    )


def weights_of(table: Mapping[str, Any]) -> Weights:
    """The weights in a table as it is kept."""
    return Weights(bias=table["bias"], pro=table["for"], con=table["against"], threshold=table["threshold"])


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The fitted table: ``incidents/weights/model.json``, written by ``python -m training.incidents``."""
    table = files("recount.incidents") / "weights" / "model.json"
    return weights_of(json.loads(table.read_text(encoding="utf-8")))
