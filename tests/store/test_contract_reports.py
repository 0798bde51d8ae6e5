"""What every store does with reports and what was read in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, overload

import pytest

from recount.errors import RecordError
from recount.model import (
    Extent,
    Fingerprint,
    Reading,
    Refusal,
    Report,
    ReportId,
    Signature,
    StatementId,
)
from recount.store import Store
from recount.store.memory import MemoryStore
from recount.store.sql import SqlStore
from tests.store.builders import (
    ARABIC,
    ASTRAL,
    AT,
    LATER,
    UNKNOWN_CLAIM,
    UNKNOWN_REPORT,
    decide_same,
    make_claim,
    make_findings,
    make_reading,
    make_report,
    read,
)


class BreaksOff(Sequence[tuple[Report, Reading]]):
    """Readings of which the last can't be had."""

    def __init__(self, *whole: tuple[Report, Reading]) -> None:
        self.whole = whole

    def __len__(self) -> int:
        return len(self.whole) + 1

    @overload
    def __getitem__(self, index: int) -> tuple[Report, Reading]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Report, Reading]]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self.whole[index]

    def __iter__(self) -> Iterator[tuple[Report, Reading]]:
        yield from self.whole
        raise RuntimeError("broken off")


def contents(store: Store) -> tuple[object, ...]:
    return (
        list(store.heads()),
        list(store.claims()),
        list(store.statements()),
        store.failures(),
        store.decisions(),
        store.stale(),
        store.about(),
    )


def test_an_empty_record_answers_every_question(store: Store) -> None:
    assert contents(store)[:6] == ([], [], [], [], [], False)
    assert store.snapshot() is None
    assert store.known([UNKNOWN_REPORT]) == set()
    assert store.texts([UNKNOWN_REPORT]) == {}
    assert store.same_text(make_report()) == []
    assert store.find_report("one") is None
    assert store.find_claim(UNKNOWN_CLAIM) is None


def test_a_report_comes_back_as_it_was(store: Store) -> None:
    report = make_report(text=f"{ARABIC}\r\n{ASTRAL}\ttrailing  ", title=ARABIC, url="https://example.org/a?b=c#d")
    assert store.add(read(report, claims=2, statements=1), [], at=AT) == 1
    assert store.find_report("one") == report
    assert store.find_report(report.id) == report
    assert store.texts([report.id, UNKNOWN_REPORT]) == {report.id: report}
    assert store.known([report.id, UNKNOWN_REPORT]) == {report.id}
    assert [head.title for head in store.heads()] == [ARABIC]


def test_what_was_read_comes_back_as_it_was(store: Store) -> None:
    report = make_report(text=ASTRAL + ARABIC)
    reading = make_reading(report, claims=3, statements=2)
    store.add([(report, reading)], [], at=AT)
    assert list(store.claims()) == list(reversed(reading.claims))
    assert list(store.statements()) == list(reversed(reading.statements))
    assert [store.find_claim(one.claim.id) for one in reading.claims] == list(reading.claims)
    assert [store.find_statement(one.statement.id) for one in reading.statements] == list(reading.statements)
    assert store.find_statement(StatementId("s-unknown")) is None


def test_adding_the_same_again_changes_nothing(store: Store) -> None:
    both = read(make_report("one"), make_report("two"), claims=2, statements=1)
    assert store.add(both, [], at=AT) == 2
    before = contents(store)
    assert store.add(both, [], at="2020-01-01T00:00:00Z") == 0
    assert contents(store) == before


def test_one_report_given_twice_in_a_batch_is_kept_once(store: Store) -> None:
    assert store.add(read(make_report(), make_report()), [], at=AT) == 1
    assert len(list(store.claims())) == 1


def test_a_known_report_is_passed_over_with_what_is_read_in_it_now(store: Store) -> None:
    report = make_report()
    store.add(read(report, claims=1), [], at=AT)
    store.add(read(report, claims=3), [], at=AT)
    assert len(list(store.claims())) == 1


