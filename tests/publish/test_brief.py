from __future__ import annotations

from dataclasses import replace

import pytest

from recount.model import (
    Bound,
    Grade,
    Profile,
    Quantity,
    QuotedClaim,
    Reason,
    Refusal,
    Release,
    ReportId,
    Stated,
    Unaccounted,
)
from recount.publish import redact
from recount.publish.brief import Brief, brief_of
from recount.publish.brief_periods import bounds_sentence, left_sentence
from tests.publish.sample import BUSTAN_RAID, FARDOUS_RAID, LEFT, WESTERN_HALF, first_release, sample_release


def brief(release: Release | None = None) -> Brief:
    return brief_of(release or sample_release())


def left(stated: int, accounted: int, *, contradicted: bool = False, high: int | None = None) -> Unaccounted:
    return replace(
        LEFT,
        stated=stated,
        accounted=accounted,
        left=max(0, stated - accounted),
        contradicted=contradicted,
        remainder=Quantity(low=0, high=high),
    )


def test_the_total_says_what_is_not_tied_to_a_recorded_incident() -> None:
    (period,) = brief().periods
    assert period.left == "34 of the 160 are not tied to a recorded incident"
    assert period.bounds == "by the bounds: 0 to open, since some of these are at-least figures"
    assert [best for _, _, best in period.contains] == ["81", "≥ 45"]


@pytest.mark.parametrize(
    ("unaccounted", "sentence"),
    [
        (left(160, 126), "34 of the 160 are not tied to a recorded incident"),
        (left(160, 159), "1 of the 160 is not tied to a recorded incident"),
        (left(1500, 100), "1,400 of the 1,500 are not tied to a recorded incident"),
        (left(126, 126), "The recorded incidents account for all of the 126"),
        (left(100, 126, contradicted=True), "The incidents inside add up to 126, more than the 100 can hold"),
    ],
)
def test_what_a_total_leaves_over_is_one_sentence(unaccounted: Unaccounted, sentence: str) -> None:
    assert left_sentence(unaccounted) == sentence


@pytest.mark.parametrize(
    ("bounds", "high", "sentence"),
    [
        ({Bound.AT_LEAST}, None, "by the bounds: 0 to open, since these are at-least figures"),
        ({Bound.AT_LEAST, Bound.EXACT}, None, "by the bounds: 0 to open, since some of these are at-least figures"),
        ({Bound.EXACT}, 34, "by the bounds: 0 to 34"),
        ({Bound.EXACT}, 0, "by the bounds: 0"),
    ],
)
def test_the_bounds_say_why_the_rest_is_open(bounds: set[Bound], high: int | None, sentence: str) -> None:
    assert bounds_sentence(left(160, 126, high=high), frozenset(bounds)) == sentence


def test_incidents_stand_latest_day_first_and_those_without_a_day_last() -> None:
    assert [one.id for one in brief().incidents] == [FARDOUS_RAID.id, BUSTAN_RAID.id, WESTERN_HALF.id]


def test_of_one_day_the_largest_incident_stands_first() -> None:
    findings = sample_release().snapshot.findings
    same_day = tuple(replace(one, when=BUSTAN_RAID.when) for one in findings.incidents)
    release = sample_release()
    moved = replace(release, snapshot=replace(release.snapshot, findings=replace(findings, incidents=same_day)))
    assert [one.id for one in brief(moved).incidents] == [BUSTAN_RAID.id, FARDOUS_RAID.id, WESTERN_HALF.id]


def test_every_claim_of_an_incident_stands_under_it_used_set_aside_or_unweighed() -> None:
    for incident, view in zip(
        sorted(sample_release().snapshot.findings.incidents, key=lambda one: one.id),
        sorted(brief().incidents, key=lambda one: one.id),
        strict=True,
    ):
        shown = {claim.id for figure in view.figures for claim in (*figure.used, *figure.aside)}
        assert shown | {claim.id for claim in view.unweighed} == set(incident.claims)


