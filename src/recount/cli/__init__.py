"""Commands, one a file, loaded when called."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module
from typing import Any

import click

from recount import __version__
from recount.cli.talk import complain
from recount.errors import RecountError

EVERYDAY = {
    "run": "Read reports into a record and bring its figures up to date.",
    "watch": "Look at feeds again and again, and read what is new.",
    "serve": "Open the record in the browser: read, check and decide.",
    "incidents": "List the incidents of a record.",
    "figures": "List the figures, with what stays unaccounted for.",
    "totals": "Add up people over a place, days, harm and group, within bounds.",
    "show": "Show one claim, incident or report with all its reasons.",
    "search": "Find reports and claims by their words.",
    "decide": "Judge claims and incidents: accept, correct, merge, split, undo …",
    "decisions": "List what people decided, and what they disagree about.",
    "edition": "Freeze what is published, and verify it later.",
    "brief": "Write what happened, who says so, and what is new.",
    "export": "Write claims, incidents or originals for other tools.",
}
"""Command → what it does, so that `recount --help` loads none of them."""

FURTHER = {
    "extract": "Print what single reports claim, without any record.",
    "agreement": "Show how far reviewers agree.",
    "gazetteer": "Add places of your own, and look names up.",
    "timestamp": "Have a time stamping server sign how the record stands.",
    "verify": "Hold everything a record says of itself against what is there.",
    "evaluate": "Measure how well Recount reads, on a benchmark.",
    "doctor": "Show settings, versions and data, and check them.",
}
"""Commands that are wanted now and then: named by the help, which has no more than a screen."""

COMMANDS = EVERYDAY | FURTHER

_STOPPED = 130


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

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text((self.help or "").replace("\n", " "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without loading them, then what else there is, in as few lines as it takes."""
        with formatter.section("Commands"):
            formatter.write_dl([*EVERYDAY.items(), ("further", ", ".join(FURTHER))])
        formatter.write_paragraph()
        formatter.write_text("`recount COMMAND --help` tells more of each; `recount --version` tells the version.")

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as in click
        """Run the command. Where the reader of our output has gone, as in ``recount incidents | head``, just stop."""
        try:
            found = super().invoke(ctx)
            _flush()
        except BrokenPipeError:
            _drop_output()
            raise click.exceptions.Exit(0) from None
        return found


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recount")
def cli() -> None:
    """Turn reporting on armed conflict into a record that can be checked.

    Start with `recount run REPORTS`, then `recount serve`.
    """


def main() -> None:
    """Run the command line; errors become one line on stderr and their exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    # What goes wrong is told by the commands; Python would else print the log's warnings beside it.
    logging.getLogger("recount").addHandler(logging.NullHandler())
    try:
        code = cli.main(prog_name="recount", standalone_mode=False)
    except click.exceptions.Abort:
        code = complain("stopped; what was kept before stays, and the same command goes on from there", _STOPPED)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = error.exit_code
    except click.UsageError as error:
        code = complain(_with_help(error), error.exit_code)
    except RecountError as error:
        code = complain(str(error), error.exit_code)
    except OSError as error:
        _drop_output()
        code = complain(f"{error.filename or 'the output'} can't be written: {error.strerror or error}", 1)
    sys.exit(code if isinstance(code, int) else 0)


def _with_help(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "recount"
    told = error.format_message()
    return f"{told}{'' if told.endswith(('.', '?')) else '.'} See `{path} --help`"


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _drop_output() -> None:
    """Throw away what can't be written: Python would complain about it once more on closing the streams."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
