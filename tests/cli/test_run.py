"""`recount run`: what it reads, what it tells, and that running again changes nothing."""

from __future__ import annotations

import json
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from recount.model import ReportHead
from tests.cli.conftest import Recount
from tests.cli.content import content, rows
from tests.cli.sample import RAID, TALKS, TOLL, UNDATED, lines_of, many

SUMMARY = {
    "read", "new", "known", "versions", "duplicates", "near_duplicates", "undated", "passed", "unchanged", "unreadable",
    "claims", "incidents", "killed", "unaccounted", "refusals", "questions", "snapshot", "changed",
}  # fmt: skip


def told(out: str) -> dict[str, str]:
    """The lines of a summary by their name."""
    pairs = (line.partition("   ") for line in out.splitlines() if not line.startswith(" "))
    return {name: value.lstrip() for name, _, value in pairs}


def heads(record: Path | str) -> dict[str, ReportHead]:
    return {head.given_id: head for head in content(record).heads}


def test_a_folder_is_read_into_a_record_and_summed_up(recount: Recount, folder: Path) -> None:
    done = recount("run", "reports")
    assert (done.code, done.err) == (0, "")
    summary = told(done.out)
    assert summary["reports"] == "4 read: 4 new, 0 known before, 0 duplicates, 1 undated"
    assert summary["unreadable"] == "0"
    assert summary["killed"] == "14 – 17 – 17 (low – best – high), over 1 incident; 1 of no known day left out"
    assert summary["not guessed"] == "1 no day, 1 undated"
    assert summary["snapshot"] == "1, new"
    assert set(heads(folder / "recount.db")) == {"raid", "night", "toll", "talks"}


def test_the_summary_is_one_json_object_when_asked_for(recount: Recount, folder: Path) -> None:
    done = recount("run", "reports", "--format", "jsonl", "--record", "other.db")
    assert (done.code, done.err) == (0, "")
    (summary,) = done.lines
    assert set(summary) == SUMMARY
    assert (summary["read"], summary["new"], summary["undated"], summary["changed"]) == (4, 4, 1, True)
    assert summary["killed"]["best"] == 17
    assert sum(summary["incidents"].values()) == 2
    assert summary["claims"] == len(content(folder / "other.db").claims)
    assert not (folder / "recount.db").exists()


def test_the_same_inputs_again_change_nothing(recount: Recount, folder: Path) -> None:
    (folder / "reports" / "broken.jsonl").write_text("{oops\n", encoding="utf-8")
    assert recount("run", "reports").code == 3
    before = rows(folder / "recount.db")
    again = recount("run", "reports", "reports/raid.txt")
    assert again.code == 3
    assert told(again.out)["reports"].startswith("5 read: 0 new, 5 known before")
    assert told(again.out)["snapshot"] == "1: nothing changed"
    assert rows(folder / "recount.db") == before


@pytest.mark.parametrize("order", list(permutations(["reports/raid.txt", "reports/night.txt", "reports/wire.jsonl"])))
def test_neither_the_order_of_inputs_nor_the_size_of_batches_matters(
    recount: Recount, folder: Path, order: tuple[str, ...]
) -> None:
    assert recount("run", "reports", "--record", "one.db").code == 0
    for at, path in enumerate(order):
        assert recount("run", path, "--record", "other.db", env={"RECOUNT_BATCH": str(at + 1)}).code == 0
    one, other = content(folder / "one.db"), content(folder / "other.db")
    assert other.findings == one.findings
    assert other.claims == one.claims


def test_standard_input_may_hold_lines_of_json(recount: Recount, folder: Path) -> None:
    done = recount("run", "-", stdin=lines_of(TOLL, TALKS).encode())
    assert done.code == 0
    assert set(heads(folder / "recount.db")) == {"toll", "talks"}


def test_two_texts_on_standard_input_are_two_reports(recount: Recount, folder: Path) -> None:
    for text in (RAID, UNDATED, RAID):
        assert recount("run", "-", stdin=text.encode()).code == 0
    found = content(folder / "recount.db").heads
    assert sorted(head.title for head in found) == ["Night shelling", "Raid on Homs"]
    assert all(head.version == 1 and head.given_id.startswith("stdin-") for head in found)


def test_day_and_outlet_go_to_reports_that_bear_none(recount: Recount, folder: Path) -> None:
    assert recount("run", "reports", "--published", "2016-10-20", "--outlet", "Wexmoor Dispatch").code == 0
    found = heads(folder / "recount.db")
    assert (found["night"].published, found["night"].outlet) == (date(2016, 10, 20), "Wexmoor Dispatch")
    assert (found["toll"].published, found["toll"].outlet) == (date(2016, 10, 12), "Qasmoor Gazette")


def test_a_day_given_makes_a_report_dated(recount: Recount, folder: Path) -> None:
    done = recount("run", "reports/night.txt", "--published", "2016-10-14")
    assert "0 undated" in done.out
    assert not any(claim.when is None for claim in content(folder / "recount.db").claims)


