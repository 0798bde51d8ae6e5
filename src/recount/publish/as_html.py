"""The brief as one self-contained page: no script, no request, nothing a report says is markup."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from recount.model import Release
from recount.publish.brief import brief_of
from recount.publish.plain import legible


def write_html(release: Release) -> Iterator[str]:
    """The brief as HTML, piece by piece."""
    for piece in _template().generate(brief=brief_of(release)):
        yield legible(piece)
    yield "\n"


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("recount.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brief.html.j2")
