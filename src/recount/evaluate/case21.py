"""Suite case21: the means of harm in snippets of one or two sentences (CASE 2021, task 2)."""

from __future__ import annotations

from collections.abc import Sequence

from recount.evaluate.reading import read, report_of
from recount.evaluate.suite import Row, Suite, share
from recount.model import Reading

MEANS = {
    "AIR_STRIKE": {"airstrike"},
    "ART_MISS_ATTACK": {"shelling", "missile"},
    "SUIC_BOMB": {"suicide_bombing"},
    "REM_EXPLOS": {"bombing", "landmine"},
    "CHEM_WEAP": {"chemical"},
    "GRENADE": {"bombing", "other", "gunfire"},
    "ARMED_CLASH": {"clash"},
    "GOV_REGAINS_TERIT": {"clash"},
    "NON_STATE_ACTOR_OVERTAKES_TER": {"clash"},
}
"""The snippets' classes that say a means, and the means that fit; snippets of other classes are passed over."""


def measure(row: Row) -> bool | None:
    """Whether the means is right; ``None`` for a snippet whose class says none."""
    wanted = MEANS.get(row["gold"])
    return None if wanted is None else _means(read(report_of(row))) in wanted


def metrics(results: Sequence[bool | None]) -> dict[str, float]:
    """The share of snippets with a class of means whose means is right."""
    judged = [r for r in results if r is not None]
    return {"means_accuracy": share(sum(judged), len(judged)), "snippets": len(judged)}


def _means(reading: Reading) -> str | None:
    """That of the first claim or statement of an attack that names one, in text order."""
    told = [(c.claim.span.start, c.claim.means) for c in reading.claims]
    told += [(s.statement.span.start, s.statement.means or "unknown") for s in reading.statements]
    known = sorted((start, means) for start, means in told if means != "unknown")
    return known[0][1] if known else None


SUITE = Suite(
    name="case21",
    sets=("case21_task2",),
    measure=measure,
    metrics=metrics,
    about="The means of harm in snippets of one or two sentences.",
)
