"""Suites gva and gvc: articles on shootings, pooled → which tell of one incident, and how many it killed and injured.

The gold is a registry: each incident with its articles, its killed and its injured, shooters who died included. What is
measured:

- An article's own incident is the one that it mainly tells (`main_incidents`): what it tells of other shootings in
  passing is not in the registry and counts for nothing. An article without a claim is alone.
- ``b3_f1`` is extended B³ over the articles of the whole pool (`b_cubed`).
- A gold incident's figures are those of the main incident that shares most articles with it, one to one; never the
  one whose toll fits best. Where nothing is counted, the figure is 0. The registry pools no one: where only killed and
  injured together are counted ("five people shot, one fatally"), its injured are those less the killed.
- ``sum_ratio_*`` is Σ best over all main incidents / Σ gold: incidents left apart, and people counted twice, raise it.
- ``killed_contained`` is the share with low ≤ gold ≤ high, ``mean_width`` the mean of high − low, in persons.
- ``constant_both_exact`` is what always saying "0 killed, 1 injured" scores, ``alone_b3_f1`` every article by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from recount.evaluate.grouping import aligned, b_cubed, main_incidents
from recount.evaluate.reading import POLICY, claims_of
from recount.evaluate.suite import Pool, Row, f1, share
from recount.model import Findings, GroundedClaim, Harm
from recount.ontology import policy
from recount.pipeline import derive

CONSTANT = (0, 1)
"""Killed and injured of the most common shooting."""

Range = tuple[int, int, int]
"""Low, best and high."""

NOBODY: Range = (0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One article's share in every sum; those of an incident stand with its first article."""

    articles: int = 0
    precision: float = 0.0
    recall: float = 0.0
    alone: float = 0.0
    """Recall if every article were alone; precision is 1 then."""

    incidents: int = 0
    """Gold incidents; the next six are sums over them."""

    killed_exact: int = 0
    injured_exact: int = 0
    both_exact: int = 0
    constant: int = 0
    contained: int = 0
    width: int = 0
    killed: int = 0
    """Best of the main incidents found, persons, and the same of the gold."""

    injured: int = 0
    gold_killed: int = 0
    gold_injured: int = 0


def measure(articles: Iterator[Row], gold: Sequence[Row]) -> list[Counted]:
    """Read all articles, group their claims together, and compare the incidents that they mainly tell with the gold."""
    claims: dict[str, list[GroundedClaim]] = defaultdict(list)
    for row, found in claims_of(articles):
        claims[str(row["id"])].extend(found)
    every = [claim for found in claims.values() for claim in found]
    return compared(claims, derive(every, (), policy=policy(POLICY)), gold)


def compared(claims: Mapping[str, Sequence[GroundedClaim]], findings: Findings, gold: Sequence[Row]) -> list[Counted]:
    """What each article adds to every sum, by article. Independent of the order of claims, incidents and gold."""
    told = _articles_of(gold, claims)
    main: dict[str, str] = {article: str(i) for article, i in main_incidents(claims, findings.incidents).items()}
    found = {article: frozenset({main.get(article, article)}) for article in claims}
    alone = {article: frozenset({article}) for article in claims}
    sums: dict[str, list[Counted]] = {article: [] for article in sorted(claims)}
    of_alone = dict(b_cubed(told, alone))
    for article, shares in b_cubed(told, found):
        both = (shares.precision, shares.recall, of_alone[article].recall)
        sums[article].append(Counted(articles=1, precision=both[0], recall=both[1], alone=both[2]))
    killed, injured = _figures(findings, Harm.KILLED), _injured(findings)
    pairs = aligned(told, {article: found[article] for article in main})
    first = _first_articles(told)
    for row in gold:
        incident = str(row["incident_id"])
        ours = pairs.get(incident, "")
        if incident in first:
            sums[first[incident]].append(_judged(row, killed.get(ours, NOBODY), injured.get(ours, NOBODY)))
    for incident, article in _first_articles({article: found[article] for article in main}).items():
        best = (killed.get(incident, NOBODY)[1], injured.get(incident, NOBODY)[1])
        sums[article].append(Counted(killed=best[0], injured=best[1]))
    return [_sum(parts) for parts in sums.values()]


