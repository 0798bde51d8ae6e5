"""Measure every estimator on what the developer sets know of the toll, and print a table.

python -m training.estimators [SET …] [--data ../shared]

Sets: airwars (a narrative, the killed as Airwars counts them), incidents (41 reports of one war, the range of tolls),
claims (a report, the first whole toll of its gold), gva and gvc (all articles on one shooting, killed and injured as
the registry has them). Grouping is left out of it where the gold says which texts go together. Reading gva takes six
minutes, all others three.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recount.errors import InputError
from recount.evaluate.files import find, rows
from recount.evaluate.reading import POLICY, read, report_of
from recount.figures import ESTIMATORS
from recount.model import (
    Decision,
    DecisionKind,
    Figure,
    Findings,
    GroundedClaim,
    Harm,
    Incident,
    make_decision,
)
from recount.ontology import policy
from recount.pipeline import derive

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What one incident's claims were read to be, and what is known of one toll."""

    claims: tuple[GroundedClaim, ...]
    """Of one incident, or of all reports where `reports` says which is meant."""

    harm: Harm
    low: int
    high: int
    """The range that the gold gives; equal where it gives a number."""

    one: bool = True
    """Whether the claims are all of one incident, as the gold says."""

    reports: frozenset[str] = frozenset()
    absent: int | None = None
    """What is taken where no figure is found: a registry's 0; else the case counts as missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How an estimator did on one set."""

    cases: int
    inside: float
    """Share of cases whose best lies within the gold's range."""

    differing: int
    """Cases in which sources that stand give different numbers: in all others every estimator says the same."""

    inside_differing: float
    """Share of these whose best lies within the gold's range."""

    ends: float
    """Share of cases whose low and high are the gold's."""

    contained: float
    """Share of cases whose low and high hold the gold's range."""

    ratio: float
    """Sum of best over the sum of the gold's middle, of the cases with a figure."""


