"""`recount timestamp`: a third party's word that the record stands so now."""

from __future__ import annotations

from pathlib import Path

import click

from recount.cli.options import format_option, record_option


@click.command()
@click.option("--server", metavar="URL", required=True, help="The time stamping server (RFC 3161) to ask.")
@click.option("--root", metavar="FILE", required=True, help="Certificates, in PEM, of the root that vouches for it.")
@record_option
@format_option
def timestamp(server: str, root: str, record: str | None, form: str) -> None:
    """Have a time stamping server sign that the capture log and the latest edition stand so now.

    The server is sent one SHA-256, and nothing of what the record holds. Its answer is kept beside the record, and
    `recount verify` checks it from then on.
    """
    import json
    from dataclasses import asdict

    from recount.cli.tables import print_pairs
    from recount.cli.talk import print_json
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        made = workspace.stamp(server=server, root=Path(root))
    if form == "jsonl":
        print_json(json.dumps({"at": made.at, "file": str(made.file), **asdict(made.state)}))
        return
    state = made.state
    print_pairs(
        [
            ("stamped at", f"{made.at[:19].replace('T', ' ')} UTC, by the server's clock"),
            ("captures", f"{state.captures:,}, chain {state.log or 'none'}"),
            ("edition", f"{state.edition}, SHA-256 {state.edition_digest}" if state.edition else "none yet"),
            ("kept in", str(made.file)),
        ]
    )
