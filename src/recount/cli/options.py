"""Options that several commands share."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from typing import Any

import click

FORMATS = ("table", "jsonl")


class Day(click.ParamType[date]):
    """A day, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """The day."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(f"{value!r} is not a day: write it as YYYY-MM-DD, for example 2016-10-14.", param, ctx)


class Name(click.ParamType[str]):
    """A name that a record can keep."""

    name = "NAME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """The name."""
        name = str(value).strip()
        if not name:
            self.fail("it is empty: give a name, or leave the option out.", param, ctx)
        # What the shell hands over that is no UTF-8 comes as lone surrogates.
        if any("\ud800" <= c <= "\udfff" for c in name):
            self.fail(f"{name!r} is not UTF-8: see how your terminal is set.", param, ctx)
        return name


class Registered(click.ParamType[str]):
    """A name in a registry, or of a closed set, which is loaded when it is asked for and not with the command."""

    name = "NAME"

    def __init__(self, registry: str) -> None:
        """Give the registry as an import path ``package.module:attribute``."""
        self.registry = registry

    def names(self) -> list[str]:
        """The names there are."""
        module, _, attribute = self.registry.partition(":")
        found = getattr(import_module(module), attribute)
        return [str(name) for name in (found.names() if hasattr(found, "names") else found)]

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """The names, for the help."""
        return f"[{'|'.join(self.names())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """The name."""
        if value not in self.names():
            self.fail(f"{value!r} is not one of {', '.join(map(repr, self.names()))}.", param, ctx)
        return str(value)


extractor_option = click.option(
    "--extractor",
    type=Registered("recount.claims:EXTRACTORS"),
    help="Who reads the claims.  [default: rules, or as the settings say]",
)
record_option = click.option(
    "--record", metavar="FILE", help="The record: a file, or postgresql://….  [default: recount.db]"
)
published_option = click.option("--published", type=Day(), help="Day of publication of reports that bear none.")
outlet_option = click.option("--outlet", type=Name(), help="Outlet of reports that name none.")
format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print."
)
profile_option = click.option(
    "--profile",
    type=click.Choice(["public", "internal"]),
    default="public",
    show_default=True,
    help="public: without names of persons and exact places. internal: everything.",
)
output_option = click.option("--output", "-o", metavar="FILE", help="Write to FILE instead of stdout.")


columns_option = click.option(
    "--columns", metavar="MAP", help='Columns of tables: "text=Body, published=Date". Told by their names unless given.'
)
