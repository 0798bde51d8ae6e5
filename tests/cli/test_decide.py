"""`recount decide`, `decisions`, `agreement`, `edition` and `brief --since`: as a reviewer types them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Recount
from tests.cli.content import content, rows
from tests.store.processes import start

REJECTED = ("decide", "reject")
WHO_AND_WHY = ("--by", "Anna", "--why", "It counts another raid.")


@pytest.fixture
def record(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "recount.db"))


def claims(recount: Recount) -> list[dict[str, object]]:
    return recount("export", "claims", "--format", "jsonl", "--profile", "internal").lines


def some_claim(recount: Recount, value: int = 47) -> str:
    return next(str(c["id"]) for c in claims(recount) if c["value"] == value)


def test_a_judgement_is_logged_and_its_effect_told(recount: Recount, record: Path) -> None:
    claim = some_claim(recount, 45)
    done = recount("decide", "correct", claim, "--set", "value=46", *WHO_AND_WHY)
    assert (done.code, done.err) == (0, "")
    assert "correct value = 46 on 1 claim" in done.out
    assert "15–45–45 → 15–46–46" in done.out
    log = recount("decisions")
    assert (log.code, log.err) == (0, "")
    for words in ("Anna", claim, "correct value = 46", "It counts another raid.", "counts"):
        assert words in log.out
    assert not content(record).stale


def test_the_beginning_of_an_identifier_does_with_or_without_its_kind(recount: Recount, record: Path) -> None:
    claim = some_claim(recount)
    for short in (claim[:12], claim[6:13], claim.upper()):
        assert recount("decide", "accept", short, *WHO_AND_WHY).code == 0
    assert {line["claims"][0] for line in recount("decisions", "--format", "jsonl").lines} == {claim}


def test_undone_decisions_are_marked_and_the_figures_are_as_before(recount: Recount, record: Path) -> None:
    before = content(record).findings
    recount("decide", "reject", some_claim(recount, 45), *WHO_AND_WHY)
    assert content(record).findings != before
    (made,) = recount("decisions", "--format", "jsonl").lines
    done = recount("decide", "undo", made["id"], "--by", "Anna", "--why", "A slip.")
    assert (done.code, content(record).findings) == (0, before)
    assert "undone" in recount("decisions").out
    again = recount("decide", "undo", made["id"], "--by", "Anna", "--why", "A slip.")
    assert again.code == 2
    assert "is undone already" in again.complaint


def test_an_incident_is_split_and_merged_again(recount: Recount, record: Path) -> None:
    incidents = recount("incidents", "--format", "jsonl").lines
    big = max(incidents, key=lambda line: len(line["reports"]))
    claim = big["reports"][0]["claims"][0]
    done = recount("decide", "split", big["incident"], claim, *WHO_AND_WHY)
    assert done.code == 0
    assert done.out.startswith("decided   split on 1 claim")
    assert len(recount("incidents", "--format", "jsonl").lines) == len(incidents) + 1
    (new,) = [line["incident"] for line in recount("incidents", "--format", "jsonl").lines if
              any(claim in told["claims"] for told in line["reports"])]  # fmt: skip
    other = next(line["incident"] for line in incidents if line["incident"] not in (big["incident"], new))
    merged = recount("decide", "merge", new, other, *WHO_AND_WHY)
    assert "merged" in merged.out
    assert len(recount("incidents", "--format", "jsonl").lines) == len(incidents)


def test_who_decides_is_asked_for_and_never_taken_from_the_system(recount: Recount, record: Path) -> None:
    done = recount("decide", "accept", some_claim(recount), "--why", "Sure.", env={"USER": "root", "LOGNAME": "root"})
    assert done.code == 2
    assert "say who decides: --by NAME" in done.complaint
    assert recount("decisions", "--format", "jsonl").lines == []
    claim = some_claim(recount)
    assert recount("decide", "accept", claim, "--why", "Sure.", env={"RECOUNT_REVIEWER": "Ben"}).code == 0
    assert recount("decide", "accept", claim, "--why", "Yes.", "--by", "A", env={"RECOUNT_REVIEWER": "Ben"}).code == 0
    assert [line["by"] for line in recount("decisions", "--format", "jsonl").lines] == ["Ben", "A"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("decide",), "say what to decide"),
        (("decide", "accept"), "say what to decide"),
        (("decide", "forget", "claim:1"), "'forget' is not one of"),
        (("decide", "accept", "CLAIM", "--by", "Anna"), "say why"),
        (("decide", "accept", "CLAIM", "--by", "A\x07", "--why", "so"), "not seen"),
        (("decide", "accept", "CLAIM", "--why", "a\x1b[31mb", "--by", "Anna"), "not seen"),
        (("decide", "accept", "CLAIM", "--why", "x" * 3000, "--by", "Anna"), "longer than 2000"),
        (("decide", "accept", "claim:0000000000000000", *WHO_AND_WHY), "is not in the record"),
        (("decide", "accept", "c", *WHO_AND_WHY), "no identifier"),
        (("decide", "accept", "CLAIM", "--set", "value=4", *WHO_AND_WHY), "--set is for correct alone"),
        (("decide", "correct", "CLAIM", *WHO_AND_WHY), "--set FIELD=VALUE"),
        (("decide", "correct", "CLAIM", "--set", "value", *WHO_AND_WHY), "can't be set: write FIELD=VALUE"),
        (("decide", "correct", "CLAIM", "--set", "colour=red", *WHO_AND_WHY), "can't be set: write FIELD=VALUE"),
        (("decide", "correct", "CLAIM", "--set", "harm=sad", *WHO_AND_WHY), "choose of killed"),
        (("decide", "merge", "CLAIM", *WHO_AND_WHY), "two claims at least"),
        (("decide", "undo", "CLAIM", *WHO_AND_WHY), "is no decision"),
        (("decide", "accept", "CLAIM", "--settles", "CLAIM", *WHO_AND_WHY), "is no decision"),
        (("decide", "--from", "none.jsonl"), "can't be read"),
        (("decide", "accept", "--from", "none.jsonl"), "leave everything else out"),
        (("edition", "verify"), "no edition yet"),
        (("edition", "create", "--note", "a\x00b"), ""),
        (("brief", "--since", "1"), "no edition yet"),
    ],
)
def test_a_mistake_is_told_in_one_line_and_changes_nothing(
    recount: Recount, record: Path, args: tuple[str, ...], words: str
) -> None:
    if any("\x00" in arg for arg in args):
        args = tuple(arg.replace("\x00", "\x01") for arg in args)
    claim, before = some_claim(recount), rows(record)
    done = recount(*(claim if arg == "CLAIM" else arg for arg in args))
    assert done.code in (2, 3)
    assert words in done.complaint
    assert rows(record) == before


def test_a_decision_about_no_record_makes_none(recount: Recount, tmp_path: Path) -> None:
    done = recount("decide", "accept", "claim:0000000000000000", *WHO_AND_WHY)
    assert done.code == 4
    assert "there is no record" in done.complaint
    assert not (tmp_path / "recount.db").exists()


def test_two_reviewers_logs_are_joined_and_their_disputes_listed(recount: Recount, record: Path, made: Path) -> None:
    claim = some_claim(recount)
    shutil.copy(made, record.with_name("ben.db"))
    recount("decide", "correct", claim, "--set", "value=41", "--by", "Anna", "--why", "The audio says so.")
    recount("decide", "accept", claim, "--by", "Ben", "--why", "As printed.", "--record", "ben.db")
    recount("decide", "correct", claim, "--set", "value=48", "--by", "Ben", "--why", "No.", "--record", "ben.db")
    log = recount("decisions", "--format", "jsonl", "--record", "ben.db").out
    done = recount("decide", "--from", "-", stdin=log.encode())
    assert done.code == 0
    assert "disputed: value of " + claim in done.err
    assert [line["by"] for line in recount("decisions", "--format", "jsonl").lines] == ["Anna", "Ben", "Ben"]
    (dispute,) = recount("decisions", "--disputes", "--format", "jsonl").lines
    told = recount("decisions", "--disputes")
    assert all(f"--settles {id_}" in told.out for id_ in dispute["decisions"])
    twice = recount("decide", "--from", "-", stdin=log.encode())
    assert "2 of 2 decisions were in the log already" in twice.err
    agreed = {line["about"]: line for line in recount("agreement", "--format", "jsonl").lines}
    assert agreed["value"]["same"] == 0.0
    assert "value" in recount("agreement").out
    settled = [word for id_ in dispute["decisions"] for word in ("--settles", id_)]
    recount("decide", "correct", claim, "--set", "value=41", "--by", "Chair", "--why", "Heard it too.", *settled)
    assert "no disputes" in recount("decisions", "--disputes").err


@pytest.mark.parametrize(
    "damage",
    [
        lambda line: line[:-20],
        lambda line: line.replace("Anna", "Anne"),
        lambda line: line.replace('"accept"', '"forget"'),
        lambda line: json.dumps({**json.loads(line), "claims": ["claim:ffffffffffffffff"]}),
        lambda line: "null",
        lambda line: line.replace('"why":"', '"why":"\\u0007'),
    ],
)
def test_a_damaged_line_is_named_and_nothing_is_taken_in(recount: Recount, record: Path, damage: object) -> None:
    recount("decide", "reject", some_claim(recount), *WHO_AND_WHY)
    recount("decide", "accept", some_claim(recount, 45), *WHO_AND_WHY)
    first, second = recount("decisions", "--format", "jsonl").out.splitlines()
    record.with_name("log.jsonl").write_text(f"{first}\n{damage(second)}\n", encoding="utf-8")  # type: ignore[operator]
    recount("run", "--record", "fresh.db", str(Path(__file__).parents[2] / "examples" / "aleppo-2016"))
    done = recount("decide", "--from", "log.jsonl", "--record", "fresh.db")
    assert done.code in (2, 3)
    assert "line 2" in done.complaint or "decision 2" in done.complaint
    assert "Nothing was taken in" in done.complaint
    assert recount("decisions", "--format", "jsonl", "--record", "fresh.db").lines == []


def test_what_was_decided_on_a_claim_or_an_incident_is_shown_with_it(recount: Recount, record: Path) -> None:
    claim = some_claim(recount)
    recount("decide", "correct", claim, "--set", "value=41", *WHO_AND_WHY)
    (incident,) = [
        line["incident"]
        for line in recount("incidents", "--format", "jsonl").lines
        if any(claim in told["claims"] for told in line["reports"])
    ]
    for thing in (claim, incident):
        shown = recount("show", thing)
        assert "correct value = 41, counts: It counts another raid." in shown.out
    assert "47 killed" in recount("show", claim).out


def test_an_edition_is_made_listed_and_verified(recount: Recount, record: Path) -> None:
    assert "no editions" in recount("edition", "list").err
    made = recount("edition", "create", "--note", "For the briefing.")
    assert (made.code, made.err) == (0, "")
    assert "12 reports, 0 decisions" in made.out
    assert "For the briefing." in recount("edition", "list").out
    verified = recount("edition", "verify", "1")
    assert (verified.code, verified.out) == (0, "edition   1 comes out as it was published\n")
    (line,) = recount("edition", "verify", "--format", "jsonl").lines
    assert line == {"edition": 1, "holds": True, "differences": []}
    (kept,) = recount("edition", "list", "--format", "jsonl").lines
    assert (kept["number"], kept["note"], kept["policy"]) == (1, "For the briefing.", "airwars-observed-1")


def test_an_edition_that_does_not_come_out_ends_with_code_1(recount: Recount, record: Path) -> None:
    import sqlite3

    recount("edition", "create")
    with sqlite3.connect(record) as connection:
        connection.execute("""UPDATE claims SET json = replace(json, '"value":45', '"value":54')""")
    connection.close()
    done = recount("edition", "verify")
    assert done.code == 1
    assert "does NOT come out" in done.out
    assert "45 was published, 54 comes out now" in done.out or "–45–" in done.out
    (line,) = recount("edition", "verify", "1", "--format", "jsonl").lines
    assert not line["holds"]
    assert {d["kind"] for d in line["differences"]} == {"claims", "figures"}


def test_a_brief_since_an_edition_tells_all_that_came_since(recount: Recount, record: Path) -> None:
    recount("edition", "create")
    recount("decide", "reject", some_claim(recount, 45), *WHO_AND_WHY)
    recount("decide", "correct", some_claim(recount), "--set", "value=90", *WHO_AND_WHY)
    before = recount("brief")
    since = recount("brief", "--since", "1")
    assert "since edition 1" in since.out.splitlines()[0]
    assert since.out.count("**RANGE") + since.out.count("**RAISED") + since.out.count("**LOWERED") >= 2
    news, fewer = (done.out.partition("## What happened")[0].count("\n- **") for done in (since, before))
    assert news > fewer
    assert "since edition 1" in recount("brief", "--since", "1", "--format", "html").out


def test_no_decision_of_two_commands_at_once_is_lost(recount: Recount, record: Path) -> None:
    ids = sorted(str(c["id"]) for c in claims(recount))[:6]

    def decide(by: str) -> None:
        for claim in ids:
            done = recount("decide", "accept", claim, "--by", by, "--why", "Checked.")
            assert done.code == 0, done.err

    children = [start(lambda by=by: decide(by)) for by in ("Anna", "Ben")]  # type: ignore[misc]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    log = recount("decisions", "--format", "jsonl").lines
    assert sorted((line["by"], *line["claims"]) for line in log) == sorted(
        (by, c) for by in ("Anna", "Ben") for c in ids
    )


def test_words_that_the_reading_missed_are_added_by_name(recount: Recount, record: Path) -> None:
    fields = ("--set", "harm=injured", "--set", "value=20", "--set", "when=2016-10-14", "--set", "where=Aleppo, Syria")
    words = ("--words", "some 20 further strikes")
    done = recount("decide", "add", "norvane-three-days", *words, *fields, *WHO_AND_WHY)
    assert "add on 1 claim" in done.out
    claim = next(word for word in recount("decisions").out.split() if word.startswith("claim:"))
    assert "“some 20 further strikes”" in recount("show", claim).out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("norvane-three-days",), "name the report and its words"),
        (("norvane-three-days", "--words", "the"), "times in the report"),
        (("nowhere", "--words", "the"), "there is no report"),
        (("norvane-three-days", "--words", "some 20 further strikes"), "has a harm and a number"),
    ],
)
def test_what_can_not_be_added_is_refused(recount: Recount, record: Path, asked: tuple[str, ...], told: str) -> None:
    refused = recount("decide", "add", *asked, *WHO_AND_WHY)
    assert refused.code == 2
    assert told in refused.err
