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
@click.option("--since", type=int, metavar="EDITION", help="Compare with that edition.  [default: snapshot before]")
@profile_option
@output_option
def brief(record: str | None, form: str, since: int | None, profile: str, output: str | None) -> None:
    """Write what happened, figures with ranges, who says so, the sentence under each number, and what is NEW.

    What is NEW, raised, lowered, withdrawn, contradicted, merged or split is told against the snapshot before, or
    against the edition --since names. What the profile takes out is said on stderr.
    """
    from recount.cli.releases import redacted, write_out
    from recount.publish import printer_of, write

    printed = printer_of(form, "brief")
    release = redacted(record, profile, since=since)
    write_out(write(release, form=form, what="brief"), release, output, printed=printed)
