"""Report: what an outlet published, exactly as given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from recount.model.ids import ReportId, content_id

TITLE_GAP = "\n\n"
"""Stands between title and text in the canonical text, also when the title is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that an input says of its report."""

    field: str
    """``title``, ``outlet``, ``author``, ``published``, ``modified``, ``language``, ``url``."""

    value: str
    """As it was said, white space folded; a day also as ``YYYY-MM-DD``."""

    origin: str
    """Where: ``JSON-LD``, ``meta article:published_time``, ``URL``, ``HTTP header``, ``column "Date"`` …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One version of one report. Equal content gives an equal `id`, on every machine.

    Other words under the same `given_id` are another version with another `id`.
    """

    given_id: str
    """The id the input gave, else the file's stem. What commands print and scorers join on."""

    text: str
    title: str = ""
    published: date | None = None
    """The day of publication by the metadata; a dateline in the text outranks it (`Text.published`)."""

    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    retrieved: str | None = None
    """When the input was fetched, as given."""

    extra: str = "{}"
    """Fields of the input that Recount does not interpret, as one JSON object."""

    modified: date | None = None
    """The day the outlet says it last changed the report."""

    said: tuple[Said, ...] = ()
    """What the input says of the report, each with where it says so; what disagrees stands side by side."""

    original: str | None = None
    """Digest of the original it was read from; ``None`` where none was kept."""

    part: str = ""
    """Where in the original it stands, if that holds several reports: ``line 12``, ``row 3``."""

    id: ReportId = field(init=False, default=ReportId(""))

    def __post_init__(self) -> None:
        published = self.published.isoformat() if self.published else None
        made = content_id("report", self.given_id, self.outlet, published, self.title, self.text)
        object.__setattr__(self, "id", ReportId(made))

    @property
    def canonical(self) -> str:
        """The text that every offset counts into: title, two newlines, text, exactly as given."""
        return self.title + TITLE_GAP + self.text
