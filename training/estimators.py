"""Measure every estimator on what the developer sets know of the toll, and print a table.

python -m training.estimators [SET …] [--data ../shared]

Sets: airwars (a narrative, the killed as Airwars counts them), incidents (41 reports of one war, the range of tolls),
claims (a report, the first whole toll of its gold), gva and gvc (all articles on one shooting, killed and injured as the
registry has them). Grouping is left out of it where the gold says which texts go together. Reading gva takes six
minutes, all others three.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recount.errors import InputError
from recount.evaluate.files import find, rows
from recount.evaluate.reading import POLICY, read, report_of
from recount.figures import ESTIMATORS
from recount.model import Figure, Findings, GroundedClaim, Harm, Incident
from recount.ontology import policy
from recount.pipeline import derive

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Claims that are read together, and what is known of one toll."""

    claims: tuple[GroundedClaim, ...]
    harm: Harm
    low: int
    high: int
    """The range that the gold gives; equal where it gives a number."""

    reports: frozenset[str] = frozenset()
    """Reports of the incident meant; the one that most claims tell of unless given."""

    absent: int | None = None
    """What is taken where no figure is found: a registry's 0; else the case counts as missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How an estimator did on one set."""

    cases: int
    inside: float
    """Share of cases whose best lies within the gold's range."""

    ends: float
    """Share of cases whose low and high are the gold's."""

    contained: float
    """Share of cases whose low and high hold the gold's range."""

    off: float
    """Persons by which best lies outside the range, on average over the cases with a figure."""

    ratio: float
    """Sum of best over the sum of the gold's middle, of the cases with a figure."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("sets", nargs="*", default=[*SETS], metavar="SET", help=", ".join(SETS))
    arguments.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", "../shared")))
    chosen = arguments.parse_args()
    print("| set | cases | estimator | best inside | low and high exact | contained | best off by | Σ best / Σ gold |")
    print("|---|---|---|---|---|---|---|---|")
    for name in chosen.sets:
        cases = list(SETS[name](chosen.data))
        for estimator in ESTIMATORS:
            if not ESTIMATORS.get(estimator).trusts:
                print(_line(name, estimator, scored(cases, estimator)))
        sys.stdout.flush()


def scored(cases: Sequence[Case], estimator: str) -> Score:
    """How the estimator does on these cases."""
    found: dict[int, Findings] = {}
    results = []
    for case in cases:
        key = id(case.claims)
        if key not in found:
            found[key] = derive(case.claims, (), policy=policy(POLICY), estimator=estimator)
        results.append((case, _answer(case, found[key])))
    known = [(c, a) for c, a in results if a is not None]
    middle = sum((c.low + c.high) / 2 for c, _ in known)
    return Score(
        cases=len(results),
        inside=sum(c.low <= a[1] <= c.high for c, a in known) / len(results),
        ends=sum((a[0], a[2]) == (c.low, c.high) for c, a in known) / len(results),
        contained=sum(a[0] <= c.low and c.high <= a[2] for c, a in known) / len(results),
        off=sum(max(c.low - a[1], a[1] - c.high, 0) for c, a in known) / max(1, len(known)),
        ratio=sum(a[1] for _, a in known) / middle if middle else 0.0,
    )


def _answer(case: Case, found: Findings) -> tuple[int, int, int] | None:
    """Low, best and high of the incident meant."""
    incident = _meant(case, found.incidents)
    figure = next((f for f in found.figures if incident is not None and _is_whole(f, incident, case.harm)), None)
    if figure is not None:
        return figure.low, figure.best, figure.high
    return None if case.absent is None else (case.absent,) * 3


def _meant(case: Case, incidents: Sequence[Incident]) -> Incident | None:
    if not case.reports:
        order = {c.claim.id: n for n, c in enumerate(case.claims)}
        return max(incidents, key=lambda i: (len(i.claims), -min(order[c] for c in i.claims)), default=None)
    shared = [(len(case.reports & {r.id for r in i.reports}), -len(i.reports), i.id, i) for i in incidents]
    best = max(shared, key=lambda s: s[:3], default=None)
    return best[3] if best is not None and best[0] else None


def _is_whole(figure: Figure, incident: Incident, harm: Harm) -> bool:
    return figure.incident == incident.id and figure.harm is harm and figure.group == "all"


def _line(name: str, estimator: str, s: Score) -> str:
    cells = (f"{s.inside:.3f}", f"{s.ends:.3f}", f"{s.contained:.3f}", f"{s.off:.2f}", f"{s.ratio:.2f}")
    return f"| {name} | {s.cases} | `{estimator}` | {' | '.join(cells)} |"


def _rows(data: Path, name: str) -> list[Row]:
    found = find(data, name)
    if found is None:
        raise InputError(f"no file of {name} in {data}: name the folder with --data")
    return list(rows(found.path))


def _read(row: Row) -> tuple[GroundedClaim, ...]:
    return read(report_of(row)).claims


def airwars(data: Path) -> Iterator[Case]:
    """The killed of each narrative, as its assessment counts them."""
    for row in _rows(data, "airwars_gaza"):
        told = row["gold"].get("civilians_killed")
        if told and told["min"] is not None and told["max"] is not None:
            yield Case(claims=_read(row), harm=Harm.KILLED, low=told["min"], high=told["max"])


def incidents(data: Path) -> Iterator[Case]:
    """The range of tolls of each incident that the gold groups, all reports read together."""
    claims = tuple(c for row in _rows(data, "incidents-dev-reports") for c in _read(row))
    for row in _rows(data, "incidents"):
        told = row.get("killed_range")
        if "incident" in row and told and told[0] is not None:
            high = told[0] if told[1] is None else told[1]
            reports = frozenset(r["id"] for r in row["reports"])
            yield Case(claims=claims, harm=Harm.KILLED, low=told[0], high=high, reports=reports)


def claims_gold(data: Path) -> Iterator[Case]:
    """The first whole toll of each report's gold."""
    for row in _rows(data, "claims"):
        first = next((c for c in row["claims"] if _is_toll(c)), None)
        if first is not None:
            yield Case(claims=_read(row), harm=Harm.KILLED, low=first["value"], high=first["value"])


def _is_toll(claim: Row) -> bool:
    plain = claim.get("scope") == "incident" and not claim.get("background") and claim.get("of") is None
    return plain and claim["harm"] == "killed" and claim.get("value") is not None and not claim.get("optional")


def gva(data: Path) -> Iterator[Case]:
    """Killed and injured of each shooting of the larger registry."""
    yield from _shootings(data, "gva")


def gvc(data: Path) -> Iterator[Case]:
    """Killed and injured of each shooting of the smaller registry."""
    yield from _shootings(data, "gvc")


def _shootings(data: Path, name: str) -> Iterator[Case]:
    told = {str(row["id"]): _read(row) for row in _rows(data, f"{name}_docs")}
    for row in _rows(data, f"{name}_incidents"):
        claims = tuple(c for doc in row["doc_ids"] for c in told.get(str(doc), ()))
        for harm in (Harm.KILLED, Harm.INJURED):
            yield Case(claims=claims, harm=harm, low=row[harm], high=row[harm], absent=0)


SETS: Mapping[str, Callable[[Path], Iterator[Case]]] = {
    "airwars": airwars,
    "incidents": incidents,
    "claims": claims_gold,
    "gva": gva,
    "gvc": gvc,
}


if __name__ == "__main__":
    main()
