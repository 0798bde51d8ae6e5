"""extract() on any text at all: it never fails, and what it finds stands in the text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.claims import extract
from recount.model import Claim, Extracted, Report, Span, Statement
from recount.text import prepare

FRAGMENTS = """
At least 12 people|dozens|a woman|1,200 civilians|10 to 15|three children and two women|٣٤|10²⁰|40 others|one
were killed|died|wounding|killing|injured|DEAD|and|including|among them|the toll rose to|are trapped
the army said|according to|told Courier Wire|quoted|citing police|“|”|‘|’|he said|Ann Lee, 34,|named Mona Hadi
on Tuesday|a day later|since 2011|31 February|in Homs|near al-Bab|in eastern Aleppo|by Daesh|IS|is|airstrikes
TWELVE PEOPLE WERE KILLED|DOZENS HURT|THE ARMY SAID|Story highlights|10:30 - Source: x|Related:|Mona Hadi,
.|, |; |: |! |? |-|–|( |) |$|%|😀|👩‍👩‍👧|قتل 12 شخصا|İ|ß|ﬁ|²|①|½|a ²-year-old boy|aged ٣|² May|since ²
"""
BREAKS = ["\n", "\n\n", "\r\n", "\u2028", "\x1c", "\x85", "\u00a0", "\x00"]
UNSEEN = list("\u200f\u202b\u202c\u200b\u200d\ufeff\u0301\U0010ffff")
PARTS = st.sampled_from(FRAGMENTS.strip().replace("\n", "|").split("|")) | st.sampled_from([*BREAKS, *UNSEEN])
CLAIM_LIKE = st.lists(PARTS | st.text(max_size=3), min_size=5, max_size=40).map(" ".join)
ANY = st.text() | CLAIM_LIKE | CLAIM_LIKE.map(str.upper)


def read(title: str, body: str) -> Extracted:
    return next(extract(prepare([Report(given_id="r", title=title, text=body)])))


@given(st.sampled_from(["", "Twelve dead", "Dozens killed"]) | ANY, ANY)
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_text_every_claim_stands_in_it(title: str, body: str) -> None:
    found = read(title, body)
    canonical = found.text.canonical
    sentences = {s.span for s in found.text.sentences}
    places = {claim.id: i for i, claim in enumerate(found.claims)}
    assert len(places) == len(found.claims)
    assert list(found.claims) == sorted(found.claims, key=lambda c: (c.span.start, c.span.end))
    for i, claim in enumerate(found.claims):
        assert claim.report == found.text.report.id
        assert claim.span.of(canonical) == claim.text != ""
        assert claim.context in sentences
        assert claim.context.holds(claim.span)
        assert all(other is None or places[other] < i for other in (claim.repeat_of, claim.rivals))
        assert claim.part_of is None or places[claim.part_of] != i
        check_slots(claim, canonical)
    for statement in found.statements:
        check_statement(statement, canonical)
    assert len({s.id for s in found.statements}) == len(found.statements)


def check_slots(claim: Claim, canonical: str) -> None:
    mentions = [*claim.where, *claim.by, *claim.via, *filter(None, (claim.when, claim.source))]
    assert all(is_visible(m.span, canonical) and m.words for m in mentions)
    assert claim.when is None or claim.when.span.of(canonical) == claim.when.words
    assert all(p.span.of(canonical) == p.name for p in claim.persons)
    assert claim.stated.value is None or claim.stated.value >= 0
    assert 0 <= claim.confidence <= 1
    assert claim.reasons


def check_statement(statement: Statement, canonical: str) -> None:
    assert statement.span.of(canonical) == statement.text
    assert statement.what in statement.text
    mentions = [*statement.where, *statement.who, *filter(None, (statement.when, statement.source))]
    assert all(is_visible(m.span, canonical) for m in mentions)


def is_visible(span: Span, canonical: str) -> bool:
    return span.end <= len(canonical) and span.of(canonical).strip() != ""


@given(CLAIM_LIKE)
def test_reading_again_finds_the_same(body: str) -> None:
    assert read("", body) == read("", body)


@given(CLAIM_LIKE, CLAIM_LIKE)
@settings(max_examples=40)
def test_reports_do_not_touch_one_another(one: str, other: str) -> None:
    reports = [Report(given_id=str(i), text=text) for i, text in enumerate((one, other))]
    together = list(extract(prepare(reports)))
    assert together == [next(extract(prepare([report]))) for report in reports]


def test_signs_that_nobody_sees_do_not_stop_a_claim() -> None:
    plain = read("", "At least 12 people were killed.").claims
    marked = read("", "\u202bAt least 12 people\u202c were\u200b killed.\ufeff").claims
    assert [(c.text, c.harm) for c in marked] == [(c.text, c.harm) for c in plain]


def test_capitals_are_read_as_well() -> None:
    (claim,) = read("", "AT LEAST TWELVE PEOPLE WERE KILLED").claims
    assert (claim.text, claim.stated.value) == ("AT LEAST TWELVE PEOPLE", 12)


def test_text_without_words_has_no_claims() -> None:
    for body in ("", " ", "\n\n", "…", "😀" * 100, "\u200b", "12", "killed"):
        assert read("", body).claims == ()
