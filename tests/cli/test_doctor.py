"""`recount doctor`: settings and where each came from, versions, data, and the state of the record."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from recount import __version__
from recount.cli.doctor import LIBRARIES
from recount.config import Settings
from recount.store import gazetteer
from tests.cli.conftest import Recount

RED = {"part", "name", "value", "note", "problem"}


def found(recount: Recount, *args: str, **env: str) -> dict[tuple[str, str], dict[str, str]]:
    done = recount("doctor", *args, "--format", "jsonl", env=env)
    assert (done.code, done.err) == (0, "")
    assert all(set(line) == RED for line in done.lines)
    return {(line["part"], line["name"]): line for line in done.lines}


def test_every_setting_is_shown_with_where_it_came_from(recount: Recount, folder: Path) -> None:
    (folder / "recount.toml").write_text('policy = "strict"\nbatch = 7\n', encoding="utf-8")
    rows = found(recount, RECOUNT_BATCH="9", recount_max_report_mb="20")
    assert {name for part, name in rows if part == "settings"} == set(Settings.model_fields)
    shown = {
        name: (row["value"], row["note"].split(". ")[0]) for (part, name), row in rows.items() if part == "settings"
    }
    assert (
        shown.items()
        >= {
            "record": ("recount.db", "default"),
            "policy": ("strict", "recount.toml"),
            "extract_policy": ("strict", "default"),
            "max_report_mb": ("20", "environment recount_max_report_mb"),
            "parser": ("", "default"),
            "extractor": ("rules", "default"),
            "llm_url": ("", "default"),
            "llm_model": ("", "default"),
            "llm_key": ("", "default"),
            "llm_timeout": ("120", "default"),
            "gazetteer": ("", "default"),
            "batch": ("9", "environment RECOUNT_BATCH"),
        }.items()
    )


def test_versions_and_digests_are_shown(recount: Recount) -> None:
    rows = found(recount)
    assert rows["versions", "recount"]["value"] == __version__
    assert {name for part, name in rows if part == "versions"} == {"recount", "python", *LIBRARIES}
    for name in ("languages", "ontology", "gazetteer"):
        assert len(bytes.fromhex(rows["data", name]["value"])) == 32
    data = gazetteer.open_gazetteer().path.read_bytes()
    assert rows["data", "gazetteer"]["value"] == hashlib.sha256(data).hexdigest()


def test_the_record_is_shown_as_it_stands(recount: Recount, folder: Path) -> None:
    assert found(recount)["record", "address"]["note"] == "none yet: `recount run PATH…` makes it"
    assert not (folder / "recount.db").exists()
    assert recount("run", "reports").code == 0
    rows = found(recount)
    assert rows["record", "reports"]["value"] == "4"
    assert (rows["record", "snapshots"]["value"], rows["record", "snapshots"]["note"]) == (
        "1",
        "figures are up to date",
    )
    assert found(recount, "--record", "other.db")["record", "address"]["value"] == "other.db"


def test_the_table_has_a_part_for_each(recount: Recount) -> None:
    out = recount("doctor").out
    headings = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert headings == ["Settings", "Versions", "Data", "Record"]


def test_what_is_wrong_is_shown_beside_what_is_right_and_gives_the_exit_code(
    recount: Recount, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "recount.db").write_text("Dear diary", encoding="utf-8")
    done = recount("doctor", "--format", "jsonl")
    assert (done.code, done.err) == (4, "")
    assert "is not a Recount record" in done.lines[-1]["note"]
    assert done.lines[0]["name"] == "record"
    copy = folder / "gazetteer.sqlite"
    real = gazetteer.open_gazetteer().path
    copy.write_bytes(real.read_bytes()[:-1] + b"\xff")
    copy.with_suffix(".json").write_bytes(real.with_suffix(".json").read_bytes())
    monkeypatch.setattr(gazetteer, "open_gazetteer", lambda: gazetteer.SqliteGazetteer(copy))
    done = recount("doctor", "--record", "none.db")
    assert done.code == 4
    assert "unusable" in done.out


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("color = 1", "color in recount.toml is no setting of Recount: remove it, or choose one of record, policy"),
        ("[record]\nfile = 1", "record = \"{'file': 1}\" (recount.toml) can't be used"),
        ('batch = "many"', "batch = 'many' (recount.toml) can't be used: it should be a valid integer"),
        ("batch = 0", "batch = '0' (recount.toml) can't be used: it should be greater than or equal to 1"),
        ("batch =", "recount.toml is not valid TOML: Invalid value (at end of document). Mend it, or move it"),
    ],
)
@pytest.mark.parametrize("command", ["doctor", "run", "extract", "incidents"])
def test_a_wrong_settings_file_is_named_by_every_command(
    recount: Recount, folder: Path, toml: str, told: str, command: str
) -> None:
    (folder / "recount.toml").write_text(toml, encoding="utf-8")
    done = recount(command, *(["reports"] if command in {"run", "extract"} else []))
    assert (done.code, done.out) == (2, "")
    assert done.complaint.startswith(f"recount: {told}")
    assert not (folder / "recount.db").exists()


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("RECOUNT_BATHC", "5", "RECOUNT_BATHC is no setting of Recount: unset it, or choose one of RECOUNT_RECORD,"),
        ("RECOUNT_POLICY", "bold", "policy = 'bold' (environment RECOUNT_POLICY) can't be used: it should be 'strict'"),
        ("RECOUNT_MAX_REPORT_MB", "x", "max_report_mb = 'x' (environment RECOUNT_MAX_REPORT_MB) can't be used"),
    ],
)
def test_a_wrong_variable_is_named(recount: Recount, folder: Path, variable: str, value: str, told: str) -> None:
    done = recount("doctor", env={variable: value})
    assert (done.code, done.out) == (2, "")
    assert done.complaint.startswith(f"recount: {told}")
