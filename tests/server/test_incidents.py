from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from starlette.testclient import TestClient

from recount.model import Figure, Findings, Harm, Incident, IncidentId, Place, Reason, When
from recount.publish.rows import index_of
from recount.server.tables.catalogue import Catalogue, Wanted
from recount.server.tables.table import Sort
from tests.server.conftest import AS_PERSON, Serve, Watched, go


def listed(client: TestClient, **asked: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get("/incidents", params={k.rstrip("_"): v for k, v in asked.items()}).json()[
        "rows"
    ]
    return rows


def places(rows: list[dict[str, Any]]) -> list[str]:
    return [row["place"].split(",")[0] for row in rows]


def test_incidents_come_newest_first_and_those_without_a_day_last(client: TestClient) -> None:
    days = [row["end"] for row in listed(client)]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[len(dated) :] == [None, None]


def test_incidents_can_be_sorted_by_the_killed_and_by_place(client: TestClient) -> None:
    best = [row["killed"]["numbers"]["best"] for row in listed(client, sort="killed")]
    assert best == sorted(best, reverse=True)
    names = places(listed(client, sort="place"))
    assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("BUSTAN al-qasr", {"Bustan al-Qasr"}),
        ("Bustân al Qasr, Aleppo", {"Bustan al-Qasr"}),
        ("Boustan al-Qasr", {"Bustan al-Qasr"}),
        ("بستان القصر", {"Bustan al-Qasr"}),
        ("Daraa", {"Daraa"}),
        ("درعا", {"Daraa"}),
        ("Ale", set()),
        ("Daraa, Aleppo", set()),
    ],
)
def test_a_place_is_found_by_whole_words_in_any_spelling(client: TestClient, place: str, found: set[str]) -> None:
    assert set(places(listed(client, place=place))) == found


def test_incidents_are_narrowed_to_days_means_harm_grade_and_accused(client: TestClient) -> None:
    assert places(listed(client, from_="2016-10-12", to="2016-10-12")) == ["western Aleppo", "al-Fardous"]
    assert len(listed(client, means="shelling")) == 3
    assert {row["grade"] for row in listed(client, grade="weak")} == {"weak"}
    assert all(row["injured"] for row in listed(client, harm="injured"))
    assert places(listed(client, accused="russia")) == ["Bustan al-Qasr"]


def test_incidents_left_out_for_want_of_a_day_are_counted(client: TestClient) -> None:
    assert client.get("/incidents", params={"from": "2016-10-01"}).json()["undated"] == 2


def test_a_form_with_fields_left_empty_asks_for_all(client: TestClient) -> None:
    empty = dict.fromkeys(("place", "from", "to", "means", "harm", "grade", "accused", "cursor"), "")
    assert client.get("/incidents", params=empty).json()["total"] == 10


def test_the_list_goes_on_where_it_stopped(client: TestClient) -> None:
    every = [row["id"] for row in listed(client)]
    seen, cursor = [], ""
    while True:
        answer = client.get("/incidents", params={"limit": 4, "cursor": cursor}).json()
        seen += [row["id"] for row in answer["rows"]]
        cursor = answer["next"]
        if not cursor:
            break
    assert seen == every


@pytest.mark.parametrize(
    "asked",
    [
        {"cursor": "nonsense"},
        {"from": "2016-10-13", "to": "2016-10-11"},
        {"from": "yesterday"},
        {"harm": "angry"},
        {"grade": "good"},
        {"sort": "size"},
        {"limit": "0"},
    ],
)
def test_what_the_list_cannot_mean_is_refused_in_words(client: TestClient, asked: dict[str, str]) -> None:
    answer = client.get("/incidents", params=asked)
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert "text/html" in client.get("/incidents", params=asked, headers=AS_PERSON).headers["content-type"]


def test_a_cursor_of_one_order_is_none_of_another(client: TestClient) -> None:
    cursor = client.get("/incidents", params={"limit": 2}).json()["next"]
    assert client.get("/incidents", params={"cursor": cursor, "sort": "place"}).status_code == 422


def made(count: int) -> Iterator[tuple[Incident, Figure]]:
    why = Reason(rule="made", sentence="Made up.")
    for n in range(count):
        day = date(2012, 1, 1) + timedelta(days=n % 3000)
        id_ = IncidentId(f"incident:{n:016x}")
        where = Place(
            names=(f"Town {n % 700}", f"Province {n % 14}", "Land"), keys=(f"t{n % 700}", f"p{n % 14}", "land")
        )
        yield (
            Incident(
                id=id_,
                label=f"Shelling, Town {n % 700}",
                when=When(start=day, end=day),
                where=where,
                means="shelling",
                by=(),
                claims=(),
                reports=(),
            ),
            Figure(
                incident=id_,
                harm=Harm.KILLED,
                group="all",
                low=n % 9,
                best=n % 9,
                high=n % 9 + 1,
                open_low=False,
                open_high=False,
                origins=1,
                estimator="agreed-1",
                policy="plain-1",
                reason=why,
                uses=(),
            ),
        )


def test_fifty_thousand_incidents_are_narrowed_and_sorted_at_once() -> None:
    pairs = list(made(50_000))
    findings = Findings(incidents=tuple(i for i, _ in pairs), figures=tuple(f for _, f in pairs))
    table = Catalogue(findings, index_of(findings))
    for sort in Sort:
        table.sorted(sort)  # once for a state of the record
    wanted = Wanted(place=(("province 3",),), start=date(2013, 1, 1), end=date(2015, 1, 1), harm="killed")
    begun = perf_counter()
    found = table.find(wanted, Sort.KILLED)
    taken = perf_counter() - begun
    assert len(found) > 500
    assert taken < 0.5  # 0.02 s alone on one core; others may be at work beside it


def test_neighbours_share_a_name_and_a_day() -> None:
    pairs = list(made(50_000))
    findings = Findings(incidents=tuple(i for i, _ in pairs), figures=tuple(f for _, f in pairs))
    table = Catalogue(findings, index_of(findings))
    first = findings.incidents[0]
    near = table.near(first)
    assert near
    assert first not in near
    for other in near:
        assert other.where
        assert first.where
        assert set(other.where.keys[:2]) & set(first.where.keys[:2])
        assert other.when
        assert first.when
        assert abs((other.when.start - first.when.start).days) <= 1


def test_an_empty_list_of_incidents_teaches(serve: Serve, browser: Callable[..., Watched], tmp_path: Path) -> None:
    watched = browser(serve(tmp_path / "new.db"), "/incidents")
    assert watched.page.get_by_role("link", name="Add reports").is_visible()


def test_a_person_narrows_the_list_and_opens_an_incident(
    serve: Serve, browser: Callable[..., Watched], record: Path
) -> None:
    page = browser(serve(record), "/incidents").page
    page.keyboard.press("f")
    page.keyboard.type("Bustan al-Qasr")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('1 incident')")
    page.get_by_role("link", name="Airstrike, Bustan al-Qasr").click()
    page.wait_for_selector("h1:has-text('Bustan al-Qasr, Aleppo')")


def test_the_list_fits_a_small_screen(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    served = serve(record)
    page = browser(served, "/incidents", viewport={"width": 390, "height": 800}).page
    for path in (
        "/incidents",
        "/totals",
        "/search?q=killed",
        f"/incidents/{next(iter(served.desk.state().incidents))}",
    ):
        go(page, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
