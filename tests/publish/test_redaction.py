from __future__ import annotations

from dataclasses import replace

from recount.model import Actor, ActorKind, How, Origin, Profile, QuotedClaim, Reason, Release, to_json
from recount.publish import redact
from tests.publish.sample import ACTIVIST, BODIES, NURSE, RESCUERS, RUSSIA, STREET, VICTIM, sample_release


def public(release: Release | None = None) -> Release:
    return redact(release or sample_release(), Profile.PUBLIC)


def with_sentence(sentence: str, **fields: object) -> Release:
    """The sample with one claim told in that sentence."""
    first = sample_release().claims[0]
    grounded = replace(first.grounded, **fields)  # type: ignore[arg-type]
    return replace(sample_release(), claims=(QuotedClaim(grounded=grounded, sentence=sentence),))


def test_the_internal_profile_takes_nothing_out() -> None:
    release = sample_release()
    assert redact(release, Profile.INTERNAL) == replace(release, profile=Profile.INTERNAL)


def test_the_public_profile_lists_what_it_took_out() -> None:
    assert {(one.kind, one.value, one.replacement) for one in public().removed} == {
        ("person", VICTIM, "[name withheld]"),
        ("private source", NURSE, "[a medic]"),
        ("place", STREET, "[place withheld]"),
    }
    assert public().profile is Profile.PUBLIC


def test_no_person_is_left_in_any_claim() -> None:
    assert all(quoted.grounded.claim.persons == () for quoted in public().claims)


def test_a_named_private_source_becomes_a_word_and_stays_one_source() -> None:
    nurses = [one.grounded for one in public().claims if one.grounded.claim.id == BODIES.grounded.claim.id]
    assert [one.source for one in nurses] == [Actor(name="a medic", key="private:1", kind=ActorKind.PRIVATE_PERSON)]
    assert nurses[0].origins == ("private:1",)


def test_nameless_sources_bodies_and_parties_stay() -> None:
    release = public()
    assert release.claims[0].grounded.source == ACTIVIST
    assert release.claims[0].grounded.by == (RUSSIA,)
    assert RESCUERS in {one.grounded.source for one in release.claims}


def test_an_origin_that_is_a_private_person_is_named_nowhere() -> None:
    release = sample_release()
    nurse = BODIES.grounded.source
    assert nurse is not None
    origin = Origin(
        incident=release.snapshot.findings.incidents[0].id,
        key=nurse.key,
        label=nurse.name,
        how=How.QUOTED,
        claims=(),
        reports=("wire-2",),
        reason=Reason(rule="origin_quoted", sentence="Quoted by Wire, in 1 report."),
    )
    findings = replace(release.snapshot.findings, origins=(origin, replace(origin, key=f"said:x@{nurse.key}")))
    redacted = public(replace(release, snapshot=replace(release.snapshot, findings=findings)))
    one, other = redacted.snapshot.findings.origins
    assert (one.label, one.key, other.key) == ("[a medic]", "private:1", "said:x@private:1")
    assert nurse.key.partition(":")[2] not in to_json(redacted.snapshot.findings.origins)


def test_titles_labels_and_addresses_are_masked() -> None:
    release = public()
    titles = {head.given_id: (head.title, head.url) for head in release.reports}
    assert titles["wire-2"] == ("Nurse [a medic] counts the dead", None)
    assert titles["ledger-3"][1] == "https://ledger.example/three-days"
    assert release.snapshot.findings.incidents[0].label == "[place withheld], Bustan al-Qasr, airstrike"


def test_the_earlier_snapshot_is_redacted_as_well() -> None:
    release = replace(sample_release(), before=sample_release().snapshot)
    assert STREET not in repr(redact(release, Profile.PUBLIC).before)


def test_identifiers_derived_from_content_stay() -> None:
    before, after = sample_release(), public()
    assert [one.grounded.claim.id for one in after.claims] == [one.grounded.claim.id for one in before.claims]
    assert after.snapshot.digest == before.snapshot.digest
    assert [one.id for one in after.snapshot.findings.incidents] == [
        one.id for one in before.snapshot.findings.incidents
    ]


def test_a_report_whose_given_id_holds_a_name_goes_by_its_content_id() -> None:
    head = replace(sample_release().reports[1], given_id="nadim-ostrand-interview")
    claim = sample_release().claims[1]
    claim = replace(claim, grounded=replace(claim.grounded, given_id=head.given_id))
    release = public(replace(sample_release(), reports=(head,), claims=(claim,)))
    assert release.reports[0].given_id == head.id
    assert release.claims[0].grounded.given_id == head.id


def test_a_name_that_extraction_missed_is_masked_everywhere() -> None:
    release = with_sentence("She lost her husband Idris Veltari there.", origins=("said:idris veltari",))
    redacted = public(replace(release, statements=()))
    assert redacted.claims[0].sentence == "She lost her husband [name withheld] there."
    assert redacted.claims[0].grounded.origins == ("said:[name withheld]",)


def test_a_known_body_or_place_is_not_taken_for_a_missed_name() -> None:
    sentence = "He came with his ally Russia, 34, and his neighbour Bustan al-Qasr."
    assert public(with_sentence(sentence)).claims[0].sentence == sentence


def test_well_known_actors_of_the_register_are_never_masked() -> None:
    islamic_state = Actor(name="Islamic State", key="said:islamic state", kind=ActorKind.PRIVATE_PERSON)
    release = public(with_sentence("The Islamic State claimed it.", source=islamic_state))
    assert release.claims[0].sentence == "The Islamic State claimed it."


def test_redacting_twice_gives_the_same_texts() -> None:
    once = public()
    twice = redact(once, Profile.PUBLIC)
    assert twice == once
