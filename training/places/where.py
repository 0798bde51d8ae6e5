"""Where: weights of the place of harm among the places that a report names, fitted on the training gold of claims."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from recount.claims import extract
from recount.evaluate.agreement import same_place
from recount.evaluate.claims import gold_span
from recount.evaluate.reading import report_of
from recount.model import Claim, ClaimId, Report, Scope
from recount.resolve import choosing_of
from recount.resolve.gazetteer import Gazetteer
from recount.resolve.options import Option
from recount.resolve.where import Choosing, Tables
from recount.text import prepare
from training.choosing.fitting import Example, accuracy, fit

FOLDS = 5
OFTEN = 3
"""How many examples of the gold a lesson counts for."""

PRIORS = {
    "own+fine": 0.75,
    "own+wide": 0.5,
    "same_paragraph+fine": 0.25,
    "paragraph_after+wide": -0.5,
    "paragraph_after+fine": -0.15,
    "same_claim_takes_it": 0.75,
    "in_sentence_of_part+fine": -0.5,
    "period+other+fine": -0.35,
    "named_in_head+fine": 0.25,
    "denied+in_a_denial+other+fine": 0.75,
    "denied+in_no_denial+other+fine": -0.5,
    "denied+in_no_denial+other+side": -0.5,
    "no_harm_told+other+fine": -0.5,
}
"""What the words mean whatever the gold holds of them: many of its feeds have lost their paragraphs and headlines."""

LESSONS = Path(__file__).parent / "lessons.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One report with the gold of its claims."""

    report: str
    choosing: Choosing
    gold: dict[ClaimId, dict[str, Any]]


def known(gold: Path, gazetteer: Gazetteer) -> list[Known]:
    """The reports of the gold, read."""
    out = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = report_of(row)
        extracted = next(extract(prepare([report])))
        spans = [gold_span(report.canonical, c) for c in row["claims"]]
        found = {c.id: _of_gold(c, row["claims"], spans) for c in extracted.claims if c.scope is not Scope.WAR}
        kept = {i: g for i, g in found.items() if g is not None}
        out.append(Known(report=row["id"], choosing=choosing_of(extracted, gazetteer), gold=kept))
    return out


def lessons(gazetteer: Gazetteer, path: Path = LESSONS) -> list[Known]:
    """Short texts of our own, each with the place that its words plainly tell.

    Raises:
        ValueError: a lesson's figure is not read as a claim, or its place is no candidate.
    """
    out, faults = [], []
    for k, lesson in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["lesson"]):
        report = Report(given_id=f"lesson-{k}", title="", text=lesson["text"], published=date(2016, 10, 14))
        extracted = next(extract(prepare([report])))
        told = [c for c in extracted.claims if report.canonical[c.span.start :].startswith(lesson["figure"])]
        known = Known(
            report=f"lesson-{k}",
            choosing=choosing_of(extracted, gazetteer),
            gold={c.id: {"where": [lesson["where"]]} for c in told[:1]},
        )
        possible = [w for i in known.gold for w in known.choosing.alone[i]]
        if not any(same_place([lesson["where"]], w.option.place.names) for w in possible):
            faults.append(f"{lesson['where']} is no candidate in {lesson['text']!r}")
        out.append(known)
    if faults:
        raise ValueError("\n".join(faults))
    return out


def fitted(cases: Sequence[Known], taught: Sequence[Known], *, penalty: float) -> Tables:
    """Weights that make the right places likely.

    What the other claims take is told, in the fitting, by weights that never saw the report: else it would be trusted
    more than it deserves.
    """
    takings = list[Mapping[ClaimId, Option]]()
    for k in range(FOLDS):
        seen = [c for j, c in enumerate(cases) if j % FOLDS != k]
        weights = fit(examples(seen, None) + examples(taught, None) * OFTEN, penalty=penalty, priors=PRIORS)
        takings.append({i: o for c in cases[k::FOLDS] for i, o in c.choosing.taken(weights).items()})
    taken = {i: o for one in takings for i, o in one.items()}
    alone = fit(examples(cases, None) + examples(taught, None) * OFTEN, penalty=penalty, priors=PRIORS)
    taken |= {i: o for c in taught for i, o in c.choosing.taken(alone).items()}
    learnt = examples(cases, taken) + examples(taught, taken) * OFTEN
    return Tables(alone=alone, together=fit(learnt, penalty=penalty, priors=PRIORS))


def examples(cases: Sequence[Known], taken: Mapping[ClaimId, Option] | None) -> list[Example]:
    """The choice of a place for every claim that the gold has too: by itself, or given what each claim takes."""
    out = []
    for case in cases:
        every = case.choosing.alone if taken is None else case.choosing.together(taken)
        for claim, weighed in every.items():
            wanted = case.gold.get(claim)
            if wanted is None or not weighed:
                continue
            readings = [wanted["where"], *wanted.get("accept", {}).get("where", [])]
            right = tuple(any(same_place(r, w.option.place.names) for r in readings) for w in weighed)
            out.append(Example(case.report, tuple(w.features for w in weighed), right))
    return out


def right(cases: Sequence[Known], tables: Tables) -> tuple[float, float]:
    """How many claims get a right place, by themselves and in the end."""
    taken = {i: o for c in cases for i, o in c.choosing.taken(tables.alone).items()}
    alone, together = examples(cases, None), examples(cases, taken)
    return accuracy(alone, tables.alone) * len(alone), accuracy(together, tables.together) * len(together)


def unseen(cases: Sequence[Known], taught: Sequence[Known], *, penalty: float) -> tuple[float, float]:
    """The share of right places on reports that the weights never saw, by themselves and in the end."""
    hits, total = [0.0, 0.0], len(examples(cases, None))
    for k in range(FOLDS):
        tables = fitted([c for j, c in enumerate(cases) if j % FOLDS != k], taught, penalty=penalty)
        for at, found in enumerate(right(cases[k::FOLDS], tables)):
            hits[at] += found
    return hits[0] / total, hits[1] / total


def _of_gold(claim: Claim, gold: list[dict[str, Any]], spans: list[tuple[int, int]]) -> dict[str, Any] | None:
    for known, (start, end) in zip(gold, spans, strict=True):
        overlaps = claim.span.start < end and start < claim.span.end
        if overlaps and known["harm"] == claim.harm and known.get("value") == claim.stated.value:
            return known
    return None