def test_other_words_under_a_known_id_become_the_next_version(store: Store) -> None:
    first, second = make_report(text="Three were killed."), make_report(text="Five were killed.")
    assert store.add(read(first, claims=2, statements=2), [], at=AT) == 1
    assert store.add(read(second, statements=1), [], at=AT) == 1
    assert [(head.given_id, head.version, head.id) for head in store.heads()] == [
        ("one", 1, first.id),
        ("one", 2, second.id),
    ]
    assert store.find_report("one") == second
    assert store.find_report(first.id) == first


def test_only_the_latest_version_speaks(store: Store) -> None:
    first, second, third = (make_report(text=f"{n} were killed.") for n in ("Three", "Four", "Five"))
    store.add(read(first, second, claims=2, statements=2), [], at=AT)
    store.add(read(third, claims=1, statements=1), [], at=AT)
    assert [one.claim.report for one in store.claims()] == [third.id]
    assert [one.statement.report for one in store.statements()] == [third.id]
    earlier = make_claim(first, 0)
    assert store.find_claim(earlier.claim.id) == earlier


def test_what_could_not_be_told_of_a_report_is_kept_for_its_latest_version(store: MemoryStore | SqlStore) -> None:
    undated = Refusal(kind="no_publication_date", sentence=f"The report bears no date. {ARABIC}")
    differs = Refusal(kind="dateline_differs", sentence="Two days are given.", candidates=("2016-10-14", "2016-10-15"))
    reports = [make_report("b"), make_report("a"), make_report("c"), make_report("c", text="With a date.")]
    refusals: list[tuple[Refusal, ...]] = [(undated, differs), (differs,), (undated,), ()]
    for report, refused in zip(reports, refusals, strict=True):
        store.add([(report, make_reading(report, refusals=refused))], [], at=AT)
    assert list(store.refusals()) == [("a", differs), ("b", undated), ("b", differs)]


def test_a_latest_version_without_claims_leaves_none(store: Store) -> None:
    store.add(read(make_report(text="Three were killed.")), [], at=AT)
    store.add(read(make_report(text="Correction: nobody was hurt."), claims=0), [], at=AT)
    assert list(store.claims()) == []


def test_going_back_to_earlier_words_is_no_new_version(store: Store) -> None:
    first, second = make_report(text="Three were killed."), make_report(text="Five were killed.")
    store.add(read(first, second), [], at=AT)
    assert store.add(read(first), [], at=AT) == 0
    assert store.find_report("one") == second


def test_a_content_id_outranks_a_given_id(store: Store) -> None:
    first = make_report("one")
    imitator = make_report(first.id, text="Other words.")
    store.add(read(first, imitator), [], at=AT)
    assert store.find_report(first.id) == first


def test_order_does_not_depend_on_arrival_or_language(store: Store) -> None:
    ids = ["b", "a", "B", "é", "z", "a b", "a-b", "ا", "😀", "\uffff", "10", "9", ""]
    for id_ in ids:
        store.add(read(make_report(id_), claims=1, statements=1), [], at=AT)
    assert [head.given_id for head in store.heads()] == sorted(ids)
    assert [one.given_id for one in store.claims()] == sorted(ids)
    assert [one.given_id for one in store.statements()] == sorted(ids)


def test_claims_of_one_report_are_ordered_by_start_end_and_id(store: Store) -> None:
    report = make_report(text="Three people were killed and two were hurt in Aleppo.")
    places = [(11, 2, 0), (2, 9, 0), *((2, 3, tie) for tie in range(12)), (0, 30, 0), (9, 1, 0)]
    claims = tuple(make_claim(report, start, tie=tie, length=length) for start, length, tie in places)
    store.add([(report, Reading(report_id=report.id, claims=claims, statements=()))], [], at=AT)
    ordered = sorted(claims, key=lambda one: (one.claim.span.start, one.claim.span.end, one.claim.id))
    assert list(store.claims()) == ordered


