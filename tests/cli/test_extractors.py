"""The commands with another extractor: chosen by setting or option, told in the output, and nothing sent unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.claims.llm.server import ModelServer, Reply, listing, serving
from tests.cli.conftest import Recount

WORDS = "A shell killed 12 people in Homs on Monday, a medic said. Three people were wounded."
CLAIM = {"context": "A shell killed 12 people in Homs on Monday", "text": "12 people", "value": 12, "harm": "killed"}


@pytest.fixture
def report(folder: Path) -> str:
    (folder / "one.txt").write_text(WORDS, encoding="utf-8")
    return "one.txt"


def chosen(server: ModelServer) -> dict[str, str]:
    return {"RECOUNT_LLM_URL": server.url, "RECOUNT_LLM_MODEL": "small"}


def test_nothing_is_sent_unless_the_extractor_is_chosen(recount: Recount, report: str) -> None:
    with serving(listing()) as server:
        assert recount("extract", report, env=chosen(server)).code == 0
        assert recount("run", report, env=chosen(server)).code == 0
    assert server.asked == []


@pytest.mark.parametrize("command", ["extract", "run"])
def test_an_extractor_without_its_settings_is_refused_and_leaves_nothing(
    recount: Recount, report: str, folder: Path, command: str
) -> None:
    done = recount(command, report, "--extractor", "llm")
    assert done.code == 2
    assert "set RECOUNT_LLM_URL" in done.complaint
    assert not (folder / "recount.db").exists()
    done = recount(command, report, "--extractor", "magic")
    assert done.code == 2
    assert "'llm', 'rules'" in done.complaint


def test_extract_counts_what_was_refused(recount: Recount, report: str) -> None:
    invented = {**CLAIM, "text": "14 people", "value": 14}
    with serving(listing(CLAIM, invented, {**CLAIM, "value": 40})) as server:
        done = recount("extract", report, "--extractor", "llm", env=chosen(server))
    assert done.code == 0
    (line,) = done.lines
    assert [(c["text"], c["value"]) for c in line["claims"]] == [("12 people", 12)]
    assert line["claims"][0]["reasons"][0] == "Read by the extractor “llm”."
    assert done.err == "refused: 1 llm not in report, 1 llm wrong number\n"


def test_a_run_keeps_the_refusals_and_says_who_read(recount: Recount, report: str) -> None:
    invented = {**CLAIM, "text": "14 people", "value": 14}
    with serving(listing(CLAIM, invented)) as server:
        env = {**chosen(server), "RECOUNT_EXTRACTOR": "llm"}
        done = recount("run", report, "--format", "jsonl", env=env)
    assert done.code == 0
    (told,) = done.lines
    assert (told["claims"], told["refusals"]["llm_not_in_report"]) == (1, 1)
    (claim,) = recount("export", "claims", "--format", "jsonl", "--profile", "internal").lines
    assert recount("show", claim["id"]).out.count("Read by the extractor “llm”.") == 1


def test_one_report_without_an_answer_does_not_stop_the_others(recount: Recount, folder: Path) -> None:
    rows = [{"id": f"r{n}", "text": f"{WORDS} Bulletin {n}."} for n in range(3)]
    (folder / "three.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with serving(listing(CLAIM), "no JSON", listing(CLAIM)) as server:
        done = recount("extract", "three.jsonl", "--extractor", "llm", env=chosen(server))
    assert done.code == 3
    assert [line["id"] for line in done.lines] == ["r0", "r2"]
    assert "not read: r1: the model's answer is not the JSON" in done.err


def test_a_server_that_refuses_stops_the_run(recount: Recount, report: str) -> None:
    with serving(Reply(body=b"", status=401)) as server:
        done = recount("run", report, "--extractor", "llm", env=chosen(server))
    assert done.code == 2
    assert "refused the key (401): set RECOUNT_LLM_KEY" in done.complaint


def test_a_folder_that_was_sent_can_not_say_where_reports_go(recount: Recount, report: str, folder: Path) -> None:
    with serving(listing()) as server:
        (folder / "recount.toml").write_text(
            f'extractor = "llm"\nllm_model = "m"\nllm_url = "{server.url}"', encoding="utf-8"
        )
        done = recount("extract", report)
    assert done.code == 2
    assert "llm_url may not stand in recount.toml" in done.complaint
    assert server.asked == []


def test_a_suite_is_measured_with_the_extractor_that_is_named(recount: Recount, folder: Path) -> None:
    gold = {"id": "a", "text": WORDS, "claims": [{**CLAIM, "victims": "unspecified"}]}
    (folder / "claims.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    measured = {}
    with serving(listing()) as server:
        for name in ("rules", "llm"):
            done = recount(
                "evaluate", "claims", "--data", ".", "--extractor", name, "--format", "json", env=chosen(server)
            )
            assert done.code == 0
            measured[name] = json.loads(done.out)["predicted_claims"]
    assert measured["rules"] >= 1
    assert measured["llm"] == 0
    assert len(server.asked) == 1


def test_a_report_in_another_language_is_counted_as_refused(recount: Recount, folder: Path) -> None:
    text = "Au moins 12 civils ont été tués mardi dans un raid aérien contre un marché de la ville, dit-il."
    (folder / "fr.jsonl").write_text(json.dumps({"id": "fr", "text": text}) + "\n", encoding="utf-8")
    done = recount("extract", "fr.jsonl")
    assert (done.code, done.err) == (0, "refused: 1 other language\n")
    assert done.lines[0]["claims"] == []
    done = recount("run", "fr.jsonl", "--format", "jsonl")
    assert done.lines[0]["refusals"]["other_language"] == 1
    assert (done.lines[0]["new"], done.lines[0]["unreadable"]) == (1, 0)
