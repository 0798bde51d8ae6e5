"""The line, from inputs to findings.

    sources → text → claims → resolve → incidents → figures → review → publish
     Report    Text   Claim   Grounded  Incident    Figure    Decision  Release
     read()  prepare() extract() ground() group() reconcile() apply()   write()

The first four stages read one report at a time (`readings`); the next two look at all claims together and take what
follows from the decision log (`derive`), so a person's judgement changes the next run and nothing is patched in place.
No stage knows another: they meet in `recount.model` and are joined here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from recount.claims import Extractor, extract
from recount.errors import AbortRun, InputError, RecountError
from recount.figures import DEFAULT, reconcile
from recount.incidents import group
from recount.model import (
    Decision,
    Extracted,
    Failure,
    Figure,
    Findings,
    Graded,
    GroundedClaim,
    GroundedStatement,
    Incident,
    Period,
    Reading,
    Report,
    Text,
    Unaccounted,
)
from recount.ontology import Policy
from recount.resolve import Gazetteer, ground
from recount.review import apply
from recount.sources import read
from recount.text import prepare

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: its verb, what it takes and what it gives."""

    name: str
    verb: object
    takes: type
    gives: tuple[type, ...]


STAGES = (
    Stage(name="sources", verb=read, takes=str, gives=(Report,)),
    Stage(name="text", verb=prepare, takes=Report, gives=(Text,)),
    Stage(name="claims", verb=extract, takes=Text, gives=(Extracted,)),
    Stage(name="resolve", verb=ground, takes=Extracted, gives=(Reading, GroundedClaim)),
    Stage(name="incidents", verb=group, takes=GroundedClaim, gives=(Incident, Period)),
    Stage(name="figures", verb=reconcile, takes=Incident, gives=(Figure, Graded, Unaccounted)),
)
"""In order. Each takes what the one before gives."""


def check(stages: Iterable[Stage] = STAGES) -> None:
    """See that each stage takes what the one before gives.

    Raises:
        AbortRun: two neighbours don't fit.
    """
    before: Stage | None = None
    for stage in stages:
        if before is not None and stage.takes not in before.gives:
            raise AbortRun(f"stage {stage.name} takes {stage.takes.__name__}, which {before.name} does not give")
        before = stage


def readings(
    reports: Iterable[Report],
    *,
    gazetteer: Gazetteer,
    policy: Policy,
    parser: str = "",
    extractor: Extractor | None = None,
) -> Iterator[tuple[Report, Reading] | tuple[Report, Failure]]:
    """Each report with what was read in it, or with the failure that stopped it. Lazy; order kept.

    Args:
        reports: taken as they come.
        gazetteer: where places are looked up.
        policy: how number words become ranges.
        parser: a spaCy pipeline in place of the shipped one.
        extractor: who reads the claims; the rules unless given.

    Raises:
        RecountError: what stopped one report would stop every other: the gazetteer can't be read, the run is given up.
    """
    for report in reports:
        stage = "text"
        try:
            text = next(prepare([report], parser=parser))
            stage = "claims"
            extracted = next((extractor or extract)([text]))
            stage = "resolve"
            yield report, next(ground([extracted], gazetteer=gazetteer, policy=policy))
        except InputError as error:
            yield report, Failure(report=report.given_id, stage=stage, error=str(error))
        except RecountError:
            raise
        except Exception as error:  # noqa: BLE001 - the only one: a report that breaks a stage must not stop the run
            log.warning("report %s stopped in stage %s: %s", report.id, stage, type(error).__name__)
            told = f"{type(error).__name__} in Recount itself: please report this fault with the report's id"
            yield report, Failure(report=report.given_id, stage=stage, error=told)


def derive(
    claims: Iterable[GroundedClaim],
    decisions: Iterable[Decision],
    *,
    policy: Policy,
    statements: Iterable[GroundedStatement] = (),
    estimator: str = DEFAULT,
    trusted: Sequence[str] = (),
) -> Findings:
    """All that follows from the claims and the decisions, in a fixed order. A pure function: order-free, idempotent.

    Args:
        claims: of all reports.
        decisions: what persons judged.
        policy: how number words become ranges.
        statements: what reports say besides: a party that is accused may deny it.
        estimator: what chooses low, best and high.
        trusted: sources in order, the most trusted first, for the estimator that asks for them.

    Raises:
        UsageError: no such estimator.
    """
    judged = apply(decisions)
    kept = {c.claim.id: _under(c, policy) for c in claims}
    found = list(group(kept.values(), rejected=judged.rejected, same=judged.same, different=judged.different))
    results = list(
        reconcile(
            found,
            claims=kept,
            rejected=judged.rejected,
            statements=statements,
            estimator=estimator,
            trusted=trusted,
        )
    )
    return Findings(
        incidents=tuple(x for x in found if isinstance(x, Incident)),
        periods=tuple(x for x in found if isinstance(x, Period)),
        figures=tuple(x for x in results if isinstance(x, Figure)),
        grades=tuple(x for x in results if isinstance(x, Graded)),
        unaccounted=tuple(x for x in results if isinstance(x, Unaccounted)),
    )


def _under(claim: GroundedClaim, policy: Policy) -> GroundedClaim:
    """The claim with its interval under this policy: a record may have been made under another."""
    name = f"{policy.name}-{policy.version}"
    if claim.policy == name:
        return claim
    return replace(claim, quantity=policy.interval(claim.claim.stated), policy=name)
