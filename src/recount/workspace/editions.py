"""Editions: what a record's figures stood on when they were published, and whether they can still be had from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from recount.config import Settings
from recount.model import (
    Decision,
    Edition,
    Extent,
    Figure,
    Findings,
    GroundedClaim,
    Harm,
    IncidentId,
    Inputs,
    to_json,
)
from recount.ontology import policy
from recount.pipeline import derive
from recount.review import named
from recount.store import Store
from recount.workspace.additions import claims_to_judge, find_claims

_OWN = (".py", ".toml", ".json")
"""Files that figures may depend on. Gazetteer and parser are none: they served the reading, whose claims stand."""

_SHOWN = 20
"""Figures that a difference lists; what is more is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something about an edition that is not as it was."""

    kind: str
    """``reports``, ``claims``, ``decisions``, ``snapshot``, ``figures``: the edition does not come out as it was
    published. ``version``, ``code``, ``settings``: worth knowing, and no fault by itself."""

    sentence: str

    @property
    def fault(self) -> bool:
        """Whether it means that the edition can't be had from the record as it was published."""
        return self.kind not in {"version", "code", "settings"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """An edition, computed again from the record as it stood then."""

    edition: Edition
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether the same figures come out again, of the same reports, claims and decisions."""
        return not any(difference.fault for difference in self.differences)


def make_edition(store: Store, settings: Settings, *, note: str, at: str) -> Edition:
    """Keep the record as it stands now as its next edition. What is added meanwhile is not in it."""
    extent = store.extent()
    findings = _derive(store, extent, settings)
    used = policy(settings.policy)
    edition = Edition(
        number=0,
        made=at,
        note=note,
        extent=extent,
        inputs=_inputs(store, extent),
        version=version("recount"),
        code=code_digest(),
        policy=f"{used.name}-{used.version}",
        settings=settings.of_figures(),
        findings=_digest([findings]),
    )
    return store.keep_edition(edition, findings)


def verify(store: Store, settings: Settings, edition: Edition) -> Verification:
    """Compute the edition again, from what was in the record then and under the settings of then."""
    now = settings.as_of(edition.settings)
    findings = _derive(store, edition.extent, now)
    found = [*_inputs_differ(store, edition), *_code_differs(edition), *_settings_differ(edition, settings, now)]
    snapshot = store.snapshot(edition.snapshot)
    if snapshot is None or _digest([snapshot.findings]) != edition.findings:
        sentence = f"The snapshot {edition.snapshot} that holds its figures is not the one that was published."
        found.append(Difference(kind="snapshot", sentence=sentence))
    if _digest([findings]) != edition.findings:
        published = snapshot.findings if snapshot else Findings()
        found += _figures_differ(published, findings)
    return Verification(edition=edition, differences=tuple(found))


@cache
def code_digest() -> str:
    """SHA-256 of Recount's own code and tables: versions under development bear one number and differ all the same."""
    made = hashlib.sha256()
    for name, file in sorted(_files(files("recount"), "")):
        made.update(f"{name}\n".encode())
        made.update(hashlib.sha256(file.read_bytes()).digest())
    return made.hexdigest()


def _files(folder: Traversable, at: str) -> Iterable[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{at}{entry.name}/")
        elif entry.name.endswith(_OWN):
            yield f"{at}{entry.name}", entry


def _derive(store: Store, extent: Extent, settings: Settings) -> Findings:
    decisions = store.decisions(extent.decisions)
    claims = claims_to_judge(store, decisions, extent)
    earlier = earlier_claims(store, claims, decisions)
    prints = store.fingerprints(extent.reports)
    return derive(
        claims,
        decisions,
        policy=policy(settings.policy),
        earlier=earlier,
        prints=prints,
        statements=store.statements(extent.reports),
        estimator=settings.estimator,
        trusted=settings.trusted,
    )


def earlier_claims(store: Store, claims: Iterable[GroundedClaim], decisions: Sequence[Decision]) -> list[GroundedClaim]:
    """The claims that decisions name and that are not among these."""
    wanted = {id_ for decision in decisions for id_ in named(decision)} - {c.claim.id for c in claims}
    return list(find_claims(store, decisions, wanted).values()) if wanted else []


def _inputs(store: Store, extent: Extent) -> Inputs:
    return Inputs(
        reports=_digest(store.reports(extent.reports)),
        claims=_digest(store.claims(extent.reports)),
        decisions=_digest(store.decisions(extent.decisions)),
    )


def _digest(things: Iterable[object]) -> str:
    """SHA-256 of the things' lines of JSON."""
    made = hashlib.sha256()
    for at, thing in enumerate(things):
        made.update(("\n" * bool(at) + to_json(thing)).encode())
    return made.hexdigest()


def _inputs_differ(store: Store, edition: Edition) -> Iterable[Difference]:
    now, then = _inputs(store, edition.extent), edition.inputs
    if now.reports != then.reports:
        sentence = f"The first {edition.extent.reports} reports of the record are not those it was made of."
        yield Difference(kind="reports", sentence=sentence)
    if now.claims != then.claims:
        yield Difference(kind="claims", sentence="The claims read in those reports are not those it was made of.")
    if now.decisions != then.decisions:
        sentence = f"The first {edition.extent.decisions} decisions of the log are not those it was made of."
        yield Difference(kind="decisions", sentence=sentence)


def _code_differs(edition: Edition) -> Iterable[Difference]:
    ours = version("recount")
    if edition.version != ours:
        yield Difference(kind="version", sentence=f"It was made with Recount {edition.version}; this is {ours}.")
    elif edition.code != code_digest():
        sentence = f"It was made with other code or tables of Recount {ours} than this."
        yield Difference(kind="code", sentence=sentence)


def _settings_differ(edition: Edition, today: Settings, then: Settings) -> Iterable[Difference]:
    used = policy(then.policy)
    if edition.policy != f"{used.name}-{used.version}":
        sentence = f"It was made under the policy {edition.policy}, of which this version of Recount has another."
        yield Difference(kind="settings", sentence=sentence)
    ours = dict(today.of_figures())
    for name, value in edition.settings:
        if name not in ours:
            yield Difference(
                kind="settings", sentence=f"It was made with {name} = {value}, no setting of this Recount."
            )
        elif ours[name] != value:
            sentence = f"It was made with {name} = {value}; the settings now say {ours[name]}. It was verified as made."
            yield Difference(kind="settings", sentence=sentence)


Key = tuple[IncidentId, Harm, str]


def _figures_differ(published: Findings, now: Findings) -> Iterable[Difference]:
    then, here = _by_key(published), _by_key(now)
    labels = {i.id: i.label for i in (*now.incidents, *published.incidents)}
    changed = sorted(key for key in {*then, *here} if then.get(key) != here.get(key))
    for key in changed[:_SHOWN]:
        what = f"{labels.get(key[0], key[0])} ({key[0]}), {key[1]}" + ("" if key[2] == "all" else f", {key[2]}")
        sentence = f"{what}: {_told(then.get(key))} was published, {_told(here.get(key))} comes out now."
        yield Difference(kind="figures", sentence=sentence)
    if len(changed) > _SHOWN:
        yield Difference(kind="figures", sentence=f"{len(changed) - _SHOWN} more figures differ.")
    if not changed:
        sentence = "All figures come out as published, but not all grades, totals, uses of claims or reasons do."
        yield Difference(kind="figures", sentence=sentence)


def _by_key(findings: Findings) -> dict[Key, tuple[int, int, int, bool, bool]]:
    def numbers(f: Figure) -> tuple[int, int, int, bool, bool]:
        return f.low, f.best, f.high, f.open_low, f.open_high

    return {(f.incident, f.harm, f.group): numbers(f) for f in findings.figures}


def _told(numbers: tuple[int, int, int, bool, bool] | None) -> str:
    if numbers is None:
        return "no figure"
    low, best, high, open_low, open_high = numbers
    ends = f"{low}{' or fewer' * open_low}–{best}–{high}{' or more' * open_high}"
    return str(best) if low == best == high and not open_low and not open_high else ends
