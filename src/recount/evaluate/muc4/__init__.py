"""Suite muc4: incident templates of newswire on Latin America, 1988 to 1991, against the keys of MUC-4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recount.evaluate.muc4.mapping import templates
from recount.evaluate.muc4.score import Tally, score
from recount.evaluate.muc4.templates import Slot, Template, key_templates
from recount.evaluate.reading import read, report_of
from recount.evaluate.suite import Row, Suite, share

SLOTS = {"victim_number_f": Slot.VICTIM_NUMBER, "date_f": Slot.DATE, "place_f": Slot.LOCATION}
"""Slots that are shown by themselves, over the templates that have a counterpart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One document."""

    all_templates: Tally
    aligned: Mapping[Slot, Tally]
    toll: bool | None
    """Whether the dead add up as in the key; ``None`` where the key knows no number of dead."""


def measure(row: Row) -> Counted:
    """Read one document and lay its templates beside the key's."""
    report = report_of(row)
    return counted(key_templates(row), templates(report, read(report)))


def counted(key: Sequence[Template], response: Sequence[Template]) -> Counted:
    """A response beside its key."""
    scored = score(key, response)
    optional = {j for i, j in scored.pairs if key[i].optional}
    known = [t.killed for t in key if not t.optional and t.killed is not None]
    ours = sum(t.killed or 0 for j, t in enumerate(response) if j not in optional)
    return Counted(
        all_templates=scored.all_templates,
        aligned={slot: scored.aligned[slot] for slot in SLOTS.values()},
        toll=ours == sum(known) if known else None,
    )


def metrics(results: Sequence[Counted]) -> dict[str, float]:
    """F, precision and recall over all templates; F of three slots over aligned ones; share of tolls that are right."""
    total = sum((r.all_templates for r in results), Tally())
    tolls = [r.toll for r in results if r.toll is not None]
    return {
        "f": _f(total),
        "precision": share(total.earned, total.actual),
        "recall": share(total.earned, total.possible),
        "victim_number_f": _f(sum((r.aligned[Slot.VICTIM_NUMBER] for r in results), Tally())),
        "toll_exact": share(sum(tolls), len(tolls)),
        "date_f": _f(sum((r.aligned[Slot.DATE] for r in results), Tally())),
        "place_f": _f(sum((r.aligned[Slot.LOCATION] for r in results), Tally())),
    }


def _f(tally: Tally) -> float:
    return share(2 * tally.earned, tally.possible + tally.actual)


SUITE = Suite(
    name="muc4",
    sets=("muc4",),
    measure=measure,
    metrics=metrics,
    about="Incidents of newswire as templates: type, day, place, weapon, perpetrators, targets and victims.",
)
