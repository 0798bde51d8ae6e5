"""Measures how grouping and reconciling grow with the record, and what adding to a record costs.

    python -m tools.scale [CLAIMS …]       10,000 claims and up, each size in a process of its own: seconds, memory
    python -m tools.scale adding [CLAIMS …]  a derivation kept: all of it, 100 reports more, and one decision more

The claims are made up, not read: one incident in five claims on average, told by one to a dozen reports with differing
tolls, over ten years and a thousand towns of which the busiest has a tenth of all. One process,
one core, in seconds of the processor, which other programs on the machine disturb little.
"""

from __future__ import annotations

import gc
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path

from recount.figures import reconcile
from recount.incidents import group
from recount.model import (
    Bound,
    Claim,
    ClaimId,
    Correction,
    Decision,
    DecisionKind,
    Field,
    GroundedClaim,
    Harm,
    Incident,
    Place,
    Point,
    Precision,
    Quantity,
    ReportId,
    Span,
    Stated,
    When,
    make_decision,
)
from recount.ontology import policy
from recount.pipeline import Derivation, uncollected

POLICY = policy("airwars-observed")
ROOT = Path(__file__).parents[1]
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
RECORDS = (10_000, 100_000, 500_000)
ADDED = 100
DECIDED = 200
KINDS = (
    DecisionKind.REJECT,
    DecisionKind.SET_ASIDE,
    DecisionKind.CORRECT,
    DecisionKind.SAME,
    DecisionKind.DIFFERENT,
    DecisionKind.SAME_ORIGIN,
    DecisionKind.ELSEWHERE,
)
CLAIMS_PER_INCIDENT = 5
DAYS, TOWNS, NAMES = 3650, 1000, 60_000
MEANS = ("airstrike", "shelling", "gunfire", "bombing")


def main(args: Sequence[str]) -> None:
    if args[:1] == ["adding"]:
        head = f"{'claims':>10} {'incidents':>10} {'all':>8} {'memory':>8} {'100 reports':>12}"
        print(f"{head} {'decision: p50':>14} {'p95':>8}")
        for size in [int(a) for a in args[1:]] or RECORDS:
            print(_alone(f"adding({size})"), flush=True)
        return
    print(f"{'claims':>10} {'incidents':>10} {'made':>7} {'group':>7} {'figures':>8} {'µs a claim':>11} {'memory':>8}")
    for size in [int(a) for a in args] or SIZES:
        print(_alone(f"whole({size})"), flush=True)


def whole(size: int) -> str:
    """Group and reconcile that many claims."""
    start = time.process_time()
    claims = {c.claim.id: c for c in made(size)}
    ready = time.process_time()
    with uncollected():  # as `derive` does
        found = list(group(claims.values()))
        grouped = time.process_time()
        figures = sum(1 for _ in reconcile(found, claims=claims))
        done = time.process_time()
    incidents = sum(isinstance(x, Incident) for x in found)
    a_claim = (done - ready) / len(claims) * 1e6
    return (
        f"{len(claims):>10} {incidents:>10} {ready - start:>6.1f}s {grouped - ready:>6.1f}s {done - grouped:>7.1f}s"
        f" {a_claim:>11.0f} {_peak():>7.2f}G  {figures} figures and grades"
    )


def adding(size: int) -> str:
    """Derive that many claims, then take in 100 reports more, and then decisions one by one."""
    claims = [replace(c, policy=f"{POLICY.name}-{POLICY.version}") for c in made(size)]
    chance = random.Random(1)  # noqa: S311 - made up, and the same every time
    new = set(chance.sample(list(dict.fromkeys(c.claim.report for c in claims)), ADDED))
    derivation = Derivation(policy=POLICY)
    before = [c for c in claims if c.claim.report not in new]
    whole = _took(lambda: derivation.update(claims=before))
    gc.freeze()  # as a workspace does
    more = [c for c in claims if c.claim.report in new]
    added = _took(lambda: derivation.update(claims=more))
    times = sorted(
        _took(partial(derivation.update, decisions=[decision])) for decision in _decisions(claims, derivation, chance)
    )
    p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
    return (
        f"{len(claims):>10} {len(derivation.findings.incidents):>10} {whole:>7.1f}s {_peak():>7.2f}G"
        f" {added:>11.2f}s {p50 * 1000:>12.1f}ms {p95 * 1000:>6.1f}ms"
    )


def _took(doing: Callable[[], object]) -> float:
    start = time.process_time()
    doing()
    return time.process_time() - start


