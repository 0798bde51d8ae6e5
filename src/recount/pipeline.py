"""The line, from inputs to findings.

    sources → text → claims → resolve → incidents → figures → review → publish
     Report    Text   Claim   Grounded  Incident    Figure    Decision  Release
     read()  prepare() extract() ground() group() reconcile() apply()   write()

The first four stages read one report at a time (`readings`); the next two look at all claims together and take what
follows from the decision log (`derive`), so a person's judgement changes the next run and nothing is patched in place.
No stage knows another: they meet in `recount.model` and are joined here.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from recount.claims import Extractor, extract
from recount.errors import AbortRun, InputError, RecountError
from recount.figures import DEFAULT, reconcile
from recount.incidents import group
from recount.incidents.lineage import at_firsts, trace, with_copies
from recount.incidents.origins import find_origins
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
from recount.resolve import Gazetteer, ground
from recount.review import Judgements, apply, carry, without_loops
from recount.sources import read
from recount.text import prepare

log = logging.getLogger(__name__)

NOTHING_JUDGED = Judgements()


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
    with uncollected():
        return _derived(
            *judge(claims, decisions, policy=policy, earlier=earlier, prints=prints),
            statements=statements,
            estimator=estimator,
            trusted=trusted,
        )


def _derived(
    judged: Judgements,
    kept: dict[ClaimId, GroundedClaim],
    *,
    statements: Iterable[GroundedStatement],
    estimator: str,
    trusted: Sequence[str],
) -> Findings:
    grouped = group(
        (c for c in kept.values() if c.copy_of is None),
        rejected=judged.rejected,
        same=at_firsts(judged.same, kept),
        different=at_firsts(judged.different, kept),
        elsewhere=at_firsts(judged.elsewhere, kept),
    )
    found = list(with_copies(grouped, claims=kept.values(), rejected=judged.rejected))
    results = list(
        reconcile(
            found,
            claims=kept,
            rejected=judged.rejected,
            set_aside=judged.set_aside,
            statements=statements,
            estimator=estimator,
            trusted=trusted,
        )
    )
    figures = tuple(x for x in results if isinstance(x, Figure))
    return Findings(
        incidents=tuple(x for x in found if isinstance(x, Incident)),
        periods=tuple(x for x in found if isinstance(x, Period)),
        figures=figures,
        grades=tuple(x for x in results if isinstance(x, Graded)),
        unaccounted=tuple(x for x in results if isinstance(x, Unaccounted)),
        origins=tuple(find_origins(found, claims=kept, figures=figures)),
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave Python's search for garbage that holds itself aside: it looks at every claim again and again.

    It finds none in what stages make, and takes a third of the time over 300,000 claims (77 s for 120).
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


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
    from recount.text.duplicates import find_copies  # numpy: what derives nothing need not wait for it

    read_so = {c.claim.id: c for c in claims}
    judged = apply(carry(decisions, claims=read_so.values(), earlier=earlier).decisions)
    kept = {id_: judged.corrected(_under(c, policy), policy) for id_, c in read_so.items()}
    if judged.corrections:
        kept = without_loops(kept, judged.corrections)
    traced = trace(kept.values(), copies=find_copies(prints), same=judged.same_origin, different=judged.different)
    by_id = {c.claim.id: c for c in traced}
    return judged, {id_: by_id[id_] for id_ in kept}


def _under(claim: GroundedClaim, policy: Policy) -> GroundedClaim:
    """The claim with its interval under this policy: a record may have been made under another."""
    name = f"{policy.name}-{policy.version}"
    if claim.policy == name:
        return claim
    return replace(claim, quantity=policy.interval(claim.claim.stated), policy=name)
