"""The summary that `recount run` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from recount.model import Findings, Grade, Unaccounted
from recount.workspace import RunSummary, Workspace

COUNTS = ("read", "new", "known", "versions", "duplicates", "near_duplicates", "undated", "passed", "unchanged")
"""What a run counts, in the order in which it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """Lows, bests and highs of the incidents of a known day, added up, as in a brief.

    One without a day may be told of a second time under its day, so those are left out, and counted.
    """

    low: int
    best: int
    high: int
    open_low: bool
    open_high: bool
    incidents: int
    without_a_day: int

    def spelled(self) -> str:
        """Such as "112 – 131 – 140 or more (low – best – high), over 6 incidents"."""
        low = f"{self.low:,}{' or fewer' if self.open_low else ''}"
        high = f"{self.high:,}{' or more' if self.open_high else ''}"
        told = f"{low} – {self.best:,} – {high} (low – best – high), over {_count(self.incidents, 'incident')}"
        return f"{told}; {self.without_a_day} of no known day left out" if self.without_a_day else told


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the summary tells."""

    run: RunSummary
    claims: int
    grades: dict[str, int]
    killed: Killed | None
    unaccounted: tuple[tuple[str, Unaccounted], ...]
    """With the label of the total."""

    refusals: dict[str, int]
    questions: int
    snapshot: int | None

    def rows(self) -> Iterator[tuple[str, str]]:
        """Name and value, for a person."""
        run = self.run
        met = [(run.new, "new"), (run.known, "known before"), (run.duplicates, "duplicates"), (run.undated, "undated")]
        if run.near_duplicates:
            met.append((run.near_duplicates, "near-duplicates"))
        if run.versions:
            met.append((run.versions, "new versions of known ones"))
        yield "reports", f"{run.read} read: {_listed(met)}"
        yield "unreadable", str(len(run.failures))
        if run.passed:
            yield "passed over", _count(run.passed, "file of another kind", "files of other kinds")
        if run.unchanged:
            yield "unchanged", _count(run.unchanged, "page")
        yield "claims", str(self.claims)
        graded = [(n, grade) for grade, n in self.grades.items() if n]
        yield "incidents", f"{sum(self.grades.values())}" + (f": {_listed(graded)}" if graded else "")
        yield "killed", self.killed.spelled() if self.killed else "no figure for a known day"
        for label, left in self.unaccounted:
            yield "unaccounted", f"{label}: {left.reason.sentence}"
        refused = [(n, kind.replace("_", " ")) for kind, n in self.refusals.items()]
        yield "not guessed", _listed(refused) or "nothing had to be left open"
        if self.snapshot:
            yield "snapshot", f"{self.snapshot}, new" if run.snapshot else f"{self.snapshot}: nothing changed"
        else:
            yield "snapshot", "none yet: nothing was read"

    def as_json(self) -> Iterator[tuple[str, object]]:
        """Name and value, for a program."""
        run = self.run
        yield from ((n, getattr(run, n)) for n in COUNTS)
        yield "unreadable", len(run.failures)
        yield "claims", self.claims
        yield "incidents", self.grades
        yield "killed", asdict(self.killed) if self.killed else None
        yield "unaccounted", [{"period": u.period, "stated": u.stated, "left": u.left} for _, u in self.unaccounted]
        yield "refusals", self.refusals
        yield "questions", self.questions
        yield "snapshot", self.snapshot
        yield "changed", run.snapshot is not None


def summarise(workspace: Workspace, run: RunSummary) -> Told:
    """The summary of a run and of the record after it."""
    findings = workspace.findings()
    refusals: Counter[str] = Counter(refusal.kind for _, refusal in workspace.store.refusals())
    claims = 0
    for claim in workspace.claims():
        claims += 1
        refusals.update(r.kind for r in claim.refusals)
    graded = Counter(g.grade.value for g in findings.grades)
    latest = workspace.store.snapshot()
    labels = {p.id: p.label for p in findings.periods}
    return Told(
        run=run,
        claims=claims,
        grades={g.value: graded[g.value] for g in Grade},
        killed=_killed(findings),
        unaccounted=tuple((labels[u.period], u) for u in findings.unaccounted if u.left),
        refusals=dict(sorted(refusals.items())),
        questions=len(workspace.questions()),
        snapshot=latest.number if latest else None,
    )


def _killed(findings: Findings) -> Killed | None:
    from recount.publish.sums import killed_in_all

    added = killed_in_all(findings)
    if added is None:
        return None
    sides = asdict(added.sides)
    return Killed(best=added.best, **sides, incidents=added.dated, without_a_day=added.undated)


def _listed(counts: list[tuple[int, str]]) -> str:
    return ", ".join(f"{n} {what}" for n, what in counts)


def _count(n: int, one: str, more: str | None = None) -> str:
    return f"{n} {one if n == 1 else more or one + 's'}"