def test_under_a_number_stands_the_sentence_that_states_it() -> None:
    raid = next(one for one in brief().incidents if one.id == BUSTAN_RAID.id)
    lead = raid.figures[0].lead
    assert lead is not None
    assert lead.quote.marked == "81"
    assert lead.voices == ("activist at Aleppo Media Center", "Levant Ledger")


def test_who_says_so_runs_from_the_source_over_via_to_the_outlet_each_once() -> None:
    raid = next(one for one in brief().incidents if one.id == BUSTAN_RAID.id)
    chains = {claim.number: claim.voices for claim in raid.figures[0].used}
    assert chains["86"] == ("Syria Civil Defence", "Meridian Wire")
    injured = raid.figures[-1].used[0]
    assert injured.own_voice
    assert injured.voices == ("Meridian Wire",)


def test_open_ends_are_said_and_drawn() -> None:
    fardous = brief().incidents[0].figures[0]
    assert (fardous.best, fardous.range, fardous.triple) == ("≥ 45", "no upper bound stated", "45 or more")
    assert fardous.bar.open_high
    assert fardous.bar.high < 100


def test_the_first_snapshot_says_so_and_marks_nothing_new() -> None:
    first = brief(first_release())
    assert first.first
    assert first.headline == "The first snapshot of this record"
    assert first.news == ()
    assert all(one.badges == () for one in first.incidents)


def test_news_count_in_the_headline_and_carry_their_sentences() -> None:
    now = brief()
    assert now.headline == "Eight things have changed since snapshot 1"
    assert [line.word for line in now.news] == [
        *("new", "new", "new total", "raised", "added", "added", "withdrawn", "regraded")
    ]
    raised = now.news[3]
    assert raised.told == "killed 50 or more → 72 – 81 – 86"
    assert raised.claim is not None
    assert raised.claim.quote.marked == "81"


def test_a_grade_that_became_contested_is_told_as_contradicted() -> None:
    release = sample_release()
    findings = release.snapshot.findings
    graded = replace(findings.grades[0], grade=Grade.CONTESTED)
    snapshot = replace(release.snapshot, findings=replace(findings, grades=(graded, *findings.grades[1:])))
    assert brief(replace(release, snapshot=snapshot)).news[-1].word == "contradicted"


def test_planned_talks_denials_and_hit_schools_stand_under_their_headings() -> None:
    sections = {title: [one.title for one in views] for title, views in brief().sections}
    assert sections == {
        "What the parties said": ["denial, Syrian army command"],
        "What is planned": ["meeting (planned), talks on Syria, Russia and State Department"],
        "Infrastructure hit": ["attack, school hit"],
    }


def test_a_sentence_carried_by_two_reports_stands_once_with_both() -> None:
    release = sample_release()
    denial = release.statements[0]
    statement = replace(denial.grounded.statement, report=ReportId(release.reports[0].id))
    grounded = replace(denial.grounded, statement=statement, outlet="Orontes Herald", given_id="herald-1")
    carried = replace(release, statements=(denial, replace(denial, grounded=grounded)))
    ((_, (one,)),) = brief(carried).sections
    assert [link.report for link in one.links] == ["ledger-3", "herald-1"]


def test_refusals_are_counted_by_kind() -> None:
    release = sample_release()
    odd = Refusal(kind="odd_case", sentence="Nothing fits.")
    first = replace(release.claims[0], grounded=replace(release.claims[0].grounded, refusals=(odd,)))
    counted = brief(replace(release, claims=(first, *release.claims[1:]))).refusals
    assert [(one.kind, one.count) for one in counted] == [("No day given", 2), ("Odd case", 1)]
    assert brief().undated == 1


def test_the_sum_leaves_out_incidents_without_a_day() -> None:
    toll = brief().toll
    assert toll is not None
    assert (toll.best, toll.range) == ("126", "between 117 and 131 or more")
    assert "1 incident without a day left out" in toll.incidents