def metrics(results: Sequence[Counted]) -> dict[str, float]:
    """Grouping, the figures of each gold incident, and the sums over all."""
    total = _sum(results)
    n, of = total.articles, total.incidents
    precision, recall, alone = share(total.precision, n), share(total.recall, n), share(total.alone, n)
    return {
        "b3_precision": precision,
        "b3_recall": recall,
        "b3_f1": f1(precision * recall, precision, recall),
        "killed_exact": share(total.killed_exact, of),
        "injured_exact": share(total.injured_exact, of),
        "both_exact": share(total.both_exact, of),
        "sum_ratio_killed": share(total.killed, total.gold_killed),
        "sum_ratio_injured": share(total.injured, total.gold_injured),
        "killed_contained": share(total.contained, of),
        "mean_width": share(total.width, of),
        "alone_b3_f1": f1(alone, 1, alone),
        "constant_both_exact": share(total.constant, of),
    }


def _articles_of(gold: Sequence[Row], articles: Iterable[str]) -> dict[str, frozenset[str]]:
    """The gold incidents of each article; one by itself for an article that the gold has in none."""
    told: dict[str, set[str]] = {article: set() for article in articles}
    for row in gold:
        for article in row["doc_ids"]:
            if article in told:
                told[article].add(str(row["incident_id"]))
    return {article: frozenset(incidents or {article}) for article, incidents in told.items()}


def _first_articles(cover: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The smallest article of each incident."""
    first: dict[str, str] = {}
    for article in sorted(cover):
        for incident in cover[article]:
            first.setdefault(incident, article)
    return first


def _figures(findings: Findings, harm: Harm) -> dict[str, Range]:
    return {str(f.incident): (f.low, f.best, f.high) for f in findings.figures if f.harm is harm and f.group == "all"}


def _injured(findings: Findings) -> dict[str, Range]:
    """The injured of each incident; where only a pooled figure is, what it leaves when the killed are taken off."""
    killed, pooled = _figures(findings, Harm.KILLED), _figures(findings, Harm.CASUALTIES)
    left: dict[str, Range] = {}
    for incident, (low, best, high) in pooled.items():
        dead = killed.get(incident, NOBODY)
        left[incident] = (max(0, low - dead[2]), max(0, best - dead[1]), max(0, high - dead[0]))
    return {**left, **_figures(findings, Harm.INJURED)}


def _judged(row: Row, killed: Range, injured: Range) -> Counted:
    """One gold incident beside what was counted for it."""
    gold = (int(row["killed"]), int(row["injured"]))
    return Counted(
        incidents=1,
        killed_exact=killed[1] == gold[0],
        injured_exact=injured[1] == gold[1],
        both_exact=(killed[1], injured[1]) == gold,
        constant=gold == CONSTANT,
        contained=killed[0] <= gold[0] <= killed[2],
        width=killed[2] - killed[0],
        gold_killed=gold[0],
        gold_injured=gold[1],
    )


def _sum(parts: Sequence[Counted]) -> Counted:
    return Counted(**{name: sum(getattr(part, name) for part in parts) for name in _NAMES})


_NAMES = tuple(field.name for field in fields(Counted))


def _suite(name: str, about: str) -> Pool[Counted]:
    sets = (f"{name}_docs",)
    return Pool(name=name, sets=sets, gold=f"{name}_incidents", measure=measure, metrics=metrics, about=about)


GVA = _suite("gva", "Articles on shootings of five years: which tell of one, and how many it killed and injured.")
GVC = _suite("gvc", "The same over a smaller pool, whose articles people have tied to incidents mention by mention.")
