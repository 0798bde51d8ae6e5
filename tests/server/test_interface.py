from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from pydantic import TypeAdapter
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from recount.config import Settings
from recount.model import Harm
from recount.server import Desk, guarded
from recount.server.http.answers import to_json
from recount.server.http.problems import MEDIA_TYPE
from recount.server.tables.ledger import Ledger, Wanted
from recount.server.views import statements as statement_views
from recount.workspace import Workspace
from tests.server.conftest import AS_PERSON, HOST
from tests.server.regold import FOLDER, described

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 8
"""Requests made up for each operation."""

LISTS = ("claims", "statements", "figures", "outlets", "failures")


@pytest.fixture(scope="module")
def desk(example_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all tests of this file."""
    record = Path(shutil.copy(example_record, tmp_path_factory.mktemp("interface") / "aleppo.db"))
    with Workspace.open(record, write=True, settings=Settings(reviewer="R. Viewer")) as workspace:
        yield Desk(workspace)


@pytest.fixture(scope="module")
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(guarded(desk, hosts={HOST}), base_url=f"http://{HOST}") as client:
        yield client


@pytest.fixture(scope="module")
def description(client: TestClient) -> Any:  # noqa: ANN401 - JSON
    return client.get("/openapi.json").json()


def test_every_answer_is_as_the_description_has_it(desk: Desk) -> None:
    app = guarded(desk, hosts={HOST, "localhost"})
    described_by = schemathesis.openapi.from_asgi("/openapi.json", app)
    wanted = described_by.include(method="GET").include(method="POST", path="/decisions")
    operations: list[Any] = [found.ok() for found in wanted.get_all_operations()]  # type: ignore[union-attr]
    assert len(operations) >= 9
    for operation in operations:
        answers_as_described(operation)


def answers_as_described(operation: Any) -> None:  # noqa: ANN401 - as schemathesis has it
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy())
    def asked(case: Any) -> None:  # noqa: ANN401 - as schemathesis has it
        case.call_and_validate(checks=CHECKS)

    asked()


def test_the_description_is_as_it_was(tmp_path: Path) -> None:
    """If this was meant: ``python -m tests.server.regold``."""
    golden = json.loads((FOLDER / "openapi.json").read_text(encoding="utf-8"))
    made = json.loads(described(tmp_path))
    assert sorted(made["paths"]) == sorted(golden["paths"])
    for path, operations in made["paths"].items():
        assert operations == golden["paths"][path], path
    assert made == golden


def test_every_operation_says_what_it_does_and_is_called_by_one_name(description: Any) -> None:  # noqa: ANN401 - JSON
    operations = [one for path in description["paths"].values() for one in path.values()]
    assert [one["operationId"] for one in operations if not one.get("description", "").strip()] == []
    assert [one["operationId"] for one in operations if not one["tags"]] == []
    assert [name for name, n in Counter(one["operationId"] for one in operations).items() if n > 1] == []


def test_every_operation_tells_of_its_problems(description: Any) -> None:  # noqa: ANN401 - JSON
    for path, operations in description["paths"].items():
        for method, one in operations.items():
            for status in ("404", "421", "422", "500", "503", *(("413", "403") if method == "post" else ())):
                named = one["responses"][status]["$ref"].removeprefix("#/components/responses/")
                assert MEDIA_TYPE in description["components"]["responses"][named]["content"], (path, method, status)


def test_every_parameter_of_an_address_is_explained(description: Any) -> None:  # noqa: ANN401 - JSON
    for noun in LISTS:
        for parameter in description["paths"][f"/{noun}"]["get"]["parameters"]:
            assert parameter["in"] == "cookie" or parameter.get("description"), (noun, parameter["name"])


@pytest.mark.parametrize("path", [*(f"/{noun}" for noun in LISTS), "/claims/{id}", "/statements/{id}"])
def test_examples_are_of_the_shape_they_are_examples_of(description: Any, path: str) -> None:  # noqa: ANN401 - JSON
    from recount.server.http import examples

    told = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    assert "$ref" in told["schema"]
    kinds = (examples.CLAIM, examples.CLAIMS, examples.STATEMENT, examples.STATEMENTS, examples.FIGURES)
    every = (*kinds, examples.OUTLETS, examples.FAILURES)
    (meant,) = (one for one in every if json.loads(to_json(one)) == told["example"])
    assert TypeAdapter(type(meant)).validate_python(told["example"]) == meant


def test_the_span_of_an_example_holds_its_words() -> None:
    from recount.server.http.examples import CLAIM

    for span, words in ((CLAIM.span, CLAIM.text), *((said.span, said.words) for said in CLAIM.where_said)):
        start = span.start - CLAIM.context.start
        assert CLAIM.sentence[start : start + span.end - span.start] == words


# --- lists -----------------------------------------------------------------------------------------------------------


def listed(client: TestClient, noun: str, limit: int, **filters: str) -> list[Any]:
    found: list[Any] = []
    cursor = ""
    while True:
        answer = client.get(f"/{noun}", params={"limit": limit, "cursor": cursor, **filters}).json()
        found += answer[noun]
        cursor = answer["next"]
        if not cursor:
            return found


@pytest.mark.parametrize("noun", LISTS)
@pytest.mark.parametrize("limit", [1, 7])
def test_parts_of_a_list_joined_are_the_whole_list(client: TestClient, noun: str, limit: int) -> None:
    whole = client.get(f"/{noun}", params={"limit": 500}).json()
    assert whole["next"] == ""
    assert listed(client, noun, limit) == whole[noun]


def test_a_list_also_goes_back(client: TestClient) -> None:
    first = client.get("/claims?limit=5").json()
    second = client.get("/claims", params={"limit": 5, "cursor": first["next"]}).json()
    third = client.get("/claims", params={"limit": 5, "cursor": second["next"]}).json()
    assert (first["before"], second["before"]) == (None, "")
    assert client.get("/claims", params={"limit": 5, "cursor": third["before"]}).json()["claims"] == second["claims"]


@pytest.mark.parametrize("noun", LISTS)
@pytest.mark.parametrize("cursor", ["x", "e30", "WyJjbGFpbXMiLDFd", "WyJzdGF0ZW1lbnRzIiwxXQ", "\u202e", "a" * 5000])
def test_a_cursor_of_another_list_is_a_problem(client: TestClient, noun: str, cursor: str) -> None:
    answer = client.get(f"/{noun}", params={"cursor": cursor})
    assert (answer.status_code, answer.headers["content-type"]) == (422, MEDIA_TYPE)


def test_a_claim_tells_its_words_their_place_and_what_became_of_it(client: TestClient, desk: Desk) -> None:
    claims = client.get("/claims?limit=500").json()["claims"]
    assert len(claims) == 47
    texts = {head.id: head.given_id for head in desk.state().heads}
    for one in claims:
        report = desk.workspace.store.find_report(one["report_id"])
        assert report is not None
        assert report.canonical[one["span"]["start"] : one["span"]["end"]] == one["text"]
        assert report.canonical[one["context"]["start"] : one["context"]["end"]] == one["sentence"]
        assert texts[one["report_id"]] == one["report"]
        assert (one["used"] is None) == (one["reason"] is None)


def test_a_claim_alone_is_the_same_as_in_the_list_with_every_figure_that_weighs_it(client: TestClient) -> None:
    for one in client.get("/claims?limit=20").json()["claims"]:
        alone = client.get(f"/claims/{one['id']}").json()
        assert {name: alone[name] for name in one} == one
        assert alone["latest"] is True
        assert any(weighed["used"] for weighed in alone["weighed"]) == bool(one["used"])


def test_words_by_which_reports_know_each_other_are_never_given_away(client: TestClient, desk: Desk) -> None:
    details = {word for claim in desk.state().claims.values() for word in claim.details if ":" in word}
    assert details
    told = client.get("/claims?limit=500").text
    assert '"details"' not in told
    assert [word for word in details if f'"{word}"' in told] == []


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"harm": "injured"}, lambda one: one["harm"] == "injured"),
        ({"used": "true"}, lambda one: one["used"] is True),
        ({"used": "false"}, lambda one: one["used"] is False),
        ({"means": "shelling"}, lambda one: one["means"] == "shelling"),
        ({"outlet": "Lindmere Chronicle"}, lambda one: one["outlet"] == "Lindmere Chronicle"),
        ({"report": "chronicle-azaz"}, lambda one: one["report"] == "chronicle-azaz"),
        ({"place": "AZAZ"}, lambda one: "Azaz" in one["where"]["names"]),
        ({"place": "zaz"}, lambda _: False),
        ({"from": "2016-10-13"}, lambda one: one["when"] and one["when"]["end"] >= "2016-10-13"),
        ({"to": "2016-10-10"}, lambda one: one["when"] and one["when"]["start"] <= "2016-10-10"),
        ({"harm": "killed", "used": "true", "place": "aleppo", "from": "2016-10-11", "to": "2016-10-11"}, None),
        ({"harm": "", "used": "", "from": "", "place": " "}, lambda _: True),
    ],
)
def test_claims_are_narrowed_to_what_is_asked_for(client: TestClient, asked: dict[str, str], fits: Any) -> None:  # noqa: ANN401
    every = client.get("/claims?limit=500").json()["claims"]
    found = client.get("/claims", params={"limit": 500, **asked}).json()
    assert found["total"] == len(found["claims"])
    if fits is not None:
        assert found["claims"] == [one for one in every if fits(one)]
        assert found["claims"] or asked.get("place") == "zaz"
    else:
        assert 0 < found["total"] < len(every)
    assert listed(client, "claims", 3, **asked) == found["claims"]


def test_claims_of_an_incident_are_those_of_the_incident(client: TestClient, desk: Desk) -> None:
    for incident in desk.state().findings.incidents:
        found = client.get("/claims", params={"incident": incident.id, "limit": 500}).json()
        assert sorted(one["id"] for one in found["claims"]) == sorted(incident.claims)
    assert client.get("/claims?incident=incident:none").json()["total"] == 0


def test_days_that_are_turned_round_are_a_problem(client: TestClient) -> None:
    answer = client.get("/claims?from=2016-10-12&to=2016-10-11")
    assert answer.status_code == 422
    assert "swap" in answer.json()["detail"]


def test_figures_are_narrowed_by_incident_harm_and_group(client: TestClient) -> None:
    every = client.get("/figures?limit=500").json()
    one = next(f["figure"] for f in every["figures"] if f["figure"]["group"] == "children")
    asked = {"incident": one["incident"], "harm": one["harm"], "group": "children"}
    (found,) = client.get("/figures", params=asked).json()["figures"]
    assert found["figure"] == one
    assert "children" in every["groups"]
    assert {f["figure"]["harm"] for f in client.get("/figures?harm=injured").json()["figures"]} == {"injured"}


def test_statements_are_narrowed_by_report_and_kind(client: TestClient) -> None:
    every = client.get("/statements?limit=500").json()["statements"]
    assert len(every) == 33
    denials = client.get("/statements?kind=denial").json()["statements"]
    assert denials == [one for one in every if one["kind"] == "denial"] != []
    of_one = client.get("/statements", params={"report": denials[0]["report"]}).json()["statements"]
    assert of_one == [one for one in every if one["report"] == denials[0]["report"]]
    assert client.get(f"/statements/{denials[0]['id']}").json() == denials[0]


def test_a_kind_that_is_rare_is_looked_for_in_several_requests(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/statements?kind=denial").json()["statements"]
    monkeypatch.setattr(statement_views, "MOST_LOOKED", 2)
    monkeypatch.setattr(statement_views, "AT_ONCE", 1)
    first = client.get("/statements?kind=none").json()
    assert (first["statements"], first["looked"]) == ([], 2)
    assert first["next"]
    assert listed(client, "statements", 1, kind="denial") == whole
    assert "Look further" in client.get("/statements?kind=siege&limit=1", headers=AS_PERSON).text


def test_outlets_are_counted_with_their_reports_and_claims(client: TestClient) -> None:
    told = client.get("/outlets").json()
    assert told["total"] == 5
    assert told["outlets"][0]["name"] is None
    assert sum(one["reports"] for one in told["outlets"]) == 12
    assert sum(one["claims"] for one in told["outlets"]) == 47
    assert client.get("/outlets?name=CHRON").json()["total"] == 1


def test_failures_are_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "a"}\n{"id": "b", "text": "Five people were killed in Homs."}\n')
    with Workspace.open(tmp_path / "bad.db", create=True, settings=Settings()) as workspace:
        workspace.run(tmp_path / "bad.jsonl")
        with TestClient(guarded(Desk(workspace), hosts={HOST}), base_url=f"http://{HOST}") as client:
            told = client.get("/failures?stage=sources").json()
            assert told["stages"] == ["sources"]
            assert "nothing to read" in told["failures"][0]["error"]
            assert client.get("/failures?stage=text").json()["total"] == 0
            assert "nothing to read" in client.get("/failures", headers=AS_PERSON).text


def test_a_claim_of_a_replaced_version_is_found_and_says_so(tmp_path: Path) -> None:
    found: list[str] = []
    with Workspace.open(tmp_path / "two.db", create=True, settings=Settings()) as workspace:
        for words in ("Five people were killed in Homs on Monday.", "Six people were killed in Homs on Monday."):
            row = {"id": "a", "published": "2016-10-12", "text": words}
            (tmp_path / "in.jsonl").write_text(json.dumps(row) + "\n")
            workspace.run(tmp_path / "in.jsonl")
            found += workspace.claims_now()
        first = found[0]
        with TestClient(guarded(Desk(workspace), hosts={HOST}), base_url=f"http://{HOST}") as client:
            assert client.get("/claims").json()["total"] == 1
            told = client.get(f"/claims/{first}").json()
            assert (told["latest"], told["text"], told["weighed"]) == (False, "Five people", [])
            page = client.get(f"/claims/{first}", headers=AS_PERSON).text
            assert "a later version of the report has replaced these words" in page


def test_an_empty_record_has_empty_lists_that_teach(tmp_path: Path) -> None:
    with (
        Workspace.open(tmp_path / "new.db", create=True, settings=Settings()) as workspace,
        TestClient(guarded(Desk(workspace), hosts={HOST}), base_url=f"http://{HOST}") as client,
    ):
        for noun in LISTS:
            assert client.get(f"/{noun}").json()[noun] == []
            page = client.get(f"/{noun}", headers=AS_PERSON)
            assert page.status_code == 200
            assert "recount run" in page.text or noun == "failures"


def test_a_ledger_keeps_the_last_few_ways_it_was_narrowed(desk: Desk) -> None:
    state = desk.state()
    ledger = Ledger(state.claims.values(), state.index)
    first = ledger.find(Wanted(harm=Harm.KILLED))
    assert ledger.find(Wanted(harm=Harm.KILLED)) is first
    for day in range(1, 20):
        ledger.find(Wanted(start=date(2016, 10, day)))
    assert ledger.find(Wanted(harm=Harm.KILLED)) is not first
    assert ledger.find(Wanted(harm=Harm.KILLED)) == first


# --- pages -----------------------------------------------------------------------------------------------------------


def test_a_list_is_a_table_whose_narrowing_stays_on_its_next_page(client: TestClient) -> None:
    page = client.get("/claims?harm=killed&place=aleppo&limit=5", headers=AS_PERSON).text
    assert '<option value="killed" selected>' in page
    assert 'href="/claims?harm=killed&amp;place=aleppo&amp;limit=5&amp;cursor=' in page
    assert 'href="/claims.json?harm=killed&amp;place=aleppo&amp;limit=5&amp;' in page


def test_the_interface_is_told_to_people_too(client: TestClient, description: Any) -> None:  # noqa: ANN401 - JSON
    page = client.get("/help/api", headers=AS_PERSON).text
    for path in description["paths"]:
        assert path in page
    assert f"curl http://{HOST}/claims" in page