Answer = tuple[int, int, int]


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("sets", nargs="*", default=[*SETS], metavar="SET", help=", ".join(SETS))
    arguments.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", "../shared")))
    chosen = arguments.parse_args()
    print("| set | cases | estimator | best inside | sources differ | inside there | ends exact | contained | ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in chosen.sets:
        cases = list(SETS[name](chosen.data))
        spans = answers(cases, "span")
        differing = {n for n, answer in enumerate(spans) if answer is not None and answer[0] < answer[2]}
        for estimator in ESTIMATORS:
            if not ESTIMATORS.get(estimator).trusts:
                print(_line(name, estimator, scored(cases, answers(cases, estimator), differing)))
        sys.stdout.flush()


def answers(cases: Sequence[Case], estimator: str) -> list[Answer | None]:
    """Low, best and high of each case."""
    found: dict[int, Findings] = {}
    for case in cases:
        if id(case.claims) not in found:
            found[id(case.claims)] = derive(case.claims, _as_one(case), policy=policy(POLICY), estimator=estimator)
    if any(case.reports for case in cases):
        return _aligned(cases, found)
    return [_answer(case, _first_told(case.claims, found[id(case.claims)], case.harm), found) for case in cases]


def scored(cases: Sequence[Case], found: Sequence[Answer | None], differing: Collection[int]) -> Score:
    """How the answers of an estimator fit what is known."""
    known = [(c, a) for c, a in zip(cases, found, strict=True) if a is not None]
    there = [(cases[n], found[n]) for n in differing]
    middle = sum((c.low + c.high) / 2 for c, _ in known)
    return Score(
        cases=len(cases),
        inside=sum(c.low <= a[1] <= c.high for c, a in known) / len(cases),
        differing=len(there),
        inside_differing=sum(a is not None and c.low <= a[1] <= c.high for c, a in there) / max(1, len(there)),
        ends=sum((a[0], a[2]) == (c.low, c.high) for c, a in known) / len(cases),
        contained=sum(a[0] <= c.low and c.high <= a[2] for c, a in known) / len(cases),
        ratio=sum(a[1] for _, a in known) / middle if middle else 0.0,
    )


def _as_one(case: Case) -> list[Decision]:
    """The gold's word that the claims are of one incident, as a decision."""
    ids = tuple(c.claim.id for c in case.claims)
    if not case.one or len({c.claim.report for c in case.claims}) < 2:
        return []
    return [make_decision(DecisionKind.SAME, ids, by="gold", at="2026-01-01T00:00:00Z", why="one incident")]


def _answer(case: Case, incident: Incident | None, found: Mapping[int, Findings]) -> Answer | None:
    figures = found[id(case.claims)].figures
    figure = next((f for f in figures if incident is not None and _is_whole(f, incident, case.harm)), None)
    if figure is not None:
        return figure.low, figure.best, figure.high
    return None if case.absent is None else (case.absent,) * 3


def _first_told(claims: Sequence[GroundedClaim], found: Findings, harm: Harm) -> Incident | None:
    """The incident told first, of those with a figure for the harm: a report opens with what it is about."""
    order = {c.claim.id: n for n, c in enumerate(claims)}
    counted = {f.incident for f in found.figures if f.harm is harm}
    told = [i for i in found.incidents if i.id in counted] or found.incidents
    return min(told, key=lambda i: min(order[c] for c in i.claims), default=None)


def _aligned(cases: Sequence[Case], found: Mapping[int, Findings]) -> list[Answer | None]:
    """The answers of the incidents laid against the gold's one to one: most reports shared, then the closest low."""
    pairs = []
    for n, case in enumerate(cases):
        for incident in found[id(case.claims)].incidents:
            shared = len(case.reports & {r.id for r in incident.reports})
            answer = _answer(case, incident, found)
            gap = abs(case.low - (answer[0] if answer else 0))
            if shared:
                pairs.append((-shared, gap, len(incident.reports), n, incident.id, answer))
    taken: dict[int, Answer | None] = {}
    used: set[str] = set()
    for _, _, _, n, incident_id, answer in sorted(pairs, key=lambda p: p[:5]):
        if n not in taken and incident_id not in used:
            taken[n] = answer
            used.add(incident_id)
    return [taken.get(n) for n in range(len(cases))]


def _is_whole(figure: Figure, incident: Incident, harm: Harm) -> bool:
    return figure.incident == incident.id and figure.harm is harm and figure.group == "all"


def _line(name: str, estimator: str, s: Score) -> str:
    cells = (f"{s.inside:.3f}", f"{s.differing}", f"{s.inside_differing:.3f}", f"{s.ends:.3f}", f"{s.contained:.3f}")
    return f"| {name} | {s.cases} | `{estimator}` | {' | '.join(cells)} | {s.ratio:.2f} |"


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
            yield Case(claims=claims, harm=Harm.KILLED, low=told[0], high=high, one=False, reports=reports)


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
        claims = tuple(c for doc in row["doc_ids"] for c in _main(told.get(str(doc), ())))
        for harm in (Harm.KILLED, Harm.INJURED):
            yield Case(claims=claims, harm=harm, low=row[harm], high=row[harm], absent=0)


def _main(claims: tuple[GroundedClaim, ...]) -> tuple[GroundedClaim, ...]:
    """The claims of the incident that a report tells of first."""
    found = derive(claims, (), policy=policy(POLICY))
    order = {c.claim.id: n for n, c in enumerate(claims)}
    first = min(found.incidents, key=lambda i: min(order[c] for c in i.claims), default=None)
    return tuple(c for c in claims if first is not None and c.claim.id in first.claims)


SETS: Mapping[str, Callable[[Path], Iterator[Case]]] = {
    "airwars": airwars,
    "incidents": incidents,
    "claims": claims_gold,
    "gva": gva,
    "gvc": gvc,
}


if __name__ == "__main__":
    main()
