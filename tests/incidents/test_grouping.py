"""The record kept up to date: adding and removing give what starting anew would; judgements are kept to."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.evaluate.files import rows
from recount.evaluate.reading import POLICY, read, report_of
from recount.incidents import Grouping, group, make_incident
from recount.incidents import blocks as blocks_module
from recount.model import ClaimId, GroundedClaim, Harm, Incident, Scope, digest, to_json
from recount.ontology import policy
from recount.pipeline import derive
from tests.claimed import ALEPPO, BUSTAN, FARDOUS, TUESDAY, WEDNESDAY, Said, claimed

PLACES = (BUSTAN, FARDOUS, ALEPPO, ("Atmeh", "Idlib", "Syria"), ("Atme", "Idlib", "Syria"), ("Syria",), None)
DAYS = (TUESDAY, WEDNESDAY, "2016-10-13", (TUESDAY, "2016-10-13"), None)
NAMES = tuple(f"name:n{k}" for k in range(9))


@st.composite
def records(draw: st.DrawFn) -> list[GroundedClaim]:
    """Claims of a handful of reports that have much in common, so that many are compared and joined."""
    out = []
    for number in range(draw(st.integers(2, 16))):
        claim = claimed(
            draw(st.sampled_from((1, 2, 30, 81, 90))),
            draw(st.sampled_from("abcdefgh")),
            days=draw(st.sampled_from(DAYS)),
            where=draw(st.sampled_from(PLACES)),
            harm=draw(st.sampled_from((Harm.KILLED, Harm.INJURED))),
            said=Said(
                at=100 * number,
                means=draw(st.sampled_from(("airstrike", "shelling", "unknown"))),
                sentence=draw(st.sampled_from(("", "", "one", "two"))),
            ),
        )
        details = tuple(sorted(draw(st.sets(st.sampled_from(NAMES), max_size=4))))
        out.append(replace(claim, details=details))
    return out


def lines(claims: Sequence[GroundedClaim]) -> list[str]:
    """The incidents made from nothing, as text."""
    return [to_json(x) for x in group(claims) if isinstance(x, Incident)]


def kept(grouping: Grouping) -> list[str]:
    return [to_json(i) for i in sorted(map(make_incident, grouping.clusters()), key=lambda i: i.id)]


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks so small that the records of these tests overflow them: the way through large blocks is tested too."""
    monkeypatch.setattr(blocks_module, "MOST", 4)
    monkeypatch.setattr(blocks_module, "PIVOTS", 2)


@settings(max_examples=100)
@given(records(), st.data())
def test_adding_in_any_portions_gives_what_grouping_all_at_once_gives(
    claims: list[GroundedClaim], data: st.DataObject
) -> None:
    grouping, left = Grouping(), list(claims)
    while left:
        size = data.draw(st.integers(1, len(left)))
        grouping.add(left[:size])
        grouping.settle()
        left = left[size:]
    assert kept(grouping) == lines(claims)


@settings(max_examples=100)
@given(records(), st.sets(st.sampled_from("abcdefgh")))
def test_removing_reports_gives_what_they_had_never_been_there(claims: list[GroundedClaim], gone: set[str]) -> None:
    grouping = Grouping()
    grouping.add(claims)
    grouping.settle()
    for claim in claims:
        if claim.given_id in gone:
            grouping.remove(claim.claim.report)
    assert kept(grouping) == lines([c for c in claims if c.given_id not in gone])


