"""Views: one module a noun. Each view takes the open record and returns a shape."""

from fastapi import APIRouter

from recount.server.views import (
    briefs,
    claims,
    editions,
    failures,
    figures,
    help_api,
    incident,
    incidents,
    intake,
    outlets,
    overview,
    search,
    statements,
    totals,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.views,
    incidents.views,
    incident.views,
    totals.views,
    search.views,
    claims.views,
    statements.views,
    figures.views,
    outlets.views,
    failures.views,
    help_api.views,
    briefs.views,
    editions.views,
    intake.views,
)
"""All routes of the desk."""
