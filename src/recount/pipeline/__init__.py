"""The line, from inputs to findings.

    sources → text → claims → resolve → incidents → figures → review → publish
     Report    Text   Claim   Grounded  Incident    Figure    Decision  Release
     read()  prepare() extract() ground() group() reconcile() apply()   write()

The first four stages read one report at a time (`readings`); the next two look at all claims together and take what
follows from the decision log, so a person's judgement changes what comes out and nothing is patched in place. `derive`
does that once; a `Derivation` is kept, and brought up to date at the cost of what is new. No stage knows another: they
meet in `recount.model` and are joined here.
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
    ClaimId,
    Decision,
    Extracted,
    Failure,
    Figure,
    Findings,
    Fingerprint,
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
from recount.pipeline.collecting import uncollected
from recount.pipeline.derivation import Derivation, Found, Update
from recount.pipeline.judged import JudgedClaims
from recount.resolve import Gazetteer, ground
from recount.review import Judgements
from recount.sources import read
from recount.text import prepare

__all__ = [
    "STAGES",
    "Derivation",
    "Found",
    "Stage",
    "Update",
    "check",
    "derive",
    "judge",
    "readings",
    "uncollected",
]

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
    from recount.text.duplicates import sign

    for report in reports:
        stage = "text"
        try:
            text = next(prepare([report], parser=parser))
            stage = "claims"
            extracted = next((extractor or extract)([text]))
            stage = "resolve"
            reading = next(ground([extracted], gazetteer=gazetteer, policy=policy))
            yield report, replace(reading, signature=sign(report))
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
    earlier: Iterable[GroundedClaim] = (),
    prints: Iterable[Fingerprint] = (),
    statements: Iterable[GroundedStatement] = (),
    estimator: str = DEFAULT,
    trusted: Sequence[str] = (),
) -> Findings:
    """All that follows from the claims and the decisions, in a fixed order. A pure function: order-free, idempotent.

    Args:
        claims: of the latest version of every report.
        decisions: the log.
        policy: how number words become ranges.
        earlier: claims of other versions that decisions name.
        prints: of the reports, by which copies of one text are told.
        statements: what reports say besides: a party that is accused may deny it.
        estimator: what chooses low, best and high.
        trusted: sources in order, the most trusted first, for the estimator that asks for them.

    Raises:
        UsageError: no such estimator.
    """
    derivation = Derivation(policy=policy, estimator=estimator, trusted=trusted)
    derivation.update(claims=claims, prints=prints, statements=statements, decisions=decisions, earlier=earlier)
    return derivation.findings


def judge(
    claims: Iterable[GroundedClaim],
    decisions: Iterable[Decision],
    *,
    policy: Policy,
    earlier: Iterable[GroundedClaim] = (),
    prints: Iterable[Fingerprint] = (),
) -> tuple[Judgements, dict[ClaimId, GroundedClaim]]:
    """What counts of the decisions, and every claim as the whole record has it.

    That is under the policy, as reviewers corrected it, with its origins followed back through copies and quotations.
    In the order of the claims.
    """
    judged = JudgedClaims(policy)
    with uncollected():
        judged.update(claims=claims, prints=prints, decisions=decisions, earlier=earlier)
    return judged.judgements(), {id_: judged.told[id_] for id_ in judged.read}