def test_words_that_differ_in_white_space_only_are_the_same(store: Store) -> None:
    store.add(
        read(
            make_report("b", text="Three were\nkilled.\n"),
            make_report("a", title="A", text=" title Three\u00a0were killed."),
            make_report("c", text="Three were killed!"),
        ),
        [],
        at=AT,
    )
    asked = make_report("new", text="Three were killed.", outlet="Another", published=None)
    assert store.same_text(asked) == ["a", "b"]
    assert store.same_text(make_report("b", text="Three  were killed.")) == ["a"]


def test_ids_with_every_odd_character_are_told_apart(store: Store) -> None:
    odd = ["a", "a\x00", "a\x01", "a\x00\x01", "a\x01\x01", "a%", "a_", "a'", 'a"', "a\\", "a\n", "a "]
    store.add(read(*[make_report(id_, title=id_, url=id_, outlet=id_) for id_ in odd]), [], at=AT)
    assert [head.given_id for head in store.heads()] == sorted(odd)
    assert [(head.title, head.url, head.outlet) for head in store.heads()] == [(id_, id_, id_) for id_ in sorted(odd)]
    for id_ in odd:
        found = store.find_report(id_)
        assert found is not None
        assert found.given_id == id_


def test_an_id_that_no_text_can_hold_is_unknown(store: Store) -> None:
    assert store.find_report("\ud800") is None
    assert store.find_report("report:\x00") is None


def test_nothing_is_kept_when_the_batch_breaks_off(store: Store) -> None:
    store.add(read(make_report("before")), [], at=AT)
    before = contents(store)
    with pytest.raises(RuntimeError, match="broken off"):
        store.add(BreaksOff(*read(make_report("one"))), [], at=AT)
    assert contents(store) == before
    assert store.add(read(make_report("one")), [], at=AT) == 1


def test_nothing_is_kept_when_a_claim_takes_anothers_id(store: Store) -> None:
    first, second = make_report("one"), make_report("two")
    store.add(read(first), [], at=AT)
    before = contents(store)
    clash = Reading(report_id=second.id, claims=(make_claim(first, 0),), statements=())
    with pytest.raises(RecordError, match="nothing of this step was kept"):
        store.add([*read(make_report("three")), (second, clash)], [], at=AT)
    assert contents(store) == before


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (make_report("half", text="half of 😀 is \ud83d"), "half of a character"),
        (make_report("long" * 501), "longer than 2000 bytes"),
        (make_report("ل" * 1001), "longer than 2000 bytes"),
    ],
)
def test_a_report_that_no_record_can_hold_is_refused_with_all_its_batch(
    store: Store, report: Report, words: str
) -> None:
    before = contents(store)
    with pytest.raises(RecordError, match=words):
        store.add(read(make_report("fine"), report), [], at=AT)
    assert contents(store) == before


def test_the_longest_id_is_kept(store: Store) -> None:
    report = make_report("long" * 500)
    store.add(read(report), [], at=AT)
    assert store.find_report("long" * 500) == report


def test_a_batch_may_be_larger_than_what_is_asked_for_at_once(store: Store) -> None:
    reports = [make_report(f"r{n:04}") for n in range(2500)]
    assert store.add(read(*reports[:1250]), [], at=AT) == 1250
    assert store.add(read(*reports), [], at=AT) == 1250
    assert store.known(report.id for report in reports) == {report.id for report in reports}
    assert len(store.texts([report.id for report in reports])) == 2500
    assert [one.given_id for one in store.claims()] == [report.given_id for report in reports]


def test_what_is_added_during_an_iteration_stays_out_of_it(store: Store) -> None:
    store.add(read(make_report("a"), make_report("c")), [], at=AT)
    claims, heads = store.claims(), store.heads()
    assert [next(claims).given_id, next(heads).given_id] == ["a", "a"]
    store.add(read(make_report("a", text="A new version of a."), make_report("b"), make_report("d")), [], at=AT)
    assert [one.given_id for one in claims] == ["c"]
    assert [(head.given_id, head.version) for head in heads] == [("c", 1)]
    assert [one.given_id for one in store.claims()] == ["a", "b", "c", "d"]


