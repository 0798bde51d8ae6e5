"""Commands, one a file, loaded when called."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from recount import __version__
from recount.errors import RecountError

COMMANDS = {
    "run": "Read reports into a record and bring its figures up to date.",
    "extract": "Print what single reports claim, without any record.",
    "incidents": "List the incidents of a record.",
    "figures": "List the figures, with what stays unaccounted for.",
    "show": "Show one claim, incident or report with all its reasons.",
    "brief": "Write what happened, who says so, and what is new.",
    "export": "Write claims or incidents as CSV, JSON Lines or GeoJSON.",
    "doctor": "Show settings, versions and data, and check them.",
}
"""Command → what it does, so that `recount --help` loads none of them."""


class LazyGroup(click.Group):
    """A group whose commands are loaded when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"recount.cli.{cmd_name}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recount")
def cli() -> None:
    """Turn reporting on armed conflict into a record that can be checked.

    Start with `recount run REPORTS`, then `recount incidents` and `recount brief`.
    """


def main() -> None:
    """Run the command line; errors become one line on stderr and their exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = _complain("stopped", 130)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except RecountError as error:
        code = _complain(str(error), error.exit_code)
    except BrokenPipeError:
        # The reader of our output has gone: `recount incidents | head`. Python would complain again on closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _complain(message: str, code: int) -> int:
    click.echo(f"recount: {message}", err=True)
    return code
