"""Suite incidents: a pool of reports → which tell of one incident, and the range of killed of each.

The measures are those of `score_incidents.py`, which is published with the gold; fed the same lines it gives the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from recount.evaluate.reading import POLICY, read, report_of
from recount.evaluate.suite import Pool, Row, f1, share
from recount.model import Findings, Harm, Incident, IncidentId
from recount.ontology import policy
from recount.pipeline import derive

Range = tuple[int, int | None]
"""Lowest and highest number of killed that a standing source states."""

Link = tuple[str, str]
"""Two reports of one incident, sorted."""

Sums = dict[str, dict[str, float]]
"""By report and measure."""

WIDEST = 10**6
"""Persons. No range counts as wider than this, an open one included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One incident, of the gold or found: the reports that tell of it, and its range of killed if there is one."""

    reports: frozenset[str]
    killed: Range | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One report's share in every measure; those of links and ranges stand with the first report of each."""

    report: str
    sums: Mapping[str, float]


def measure(reports: Iterator[Row], gold: Sequence[Row]) -> list[Counted]:
    """Read all reports, group their claims together, and compare the incidents with the gold's."""
    claims = [claim for row in reports for claim in read(report_of(row)).claims]
    return compared(gold_incidents(gold), found_incidents(derive(claims, (), policy=policy(POLICY))))


def gold_incidents(lines: Iterable[Row]) -> dict[str, Told]:
    """The incidents of gold or printed lines, by id; lines that tell of totals are passed over."""
    return {str(line["incident"]): _told(line) for line in lines if "incident" in line}


def found_incidents(findings: Findings) -> dict[str, Told]:
    """The incidents found, by id."""
    killed = {f.incident: (f.low, f.high) for f in findings.figures if f.harm is Harm.KILLED and f.group == "all"}
    return {str(i.id): _found(i, killed) for i in findings.incidents}


def compared(gold: Mapping[str, Told], found: Mapping[str, Told]) -> list[Counted]:
    """What each report adds to every measure, by report. Independent of the order of the incidents."""
    sums: Sums = defaultdict(lambda: defaultdict(float))
    pairs = aligned(gold, found)
    _count_mentions(sums, gold, found, pairs)
    _count_links(sums, gold, found)
    for name, told in gold.items():
        if told.killed is not None:
            ours = found[pairs[name]].killed if name in pairs else None
            _add(sums, min(told.reports), **_range_counts(told.killed, ours))
    return [Counted(report=report, sums=sums[report]) for report in sorted(sums)]


def metrics(results: Sequence[Counted]) -> dict[str, float]:
    """B³ over mentions, links between reports, and the ranges of killed of the gold's incidents."""
    total: dict[str, float] = defaultdict(float)
    for result in results:
        for name, value in result.sums.items():
            total[name] += value
    precision = share(total["pure"], total["found_mentions"])
    recall = share(total["whole"], total["gold_mentions"])
    return {
        "reports": len(results),
        "b3_precision": precision,
        "b3_recall": recall,
        "b3_f1": f1(2 * precision * recall, 2 * precision, 2 * recall) if precision + recall else 0.0,
        "link_precision": share(total["links_right"], total["links_found"]),
        "link_recall": share(total["links_right_of_gold"], total["links_gold"]),
        "killed_exact": share(total["exact"], total["ranges"]),
        "killed_contained": share(total["contained"], total["ranges"]),
        "mean_width": share(total["width"], total["ranges"]),
    }


def aligned(gold: Mapping[str, Told], found: Mapping[str, Told]) -> dict[str, str]:
    """For each gold incident the one found that shares most reports, one to one; of equals that of the nearest toll."""
    of_report: dict[str, list[str]] = defaultdict(list)
    for name, told in found.items():
        for report in told.reports:
            of_report[report].append(name)
    candidates = []
    for name, told in gold.items():
        for other in {o for report in told.reports for o in of_report[report]}:
            theirs = found[other]
            shared = len(told.reports & theirs.reports)
            candidates.append((-shared, abs(_low(told) - _low(theirs)), len(theirs.reports), name, other))
    out: dict[str, str] = {}
    taken: set[str] = set()
    for *_, name, other in sorted(candidates):
        if name not in out and other not in taken:
            out[name] = other
            taken.add(other)
    return out


def _count_mentions(sums: Sums, gold: Mapping[str, Told], found: Mapping[str, Told], pairs: Mapping[str, str]) -> None:
    back = {other: name for name, other in pairs.items()}
    of_gold = {(report, name): told.reports for name, told in gold.items() for report in told.reports}
    of_found = {
        (report, back.get(other, "~" + other)): told.reports for other, told in found.items() for report in told.reports
    }
    for mention, reports in of_found.items():
        both = len(of_gold[mention] & reports) if mention in of_gold else 0
        _add(sums, mention[0], found_mentions=1, pure=both / len(reports))
    for mention, reports in of_gold.items():
        both = len(reports & of_found[mention]) if mention in of_found else 0
        _add(sums, mention[0], gold_mentions=1, whole=both / len(reports))


def _count_links(sums: Sums, gold: Mapping[str, Told], found: Mapping[str, Told]) -> None:
    wanted, made = _links(gold), _links(found)
    for link in made:
        _add(sums, link[0], links_found=1, links_right=link in wanted)
    for link in wanted:
        _add(sums, link[0], links_gold=1, links_right_of_gold=link in made)


def _range_counts(wanted: Range, found: Range | None) -> dict[str, float]:
    """Whether the range is right, and whether it holds the gold's without being idly wide; its width in persons."""
    if found is None:
        return {"ranges": 1}
    low, high = found[0], WIDEST if found[1] is None else found[1]
    top = wanted[0] if wanted[1] is None else wanted[1]
    tight = high <= max(2 * top, top + 20) and 2 * low >= wanted[0] - 20
    return {
        "ranges": 1,
        "exact": found == wanted,
        "contained": low <= wanted[0] and top <= high and tight,
        "width": min(high, WIDEST) - low,
    }


def _links(incidents: Mapping[str, Told]) -> set[Link]:
    return {pair for told in incidents.values() for pair in combinations(sorted(told.reports), 2)}


def _add(sums: Sums, report: str, **counts: float) -> None:
    for name, value in counts.items():
        sums[report][name] += value


def _low(told: Told) -> int:
    return told.killed[0] if told.killed else 0


def _told(line: Row) -> Told:
    reports = frozenset(r["id"] if isinstance(r, dict) else str(r) for r in line["reports"])
    killed = line.get("killed_range") or line.get("killed")
    if isinstance(killed, dict):
        killed = killed.get("low"), killed.get("high")
    return Told(reports=reports, killed=None if not killed or killed[0] is None else (killed[0], killed[1]))


def _found(incident: Incident, killed: Mapping[IncidentId, Range]) -> Told:
    return Told(reports=frozenset(r.id for r in incident.reports), killed=killed.get(incident.id))


SUITE = Pool(
    name="incidents",
    sets=("incidents-{split}-reports",),
    gold="incidents",
    measure=measure,
    metrics=metrics,
    about="All reports of some weeks: which tell of one incident, and how many were killed in it.",
)