def test_other_words_under_a_known_id_are_its_next_version(recount: Recount, folder: Path) -> None:
    assert recount("run", "reports").code == 0
    (folder / "reports" / "raid.txt").write_text(RAID.replace("14", "16"), encoding="utf-8")
    done = recount("run", "reports")
    assert "1 new, 3 known before, 0 duplicates, 0 undated, 1 new versions of known ones" in done.out
    assert told(done.out)["snapshot"] == "2, new"
    found = content(folder / "recount.db")
    assert [(h.given_id, h.version) for h in found.heads] == [
        ("night", 1), ("raid", 1), ("raid", 2), ("talks", 1), ("toll", 1),
    ]  # fmt: skip
    assert [c.claim.stated.value for c in found.claims if c.given_id == "raid"] == [16, 30]


def test_the_same_words_under_another_id_are_counted_as_a_duplicate(recount: Recount, folder: Path) -> None:
    (folder / "reports" / "copy.txt").write_text(RAID.replace("\n\n", "\n\n\n"), encoding="utf-8")
    assert "1 duplicates" in recount("run", "reports").out
    (folder / "later.txt").write_text(RAID, encoding="utf-8")
    assert "1 duplicates" in recount("run", "later.txt").out


def test_what_cannot_be_read_is_counted_and_told_and_the_rest_is_read(recount: Recount, folder: Path) -> None:
    (folder / "reports" / "empty.txt").write_bytes(b"")
    (folder / "reports" / "picture.png").write_bytes(b"\x89PNG")
    done = recount("run", "reports", "missing")
    assert done.code == 3
    assert told(done.out)["unreadable"] == "2"
    assert told(done.out)["passed over"] == "1 file of another kind"
    assert done.err.splitlines() == [
        "not read: reports/empty.txt: is empty: there is nothing to read",
        "not read: missing: there is no such file or folder: check the path",
    ]
    assert len(content(folder / "recount.db").heads) == 4
    assert len(content(folder / "recount.db").failures) == 2


def test_many_failures_are_told_in_part_and_kept_in_full(recount: Recount, folder: Path) -> None:
    (folder / "bad.jsonl").write_text("nothing\n" * 50, encoding="utf-8")
    done = recount("run", "bad.jsonl")
    assert done.code == 3
    assert len(done.err.splitlines()) == 21
    assert done.err.splitlines()[-1] == "… and 30 more that were not read; the record keeps them all"
    assert len(content(folder / "recount.db").failures) == 50


def test_two_reports_of_one_id_in_one_run_are_refused(recount: Recount, folder: Path) -> None:
    other = folder / "reports" / "sub"
    other.mkdir()
    (other / "raid.txt").write_text(UNDATED, encoding="utf-8")
    done = recount("run", "reports/raid.txt", "reports/sub/raid.txt")
    assert done.code == 3
    assert done.complaint.startswith("not read: raid: another report of this run has this id and other words")
    assert heads(folder / "recount.db")["raid"].title == "Raid on Homs"
    assert recount("run", "reports", "--record", "both.db").code == 0
    assert {"raid", "sub/raid"} <= set(heads(folder / "both.db"))


def test_a_version_that_was_retrieved_later_may_come_in_the_same_run(recount: Recount, folder: Path) -> None:
    first, second = {**TOLL, "retrieved": "2016-10-12"}, {**TOLL, "retrieved": "2016-10-13", "text": "Nine died."}
    assert recount("run", "-", stdin=lines_of(first, second).encode()).code == 0
    assert [h.version for h in content(folder / "recount.db").heads] == [1, 2]
    done = recount("run", "-", "--record", "other.db", stdin=lines_of(second, first).encode())
    assert done.code == 3
    assert [h.title for h in content(folder / "other.db").heads] == ["Toll in Homs rises"]


def test_figures_follow_the_policy_that_is_set(recount: Recount, folder: Path) -> None:
    dozens = "Dozens of people were killed in an airstrike on Homs on 11 October 2016, medics said."
    (folder / "vague.txt").write_text(dozens, encoding="utf-8")
    assert recount("run", "vague.txt").code == 0
    assert told(recount("run", "vague.txt", env={"RECOUNT_POLICY": "strict"}).out)["snapshot"] == "2, new"
    assert told(recount("run", "vague.txt", env={"RECOUNT_POLICY": "strict"}).out)["snapshot"].startswith("2: nothing")


def test_the_record_may_be_named_by_a_setting(recount: Recount, folder: Path) -> None:
    assert recount("run", "reports", env={"RECOUNT_RECORD": "by-variable.db"}).code == 0
    (folder / "recount.toml").write_text('record = "by-file.db"\n', encoding="utf-8")
    assert recount("run", "reports").code == 0
    assert {file.name for file in folder.glob("*.db")} == {"by-variable.db", "by-file.db"}


@pytest.mark.postgres
def test_a_record_in_postgresql_holds_the_same(recount: Recount, folder: Path, postgres_address: str) -> None:
    (folder / "more.jsonl").write_text(lines_of(*many(30)), encoding="utf-8")
    (folder / "reports" / "empty.txt").write_bytes(b"")
    for record in ("one.db", postgres_address):
        assert recount("run", "reports", "more.jsonl", "--record", record).code == 3
    assert content(postgres_address) == content(folder / "one.db")
    again = recount("run", "reports", "more.jsonl", "--record", postgres_address)
    assert told(again.out)["snapshot"] == "1: nothing changed"
    assert recount("incidents", "--record", postgres_address).out == recount("incidents", "--record", "one.db").out


def test_the_installed_command_does_all_this_too(real: Recount, folder: Path) -> None:
    done = real("run", "reports", "--format", "jsonl")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["new"] == 4
    assert "Homs" in real("incidents").out
