"""The origins of an incident: how many, what they are called, and the sentence that says why each is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recount.lang.names import fold_name
from recount.model import Actor, ActorKind, Findings, GroundedClaim, How, Modality, Origin
from recount.pipeline import derive
from tests.claimed import POLICY, Said, claimed
from tests.incidents.test_lineage import SENTENCE, citing, copied

WIRE = f"said:{fold_name('norvane wire')}"


def findings(claims: Sequence[GroundedClaim]) -> Findings:
    return derive(claims, [], policy=POLICY)


def origins(*claims: GroundedClaim) -> list[Origin]:
    return list(findings(claims).origins)


def told(*claims: GroundedClaim) -> list[tuple[How, str, str]]:
    return [(o.how, o.label, o.reason.sentence) for o in origins(*claims)]


def of(outlet: str | None, value: int, report: str, *, origin: str = "") -> GroundedClaim:
    own = f"said:{fold_name(outlet)}" if outlet else f"report:{report}"
    return replace(claimed(value, report), outlet=outlet, origins=(origin or own,))


def test_an_outlet_in_its_own_voice() -> None:
    assert told(of("Gazette", 81, "a"), of("Gazette", 81, "b")) == [
        (How.OWN, "Gazette", "Told in its own voice, in 2 reports.")
    ]


def test_a_monitor_that_outlets_quote() -> None:
    claims = [citing(of(name, 81, name), "Halab Monitor") for name in ("Gazette", "Tribune", "Mirror", "Courier")]
    sentence = "Quoted by Courier, Gazette, Mirror and 1 more outlet, in 4 reports."
    assert told(*claims) == [(How.QUOTED, "Halab Monitor", sentence)]


def test_an_agency_that_outlets_credit() -> None:
    claims = [of(name, 81, name, origin="actor:reuters") for name in ("Gazette", "Tribune")]
    assert told(*claims) == [(How.CREDITED, "Reuters", "Credited by Gazette and Tribune, in 2 reports.")]


def test_a_source_without_a_name_counts_as_one_with_whoever_quotes_it() -> None:
    medics = Actor(name="medics", key="said:medics", kind=ActorKind.UNKNOWN)
    claims = [
        replace(of("Norvane Wire", 81, "wire"), source=medics, origins=(f"said:medics@{WIRE}",)),
        replace(of("Gazette", 81, "gazette"), source=medics, origins=(f"said:medics@{WIRE}",)),
    ]
    sentence = "A source without a name, one with whoever quotes it, carried by Gazette too, in 2 reports."
    assert told(*claims) == [(How.UNNAMED, "Medics, quoted by Norvane Wire", sentence)]


def test_a_report_of_no_known_outlet() -> None:
    assert told(of(None, 81, "x@y")) == [(How.UNKNOWN, "X@y", "Told by a report of no known outlet, in 1 report.")]


def test_copies_are_told() -> None:
    first = replace(claimed(81, "wire", said=SENTENCE), outlet="Wire")
    later = replace(copied(first, "gazette"), copy_of=first.claim.id)
    # derive() traces anew, and without fingerprints knows of no copy: the sentence alone makes them one origin
    assert told(first, later) == [(How.OWN, "Wire", "Told in its own voice, carried by gazette too, in 2 reports.")]


def test_as_many_as_the_grade_goes_by_and_those_that_most_reports_carry_first() -> None:
    claims = [of("Gazette", 81, "a"), citing(of("Tribune", 81, "b"), "Halab Monitor")]
    claims.append(citing(of("Courier", 81, "c"), "Halab Monitor"))
    found = findings(claims)
    assert [o.label for o in found.origins] == ["Halab Monitor", "Gazette"]
    assert found.grades[0].reason.sentence.startswith("2 independent origins")


def test_who_only_denies_a_figure_is_no_origin_of_it() -> None:
    denied = replace(claimed(81, "b", said=Said(modality=Modality.DENIED)), outlet="Gazette", origins=("said:gazette",))
    assert [o.label for o in origins(of("Tribune", 81, "a"), denied)] == ["Tribune"]


def test_an_incident_without_a_figure_has_the_origins_of_its_claims() -> None:
    none = replace(of("Gazette", 1, "a"), quantity=None)
    none = replace(none, claim=replace(none.claim, stated=replace(none.claim.stated, value=None)))
    assert [o.label for o in origins(none)] == ["Gazette"]
