"""How commands speak: talk on stderr, data on stdout, and nothing from a report that could command a terminal."""

from __future__ import annotations

import re

import click

_JOINERS = "\u200c\u200d"
"""Part of spelling in several scripts, and harmless."""

# Two kinds of character that a terminal obeys and that no one sees: controls, and marks that turn the direction.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def say(message: str, *, indent: str = "") -> None:
    """Talk, on stderr, in one line."""
    click.echo(indent + on_one_line(message), err=True)


def complain(message: str, code: int) -> int:
    """Say in one line what went wrong; the exit code to leave with."""
    click.echo(f"recount: {on_one_line(message)}", err=True)
    return code


def print_json(line: str) -> None:
    """Print a line of JSON. Characters that a terminal would obey are escaped, which JSON takes for the same."""
    click.echo(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", line))


def on_one_line(words: str, *, spaces: bool = True) -> str:
    """Words from a report as a terminal may show them: no line ends, no control or direction characters.

    Args:
        words: the words.
        spaces: whether runs of white space become one space.
    """
    spaced = " ".join(words.split()) if spaces else words
    return "".join(c if c.isprintable() or c in _JOINERS else "\ufffd" for c in spaced)


def for_terminal(text: str) -> str:
    """A whole text as a terminal may show it: its line ends stay."""
    return "\n".join(on_one_line(line.replace("\t", "    "), spaces=False) for line in text.split("\n"))
