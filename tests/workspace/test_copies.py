"""What copies do to a record: nothing but stand in it. With claims made at random, and with reports read."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.model import (
    DecisionKind,
    Findings,
    Fingerprint,
    GroundedClaim,
    How,
    Modality,
    Reading,
    Report,
    ReportId,
    Scope,
    make_decision,
)
from recount.pipeline import derive, readings
from recount.sources import Limits, read
from recount.store.gazetteer import open_gazetteer
from recount.text.duplicates import sign
from tests.claimed import ALEPPO, BUSTAN, FARDOUS, POLICY, TUESDAY, WEDNESDAY, Said, claimed
from tests.incidents.test_lineage import copied

LATER = date(2016, 11, 1)


def printed(report: str, text: str, day: date = date(2016, 10, 12)) -> Fingerprint:
    signature = sign(Report(given_id=report, text=text))
    return Fingerprint(
        report=ReportId(f"report:{report}"), given_id=report, outlet=report, published=day, signature=signature
    )


def text_of(report: str) -> str:
    return " ".join(f"{report}{at * at % 101} {at}" for at in range(60))


def told(findings: Findings) -> list[object]:
    """What a reader goes by: every figure with its range and its origins, every grade, remainder and origin."""
    figures = [(f.incident, f.harm, f.group, f.low, f.best, f.high, f.origins, f.reason) for f in findings.figures]
    labels = [(i.id, i.label, i.when, i.where, i.means, i.by) for i in findings.incidents]
    periods = [(p.id, p.label, p.contains) for p in findings.periods]
    origins = [(o.incident, o.key, o.how) for o in findings.origins]
    return [figures, labels, periods, sorted(origins), findings.grades, findings.unaccounted]


def told_in(findings: Findings, report: str) -> list[str]:
    return [i.id for i in findings.incidents if report in {share.id for share in i.reports}]


@st.composite
def records(draw: st.DrawFn) -> list[GroundedClaim]:
    claims: list[GroundedClaim] = []
    for name in draw(st.sets(st.sampled_from("abcde"), min_size=1)):
        for at in range(draw(st.integers(1, 3))):
            part_of = claims[-1].claim.id if at and draw(st.booleans()) else None
            scope = Scope.PART if part_of else draw(st.sampled_from((Scope.INCIDENT, Scope.PERIOD)))
            claims.append(
                claimed(
                    draw(st.integers(1, 30)),
                    name,
                    days=draw(st.sampled_from((TUESDAY, WEDNESDAY, None))),
                    where=draw(st.sampled_from((BUSTAN, FARDOUS, ALEPPO))),
                    origin=draw(st.sampled_from((None, "monitor", "russia"))),
                    published=draw(st.sampled_from(("2016-10-12", "2016-10-13"))),
                    said=Said(
                        at=100 * at,
                        scope=scope,
                        part_of=part_of,
                        modality=draw(st.sampled_from((Modality.ASSERTED, Modality.DENIED))),
                        sentence=f"{name}{at}" + "0" * 14,
                    ),
                )
            )
    return claims


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(records(), st.sampled_from("abcde"), st.booleans(), st.booleans())
def test_adding_a_copy_changes_no_figure_and_no_origin(
    claims: list[GroundedClaim], name: str, reject: bool, read_anew: bool
) -> None:
    of = [c for c in claims if c.given_id == name]
    copies = [copied(c, "copy", published=LATER.isoformat()) for c in of]
    if read_anew:  # "on Tuesday", weeks later, is another Tuesday
        copies = [replace(c, when=claimed(1, "x", days=LATER.isoformat()).when) for c in copies]
    prints = [printed(one, text_of(one)) for one in {c.given_id for c in claims}]
    log = (
        [make_decision(DecisionKind.REJECT, (of[0].claim.id,), by="a", at="2017-01-01T00:00:00Z", why="misread")]
        if of and reject
        else []
    )
    before = derive(claims, log, policy=POLICY, prints=prints)
    copy = printed("copy", text_of(name), LATER)
    after = derive([*claims, *copies], log, policy=POLICY, prints=[*prints, copy])
    assert told(after) == told(before)
    assert told_in(after, "copy") == told_in(before, name)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_claims_and_prints_changes_nothing(claims: list[GroundedClaim], chance: random.Random) -> None:
    names = sorted({c.given_id for c in claims})
    prints = [printed(one, text_of("same")) for one in names]
    shuffled, others = list(claims), list(prints)
    chance.shuffle(shuffled)
    chance.shuffle(others)
    one, other = (derive(c, [], policy=POLICY, prints=p) for c, p in ((claims, prints), (shuffled, others)))
    assert one == other


def test_without_prints_nothing_is_a_copy() -> None:
    first = claimed(81, "wire", said=Said(sentence="0123456789abcdef"))
    findings = derive([first, copied(first, "gazette")], [], policy=POLICY)
    assert [o.reports for o in findings.origins] == [("gazette", "wire")]
    assert {u.reason.rule for f in findings.figures for u in f.uses} == {"latest_of_its_origin", "same_origin"}


@pytest.fixture(scope="module")
def examples(repository: Path) -> list[Report]:
    return [r for r in read([str(repository / "examples" / "aleppo-2016")], limits=Limits()) if isinstance(r, Report)]


def read_all(reports: Sequence[Report]) -> list[Reading]:
    found = readings(reports, gazetteer=open_gazetteer(), policy=POLICY)
    return [reading for _, reading in found if isinstance(reading, Reading)]


def findings_of(pairs: Sequence[tuple[Report, Reading]]) -> Findings:
    prints = [
        Fingerprint(
            report=report.id,
            given_id=report.given_id,
            outlet=report.outlet,
            published=report.published,
            signature=reading.signature,
        )
        for report, reading in pairs
    ]
    return derive([c for _, reading in pairs for c in reading.claims], [], policy=POLICY, prints=prints)


def test_a_copy_of_any_example_report_changes_no_figure_and_no_origin(examples: list[Report]) -> None:
    pairs = list(zip(examples, read_all(examples), strict=True))
    before = findings_of(pairs)
    copies = [
        Report(
            given_id=f"copy-{report.given_id}",
            title="Another headline",
            text=f"{report.text}\n\nRead or share this story.",
            published=(report.published or date(2016, 10, 20)) + timedelta(days=30),
            outlet="Quenby Mirror",
        )
        for report in examples
        if len(report.text.split()) > 60 and report.given_id != "night-raids"  # bears no day: its copy would be first
    ]
    assert len(copies) >= 6
    for copy, reading in zip(copies, read_all(copies), strict=True):
        after = findings_of([*pairs, (copy, reading)])
        assert told(after) == told(before), copy.given_id
        assert told_in(after, copy.given_id) == told_in(before, copy.given_id.removeprefix("copy-"))


def test_an_incident_tells_its_reports_and_origins(examples: list[Report]) -> None:
    findings = findings_of(list(zip(examples, read_all(examples), strict=True)))
    for incident in findings.incidents:
        origins = [o for o in findings.origins if o.incident == incident.id]
        assert {r for o in origins for r in o.reports} <= {r.id for r in incident.reports}
        assert {c for o in origins for c in o.claims} <= set(incident.claims)
    assert {o.how for o in findings.origins} >= {How.OWN, How.QUOTED, How.UNNAMED}


STRIKE = "An airstrike on Homs killed 12 people on Tuesday"


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"{STRIKE}.", "said:qasmur gazete"),
        (f"HOMS (Reuters) - {STRIKE}.", "actor:reuters"),
        (f"{STRIKE}.\n--Reuters", "actor:reuters"),
        (f"{STRIKE}.\n\nAgence France-Presse contributed to this report.", "actor:afp"),
        (f"{STRIKE}, local officials said. (AP)", "said:local oficials@actor:ap"),
        (f"{STRIKE}, Agence France-Presse reported.", "actor:afp"),
        (f"{STRIKE}, SANA said, quoting a police source.", "said:police surce@actor:sana"),
        (f"{STRIKE}, Reuters reported, citing local officials.", "said:local oficials@actor:reuters"),
        (f"{STRIKE}, Norvane Wire reported, citing the Syrian Observatory for Human Rights.", "actor:sohr"),
        (f"{STRIKE}, the Syrian Observatory for Human Rights told Reuters.", "actor:sohr"),
    ],
)
def test_whoever_is_cited_or_credited_is_the_origin(text: str, origin: str) -> None:
    report = Report(given_id="a", text=text, published=date(2016, 10, 12), outlet="Qasmoor Gazette")
    (reading,) = read_all([report])
    assert [c.origins for c in reading.claims] == [(origin,)]


ACCOUNT = (
    "An airstrike on a market in Homs killed 17 people on Tuesday, the Syrian Observatory for Human Rights said. "
    "Traders had opened their stalls early that day because of the holiday. The street was closed until the evening, "
    "and bakers handed out bread while families waited for news from the hospital at the end of the road."
)


def test_five_reports_of_two_origins() -> None:
    reports = [
        Report(given_id="wire", outlet="Reuters", published=date(2016, 10, 12), text=ACCOUNT),
        Report(given_id="copy", outlet="Gazette", published=date(2016, 10, 13), text=f"{ACCOUNT}\n--Reuters"),
        Report(given_id="part", outlet="Mirror", published=date(2016, 10, 20), text=f"{ACCOUNT[:260]}."),
        Report(
            given_id="cites",
            outlet="Tribune",
            published=date(2016, 10, 13),
            text="Reuters reported that an airstrike on Homs killed 17 people on Tuesday.",
        ),
        Report(
            given_id="own",
            outlet="Courier",
            published=date(2016, 10, 12),
            text="An airstrike on a market in Homs killed 19 people on Tuesday. Our reporter counted them.",
        ),
    ]
    findings = findings_of(list(zip(reports, read_all(reports), strict=True)))
    (incident,) = findings.incidents
    assert [share.id for share in incident.reports] == ["cites", "copy", "own", "part", "wire"]
    assert [(o.label, o.reports) for o in findings.origins] == [
        ("Syrian Observatory for Human Rights", ("cites", "copy", "part", "wire")),
        ("Courier", ("own",)),
    ]
    (figure,) = findings.figures
    assert (figure.low, figure.high, figure.origins) == (17, 19, 2)
