"""Filters: what lists are narrowed by, as parameters of an address. Empty as a form sends it counts as not given."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BeforeValidator

from recount.model import Harm


def _filled(value: object) -> object:
    return None if value == "" else value


OfReport = Annotated[
    str, Query(max_length=2000, description="Only of the report of that id, as its input gave it.", examples=["r-014"])
]
OfIncident = Annotated[
    str, Query(max_length=100, description="Only of the incident of that id.", examples=["incident:51e8d7c0b2a94f36"])
]
OfOutlet = Annotated[
    str, Query(max_length=500, description="Only of that outlet, spelled as it is.", examples=["Harbour Gazette"])
]
AnyHarm = Annotated[
    Harm | None, BeforeValidator(_filled), Query(description="Only of that harm.", examples=[Harm.KILLED])
]
AnyMeans = Annotated[
    str, Query(max_length=100, description="Only of that means, by its code.", examples=["airstrike", "shelling"])
]
AnyKind = Annotated[str, Query(max_length=100, description="Only of that kind.", examples=["attack", "denial"])]
AtPlace = Annotated[
    str,
    Query(
        max_length=300,
        description="Only at a place in one of whose names these words stand; case and accents do not count.",
        examples=["aleppo"],
    ),
]
WhetherUsed = Annotated[
    bool | None,
    BeforeValidator(_filled),
    Query(description="Only those on which a figure stands, or only those that are set aside.", examples=[True]),
]
