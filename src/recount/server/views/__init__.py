"""Views: one module a noun. Each view takes the open record and returns a shape."""

from fastapi import APIRouter

from recount.server.views import (
    adding,
    briefs,
    claims,
    decisions,
    editions,
    failures,
    figures,
    help_api,
    help_page,
    incident,
    incidents,
    intake,
    map,  # noqa: A004 - the page's own name
    outlets,
    overview,
    reports,
    review,
    search,
    statements,
    totals,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.views,
    map.views,
    reports.views,
    decisions.views,
    review.views,
    help_page.views,
    incidents.views,
    incident.views,
    totals.views,
    search.views,
    claims.views,
    adding.views,
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
