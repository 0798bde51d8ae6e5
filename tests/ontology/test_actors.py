"""The register of actors: one name, one actor."""

from __future__ import annotations

from collections import Counter

import pytest

from recount.lang.names import fold_name
from recount.model import ActorKind
from recount.ontology import actor_entries


def test_keys_are_unique_and_spelled_for_machines() -> None:
    keys = [a.key for a in actor_entries()]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert all(key == key.lower() and " " not in key and key for key in keys)


def test_short_names_are_unique() -> None:
    assert [n for n, times in Counter(a.name for a in actor_entries()).items() if times > 1] == []


def test_no_name_is_given_to_two_actors() -> None:
    owners: dict[str, str] = {}
    for actor in actor_entries():
        for name in {actor.name, *actor.names} - set(actor.at_home):
            assert owners.setdefault(fold_name(name), actor.key) == actor.key, (
                f"{name!r} is also {owners[fold_name(name)]}"
            )


def test_names_are_in_lower_case_and_said_once() -> None:
    for actor in actor_entries():
        names = list(actor.names)
        assert [name for name in names if name != name.lower() or name != name.strip() or not name] == []
        assert [name for name, times in Counter(names).items() if times > 1] == [], actor.key


def test_every_actor_can_be_found_in_text() -> None:
    assert [a.key for a in actor_entries() if not a.names and not a.people] == []


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("russia", ActorKind.STATE_FORCES),
        ("us-led-coalition", ActorKind.COALITION),
        ("daesh", ActorKind.REBEL_GROUP),
        ("sohr", ActorKind.MONITOR),
        ("white-helmets", ActorKind.CIVIL_DEFENCE),
        ("un", ActorKind.UN_BODY),
    ],
)
def test_well_known_actors_are_of_their_kind(key: str, kind: ActorKind) -> None:
    assert {a.key: a.kind for a in actor_entries()}[key] is kind


def test_a_party_has_a_side() -> None:
    parties = (ActorKind.STATE_FORCES, ActorKind.REBEL_GROUP, ActorKind.MILITIA, ActorKind.COALITION)
    assert [a.key for a in actor_entries() if a.kind in parties and not a.side] == []


def test_the_register_is_read_once_and_in_a_fixed_order() -> None:
    assert actor_entries() is actor_entries()


def test_former_names_lead_to_the_actor_and_say_until_when() -> None:
    nusra = next(a for a in actor_entries() if a.key == "nusra")
    assert {f.until for f in nusra.former if f.name == "jabhat fateh al-sham"} == {2017}
    assert "jabhat fateh al-sham" in nusra.names


def test_wikidata_identifiers_are_well_formed_and_not_given_twice() -> None:
    given = [a.wikidata for a in actor_entries() if a.wikidata]
    assert [q for q in given if not q.startswith("Q") or not q[1:].isdigit()] == []
    assert [q for q, times in Counter(given).items() if times > 1] == []


def test_short_names_that_are_words_are_marked_as_such() -> None:
    """Read without regard to case, these would accuse a party wherever the word stands."""
    words = {"is", "dash", "mend", "pdf", "eta", "milf", "fact", "plan", "ira", "sas", "wagner", "fano"}
    assert [(a.key, n) for a in actor_entries() for n in a.aliases if n in words] == []


def test_a_generic_name_says_what_it_stands_for() -> None:
    generic = {a.key: a.generic for a in actor_entries() if a.generic}
    assert generic["government"] == "state"
    assert generic["coalition"] == "coalition"
    assert set(generic.values()) == {"state", "coalition", "group"}


def test_states_share_no_country_name() -> None:
    states = [a for a in actor_entries() if a.kind is ActorKind.STATE_FORCES]
    names = Counter(n for a in states for n in {*a.country, *a.people})
    assert [n for n, times in names.items() if times > 1] == []


def test_bodies_of_other_lands_are_not_taken_for_those_of_syria() -> None:
    owner = {name: a.key for a in actor_entries() for name in a.names}
    assert owner["gaza's civil defence"] == "gaza-civil-defence"
    assert owner["palestine red crescent"] == "palestine-red-crescent"