def test_an_iteration_may_be_left_half_way(store: Store) -> None:
    store.add(read(make_report("a"), make_report("b"), claims=2, statements=2), [], at=AT)
    for _ in range(30):
        claims = store.claims()
        next(claims)
    assert store.add(read(make_report("c")), [], at=AT) == 1


def test_about_counts_what_the_record_holds(store: Store) -> None:
    store.add(read(make_report("a"), make_report("a", text="Again, at more length."), claims=2), [], at=AT)
    about = store.about()
    assert (about.reports, about.claims, about.snapshots) == (2, 4, 0)
    assert about.made_by


SIGNATURE = Signature(runs=200, hashes=bytes(range(256)) * 2, credits=("Wire “ü”",), dated=date(2016, 10, 13))


def fingerprint(report: Report, signature: Signature | None) -> Fingerprint:
    return Fingerprint(
        report=report.id,
        given_id=report.given_id,
        outlet=report.outlet,
        published=report.published,
        signature=signature,
    )


def test_a_signature_comes_back_as_it_was_kept(store: Store) -> None:
    signed, bare = make_report("b"), make_report("a", published=None, outlet=None)
    store.add([(signed, replace(make_reading(signed), signature=SIGNATURE)), (bare, make_reading(bare))], [], at=AT)
    assert list(store.fingerprints()) == [fingerprint(bare, None), fingerprint(signed, SIGNATURE)]
    assert store.unsigned() == [bare.id]


def test_only_the_latest_version_has_a_fingerprint(store: Store) -> None:
    first, second = make_report("a", "One text."), make_report("a", "Another text.")
    store.add(read(first, second), [], at=AT)
    assert [p.report for p in store.fingerprints()] == [second.id]
    assert store.unsigned() == sorted([first.id, second.id])


def test_a_missing_signature_is_added_once_and_makes_the_record_stale(store: Store) -> None:
    report = make_report()
    store.add(read(report), [], at=AT)
    store.keep(make_findings(), at=AT)
    store.sign({report.id: SIGNATURE, UNKNOWN_REPORT: SIGNATURE})
    assert store.stale()
    store.keep(make_findings(), at=AT)
    store.sign({report.id: replace(SIGNATURE, runs=7)})
    assert not store.stale()
    assert list(store.fingerprints()) == [fingerprint(report, SIGNATURE)]
    assert store.unsigned() == []


def test_a_signature_that_no_record_can_keep_is_refused_and_nothing_is_kept(store: Store) -> None:
    report = make_report()
    broken = replace(SIGNATURE, credits=("\ud800",))
    with pytest.raises(RecordError, match="lone surrogate"):
        store.add([(report, replace(make_reading(report), signature=broken))], [], at=AT)
    assert list(store.heads()) == []


def test_what_came_since_is_told_in_order_of_arrival(store: Store) -> None:
    store.add(read(make_report("b"), make_report("a", "words of a")), [], at=AT)
    store.decide(decide_same("claim:a"))
    first = store.since()
    assert first.extent == store.extent() == Extent(reports=2, decisions=1)
    assert [head.given_id for head in first.reports] == ["b", "a"]
    assert first.decisions == (decide_same("claim:a"),)
    store.add(read(make_report("b", "new words")), [], at=LATER)
    store.decide(decide_same("claim:b"))
    later = store.since(first.extent)
    assert [(head.given_id, head.version) for head in later.reports] == [("b", 2)]
    assert later.decisions == (decide_same("claim:b"),)
    assert store.since(later.extent).reports == ()
    ids = [ReportId(head.id) for head in (*first.reports, *later.reports)]
    assert {p.report for p in store.fingerprints_of([*ids, UNKNOWN_REPORT])} == set(ids)
