"""Settings: where each may come from, which wins, and what is refused."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from recount.config import FILE, NOT_IN_A_FILE, NOT_SETTINGS, Settings, load_settings, origins, without_password
from recount.errors import SettingsError


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.upper().startswith("RECOUNT_"):
            monkeypatch.delenv(name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")


def test_every_setting_has_a_default_and_a_meaning(folder: Path) -> None:
    settings = load_settings()
    assert settings == Settings()
    for origin in origins(settings):
        assert origin.came_from == "default"
        assert origin.value == str(Settings.model_fields[origin.name].default)
        assert origin.meaning.endswith(".")


def test_the_environment_outranks_the_file_and_the_file_the_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, 'policy = "strict"\nbatch = 7\n')
    monkeypatch.setenv("RECOUNT_BATCH", "9")
    settings = load_settings()
    assert (settings.policy, settings.batch, settings.max_report_mb) == ("strict", 9, 10)
    found = {origin.name: origin.came_from for origin in origins(settings)}
    assert found == {
        "record": "default",
        "policy": "recount.toml",
        "extract_policy": "default",
        "max_report_mb": "default",
        "max_unpacked_mb": "default",
        "max_depth": "default",
        "max_members": "default",
        "parser": "default",
        "extractor": "default",
        "llm_url": "default",
        "llm_model": "default",
        "llm_key": "default",
        "llm_timeout": "default",
        "gazetteer": "default",
        "fetch_pause": "default",
        "keep_originals": "default",
        "originals": "default",
        "jobs": "default",
        "reviewer": "default",
        "batch": "environment RECOUNT_BATCH",
    }


def test_a_right_variable_saves_a_wrong_line_of_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, 'batch = "many"')
    with pytest.raises(SettingsError, match=r"^batch = 'many' \(recount.toml\)"):
        load_settings()
    monkeypatch.setenv("RECOUNT_BATCH", "9")
    assert load_settings().batch == 9


def test_the_case_of_a_variable_does_not_count(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("Recount_Batch", "3")
    settings = load_settings()
    assert settings.batch == 3
    assert [o.came_from for o in origins(settings) if o.name == "batch"] == ["environment Recount_Batch"]


@pytest.mark.parametrize("name", ["RECOUNT_BATCH", "RECOUNT_RECORD", "RECOUNT_NONSENSE"])
def test_an_empty_variable_sets_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")
    settings = load_settings()
    assert settings == Settings()
    assert {origin.came_from for origin in origins(settings)} == {"default"}


@pytest.mark.parametrize("name", sorted(NOT_SETTINGS))
def test_variables_of_the_tests_are_no_settings_and_no_mistake(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "somewhere")
    assert load_settings() == Settings()


@pytest.mark.parametrize("name", ["RECOUNT_BATHC", "RECOUNT_", "recount_colour"])
def test_a_variable_that_is_no_setting_is_refused_with_the_ones_there_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(SettingsError, match=f"^{name} is no setting of Recount: unset it, or choose .*RECOUNT_BATCH"):
        load_settings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour = 1", r"^colour in recount.toml is no setting of Recount: remove it, or choose one of record, policy"),
        ("[batch]\nsize = 1", r"^batch = \"{'size': 1}\" \(recount.toml\) can't be used: it should be a valid int"),
        ("batch = 0", r"should be greater than or equal to 1. Change it, or remove it for the default 200$"),
        ("batch = 1.5", r"^batch = '1.5' \(recount.toml\) can't be used"),
        ("batch = 10001", r"should be less than or equal to 10000"),
        ("max_report_mb = 1001", r"should be less than or equal to 1000"),
        ('policy = "bold"', r"should be 'strict', 'acled-2024' or 'airwars-observed'"),
        ("record = 5", r"^record = '5' \(recount.toml\) can't be used: it should be a valid string"),
        ('record = ""', r"^record = '' \(recount.toml\) can't be used"),
        ("batch = ", r"^recount.toml is not valid TOML: .* Mend it, or move it away to use the defaults$"),
        ("batch = 1\nbatch = 2", r"^recount.toml is not valid TOML"),
    ],
)
def test_what_is_wrong_with_the_file_is_told(folder: Path, text: str, told: str) -> None:
    write(folder, text)
    with pytest.raises(SettingsError, match=told):
        load_settings()


def test_a_file_that_is_no_text_or_no_file_is_told(folder: Path) -> None:
    (folder / FILE).write_bytes(b"batch = 1 # \xff")
    with pytest.raises(SettingsError, match="is not valid TOML: 'utf-8' codec can't decode"):
        load_settings()
    (folder / FILE).unlink()
    (folder / FILE).mkdir()
    with pytest.raises(SettingsError, match=r"recount.toml can't be read \(Is a directory\): change its permissions"):
        load_settings()


@pytest.mark.parametrize("name", sorted(NOT_IN_A_FILE))
def test_a_folder_does_not_say_where_reports_or_keys_are_sent(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write(folder, f'{name} = "http://127.0.0.1:9/v1"')
    with pytest.raises(SettingsError, match=f"^{name} may not stand in recount.toml: .* RECOUNT_{name.upper()}"):
        load_settings()
    write(folder, "")
    monkeypatch.setenv(f"RECOUNT_{name.upper()}", "http://127.0.0.1:9/v1")
    assert getattr(load_settings(), name) != Settings.model_fields[name].default


def test_the_key_of_a_server_is_never_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOUNT_LLM_KEY", "very-secret")
    settings = load_settings()
    assert settings.llm_key.get_secret_value() == "very-secret"
    assert "very-secret" not in f"{settings!r} {settings} {origins(settings)}"


def test_another_extractor_is_chosen_for_one_call() -> None:
    settings = Settings()
    assert settings.choosing(None) is settings
    assert settings.choosing("llm").extractor == "llm"
    assert settings.extractor == "rules"


def test_a_byte_order_mark_is_no_mistake(folder: Path) -> None:
    (folder / FILE).write_bytes(b"\xef\xbb\xbfbatch = 5")
    assert load_settings().batch == 5


def test_another_folder_may_be_named(tmp_path: Path) -> None:
    write(tmp_path, "batch = 5")
    assert load_settings(tmp_path).batch == 5
    assert [o.came_from for o in origins(load_settings(tmp_path), tmp_path)].count(FILE) == 1


def test_settings_can_not_be_changed_afterwards(folder: Path) -> None:
    with pytest.raises(ValidationError):
        load_settings().batch = 5
    with pytest.raises(dataclasses.FrozenInstanceError):
        origins(load_settings())[0].value = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("recount.db", "recount.db"),
        ("/data/me@home/recount.db", "/data/me@home/recount.db"),
        ("postgresql://anna@host/name", "postgresql://anna@host/name"),
        ("postgresql://anna:secret@host/name", "postgresql://anna@host/name"),
        ("postgresql://anna:se:c@ret@host/name", "postgresql://anna@host/name"),
        (
            "postgresql+psycopg://:secret@host/name?application_name=x",
            "postgresql+psycopg://@host/name?application_name=x",
        ),
        ("postgresql:/anna:secret@host/name", "postgresql:/anna@host/name"),
        ("POSTGRESQL://anna:secret@host/name", "POSTGRESQL://anna@host/name"),
        ("postgresql:///name?user=anna&password=secret&host=h", "postgresql:///name?user=anna&password=…&host=h"),
    ],
)
def test_a_password_is_never_shown(folder: Path, monkeypatch: pytest.MonkeyPatch, address: str, shown: str) -> None:
    assert without_password(address) == shown
    monkeypatch.setenv("RECOUNT_RECORD", address)
    settings = load_settings()
    assert settings.record == address
    assert [o.value for o in origins(settings) if o.name == "record"] == [shown]


def test_no_password_stands_in_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, 'batch = "postgresql://anna:secret@host/name"')
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert "secret" not in str(raised.value)
