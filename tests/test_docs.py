"""The docs: every command, option and setting is in them, and their examples print what they say."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from recount.cli import COMMANDS, cli
from recount.config import Settings
from recount.errors import RecountError
from recount.ontology import events, harms, weapons
from tools.examples import pages


def subclasses(kind: type[RecountError]) -> set[type[RecountError]]:
    return {kind, *(deeper for direct in kind.__subclasses__() for deeper in subclasses(direct))}


@pytest.fixture(scope="module")
def commands_page(repository: Path) -> str:
    return (repository / "docs" / "commands.md").read_text(encoding="utf-8")


def section(page: str, name: str) -> str:
    found = re.search(rf"^## {name}$(.*?)(?=^## |\Z)", page, re.M | re.S)
    assert found is not None, f"docs/commands.md has no section {name}"
    return found[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_each_of_its_options_is_in_the_docs(commands_page: str, name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    told = section(commands_page, name)
    within = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    options = [o for c in within for p in c.params if isinstance(p, click.Option) for o in p.opts if o.startswith("--")]
    assert [o for o in options if o not in told] == []


def test_every_setting_is_in_the_docs(commands_page: str) -> None:
    told = section(commands_page, "Settings")
    for name, field in Settings.model_fields.items():
        assert f"`{name}` | `RECOUNT_{name.upper()}`" in told
        assert str(field.default) in told


def test_every_exit_code_is_in_the_docs(commands_page: str) -> None:
    told = {int(code) for code in re.findall(r"^\| (\d) \|", section(commands_page, "Exit codes"), re.M)}
    assert told == {0, *(kind.exit_code for kind in subclasses(RecountError))}


def test_the_examples_print_what_the_pages_say(repository: Path) -> None:
    for page, text in pages().items():
        assert page.read_text(encoding="utf-8") == text, f"{page.name}: python -m tools.examples"


def test_every_link_between_the_pages_leads_somewhere(repository: Path) -> None:
    files = [*repository.glob("*.md"), *repository.glob("docs/**/*.md"), *repository.glob("examples/*.md")]
    for page in files:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_decision_is_in_the_table_of_contents(repository: Path) -> None:
    contents = (repository / "mkdocs.yml").read_text(encoding="utf-8")
    for decision in (repository / "docs" / "decisions").glob("*.md"):
        assert f"decisions/{decision.name}" in contents


def test_every_concept_of_the_vocabulary_is_defined() -> None:
    told = [c.definition for c in harms().values()] + [c.definition for c in weapons().values()]
    for definition in (*told, *(c.definition for c in events().values())):
        assert definition.endswith((".", "”"))