def test_the_method_names_estimator_policy_and_rules() -> None:
    told = " ".join(brief().method)
    assert all(word in told for word in ("agreed-1", "strict-1", "single origin", "two origins"))


def test_only_web_addresses_become_links() -> None:
    urls = {report.id: report.url for report in brief().reports}
    assert urls["wire-5"] is None
    assert urls["ledger-3"] == "https://ledger.example/three-days"


def test_the_public_brief_counts_what_it_withholds_and_the_internal_one_says_nothing() -> None:
    assert brief().withheld == ""
    told = brief(redact(sample_release(), Profile.PUBLIC)).withheld
    assert told.startswith("Withheld for safety: 1 name of a person, 1 private source and 1 close place.")


def test_where_nothing_was_withheld_the_public_brief_says_so() -> None:
    told = brief(replace(sample_release(), profile=Profile.PUBLIC)).withheld
    assert told == "This is the public version; nothing in it had to be withheld."


def test_a_report_is_dated_by_its_own_dateline() -> None:
    release = sample_release()
    dated = replace(release.claims[7], grounded=replace(release.claims[7].grounded, published="2016-10-20"))
    made = brief(replace(release, claims=(*release.claims[:7], dated, *release.claims[9:]), statements=()))
    assert made.undated == 0
    assert made.about.endswith("to Thu 20 Oct 2016")


def test_a_reserved_claim_says_so() -> None:
    release = sample_release()
    claim = release.claims[5]
    told = replace(claim.grounded.claim, background=True)
    claims = (*release.claims[:5], replace(claim, grounded=replace(claim.grounded, claim=told)), *release.claims[6:])
    raid = next(one for one in brief(replace(release, claims=claims)).incidents if one.id == BUSTAN_RAID.id)
    assert raid.figures[0].used[0].note == "told as background"


def test_an_empty_record_makes_a_brief() -> None:
    empty = replace(first_release(), reports=(), claims=(), statements=())
    findings = replace(empty.snapshot.findings, incidents=(), periods=(), figures=(), grades=(), unaccounted=())
    made = brief(replace(empty, snapshot=replace(empty.snapshot, findings=findings)))
    assert made.toll is None
    assert made.incidents == ()


def test_spans_count_into_the_report_so_marked_words_are_found_by_themselves() -> None:
    release = redact(sample_release(), Profile.PUBLIC)
    quoted = release.claims[1]
    assert quoted.grounded.claim.span == sample_release().claims[1].grounded.claim.span
    view = next(one for one in brief(release).incidents if one.id == BUSTAN_RAID.id)
    marked = {claim.quote.marked for claim in view.figures[0].used}
    assert "72 bodies" in marked


def test_words_that_redaction_took_from_a_sentence_leave_it_unmarked() -> None:
    release = sample_release()
    first: QuotedClaim = release.claims[0]
    gone = replace(first.grounded.claim, text="words that are gone")
    stated = replace(gone, stated=Stated(value=None, bound=Bound.VAGUE, word="several"))
    claims = (replace(first, grounded=replace(first.grounded, claim=stated)), *release.claims[1:])
    raid = next(one for one in brief(replace(release, claims=claims)).incidents if one.id == BUSTAN_RAID.id)
    aside = raid.figures[0].aside[0]
    assert (aside.quote.marked, aside.number) == ("", "several")
    assert aside.quote.before == first.sentence


def test_a_reason_that_repeats_what_is_left_is_not_said_twice() -> None:
    release = sample_release()
    said = Reason(rule="x", sentence=f"{left_sentence(LEFT)} (2 incidents within it: 126).")
    findings = replace(release.snapshot.findings, unaccounted=(replace(LEFT, reason=said),))
    made = brief(replace(release, snapshot=replace(release.snapshot, findings=findings)))
    assert made.periods[0].reason == "2 incidents within it: 126."
