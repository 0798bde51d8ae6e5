"""Language: what is not English is known as such, and nothing that is English is taken for anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.text.language import STRETCH, other_language
from tests.claims.reading import read, text_of

FOREIGN = {
    "fr": "Au moins douze civils ont été tués mardi dans un raid aérien contre un marché de la ville, dit-il.",
    "de": "Bei einem Luftangriff auf einen Markt sind am Dienstag mindestens zwölf Menschen getötet worden, sagte er.",
    "es": "Al menos doce civiles murieron el martes en un ataque aéreo contra un mercado de la ciudad, dijo un médico.",
    "it": "Almeno dodici civili sono stati uccisi martedì in un raid aereo contro un mercato, hanno detto i medici.",
    "nl": "Bij een luchtaanval op een markt zijn dinsdag zeker 12 burgers om het leven gekomen, zeggen de artsen.",
    "da": "Mindst 12 civile blev dræbt tirsdag ved et luftangreb på et marked i byen, og to af dem var på vej hjem.",
    "sv": "Minst 12 civila dödades på tisdagen i en flygattack mot en marknad i staden, säger en av stadens läkare.",
    "tr": "Salı günü kentteki bir pazara düzenlenen hava saldırısında en az 12 sivil öldü, yirmi kişi de yaralandı.",
    "pl": "Co najmniej 12 cywilów zginęło we wtorek w nalocie na targ w mieście, podali ratownicy, 20 jest rannych.",
    "ru": "По меньшей мере 12 мирных жителей погибли во вторник при авиаударе по рынку.",
    "uk": "Щонайменше 12 цивільних загинули у вівторок під час авіаудару по ринку в місті.",
    "ar": "قتل 12 مدنيا على الأقل يوم الثلاثاء في غارة جوية على سوق في المدينة.",
    "fa": "دست کم 12 غیرنظامی روز سه شنبه در حمله هوایی به بازاری در شهر کشته شدند.",
    "he": "לפחות 12 אזרחים נהרגו ביום שלישי בתקיפה אווירית על שוק בעיר.",
    "zh": "救援人员说，星期二对该市一处市场的空袭造成至少12名平民死亡，另有20人受伤。",
}

ENGLISH = [
    "At least twelve people were killed on Tuesday in an air strike on a market, a medic said.",
    "AT LEAST TWELVE PEOPLE WERE KILLED ON TUESDAY IN AN AIR STRIKE ON A MARKET, A MEDIC SAID.",
    "at least twelve people were killed on tuesday in an air strike on a market a medic said",
    "12 dead, 30 wounded in Homs",
    "MARKET STRIKE TOLL RISES",
    "Homs: 4 dead, 7 wounded. Daraa: 2 dead, 1 wounded. Hama: 9 dead, 3 wounded. Aleppo: 1 dead, 2 wounded.",
    "The Arabic sign read «سوق المدينة الكبير» and the banner beside it said “Vive la vie” when 12 people died there.",
    "Abu Kamal, Deir Ezzor, Ras al-Ain, Tell Abyad, Khan Shaykhun, Kafr Nabl, Maarat al-Numan, Jisr al-Shughur",
    "",
    "12",
    "😀 😀 😀",
    "قتل 12",
]


@pytest.mark.parametrize("language", FOREIGN)
def test_a_report_in_another_language_is_known_and_refused(language: str) -> None:
    found = read(FOREIGN[language])
    assert found.text.other_language == language
    assert (found.claims, found.statements) == ((), ())
    (refusal,) = found.refusals
    assert refusal.kind == "other_language"
    assert f"“{language}”" in refusal.sentence


@pytest.mark.parametrize("language", ["fr", "de", "es", "it", "tr"])
def test_capitals_hide_no_language(language: str) -> None:
    assert other_language(FOREIGN[language].upper()) == language


@pytest.mark.parametrize("words", ENGLISH)
def test_nothing_in_english_and_nothing_too_short_to_tell_is_refused(words: str) -> None:
    assert text_of(words or " ").other_language is None
    assert read(words or " ").refusals == ()


def test_a_foreign_quotation_in_a_long_english_report_refuses_nothing() -> None:
    told = f"{FOREIGN['fr'] * 30} {ENGLISH[0]} " + "The market was hit at noon, and the police were there. " * 200
    assert other_language(told) is None


def test_no_more_than_three_stretches_are_looked_at() -> None:
    ends = FOREIGN["de"] * (2 * STRETCH // len(FOREIGN["de"]))
    assert other_language(ends + ENGLISH[0] * 100 + ends) is None
    assert other_language(ends + ENGLISH[0] + ends * 20) == "de"


@given(st.text())
def test_any_text_is_english_or_named(words: str) -> None:
    found = other_language(words)
    assert found is None or (found.isascii() and 2 <= len(found) <= 3)
