"""The map's filters, lists and columns, as a program gets them."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from recount.model import Findings, Harm, Precision, When
from recount.server import Desk
from recount.server.pages.borders import rings
from recount.server.pages.countries import PATH as COUNTRIES
from recount.server.pages.towns import PATH, Box, towns_in
from recount.server.tables.points import Points, decimals
from tests.server.conftest import AS_PERSON
from tests.server.made_up import findings, incident, place, show
from tools import countries, towns


def ids(client: TestClient, address: str) -> list[str]:
    return [card["label"].split(",")[1].strip() for card in client.get(address).json()["cards"]]


def test_the_map_lists_every_incident_the_latest_first_those_of_no_day_last(client: TestClient) -> None:
    told = client.get("/map.json").json()
    assert (told["total"], told["found"], told["nowhere"]) == (10, 10, 0)
    labels = [card["label"] for card in told["cards"]]
    assert labels[0] == "Bombing, Azaz, Aleppo, 13 October 2016"
    assert all("day not known" in label for label in labels[-2:])


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("from=2016-10-12", ["Azaz", "al-Fardous", "western Aleppo"]),  # the last is told of four days, to the 13th
        ("to=2016-10-09", ["Idlib"]),
        ("from=2016-10-12&to=2016-10-12", ["al-Fardous", "western Aleppo"]),
        ("grade=weak&means=bombing", ["Azaz"]),
        ("means=bombing&means=suicide_bombing", ["Azaz", "al-Mashi"]),
        ("harm=missing", ["al-Kalaseh"]),
        ("harm=captured&grade=fair", []),
        ("means=no_such_means", []),
    ],
)
def test_within_a_filter_any_value_fits_and_all_filters_must(client: TestClient, query: str, places: list[str]) -> None:
    assert ids(client, f"/map.json?{query}") == places


def test_incidents_of_no_known_day_are_told_where_days_leave_them_out(client: TestClient) -> None:
    told = client.get("/map.json?from=2016-01-01").json()
    assert (told["found"], told["undated"]) == (8, 2)


def test_a_day_that_is_none_is_refused_in_words(client: TestClient) -> None:
    answer = client.get("/map.json?from=13.10.2016")
    assert answer.status_code == 422
    assert "2016-10-11" in answer.json()["detail"]


def test_incidents_without_a_point_are_counted_told_and_listed(client: TestClient, desk: Desk) -> None:
    found = desk.state().findings
    first, second, *rest = found.incidents
    show(desk, replace(found, incidents=(replace(first, where=None), replace(second, where=None), *rest)))
    told = client.get("/map.json").json()
    assert (told["found"], told["nowhere"], len(told["cards"])) == (10, 2, 8)
    page = client.get("/map", headers=AS_PERSON).text
    assert "2 incidents have no place on the map" in page
    assert told["to_nowhere"] in page
    listed = client.get(told["to_nowhere"].replace("/map", "/map.json")).json()
    assert {card["precision"] for card in listed["cards"]} == {"not on the map"}
    assert len(listed["cards"]) == 2


def test_a_long_list_goes_on_page_by_page_with_its_filters(client: TestClient, desk: Desk) -> None:
    show(desk, findings(1000, 30))
    address, seen = "/map?means=clash", list[str]()
    while address:
        told = client.get(address).json()
        seen += [card["id"] for card in told["cards"]]
        address = told["pager"]["after"]
    assert len(seen) == len(set(seen)) == told["found"] - told["nowhere"] > 100


def test_the_columns_say_what_the_findings_say(client: TestClient, desk: Desk) -> None:
    columns = client.get("/map/points.json").json()
    rows = desk.state().tables.points.rows
    day = date.fromisoformat(columns["first"])
    for number, step in enumerate(columns["day"]):
        day += timedelta(days=step)
        when = rows[number].incident.when
        assert when is not None
        assert when.start == day
    assert columns["longer"] == [1, 3]
    for number, row in enumerate(rows):
        assert row.killed is not None
        best = columns["best"][number]
        assert best == row.killed.best
        assert (best - columns["below"][number], best + columns["above"][number]) == (row.killed.low, row.killed.high)
        assert columns["kinds"]["means"][columns["kind"][number]] == row.incident.means
        assert row.incident.where is not None
        assert columns["spots"]["name"][columns["spot"][number]] in {
            other.incident.where.names[0] for other in rows if other.incident.where and other.spot == row.spot
        }


def test_fifty_thousand_incidents_take_less_than_a_megabyte_unpacked(client: TestClient, desk: Desk) -> None:
    show(desk, findings(50_000, 1000))
    answer = client.get("/map/points.json", headers={"accept-encoding": "identity"})
    assert 500_000 < len(answer.content) < 1_000_000
    assert "content-encoding" not in answer.headers
    packed = client.get("/map/points.json", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == answer.content


def test_columns_seen_already_are_not_sent_again(client: TestClient) -> None:
    first = client.get("/map/points.json")
    again = client.get("/map/points.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_cards_are_told_by_number_and_refused_once_the_numbers_mean_others(client: TestClient, desk: Desk) -> None:
    tag = client.get("/map/points.json").json()["tag"]
    cards = client.get(f"/map/cards?tag={tag}&n=7,0").json()["cards"]
    assert [card["n"] for card in cards] == [7, 0]
    assert cards[0]["told"] == ["17 – 17 – 20 or more killed", "25 or more injured"]
    assert client.get(f"/map/cards?tag={tag}&n=99").status_code == 422
    show(desk, replace(desk.state().findings, incidents=desk.state().findings.incidents[1:]))
    assert client.get(f"/map/cards?tag={tag}&n=7").status_code == 409


def test_words_of_reports_stay_words(client: TestClient, desk: Desk) -> None:
    hostile = place("<img src=x onerror=alert(1)>", 36, 37, radius=100, precision=Precision.STREET)
    one = incident(1, where=hostile, when=When(start=date(2016, 1, 1), end=date(2016, 1, 1)))
    show(
        desk,
        Findings(incidents=(replace(one, label=hostile.names[0]),), periods=(), figures=(), grades=(), unaccounted=()),
    )
    assert "<img src=x" not in client.get("/map", headers=AS_PERSON).text


@pytest.mark.parametrize(("radius", "places"), [(50, 5), (300, 4), (1000, 3), (15_400, 2), (650_000, 1)])
def test_degrees_have_the_decimals_that_the_radius_warrants(radius: float, places: int) -> None:
    assert decimals(radius) == places
    assert 0.5 * 10**-places * 111_320 <= radius / 9


def test_the_gravest_harm_comes_first_and_a_record_without_days_has_points() -> None:
    made = findings(200, 5)
    points = Points(replace(made, incidents=tuple(replace(one, when=None) for one in made.incidents)))
    assert points.days == (None, None)
    assert b'"first":null' in points.payload
    assert all(
        kind.harms in {(), (Harm.KILLED,), (Harm.INJURED,), (Harm.KILLED, Harm.INJURED)} for kind in points.kinds
    )


def test_towns_of_a_part_of_the_world_are_its_most_populous(client: TestClient) -> None:
    named = [town.name for town in towns_in(Box(west=36.5, south=35.8, east=37.5, north=36.8), 3)]
    assert named[0] == "Aleppo"
    answer = client.get("/map/towns.json?west=-180&south=-90&east=180&north=90").json()
    assert len(answer) == 60
    assert client.get("/map/towns.json?west=999&south=-90&east=180&north=90").status_code == 422


def test_the_towns_are_those_of_the_gazetteer() -> None:
    assert gzip.decompress(PATH.read_bytes()) == gzip.decompress(towns.towns()), "python -m tools.towns"


def test_every_country_is_named_where_its_outline_leaves_room(client: TestClient) -> None:
    told = client.get("/map/countries.json").json()
    assert len({one["name"] for one in told}) == len(told) > 200
    for one in told:
        outlines = [ring.line for ring in rings() if ring.country == one["name"]]
        assert sum(holds(line, one["longitude"], one["latitude"]) for line in outlines) % 2, one["name"]
    syria = next(one for one in told if one["name"] == "Syria")
    assert 3 < syria["across"] < 7


def holds(line: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a closed line goes round the point: a ray from it crosses the line an odd number of times."""
    return sum(_crosses(a, b, x, y) for a, b in pairwise([*line, line[0]])) % 2 == 1


def _crosses(one: tuple[float, float], other: tuple[float, float], x: float, y: float) -> bool:
    (a, b), (c, d) = one, other
    return (b <= y) != (d <= y) and a + (y - b) / (d - b) * (c - a) > x


def test_the_countries_are_those_of_the_borders() -> None:
    assert COUNTRIES.read_text(encoding="utf-8") == countries.countries(), "python -m tools.countries"


def test_modules_of_the_map_are_sent_as_scripts(client: TestClient) -> None:
    for name in ("maplibre-gl.mjs", "maplibre-gl-worker.mjs"):
        answer = client.head(f"/static/vendor/maplibre/{name}")
        assert answer.headers["content-type"].startswith("text/javascript")
