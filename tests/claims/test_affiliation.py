"""Affiliation: whose fighters were harmed, and which groups are named among the victims."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Eleven members of Jaish al-Islam were killed.", ("Jaish al-Islam",)),
        ("The army said 40 militants were killed as Daesh attacked the base.", ("Daesh",)),
        ("Six Turkish soldiers were killed.", ("Turkey",)),
        ("Three soldiers were killed in an exchange of fire with Russian troops.", ()),
        ("Nine opposition fighters were killed.", ("rebels",)),
        ("Daesh lost the town. Daesh fled. In all 40 jihadists were killed.", ("Daesh",)),
        ("Twenty people, including women and children, were killed.", ("women", "children")),
        ("Thirty people were killed, most of them children.", ("children",)),
        # nobody is told
        ("Nine jihadists were killed.", ()),
        ("Nine soldiers were killed by Daesh.", ()),
        ("Daesh killed nine militants.", ()),
        ("Twenty people, including three children, were killed.", ()),
        ("Twenty people were killed near a home for children.", ()),
        ("Two children were killed and five others were wounded.", ("children",)),
    ],
)
def test_the_party_and_the_groups_are_those_the_words_tell(text: str, who: tuple[str, ...]) -> None:
    assert claims(text)[0].who == who


def test_others_beside_children_are_not_children() -> None:
    _, others = claims("Two children were killed and five others were wounded.")
    assert others.who == ()
