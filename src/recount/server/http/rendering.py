"""Rendering: templates with what they share. Whatever a report says is text, never markup."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from fastapi import Request
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from recount.model import Harm
from recount.publish import wording
from recount.publish.plain import legible
from recount.server.shapes.addresses import reading

SECTIONS = (
    ("/", "Overview"),
    ("/incidents", "Incidents"),
    ("/reports", "Reports"),
    ("/totals", "Totals"),
    ("/map", "Map"),
    ("/review", "Review"),
    ("/briefs", "Briefs"),
)
"""The pages that the head of every page leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page shows around its own matter."""

    record: str
    """The record's name, without its folder."""

    waiting: int
    """Questions for a person."""

    decisions: int
    """Entries of the log: what a page was made from, so that a later decision of somebody else is noticed."""

    reviewer: str
    """Who sits here; empty until they say."""

    last: str
    """Their latest decision that counts: what undo takes back; empty where there is none."""

    readable_only: bool
    """Whether the record can't be written to."""

    working: str
    """What is being done in the background, in words; empty if nothing is."""


def render(template: str, request: Request, shown: object) -> str:
    """The page."""
    frame: Frame = request.app.state.desk.frame(unquote(request.cookies.get("reviewer", ""))[:100])
    path = request.url.path
    section = "/" if path == "/" else next((a for a, _ in SECTIONS[1:] if path.startswith(a)), "")
    return legible(
        environment()
        .get_template(template)
        .render(page=shown, frame=frame, path=path, query=request.query_params, section=section, sections=SECTIONS)
    )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with plain English for numbers, days and codes."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("recount.server"), PackageLoader("recount.publish")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "number": wording.number,
        "count": wording.count,
        "words": wording.words,
        "days": wording.days,
        "moment": wording.moment,
        "iso_day": wording.iso_day,
        "listed": wording.listed,
        "percent": lambda value: f"{value:.2f}%",
        "reading": reading,
        "harm_words": lambda harm: wording.HARMS[Harm(harm)],
    }
    return made