@given(records(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(claims: list[GroundedClaim], chance: random.Random) -> None:
    shuffled = [*claims, *claims[:3]]
    chance.shuffle(shuffled)
    assert lines(shuffled) == lines(claims)


@given(records(), st.data())
def test_what_people_judged_is_kept_to(claims: list[GroundedClaim], data: st.DataObject) -> None:
    ids = st.sampled_from(sorted(c.claim.id for c in claims))
    pairs = st.lists(st.tuples(ids, ids).filter(lambda p: p[0] != p[1]), max_size=3)
    same, different, elsewhere = data.draw(pairs), data.draw(pairs), data.draw(pairs)
    found = [x for x in group(claims, same=same, different=different, elsewhere=elsewhere) if isinstance(x, Incident)]
    home = {c: x.id for x in found for c in x.claims}
    for a, b in (*different, *elsewhere):
        assert home.get(a) != home.get(b)
    if not different and not elsewhere:
        assert all(home[a] == home[b] for a, b in same)


@given(records())
def test_two_events_of_one_report_are_never_one_incident(claims: list[GroundedClaim]) -> None:
    grouping = Grouping()
    grouping.add(claims)
    for cluster in grouping.clusters():
        reports = [t.report for t in cluster.tellings]
        assert len(reports) == len(set(reports))


@given(records())
def test_renaming_the_outlets_changes_no_incident(claims: list[GroundedClaim]) -> None:
    renamed = [replace(c, outlet=f"the {c.outlet}") for c in claims]
    assert lines(renamed) == lines(claims)


def test_the_same_report_under_another_id_joins_the_same_incident() -> None:
    claims = [claimed(81, "a"), claimed(80, "b"), claimed(9, "c", where=FARDOUS)]
    copied = [*claims, replace(claimed(81, "d"), details=claims[0].details)]
    assert [len(i) for i in sizes(copied)] == [3, 1]


def test_a_report_split_in_two_makes_no_more_incidents() -> None:
    killed, hurt = claimed(81, "a"), claimed(90, "a", harm=Harm.INJURED, said=Said(at=200))
    halves = [killed, claimed(90, "b", harm=Harm.INJURED, said=Said(at=200))]
    assert len(sizes([killed, hurt])) == len(sizes(halves)) == 1


def test_a_weaker_claim_leaves_what_is_told_of_an_incident_together() -> None:
    claims = [claimed(81, "a"), claimed(80, "b")]
    weaker = claimed(60, "c", where=ALEPPO)
    together = next(i for i in sizes([*claims, weaker]) if claims[0].claim.id in i)
    assert claims[1].claim.id in together


def test_a_person_may_part_two_claims_of_one_report() -> None:
    one, other = claimed(81, "a"), claimed(81, "a", harm=Harm.INJURED, said=Said(at=200))
    pair = [(one.claim.id, other.claim.id)]
    assert len(sizes([one, other])) == 1
    assert len([x for x in group([one, other], different=pair) if isinstance(x, Incident)]) == 2
    assert len([x for x in group([one, other], elsewhere=pair) if isinstance(x, Incident)]) == 2


def test_only_what_new_reports_touch_is_clustered_again() -> None:
    towns = [(f"{a}a{b}o{c}", "Hama", "Syria") for a in "bdfk" for b in "lmnr" for c in "bdgst"]
    grouping = Grouping()
    told = [(f"r{k}{t}", town) for k, town in enumerate(towns) for t in "xy"]
    grouping.add(claimed(9, report, where=town) for report, town in told)
    grouping.settle()
    assert grouping.touched == 2 * len(towns)
    grouping.add([claimed(9, "new", where=towns[5])])
    grouping.settle()
    assert grouping.touched <= 4


def test_parts_of_a_total_stay_incidents_of_their_own() -> None:
    total = claimed(160, "a", days=(TUESDAY, "2016-10-13"), where=ALEPPO, said=Said(scope=Scope.PERIOD))
    parts = [
        claimed(n, "a", days=day, said=Said(at=at, scope=Scope.PART, part_of=total.claim.id))
        for n, day, at in ((81, TUESDAY, 200), (45, WEDNESDAY, 400))
    ]
    assert len(sizes([total, *parts])) == 2


def sizes(claims: Sequence[GroundedClaim]) -> list[tuple[ClaimId, ...]]:
    found = [x.claims for x in group(claims) if isinstance(x, Incident)]
    return sorted(found, key=lambda claims: (-len(claims), claims))


def test_the_developer_reports_in_fifty_orders_give_one_record(data_folder: object) -> None:
    reports = rows(data_folder / "gold" / "incidents-dev-reports.jsonl")  # type: ignore[operator]
    readings = [read(report_of(row)).claims for row in reports]
    chance, digests = random.Random(50), set()
    for _ in range(50):
        chance.shuffle(readings)
        found = derive((c for claims in readings for c in claims), (), policy=policy(POLICY))
        digests.add(digest(to_json(found)))
    assert len(digests) == 1
