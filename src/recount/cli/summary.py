"""The summary that `recount run` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from recount.model import Figure, Findings, Grade, Harm, Unaccounted
from recount.workspace import RunSummary, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """Lows, bests and highs of all incidents added up."""

    low: int
    best: int
    high: int
    open_high: bool

    def spelled(self) -> str:
        """Such as "112 – 131 – at least 140"."""
        return f"{self.low} – {self.best} – {'at least ' if self.open_high else ''}{self.high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the summary tells."""

    run: RunSummary
    claims: int
    grades: dict[str, int]
    killed: Toll | None
    unaccounted: tuple[Unaccounted, ...]
    refusals: dict[str, int]
    questions: int
    snapshot: int | None

    def rows(self) -> Iterator[tuple[str, str]]:
        """Name and value, for a person."""
        run = self.run
        yield "reports read", f"{run.read}: {run.new} new, {run.known} known before" + _also(
            (run.versions, "new versions of known reports"), (run.duplicates, "with another report's words"),
            (run.undated, "undated"),
        )  # fmt: skip
        yield "unreadable", str(len(run.failures))
        if run.passed:
            yield "passed over", f"{run.passed} files of other kinds"
        yield "claims", str(self.claims)
        yield "incidents", f"{sum(self.grades.values())}: " + ", ".join(f"{n} {g}" for g, n in self.grades.items() if n)
        if self.killed:
            yield "killed in them", f"{self.killed.spelled()}   (low – best – high)"
        for left in self.unaccounted:
            yield "unaccounted", left.reason.sentence
        told = ", ".join(f"{n} {kind.replace('_', ' ')}" for kind, n in self.refusals.items())
        yield "refused to guess", told or "nothing"
        yield "for a person", f"{self.questions} questions"
        yield "snapshot", f"no. {self.snapshot}" + (" (new)" if run.snapshot else ": nothing changed")

    def as_json(self) -> Iterator[tuple[str, object]]:
        """Name and value, for a program."""
        run = self.run
        yield from (
            (n, getattr(run, n)) for n in ("read", "new", "known", "versions", "duplicates", "undated", "passed")
        )
        yield "unreadable", len(run.failures)
        yield "claims", self.claims
        yield "incidents", self.grades
        toll = self.killed
        killed = toll and {"low": toll.low, "best": toll.best, "high": toll.high, "open_high": toll.open_high}
        yield "killed", killed
        yield "unaccounted", [{"period": u.period, "stated": u.stated, "left": u.left} for u in self.unaccounted]
        yield "refusals", self.refusals
        yield "questions", self.questions
        yield "snapshot", self.snapshot
        yield "changed", run.snapshot is not None


def summarise(workspace: Workspace, run: RunSummary) -> Told:
    """The summary of a run and of the record after it."""
    findings = workspace.findings()
    refusals: Counter[str] = Counter()
    claims = 0
    for claim in workspace.store.claims():
        claims += 1
        refusals.update(r.kind for r in claim.refusals)
    graded = Counter(g.grade.value for g in findings.grades)
    latest = workspace.store.snapshot()
    return Told(
        run=run,
        claims=claims,
        grades={g.value: graded[g.value] for g in Grade},
        killed=_toll(findings),
        unaccounted=tuple(u for u in findings.unaccounted if u.left),
        refusals=dict(sorted(refusals.items())),
        questions=len(workspace.questions()),
        snapshot=latest.number if latest else None,
    )


def _toll(findings: Findings) -> Toll | None:
    killed: list[Figure] = [f for f in findings.figures if f.harm is Harm.KILLED and f.group == "all"]
    if not killed:
        return None
    return Toll(
        low=sum(f.low for f in killed),
        best=sum(f.best for f in killed),
        high=sum(f.high for f in killed),
        open_high=any(f.open_high for f in killed),
    )


def _also(*counts: tuple[int, str]) -> str:
    return "".join(f", {n} {what}" for n, what in counts if n)
