"""`recount agreement`: how far reviewers agree."""

from __future__ import annotations

import click

from recount.cli.options import format_option, record_option
from recount.cli.talk import print_json, say


@click.command()
@record_option
@format_option
def agreement(record: str | None, form: str) -> None:
    """Show how far reviewers agree, over what two or more of them judged: share, and Krippendorff's alpha.

    Alpha is 1 where all agree, 0 where they agree no more than by chance. Decisions that settle others don't count.
    """
    from recount.cli.tables import print_table
    from recount.model import to_json
    from recount.workspace import Workspace

    with Workspace.open(record) as workspace:
        found = workspace.agreement()
    if form == "jsonl":
        for one in found:
            print_json(to_json(one))
    elif found:
        headings = ("about", "judged twice", "reviewers", "the same", "alpha")
        rows = [
            (
                one.about.replace("_", " "),
                str(one.units),
                str(one.reviewers),
                f"{one.same:.0%}",
                "open: only one value" if one.alpha is None else f"{one.alpha:.2f}",
            )
            for one in found
        ]
        print_table(headings, rows, right=(1, 2, 3, 4))
    else:
        say("nothing was judged by two reviewers yet")
