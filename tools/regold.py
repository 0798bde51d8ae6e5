"""Writes the golden record of the example reports: what Recount makes of them, one JSON object a line, sorted.

    python -m tools.regold

Look at the difference before you commit it: every changed line is a claim or a figure that changed.
"""

from __future__ import annotations

import json
from pathlib import Path

from recount.model import Findings, GroundedClaim, Profile
from recount.publish import write
from recount.workspace import Workspace

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "aleppo-2016"
GOLDEN = ROOT / "examples" / "aleppo-2016.golden.jsonl"


def golden_lines() -> list[str]:
    """The record of the example reports: claims, incidents, figures, grades, totals and what they leave over."""
    with Workspace.open("memory:", create=True) as workspace:
        workspace.run([str(EXAMPLES)])
        claims = [_line("claim", _claim(c)) for c in workspace.store.claims()]
        incidents = "".join(write(workspace.release(Profile.INTERNAL), form="jsonl", what="incidents")).splitlines()
        findings = workspace.findings()
    return sorted([*claims, *(_line("incident", json.loads(i)) for i in incidents), *_figures(findings)])


def _claim(grounded: GroundedClaim) -> dict[str, object]:
    claim = grounded.claim
    return {
        "report": grounded.given_id,
        "start": claim.span.start,
        "text": claim.text,
        "harm": claim.harm,
        "value": claim.stated.value,
        "bound": claim.stated.bound,
        "victims": claim.victims,
        "when": [str(grounded.when.start), str(grounded.when.end)] if grounded.when else None,
        "where": list(grounded.where.names) if grounded.where else None,
        "means": claim.means,
        "by": [a.name for a in grounded.by],
        "origins": list(grounded.origins),
        "scope": claim.scope,
        "modality": claim.modality,
        "refused": [r.kind for r in grounded.refusals],
    }


def _figures(findings: Findings) -> list[str]:
    labels = {i.id: i.label for i in findings.incidents} | {p.id: p.label for p in findings.periods}
    lines = [
        _line(
            "figure",
            {
                "incident": labels[f.incident],
                "harm": f.harm,
                "group": f.group,
                "range": [f.low, f.best, f.high],
                "open": [f.open_low, f.open_high],
                "why": f.reason.sentence,
                "set_aside": sorted(u.reason.rule for u in f.uses if not u.used),
            },
        )
        for f in findings.figures
    ]
    lines += [_line("grade", {"incident": labels[g.incident], "grade": g.grade}) for g in findings.grades]
    lines += [_line("unaccounted", {"total": labels[u.period], "why": u.reason.sentence}) for u in findings.unaccounted]
    return lines


def _line(kind: str, row: dict[str, object]) -> str:
    return json.dumps({"kind": kind, **row}, ensure_ascii=False)


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(golden_lines()) + "\n", encoding="utf-8")
    print(f"written: {GOLDEN.relative_to(ROOT)}")
