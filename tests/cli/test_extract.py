"""`recount extract`: one JSON object a report, as DESIGN names its fields, and no record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Recount
from tests.cli.sample import NAMED, RAID, TALKS, TOLL, UNDATED, lines_of

REPORT = ["id", "report", "published", "outlet", "title", "url", "claims", "statements"]
CLAIM = [
    "id", "start", "end", "text", "context", "value", "value_max", "bound", "low", "high", "harm", "victims", "who",
    "when", "when_text", "where", "means", "by", "source", "via", "scope", "part_of", "repeat_of", "rivals",
    "modality", "background", "persons", "confidence", "reasons",
]  # fmt: skip
STATEMENT = [
    "start", "end", "text", "context", "kind", "plover", "mode", "who", "what", "when", "where", "means",
    "infrastructure", "by", "source", "via", "modality", "new", "reasons",
]  # fmt: skip


@pytest.fixture
def examples(repository: Path) -> Path:
    return repository / "examples" / "aleppo-2016"


def canonical_texts(folder: Path) -> dict[str, str]:
    """Title, two newlines, text: what offsets count into, by id."""
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    # In these files the title is followed by one empty line, so that a file is its own canonical text.
    files = {file.stem: file.read_bytes().decode("utf-8") for file in folder.glob("*.txt")}
    return files | {row["id"]: f"{row['title']}\n\n{row['text']}" for row in rows}


def test_every_report_claim_and_statement_has_the_fields_it_should(recount: Recount, examples: Path) -> None:
    done = recount("extract", examples)
    assert (done.code, done.err) == (0, "")
    assert len(done.lines) == 12
    for line in done.lines:
        assert [name for name in line if name != "extra"] == REPORT
        assert [list(claim) for claim in line["claims"]] == [CLAIM] * len(line["claims"])
        assert [list(statement) for statement in line["statements"]] == [STATEMENT] * len(line["statements"])
    assert sum(len(line["claims"]) for line in done.lines) > 30
    assert sum(len(line["statements"]) for line in done.lines) > 5


def test_offsets_count_code_points_of_title_gap_and_text(recount: Recount, examples: Path) -> None:
    texts = canonical_texts(examples)
    for line in recount("extract", examples).lines:
        text = texts[line["id"]]
        for said in (*line["claims"], *line["statements"]):
            assert text[said["start"] : said["end"]] == said["text"]
            assert said["text"] in said["context"]
            assert said["context"] in text


def test_links_between_claims_are_indices_into_the_same_report(recount: Recount, examples: Path) -> None:
    linked = 0
    for line in recount("extract", examples).lines:
        for at, claim in enumerate(line["claims"]):
            for name in ("part_of", "repeat_of", "rivals"):
                if claim[name] is not None:
                    linked += 1
                    assert claim[name] != at
                    assert 0 <= claim[name] < len(line["claims"])
    assert linked


def test_values_are_what_the_words_say(recount: Recount, folder: Path) -> None:
    (line,) = recount("extract", "reports/raid.txt").lines
    assert (line["id"], line["title"], line["published"], line["url"]) == ("raid", "Raid on Homs", "2016-10-11", None)
    killed, injured = line["claims"]
    assert (killed["text"], killed["value"], killed["bound"]) == ("At least 14 people", 14, "at_least")
    assert (killed["low"], killed["high"], killed["harm"], killed["means"]) == (14, None, "killed", "airstrike")
    assert killed["when"] == {"start": "2016-10-11", "end": "2016-10-11"}
    assert (killed["when_text"], killed["source"], killed["scope"]) == ("Tuesday", "local activists", "incident")
    assert (injured["value"], injured["harm"], injured["low"], injured["high"]) == (30, "injured", 30, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Line one\r\n\r\nTwo people were killed in Homs.\r\n",
        "\ufeffTitle\n\nTwo people were killed in Homs.",
        "No title here. Two people were killed in Homs.\n\nAnd more.",
        "عنوان 😀\n \nTwo people were killed in Homs, حمص, the 𐤀 medics said.\n",
        "  padded title \n\n\n\nTwo people were killed in Homs.",
    ],
)
def test_files_are_read_without_moving_an_offset(recount: Recount, folder: Path, text: str) -> None:
    (folder / "some.txt").write_bytes(text.encode("utf-8"))
    (line,) = recount("extract", "some.txt").lines
    given = text.removeprefix("\ufeff")
    first, second = line["title"], given[given.index("Two people") :]
    assert first == given[: len(first)]
    (claim,) = [c for c in line["claims"] if c["value"] == 2]
    canonical_start = len(first) + 2 + given.index("Two people") - body_start(given, first)
    assert (claim["start"], claim["text"]) == (canonical_start, "Two people")
    assert second.startswith(claim["text"])


def body_start(given: str, title: str) -> int:
    """Where the text begins in the file: after the title, the end of its line and one empty line."""
    if not title:
        return 0
    rest = given[len(title) :]
    at = len(title)
    for _ in range(2):
        end = rest.find("\n") + 1
        at, rest = at + end, rest[end:]
    return at


def test_other_fields_are_kept_as_given_and_never_interpreted(recount: Recount) -> None:
    row = {**TOLL, "killed": 999, "claims": ["none"], "extra": {"a": None}, "Published": "1999-01-01", "ü": "😀"}
    (line,) = recount("extract", "-", stdin=lines_of(row).encode()).lines
    known = {"id", "published", "outlet", "title", "text"}
    assert line["extra"] == {name: value for name, value in row.items() if name not in known}
    (plain,) = recount("extract", "-", stdin=lines_of({k: TOLL[k] for k in known}).encode()).lines
    assert "extra" not in plain
    assert {**line, "extra": None} == {**plain, "extra": None}


def test_standard_input_may_hold_a_text_or_lines_of_json(recount: Recount) -> None:
    (text,) = recount("extract", "-", stdin=RAID.encode()).lines
    assert text["title"] == "Raid on Homs"
    assert text["id"].startswith("stdin-")
    lines = recount("extract", "-", stdin=("\n" + lines_of(TOLL, TALKS)).encode()).lines
    assert [line["id"] for line in lines] == ["toll", "talks"]
    assert lines[1]["statements"][0]["modality"] == "planned"


def test_day_and_outlet_go_to_reports_that_bear_none(recount: Recount) -> None:
    stdin = lines_of({"id": "a", "text": UNDATED}, TOLL).encode()
    first, second = recount("extract", "-", "--published", "2016-10-14", "--outlet", "Wexmoor", stdin=stdin).lines
    assert (first["published"], first["outlet"]) == ("2016-10-14", "Wexmoor")
    assert first["claims"][0]["when"] == {"start": "2016-10-13", "end": "2016-10-13"}
    assert (second["published"], second["outlet"]) == ("2016-10-12", "Qasmoor Gazette")


def test_without_a_day_of_publication_no_day_is_guessed(recount: Recount) -> None:
    (line,) = recount("extract", "-", stdin=UNDATED.encode()).lines
    (claim,) = line["claims"]
    assert (line["published"], claim["when"], claim["when_text"] is not None) == (None, None, True)
    assert any("can't be turned into a day" in reason for reason in claim["reasons"])


def test_no_record_is_made_and_the_record_that_is_there_is_not_opened(recount: Recount, folder: Path) -> None:
    assert recount("extract", "reports").code == 0
    assert [file.name for file in folder.iterdir()] == ["reports"]
    (folder / "recount.db").write_text("no record", encoding="utf-8")
    assert recount("extract", "reports").code == 0


def test_the_same_input_gives_the_same_bytes(real: Recount, recount: Recount, folder: Path) -> None:
    first = real("extract", "reports", env={"PYTHONHASHSEED": "1"})
    assert first.out == real("extract", "reports", env={"PYTHONHASHSEED": "2"}).out
    assert first.out == recount("extract", "reports").out
    assert (first.code, first.err) == (0, "")


def test_the_policy_of_extract_is_its_own(recount: Recount) -> None:
    text = b"Dozens of people were killed in an airstrike on Homs on 11 October 2016."

    def interval(**env: str) -> Any:  # noqa: ANN401 - a pair of numbers
        (line,) = recount("extract", "-", stdin=text, env=env).lines
        return line["claims"][0]["low"], line["claims"][0]["high"]

    assert interval() == interval(RECOUNT_POLICY="airwars-observed") == interval(RECOUNT_EXTRACT_POLICY="strict")
    assert interval(RECOUNT_EXTRACT_POLICY="airwars-observed") != interval()


def test_nothing_is_removed_and_files_of_other_kinds_are_told(recount: Recount, folder: Path) -> None:
    (folder / "reports" / "named.txt").write_text(NAMED, encoding="utf-8")
    (folder / "reports" / "photo.jpg").write_bytes(b"")
    done = recount("extract", "reports")
    assert done.code == 0
    assert "Farid Nasser" in done.out
    assert done.complaint == "passed over: 1 file of other kinds"
