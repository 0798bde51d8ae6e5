"""Attribution: who is quoted for a figure, and by way of whom."""

from __future__ import annotations

import pytest

from recount.model import Modality
from tests.claims.reading import claims

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
