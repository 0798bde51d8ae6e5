"""`recount export`: claims or incidents as files for other tools."""

from __future__ import annotations

import click

from recount.cli.options import Registered, output_option, profile_option, record_option


@click.command()
@click.argument("what", type=click.Choice(["claims", "incidents"]))
@record_option
@click.option(
    "--format",
    "form",
    type=Registered("recount.publish.formats:EXPORTERS"),
    default="csv",
    show_default=True,
    help="How to write.",
)
@profile_option
@output_option
def export(what: str, record: str | None, form: str, profile: str, output: str | None) -> None:
    """Write claims or incidents for other tools.

    What the profile takes out is said on stderr, and the whole output is searched for it before it is written.
    """
    from recount.cli.releases import redacted, write_out
    from recount.publish import write

    release = redacted(record, profile)
    write_out(write(release, form=form, what=what), release, output)
