"""Actors: names become known bodies, persons by office or in private, or stay words; and whose counting a figure is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.lang.names import fold_name
from recount.model import Actor, ActorKind, Mention, Span, Text
from recount.resolve.actors import as_meant, find_actors, is_generic, origins
from tests.claims.reading import text_of
from tests.text.growth import grows_linearly, repeated

PLAIN = text_of("It rained.")


def actors(words: str, body: str = "It rained.") -> tuple[Actor, ...]:
    return find_actors(Mention(span=Span(start=0, end=1), words=words), text_of(body))


def actor(words: str, body: str = "It rained.") -> Actor:
    (found,) = actors(words, body)
    return found


@pytest.mark.parametrize(
    ("words", "key", "kind"),
    [
        ("Syrian Observatory for Human Rights", "actor:sohr", ActorKind.MONITOR),
        ("the Syrian Observatory for Human Rights", "actor:sohr", ActorKind.MONITOR),
        ("SYRIAN OBSERVATORY", "actor:sohr", ActorKind.MONITOR),
        ("SOHR", "actor:sohr", ActorKind.MONITOR),
        ("Daesh", "actor:daesh", ActorKind.REBEL_GROUP),
        ("ISIS", "actor:daesh", ActorKind.REBEL_GROUP),
        ("Islamic State", "actor:daesh", ActorKind.REBEL_GROUP),
        ("Jabhat al-Nusra", "actor:nusra", ActorKind.REBEL_GROUP),
        ("Jabhat Al Nusra", "actor:nusra", ActorKind.REBEL_GROUP),
        ("Syrian Civil Defence", "actor:white-helmets", ActorKind.CIVIL_DEFENCE),
        ("Syrian civil defense", "actor:white-helmets", ActorKind.CIVIL_DEFENCE),
        ("Russia", "actor:russia", ActorKind.STATE_FORCES),
    ],
)
def test_spellings_of_a_known_name_share_its_key(words: str, key: str, kind: ActorKind) -> None:
    found = actor(words)
    assert (found.key, found.kind) == (key, kind)
    assert found.name == words


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("an activist", "activist"),
        ("the activist", "activist"),
        ("some activists", "activists"),
        ("Mona Hadi", "Mona Hadi"),
        ("the Harbour Press Office", "Harbour Press Office"),
    ],
)
def test_unknown_names_stay_words_under_a_folded_key(words: str, bare: str) -> None:
    assert actor(words).key == f"said:{fold_name(bare)}"
    assert actor(words).name == words


def test_two_sources_of_one_mention_are_two_actors() -> None:
    assert [a.key for a in actors("Syrian Observatory; state media")] == ["actor:sohr", "said:state media"]


def test_no_mention_is_nobody() -> None:
    assert find_actors(None, PLAIN) == ()
    assert actors(" ; ") == ()


@pytest.mark.parametrize(
    ("words", "body", "kind"),
    [
        ("Ann Lee", "Foreign Minister Ann Lee said so.", ActorKind.OFFICIAL),
        ("Ann Lee", "Ann Lee, a spokeswoman for the town, said so.", ActorKind.OFFICIAL),
        ("Ann Lee", "Governor Lee spoke.\nAnn Lee said so.", ActorKind.OFFICIAL),
        ("Ann Lee", "Ann Lee, a nurse, said so.", ActorKind.PRIVATE_PERSON),
        ("Ann Lee", "Ann Lee said so.", ActorKind.PRIVATE_PERSON),
        ("Ann Lee", "The minister was away." + " It rained." * 10 + " Ann Lee said so.", ActorKind.PRIVATE_PERSON),
        ("Omar al-Hadi", "Omar al-Hadi, a shopkeeper, said so.", ActorKind.PRIVATE_PERSON),
        ("an activist", "An activist said so.", ActorKind.UNKNOWN),
        ("state media", "State media said so.", ActorKind.MEDIA),
        ("health ministry", "The health ministry said so.", ActorKind.UNKNOWN),
        ("Harbour Network for Human Rights", "It said so.", ActorKind.UNKNOWN),
    ],
)
def test_whoever_speaks_by_office_is_no_private_person(words: str, body: str, kind: ActorKind) -> None:
    assert actor(words, body).kind is kind


@pytest.mark.parametrize(("words", "generic"), [("local activists", True), ("medic", True), ("Ann Lee", False)])
def test_words_that_name_nobody_are_generic(words: str, generic: bool) -> None:
    assert is_generic(words) is generic


def test_a_known_source_is_the_origin_whoever_carries_it() -> None:
    one, other = text_of("It rained.", outlet="The Courier"), text_of("It rained.", outlet="The Herald")
    source = actors("SOHR")
    assert origins(source, (), one) == origins(source, (), other) == ("actor:sohr",)


def test_sources_without_a_name_are_kept_apart_by_who_quoted_them() -> None:
    medic = actors("a medic")
    keys = {origins(medic, (), text_of("It rained.", outlet=outlet)) for outlet in ("The Courier", "The Herald")}
    assert keys == {(f"said:medic@said:{fold_name(outlet)}",) for outlet in ("The Courier", "The Herald")}


def test_an_unnamed_source_told_to_one_agency_is_one_origin_in_every_outlet() -> None:
    medic, agency = actors("a medic"), actors("Wire One")
    keys = {origins(medic, agency, text_of("It rained.", outlet=outlet)) for outlet in ("The Courier", "The Herald")}
    assert len(keys) == 1


def test_a_named_person_is_an_origin_of_their_own() -> None:
    lee = actors("Ann Lee")
    keys = {origins(lee, (), text_of("It rained.", outlet=outlet)) for outlet in ("The Courier", "The Herald")}
    assert keys == {(lee[0].key,)}


def test_two_sources_are_two_origins_and_the_same_twice_is_one() -> None:
    assert len(origins(actors("SOHR; SANA"), (), PLAIN)) == 2
    assert origins(actors("SOHR; Syrian Observatory"), (), PLAIN) == ("actor:sohr",)


def test_without_a_source_it_is_the_agency_credited_then_the_outlet_then_the_report() -> None:
    credited = text_of("Homs (Wire One) - It rained.", outlet="The Courier")
    assert origins((), (), credited) == ("said:wire one",)
    assert origins((), (), text_of("It rained.", outlet="The Courier")) == (f"said:{fold_name('Courier')}",)
    assert origins((), (), text_of("It rained.", outlet=None)) == ("report:made-up",)


def test_a_known_agency_is_known_by_its_key() -> None:
    credited = text_of("Homs (Reuters) - It rained.", outlet="The Courier")
    assert origins((), (), credited) == origins((), (), text_of("It rained.", outlet="Reuters"))
    assert origins((), (), credited)[0].startswith("actor:")


def test_an_origin_is_never_missing() -> None:
    for words in ("SOHR", "a medic", "Ann Lee", "state media; a medic"):
        assert origins(actors(words), (), text_of("It rained.", outlet=None))


def speakers(text: Text) -> list[tuple[Actor, ...]]:
    return [find_actors(Mention(span=s.span, words="Mona Hadi"), text) for s in text.sentences]


def test_time_grows_with_the_number_of_claims_of_one_speaker() -> None:
    texts = {n: text_of(repeated("Twelve died, Mona Hadi said. ")(n)) for n in (2_000, 8_000)}
    assert grows_linearly(lambda words: speakers(texts[len(words)]), repeated("x"), 2_000)


@pytest.mark.parametrize("words", ["Several members", "Two residents", "Dozens of villagers"])
def test_a_number_at_the_start_of_a_sentence_is_no_name(words: str) -> None:
    assert actor(words).kind is not ActorKind.PRIVATE_PERSON


TERRORISTS = Actor(name="terrorists", key="actor:terrorists", kind=ActorKind.REBEL_GROUP)
SANA = Actor(name="SANA", key="actor:sana", kind=ActorKind.STATE_MEDIA)
SOMEBODY = Actor(name="a police source", key="said:police source")
MONITOR = Actor(name="SOHR", key="actor:sohr", kind=ActorKind.MONITOR)


@pytest.mark.parametrize(
    ("source", "outlet", "body", "key"),
    [
        ((SANA,), "Wexmoor Dispatch", "It rained.", "actor:rebels"),
        ((), "SANA", "It rained.", "actor:rebels"),
        ((SOMEBODY,), "SANA", "It rained.", "actor:rebels"),
        ((), "Wexmoor Dispatch", "It rained.", "actor:terrorists"),
        ((), None, "It rained.", "actor:terrorists"),
        ((MONITOR,), "SANA", "It rained.", "actor:terrorists"),
        ((SANA,), None, "The army fought Daesh near Palmyra.", "actor:terrorists"),
    ],
)
def test_loaded_words_mean_what_their_speaker_means_where_that_is_certain(
    source: tuple[Actor, ...], outlet: str | None, body: str, key: str
) -> None:
    report = text_of(body)
    report = replace(report, report=replace(report.report, outlet=outlet))
    (found,) = as_meant((TERRORISTS,), source, report)
    assert (found.name, found.key) == ("terrorists", key)


def test_whom_words_name_outright_is_left_as_it_is() -> None:
    daesh = Actor(name="Daesh", key="actor:daesh", kind=ActorKind.REBEL_GROUP)
    assert as_meant((daesh, SOMEBODY), (SANA,), PLAIN) == (daesh, SOMEBODY)
