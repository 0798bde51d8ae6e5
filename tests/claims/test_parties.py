"""Parties: who is named in a sentence, in which sense, and which words are no names."""

from __future__ import annotations

import pytest

from recount.claims.draft import scan
from recount.claims.parties import find_parties, local_actors
from recount.claims.roles import DOING, roles
from tests.claims.reading import text_of, tokens_of


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Sudanese troops and RSF fighters met.", ["Sudan", "Rapid Support Forces"]),
        ("South Sudanese soldiers left.", ["South Sudan"]),
        ("Jabhat Fateh al-Sham gave up the town.", ["Nusra"]),
        ("Hayat Tahrir al-Sham gave up the town.", ["Nusra"]),
        ("The YPG and the PKK deny it.", ["YPG", "PKK"]),
        ("Al-Shabaab left.", ["al-Shabaab"]),
        ("The FARC and the ELN signed.", ["FARC", "ELN"]),
        ("The SAF holds the base.", ["Sudan"]),
        ("Daesh terrorists fled.", ["Daesh"]),
        ("Terrorists of the so-called Jaish al-Islam fled.", ["Jaish al-Islam"]),
        ("Takfiri militants fled.", ["Takfiri militants"]),
        ("American warplanes left.", ["United States"]),
        ("Bosnian Serb forces left.", ["Bosnian Serb forces"]),
        ("Russian mercenaries left.", ["Russian mercenaries"]),
        # look-alikes
        ("He made a dash for the door.", []),
        ("It is a plan to mend the road.", []),
        ("A pdf of the report is online.", []),
        ("The saf is torn.", []),
        ("A fano and a wagner stood in the shop.", []),
        ("THE VILLAGE IS QUIET TODAY AGAIN", []),
        ("Sudan is a country.", []),
        ("Azov is a town by the sea.", []),
    ],
)
def test_names_of_parties_are_known_and_look_alikes_are_not(sentence: str, names: list[str]) -> None:
    assert [p.name for p in find_parties(tokens_of(sentence))] == names


@pytest.mark.parametrize(
    ("body", "key", "stands_for"),
    [
        ("The army left Khartoum, in Sudan.", "government", "sudan"),
        ("The army left Aden, in Yemen.", "government", "yemeni-government"),
        ("The army left.", "government", None),
        ("The army left. Turkish shelling went on.", "government", None),
        ("The army left Yemen for Sudan.", "government", None),
        ("The coalition struck in Yemen.", "coalition", "saudi-led-coalition"),
        ("The US-led coalition spoke. The coalition struck.", "coalition", "us-led-coalition"),
        ("The coalition struck.", "coalition", None),
    ],
)
def test_the_army_and_the_coalition_are_those_the_report_is_about(body: str, key: str, stands_for: str | None) -> None:
    found = local_actors(text_of(body).sentences).get(key)
    assert (found and found.key) == stands_for


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Russian warplanes struck the market.", True),
        ("The market was struck by Russian warplanes.", True),
        ("Activists blamed Russia.", True),
        ("Russia was blamed.", True),
        ("The government carried out air strikes.", True),
        ("A market was hit near the Russian base.", False),
        ("Raids against Daesh went on.", False),
        ("A village held by Daesh was quiet.", False),
        ("Rebels backed by Turkey left.", False),
        ("The Russian ministry spoke of raids.", False),
        ("According to Russia the raids went on.", False),
    ],
)
def test_roles_tell_doers_from_bystanders(sentence: str, acts: bool) -> None:
    (scanned,) = scan(text_of(sentence))
    party = next(p for p in scanned.parties if p.name in ("Russia", "Daesh", "Turkey", "government forces"))
    assert bool(roles(scanned, party) & DOING) == acts
