"""`recount brief`: what happened, figures with ranges, who says so, and what is new."""

from __future__ import annotations

import click

from recount.cli.options import Registered, output_option, profile_option, record_option


@click.command()
@record_option
@click.option(
    "--format",
    "form",
    type=Registered("recount.publish.formats:BRIEFS"),
    default="md",
    show_default=True,
    help="How to write.",
)
@profile_option
@output_option
def brief(record: str | None, form: str, profile: str, output: str | None) -> None:
    """Write what happened, figures with ranges, who says so, the sentence under each number, and what is NEW.

    NEW is counted against the snapshot before. What the profile takes out is said on stderr.
    """
    from recount.cli.releases import redacted, write_out
    from recount.publish import write

    release = redacted(record, profile)
    write_out(write(release, form=form, what="brief"), release, output)