def _decisions(claims: Sequence[GroundedClaim], derivation: Derivation, chance: random.Random) -> Iterator[Decision]:
    """Decisions of every kind on claims drawn at random, most with another claim of their incident."""
    for number in range(DECIDED):
        kind, first = KINDS[number % len(KINDS)], chance.choice(claims).claim.id
        incident = derivation.incident_of(first)
        others = [id_ for id_ in incident.claims if id_ != first] if incident else []
        if kind is DecisionKind.SAME or not others:
            others = [chance.choice(claims).claim.id]
        alone = kind in KINDS[:3]
        yield make_decision(
            kind,
            (first,) if alone else (first, others[0]),
            by="reviewer",
            at=f"2026-01-01T00:00:00.{number:06}+00:00",
            why="made up",
            correction=Correction(field=Field.VALUE, to="14") if kind is DecisionKind.CORRECT else None,
        )


def made(size: int) -> Iterator[GroundedClaim]:
    """At least that many claims, the same every time."""
    chance, count, incident = random.Random(7), 0, 0  # noqa: S311 - made up, and the same every time
    while count < size:
        incident += 1
        for claim in _incident(incident, chance):
            count += 1
            yield claim


def _incident(number: int, chance: random.Random) -> Iterator[GroundedClaim]:
    """The claims of all reports of one incident: two a report, five on average."""
    town = min(int(chance.paretovariate(0.7)), TOWNS)
    day, means, killed = chance.randrange(DAYS), chance.choice(MEANS), int(chance.paretovariate(0.8)) % 200 + 1
    names = [f"name:n{chance.randrange(NAMES)}" for _ in range(6)]
    quarter = chance.randrange(12)
    for k in range(min(12, int(chance.expovariate(1 / 2.0)) + 1)):
        told = _when(day) if chance.random() < 0.9 else None
        place = _place(town, quarter if chance.random() < 0.7 else None)
        details = tuple(sorted({*chance.sample(names, 4), f"name:n{chance.randrange(NAMES)}"}))
        for at, harm, toll in ((0, Harm.KILLED, killed), (40, Harm.INJURED, killed * 2)):
            stated = _stated(max(1, int(toll * chance.choice((1, 1, 1, 0.8, 1.2)))))
            yield _claim(f"{number}-{k}", at, harm, stated, told, place, means, details, day)


def _claim(
    report: str,
    at: int,
    harm: Harm,
    stated: Stated,
    when: When | None,
    place: Place,
    means: str,
    details: tuple[str, ...],
    day: int,
) -> GroundedClaim:
    claim = Claim(
        id=ClaimId(f"claim:{report}-{at}"),
        report=ReportId(f"report:{report}"),
        span=_span(at, at + 10),
        text="so many people",
        context=_span(0, 90),
        stated=stated,
        harm=harm,
        means=means,
    )
    outlet = f"outlet {hash_of(report) % 300}"
    return GroundedClaim(
        claim=claim,
        published=_day(day + hash_of(report) % 2).isoformat(),
        outlet=outlet,
        given_id=report,
        quantity=_quantity(stated.value or 0),
        policy="made up",
        when=when,
        where=place,
        origins=(outlet,),
        sentence=report,
        details=details,
    )


def hash_of(report: str) -> int:
    """A number that is the same on every machine."""
    return sum(ord(c) * (31**k % 997) for k, c in enumerate(report))


@cache
def _day(number: int) -> date:
    return date(2010, 1, 1) + timedelta(days=number)


@cache
def _when(number: int) -> When:
    return When(start=_day(number), end=_day(number))


@cache
def _span(start: int, end: int) -> Span:
    return Span(start=start, end=end)


@cache
def _stated(value: int) -> Stated:
    return Stated(value=value, bound=Bound.EXACT)


@cache
def _quantity(value: int) -> Quantity:
    return Quantity(low=value, high=value)


@cache
def _place(town: int, quarter: int | None) -> Place:
    """A town of a grid, or a quarter of it; names that sound like no other."""
    spelled = "".join("bdfjklmnprst"[int(c)] + "a" for c in str(town))
    names: tuple[str, ...] = (spelled, f"state {town % 20}", f"country {town % 5}")
    point = Point(
        latitude=(town % 40) * 1.0,
        longitude=(town // 40) * 1.0,
        radius=5000,
        precision=Precision.CITY,
        gazetteer=spelled,
    )
    if quarter is not None:
        names = (f"{'bdfjklmnprst'[quarter]}abar {spelled}", *names)
    return Place(names=names, keys=names, point=point, country=f"C{town % 5}")


def _alone(call: str) -> str:
    code = f"from tools import scale; print(scale.{call})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()


def _peak() -> float:
    """Gigabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
