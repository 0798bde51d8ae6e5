"""Where: weights of the place of harm among the places that a report names, fitted on the training gold of claims."""

from __future__ import annotations

import json
from pathlib import Path

from recount.claims import extract
from recount.evaluate.agreement import same_place
from recount.evaluate.claims import gold_span
from recount.evaluate.reading import report_of
from recount.model import Claim
from recount.resolve import choosing_of
from recount.resolve.gazetteer import Gazetteer
from recount.text import prepare
from training.choosing.fitting import Example


def examples(gold: Path, gazetteer: Gazetteer) -> list[Example]:
    """The choice of a place for every claim that the gold has too."""
    out = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = report_of(row)
        extracted = next(extract(prepare([report])))
        choosing = choosing_of(extracted, gazetteer)
        spans = [gold_span(report.canonical, c) for c in row["claims"]]
        for claim in extracted.claims:
            wanted = _of_gold(claim, row["claims"], spans)
            weighed = choosing.weighed(claim)
            if wanted is None or not weighed or claim.scope.value == "war":
                continue
            readings = [wanted["where"], *wanted.get("accept", {}).get("where", [])]
            right = tuple(any(same_place(r, w.option.place.names) for r in readings) for w in weighed)
            out.append(Example(row["id"], tuple(w.features for w in weighed), right))
    return out


def _of_gold(claim: Claim, gold: list[dict[str, object]], spans: list[tuple[int, int]]) -> dict[str, object] | None:
    for known, (start, end) in zip(gold, spans, strict=True):
        overlaps = claim.span.start < end and start < claim.span.end
        if overlaps and known["harm"] == claim.harm and known.get("value") == claim.stated.value:
            return known
    return None
