"""Lineage: whose counting a claim is, through copies, quotations, circles and what a person decided."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from recount.incidents import group
from recount.incidents.lineage import at_firsts, outlet_keys, trace, with_copies
from recount.lang.names import fold_name
from recount.model import (
    Actor,
    ActorKind,
    ClaimId,
    Copy,
    GroundedClaim,
    Harm,
    Incident,
    Modality,
    Period,
    ReportId,
    Scope,
    content_id,
)
from tests.claimed import ALEPPO, FARDOUS, TUESDAY, WEDNESDAY, Said, claimed

NEXT_WEEK = "2016-10-18"


def body(name: str, kind: ActorKind = ActorKind.MEDIA) -> Actor:
    """A body that reports name, by the key that resolving gives it."""
    keys = outlet_keys(name)
    return Actor(name=name, key=keys[-1], kind=kind)


def citing(claim: GroundedClaim, *names: str) -> GroundedClaim:
    """The claim, attributed to these."""
    actors = tuple(body(name) for name in names)
    return replace(claim, source=actors[0], others=actors[1:], origins=tuple(a.key for a in actors))


def copied(claim: GroundedClaim, report: str, *, published: str | None = "2016-10-19") -> GroundedClaim:
    """The claim as a copy of its text has it: under another report and outlet, in the same words."""
    said = claim.claim

    def moved(linked: ClaimId | None) -> ClaimId | None:
        return None if linked is None else ClaimId(content_id("claim", report, linked))

    made = replace(
        said,
        id=ClaimId(content_id("claim", report, said.id)),
        report=ReportId(f"report:{report}"),
        part_of=moved(said.part_of),
        repeat_of=moved(said.repeat_of),
        rivals=moved(said.rivals),
    )
    own = claim.source is None
    origins = (f"said:{report}",) if own else claim.origins
    return replace(claim, claim=made, given_id=report, outlet=report, published=published, origins=origins)


def copy(report: str, of: str, share: float = 0.9) -> Copy:
    return Copy(report=ReportId(f"report:{report}"), of=ReportId(f"report:{of}"), share=share)


def traced(claims: Sequence[GroundedClaim], *copies: Copy) -> dict[str, GroundedClaim]:
    """The traced claims by the report they stand in; one for each."""
    return {c.given_id: c for c in trace(claims, copies=copies)}


def origins(claims: Sequence[GroundedClaim], *copies: Copy) -> set[str]:
    return {key for c in trace(claims, copies=copies) for key in c.origins}


SENTENCE = Said(sentence="0123456789abcdef")


def test_the_claim_of_a_copy_has_the_origin_of_the_original() -> None:
    first = claimed(81, "wire", said=SENTENCE)
    later = copied(first, "gazette")
    found = traced([later, first], copy("gazette", "wire"))
    assert found["gazette"].origins == found["wire"].origins == ("said:wire",)
    assert found["gazette"].copy_of == first.claim.id
    assert found["wire"].copy_of is None


def test_a_copy_whose_days_were_read_anew_is_a_copy_still() -> None:
    first = claimed(81, "wire", said=SENTENCE)
    later = replace(copied(first, "gazette"), when=claimed(81, "x", days=NEXT_WEEK).when)
    assert traced([first, later], copy("gazette", "wire"))["gazette"].copy_of == first.claim.id


def test_a_sentence_that_differs_a_little_is_a_copy_where_it_says_the_same_of_one_day_and_place() -> None:
    first = claimed(81, "wire", said=SENTENCE)
    later = replace(copied(first, "gazette"), sentence="fedcba9876543210")
    assert traced([first, later], copy("gazette", "wire"))["gazette"].copy_of == first.claim.id
    for other in (
        replace(later, when=claimed(81, "x", days=NEXT_WEEK).when),
        replace(later, where=claimed(81, "x", where=FARDOUS).where),
        citing(later, "Civil Defence of Halab"),
        replace(later, claim=replace(later.claim, harm=Harm.INJURED)),
        replace(later, claim=replace(later.claim, stated=replace(later.claim.stated, value=82))),
        replace(later, claim=replace(later.claim, scope=Scope.PERIOD)),
    ):
        found = traced([first, other], copy("gazette", "wire"))["gazette"]
        assert (found.copy_of, found.origins) == (None, other.origins)


def test_what_a_copy_adds_of_its_own_is_its_own() -> None:
    first = claimed(81, "wire", said=SENTENCE)
    own = claimed(12, "gazette", where=FARDOUS, said=Said(at=300))
    found = {c.claim.id: c for c in trace([first, copied(first, "gazette"), own], copies=[copy("gazette", "wire")])}
    assert found[own.claim.id].origins == ("said:gazette",)
    assert found[own.claim.id].copy_of is None


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    first = claimed(81, "a", said=SENTENCE)
    claims = [first, copied(first, "b"), copied(first, "c")]
    found = traced(claims, copy("c", "b"), copy("b", "a"))
    assert {c.origins for c in found.values()} == {("said:a",)}
    assert found["c"].copy_of == found["b"].copy_of == first.claim.id


def test_copies_said_to_be_of_one_another_come_to_an_end() -> None:
    first = claimed(81, "a", said=SENTENCE)
    found = traced([first, copied(first, "b")], copy("a", "b"), copy("b", "a"))
    assert {c.origins for c in found.values()} == {("said:a",)}
    assert [c.copy_of for c in found.values() if c.copy_of] == [first.claim.id]


def test_an_account_that_was_copied_only_in_part_is_grouped_by_itself_but_has_one_origin() -> None:
    whole = claimed(9, "wire", said=SENTENCE)
    theirs = copied(whole, "gazette")
    part = claimed(4, "gazette", said=Said(at=300, scope=Scope.PART, part_of=theirs.claim.id))
    found = {c.claim.id: c for c in trace([whole, theirs, part], copies=[copy("gazette", "wire")])}
    assert found[theirs.claim.id].copy_of is None
    assert found[theirs.claim.id].origins == ("said:wire",)


def test_a_long_sentence_that_two_reports_share_shows_one_hand() -> None:
    first = claimed(81, "wire", said=SENTENCE)
    later = copied(first, "gazette")
    assert origins([first, later]) == {"said:wire"}
    assert traced([first, later])["gazette"].copy_of is None


def test_a_short_sentence_or_one_of_other_days_shows_nothing() -> None:
    short = claimed(81, "wire", said=SENTENCE)
    short = replace(short, claim=replace(short.claim, context=replace(short.claim.context, end=40)))
    assert origins([short, copied(short, "gazette")]) == {"said:wire", "said:gazette"}
    long = claimed(81, "wire", said=SENTENCE)
    elsewhen = replace(copied(long, "gazette"), when=claimed(81, "x", days=NEXT_WEEK).when)
    assert origins([long, elsewhen]) == {"said:wire", "said:gazette"}


def test_two_outlets_that_quote_one_monitor_are_one_origin() -> None:
    claims = [citing(claimed(81, "a"), "Halab Monitor"), citing(claimed(81, "b"), "Halab Monitor")]
    assert origins(claims) == {f"said:{fold_name('Halab Monitor')}"}


def test_an_outlet_cited_passes_on_the_origin_of_its_own_report() -> None:
    cited = citing(claimed(81, "norvane wire"), "Halab Monitor")
    by = citing(claimed(81, "gazette", published="2016-10-13"), "Norvane Wire")
    assert origins([cited, by]) == {f"said:{fold_name('Halab Monitor')}"}


def test_an_outlet_cited_for_another_figure_day_or_place_passes_on_nothing() -> None:
    by = citing(claimed(81, "gazette", published="2016-10-13"), "Norvane Wire")
    for cited in (
        citing(claimed(82, "norvane wire"), "Halab Monitor"),
        citing(claimed(81, "norvane wire", days=NEXT_WEEK), "Halab Monitor"),
        citing(claimed(81, "norvane wire", where=FARDOUS), "Halab Monitor"),
        citing(claimed(81, "norvane wire", published="2016-10-14"), "Halab Monitor"),
        citing(claimed(81, "norvane wires"), "Halab Monitor"),
    ):
        assert traced([cited, by])["gazette"].origins == by.origins


def test_a_wider_place_may_be_what_was_cited() -> None:
    cited = citing(claimed(81, "norvane wire", where=ALEPPO), "Halab Monitor")
    by = citing(claimed(81, "gazette"), "Norvane Wire")
    assert len(origins([cited, by])) == 1


def test_outlets_that_cite_one_another_are_one_origin() -> None:
    a = citing(claimed(81, "norvane wire"), "Gazette")
    b = citing(claimed(81, "gazette"), "Norvane Wire")
    c = citing(claimed(81, "tribune"), "Gazette")
    assert len(origins([a, b, c])) == 1


def test_a_circle_of_three_is_one_origin() -> None:
    outlets = ("gazette", "tribune", "courier")
    claims = [citing(claimed(81, one), outlets[at - 1]) for at, one in enumerate(outlets)]
    assert len(origins(claims)) == 1


def test_one_outlet_twice_is_one_origin() -> None:
    again = replace(claimed(85, "later", published="2016-10-13"), outlet="gazette", origins=("said:gazette",))
    assert origins([claimed(81, "gazette"), again]) == {"said:gazette"}


def test_reports_of_no_known_outlet_are_origins_apart_unless_one_copies_the_other() -> None:
    one = replace(claimed(81, "a", said=SENTENCE), outlet=None, origins=("report:a",))
    other = replace(claimed(81, "b"), outlet=None, origins=("report:b",))
    copy_ = replace(copied(one, "c"), outlet=None, origins=("report:c",))
    assert origins([one, other, copy_], copy("c", "a")) == {"report:a", "report:b"}


def test_a_person_may_say_that_two_claims_have_one_origin() -> None:
    here, there = claimed(81, "a"), claimed(81, "b", published="2016-10-13")
    third = citing(claimed(81, "c", published="2016-10-14"), "b")
    pair = [(there.claim.id, here.claim.id)]
    found = {c.given_id: c.origins for c in trace([here, there, third], same=pair)}
    assert found == {"a": ("said:a",), "b": ("said:a",), "c": ("said:a",)}


def test_a_person_may_say_that_a_copy_tells_of_another_incident() -> None:
    first = claimed(81, "wire", said=SENTENCE)
    later = copied(first, "gazette")
    pair = [(later.claim.id, first.claim.id)]
    found = {c.given_id: c for c in trace([first, later], copies=[copy("gazette", "wire")], different=pair)}
    assert (found["gazette"].copy_of, found["gazette"].origins) == (None, ("said:gazette",))


def test_what_is_judged_of_a_copy_is_judged_of_its_original() -> None:
    first = claimed(81, "wire", said=SENTENCE)
    later, other = copied(first, "gazette"), claimed(80, "c")
    claims = {c.claim.id: c for c in trace([first, later, other], copies=[copy("gazette", "wire")])}
    pair = (min(first.claim.id, other.claim.id), max(first.claim.id, other.claim.id))
    assert at_firsts([(later.claim.id, other.claim.id)], claims) == {pair}
    assert at_firsts([(later.claim.id, first.claim.id)], claims) == set()


def grouped(claims: Sequence[GroundedClaim], rejected: Sequence[GroundedClaim] = ()) -> list[Incident | Period]:
    ids = {c.claim.id for c in rejected}
    firsts = [c for c in claims if c.copy_of is None]
    return list(with_copies(group(firsts, rejected=ids), claims=claims, rejected=ids))


def test_a_copy_joins_the_incident_of_its_original_with_its_report() -> None:
    first = claimed(81, "wire", said=SENTENCE)
    later = replace(copied(first, "gazette"), when=claimed(81, "x", days=NEXT_WEEK).when)
    [incident] = grouped(trace([first, later], copies=[copy("gazette", "wire")]))
    assert isinstance(incident, Incident)
    assert [r.id for r in incident.reports] == ["gazette", "wire"]
    assert incident.claims == tuple(sorted((first.claim.id, later.claim.id)))
    [alone] = grouped([first])
    assert (incident.id, incident.label) == (alone.id, alone.label)


def test_a_copy_joins_the_total_of_its_original() -> None:
    total = claimed(160, "wire", days=(TUESDAY, "2016-10-13"), said=replace(SENTENCE, scope=Scope.PERIOD))
    [period] = grouped(trace([total, copied(total, "gazette")], copies=[copy("gazette", "wire")]))
    assert len(period.claims) == 2


def test_a_rejected_claim_takes_its_copies_with_it_and_a_rejected_copy_goes_alone() -> None:
    first = claimed(81, "wire", said=SENTENCE)
    claims = trace([first, copied(first, "gazette")], copies=[copy("gazette", "wire")])
    assert grouped(claims, rejected=[first]) == []
    assert [x.claims for x in grouped(claims, rejected=[copied(first, "gazette")])] == [(first.claim.id,)]


NAMES = ("gazette", "tribune", "courier", "norvane wire")


@st.composite
def records(draw: st.DrawFn) -> tuple[list[GroundedClaim], list[Copy]]:
    """Claims that cite, repeat and copy one another at random, also in circles."""
    claims = []
    for number in range(draw(st.integers(1, 9))):
        claim = claimed(
            draw(st.integers(1, 2)),
            f"r{number}",
            days=draw(st.sampled_from((TUESDAY, WEDNESDAY, None))),
            published=draw(st.sampled_from(("2016-10-12", "2016-10-13", None))),
            said=Said(
                at=0,
                sentence=draw(st.sampled_from(("", "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"))),
                modality=draw(st.sampled_from((Modality.ASSERTED, Modality.DENIED))),
            ),
        )
        outlet = draw(st.sampled_from((*NAMES, None)))
        own = f"said:{fold_name(outlet)}" if outlet else f"report:r{number}"
        claim = replace(claim, outlet=outlet, origins=(own,))
        claims.append(citing_any(claim, *draw(st.lists(st.sampled_from((*NAMES, "monitor")), max_size=2, unique=True))))
    some = st.sampled_from([c.given_id for c in claims])
    copies = [copy(a, b) for a, b in draw(st.lists(st.tuples(some, some), max_size=6)) if a != b]
    return claims, copies


def citing_any(claim: GroundedClaim, *names: str) -> GroundedClaim:
    return citing(claim, *names) if names else claim


@given(records(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_the_origins(
    record: tuple[list[GroundedClaim], list[Copy]], chance: random.Random
) -> None:
    claims, copies = record
    shuffled, links = [*claims, *claims[:2]], list(copies)
    chance.shuffle(shuffled)
    chance.shuffle(links)
    assert trace(shuffled, copies=links) == trace(claims, copies=copies)


@given(records())
def test_tracing_what_was_traced_changes_nothing(record: tuple[list[GroundedClaim], list[Copy]]) -> None:
    claims, copies = record
    once = trace(claims, copies=copies)
    assert trace(once, copies=copies) == once


@given(records())
def test_only_origins_and_copies_are_set(record: tuple[list[GroundedClaim], list[Copy]]) -> None:
    claims, copies = record
    by_id = {c.claim.id: c for c in claims}
    every = {c.origins for c in claims}
    for claim in trace(claims, copies=copies):
        assert replace(claim, origins=by_id[claim.claim.id].origins, copy_of=None) == by_id[claim.claim.id]
        assert claim.origins in every


@given(records())
def test_a_copy_has_the_origins_of_what_it_copies_and_no_copy_is_an_original(
    record: tuple[list[GroundedClaim], list[Copy]],
) -> None:
    claims, copies = record
    found = {c.claim.id: c for c in trace(claims, copies=copies)}
    for claim in found.values():
        if claim.copy_of is not None:
            assert found[claim.copy_of].copy_of is None
            assert found[claim.copy_of].origins == claim.origins


@given(records())
def test_outlets_by_other_names_are_the_same_origins_by_other_names(
    record: tuple[list[GroundedClaim], list[Copy]],
) -> None:
    claims, copies = record
    names = dict(zip((*NAMES, "monitor"), ("zebra post", "alpha daily", "mirror", "beta wire", "watch"), strict=True))
    keys = {f"said:{fold_name(old)}": f"said:{fold_name(new)}" for old, new in names.items()}

    def renamed(claim: GroundedClaim) -> GroundedClaim:
        def actor(one: Actor) -> Actor:
            return replace(one, name=names[one.name], key=keys[one.key])

        return replace(
            claim,
            outlet=names[claim.outlet] if claim.outlet else None,
            source=actor(claim.source) if claim.source else None,
            others=tuple(map(actor, claim.others)),
            origins=tuple(keys.get(key, key) for key in claim.origins),
        )

    assert trace(map(renamed, claims), copies=copies) == [renamed(c) for c in trace(claims, copies=copies)]
