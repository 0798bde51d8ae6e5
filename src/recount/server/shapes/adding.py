"""A claim to be added, as a program sends it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class AskedClaim(BaseModel):
    """Words of a report, and what they say."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "report": "norvane-three-days",
                    "start": 310,
                    "end": 322,
                    "by": "Desk editor",
                    "why": "The sentence counts people the reading passed over.",
                    "fields": {"value": "12", "harm": "injured", "when": "2016-10-11", "where": "al-Fardous, Aleppo"},
                }
            ]
        },
    )

    report: str = Field(max_length=2000, description="The report: the id its input gave, or its own.")
    start: int = Field(ge=0, le=10**9, description="Where the words begin, in code points of the canonical text.")
    end: int = Field(ge=0, le=10**9, description="Where they end.")
    by: str = Field(default="", max_length=200, description="Who adds it; the setting `reviewer` unless given.")
    why: str = Field(max_length=2000, description="The reason, for whoever reads the log.")
    fields: dict[str, str] = Field(description="What it says, field by field, `value` and `harm` at least.")
