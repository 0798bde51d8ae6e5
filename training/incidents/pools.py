"""Pools: reports of which it is known what they tell of together, with the claims that Recount reads in them."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recount.evaluate.files import rows
from recount.evaluate.reading import read, report_of
from recount.evaluate.suite import Row
from recount.incidents.blocks import Blocks
from recount.incidents.tellings import Telling, find_tellings
from recount.model import GroundedClaim, Harm

REGISTRY = ("gvc_docs.train", "gvc_docs.dev", "gva_docs.dev")
"""Reports of shootings, each of one incident."""

HARMED = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES})

WAR = "incidents-dev"
"""Reports of a war, each of several incidents."""


OTHERS = ("claims-train", "claims-dev")
"""Further reports of wars: what they tell of together is not known, how often they have a detail is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The tellings of many reports, and of which incident each is; those of which it is not known are left out."""

    name: str
    claims: tuple[GroundedClaim, ...]
    tellings: tuple[Telling, ...]
    incident: dict[str, str]
    """By the telling's key."""

    given: dict[str, str]
    """The given id of the report, by the telling's key."""

    gold: dict[str, str]
    """By report, for those of one incident; empty for a pool of reports of several."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings worth comparing, and whether they are of one incident."""

    a: Telling
    b: Telling
    same: bool
    incidents: frozenset[str]


def read_pools(data: Path, kept: Path | None = None) -> list[Pool]:
    """The pools. Claims are read anew unless `kept` holds them from before: then from there."""
    return [*(_registry(data, name, kept) for name in REGISTRY), _war(data, kept)]


def read_others(data: Path, kept: Path | None = None) -> list[Telling]:
    """The tellings of further reports of wars."""
    found = []
    for name in OTHERS:
        for claims in _claims(list(rows(data / "gold" / f"{name}.jsonl")), name, kept).values():
            found += find_tellings(claims)
    return found


def pairs(pool: Pool) -> Iterator[Pair]:
    """The pairs that grouping would compare, of tellings of which it is known what they are of."""
    by_key = {t.key: t for t in pool.tellings}
    blocks = Blocks()
    for telling in pool.tellings:
        blocks.add(telling)
    for telling in pool.tellings:
        for key in sorted(blocks.partners(telling)):
            other = by_key[key]
            if telling.key < key and telling.report != other.report:
                mine, theirs = pool.incident.get(telling.key), pool.incident.get(key)
                if mine is not None and theirs is not None:
                    yield Pair(telling, other, mine == theirs, frozenset((mine, theirs)))


def _registry(data: Path, name: str, kept: Path | None) -> Pool:
    lines = list(rows(data / "corpora" / f"{name}.jsonl.gz"))
    gold = {line["id"]: min(line["incident_ids"]) for line in lines}
    told, incident = [], {}
    of_report = _claims(lines, name, kept)
    for given, claims in of_report.items():
        mine = find_tellings(claims)
        told += mine
        main = main_telling(mine)
        if main is not None:
            incident[main.key] = gold[given]
    return _pool(name, of_report, told, incident, gold)


def main_telling(tellings: Iterable[Telling]) -> Telling | None:
    """The telling of the incident that a report is on: the one with most claims of killed and injured."""
    harmed = {t.key: [c for c in t.claims if c.claim.harm in HARMED] for t in tellings}
    told = [t for t in tellings if harmed[t.key]]
    return min(
        told,
        key=lambda t: (
            -sum(not c.claim.background for c in harmed[t.key]),
            min(c.claim.span.start for c in harmed[t.key]),
            t.key,
        ),
        default=None,
    )


def _war(data: Path, kept: Path | None) -> Pool:
    lines = list(rows(data / "gold" / f"{WAR}-reports.jsonl"))
    gold = [line for line in rows(data / "gold" / f"{WAR}.jsonl") if "incident" in line]
    told, incident = [], {}
    of_report = _claims(lines, WAR, kept)
    for given, claims in of_report.items():
        mine = find_tellings(claims)
        told += mine
        incident.update(_aligned(given, mine, gold))
    return _pool(WAR, of_report, told, incident, {})


def _pool(
    name: str,
    of_report: dict[str, list[GroundedClaim]],
    tellings: Sequence[Telling],
    incident: dict[str, str],
    gold: dict[str, str],
) -> Pool:
    claims = tuple(c for own in of_report.values() for c in own)
    given = {t.key: t.claims[0].given_id for t in tellings}
    return Pool(name=name, claims=claims, tellings=tuple(tellings), incident=incident, given=given, gold=gold)


def _aligned(given: str, tellings: Sequence[Telling], gold: Iterable[Row]) -> dict[str, str]:
    """Which of the gold's incidents each telling of the report is of, one to one, by toll, day and means."""
    found = []
    for line in gold:
        for share in (r for r in line["reports"] if r["id"] == given):
            values = {k["value"] for k in share["killed"]}
            days = line["when"]
            for t in tellings:
                toll = bool(values & t.tolls.get(Harm.KILLED, frozenset()))
                day = bool(days and t.when and days["start"] <= str(t.when.end) and str(t.when.start) <= days["end"])
                found.append((2 * toll + 2 * day + (t.means == line["means"]), t.key, line["incident"]))
    out: dict[str, str] = {}
    for points, key, name in sorted(found, key=lambda x: (-x[0], x[1], x[2])):
        if points > 2 and key not in out and name not in out.values():
            out[key] = name
    return out


def _claims(lines: Sequence[Row], name: str, kept: Path | None) -> dict[str, list[GroundedClaim]]:
    """The claims of each report, in the order of the text."""
    file = kept / f"{name}.pickle" if kept else None
    if file is not None and file.exists():
        claims = pickle.loads(file.read_bytes())  # noqa: S301 - a file that this module wrote
    else:
        claims = [claim for line in lines for claim in read(report_of(line)).claims]
        if file is not None:
            file.write_bytes(pickle.dumps(claims))
    out: dict[str, list[GroundedClaim]] = defaultdict(list)
    for claim in claims:
        out[claim.given_id].append(claim)
    for own in out.values():
        own.sort(key=lambda c: (c.claim.span.start, c.claim.span.end, c.claim.id))
    return out
