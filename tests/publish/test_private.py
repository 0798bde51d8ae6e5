from __future__ import annotations

import pytest

from recount.model import Actor, ActorKind
from recount.publish.private import is_nameless, is_private, stand_for

KEPT = frozenset({"alepo", "bustan qasr"})


def actor(name: str, kind: ActorKind = ActorKind.PRIVATE_PERSON) -> Actor:
    return Actor(name=name, key="said:sample", kind=kind)


@pytest.mark.parametrize(
    "name",
    [
        "an activist at Aleppo Media Center",
        "activist at Halab News Network",
        "resident of Bustan al-Qasr",
        "Aleppo-based activist",
        "Syrian activist",
        "a witness",
        "volunteer with the White Helmets",
        "nurse at the hospital",
        "Aleppo",
    ],
)
def test_a_source_without_a_name_is_nameless(name: str) -> None:
    assert is_nameless(actor(name), kept=KEPT)


@pytest.mark.parametrize(
    ("name", "values", "becomes"),
    [
        ("Salim Quellan, a nurse", ("Salim Quellan",), "a medic"),
        ("nurse Salim Quellan", ("Salim Quellan",), "a medic"),
        ("activist Umm Tarim", ("Umm Tarim",), "an activist"),
        ("brother of Omar Quellan", ("Omar Quellan",), "a relative"),
        ("salim quellan", ("salim quellan",), "a resident"),
        ("سليم مثال", ("سليم مثال",), "a resident"),
        ("Aleppo Quellan", ("Aleppo Quellan",), "a resident"),
    ],
)
def test_a_named_source_becomes_what_its_words_say(name: str, values: tuple[str, ...], becomes: str) -> None:
    assert not is_nameless(actor(name), kept=KEPT)
    stand = stand_for(actor(name), kept=KEPT, sentences=[])
    assert (stand.values, stand.becomes) == (values, becomes)


@pytest.mark.parametrize(
    ("sentence", "becomes"),
    [
        ("Salim Quellan, a teacher, spoke of 12 dead.", "a teacher"),
        ("“They fell,” the surgeon Salim Quellan said.", "a medic"),
        ("Salim Quellan said a long time later and far away that a nurse had died.", "a resident"),
    ],
)
def test_the_sentence_tells_the_word_where_the_name_does_not(sentence: str, becomes: str) -> None:
    assert stand_for(actor("Salim Quellan"), kept=KEPT, sentences=[sentence]).becomes == becomes


def test_a_trade_beside_a_name_makes_an_unsure_actor_private() -> None:
    assert is_private(actor("nurse Salim Quellan", ActorKind.MEDICAL))
    assert is_private(actor("Salim Quellan, a shopkeeper", ActorKind.UNKNOWN))
    assert not is_private(actor("nurse Salim Quellan", ActorKind.OFFICIAL))
    assert not is_private(actor("Salim Quellan", ActorKind.UNKNOWN))


def test_an_outlet_that_no_register_knows_is_no_private_person() -> None:
    assert not is_private(actor("Meridian Wire"))
    assert not is_private(actor("Orontes Media Center"))
    assert is_private(actor("Meridian Quellan"))
