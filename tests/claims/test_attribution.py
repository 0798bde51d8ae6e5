"""Attribution: who is quoted for a figure, and by way of whom."""

from __future__ import annotations

import pytest

from recount.claims.draft import scan
from recount.model import Modality
from tests.claims.reading import claims, text_of

Case = tuple[str, str | None, list[str]]

QUOTED: list[Case] = [
    ("Twelve people were killed, the Harbour Network for Human Rights said.", "Harbour Network for Human Rights", []),
    ("Twelve people were killed, said Ann Lee.", "Ann Lee", []),
    ("The health ministry said Friday that 12 people were killed.", "health ministry", []),
    ("Twelve people died on Tuesday, the health ministry said on Friday.", "health ministry", []),
    ("The ministry also said 12 people had been killed.", "ministry", []),
    ("Residents told reporters that 12 people were killed.", "Residents", []),
    ("The UN estimates that 12 people were killed.", "UN", []),
    ("Officials denied that 12 people were killed.", "Officials", []),
    ("“Twelve people were killed,” the doctor added.", "doctor", []),
    ("Twelve people were killed, two medical sources said.", "two medical sources", []),
    ("Al-Manar TV said 12 people were killed.", "Al-Manar TV", []),
    ("Sources in the hospital confirmed 12 people were killed.", "Sources in the hospital", []),
    # according to
    ("Twelve people were killed, according to a medic.", "a medic", []),
    ("According to the Civil Defence, 12 people were killed.", "Civil Defence", []),
    ("Twelve people were killed, according to Mona Hadi.", "Mona Hadi", []),
    ("According to the Observatory and state media, 12 people were killed.", "Observatory; state media", []),
    ("A statement by the General Command said 12 people were killed.", "General Command", []),
    ("Twelve people were killed, said Ann Lee and Bob Roe.", "Ann Lee; Bob Roe", []),
    # told whom
    ("An activist at the Harbour Press Office told Courier Wire that 12 people were killed.",
     "An activist at the Harbour Press Office", ["Courier Wire"]),
    ("A medic told Wire One on Monday that 12 people were killed.", "A medic", ["Wire One"]),
    # appositions
    ("Twelve people were killed, Ann Lee, a nurse at the clinic, told Courier Wire.", "Ann Lee", ["Courier Wire"]),
    ("Ann Lee, deputy envoy for the coast, told reporters 12 people were killed.", "Ann Lee", []),
    ("Ann Lee (a nurse) said 12 people were killed.", "Ann Lee", []),
    ("A witness, who asked not to be named, said 12 people were killed.", "A witness", []),
    ("Bob Roe, spokesman of the ministry, said 12 people were killed.", "Bob Roe", []),
    ("The governor of Homs, Sami Hadi, said 12 people were killed.", "Sami Hadi", []),
    # chains
    ("Courier Wire quoted Ann Lee as saying that 12 people were killed.", "Ann Lee", ["Courier Wire"]),
    ("Twelve people were killed, Harbour Agency reported, citing police.", "police", ["Harbour Agency"]),
    # nobody
    ("Twelve people were killed.", None, []),
    ("In Homs, 12 people were killed.", None, []),
    ("Twelve people were killed near Jarabulus.", None, []),
    ("It said 12 people were killed.", None, []),
    ("“Twelve people were killed,” he said.", None, []),
    ("They told us 12 people were killed.", None, []),
    ("Reports said 12 people were killed.", None, []),
    ("Local reports say 12 people were killed.", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "source", "via"), QUOTED, ids=[c[0] for c in QUOTED])
def test_a_sentence_names_its_source(sentence: str, source: str | None, via: list[str]) -> None:
    (claim,) = claims(sentence)
    assert (claim.source and claim.source.words) == source
    assert [m.words for m in claim.via] == via


@pytest.mark.parametrize(
    "sentence",
    [
        "Twelve people were killed near Jarabulus, the army said.",
        "Twelve people were killed in Homs, said the governor.",
        "In Aleppo the army said 12 people were killed.",
        "Twelve people were killed outside Deir Ezzor, according to the army.",
    ],
)
def test_a_place_is_no_source(sentence: str) -> None:
    (claim,) = claims(sentence)
    assert claim.source is not None
    assert claim.source.words in ("army", "governor")


def test_a_definite_source_stands_for_the_one_named_before() -> None:
    found = claims("An activist at the Harbour Press Office said the roof fell. The activist said 12 people died.")
    assert [c.source and c.source.words for c in found] == ["An activist at the Harbour Press Office"]


def test_a_definite_source_that_nobody_introduced_stays_as_it_is() -> None:
    (claim,) = claims("The activist said 12 people died.")
    assert claim.source is not None
    assert claim.source.words == "activist"


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    (claim,) = claims("Bob Roe said: “The roof fell.\n“Twelve people were killed.”")
    assert claim.source is not None
    assert claim.source.words == "Bob Roe"
    assert "speaker_of_the_quotation" in {r.rule for r in claim.reasons}


def test_a_paragraph_without_quotation_marks_has_no_speaker_of_its_own() -> None:
    (claim,) = claims("Bob Roe said the roof fell.\nTwelve people were killed.")
    assert claim.source is None


def test_the_words_of_a_source_stand_in_the_text() -> None:
    for sentence, source, _ in QUOTED:
        (claim,) = claims(sentence)
        if source is not None:
            assert claim.source is not None
            assert claim.source.words.split("; ")[0] in claim.source.span.of("\n\n" + sentence)


def test_who_is_cited_first_is_the_source_and_who_says_so_the_way_it_came() -> None:
    (claim,) = claims("Citing local officials, Courier Wire said 12 people were killed.")
    assert claim.source is not None
    assert (claim.source.words, [m.words for m in claim.via]) == ("local officials", ["Courier Wire"])


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Twelve people were killed.", Modality.ASSERTED),
        ("Twelve people were reportedly killed.", Modality.ALLEGED),
        ("At least 12 people are feared dead.", Modality.ALLEGED),
        ("Twelve people were killed, though this could not be verified.", Modality.ALLEGED),
        ("Officials denied that 12 people were killed.", Modality.DENIED),
        ("No truth to reports that 12 people were killed, an officer said.", Modality.DENIED),
        ("The toll is expected to rise to 40.", Modality.EXPECTED),
        ("Another 12 people could be killed if the raids go on.", Modality.HYPOTHETICAL),
        ("If attacked, 12 people may die.", Modality.HYPOTHETICAL),
    ],
)
def test_the_words_assert_allege_deny_expect_or_suppose(sentence: str, modality: Modality) -> None:
    (claim,) = claims(sentence)
    assert claim.modality is modality


HEADINGS: list[tuple[str, str | None]] = [
    ("Shelling kills 12 people in Homs Monitor - World - Courier Online", "Monitor"),
    ("Twelve people killed in raid on Homs monitor", "monitor"),
    ("Twelve people killed in raid on Homs Monitoring group - World - Courier", "Monitoring group"),
    ("Car bomb kills 12 people in Homs Governor - World - Courier Online", "Governor"),
    ("Raid kills 12 people, state media", "state media"),
    # nobody is quoted
    ("Twelve people killed in attack on Homs Hospital", None),
    ("Twelve people killed in attack on Homs Governor", None),
    ("Raid kills 12 rebels", None),
    ("Twelve people killed by Police", None),
]


@pytest.mark.parametrize(("heading", "source"), HEADINGS, ids=[h[0] for h in HEADINGS])
def test_a_heading_names_its_source_before_the_name_of_its_site(heading: str, source: str | None) -> None:
    found = [a.words for s in scan(text_of("It rained.", title=heading)) for a in s.attributions]
    assert found == ([] if source is None else [source])


@pytest.mark.parametrize(
    ("body", "source"),
    [
        # commas lost by the feed
        ("The shelling of the town of Ann Arbor killed 12 people said Sami Hadi.", "Sami Hadi"),
        ("Twelve people were killed in a raid on Coast Hospital a doctor said.", "a doctor"),
        ("Twelve people were killed in clashes with a group of fighters an activist said.", "an activist"),
        # a date is no part of a name
        ("Monday 23 Oct 2017 Coast activists said 12 people were killed.", "Coast activists"),
        # named only below
        (
            "Twelve people were killed, the governor said.\n\nGovernor Sami Hadi told reporters so.",
            "Governor Sami Hadi",
        ),
        # look-alikes
        ("Twelve people were killed in the United States.", None),
        ("The group has claimed 12 lives.", None),
    ],
)
def test_the_source_is_found_where_commas_are_lost_and_where_it_is_named_below(body: str, source: str | None) -> None:
    claim = claims(body)[0]
    assert (claim.source and claim.source.words) == source


def test_descriptions_of_the_one_monitor_of_a_report_are_that_monitor() -> None:
    body = (
        "Twelve people were killed, a monitoring group said.\n\nThe Syrian Observatory for Human Rights said 12 people"
        " were killed."
    )
    assert {c.source and c.source.words for c in claims(body)} == {"Syrian Observatory for Human Rights"}


@pytest.mark.parametrize("speaker", ["a doctor", "Courier Wire", "the Syrian Observatory for Human Rights"])
def test_a_headline_told_again_in_the_text_has_the_headline_s_source(speaker: str) -> None:
    body = f"03-05-2017 Raid kills 12 people in Homs.\n\nA raid killed 12 people in Homs, {speaker} said."
    title, again, told = claims(body, title="Raid kills 12 people in Homs")
    assert (title.source and title.source.words) == (again.source and again.source.words)
    assert told.source is not None
